/** How many rows each table of a schema has: what is refused must leave these as they were. */
import type pg from "pg";

/** Tables that the program writes on its own account while it runs; `except` adds others. */
const restless = new Set(["ledger_seal", "ledger_waiting", "outbox", "job", "mail", "matter_text", "migration"]);

/** Counts by table, of the connection's first schema. The connection must see every row. */
export async function rowCounts(owner: pg.Pool, except: readonly string[] = []): Promise<Record<string, number>> {
  const { rows: tables } = await owner.query<{ name: string }>(
    "SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r','p') ORDER BY 1",
  );
  const counted = tables.map(({ name }) => name).filter((name) => !restless.has(name) && !except.includes(name));
  const { rows } = await owner.query<Record<string, string>>(
    `SELECT ${counted.map((name) => `(SELECT count(*) FROM "${name}") AS "${name}"`).join(", ")}`,
  );
  return Object.fromEntries(Object.entries(rows[0]!).map(([name, count]) => [name, Number(count)]));
}
