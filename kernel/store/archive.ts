import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { extract, pack } from "tar-stream";
import Type, { type Static } from "typebox";
import Value from "typebox/value";
import { StoreProblem, textOf } from "./problem.ts";

/**
 * A backup is one gzipped tar, readable with `tar xzf` by anyone:
 *
 *   tables/NAME/000001   the rows of a table in PostgreSQL's COPY text format, UTF-8, cut into parts of about 256 KiB
 *   files/PATH           the stored files, each with its SHA-256 in the pax record CHANGWAT.sha256
 *   manifest.json        what must be there, last, since only then everything is counted
 */
export const FORMAT = 1;

const Hash = Type.String({ pattern: "^[0-9a-f]{64}$" });
const Count = Type.Integer({ minimum: 0 });
const Name = Type.String({ minLength: 1, maxLength: 63, pattern: "^[^\\u0000/]+$" });
const closed = { additionalProperties: false };

const ManifestSchema = Type.Object(
  {
    format: Type.Literal(FORMAT),
    program: Type.String(),
    postgres: Type.String(),
    made: Type.String(),
    schema: Type.String(),
    migrations: Type.Array(Type.Object({ name: Type.String(), sha256: Hash }, closed)),
    tables: Type.Array(
      Type.Object({ name: Name, columns: Type.Array(Name), rows: Count, bytes: Count, sha256: Hash }, closed),
    ),
    /** Partitions may be made while the office works, so no migration knows them. `by` is set where one is divided again. */
    partitions: Type.Array(
      Type.Object(
        { name: Name, parent: Name, bound: Type.String(), by: Type.Union([Type.Null(), Type.String()]) },
        closed,
      ),
    ),
    sequences: Type.Array(
      Type.Object({ name: Name, last: Type.String({ pattern: "^-?\\d{1,19}$" }), called: Type.Boolean() }, closed),
    ),
    /** `sha256` is over the lines "PATH\0BYTES\0SHA256\n" of all files, in the order of the archive. */
    files: Type.Object({ count: Count, bytes: Count, sha256: Hash }, closed),
  },
  closed,
);

/** What a backup holds. */
export type Manifest = Static<typeof ManifestSchema>;

/** A broken archive: what is wrong with it. Nothing was changed when this is thrown. */
export function broken(what: { th: string; en: string }, cause?: unknown): StoreProblem {
  return new StoreProblem(
    {
      th: `ไฟล์สำรองใช้ไม่ได้: ${what.th} ไม่มีการเปลี่ยนแปลงข้อมูลใด ๆ ให้ใช้ไฟล์สำรองชุดอื่น`,
      en: `The backup cannot be used: ${what.en}. Nothing was changed. Use another backup.`,
    },
    cause,
  );
}

/** Reads the text of a manifest. @throws StoreProblem when it is none, or of another format. */
export function parseManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw broken({ th: "manifest.json อ่านไม่ได้", en: "manifest.json is not JSON" }, error);
  }
  const format = typeof value === "object" && value !== null && "format" in value ? value.format : undefined;
  if (typeof format === "number" && format !== FORMAT)
    throw broken({
      th: `เป็นรูปแบบ ${format} โปรแกรมนี้อ่านรูปแบบ ${FORMAT}`,
      en: `it is of format ${format}; this program reads format ${FORMAT}`,
    });
  if (!Value.Check(ManifestSchema, value)) {
    const [first] = Value.Errors(ManifestSchema, value);
    const where = first ? `${first.instancePath || "/"} ${first.message}` : "";
    throw broken({ th: `manifest.json ไม่ถูกต้อง: ${where}`, en: `manifest.json is not valid: ${where}` });
  }
  return value;
}

export type ArchiveWriter = {
  add(name: string, body: Buffer): Promise<void>;
  addStream(name: string, size: number, sha256: string, body: AsyncIterable<Buffer>): Promise<void>;
  finish(): Promise<void>;
  abandon(): Promise<void>;
};

