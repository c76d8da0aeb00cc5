import { createHash } from "node:crypto";
import pg, { type ClientBase } from "pg";
import { type ArchiveEntry, broken, type Manifest, parseManifest, readArchive } from "./archive.ts";
import { copySql, EXACT, partitionsOf, sequencesOf, tablesOf } from "./catalogue.ts";
import { bindOwner, type CLERK, quote, shareOut } from "./clerk.ts";
import { copyIn, copyOut } from "./copy.ts";
import { loosen } from "./loosen.ts";
import { applyMigration, hashOf, type Migration, prepareSchema, searchPath, transaction } from "./migrate.ts";
import { codeOf, StoreProblem, type Tell, textOf } from "./problem.ts";
import { checkFile, countFiles, damagedFile, pathOf, type Staging, stageFiles } from "./stored-files.ts";

export type RestoreOptions = {
  url: string;
  /** Where to; need not be the name it was saved under. */
  schema: string;
  filesDir: string;
  from: string;
  /** The program's migrations: those that the archive had are run first, the rest is left to `migrate`. */
  migrations: readonly Migration[];
  /** Throw away what the schema holds now. Without it a schema that is not empty is refused. */
  force?: boolean;
  /** What `backup` returned, if it was written down: any other archive is refused. */
  fingerprint?: string;
  progress?: Tell;
};

export type RestoreResult = { tables: number; rows: number; files: number; manifest: Manifest; pending: string[] };

/**
 * Brings back one province from an archive. The archive is first read through and checked; then schema, rows, sequences and files
 * come in one transaction, in which every table is read back and compared. Either everything is there afterwards, or nothing was changed.
 *
 * @throws StoreProblem: a broken archive, one of a newer program, a schema that is not empty, a running office.
 */
export async function restore(options: RestoreOptions): Promise<RestoreResult> {
  const { url, schema, filesDir, from, migrations, force = false, fingerprint, progress = () => {} } = options;
  progress({ th: "กำลังตรวจไฟล์สำรองทั้งชุด", en: "Checking the whole backup" });
  const { manifest, fingerprint: found } = await checkArchive(from);
  if (fingerprint && fingerprint !== found)
    throw broken({ th: "ลายนิ้วมือไม่ตรงกับที่ระบุ", en: `its fingerprint is ${found}, not the one given` });
  const chosen = chooseMigrations(manifest, migrations);
  const client = new pg.Client({ connectionString: url, application_name: "changwat restore" });
  client.on("error", () => undefined);
  await client.connect();
  let staging: Staging | null = null;
  try {
    await takeLock(client, schema);
    const { homes, role } = await shareOut(client);
    staging = await stageFiles(filesDir);
    const work = { client, schema, homes, role, from, manifest, staging, progress };
    const result = await transaction(client, async () => {
      await makeRoom(client, schema, force);
      await client.query(EXACT);
      await client.query("SELECT set_config('search_path', $1, true)", [searchPath(schema, homes)]);
      await prepareSchema(client, schema, role);
      for (const migration of chosen) await applyMigration(client, schema, homes, migration);
      await fill(work);
      await bindOwner(client, schema, role);
      await work.staging.place();
      return summary(manifest, migrations);
    });
    // The planner knows nothing of the new rows yet; autovacuum would tell it within minutes.
    for (const { name } of manifest.tables)
      await client.query(`ANALYZE ${quote(schema)}.${quote(name)}`).catch(() => undefined);
    return result;
  } catch (error) {
    await staging?.undo();
    throw error;
  } finally {
    await staging?.clear();
    await client.end().catch(() => undefined);
  }
}

