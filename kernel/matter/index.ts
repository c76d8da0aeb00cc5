/** เรื่อง: whatever the office is seized of. Sight, comments, links, the page and the inbox that every room shares. */
import { sql } from "kysely";
import { Fields, Id, OneOf, Text } from "../input.ts";
import { correspondence, officialInformation, stateAdministration } from "../law/clauses.ts";
import { conflict } from "../problem.ts";
import { act, type Office, room } from "../room.ts";
import { everyRole } from "./assignments.ts";
import { inbox } from "./inbox.ts";
import { page, timeline } from "./page.ts";

export { type Giving, give } from "./give.ts";
export { type AssignmentRow, assignmentsOf } from "./page.ts";

const seen = (office: Office, matter: number) =>
  office.lock(office.sql.selectFrom("matter").selectAll().where("id", "=", matter)).executeTakeFirst();

const comment = act({
  th: "บันทึกความเห็น",
  en: "Comment on a matter",
  duty: "matters.take_part",
  basis: [correspondence("๙")],
  input: Fields({ matter: Id, text: Text(10_000) }),
  subject: (office, { matter }) => seen(office, matter),
  may: () => true, // who sees the matter may speak in it
  async run(office, { text }, matter) {
    const { id } = await office.sql
      .insertInto("comment")
      .values({ matter_id: matter.id, text, ...office.by })
      .returning("id")
      .executeTakeFirstOrThrow();
    await office.sql.updateTable("matter").set({ touched_at: office.now }).where("id", "=", matter.id).execute();
    office.record("matters.commented", { matter: matter.id, detail: { comment: id } });
    return { comment: id };
  },
});

const link = act({
  th: "เชื่อมโยงเรื่อง",
  en: "Link two matters",
  duty: "matters.take_part",
  basis: [correspondence("๙")],
  input: Fields({ matter: Id, to: Id, kind: OneOf("relates", "follows", "answers", "part_of") }),
  async subject(office, { matter, to }) {
    const [from, other] = [await seen(office, matter), await seen(office, to)];
    return from && other && { from, other };
  },
  may: (_actor, { from, other }) =>
    from.id === other.id ? conflict("เชื่อมโยงเรื่องกับตนเองไม่ได้", "A matter cannot be linked to itself") : true,
  async run(office, { kind }, { from, other }) {
    await sql`INSERT INTO matter_link (from_matter, to_matter, kind, by_person, by_position, by_capacity, at)
      VALUES (${from.id}, ${other.id}, ${kind}, ${office.by.by_person}, ${office.by.by_position}, ${office.by.by_capacity}, ${office.now}) ON CONFLICT DO NOTHING`.execute(
      office.sql,
    );
    office.record("matters.linked", { matter: from.id, detail: { to: other.id, kind } });
    return { from: from.id, to: other.id, kind };
  },
});

const province = {
  governor: "province",
  vice_governor: "province",
  assistant_governor: "province",
  palad: "province",
  office_head: "province",
  group_head: "province",
  planner: "province",
  clerk: "province",
  officer: "province",
} as const;

export const matters = room({
  name: "matters",
  th: "เรื่อง",
  en: "Matters",
  serves: "ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖; พ.ร.บ.ข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐",
  migrations: [new URL("./matter.sql", import.meta.url)],
  duties: {
    "matters.read": {
      th: "อ่านเรื่องของหน่วยงาน",
      en: "Read the matters of one's units",
      basis: officialInformation("๔"),
      granted: {
        ...province,
        administrator: "unit",
        agency_head: "line",
        agency_officer: "unit",
        district_chief: "line",
        district_deputy: "unit",
      },
    },
    "matters.take_part": {
      th: "ปฏิบัติงานในเรื่องที่เกี่ยวข้อง",
      en: "Take part in matters one is party to",
      basis: stateAdministration("๖๐"),
      granted: Object.fromEntries(everyRole.map((role) => [role, "own" as const])),
    },
  },
  acts: { comment, link },
  views: { inbox, page, timeline },
});
