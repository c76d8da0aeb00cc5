/**
 * Heads of the chain, written to a file outside the database: whoever cuts the chain's tail or computes it anew cannot also
 * have changed what was written elsewhere. One line: seq TAB hash TAB time TAB schema (the first two as in an export).
 */
import { open, readFile } from "node:fs/promises";
import type { Head } from "./line.ts";

export interface Anchor {
  seq: number;
  hash: string;
  at: string;
}

/** Appends a head and waits until the disk has it. */
export async function anchor(file: string, schema: string, head: Head): Promise<void> {
  const handle = await open(file, "a+", 0o600);
  try {
    const { size } = await handle.stat();
    const last = size > 0 ? (await handle.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString() : "\n";
    // A line that a power cut left unfinished stays alone on its line.
    await handle.write(
      `${last === "\n" ? "" : "\n"}${head.seq}\t${head.hash}\t${new Date().toISOString()}\t${schema}\n`,
    );
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** All heads of a schema, oldest first; none when there is no file. A half-written last line (power cut) is passed over. */
export async function readAnchors(file: string, schema: string): Promise<Anchor[]> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return text.split("\n").flatMap((line) => {
    const [seq = "", hash = "", at = "", of = ""] = line.split("\t");
    return /^\d+$/.test(seq) && /^[0-9a-f]{64}$/.test(hash) && of === schema ? [{ seq: Number(seq), hash, at }] : [];
  });
}

export const lastAnchor = async (file: string, schema: string): Promise<Anchor | undefined> =>
  (await readAnchors(file, schema)).at(-1);

const known = new Map<string, string>();
/** The sealer says where it writes the heads of a schema; acts that verify ask for it. */
export const rememberHeads = (schema: string, file: string): void => void known.set(schema, file);
export const headsFileOf = (schema: string): string | undefined => known.get(schema);