/** Reads an archive through and checks every hash and count. @throws StoreProblem naming the first thing that is wrong. */
export async function checkArchive(from: string): Promise<{ manifest: Manifest; fingerprint: string }> {
  const tables = new Map<string, { bytes: number; hash: ReturnType<typeof createHash> }>();
  const files = countFiles();
  let manifest: Buffer | null = null;
  for await (const entry of readArchive(from)) {
    if (manifest) throw broken({ th: `มีรายการเกินท้าย ${entry.name}`, en: `something follows its end, ${entry.name}` });
    if (entry.name === "manifest.json") manifest = await bodyOf(entry, 256 * 1024 * 1024);
    else if (entry.name.startsWith("files/")) files.add(pathOf(entry), entry.size, await checkFile(entry));
    else {
      const name = tableOf(entry);
      const table = tables.get(name) ?? { bytes: 0, hash: createHash("sha256") };
      tables.set(name, table);
      for await (const block of entry.body) table.hash.update(block);
      table.bytes += entry.size;
    }
  }
  if (!manifest)
    throw broken({ th: "ไม่มี manifest.json (ไฟล์ขาดตอนท้าย)", en: "manifest.json is missing (it is cut off)" });
  const expected = parseManifest(manifest.toString("utf8"));
  for (const { name, bytes, sha256 } of expected.tables) {
    const table = tables.get(name);
    const same = table ? table.bytes === bytes && table.hash.digest("hex") === sha256 : bytes === 0;
    if (!same) throw damagedTable(name);
    tables.delete(name);
  }
  const [extra] = tables.keys();
  if (extra !== undefined)
    throw broken({ th: `มีตาราง ${extra} ที่ไม่อยู่ใน manifest`, en: `the table ${extra} is not in its manifest` });
  const total = files.total();
  if (total.sha256 !== expected.files.sha256 || total.count !== expected.files.count)
    throw broken({
      th: `ไฟล์ไม่ครบ (มี ${total.count} จาก ${expected.files.count})`,
      en: `files are missing or added (${total.count} of ${expected.files.count})`,
    });
  return { manifest: expected, fingerprint: createHash("sha256").update(manifest).digest("hex") };
}

function chooseMigrations(manifest: Manifest, migrations: readonly Migration[]): Migration[] {
  const wanted = new Map(manifest.migrations.map(({ name, sha256 }) => [name, sha256]));
  const chosen = migrations.filter(({ name }) => wanted.has(name));
  const unknown = [...wanted.keys()].filter((name) => !chosen.some((migration) => migration.name === name));
  if (unknown.length > 0)
    throw new StoreProblem({
      th: `ไฟล์สำรองมาจากโปรแกรมรุ่น ${manifest.program} ซึ่งใหม่กว่าหรือต่างจากรุ่นนี้ (ไม่รู้จัก ${unknown.join(", ")}) ให้คืนข้อมูลด้วยโปรแกรมรุ่นนั้น`,
      en: `The backup was made by version ${manifest.program}, which is newer than or different from this program (it does not know ${unknown.join(", ")}). Restore it with that version.`,
    });
  const changed = chosen.find((migration) => wanted.get(migration.name) !== hashOf(migration));
  if (changed)
    throw new StoreProblem({
      th: `ไฟล์ปรับโครงสร้าง ${changed.name} ในโปรแกรมนี้ไม่ตรงกับที่ใช้ตอนสำรอง ให้คืนข้อมูลด้วยโปรแกรมรุ่น ${manifest.program}`,
      en: `The migration ${changed.name} of this program is not the one that the backup was made under. Restore it with version ${manifest.program}.`,
    });
  return chosen;
}

async function takeLock(client: ClientBase, schema: string): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>(
    "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken",
    [`changwat.migrate.${schema}`],
  );
  if (!rows[0]?.taken)
    throw new StoreProblem({
      th: `มีโปรแกรมอื่นกำลังปรับโครงสร้าง สำรอง หรือคืนข้อมูลในสกีมา ${schema} ให้รอจนเสร็จ`,
      en: `Another program is migrating, saving or restoring the schema ${schema}. Wait until it is done.`,
    });
}

