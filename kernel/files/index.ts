/** เอกสารแนบ: files of matters. Upload first (POST /api/files), then an act binds what was uploaded. */
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { Fields, Id, OneOf, Text, Type } from "../input.ts";
import { electronicGovernment, electronicTransactions } from "../law/clauses.ts";
import { notFound } from "../problem.ts";
import { act, type Office, room, view } from "../room.ts";
import { bindFiles } from "./bind.ts";
import { collectGarbage, scanWaiting } from "./garbage.ts";
import { scannerOf } from "./scanner.ts";

export { type BoundFile, bindFiles } from "./bind.ts";
export { collectGarbage, scanWaiting } from "./garbage.ts";
export { takenExtensions } from "./kinds.ts";
export { type Scanner, scannerOf } from "./scanner.ts";
export { openShelf, type Shelf } from "./shelf.ts";
export { type FileOptions, filesWing, type Uploaded, uploadLimit } from "./upload.ts";

interface Party {
  id: number;
  owner_unit: number;
  reader_units: number[];
  reader_positions: number[];
}

const party = (office: Office, matter: number): Promise<Party | undefined> =>
  office
    .lock(
      office.sql
        .selectFrom("matter")
        .select(["id", "owner_unit", "reader_units", "reader_positions"])
        .where("id", "=", matter),
    )
    .executeTakeFirst();

/** Seeing is not taking part: the owner's unit, a unit or position named in the matter. */
const takesPart = (actor: Actor, matter: Party): boolean =>
  actor.position.unit === matter.owner_unit ||
  matter.reader_positions.some((position) => actor.is(position)) ||
  matter.reader_units.includes(actor.position.unit) ||
  actor.covers("matters.take_part", matter.owner_unit);

const attach = act({
  th: "แนบไฟล์เข้าเรื่อง",
  en: "Attach files to a matter",
  duty: "matters.take_part",
  // s. 16: what an official does in writing may be done electronically; s. 12 ETA: kept so that it can be found and proves its origin
  basis: [electronicGovernment("๑๖"), electronicTransactions("๑๒")],
  input: Fields({
    matter: Id,
    files: Type.Array(Text(100), { minItems: 1, maxItems: 20, uniqueItems: true }),
    kind: Type.Optional(OneOf("attachment", "evidence")),
  }),
  subject: (office, { matter }) => party(office, matter),
  may: (actor, matter) => takesPart(actor, matter),
  async run(office, { files, kind = "attachment" }, matter) {
    const bound = await bindFiles(office, matter.id, files, { kind });
    await office.sql.updateTable("matter").set({ touched_at: office.now }).where("id", "=", matter.id).execute();
    const told = bound.map(({ id, name, hash }) => ({ file: id, name, hash }));
    office.record("files.attached", { matter: matter.id, detail: { files: told } });
    return { files: bound };
  },
});

interface Standing {
  id: number;
  name: string;
  content_hash: string;
  by_position: number | null;
  matter: Party;
}

const remove = act({
  th: "นำไฟล์ออกจากเรื่อง",
  en: "Take a file out of a matter",
  duty: "matters.take_part",
  basis: [electronicTransactions("๑๒")],
  input: Fields({ file: Id, reason: Text(1000) }),
  async subject(office, { file }): Promise<Standing | undefined> {
    const query = office.sql
      .selectFrom("file")
      .select(["id", "name", "content_hash", "by_position", "matter_id"])
      .where("id", "=", file);
    const row = await office.lock(query).executeTakeFirst();
    const matter = row && (await party(office, row.matter_id));
    return row && matter && { ...row, matter };
  },
  // Who attached it, or who is responsible for the matter; never another party to it.
  may: (actor, file) =>
    (file.by_position !== null && actor.is(file.by_position)) ||
    actor.position.unit === file.matter.owner_unit ||
    actor.covers("matters.take_part", file.matter.owner_unit),
  async run(office, { reason }, file) {
    const { by_person, by_position, by_capacity } = office.by;
    await sql`INSERT INTO file_removal (file_id, matter_id, name, content_hash, reason, by_person, by_position, by_capacity)
      VALUES (${file.id}, ${file.matter.id}, ${file.name}, ${file.content_hash}, ${reason}, ${by_person}, ${by_position}, ${by_capacity})`.execute(
      office.sql,
    );
    const detail = { file: file.id, name: file.name, hash: file.content_hash, reason };
    office.record("files.removed", { matter: file.matter.id, detail });
    return { file: file.id, removed: true };
  },
});

export interface FileRow {
  id: number;
  name: string;
  kind: string;
  size: number;
  type: string;
  hash: string;
  report: number | null;
  by: string | null;
  position: string | null;
  at: Date;
}
export interface RemovedRow {
  id: number;
  name: string;
  reason: string;
  by: string | null;
  position: string | null;
  at: Date;
}

const list = view({
  th: "ไฟล์ของเรื่อง",
  en: "The files of a matter",
  input: Fields({ matter: Id }),
  async run(office, { matter }) {
    if (!(await party(office, matter))) throw notFound();
    const files =
      await sql<FileRow>`SELECT f.id, f.name, f.kind, c.size, c.type, c.hash, f.assignment_report_id AS report,
        person_name(p) AS "by", s.th AS position, f.at
      FROM file f JOIN content c ON c.hash = f.content_hash LEFT JOIN person p ON p.id = f.by_person LEFT JOIN position s ON s.id = f.by_position
     WHERE f.matter_id = ${matter} ORDER BY f.id`.execute(office.sql);
    const removed =
      await sql<RemovedRow>`SELECT r.file_id AS id, r.name, r.reason, person_name(p) AS "by", s.th AS position, r.at
      FROM file_removal r LEFT JOIN person p ON p.id = r.by_person LEFT JOIN position s ON s.id = r.by_position
     WHERE r.matter_id = ${matter} ORDER BY r.at`.execute(office.sql);
    return { files: files.rows, removed: removed.rows };
  },
});

export const files = room({
  name: "files",
  th: "ไฟล์",
  en: "Files",
  serves: "พ.ร.บ.ว่าด้วยธุรกรรมทางอิเล็กทรอนิกส์ พ.ศ. ๒๕๔๔ มาตรา ๑๐, ๑๒; พ.ร.บ.การปฏิบัติราชการทางอิเล็กทรอนิกส์ พ.ศ. ๒๕๖๕ มาตรา ๑๖",
  migrations: [new URL("./files.sql", import.meta.url)],
  duties: {},
  acts: { attach, remove },
  views: { list },
  clockwork: {
    collect: { th: "เก็บกวาดไฟล์ที่ไม่มีผู้ใช้", en: "Clear away unbound files", cron: "17 2 * * *", run: collectGarbage },
    scan: {
      th: "ตรวจไวรัสไฟล์ที่ค้างตรวจ",
      en: "Scan files still waiting",
      cron: "*/10 * * * *",
      run: (house) => scanWaiting(house, scannerOf(process.env)),
    },
  },
});
