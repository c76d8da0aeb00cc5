import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import pg from "pg";
import { CLERK } from "./clerk.ts";
import { testDatabase } from "./database.fixture.ts";
import { type Migration, migrate } from "./migrate.ts";
import type { StoreProblem } from "./problem.ts";

const { pool, url, schema } = await testDatabase();

const letters: Migration = {
  name: "correspondence/001-letters.sql",
  sql: `CREATE TABLE letter (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL, during tstzrange,
          EXCLUDE USING gist (id WITH =, during WITH &&));
        CREATE INDEX ON letter USING gin (title gin_trgm_ops);
        CREATE FUNCTION titled(text) RETURNS SETOF letter LANGUAGE plpgsql STABLE AS $$
        BEGIN
          RETURN QUERY SELECT * FROM letter WHERE title = $1; -- ; in a comment; 'and quotes'
        END $$;`,
};
const orders: Migration = {
  name: "orders/001-orders.sql",
  sql: "CREATE TABLE \"order\" (id int PRIMARY KEY); INSERT INTO letter (title) VALUES ('คำสั่ง');",
};

async function tables(name: string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 ORDER BY 1",
    [name],
  );
  return rows.map((row) => row.name);
}

/** Runs a statement in a province as its clerk. */
async function asClerk(path: string, sql: string) {
  const client = await pool.connect();
  try {
    await client.query(`BEGIN; SET LOCAL search_path = ${path}; SET LOCAL ROLE ${CLERK}`);
    return (await client.query(sql)).rows;
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

test("migrations are applied once, in their order, and told; a pool or a client will do", async () => {
  const province = schema("once");
  const told: string[] = [];
  const first = await migrate(pool, province, [letters, orders], { progress: ({ th, en }) => told.push(th, en) });
  assert.deepEqual(first.applied, [letters.name, orders.name]);
  assert.equal(first.role, CLERK);
  assert.ok(told.some((text) => text.includes("ปรับโครงสร้าง")) && told.some((text) => text.includes("Migrating")));
  const client = await pool.connect();
  const again = await migrate(client, province, [letters, orders]);
  assert.deepEqual(again.applied, []);
  assert.equal(
    (await client.query("SHOW search_path")).rows[0].search_path,
    (await pool.query("SHOW search_path")).rows[0].search_path,
  );
  client.release();
  assert.deepEqual(await tables(province), ["letter", "migration", "order"]);
  // Line ends are git's business.
  assert.deepEqual(
    (await migrate(pool, province, [{ ...letters, sql: letters.sql.replaceAll("\n", "\r\n") }, orders])).applied,
    [],
  );
});

test("applying a part first and the rest later comes to the same as applying all", async () => {
  const steps = Array.from({ length: 6 }, (_, n): Migration => ({ name: `${n}.sql`, sql: `CREATE TABLE t${n} (); ` }));
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.subarray(steps), async (part) => {
      const province = schema(`part${round++}`);
      await migrate(pool, province, part);
      const { applied } = await migrate(pool, province, steps);
      assert.deepEqual(
        applied,
        steps.filter((step) => !part.includes(step)).map(({ name }) => name),
      );
      assert.deepEqual(await tables(province), ["migration", ...steps.map((_, n) => `t${n}`)]);
    }),
    { numRuns: 8 },
  );
});

test("a changed text of an applied migration is refused by name, and so is a database of a newer program", async () => {
  const province = schema("changed");
  await migrate(pool, province, [letters, orders]);
  const changed = { ...letters, sql: `${letters.sql} -- ` };
  await assert.rejects(migrate(pool, province, [changed, orders]), (error: StoreProblem) => {
    assert.match(error.en, /correspondence\/001-letters\.sql was changed/);
    assert.match(error.th, /correspondence\/001-letters\.sql ถูกแก้ไข/);
    return true;
  });
  await assert.rejects(migrate(pool, province, [letters]), /newer program.*orders\/001-orders\.sql/);
  await assert.rejects(migrate(pool, province, [letters, letters, orders]), /same name/);
});

test("a migration that fails leaves nothing of itself, names its line, and what came before stays", async () => {
  const province = schema("failing");
  const bad = {
    name: "bad.sql",
    sql: "CREATE TABLE half ();\nINSERT INTO letter (title) VALUES ('ก');\n\nINSERT INTO nowhere VALUES (1);",
  };
  await assert.rejects(migrate(pool, province, [letters, bad]), /bad\.sql failed at line 4: .*nowhere/);
  assert.deepEqual(await tables(province), ["letter", "migration"]);
  assert.equal((await pool.query(`SELECT count(*)::int AS n FROM ${province}.letter`)).rows[0].n, 0);
  assert.deepEqual((await migrate(pool, province, [letters, orders])).applied, [orders.name]);
});

