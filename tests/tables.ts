/**
 * `npm run tables` writes kernel/store/tables.ts anew from a freshly migrated schema; `--verify` only compares, and fails when they differ.
 * TEST_DATABASE_URL names the server; without it a PostgreSQL of its own is started in a temporary home.
 */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { migrationsOf } from "../kernel/migrations.ts";
import { openHome } from "../kernel/store/home.ts";
import { migrate } from "../kernel/store/migrate.ts";
import { openServer } from "../kernel/store/server.ts";
import { rooms } from "../office/rooms.ts";
import { root } from "./sources.ts";

const target = join(root, "kernel/store/tables.ts");

/** As database.ts reads them: a day is a text, ids are numbers; ranges, boxes and search vectors are texts. */
const readAs = { int8: "number", daterange: "string", xid8: "string", box: "string", tsvector: "string" };

/** The types of all tables and views that the rooms' migrations make, as TypeScript. Leaves nothing behind on the server. */
export async function generateTables(url: string): Promise<string> {
  const schema = `tables_${randomBytes(6).toString("hex")}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const folder = await mkdtemp(join(tmpdir(), "changwat-tables-"));
  try {
    await migrate(client, schema, await migrationsOf(rooms));
    // The list of migrations is the store's own and nobody queries it through Kysely.
    await client.query(`DROP TABLE ${schema}.migration`);
    const address = new URL(url);
    address.searchParams.set("options", `-c search_path=${schema}`);
    const out = join(folder, "tables.ts");
    await promisify(execFile)(
      process.execPath,
      [
        join(root, "node_modules/kysely-codegen/dist/cli/bin.js"),
        "--dialect",
        "postgres",
        "--url",
        address.href,
        "--default-schema",
        schema,
        "--include-pattern",
        `${schema}.*`,
        "--date-parser",
        "string",
        "--type-mapping",
        JSON.stringify(readAs),
        "--out-file",
        out,
      ],
      { cwd: folder, env: { ...process.env, NODE_NO_WARNINGS: "1" } },
    );
    return await readFile(out, "utf8");
  } finally {
    await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await client.end();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What differs between the file in the house and `fresh`, a line each; empty when it is current. */
export async function staleLines(fresh: string): Promise<string[]> {
  const [had, has] = [await readFile(target, "utf8"), fresh].map((text) => text.split("\n"));
  const [before, after] = [new Set(had), new Set(has)];
  const changed = [
    ...had!.filter((line) => !after.has(line)).map((line) => `- ${line}`),
    ...has!.filter((line) => !before.has(line)).map((line) => `+ ${line}`),
  ];
  return changed.length === 0 && had!.join("\n") !== has!.join("\n") ? ["the same lines in another order"] : changed;
}

async function withServer<R>(work: (url: string) => Promise<R>): Promise<R> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given) return work(given);
  const dir = await mkdtemp(join(tmpdir(), "changwat-tables-home-"));
  const home = await openHome(dir);
  try {
    const server = await openServer(home, {});
    try {
      return await work(server.url);
    } finally {
      await server.stop();
    }
  } finally {
    await home.close();
    await rm(dir, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const fresh = await withServer(generateTables);
  if (process.argv.includes("--verify")) {
    const stale = await staleLines(fresh);
    if (stale.length > 0) {
      console.error(`kernel/store/tables.ts is not what the migrations make; run npm run tables\n${stale.join("\n")}`);
      process.exitCode = 1;
    }
  } else await writeFile(target, fresh);
}
