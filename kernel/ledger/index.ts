/** บันทึกหลักฐาน: what was done, by whom, as what, under which clause; and the proof that nobody changed it since. */
import { CompiledQuery, sql } from "kysely";
import { machinery } from "../actor.ts";
import { type Sql, transaction } from "../database.ts";
import { Fields, Id, Type } from "../input.ts";
import { electronicTransactions } from "../law/clauses.ts";
import { conflict, notFound } from "../problem.ts";
import { act, download, type House, type Office, room, view } from "../room.ts";
import { exportThrough } from "./export.ts";
import { headsFileOf, readAnchors } from "./heads.ts";
import { type Ask, headOf } from "./line.ts";
import { lines } from "./lines.ts";
import { recordAsMachinery } from "./machinery.ts";
import { type Verification, verifyLedger, verifyThrough } from "./verify.ts";

export { type Exported, exportLedger, type Range } from "./export.ts";
export type { FaultKind, LedgerFault } from "./faults.ts";
export type { Head } from "./line.ts";
export type { LedgerLine } from "./lines.ts";
export { recordAsMachinery } from "./machinery.ts";
export { type Sealer, startSealer } from "./sealer.ts";
export { type Verification, type VerifyOptions, verifyLedger } from "./verify.ts";

/** One act verifies or exports at most so many lines; the rest of a long ledger is for `npx changwat verify` and the nightly check. */
const AT_ONCE = 200_000;

const askWithin =
  (db: Sql): Ask =>
  async <R extends object>(text: string, values: unknown[] = []) =>
    (await db.executeQuery<R>(CompiledQuery.raw(text, values))).rows;

const range = { from: Type.Optional(Id), to: Type.Optional(Id) };

async function wholeRange(office: Office, { from = 1, to }: { from?: number; to?: number }) {
  const head = await headOf(askWithin(office.sql));
  const last = Math.min(to ?? head.seq, head.seq);
  if (from > last + 1) throw notFound();
  if (last - from >= AT_ONCE) {
    throw conflict(
      `ครั้งละไม่เกิน ${AT_ONCE.toLocaleString()} รายการ โปรดระบุช่วงลำดับ หรือใช้คำสั่ง npx changwat verify`,
      `At most ${AT_ONCE.toLocaleString()} lines at once: give a range, or use npx changwat verify`,
    );
  }
  return { from, to: last };
}

/** What goes into the ledger about a verification: enough to find the fault again. */
const inBrief = ({ ok, from, to, hash, waiting, heads, faultCount, faults }: Verification) => ({
  ok,
  from,
  to,
  hash,
  waiting,
  heads,
  faults: faultCount,
  first: faults.slice(0, 10).map(({ kind, seq, ledger }) => ({ kind, seq, ledger })),
});

const verify = act({
  th: "ตรวจสอบบันทึกหลักฐาน",
  en: "Verify the ledger",
  duty: "ledger.inspect",
  basis: [electronicTransactions("๑๐")],
  input: Fields(range),
  subject: wholeRange,
  may: () => true, // who holds the duty verifies; what he learns is places and numbers, not what lines say
  async run(office, _input, { from, to }) {
    // A hash needs the whole line, also of matters that this actor may not see: for this reading the act sees as the machinery does.
    const { rows } = await sql<{
      schema: string;
    }>`SELECT current_schema() AS schema, set_config('changwat.machinery', 'on', true)`.execute(office.sql);
    const schema = rows[0]!.schema;
    const file = headsFileOf(schema);
    const result = await verifyThrough(askWithin(office.sql), {
      from,
      to,
      heads: file ? await readAnchors(file, schema) : [],
    });
    await sql`SELECT set_config('changwat.machinery', 'off', true)`.execute(office.sql);
    office.record("ledger.verified", { detail: inBrief(result) });
    return result;
  },
});

const standing = view({
  th: "สถานะของบันทึกหลักฐาน",
  en: "How the ledger stands",
  input: Fields({}),
  async run(office) {
    const head = await headOf(askWithin(office.sql));
    const { rows } = await sql<{ waiting: number }>`SELECT count(*) AS waiting FROM ledger_waiting`.execute(office.sql);
    const { rows: last } = await sql<{
      id: number;
      at: Date;
      person: string;
      position: string;
      detail: ReturnType<typeof inBrief>;
    }>`
      SELECT id, at, person, position, detail FROM ledger WHERE event = 'ledger.verified' ORDER BY id DESC LIMIT 1`.execute(
      office.sql,
    );
    return { head, sealed: head.seq, waiting: rows[0]?.waiting ?? 0, verified: last[0] ?? null };
  },
});

const exportSheet = download({
  th: "ส่งออกบันทึกหลักฐาน",
  en: "Export the ledger",
  duty: "ledger.inspect",
  input: Fields(range),
  async run(office, input) {
    const asked = await wholeRange(office, input);
    const parts: string[] = [];
    const { from, to } = await exportThrough(askWithin(office.sql), asked, (text) => void parts.push(text));
    return { name: `ledger-${from}-${to}.txt`, type: "text/plain; charset=utf-8", body: Buffer.from(parts.join("")) };
  },
});

/** The whole chain, each night, against the heads outside the database. */
async function nightly(house: House): Promise<Verification> {
  const result = await verifyLedger(house.database, { heads: headsFileOf(house.database.schema) });
  if (!result.ok)
    house.log.error({ faults: result.faults.slice(0, 20), count: result.faultCount }, "THE LEDGER DOES NOT VERIFY");
  await transaction(house.database, machinery, (db) =>
    recordAsMachinery(db, "ledger.verified", "ledger.nightly", inBrief(result)),
  );
  house.wake();
  return result;
}

export const ledger = room({
  name: "ledger",
  th: "บันทึกหลักฐาน",
  en: "The ledger",
  serves: "พ.ร.บ.ว่าด้วยธุรกรรมทางอิเล็กทรอนิกส์ พ.ศ. ๒๕๔๔ มาตรา ๑๐ และ ๑๒",
  migrations: [new URL("./ledger.sql", import.meta.url)],
  duties: {
    "ledger.inspect": {
      th: "ตรวจสอบและส่งออกบันทึกหลักฐาน",
      en: "Verify and export the ledger",
      basis: electronicTransactions("๑๒"),
      granted: { governor: "province", office_head: "province", administrator: "province" },
    },
  },
  acts: { verify },
  views: { lines, standing },
  downloads: { export: exportSheet },
  clockwork: {
    nightly: { th: "ตรวจสอบบันทึกหลักฐานทั้งหมด", en: "Verify the whole ledger", cron: "30 2 * * *", run: nightly },
  },
});
