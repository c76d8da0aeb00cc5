/**
 * The sealer chains committed ledger lines behind the writers' backs. Writers never wait for it; it takes what is visible, in the order of
 * ids, so an effect never stands before its cause: who saw a line committed took his own number later.
 */
import type pg from "pg";
import type { Database } from "../database.ts";
import type { House, Log } from "../room.ts";
import { anchor, lastAnchor, rememberHeads } from "./heads.ts";
import { type Ask, askOf, chainHash, FORM, type Head, headOf, lineHash, lineText } from "./line.ts";

export interface Sealer {
  /** Seals all that is committed now; the head after it. Throws when the database cannot be reached. */
  sealNow(): Promise<Head>;
  /** Says that something was committed; returns at once. */
  wake(): void;
  /** Seals the rest, writes the last head, ends. */
  stop(): Promise<void>;
}
interface Options {
  log: Log;
  /** The file outside the database where heads are written, `CHANGWAT_HOME/ledger-heads.log`; none when absent. */
  heads?: string;
  /** Milliseconds between looks when nobody wakes it. */
  every?: number;
  /** Milliseconds between heads in the file. */
  anchorEvery?: number;
}

/** Lines hashed at once, and lines of one transaction: a crash repeats at most these. */
const BATCH = 5_000;
const RUN = 100_000;
/** After a wake, others' commits are given a moment to join the same seal. */
const GATHER_MS = 25;

/** Starts sealing. Safe in any number of programs on one schema: an advisory lock lets one seal at a time. */
export function startSealer(
  source: House | Database,
  { log, heads, every = 300, anchorEvery = 300_000 }: Options,
): Sealer {
  const database = "database" in source ? source.database : source;
  let stopped = false;
  let woken = false;
  let rouse = () => {};
  let anchored = { seq: -1, at: 0 };
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function writeHead(always: boolean): Promise<void> {
    if (!heads || (!always && Date.now() - anchored.at < anchorEvery)) return;
    const head = await headOf(askOfPool(database));
    if (head.seq !== anchored.seq && head.seq > 0) {
      await anchor(heads, database.schema, head);
      log.info({ ledger: database.schema, seq: head.seq, hash: head.hash }, "ledger head");
    }
    anchored = { seq: head.seq, at: Date.now() };
  }

  async function run(): Promise<void> {
    if (heads) {
      rememberHeads(database.schema, heads);
      await checkLastHead(database, heads, log).catch((error) =>
        log.warn({ error: String(error) }, "ledger heads cannot be read"),
      );
    }
    for (let faults = 0; !stopped; ) {
      try {
        if (await anyWaiting(database)) await sealAll(database, "try");
        await writeHead(false);
        faults = 0;
      } catch (error) {
        if (faults++ === 0 && !stopped)
          log.warn({ error: String(error) }, "the ledger could not be sealed; trying again");
      }
      if (stopped) return;
      if (!woken) await pause(faults ? Math.min(5_000, every * 2 ** faults) : every);
      if (woken && !stopped) await pause(GATHER_MS);
      woken = false;
    }
  }

  const running = run();
  return {
    sealNow: () => sealAll(database, "wait"),
    wake() {
      if (woken) return;
      woken = true;
      rouse();
    },
    async stop() {
      if (stopped) return;
      stopped = true;
      rouse();
      await running;
      try {
        await sealAll(database, "try");
        await writeHead(true);
      } catch (error) {
        log.warn({ error: String(error) }, "the last lines of the ledger are sealed at the next start");
      }
    },
  };
}

const askOfPool =
  (database: Database): Ask =>
  async (text, values) =>
    (await database.pool.query(text, values)).rows;

async function anyWaiting(database: Database): Promise<boolean> {
  const { rows } = await database.pool.query<{ any: boolean }>("SELECT EXISTS (SELECT FROM ledger_waiting) AS any");
  return rows[0]?.any ?? false;
}