test("a migration may not end the transaction that it runs in", async () => {
  const province = schema("ending");
  for (const sql of ["CREATE TABLE a (); COMMIT;", "CREATE TABLE b (); ROLLBACK;"])
    await assert.rejects(migrate(pool, province, [{ name: "ends.sql", sql }]), /ends the transaction/);
});

test("several programs and several provinces may migrate at once", async () => {
  const provinces = Array.from({ length: 6 }, (_, n) => schema(`crowd${n}`));
  const results = await Promise.all(
    [...provinces, ...provinces, provinces[0]!].map((province) => migrate(pool, province, [letters, orders])),
  );
  const applied = results.flatMap((result) => result.applied);
  assert.equal(applied.length, 2 * provinces.length);
  for (const province of provinces) assert.deepEqual(await tables(province), ["letter", "migration", "order"]);
});

test("the clerk works in every table but the list of migrations; what a migration takes from him stays taken", async () => {
  const province = schema("clerk");
  const ledger = {
    name: "ledger.sql",
    sql: `CREATE TABLE ledger (n int); REVOKE UPDATE, DELETE ON ledger FROM ${CLERK}`,
  };
  const { searchPath } = await migrate(pool, province, [letters, orders]);
  await migrate(pool, province, [letters, orders, ledger]);
  await migrate(pool, province, [letters, orders, ledger]);
  assert.equal((await asClerk(searchPath, "INSERT INTO letter (title) VALUES ('หนังสือ') RETURNING title")).length, 1);
  assert.equal((await asClerk(searchPath, "SELECT * FROM titled('คำสั่ง')")).length, 1);
  assert.equal((await asClerk(searchPath, "SELECT similarity('จังหวัด', 'จังหวัด') AS s"))[0].s, 1);
  assert.equal((await asClerk(searchPath, "SELECT name FROM migration")).length, 3);
  await asClerk(searchPath, "INSERT INTO ledger VALUES (1)");
  for (const sql of [
    "DELETE FROM ledger",
    "UPDATE ledger SET n = 2",
    "DELETE FROM migration",
    "CREATE TABLE own ()",
    "DROP TABLE letter",
  ])
    await assert.rejects(asClerk(searchPath, sql), /permission denied|must be owner/, sql);
});

const sight = {
  name: "sight.sql",
  sql: `CREATE TABLE secret (level int); INSERT INTO secret VALUES (1), (3);
        ALTER TABLE secret ENABLE ROW LEVEL SECURITY; CREATE POLICY low ON secret USING (level < 2);`,
};
const forced = { name: "forced.sql", sql: "ALTER TABLE secret FORCE ROW LEVEL SECURITY" };
const forcing = async (province: string) =>
  (
    await pool.query<{ forced: boolean }>(
      `SELECT relforcerowsecurity AS forced FROM pg_class WHERE oid = '${province}.secret'::regclass`,
    )
  ).rows[0]!.forced;

test("row-level security binds the clerk; the owner does the house's own work and sees every row", async () => {
  const province = schema("sight");
  const { searchPath } = await migrate(pool, province, [sight, forced]);
  assert.equal(await forcing(province), false);
  assert.equal((await asClerk(searchPath, "SELECT FROM secret")).length, 1);
  assert.equal((await pool.query(`SELECT FROM ${province}.secret`)).rowCount, 2);
});

test("where the connecting role may not have a clerk, it does without and says so", async (t) => {
  const role = `plain_${process.pid}`;
  const province = schema("plain");
  const { rows } = await pool.query<{ name: string }>("SELECT current_database() AS name");
  const database = rows[0]!.name;
  await pool.query(
    `CREATE ROLE ${role} LOGIN PASSWORD 'plain'; GRANT CONNECT, CREATE ON DATABASE "${database}" TO ${role}`,
  );
  const plain = new pg.Pool({
    connectionString: Object.assign(new URL(url), { username: role, password: "plain" }).href,
  });
  t.after(async () => {
    await plain.query(`DROP SCHEMA IF EXISTS ${province} CASCADE`);
    await plain.end();
    await pool.query(`REVOKE ALL ON DATABASE "${database}" FROM ${role}; DROP ROLE ${role}`);
  });
  const { role: clerk, applied } = await migrate(plain, province, [sight]);
  assert.equal(clerk, null);
  assert.deepEqual(applied, [sight.name]);
  assert.equal((await plain.query(`SELECT FROM ${province}.secret`)).rowCount, 1, "then the owner is bound himself");
});
