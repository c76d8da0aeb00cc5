/** งานตามเวลา: what the program does by the clock, and how it went. */
import { sql } from "kysely";
import { machinery } from "../actor.ts";
import { transaction } from "../database.ts";
import { Fields } from "../input.ts";
import { room, type House, view } from "../room.ts";
import { jobsOf } from "./clock.ts";

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

type Run = Pick<JobRow, "name" | "started_at" | "ended_at" | "ok" | "result" | "fails">;
const never: Omit<Run, "name"> = { started_at: null, ended_at: null, ok: null, result: "", fails: 0 };

const list = view({
  th: "รายการงานตามเวลา",
  en: "Work by the clock",
  duty: "machinery.tend",
  input: Fields({}),
  async run(office): Promise<JobRow[]> {
    const { rows } = await sql<Run>`SELECT name, started_at, ended_at, ok, result, fails FROM job_run`.execute(office.sql);
    const last = new Map(rows.map((row) => [row.name, row]));
    return jobsOf(office.rooms).map(({ name, room: of, th, en, cron }) => ({ ...never, ...last.get(name), name, room: of.name, th, en, cron }));
  },
});

/** Keys of requests older than a week (a retry comes within minutes) and happenings dead for a quarter of a year. */
async function forget(house: House): Promise<{ keys: number; dead: number }> {
  return transaction(house.database, machinery, async (db) => {
    const keys = await sql`DELETE FROM idempotency WHERE at < now() - interval '7 days'`.execute(db);
    const dead = await sql`DELETE FROM outbox WHERE not_before = 'infinity' AND at < now() - interval '90 days'`.execute(db);
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