async function makeRoom(client: ClientBase, schema: string, force: boolean): Promise<void> {
  const { rows } = await client.query<{ things: number }>(
    `SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = n.oid)::int + (SELECT count(*) FROM pg_proc WHERE pronamespace = n.oid)::int
            + (SELECT count(*) FROM pg_type WHERE typnamespace = n.oid)::int AS things
     FROM pg_namespace n WHERE nspname = $1`,
    [schema],
  );
  if (!rows[0]?.things) return;
  if (!force)
    throw new StoreProblem({
      th: `สกีมา ${schema} มีข้อมูลอยู่แล้ว จึงไม่คืนข้อมูลทับ หากต้องการลบของเดิมทั้งหมดให้ใช้ --replace`,
      en: `The schema ${schema} is not empty, so nothing was restored over it. To throw away what it holds, use --replace.`,
    });
  await client.query(`DROP SCHEMA ${quote(schema)} CASCADE`);
}

type Work = {
  client: ClientBase;
  schema: string;
  homes: string[];
  role: typeof CLERK | null;
  from: string;
  manifest: Manifest;
  staging: Staging;
  progress: Tell;
};

async function fill({ client, schema, from, manifest, staging, progress }: Work): Promise<void> {
  await makePartitions(client, schema, manifest);
  await compareTables(client, schema, manifest);
  const tighten = await loosen(client, schema);
  const names = manifest.tables.map(({ name }) => `${quote(schema)}.${quote(name)}`);
  // Migrations may have put first rows in. A table emptied in this transaction also takes its rows in the order given.
  if (names.length > 0) await client.query(`TRUNCATE ${names.join(", ")}`);
  await load(client, schema, from, manifest, staging, progress);
  for (const [index, table] of manifest.tables.entries()) {
    progress({
      th: `ตรวจตาราง ${table.name} (${index + 1}/${manifest.tables.length})`,
      en: `Comparing the table ${table.name} (${index + 1}/${manifest.tables.length})`,
    });
    const hash = createHash("sha256");
    const rows = await copyOut(client, copySql(schema, table, "TO STDOUT"), (block) => void hash.update(block));
    if (rows !== table.rows || hash.digest("hex") !== table.sha256)
      throw broken({
        th: `ตาราง ${table.name} อ่านกลับได้ ${rows} แถว ไม่ตรงกับที่สำรองไว้ ${table.rows} แถว`,
        en: `the table ${table.name} reads back differently (${rows} rows; ${table.rows} were saved)`,
      });
  }
  await setSequences(client, schema, manifest);
  await tighten();
}

/** Reads the archive again, and feeds each table the parts of it that follow one another. */
async function load(
  client: ClientBase,
  schema: string,
  from: string,
  manifest: Manifest,
  staging: Staging,
  progress: Tell,
): Promise<void> {
  const entries = readArchive(from);
  let next = await entries.next();
  let files = 0;
  while (!next.done && next.value.name !== "manifest.json") {
    if (next.value.name.startsWith("files/")) {
      await staging.add(next.value);
      if (++files % 1000 === 0)
        progress({
          th: `คืนไฟล์แล้ว ${files}/${manifest.files.count}`,
          en: `Restored ${files} of ${manifest.files.count} files`,
        });
      next = await entries.next();
      continue;
    }
    const name = tableOf(next.value);
    const table = manifest.tables.find((candidate) => candidate.name === name);
    if (!table) throw damagedTable(name);
    progress({ th: `คืนตาราง ${name} (${table.rows} แถว)`, en: `Restoring the table ${name} (${table.rows} rows)` });
    async function* parts(): AsyncGenerator<Buffer> {
      while (!next.done && next.value.name.startsWith(`tables/${name}/`)) {
        yield* next.value.body;
        next = await entries.next();
      }
    }
    try {
      await copyIn(client, copySql(schema, table, "FROM STDIN"), parts());
    } catch (error) {
      if (error instanceof StoreProblem || !codeOf(error)) throw error;
      throw broken(
        {
          th: `ตาราง ${name} รับข้อมูลไม่ได้: ${textOf(error)}`,
          en: `the table ${name} does not take its rows: ${textOf(error)}`,
        },
        error,
      );
    }
  }
  await entries.return(undefined);
}

