/** The shelf: file contents on disk under their SHA-256 (`ab/cd/<hash>`), written once, never changed. */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Problem } from "../problem.ts";
import type { FileShelf, House } from "../room.ts";

/** Bytes that have arrived and are not yet kept: a file in `incoming`, with what was counted while it streamed in. */
export interface Incoming {
  path: string;
  hash: string;
  size: number;
}
export interface Shelf extends FileShelf {
  /** The whole content, or the bytes from `start` to `end` (inclusive). */
  open(hash: string, range?: { start: number; end: number }): NodeJS.ReadableStream;
  path(hash: string): string;
  /** Streams a body to disk, hashing it; more than `most` bytes is refused as soon as it is more. Synced before it returns. */
  receive(body: AsyncIterable<Uint8Array>, most: number): Promise<Incoming>;
  /** Puts arrived bytes in their place. What is there already is left, unless its size shows that it was damaged. */
  keep(incoming: Incoming): Promise<void>;
  discard(incoming: Incoming): Promise<void>;
  /** Removes the bytes; it is no fault when they are gone already. */
  erase(hash: string): Promise<void>;
  /** Removes what a killed program left in `incoming`, when it is older than this. Returns how many. */
  sweep(olderThanMs: number): Promise<number>;
}

/** Opens the shelf in a folder (`home/files`), making it when new. */
export async function openShelf(dir: string): Promise<Shelf> {
  const incomingDir = join(dir, "incoming");
  await mkdir(incomingDir, { recursive: true, mode: 0o700 });
  const path = (hash: string): string => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error("not a content hash");
    return join(dir, hash.slice(0, 2), hash.slice(2, 4), hash);
  };
  return {
    path,
    open: (hash, range) => createReadStream(path(hash), range),
    receive: (body, most) => receive(join(incomingDir, randomUUID()), body, most),
    async keep(incoming) {
      const place = path(incoming.hash);
      if ((await sizeOf(place)) === incoming.size) return rm(incoming.path, { force: true });
      const folder = dirname(place);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await rename(incoming.path, place);
      // The name must outlive a power cut as the bytes do: the folder, and the folders made for it.
      for (const each of [folder, dirname(folder), dir]) await syncFolder(each);
    },
    discard: (incoming) => rm(incoming.path, { force: true }),
    erase: (hash) => rm(path(hash), { force: true }),
    async sweep(olderThanMs) {
      let swept = 0;
      for (const name of await readdir(incomingDir)) {
        const left = join(incomingDir, name);
        const { mtimeMs } = await stat(left).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
        if (Date.now() - mtimeMs < olderThanMs) continue;
        await rm(left, { force: true });
        swept++;
      }
      return swept;
    },
  };
}

/** The house's shelf with all that it can do; rooms only read. */
export function shelfOf(house: House): Shelf {
  if (!("receive" in house.files)) throw new Error("this house has no file shelf that can be written");
  return house.files as Shelf;
}

async function receive(path: string, body: AsyncIterable<Uint8Array>, most: number): Promise<Incoming> {
  const hash = createHash("sha256");
  let size = 0;
  let file: FileHandle | undefined;
  try {
    file = await open(path, "wx", 0o600);
    for await (const chunk of body) {
      size += chunk.length;
      if (size > most) throw tooLarge(most);
      hash.update(chunk);
      for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
    }
    await file.sync();
    return { path, hash: hash.digest("hex"), size };
  } catch (error) {
    await rm(path, { force: true });
    const { code } = error as { code?: string };
    if (code === "ENOSPC" || code === "EDQUOT") {
      throw new Problem("unavailable", {
        th: "เนื้อที่เก็บไฟล์ของเครื่องแม่ข่ายเต็ม ยังไม่ได้เก็บไฟล์ โปรดแจ้งผู้ดูแลระบบ",
        en: "The server's disk is full; the file was not kept. Please tell the administrator",
      });
    }
    throw error;
  } finally {
    await file?.close();
  }
}

export function tooLarge(most: number): Problem {
  const mb = Math.floor(most / 1_000_000);
  return new Problem("too-large", {
    th: `ไฟล์ใหญ่เกิน ${mb} เมกะไบต์`,
    en: `The file is larger than ${mb} MB`,
  });
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => -1,
  );

async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return; // folders cannot be opened there
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}