/** Writes an archive to `path`, which must not exist. Private: it holds everything that the office knows. */
export function writeArchive(path: string): ArchiveWriter {
  const tar = pack();
  const file = createWriteStream(path, { flags: "wx", mode: 0o600, flush: true });
  const done = pipeline(tar, createGzip({ level: 4, chunkSize: 256 * 1024 }), file);
  // A full disk is noticed while an entry is waited for, not only at the end.
  const failed = done.then(() => new Promise<never>(() => undefined));
  done.catch(() => undefined);
  failed.catch(() => undefined);
  const entry = (header: object, body?: Buffer) =>
    new Promise<void>((resolve, reject) => {
      tar.entry(header as never, body as never, (error) => (error ? reject(error) : resolve()));
    });
  return {
    add: (name, body) => Promise.race([entry({ name, mode: 0o600 }, body), failed]),
    async addStream(name, size, sha256, body) {
      const written = new Promise<void>((resolve, reject) => {
        const header = { name, size, mode: 0o600, pax: { "CHANGWAT.sha256": sha256 } };
        const sink = tar.entry(header, (error) => (error ? reject(error) : resolve()));
        if (size === 0) return sink.end(Buffer.alloc(0));
        pipeline(body, sink).catch(reject);
      });
      await Promise.race([written, failed]);
    },
    async finish() {
      tar.finalize();
      await done;
    },
    async abandon() {
      tar.destroy();
      await done.catch(() => undefined);
    },
  };
}

export type ArchiveEntry = { name: string; size: number; sha256: string | undefined; body: AsyncIterable<Buffer> };

/** The entries of an archive, one after another; each must be read before the next. @throws StoreProblem on a broken one. */
export async function* readArchive(path: string): AsyncGenerator<ArchiveEntry> {
  const tar = extract();
  const fed = pipeline(
    createReadStream(path, { highWaterMark: 256 * 1024 }),
    createGunzip({ chunkSize: 256 * 1024 }),
    tar,
  );
  fed.catch(() => undefined);
  const translate = (error: unknown) => {
    const text = textOf(error);
    if (/ENOENT|EACCES|EISDIR/.test(text))
      return new StoreProblem(
        { th: `เปิดไฟล์สำรอง ${path} ไม่ได้: ${text}`, en: `Cannot open the backup ${path}: ${text}` },
        error,
      );
    if (/unexpected end|Unexpected end|Premature/.test(text))
      return broken({ th: "ไฟล์ขาดตอนท้าย", en: "it is cut off" }, error);
    return broken({ th: `อ่านไม่ได้ (${text})`, en: `it cannot be read (${text})` }, error);
  };
  async function* readBody(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    try {
      yield* stream;
    } catch (error) {
      throw translate(await reasonOf(fed, error));
    }
  }
  try {
    for await (const entry of tar) {
      const { name, size = 0, type, pax } = entry.header;
      if (type !== "file") throw broken({ th: `มีรายการแปลกปลอม ${name}`, en: `it has a strange entry, ${name}` });
      yield {
        name,
        size,
        sha256: (pax as Record<string, string> | undefined)?.["CHANGWAT.sha256"],
        body: readBody(entry as unknown as AsyncIterable<Buffer>),
      };
      entry.resume();
    }
    await fed;
  } catch (error) {
    throw error instanceof StoreProblem ? error : translate(await reasonOf(fed, error));
  } finally {
    tar.destroy();
  }
}

/** Why the reading stopped: the gunzip's complaint says more than the "aborted" of what it feeds. */
async function reasonOf(fed: Promise<void>, error: unknown): Promise<unknown> {
  const reason = await Promise.race([
    fed.then(
      () => null,
      (cause: unknown) => cause,
    ),
    new Promise((done) => setTimeout(done, 50, null)),
  ]);
  return reason ?? error;
}
