import { createHash } from "node:crypto";
import type { ClientBase, Pool, PoolClient } from "pg";
import { admitClerk, bindOwner, type CLERK, quote, shareOut } from "./clerk.ts";
import { StoreProblem, type Tell, textOf } from "./problem.ts";

/** One step of a schema, forward only. `sql` may hold any number of statements, but none that ends the transaction. */
export type Migration = { name: string; sql: string };

/** Where names of an applied schema are looked up: its own, then the schemas of the extensions. */
export const searchPath = (schema: string, homes: readonly string[]): string =>
  [schema, ...homes].map(quote).join(", ");

/**
 * Brings one province's schema up to date: makes it, installs the extensions, applies what is not yet applied, in the given order,
 * each in a transaction of its own, and lets the clerk in (see `admitClerk`, `bindOwner`). Several programs may call it at once.
 *
 * @returns the names applied now, and the role under which acts run, or null where the connecting role may not have one (then the
 * tables' owner is the only role, and FORCE ROW LEVEL SECURITY binds it).
 * @throws StoreProblem when an applied migration was changed or is unknown, or one fails (naming it and the line).
 */
export async function migrate(
  database: Pool | ClientBase,
  schema: string,
  migrations: readonly Migration[],
  { progress = () => {} }: { progress?: Tell } = {},
): Promise<{ applied: string[]; role: typeof CLERK | null; searchPath: string }> {
  const client = isPool(database) ? await database.connect() : database;
  try {
    const key = `changwat.migrate.${schema}`;
    await lock(client, key, progress);
    try {
      return await bringUp(client, schema, migrations, progress);
    } finally {
      await client.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [key]).catch(() => undefined);
    }
  } finally {
    if (isPool(database)) (client as PoolClient).release();
  }
}

async function bringUp(client: ClientBase, schema: string, migrations: readonly Migration[], progress: Tell) {
  const { homes, role } = await shareOut(client);
  await transaction(client, () => prepareSchema(client, schema, role));
  const pending = await pendingOf(client, schema, migrations);
  const applied: string[] = [];
  for (const migration of pending) {
    progress({
      th: `ปรับโครงสร้างฐานข้อมูล ${schema}: ${migration.name} (${applied.length + 1}/${pending.length})`,
      en: `Migrating ${schema}: ${migration.name} (${applied.length + 1}/${pending.length})`,
    });
    await transaction(client, () => applyMigration(client, schema, homes, migration));
    applied.push(migration.name);
  }
  await transaction(client, () => bindOwner(client, schema, role));
  return { applied, role, searchPath: searchPath(schema, homes) };
}

/** The fingerprint of a migration's text; line ends do not count, since git may change them. */
export const hashOf = ({ sql }: Migration): string =>
  createHash("sha256").update(sql.replaceAll("\r\n", "\n")).digest("hex");

/** Makes the schema and its list of migrations, inside a transaction. */
export async function prepareSchema(client: ClientBase, schema: string, role: typeof CLERK | null): Promise<void> {
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${quote(schema)}`);
  await client.query(
    `CREATE TABLE IF NOT EXISTS ${quote(schema)}.migration (
       name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  );
  if (role) await admitClerk(client, schema);
}