/** What may stand in the bounds and the key of a partition: an archive must not be able to say anything else to the database. */
const BOUND =
  /^(DEFAULT|FOR VALUES (?:[\s,()]|'(?:[^'\\]|'')*'|-?\d+(?:\.\d+)?|FROM|TO|IN|WITH|MINVALUE|MAXVALUE|NULL|true|false|modulus|remainder)+)$/;
const KEY = /^(RANGE|LIST|HASH) \([\p{L}\p{M}\p{N}_, ]+\)$/u;

async function makePartitions(client: ClientBase, schema: string, manifest: Manifest): Promise<void> {
  const there = new Set((await partitionsOf(client, schema)).map(({ name }) => name));
  for (const { name, parent, bound, by } of manifest.partitions) {
    if (there.has(name)) continue;
    if (!BOUND.test(bound) || (by !== null && !KEY.test(by)))
      throw broken({
        th: `ขอบเขตของตารางย่อย ${name} ไม่ถูกต้อง`,
        en: `the bounds of the partition ${name} are not valid`,
      });
    const divided = by === null ? "" : ` PARTITION BY ${by}`;
    await client.query(
      `CREATE TABLE ${quote(schema)}.${quote(name)} PARTITION OF ${quote(schema)}.${quote(parent)} ${bound}${divided}`,
    );
  }
}

async function compareTables(client: ClientBase, schema: string, manifest: Manifest): Promise<void> {
  const made = new Map((await tablesOf(client, schema)).map((table) => [table.name, table]));
  for (const { name, columns } of manifest.tables) {
    const wanted = [...columns].sort().join(", ");
    const present = made.get(name);
    if (!present)
      throw broken({
        th: `มีตาราง ${name} ที่โปรแกรมนี้ไม่ได้สร้าง`,
        en: `it has a table ${name} that this program's migrations do not make`,
      });
    if ([...present.columns].sort().join(", ") !== wanted)
      throw broken({ th: `คอลัมน์ของตาราง ${name} ไม่ตรงกัน`, en: `the columns of the table ${name} differ` });
  }
}

async function setSequences(client: ClientBase, schema: string, manifest: Manifest): Promise<void> {
  const there = new Set((await sequencesOf(client, schema)).map(({ name }) => name));
  for (const { name, last, called } of manifest.sequences) {
    if (!there.has(name))
      throw broken({ th: `ไม่มีลำดับ ${name}`, en: `this program's migrations do not make the sequence ${name}` });
    await client.query("SELECT setval(format('%I.%I', $1::text, $2::text)::regclass, $3::bigint, $4)", [
      schema,
      name,
      last,
      called,
    ]);
  }
}

function summary(manifest: Manifest, migrations: readonly Migration[]): RestoreResult {
  return {
    tables: manifest.tables.length,
    rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
    files: manifest.files.count,
    manifest,
    pending: migrations
      .map(({ name }) => name)
      .filter((name) => !manifest.migrations.some((done) => done.name === name)),
  };
}

function tableOf({ name }: ArchiveEntry): string {
  const table = /^tables\/([^/]+)\/\d{6,}$/.exec(name)?.[1];
  if (!table)
    throw broken({
      th: `มีรายการแปลกปลอม ${JSON.stringify(name)}`,
      en: `it has a strange entry, ${JSON.stringify(name)}`,
    });
  return table;
}

const damagedTable = (name: string) =>
  broken({ th: `ข้อมูลของตาราง ${name} ไม่ตรงกับลายนิ้วมือ`, en: `the rows of the table ${name} do not match their hash` });

async function bodyOf(entry: ArchiveEntry, most: number): Promise<Buffer> {
  if (entry.size > most) throw damagedFile(entry.name);
  const blocks: Buffer[] = [];
  for await (const block of entry.body) blocks.push(block);
  return Buffer.concat(blocks);
}
