/** แจ้งต่อหลังการปฏิบัติ: what acts have said is told to search, notices, live screens and rooms. */
import { sql } from "kysely";
import { Fields, Id } from "../input.ts";
import { digitalGovernment } from "../law/clauses.ts";
import { act, room, view } from "../room.ts";
import { mostTries } from "./outbox.ts";

export { type Hear, type Hearers, hears } from "./hearers.ts";
export { type Outbox, startOutbox } from "./outbox.ts";

export interface FailedRow {
  id: number;
  event: string;
  matter: number | null;
  at: Date;
  tries: number;
  fault: string | null;
  waits_for: string[] | null;
  /** Null when it is not tried again of itself. */
  next: Date | null;
}

/** What could not be told; `dead` ones are not tried again until somebody says so. Never the content, which may be secret. */
const failed = view({
  th: "เหตุการณ์ที่แจ้งต่อไม่สำเร็จ",
  en: "Happenings that could not be told",
  duty: "machinery.tend",
  input: Fields({}),
  async run(office) {
    const { rows } = await sql<FailedRow>`SELECT id, event, matter_id AS matter, at, tries, fault, waits_for,
        CASE WHEN not_before < 'infinity' THEN not_before END AS next
      FROM outbox WHERE tries > 0 ORDER BY id LIMIT 500`.execute(office.sql);
    const { rows: waiting } = await sql<{
      count: number;
    }>`SELECT count(*)::int AS count FROM outbox WHERE tries = 0`.execute(office.sql);
    return { waiting: waiting[0]!.count, failed: rows.map((row) => ({ ...row, dead: row.tries >= mostTries })) };
  },
});

const retry = act({
  th: "แจ้งต่ออีกครั้ง",
  en: "Tell a failed happening again",
  duty: "machinery.tend",
  basis: [digitalGovernment("๑๒")],
  input: Fields({ happening: Id }),
  subject: (office, { happening }) =>
    office
      .lock(
        office.sql
          .selectFrom("outbox")
          .select(["id", "event", "matter_id", "tries"])
          .where("id", "=", happening)
          .where("tries", ">", 0),
      )
      .executeTakeFirst(),
  may: () => true,
  async run(office, _input, row) {
    await sql`UPDATE outbox SET tries = 0, not_before = now() WHERE id = ${row.id}`.execute(office.sql);
    office.record("outbox.retried", { detail: { happening: row.id, event: row.event, tries: row.tries } });
    return { happening: row.id };
  },
});

export const outbox = room({
  name: "outbox",
  th: "การแจ้งต่อ",
  en: "Outbox",
  serves: "พ.ร.บ.การบริหารงานและการให้บริการภาครัฐผ่านระบบดิจิทัล พ.ศ. ๒๕๖๒ มาตรา ๑๒ (๕): พร้อมใช้ น่าเชื่อถือ ตรวจสอบได้",
  migrations: [new URL("./outbox.sql", import.meta.url)],
  duties: {
    "machinery.tend": {
      th: "ดูแลงานเบื้องหลังของระบบ",
      en: "Tend the system's background work",
      basis: digitalGovernment("๑๒"),
      granted: { administrator: "province" },
    },
  },
  acts: { retry },
  views: { failed },
});
