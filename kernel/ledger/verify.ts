/** Recomputes the whole chain from the lines themselves and names every line that is not what was sealed. */
import type { Database } from "../database.ts";
import {
  cutTail,
  type LedgerFault,
  type Misfit,
  missingSeals,
  nameMisfits,
  otherHistory,
  unknownForm,
  unsealedIntruder,
} from "./faults.ts";
import { type Anchor, readAnchors } from "./heads.ts";
import { type Ask, BEGINNING, chainHash, FORM, headOf, lineHash, sealedPage, withSight } from "./line.ts";

export interface Verification {
  ok: boolean;
  /** Places examined, first and last; 0 and 0 for an empty ledger. */
  from: number;
  to: number;
  /** Hash at `to`: what to compare with a head kept elsewhere. */
  hash: string;
  /** Lines committed but not yet sealed. */
  waiting: number;
  /** Heads from outside the database that were compared. */
  heads: number;
  /** The first thousand faults, in the order of the chain, and how many there are in all. */
  faults: LedgerFault[];
  faultCount: number;
}
export interface VerifyOptions {
  /** The file of heads (`ledger-heads.log`), or its lines. */
  heads?: string | readonly Anchor[] | undefined;
  /** Places of the chain; all when absent. A part is checked against the seal before it. */
  from?: number | undefined;
  to?: number | undefined;
  /** Told after each page: places done and places in all. */
  progress?: ((done: number, all: number) => void) | undefined;
}

const PAGE = 2_000;
const ID_WINDOW = 100_000;
/** Faults named one by one; beyond that only counted, so that a destroyed ledger does not fill the memory. */
const NAMED = 1_000;

interface SealRow {
  seq: number;
  ledger_id: number;
  form: number;
  line_hash: string;
  hash: string;
  text: string | null;
}

/**
 * Verifies the ledger of a schema: each line against its seal, each seal against the one before, the chain against heads kept
 * outside, and lines that have no seal though they do not wait for one. Reads page by page: memory does not grow with the ledger.
 */
export const verifyLedger = (database: Database, options: VerifyOptions = {}): Promise<Verification> =>
  withSight(database, async (ask) => {
    const heads = typeof options.heads === "string" ? await readAnchors(options.heads, database.schema) : options.heads;
    return verifyThrough(ask, { ...options, heads });
  });

/** The same through a connection that sees all lines. */
export async function verifyThrough(
  ask: Ask,
  { heads = [], from = 1, to, progress }: VerifyOptions & { heads?: readonly Anchor[] | undefined },
): Promise<Verification> {
  const head = await headOf(ask);
  const last = Math.min(to ?? head.seq, head.seq);
  const named: LedgerFault[] = [];
  const misfits: Misfit[] = [];
  let count = 0;
  const tell = (fault: LedgerFault) => {
    if (count++ < NAMED) named.push(fault);
  };
  const expected = new Map<number, Anchor[]>();
  for (const each of heads) {
    if (each.seq > head.seq) tell(cutTail(each.seq, each.hash, each.at, head.seq));
    else expected.set(each.seq, [...(expected.get(each.seq) ?? []), each]);
  }

  let before = from === 1 ? BEGINNING : await hashAt(ask, from - 1);
  let seq = from - 1;
  while (seq < last) {
    const page = await ask<SealRow>(sealedPage(PAGE), [seq, last]);
    for (const row of page) {
      if (row.seq !== seq + 1) {
        tell(missingSeals(seq + 1, row.seq - 1));
        before = null;
      }
      if (row.form !== FORM) tell(unknownForm(row.seq, row.ledger_id, row.form));
      const now = row.text === null ? null : lineHash(row.text);
      // After a gap there is nothing to follow from; the places beyond are judged among themselves.
      const follows = before === null || chainHash(before, row.line_hash) === row.hash;
      if (now !== row.line_hash || !follows) {
        if (misfits.length < NAMED)
          misfits.push({
            seq: row.seq,
            ledger: row.ledger_id,
            before,
            hash: row.hash,
            sealed: row.line_hash,
            now,
            follows,
          });
        else count++;
      }
      for (const each of expected.get(row.seq) ?? [])
        if (each.hash !== row.hash) tell(otherHistory(each.seq, each.hash, each.at));
      before = row.hash;
      seq = row.seq;
    }
    if (page.length === 0) break;
    progress?.(seq - from + 1, last - from + 1);
  }
  for (const fault of nameMisfits(misfits, chainHash)) tell(fault);
  for (const fault of await intruders(ask)) tell(fault);
  const [waiting] = await ask<{ n: number }>("SELECT count(*) AS n FROM ledger_waiting");
  const order = (fault: LedgerFault) => fault.seq ?? Number.POSITIVE_INFINITY;
  return {
    ok: count === 0,
    from: last < from ? 0 : from,
    to: last < from ? 0 : last,
    hash: before ?? BEGINNING,
    waiting: waiting?.n ?? 0,
    heads: heads.length,
    faults: named.sort((a, b) => order(a) - order(b)),
    faultCount: count,
  };
}

async function hashAt(ask: Ask, seq: number): Promise<string | null> {
  const [row] = await ask<{ hash: string }>("SELECT encode(hash, 'hex') AS hash FROM ledger_seal WHERE seq = $1", [
    seq,
  ]);
  return row?.hash ?? null;
}

/** Lines without a seal that do not wait for one. One statement a window, so a seal made meanwhile deceives nobody. */
async function intruders(ask: Ask): Promise<LedgerFault[]> {
  const found: LedgerFault[] = [];
  const [bounds] = await ask<{ first: number | null; last: number | null }>(
    "SELECT min(id) AS first, max(id) AS last FROM ledger",
  );
  for (let low = bounds?.first ?? 1; low <= (bounds?.last ?? 0) && found.length < NAMED; low += ID_WINDOW) {
    const rows = await ask<{ id: number }>(
      `SELECT l.id FROM ledger l WHERE l.id >= $1 AND l.id < $2
          AND NOT EXISTS (SELECT FROM ledger_seal s WHERE s.ledger_id = l.id)
          AND NOT EXISTS (SELECT FROM ledger_waiting w WHERE w.ledger_id = l.id) ORDER BY l.id LIMIT ${NAMED}`,
      [low, low + ID_WINDOW],
    );
    for (const { id } of rows) found.push(unsealedIntruder(id));
  }
  return found;
}