/** Runs one migration and records it, inside a transaction. */
export async function applyMigration(
  client: ClientBase,
  schema: string,
  homes: readonly string[],
  migration: Migration,
): Promise<void> {
  await client.query("SELECT set_config('search_path', $1, true)", [searchPath(schema, homes)]);
  const transactionNumber = async () =>
    (await client.query<{ id: string }>("SELECT pg_current_xact_id()::text AS id")).rows[0]?.id;
  const before = await transactionNumber();
  try {
    await client.query(migration.sql);
  } catch (error) {
    const line = lineOf(migration.sql, error);
    throw new StoreProblem(
      {
        th: `ปรับโครงสร้างฐานข้อมูลไม่สำเร็จที่ ${migration.name}${line ? ` บรรทัด ${line}` : ""}: ${textOf(error)} ไม่มีส่วนใดของไฟล์นี้ถูกบันทึก`,
        en: `The migration ${migration.name} failed${line ? ` at line ${line}` : ""}: ${textOf(error)}. Nothing of it was kept.`,
      },
      error,
    );
  }
  if ((await transactionNumber()) !== before)
    throw new StoreProblem({
      th: `ไฟล์ปรับโครงสร้าง ${migration.name} มีคำสั่ง COMMIT หรือ ROLLBACK ซึ่งใช้ไม่ได้ ให้ตัดออก`,
      en: `The migration ${migration.name} ends the transaction that it runs in (COMMIT or ROLLBACK). Remove that.`,
    });
  // The migration may have set search_path for itself.
  await client.query(`INSERT INTO ${quote(schema)}.migration (name, sha256) VALUES ($1, $2)`, [
    migration.name,
    hashOf(migration),
  ]);
}

async function pendingOf(client: ClientBase, schema: string, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    `SELECT name, sha256 FROM ${quote(schema)}.migration ORDER BY applied_at`,
  );
  const applied = new Map(rows.map((row) => [row.name, row.sha256]));
  const given = new Map(migrations.map((migration) => [migration.name, migration]));
  if (given.size !== migrations.length) throw new Error("Two migrations have the same name.");
  const unknown = rows.map((row) => row.name).filter((name) => !given.has(name));
  if (unknown.length > 0)
    throw new StoreProblem({
      th: `ฐานข้อมูล ${schema} ใช้กับโปรแกรมรุ่นใหม่กว่านี้แล้ว (มี ${unknown.join(", ")} ที่โปรแกรมนี้ไม่รู้จัก) ให้ใช้โปรแกรมรุ่นนั้น หรือคืนข้อมูลจากชุดสำรองก่อนปรับรุ่น`,
      en: `The schema ${schema} was already used by a newer program (this one does not know ${unknown.join(", ")}). Use that version, or restore a backup from before the update.`,
    });
  const changed = migrations.find(
    (migration) => applied.has(migration.name) && applied.get(migration.name) !== hashOf(migration),
  );
  if (changed)
    throw new StoreProblem({
      th: `ไฟล์ปรับโครงสร้าง ${changed.name} ถูกแก้ไขหลังจากใช้กับฐานข้อมูล ${schema} แล้ว ให้คืนข้อความเดิมและเพิ่มไฟล์ใหม่แทน`,
      en: `The migration ${changed.name} was changed after it was applied to the schema ${schema}. Put its text back and add a new migration instead.`,
    });
  return migrations.filter((migration) => !applied.has(migration.name));
}

/** Takes the schema's migration lock, telling when another program has it. Polled, so that no snapshot is held while waiting. */
async function lock(client: ClientBase, key: string, progress: Tell): Promise<void> {
  for (let tries = 0; ; tries++) {
    const { rows } = await client.query<{ taken: boolean }>(
      "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken",
      [key],
    );
    if (rows[0]?.taken) return;
    if (tries % 50 === 5)
      progress({
        th: "รอโปรแกรมอื่นที่กำลังปรับโครงสร้างฐานข้อมูลเดียวกัน",
        en: "Waiting for another program that is migrating the same schema",
      });
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Runs `work` in a transaction of this client. */
export async function transaction<T>(client: ClientBase, work: () => Promise<T>, begin = "BEGIN"): Promise<T> {
  await client.query(begin);
  try {
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** PostgreSQL gives the position in characters (code points), from 1. */
function lineOf(sql: string, error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("position" in error) || !error.position) return null;
  return [...sql].slice(0, Number(error.position)).filter((letter) => letter === "\n").length + 1;
}

function isPool(database: Pool | ClientBase): database is Pool {
  return "totalCount" in database;
}
