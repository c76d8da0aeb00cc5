/** งานตามเวลา: what the program does by the clock, and how it went. */
import { sql } from "kysely";
import { machinery } from "../actor.ts";
import { transaction } from "../database.ts";
import { Fields } from "../input.ts";
import { type House, room, view } from "../room.ts";

export { type Jobs, jobsOf, startJobs } from "./clock.ts";

export interface JobRow {
  name: string;
  room: string;
  th: string;
  en: string;
  cron: string;
  started_at: Date | null;
  ended_at: Date | null;
  /** Null while it runs or before its first run. */
  ok: boolean | null;
  result: string;
  /** Failures in a row. */
  fails: number;
}

const list = view({
  th: "รายการงานตามเวลา",
  en: "Work by the clock",
  duty: "machinery.tend",
  input: Fields({}),
  async run(office) {
    const { rows } =
      await sql<JobRow>`SELECT name, room, th, en, cron, started_at, ended_at, ok, result, fails FROM job ORDER BY name`.execute(
        office.sql,
      );
    return rows;
  },
});

/** Keys of requests older than a week (a retry comes within minutes) and happenings dead for a quarter of a year. */
async function forget(house: House): Promise<{ keys: number; dead: number }> {
  return transaction(house.database, machinery, async (db) => {
    const keys = await sql`DELETE FROM idempotency WHERE at < now() - interval '7 days'`.execute(db);
    const dead =
      await sql`DELETE FROM outbox WHERE not_before = 'infinity' AND at < now() - interval '90 days'`.execute(db);
    return { keys: Number(keys.numAffectedRows ?? 0), dead: Number(dead.numAffectedRows ?? 0) };
  });
}

export const jobs = room({
  name: "jobs",
  th: "งานตามเวลา",
  en: "Work by the clock",
  serves: "พ.ร.บ.การบริหารงานและการให้บริการภาครัฐผ่านระบบดิจิทัล พ.ศ. ๒๕๖๒ มาตรา ๑๒ (๕): พร้อมใช้ น่าเชื่อถือ ตรวจสอบได้",
  migrations: [new URL("./jobs.sql", import.meta.url)],
  duties: {},
  acts: {},
  views: { list },
  clockwork: {
    forget: { th: "ลบกุญแจคำขอเก่า", en: "Forget old request keys", cron: "41 2 * * *", run: forget },
  },
});
