/** The canonical text of a ledger line, and the two hashes that chain it. The one definition for sealer, verifier and export. */
import { hash } from "node:crypto";
import type pg from "pg";
import type { Database } from "../database.ts";

/** The hash before the first line. */
export const BEGINNING = "0".repeat(64);

/** The form in which lines are written now (`ledger_seal.form`). A change of `lineText` needs a new one beside the old. */
export const FORM = 1;

/**
 * SQL for the canonical text of the row `l` of `ledger`: one JSON object as PostgreSQL's jsonb prints it (keys in its fixed order, no
 * raw newline or tab), time in UTC with microseconds, hashes in hex. Written here and not as a function in the database, so that
 * whoever tampers there cannot make it lie.
 */
export const lineText = `pg_catalog.jsonb_build_object(
  'id', l.id, 'at', pg_catalog.to_char(l.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'tx', l.tx::text,
  'event', l.event, 'act', l.act, 'matter', l.matter_id, 'person_id', l.person_id, 'position_id', l.position_id,
  'capacity', l.capacity, 'on_behalf_of', l.on_behalf_of, 'person', l.person, 'position', l.position, 'basis', l.basis,
  'instrument', l.instrument, 'detail', l.detail, 'content_hash', pg_catalog.encode(l.content_hash, 'hex'))::text`;

/** SHA-256 in hex of the canonical text and a newline. */
export const lineHash = (text: string): string => hash("sha256", `${text}\n`);

/** SHA-256 in hex of the hash before, a newline, the line's hash, a newline. Lines can so be proven without being shown. */
export const chainHash = (before: string, line: string): string => hash("sha256", `${before}\n${line}\n`);

/** The end of the chain: how many lines are sealed, and the hash that vouches for all of them (hex). */
export interface Head {
  seq: number;
  hash: string;
  at: Date | null;
}

/** Asks the database one question: rows of a statement with $1, $2 … */
export type Ask = <R extends object>(text: string, values?: unknown[]) => Promise<R[]>;

/** The newest seal; seq 0 and BEGINNING when there is none. */
export async function headOf(ask: Ask): Promise<Head> {
  const [head] = await ask<Head>(
    "SELECT seq, encode(hash, 'hex') AS hash, at FROM ledger_seal ORDER BY seq DESC LIMIT 1",
  );
  return head ?? { seq: 0, hash: BEGINNING, at: null };
}

/** Works on one connection as the machinery, which sees every line. For reading at length: no transaction is held open. */
export async function withSight<R>(database: Database, work: (ask: Ask) => Promise<R>): Promise<R> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("SET changwat.machinery = on");
    const result = await work(askOf(client));
    await client.query("RESET changwat.machinery");
    return result;
  } catch (error) {
    broken = error as Error; // the connection still has the machinery's sight: away with it
    throw error;
  } finally {
    client.release(broken);
  }
}

export const askOf =
  (client: pg.ClientBase): Ask =>
  async (text, values) =>
    (await client.query(text, values)).rows;

/**
 * One page of seals with their lines: places after $1 up to $2, `text` null where the line is gone or hidden. OFFSET 0 keeps the planner at one
 * lookup a line; left to itself it reads the whole ledger for each page.
 */
export const sealedPage = (size: number): string => `
  SELECT s.seq, s.ledger_id, s.form, encode(s.line_hash, 'hex') AS line_hash, encode(s.hash, 'hex') AS hash, l.text
    FROM (SELECT * FROM ledger_seal WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT ${size}) s
    LEFT JOIN LATERAL (SELECT ${lineText} AS text FROM ledger l WHERE l.id = s.ledger_id OFFSET 0) l ON true
   ORDER BY s.seq`;
