/** A real PostgreSQL for a test file: the one at TEST_DATABASE_URL, else one of our own, for as long as the file runs. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import pg from "pg";
import { openHome } from "./home.ts";
import { openServer } from "./server.ts";

export async function testDatabase(): Promise<{
  url: string;
  pool: pg.Pool;
  dir: string;
  schema(name: string): string;
}> {
  const dir = await mkdtemp(join(tmpdir(), "changwat-store-"));
  const home = await openHome(join(dir, "var"));
  const server = await openServer(home, { databaseUrl: process.env.TEST_DATABASE_URL });
  const pool = new pg.Pool({ connectionString: server.url, max: 20 });
  pool.on("error", () => undefined);
  const schemas = new Set<string>();
  after(async () => {
    for (const schema of schemas) await pool.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
    await pool.end();
    await server.stop();
    await home.close();
    await rm(dir, { recursive: true, force: true });
  });
  return {
    url: server.url,
    pool,
    dir,
    /** A schema name of this run's own, dropped at the end. */
    schema(name) {
      const own = `${name}_${process.pid}`;
      schemas.add(own);
      return own;
    },
  };
}
