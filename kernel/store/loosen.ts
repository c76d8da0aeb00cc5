import type { ClientBase } from "pg";
import { broken } from "./archive.ts";
import { quote } from "./clerk.ts";
import { textOf } from "./problem.ts";

/**
 * Takes off, inside the current transaction, what would stand in the way of loading rows in any order, as their owner may, without being
 * superuser: foreign keys (also circular ones and those of a table to itself), the triggers of the rooms (an append-only table refuses even
 * its owner) and forced row-level security.
 *
 * @returns what puts everything back exactly as it was, checking every foreign key.
 */
export async function loosen(client: ClientBase, schema: string): Promise<() => Promise<void>> {
  const inSchema = "c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1)";
  const name = (table: string) => `${quote(schema)}.${quote(table)}`;
  // Of a partitioned table only the key itself: those of its partitions come and go with it.
  const keys = await client.query<{ table: string; key: string; definition: string; comment: string | null }>(
    `SELECT c.relname AS table, k.conname AS key, pg_get_constraintdef(k.oid) AS definition, obj_description(k.oid, 'pg_constraint') AS comment
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE ${inSchema} AND k.contype = 'f' AND k.conparentid = 0
     ORDER BY c.relname COLLATE "C", k.conname COLLATE "C"`,
    [schema],
  );
  const tables = await client.query<{
    table: string;
    forced: boolean;
    triggers: { name: string; state: "O" | "D" | "R" | "A" }[];
  }>(
    `SELECT c.relname AS table, c.relforcerowsecurity AS forced,
            coalesce((SELECT jsonb_agg(jsonb_build_object('name', t.tgname, 'state', t.tgenabled)) FROM pg_trigger t
                      WHERE t.tgrelid = c.oid AND NOT t.tgisinternal), '[]') AS triggers
     FROM pg_class c WHERE ${inSchema} AND c.relkind IN ('r', 'p') ORDER BY c.oid`,
    [schema],
  );
  for (const { table, key } of keys.rows)
    await client.query(`ALTER TABLE ${name(table)} DROP CONSTRAINT ${quote(key)}`);
  for (const { table, forced, triggers } of tables.rows) {
    if (triggers.length > 0) await client.query(`ALTER TABLE ${name(table)} DISABLE TRIGGER USER`);
    if (forced) await client.query(`ALTER TABLE ${name(table)} NO FORCE ROW LEVEL SECURITY`);
  }

  return async () => {
    // Deferred unique and exclusion constraints are due now: a table with checks still to come cannot be altered.
    await client.query("SET CONSTRAINTS ALL IMMEDIATE");
    for (const { table, key, definition, comment } of keys.rows) {
      try {
        await client.query(`ALTER TABLE ${name(table)} ADD CONSTRAINT ${quote(key)} ${definition}`);
      } catch (error) {
        throw broken(
          {
            th: `ข้อมูลในตาราง ${table} อ้างถึงแถวที่ไม่มี: ${textOf(error)}`,
            en: `rows of ${table} refer to rows that are not there: ${textOf(error)}`,
          },
          error,
        );
      }
      if (comment !== null)
        await client.query(`COMMENT ON CONSTRAINT ${quote(key)} ON ${name(table)} IS ${client.escapeLiteral(comment)}`);
    }
    const verbs = { O: "ENABLE", D: "DISABLE", R: "ENABLE REPLICA", A: "ENABLE ALWAYS" };
    // In the order of making, parents first: what is said of a partitioned table is said of its partitions too.
    for (const { table, forced, triggers } of tables.rows) {
      for (const trigger of triggers)
        await client.query(`ALTER TABLE ${name(table)} ${verbs[trigger.state]} TRIGGER ${quote(trigger.name)}`);
      if (forced) await client.query(`ALTER TABLE ${name(table)} FORCE ROW LEVEL SECURITY`);
    }
    const views = await client.query<{ view: string }>(
      `SELECT c.relname AS view FROM pg_class c WHERE ${inSchema} AND c.relkind = 'm' AND c.relispopulated ORDER BY c.oid`,
      [schema],
    );
    for (const { view } of views.rows) await client.query(`REFRESH MATERIALIZED VIEW ${name(view)}`);
  };
}
