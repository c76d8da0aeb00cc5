import type { ClientBase } from "pg";
import type { Manifest } from "./archive.ts";
import { quote } from "./clerk.ts";

/** A table that holds rows (a plain one, or a partition), with the columns that are stored as given, not computed. */
export type Table = { name: string; columns: string[]; forced: boolean };

/** Belongs to an extension: made with it, not ours to save. */
const notOfExtension = `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

/** The tables of a schema, in the order of their names. */
export async function tablesOf(client: ClientBase, schema: string): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.relname AS name, c.relforcerowsecurity AS forced,
            ARRAY (SELECT a.attname::text FROM pg_attribute a
                   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns
     FROM pg_class c WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND c.relkind = 'r' AND ${notOfExtension}
     ORDER BY c.relname COLLATE "C"`,
    [schema],
  );
  return rows;
}

/** The partitions of a schema, parents before their children. */
export async function partitionsOf(client: ClientBase, schema: string): Promise<Manifest["partitions"]> {
  const { rows } = await client.query<Manifest["partitions"][number]>(
    `WITH RECURSIVE part AS (
       SELECT i.inhrelid AS id, i.inhparent AS parent, 1 AS depth FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
       WHERE p.relkind = 'p' AND NOT p.relispartition
       UNION ALL SELECT i.inhrelid, i.inhparent, part.depth + 1 FROM part JOIN pg_inherits i ON i.inhparent = part.id)
     SELECT c.relname AS name, p.relname AS parent, pg_get_expr(c.relpartbound, c.oid) AS bound,
            CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS by
     FROM part JOIN pg_class c ON c.oid = part.id JOIN pg_class p ON p.oid = part.parent
     WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND c.relkind IN ('r', 'p')
     ORDER BY part.depth, c.relname COLLATE "C"`,
    [schema],
  );
  return rows;
}

/** The sequences of a schema with where they stand. They stand outside of every snapshot, so they are to be read after the rows. */
export async function sequencesOf(client: ClientBase, schema: string): Promise<Manifest["sequences"]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
     WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND c.relkind = 'S' AND ${notOfExtension}
     ORDER BY c.relname COLLATE "C"`,
    [schema],
  );
  const sequences: Manifest["sequences"] = [];
  for (const { name } of rows) {
    const state = await client.query<{ last: string; called: boolean }>(
      `SELECT last_value::text AS last, is_called AS called FROM ${quote(schema)}.${quote(name)}`,
    );
    sequences.push({ name, ...state.rows[0]! });
  }
  return sequences;
}

/** The migrations that a schema has seen, in their order. */
export async function migrationsOf(client: ClientBase, schema: string): Promise<Manifest["migrations"]> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    `SELECT name, sha256 FROM ${quote(schema)}.migration ORDER BY applied_at, name COLLATE "C"`,
  );
  return rows;
}

/** The COPY statement that reads, or fills, a table: columns by name, since their order may differ between two databases. */
export function copySql(
  schema: string,
  { name, columns }: { name: string; columns: readonly string[] },
  way: "TO STDOUT" | "FROM STDIN",
): string {
  const list = columns.length > 0 ? ` (${columns.map(quote).join(", ")})` : "";
  return `COPY ${quote(schema)}.${quote(name)}${list} ${way}`;
}

/** One form for every value, whatever the settings of the role or the server; and no time limit, and the same order each time. */
export const EXACT = `
  SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL timezone = 'UTC'; SET LOCAL bytea_output = 'hex';
  SET LOCAL extra_float_digits = 3; SET LOCAL xmloption = 'content'; SET LOCAL synchronize_seqscans = off; SET LOCAL row_security = off;
  SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
  SET LOCAL check_function_bodies = on`;
