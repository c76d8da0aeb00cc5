/**
 * The ledger as text that anyone can verify with openssl (verify-export.sh):
 *
 *   seq TAB hash TAB line-hash TAB line          for each line; a line the reader may not see is "-", its hash still chains
 *
 * The first row carries the hash before the first line and the words "changwat ledger", the last row says "end", so that an export cut
 * in transit is noticed.
 */
import { once } from "node:events";
import type { Writable } from "node:stream";
import type { Database } from "../database.ts";
import { type Ask, BEGINNING, headOf, sealedPage, withSight } from "./line.ts";

export interface Range {
  /** Places of the chain, from 1; all when absent. */
  from?: number | undefined;
  to?: number | undefined;
}
export interface Exported {
  from: number;
  to: number;
  /** The hash at the last place. */
  hash: string;
}

const PAGE = 2_000;

/** Writes the export, page by page, at the pace the stream takes it; does not end the stream. */
export const exportLedger = (database: Database, stream: Writable, range: Range = {}): Promise<Exported> =>
  withSight(database, (ask) =>
    exportThrough(ask, range, async (text) => {
      if (!stream.write(text)) await once(stream, "drain");
    }),
  );

/** The same through any connection: lines that it may not see come as "-". */
export async function exportThrough(
  ask: Ask,
  { from = 1, to }: Range,
  write: (text: string) => Promise<void> | void,
): Promise<Exported> {
  const head = await headOf(ask);
  const last = Math.min(to ?? head.seq, head.seq);
  const [before] = await ask<{ hash: string }>("SELECT encode(hash, 'hex') AS hash FROM ledger_seal WHERE seq = $1", [
    from - 1,
  ]);
  let hash = before?.hash ?? BEGINNING;
  await write(`${from - 1}\t${hash}\t-\tchangwat ledger\n`);
  for (let seq = from - 1; seq < last; ) {
    const page = await ask<{ seq: number; hash: string; line_hash: string; text: string | null }>(sealedPage(PAGE), [
      seq,
      last,
    ]);
    if (page.length === 0) break;
    await write(page.map((row) => `${row.seq}\t${row.hash}\t${row.line_hash}\t${row.text ?? "-"}\n`).join(""));
    seq = page.at(-1)!.seq;
    hash = page.at(-1)!.hash;
  }
  const end = Math.max(last, from - 1);
  await write(`${end}\t${hash}\t-\tend\n`);
  return { from, to: end, hash };
}
