import { createHash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { link, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type ArchiveEntry, type ArchiveWriter, broken } from "./archive.ts";
import { codeOf, type Message } from "./problem.ts";

/** How many files, how many bytes, and the hash over their list (see `Manifest.files`). */
export type FilesTotal = { count: number; bytes: number; sha256: string };

/** Counts files as they pass. */
export function countFiles(): { add(path: string, bytes: number, sha256: string): void; total(): FilesTotal } {
  const list = createHash("sha256");
  let count = 0;
  let bytes = 0;
  return {
    add(path, size, sha256) {
      list.update(`${path}\0${size}\0${sha256}\n`);
      count++;
      bytes += size;
    },
    total: () => ({ count, bytes, sha256: list.digest("hex") }),
  };
}

/**
 * Adds every file below `dir` to the archive. Names that begin with a dot are work in progress and left out; a file that goes away meanwhile
 * is no longer referred to by anything the snapshot needs.
 *
 * @returns the total, and `damaged`: files that are named after their SHA-256 but hold something else. They are saved as they are.
 */
export async function addFiles(
  archive: ArchiveWriter,
  dir: string,
  tell: (count: number) => void,
): Promise<{ total: FilesTotal; damaged: string[] }> {
  const counter = countFiles();
  const damaged: string[] = [];
  let count = 0;
  for await (const path of walk(dir, "")) {
    // Read twice, hash first: a tar needs it before the content, and a changed disk block must not pass for the original.
    const handle = await open(join(dir, path), "r").catch((error) => {
      if (codeOf(error) === "ENOENT") return null;
      throw error;
    });
    if (!handle) continue;
    try {
      const { size } = await handle.stat();
      const range = { start: 0, end: Math.max(0, size - 1), autoClose: false, highWaterMark: 256 * 1024 };
      const hash = createHash("sha256");
      if (size > 0) await pipeline(handle.createReadStream(range), hash);
      const sha256 = hash.digest("hex");
      await archive.addStream(`files/${path}`, size, sha256, handle.createReadStream(range));
      counter.add(path, size, sha256);
      const name = /(?:^|\/)([0-9a-f]{64})(?:\.[a-z0-9]+)?$/.exec(path)?.[1];
      if (name && name !== sha256) damaged.push(path);
      tell(++count);
    } finally {
      await handle.close();
    }
  }
  return { total: counter.total(), damaged };
}

/** The paths of all files below a folder, sorted within each folder, so that two backups of the same files are alike. */
async function* walk(root: string, below: string): AsyncGenerator<string> {
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch((error) => {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) yield* walk(root, path);
    else if (entry.isFile()) yield path;
  }
}

/** The path of a file entry, relative to the folder of files. A name that could lead out of it is refused. */
export function pathOf({ name }: ArchiveEntry): string {
  const path = name.replace(/^files\//, "");
  const parts = path.split("/");
  if (
    path.length > 1024 ||
    !/^[\p{L}\p{M}\p{N} ._\-/]+$/u.test(path) ||
    parts.some((part) => part === "" || part.startsWith("."))
  )
    throw broken({
      th: `มีชื่อไฟล์ที่ไม่อนุญาต ${JSON.stringify(name)}`,
      en: `it has a file name that is not allowed, ${JSON.stringify(name)}`,
    });
  return path;
}

/** Reads an entry through and checks it against its own hash. @returns the hash. */
export async function checkFile(
  entry: ArchiveEntry,
  keep?: (body: AsyncIterable<Buffer>) => Promise<void>,
): Promise<string> {
  const hash = createHash("sha256");
  async function* hashed() {
    for await (const block of entry.body) {
      hash.update(block);
      yield block;
    }
  }
  if (keep) await keep(hashed());
  else for await (const _ of hashed());
  const sha256 = hash.digest("hex");
  if (sha256 !== entry.sha256) throw damagedFile(entry.name);
  return sha256;
}

export const damagedFile = (name: string) =>
  broken({ th: `ไฟล์ ${name} ไม่ตรงกับลายนิ้วมือ`, en: `the file ${name} does not match its hash` });

export type Staging = {
  add(entry: ArchiveEntry): Promise<void>;
  place(): Promise<void>;
  undo(): Promise<void>;
  clear(): Promise<void>;
};

/**
 * Receives files beside their place, and puts them there all at once, when the database is ready to commit. A file that is already
 * there is kept (files are named after their content); `undo` takes away what `place` put there.
 */
export async function stageFiles(dir: string): Promise<Staging> {
  const stage = join(dir, `.restoring-${randomBytes(6).toString("hex")}`);
  await mkdir(stage, { recursive: true, mode: 0o700 });
  const staged: string[] = [];
  const placed: string[] = [];
  return {
    async add(entry) {
      const path = pathOf(entry);
      await mkdir(dirname(join(stage, path)), { recursive: true, mode: 0o700 });
      await checkFile(entry, (body) =>
        pipeline(body, createWriteStream(join(stage, path), { flags: "wx", mode: 0o600, flush: true })),
      );
      staged.push(path);
    },
    async place() {
      for (const path of staged) {
        const target = join(dir, path);
        await mkdir(dirname(target), { recursive: true, mode: 0o700 });
        if (await sameFile(target, join(stage, path))) continue;
        // A link fails where a file is, a rename would replace it; some file systems know no links.
        await link(join(stage, path), target).catch(async (error) => {
          if (codeOf(error) === "EEXIST") throw taken(target);
          await rename(join(stage, path), target);
        });
        placed.push(target);
      }
    },
    async undo() {
      for (const target of placed) await rm(target, { force: true });
    },
    clear: () => rm(stage, { recursive: true, force: true }),
  };
}

async function sameFile(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([stat(a).catch(() => null), stat(b)]);
  if (!one || one.size !== other.size) return false;
  const hashes = await Promise.all(
    [a, b].map(async (path) => {
      const hash = createHash("sha256");
      await pipeline(createReadStream(path), hash);
      return hash.digest("hex");
    }),
  );
  return hashes[0] === hashes[1];
}

function taken(path: string) {
  const what: Message = {
    th: `มีไฟล์อื่นอยู่แล้วที่ ${path} ให้คืนข้อมูลลงโฟลเดอร์ว่าง`,
    en: `another file is already at ${path}; restore into an empty folder`,
  };
  return broken(what);
}
