import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import pg, { type ClientBase } from "pg";
import { type ArchiveWriter, FORMAT, type Manifest, writeArchive } from "./archive.ts";
import { copySql, EXACT, migrationsOf, partitionsOf, sequencesOf, type Table, tablesOf } from "./catalogue.ts";
import { copyOut } from "./copy.ts";
import { searchPath, transaction } from "./migrate.ts";
import { codeOf, StoreProblem, type Tell, textOf } from "./problem.ts";
import { addFiles } from "./stored-files.ts";

export { restore } from "./restore.ts";

export type BackupOptions = {
  url: string;
  schema: string;
  filesDir: string;
  /** The archive to write; must not exist yet. */
  to: string;
  /** Tables that are not worth keeping. They stay as the migrations make them. */
  leaveOut?: readonly string[];
  progress?: Tell;
};

/** `fingerprint` is the SHA-256 of the manifest: written down elsewhere, it proves later that the archive is the same. */
export type BackupResult = {
  tables: number;
  rows: number;
  files: number;
  bytes: number;
  fingerprint: string;
  damaged: string[];
};

/**
 * Saves one province: all rows of `schema` as of one moment, while the office works on, and the stored files, in one archive.
 * What a job queue holds in a schema of its own (`<schema>_jobs`) is transient and not saved; neither are large objects (unused).
 * Memory stays flat, whatever the size. A backup that fails or is killed leaves no file under its name.
 *
 * @throws StoreProblem when the archive exists, or rows are hidden from this role by row-level security (never a partial backup).
 */
export async function backup({
  url,
  schema,
  filesDir,
  to,
  leaveOut = [],
  progress = () => {},
}: BackupOptions): Promise<BackupResult> {
  const target = resolve(to);
  if (existsSync(target))
    throw new StoreProblem({
      th: `มีไฟล์ ${target} อยู่แล้ว ให้ใช้ชื่ออื่น`,
      en: `${target} already exists: choose another name.`,
    });
  await mkdir(dirname(target), { recursive: true });
  const draft = `${target}.part`;
  await rm(draft, { force: true });
  const client = new pg.Client({ connectionString: url, application_name: "changwat backup" });
  client.on("error", () => undefined);
  await client.connect();
  const archive = writeArchive(draft);
  try {
    const result = await write(client, archive, { schema, filesDir, leaveOut, progress });
    await archive.finish();
    await rename(draft, target);
    await syncFolder(dirname(target));
    return result;
  } catch (error) {
    await archive.abandon();
    await rm(draft, { force: true });
    throw explain(error, schema);
  } finally {
    await client.end().catch(() => undefined);
  }
}

type Work = { schema: string; filesDir: string; leaveOut: readonly string[]; progress: Tell };

async function write(
  client: ClientBase,
  archive: ArchiveWriter,
  { schema, filesDir, leaveOut, progress }: Work,
): Promise<BackupResult> {
  // A migration meanwhile would change what is half saved: it waits, see `migrate`.
  await client.query("SELECT pg_advisory_lock_shared(hashtextextended($1, 0))", [`changwat.migrate.${schema}`]);
  return transaction(
    client,
    async () => {
      await client.query(EXACT);
      await client.query("SELECT set_config('search_path', $1, true)", [searchPath(schema, ["extensions"])]);
      const tables = (await tablesOf(client, schema)).filter(({ name }) => !leaveOut.includes(name));
      if (!tables.some(({ name }) => name === "migration"))
        throw new StoreProblem({
          th: `ไม่พบข้อมูลของจังหวัดในสกีมา ${schema}`,
          en: `There is no province in the schema ${schema}.`,
        });
      const saved: Manifest["tables"] = [];
      for (const table of tables) {
        progress({
          th: `สำรองตาราง ${table.name} (${saved.length + 1}/${tables.length})`,
          en: `Saving the table ${table.name} (${saved.length + 1}/${tables.length})`,
        });
        saved.push(await saveTable(client, archive, schema, table));
      }
      const { total: files, damaged } = await addFiles(archive, filesDir, (count) => {
        if (count % 1000 === 0) progress({ th: `สำรองไฟล์แล้ว ${count} ไฟล์`, en: `Saved ${count} files` });
      });
      const manifest: Manifest = {
        format: FORMAT,
        program: await programVersion(),
        postgres: (await client.query<{ server_version: string }>("SHOW server_version")).rows[0]!.server_version,
        made: new Date().toISOString(),
        schema,
        migrations: await migrationsOf(client, schema),
        tables: saved,
        partitions: await partitionsOf(client, schema),
        sequences: await sequencesOf(client, schema),
        files,
      };
      const text = Buffer.from(JSON.stringify(manifest, null, 1));
      await archive.add("manifest.json", text);
      return {
        tables: saved.length,
        rows: saved.reduce((sum, { rows }) => sum + rows, 0),
        files: files.count,
        bytes: saved.reduce((sum, { bytes }) => sum + bytes, files.bytes),
        fingerprint: createHash("sha256").update(text).digest("hex"),
        damaged,
      };
    },
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
  );
}

async function saveTable(
  client: ClientBase,
  archive: ArchiveWriter,
  schema: string,
  { name, columns }: Table,
): Promise<Manifest["tables"][number]> {
  const hash = createHash("sha256");
  let bytes = 0;
  let part = 0;
  const rows = await copyOut(client, copySql(schema, { name, columns }, "TO STDOUT"), async (block) => {
    hash.update(block);
    bytes += block.length;
    await archive.add(`tables/${name}/${String(++part).padStart(6, "0")}`, block);
  });
  return { name, columns, rows, bytes, sha256: hash.digest("hex") };
}

async function programVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return version;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().catch(() => undefined);
  await handle.close();
}

function explain(error: unknown, schema: string): unknown {
  if (codeOf(error) === "42501")
    return new StoreProblem(
      {
        th: `บทบาทที่เชื่อมต่ออ่านข้อมูลในสกีมา ${schema} ได้ไม่ครบ: ${textOf(error)} ให้สำรองด้วยเจ้าของตาราง หรือให้ผู้ดูแลสั่ง ALTER ROLE … BYPASSRLS`,
        en: `The connecting role may not read all of the schema ${schema}: ${textOf(error)}. Back up as the owner of the tables, or have an administrator run ALTER ROLE … BYPASSRLS.`,
      },
      error,
    );
  if (codeOf(error) === "ENOSPC")
    return new StoreProblem({ th: "ดิสก์ที่เก็บไฟล์สำรองเต็ม", en: "The disk for the backup is full." }, error);
  return error;
}
