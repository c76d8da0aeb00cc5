/** The database as the program holds it: a pool, one schema a province, and a transaction that carries who acts. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from "kysely";
import pg from "pg";
import type { Actor } from "./actor.ts";
import type { DB } from "./store/tables.ts";

export type Sql = Kysely<DB>;
export interface Database {
  pool: pg.Pool;
  schema: string;
  /** The role that people's acts run as (row-level security binds it); null where the server lets us make none. */
  role: string | null;
  close(): Promise<void>;
}

pg.types.setTypeParser(pg.types.builtins.INT8, Number); // ids stay below 2^53
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text); // a day is 'YYYY-MM-DD', never a moment

const schemaName = /^[a-z][a-z0-9_]{0,50}$/;

/** Opens a pool on one province's schema, as `migrate` left it. `url` is a PostgreSQL address. */
export function openDatabase(
  url: string,
  { schema, role, searchPath }: { schema: string; role: string | null; searchPath: string },
  max = 20,
): Database {
  if (!schemaName.test(schema)) throw new Error(`not a schema name: ${schema}`);
  const pool = new pg.Pool({
    connectionString: url,
    max,
    options: `-c search_path=${searchPath.replaceAll(" ", "")} -c timezone=UTC -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000`,
    application_name: "changwat",
  });
  pool.on("error", () => {}); // a connection lost while idle is opened again at the next use
  // One lost while in use fails its query, which is answered; without a listener it would end the whole program.
  pool.on("connect", (client) => client.on("error", () => {}));
  return { pool, schema, role, close: () => pool.end() };
}

/** Kysely over one connection that is already inside its transaction. */
function over(client: pg.PoolClient): Sql {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery) {
      const result = await client.query(query.sql, query.parameters as unknown[]);
      return {
        rows: result.rows as R[],
        numAffectedRows: result.rowCount === null ? undefined : BigInt(result.rowCount),
      };
    },
    async *streamQuery() {
      yield* [];
      throw new Error("streaming is not offered here");
    },
  };
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createDriver: () => ({
        init: async () => {},
        acquireConnection: async () => connection,
        releaseConnection: async () => {},
        beginTransaction: refuse,
        commitTransaction: refuse,
        rollbackTransaction: refuse,
        destroy: async () => {},
      }),
    },
  });
}
const refuse = async () => {
  throw new Error("an act has one transaction and cannot open another");
};

/** What policies read. Only numbers and fixed words go in, so it can be one plain statement with BEGIN. */
function carry(actor: Actor, role: string | null): string {
  const ids = (list: Iterable<number>) => `'{${[...list].map(Number).join(",")}}'`;
  const settings = role === null ? [] : [`SET LOCAL ROLE ${role}`];
  if (actor.capacity === "machinery") return [...settings, "SET LOCAL changwat.machinery = on"].join(";");
  const sight = actor.powers.filter((power) => power.duty === "matters.read");
  const province = sight.some((power) => power.reach === "province");
  const units = sight.some((power) => power.reach === "line") ? actor.line : [actor.position.unit];
  return [
    ...settings,
    `SET LOCAL changwat.units = ${ids(units)}`,
    `SET LOCAL changwat.positions = ${ids([actor.position.id])}`,
    `SET LOCAL changwat.province = ${province ? "on" : "off"}`,
  ].join(";");
}

const retryable = new Set(["40001", "40P01"]);

/**
 * Runs `work` in one transaction as `actor`. A serialization fault or deadlock is tried again, three times at most.
 * `read` opens it read only, so that a view cannot write.
 */
export async function transaction<R>(
  database: Database,
  actor: Actor,
  work: (db: Sql) => Promise<R>,
  mode: "read" | "write" = "write",
): Promise<R> {
  for (let round = 1; ; round++) {
    const client = await database.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(`BEGIN${mode === "read" ? " READ ONLY" : ""};${carry(actor, database.role)}`);
      const result = await work(over(client));
      await client.query("COMMIT");
      return result;
    } catch (error) {
      await client.query("ROLLBACK").catch((lost: Error) => {
        broken = lost;
      });
      if (!(round < 3 && retryable.has((error as { code?: string }).code ?? ""))) throw error;
    } finally {
      client.release(broken);
    }
  }
}
