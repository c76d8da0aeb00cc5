/** The outbox: what was committed is told to those who must hear of it, at least once, in the order of each matter. */
import { sql } from "kysely";
import { machinery } from "../actor.ts";
import { type Sql, transaction } from "../database.ts";
import { recordAsMachinery } from "../ledger/machinery.ts";
import { officeOf } from "../perform.ts";
import type { Happening, House } from "../room.ts";
import { type Hearer, type Hearers, hearersOf, hears } from "./hearers.ts";

export interface Outbox {
  /** Something was committed: look now. */
  wake(): void;
  /** Resolves when nothing is due any more (what has failed and waits for its next try does not count). */
  idle(): Promise<void>;
  /** Ends after the happening under way. What is not yet told is told at the next start. */
  stop(): Promise<void>;
}

/** After so many tries (about nine hours) a hearer is not called again until an administrator says so. */
export const mostTries = 16;
const pollMs = 500;
const batch = 200;
/** Matters told side by side; the pool is for people first. */
const atOnce = 3;

/**
 * Starts telling. Every happening is told in one transaction as machinery: each hearer behind a savepoint, and what they write
 * commits together with the happening's removal. So a hearer that only writes to the database does so exactly once; one that
 * also acts outside of it (a mail, a socket) must bear being called again after a crash. A hearer that throws is called
 * again after 1, 2, 4 … seconds (an hour at most), alone; the others' work stands.
 */
export function startOutbox(house: House, own: Hearers = {}): Outbox {
  const hearers = hearersOf(house.rooms, own);
  let stopped = false;
  let woken = false;
  let pass: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const run = (): Promise<void> => {
    pass ??= (async () => {
      try {
        do {
          woken = false;
          while (!stopped && (await tellDue(house, hearers, () => stopped)));
        } while (woken && !stopped);
      } catch (error) {
        // The database is away: the next look will find what is due.
        if (!stopped) house.log.warn({ fault: wordsOf(error) }, "the outbox could not be read");
      } finally {
        pass = undefined;
      }
    })();
    return pass;
  };
  const look = () => {
    if (stopped) return;
    clearTimeout(timer);
    void run().finally(() => {
      if (stopped) return;
      timer = setTimeout(look, woken ? 0 : pollMs);
      timer.unref();
    });
  };
  look();
  return {
    wake() {
      woken = true;
      if (!pass) look();
    },
    async idle() {
      await pass;
      await run();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await pass;
    },
  };
}

interface Due {
  id: number;
  matter: number | null;
}

/** Tells what is due, side by side for different matters, in order for one. False when nothing was told. */
async function tellDue(house: House, hearers: readonly Hearer[], stopped: () => boolean): Promise<boolean> {
  const { rows } = await house.database.pool.query<Due>(
    "SELECT id, matter_id AS matter FROM outbox WHERE not_before <= now() ORDER BY id LIMIT $1",
    [batch],
  );
  const lanes = Map.groupBy(rows, (row) => row.matter ?? 0);
  const waiting = [...lanes.values()];
  let told = 0;
  const worker = async () => {
    for (let lane = waiting.shift(); lane && !stopped(); lane = waiting.shift()) {
      for (const { id } of lane) {
        if (stopped()) return;
        const fate = await tell(house, hearers, id);
        if (fate === "told") told++;
        if (fate === "busy") break; // another program is at this matter: what follows must wait for it
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, waiting.length) }, worker));
  return told > 0;
}

interface Row {
  id: number;
  ledger_id: number;
  event: string;
  matter_id: number | null;
  detail: Record<string, unknown>;
  tries: number;
  waits_for: string[] | null;
}

/** told: to those who waited for it. gone: another program has told it. busy: another program is telling of the same matter. */
type Fate = "told" | "gone" | "busy";

async function tell(house: House, hearers: readonly Hearer[], id: number): Promise<Fate> {
  try {
    return await transaction(house.database, machinery, (db) => tellIn(house, hearers, db, id));
  } catch (error) {
    // The transaction itself was lost, with all that the hearers had done in it: all of them are told again, later.
    await house.database.pool.query(
      `UPDATE outbox SET tries = tries + 1, fault = $2, not_before = ${later("tries + 1")} WHERE id = $1`,
      [id, wordsOf(error)],
    );
    return "told";
  }
}

const later = (tries: string) =>
  `CASE WHEN ${tries} >= ${mostTries} THEN 'infinity' ELSE now() + least(power(2, ${tries} - 1), 3600) * interval '1 second' END`;

async function tellIn(house: House, hearers: readonly Hearer[], db: Sql, id: number): Promise<Fate> {
  const { rows: locks } = await sql<{
    free: boolean;
  }>`SELECT pg_try_advisory_xact_lock(hashtextextended('outbox', coalesce(matter_id, -id))) AS free
    FROM outbox WHERE id = ${id}`.execute(db);
  if (!locks[0]) return "gone";
  if (!locks[0].free) return "busy";
  const { rows } = await sql<Row>`SELECT id, ledger_id, event, matter_id, detail, tries, waits_for FROM outbox
    WHERE id = ${id} AND not_before <= now() FOR UPDATE SKIP LOCKED`.execute(db);
  const row = rows[0];
  if (!row) return "gone";
  const happening: Happening = {
    id: row.id,
    ledger: row.ledger_id,
    event: row.event,
    matter: row.matter_id,
    detail: row.detail,
  };
  const failed: string[] = [];
  let fault = "";
  for (const hearer of hearers) {
    if (!hears(hearer.event, row.event) || (row.waits_for && !row.waits_for.includes(hearer.name))) continue;
    const wrong = await tellOne(house, db, hearer, happening);
    if (wrong === undefined) continue;
    failed.push(hearer.name);
    fault ||= `${hearer.name}: ${wrong}`;
  }
  if (failed.length === 0) {
    await sql`DELETE FROM outbox WHERE id = ${id}`.execute(db);
  } else {
    house.log.warn(
      { event: row.event, matter: row.matter_id, tries: row.tries + 1, fault },
      "a happening could not be told",
    );
    await sql`UPDATE outbox SET tries = tries + 1, fault = ${fault.slice(0, 2000)}, waits_for = ${failed}::text[],
      not_before = ${sql.raw(later("tries + 1"))} WHERE id = ${id}`.execute(db);
  }
  return "told";
}

type Lines = Parameters<typeof officeOf>[4];

/** Calls one hearer behind a savepoint; the words of its fault when it throws. What it records becomes machinery's lines. */
async function tellOne(house: House, db: Sql, hearer: Hearer, happening: Happening): Promise<string | undefined> {
  const lines: Lines = [];
  await sql`SAVEPOINT hearer`.execute(db);
  try {
    await hearer.hear(officeOf(house, db, machinery, house.clock(), lines, true), happening);
    if (lines.length > 0) await recordLines(db, hearer, happening, lines);
    await sql`RELEASE SAVEPOINT hearer`.execute(db);
    return undefined;
  } catch (error) {
    await sql`ROLLBACK TO SAVEPOINT hearer`.execute(db);
    return wordsOf(error);
  }
}

/** Ledger lines of the machinery: what it did on hearing, and after which line. They are happenings in their turn. */
async function recordLines(db: Sql, hearer: Hearer, happening: Happening, lines: Lines): Promise<void> {
  for (const { event, matter, detail } of lines) {
    await recordAsMachinery(db, event, hearer.name, { ...detail, after: happening.ledger }, matter);
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 2000);
