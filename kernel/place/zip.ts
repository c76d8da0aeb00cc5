// Reads the few members of a ZIP archive that are asked for, in memory, within limits. Nothing is written to disk and
// member names are only compared, so a path in a name can do no harm. No ZIP64, no encryption, no split archives.
import { crc32, inflateRawSync } from "node:zlib";

export type ZipLimits = {
  /** members in the archive */
  members: number;
  /** bytes of one member when unpacked */
  memberBytes: number;
  /** bytes of all wanted members together when unpacked */
  totalBytes: number;
};

/** An archive that cannot be read, with the reason in both languages. */
export class ZipRefused extends Error {
  readonly th: string;
  readonly en: string;
  constructor(th: string, en: string) {
    super(en);
    this.name = "ZipRefused";
    this.th = th;
    this.en = en;
  }
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

/**
 * The wanted members of an archive, unpacked and checked against their CRC-32.
 *
 * @param wanted decides by the member's full name
 * @throws ZipRefused if the archive is damaged, encrypted, of an unknown method, or beyond the limits. Sizes are taken
 *   from what is really unpacked: a false size in the directory cannot get past them
 */
export function readZip(archive: Buffer, wanted: (name: string) => boolean, limits: ZipLimits): Map<string, Buffer> {
  const end = findEnd(archive);
  const count = archive.readUInt16LE(end + 10);
  if (count > limits.members || count === 0xffff) {
    throw new ZipRefused(
      `ไฟล์ ZIP มีสมาชิกเกิน ${limits.members} รายการ`,
      `the ZIP has more than ${limits.members} members`,
    );
  }
  const out = new Map<string, Buffer>();
  let total = 0;
  let at = archive.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== ENTRY) throw damaged();
    const flags = archive.readUInt16LE(at + 8);
    const nameLength = archive.readUInt16LE(at + 28);
    const next = at + 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    const name = archive.toString(flags & 0x800 ? "utf8" : "latin1", at + 46, at + 46 + nameLength);
    if (wanted(name)) {
      if (out.has(name)) throw damaged();
      if (flags & 1) throw new ZipRefused("ไฟล์ ZIP ถูกเข้ารหัสลับไว้", "the ZIP is encrypted");
      const room = Math.min(limits.memberBytes, limits.totalBytes - total);
      const content = unpack(archive, at, room);
      total += content.length;
      out.set(name, content);
    }
    at = next;
  }
  return out;
}

function findEnd(archive: Buffer): number {
  const lowest = Math.max(0, archive.length - 22 - 0xffff);
  for (let at = archive.length - 22; at >= lowest; at--) {
    if (archive.readUInt32LE(at) === END) return at;
  }
  throw damaged();
}

function unpack(archive: Buffer, entry: number, room: number): Buffer {
  const method = archive.readUInt16LE(entry + 10);
  const crc = archive.readUInt32LE(entry + 16);
  const packedSize = archive.readUInt32LE(entry + 20);
  const local = archive.readUInt32LE(entry + 42);
  if (local + 30 > archive.length || archive.readUInt32LE(local) !== LOCAL) throw damaged();
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  if (start + packedSize > archive.length) throw damaged();
  const packed = archive.subarray(start, start + packedSize);
  const tooLarge = () =>
    new ZipRefused("ไฟล์ใน ZIP ใหญ่เกินกำหนดเมื่อคลายแล้ว", "a member of the ZIP is too large when unpacked");
  let content: Buffer;
  if (method === 0) {
    if (packed.length > room) throw tooLarge();
    content = Buffer.from(packed);
  } else if (method === 8) {
    if (room <= 0) throw tooLarge();
    try {
      content = inflateRawSync(packed, { maxOutputLength: room });
    } catch (caught) {
      throw (caught as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? tooLarge() : damaged();
    }
  } else {
    throw new ZipRefused("ไฟล์ ZIP ใช้วิธีบีบอัดที่ไม่รองรับ", `the ZIP uses the unsupported compression method ${method}`);
  }
  if (crc32(content) !== crc) throw damaged();
  return content;
}

function damaged(): ZipRefused {
  return new ZipRefused("ไฟล์ ZIP เสียหายหรือไม่ใช่ ZIP", "the file is damaged or is not a ZIP");
}
