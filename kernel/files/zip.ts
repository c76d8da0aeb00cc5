/** Looks into a zip (and what is a zip inside: docx, xlsx, odt …) before it is let in: bombs, escaping names, macros. */
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { createInflateRaw } from "node:zlib";
import { Problem } from "../problem.ts";

export interface ZipEntry {
  name: string;
  method: number;
  encrypted: boolean;
  packed: number;
  unpacked: number;
  at: number;
}

/** Bounds of what an office sends: a year's pictures fit, a bomb does not. Ratio is unpacked to packed, of the whole. */
const bounds = { entries: 5_000, unpacked: 500_000_000, ratio: 150, ratioFrom: 20_000_000, directory: 4_000_000 };

const refuse = (th: string, en: string): Problem =>
  new Problem("input", { th, en }, [{ field: "file", message: { th, en } }]);
const broken = () => refuse("ไฟล์ ZIP เสียหายหรือไม่สมบูรณ์", "The zip is damaged or incomplete");

/**
 * The entries of the zip at `path`. Refuses: too many entries, too much when unpacked (declared or real), overlapping entries,
 * names that leave the folder. The deflated entries are truly unpacked, in a stream, because a directory can lie.
 */
export async function inspectZip(path: string): Promise<ZipEntry[]> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const entries = await directoryOf(file, size);
    const total = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
    if (total > bounds.unpacked || (total > bounds.ratioFrom && total > size * bounds.ratio)) throw bomb();
    for (const entry of entries) checkName(entry.name);
    for (const span of await dataSpans(file, entries, size)) {
      if (span.entry.method === 8 && !span.entry.encrypted) await trulyUnpack(path, span);
      else if (span.entry.method === 0 && !span.entry.encrypted && span.entry.packed !== span.entry.unpacked)
        throw broken();
    }
    return entries;
  } finally {
    await file.close();
  }
}

const bomb = () =>
  refuse(
    "ไฟล์ ZIP เมื่อขยายแล้วใหญ่ผิดปกติ จึงไม่รับ โปรดแบ่งส่งเป็นไฟล์ย่อย",
    "The zip is abnormally large when unpacked and is refused; please send it in parts",
  );

function checkName(name: string): void {
  const parts = name.split(/[\\/]/);
  if (
    name.startsWith("/") ||
    name.startsWith("\\") ||
    /^[a-zA-Z]:/.test(name) ||
    parts.includes("..") ||
    name.includes("\0")
  ) {
    const shown = name.replace(/\p{Cc}/gu, "").slice(0, 80);
    throw refuse(
      `ในไฟล์ ZIP มีชื่อที่ชี้ออกนอกโฟลเดอร์ (${shown})`,
      `The zip has a name that leads out of its folder (${shown})`,
    );
  }
}

async function bytes(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, at);
  if (bytesRead < length) throw broken();
  return buffer;
}

/** Reads the central directory (APPNOTE 4.3.12), by way of the end record (4.3.16) or its zip64 form (4.3.14). */
async function directoryOf(file: FileHandle, size: number): Promise<ZipEntry[]> {
  const tailLength = Math.min(size, 65_557);
  const tail = await bytes(file, size - tailLength, tailLength);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > tail.length) throw broken();
  let count = tail.readUInt16LE(end + 10);
  let length = tail.readUInt32LE(end + 12);
  let at = tail.readUInt32LE(end + 16);
  if (count === 0xffff || length === 0xffffffff || at === 0xffffffff) {
    const locator = end - 20;
    if (locator < 0 || tail.readUInt32LE(locator) !== 0x07064b50) throw broken();
    const wide = await bytes(file, Number(tail.readBigUInt64LE(locator + 8)), 56);
    if (wide.readUInt32LE(0) !== 0x06064b50) throw broken();
    count = Number(wide.readBigUInt64LE(32));
    length = Number(wide.readBigUInt64LE(40));
    at = Number(wide.readBigUInt64LE(48));
  }
  if (count > bounds.entries) {
    throw refuse(`ไฟล์ ZIP มีรายการเกิน ${bounds.entries}`, `The zip has more than ${bounds.entries} entries`);
  }
  if (length > bounds.directory || at + length > size) throw broken();
  return entriesOf(await bytes(file, at, length), count);
}

function entriesOf(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < count) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw broken();
    const flags = directory.readUInt16LE(at + 8);
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const next = at + 46 + nameLength + extraLength + noteLength;
    if (next > directory.length) throw broken();
    const entry: ZipEntry = {
      name: directory.subarray(at + 46, at + 46 + nameLength).toString(flags & 0x800 ? "utf8" : "latin1"),
      method: directory.readUInt16LE(at + 10),
      encrypted: (flags & 1) === 1,
      packed: directory.readUInt32LE(at + 20),
      unpacked: directory.readUInt32LE(at + 24),
      at: directory.readUInt32LE(at + 42),
    };
    widen(entry, directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength));
    entries.push(entry);
    at = next;
  }
  return entries;
}

/** Sizes above 4 GB stand in the zip64 extra field (4.5.3), in this order, each only when its short form is full. */
function widen(entry: ZipEntry, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let from = at + 4;
    for (const field of ["unpacked", "packed", "at"] as const) {
      if (entry[field] !== 0xffffffff) continue;
      if (from + 8 > extra.length) throw broken();
      entry[field] = Number(extra.readBigUInt64LE(from));
      from += 8;
    }
  }
}

interface Span {
  entry: ZipEntry;
  start: number;
}

/** Where each entry's bytes lie. Entries that share bytes are the trick of a bomb without nesting. */
async function dataSpans(file: FileHandle, entries: ZipEntry[], size: number): Promise<Span[]> {
  const spans: Span[] = [];
  let free = 0;
  for (const entry of entries.toSorted((a, b) => a.at - b.at)) {
    if (entry.at < free) throw refuse("รายการใน ZIP ซ้อนทับกัน", "Entries of the zip overlap");
    const header = await bytes(file, entry.at, 30);
    if (header.readUInt32LE(0) !== 0x04034b50) throw broken();
    const start = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    free = start + entry.packed;
    if (free > size) throw broken();
    spans.push({ entry, start });
  }
  return spans;
}

async function trulyUnpack(path: string, { entry, start }: Span): Promise<void> {
  if (entry.packed === 0) {
    if (entry.unpacked !== 0) throw broken();
    return;
  }
  const packed = createReadStream(path, { start, end: start + entry.packed - 1 });
  const inflate = createInflateRaw();
  packed.on("error", (error) => inflate.destroy(error));
  packed.pipe(inflate);
  let seen = 0;
  try {
    for await (const chunk of inflate) {
      seen += (chunk as Buffer).length;
      if (seen > entry.unpacked) throw bomb(); // more comes out than the directory said
    }
  } catch (error) {
    throw error instanceof Problem ? error : broken();
  } finally {
    packed.destroy();
    inflate.destroy();
  }
  if (seen !== entry.unpacked) throw broken();
}
