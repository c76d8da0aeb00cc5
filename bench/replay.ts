/** The statements that an act sends, recorded once and sent again raw: the same SQL on the same server, without the program around it. */
import type pg from "pg";
import type { Database } from "../kernel/database.ts";

interface Statement {
  text: string;
  values: unknown[];
  /** Ids that came back when it was recorded, in order of appearance. */
  ids: number[];
}
/** Ids of matters, assignments and the like are counted from here in the benchmark, so that they are told from all other numbers. */
export const firstId = 50_000_001;

const idsIn = (value: unknown): number[] =>
  (JSON.stringify(value ?? null).match(/(?<![\d.])5\d{7}(?![\d.])/g) ?? []).map(Number).filter((id) => id >= firstId);

/** Performs `work` once and returns what it sent. */
export async function recorded(database: Database, work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const connect = database.pool.connect.bind(database.pool) as () => Promise<pg.PoolClient>;
  const client = await connect();
  const query = client.query.bind(client) as (text: string, values?: unknown[]) => Promise<pg.QueryResult>;
  const spy = Object.create(client) as pg.PoolClient;
  spy.query = (async (text: string, values: unknown[] = []) => {
    const result = await query(text, values);
    statements.push({ text, values: [...values], ids: idsIn(Array.isArray(result) ? null : result.rows) });
    return result;
  }) as never;
  spy.release = () => {};
  database.pool.connect = (async () => spy) as never;
  try {
    await work();
  } finally {
    database.pool.connect = connect as never;
    client.release();
  }
  return statements;
}

/** Sends the statements again; ids that the first run was given are exchanged for those that this run is given. */
export async function replay(client: pg.PoolClient | pg.Client, statements: readonly Statement[]): Promise<void> {
  const now = new Map<number, number>();
  for (const { text, values, ids } of statements) {
    const sent = ids.length === 0 && now.size === 0 ? values : values.map((value) => exchange(value, now));
    const result = values.length === 0 ? await client.query(text) : await client.query(text, sent);
    if (ids.length > 0) {
      const fresh = idsIn(result.rows);
      for (const [index, id] of ids.entries()) now.set(id, fresh[index] ?? id);
    }
  }
}

function exchange(value: unknown, now: ReadonlyMap<number, number>): unknown {
  if (typeof value === "number") return now.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => exchange(item, now));
  if (typeof value === "string")
    return value.includes("5")
      ? value.replace(/(?<![\d.])5\d{7}(?![\d.])/g, (digits) => String(now.get(Number(digits)) ?? digits))
      : value;
  return value;
}