/** Runs until nothing that is committed waits. With "try" it leaves the work to another program that is at it. */
async function sealAll(database: Database, manner: "try" | "wait"): Promise<Head> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  try {
    for (;;) {
      const { head, more } = await sealRun(client, database.schema, manner);
      if (!more) return head;
    }
  } catch (error) {
    await client.query("ROLLBACK").catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** One transaction: takes the lock, then looks (READ COMMITTED: the look sees what the holder before us committed), chains, commits. */
async function sealRun(
  client: pg.PoolClient,
  schema: string,
  manner: "try" | "wait",
): Promise<{ head: Head; more: boolean }> {
  await client.query(
    "BEGIN; SET LOCAL changwat.machinery = on; SET LOCAL synchronous_commit = on; SET LOCAL statement_timeout = 0",
  );
  const lock = manner === "try" ? "pg_try_advisory_xact_lock" : "pg_advisory_xact_lock";
  const { rows } = await client.query<{ taken: unknown }>(`SELECT ${lock}(hashtextextended($1, 0)) AS taken`, [
    `changwat.seal.${schema}`,
  ]);
  let head = await headOf(askOf(client));
  if (rows[0]?.taken === false) {
    await client.query("ROLLBACK");
    return { head, more: false };
  }
  await client.query(
    `DECLARE waiting NO SCROLL CURSOR FOR SELECT l.id, ${lineText} AS text FROM ledger l
      WHERE l.id IN (SELECT ledger_id FROM ledger_waiting) AND NOT EXISTS (SELECT FROM ledger_seal s WHERE s.ledger_id = l.id)
      ORDER BY l.id LIMIT ${RUN}`,
  );
  let sealed = 0;
  for (;;) {
    const { rows: lines } = await client.query<{ id: number; text: string }>(`FETCH ${BATCH} FROM waiting`);
    if (lines.length > 0) head = await chain(client, head, lines);
    sealed += lines.length;
    if (lines.length < BATCH) break;
  }
  await client.query(
    "CLOSE waiting; DELETE FROM ledger_waiting w WHERE EXISTS (SELECT FROM ledger_seal s WHERE s.ledger_id = w.ledger_id)",
  );
  await client.query("COMMIT");
  return { head, more: sealed >= RUN };
}

/** Chains lines after the head and writes their seals; the new head. */
async function chain(client: pg.PoolClient, after: Head, lines: { id: number; text: string }[]): Promise<Head> {
  let { seq, hash } = after;
  const ids: number[] = [];
  const lineHashes: string[] = [];
  const hashes: string[] = [];
  for (const { id, text } of lines) {
    const line = lineHash(text);
    hash = chainHash(hash, line);
    seq += 1;
    ids.push(id);
    lineHashes.push(line);
    hashes.push(hash);
  }
  const { rows } = await client.query<{ at: Date }>(
    `WITH fresh AS (INSERT INTO ledger_seal (seq, ledger_id, form, line_hash, hash)
       SELECT $1::bigint + n, id, ${FORM}, decode(line_hash, 'hex'), decode(hash, 'hex')
         FROM unnest($2::bigint[], $3::text[], $4::text[]) WITH ORDINALITY AS t (id, line_hash, hash, n)
       RETURNING seq, at)
     SELECT at FROM fresh WHERE seq = $5`,
    [after.seq, ids, lineHashes, hashes, seq],
  );
  return { seq, hash, at: rows[0]?.at ?? null };
}

/** A ledger that ends before the last head written outside it, or has another hash there, was cut, rewritten or restored: say so at once. */
async function checkLastHead(database: Database, heads: string, log: Log): Promise<void> {
  const last = await lastAnchor(heads, database.schema);
  if (!last) return;
  const { rows } = await database.pool.query<{ hash: string }>(
    "SELECT encode(hash, 'hex') AS hash FROM ledger_seal WHERE seq = $1",
    [last.seq],
  );
  if (rows[0]?.hash === last.hash) return;
  const what = rows[0] ? "has another hash at" : "ends before";
  log.error(
    { ledger: database.schema, seq: last.seq, hash: last.hash, at: last.at, heads },
    `the ledger ${what} the head that was written outside the database: it was cut, rewritten or restored from an older backup`,
  );
}
