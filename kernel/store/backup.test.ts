import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { backup, restore } from "./backup.ts";
import { copySql, tablesOf } from "./catalogue.ts";
import { CLERK } from "./clerk.ts";
import { copyOut } from "./copy.ts";
import { testDatabase } from "./database.fixture.ts";
import { type Migration, migrate } from "./migrate.ts";

const { pool, url, dir, schema } = await testDatabase();

/** Every kind of column and constraint that makes a restore difficult. */
const migrations: Migration[] = [
  {
    name: "001-kinds.sql",
    sql: `CREATE TYPE secrecy AS ENUM ('ปกติ', 'ลับ', 'ลับมาก');
      CREATE DOMAIN thai_day AS date CHECK (value >= '1900-01-01');
      CREATE TABLE kind (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n numeric, money numeric(18,2), f double precision, r real, b bytea, t text, c char(5),
        at timestamptz, local timestamp, day thai_day, clock time, span interval, r1 tstzrange, r2 int4multirange, words tsvector, doc jsonb, raw json,
        tags text[], grid int[][], place box, spot point, who uuid, net inet, bits bit varying, ok boolean, level secrecy,
        "ชื่อ คอลัมน์" text, twice numeric GENERATED ALWAYS AS (n * 2) STORED);
      ALTER TABLE kind DROP COLUMN r; ALTER TABLE kind ADD COLUMN r real;
      CREATE SEQUENCE book_number START 100;
      CREATE TABLE empty_one (id int);
      CREATE TABLE seeded (id int PRIMARY KEY, word text); INSERT INTO seeded VALUES (1, 'first'), (2, 'second');`,
  },
  {
    name: "002-circles.sql",
    sql: `CREATE TABLE unit (id int PRIMARY KEY, parent int REFERENCES unit, head int);
      CREATE TABLE position (id int PRIMARY KEY, unit int NOT NULL REFERENCES unit ON DELETE CASCADE, UNIQUE (id) DEFERRABLE INITIALLY DEFERRED);
      ALTER TABLE unit ADD CONSTRAINT head_of FOREIGN KEY (head) REFERENCES position DEFERRABLE INITIALLY DEFERRED;
      COMMENT ON CONSTRAINT head_of ON unit IS 'หัวหน้า \\ it''s';
      CREATE TABLE ledger (n bigint PRIMARY KEY, what text NOT NULL, "position" int REFERENCES position);
      CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the ledger only grows'; END $$;
      CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION never();
      CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ledger EXECUTE FUNCTION never();
      CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.what := NEW.what || '!'; RETURN NEW; END $$;
      CREATE TRIGGER stamped BEFORE INSERT ON ledger FOR EACH ROW EXECUTE FUNCTION stamp();
      ALTER TABLE ledger ENABLE ALWAYS TRIGGER only_grows;
      CREATE TABLE secret (id int PRIMARY KEY, level int); ALTER TABLE secret ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY low ON secret USING (level < 2);`,
  },
  {
    name: "003-parts.sql",
    sql: `CREATE TABLE event (id bigint, at date NOT NULL, what text, unit int REFERENCES unit) PARTITION BY RANGE (at);
      CREATE TABLE event_2569 PARTITION OF event FOR VALUES FROM ('2025-10-01') TO ('2026-10-01');
      CREATE TABLE event_rest PARTITION OF event DEFAULT;
      CREATE TABLE many (id int PRIMARY KEY, title text, at timestamptz);
      CREATE MATERIALIZED VIEW counted AS SELECT count(*) AS n FROM many;`,
  },
];

const origin = schema("origin");
const files = join(dir, "files");
const archive = join(dir, "changwat.tar.gz");
const target = { url, filesDir: join(dir, "unused"), migrations, from: archive };

/** What an office may have in it after some time. */
async function fill() {
  await migrate(pool, origin, migrations);
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`SET search_path = ${origin}`);
  const awkward = String.raw`แถว\n \N \. tab:	quote"' ` + "\u0001\r\n👩‍💼é";
  await client.query(
    `INSERT INTO kind (n, money, f, r, b, t, c, at, local, day, clock, span, r1, r2, words, doc, raw, tags, grid, place, spot, who, net, bits, ok, level, "ชื่อ คอลัมน์")
     VALUES (12345678901234567890.123456789, -0.01, 'NaN', 1e-38, $1, $2, 'ab', '2026-11-23 01:02:03.123456+07', 'infinity', '2026-02-28', '24:00',
             '1 year -2 days 03:04:05.000006', '[2026-01-01,)', '{[1,3),[7,)}', to_tsvector('simple', 'ผู้ว่า ราชการ'), '{"ก": [1.10, null, "\\u0001"]}', '{ "b":1, "b" :2 }',
             ARRAY['', NULL, '{}', '"', $2], '{{1,2},{3,NULL}}', '((1,2),(0.1,-3))', '(0.1,1e300)', gen_random_uuid(), '10.0.0.0/8', B'101', true, 'ลับมาก', $2)`,
    [randomBytes(3000), awkward],
  );
  for (const sql of [
    "INSERT INTO kind (n, f, t) VALUES ('NaN', '-Infinity', ''), (NULL, 0.1::float8 + 0.2::float8, NULL), ('Infinity', -0.0, 'x')",
    "INSERT INTO kind (t) SELECT repeat('ยาว', 400000)",
    "DELETE FROM seeded WHERE id = 1",
    "UPDATE seeded SET word = 'แก้แล้ว'",
    "SELECT nextval('book_number'), nextval('book_number')",
    "BEGIN",
    "INSERT INTO unit VALUES (1, NULL, 10), (2, 1, 20), (3, 3, NULL)",
    'INSERT INTO "position" VALUES (10, 1), (20, 2)',
    "COMMIT",
    "INSERT INTO ledger SELECT n, 'act ' || n, 10 FROM generate_series(1, 1000) n",
    "INSERT INTO secret VALUES (1, 1), (2, 2), (3, 3)",
    // Partitions that no migration knows.
    "CREATE TABLE event_2570 PARTITION OF event FOR VALUES FROM ('2026-10-01') TO ('2027-10-01') PARTITION BY LIST (unit)",
    "CREATE TABLE event_2570_1 PARTITION OF event_2570 FOR VALUES IN (1, NULL)",
    "CREATE TABLE event_2570_rest PARTITION OF event_2570 DEFAULT",
    "INSERT INTO event SELECT n, date '2025-01-01' + n, repeat('ก', n % 50), CASE WHEN n % 3 > 0 THEN n % 3 END FROM generate_series(1, 900) n",
    "INSERT INTO many SELECT n, 'เรื่องที่ ' || n || repeat('x', n % 97), now() + n * interval '1 microsecond' FROM generate_series(1, 100000) n",
    "DELETE FROM many WHERE id % 10 = 3",
    "VACUUM many",
    "UPDATE many SET title = 'short' WHERE id % 10 = 7",
    "REFRESH MATERIALIZED VIEW counted",
  ])
    await client.query(sql);
  await client.end();
}

async function store(folder: string, content: Buffer, written = content): Promise<string> {
  const sha256 = createHash("sha256").update(content).digest("hex");
  const path = `${sha256.slice(0, 2)}/${sha256}`;
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), written);
  return path;
}

/** Everything that a schema holds, table by table, row by row, in the exact text of each value. */
async function contents(name: string): Promise<Record<string, string[]>> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query("SET timezone = 'UTC'; SET extra_float_digits = 3");
  const all: Record<string, string[]> = {};
  for (const table of await tablesOf(client, name)) {
    const blocks: Buffer[] = [];
    await copyOut(client, copySql(name, table, "TO STDOUT"), (block) => void blocks.push(block));
    all[table.name] = Buffer.concat(blocks).toString("utf8").split("\n").sort();
  }
  await client.end();
  return all;
}

/** Constraints, triggers, partitions and policies, as PostgreSQL words them. */
async function shape(name: string): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(
    `SELECT format('%s %s %s %s', c.relname, k.conname, pg_get_constraintdef(k.oid), obj_description(k.oid)) AS line
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE c.relnamespace = $1::regnamespace AND k.conparentid = 0
     UNION ALL SELECT format('%s trigger %s %s', c.relname, t.tgname, t.tgenabled) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE c.relnamespace = $1::regnamespace AND NOT t.tgisinternal
     UNION ALL SELECT format('%s %s %s %s %s', relname, relkind, relrowsecurity, relforcerowsecurity, pg_get_expr(relpartbound, oid))
     FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`,
    [name],
  );
  return rows.map(({ line }) => line.replaceAll(`${name}.`, ""));
}

let fingerprint = "";

test("a backup is restored row by row, with its files, sequences, constraints and triggers", async () => {
  await fill();
  const kept = [
    await store(files, randomBytes(700_000)),
    await store(files, Buffer.alloc(0)),
    await store(files, Buffer.from("ข้อความ")),
  ];
  await writeFile(join(files, ".uploading"), "half");
  const rotten = await store(files, Buffer.from("was whole"), Buffer.from("is rotten"));
  const told: string[] = [];
  const saved = await backup({
    url,
    schema: origin,
    filesDir: files,
    to: archive,
    progress: ({ th }) => told.push(th),
  });
  fingerprint = saved.fingerprint;
  assert.deepEqual([saved.files, saved.damaged], [4, [rotten]]);
  assert.ok(saved.rows > 90_000 && told.some((line) => line.includes("many")));
  assert.equal((await stat(archive)).mode & 0o777, 0o600);

  const copy = schema("copy");
  const filesDir = join(dir, "files of the copy");
  const restored = await restore({ ...target, schema: copy, filesDir, fingerprint });
  assert.deepEqual([restored.rows, restored.files, restored.pending], [saved.rows, 4, []]);
  const [before, after] = [await contents(origin), await contents(copy)];
  assert.deepEqual(Object.keys(after), Object.keys(before));
  for (const [table, rows] of Object.entries(before)) assert.deepEqual(after[table], rows, table);
  assert.equal(before.many!.length, 90_001);
  assert.deepEqual(await shape(copy), await shape(origin));

  for (const path of [...kept, rotten])
    assert.deepEqual(await readFile(join(filesDir, path)), await readFile(join(files, path)));
  assert.deepEqual(
    (await readdir(filesDir)).filter((name) => name.startsWith(".")),
    [],
  );
  const { rows } = await pool.query(
    `SELECT nextval('${copy}.book_number')::int AS book, nextval(pg_get_serial_sequence('${copy}.kind', 'id'))::int AS id, (SELECT n FROM ${copy}.counted)::int AS counted`,
  );
  assert.deepEqual(rows, [{ book: 102, id: 6, counted: 90_000 }]);
  await assert.rejects(pool.query(`DELETE FROM ${copy}.ledger`), /only grows/);
  await assert.rejects(pool.query(`INSERT INTO ${copy}.ledger VALUES (2000, 'x', 99)`), /foreign key/);
  assert.deepEqual((await migrate(pool, copy, migrations)).applied, []);
  await pool.query(`SET ROLE ${CLERK}; SELECT count(*) FROM ${copy}.many; RESET ROLE`);
});

test("what a backup of the copy holds is what a backup of the original holds", async () => {
  const copy = schema("again");
  await restore({ ...target, schema: copy, filesDir: join(dir, "again") });
  const second = join(dir, "second.tar.gz");
  await backup({ url, schema: copy, filesDir: join(dir, "again"), to: second });
  const essence = async (path: string) => {
    const {
      tables,
      files: stored,
      partitions,
    } = JSON.parse(
      entriesOf(gunzipSync(await readFile(path)))
        .get("manifest.json")!
        .toString(),
    );
    return { tables, stored, partitions };
  };
  assert.deepEqual(await essence(second), await essence(archive));
});

test("rows of one moment are saved, while the office works on", async () => {
  const busy = schema("busy");
  await migrate(pool, busy, [{ name: "a.sql", sql: "CREATE TABLE a (n int); CREATE TABLE z (n int)" }]);
  let going = true;
  const work = (async () => {
    while (going)
      await pool.query(
        `WITH first AS (INSERT INTO ${busy}.a SELECT generate_series(1, 50)) INSERT INTO ${busy}.z SELECT generate_series(1, 50)`,
      );
  })();
  await new Promise((done) => setTimeout(done, 100));
  const to = join(dir, "busy.tar.gz");
  await backup({ url, schema: busy, filesDir: join(dir, "none"), to });
  going = false;
  await work;
  const { tables } = JSON.parse(
    entriesOf(gunzipSync(await readFile(to)))
      .get("manifest.json")!
      .toString(),
  );
  const rows = Object.fromEntries(tables.map((table: { name: string; rows: number }) => [table.name, table.rows]));
  assert.ok(rows.a > 0);
  assert.equal(rows.a, rows.z);
});

test("a schema that is not empty is refused, and with force replaced", async () => {
  const full = schema("full");
  await migrate(pool, full, [{ name: "own.sql", sql: "CREATE TABLE own (n int)" }]);
  await assert.rejects(restore({ ...target, schema: full }), /not empty.*--replace/);
  await restore({ ...target, schema: full, force: true, filesDir: join(dir, "full") });
  assert.ok(!("own" in (await contents(full))));
  await assert.rejects(backup({ url, schema: full, filesDir: files, to: archive }), /already exists/);
  await assert.rejects(backup({ url, schema: "nobody_here", filesDir: files, to: join(dir, "x.gz") }), /no province/);
  assert.ok(!existsSync(join(dir, "x.gz")) && !existsSync(join(dir, "x.gz.part")));
});

test("an archive of a newer program, or of changed migrations, is refused; a newer program leaves the rest to migrate", async () => {
  const other = schema("other");
  await assert.rejects(
    restore({ ...target, schema: other, migrations: migrations.slice(1) }),
    /does not know 001-kinds/,
  );
  const changed = migrations.map((migration) =>
    migration.name.startsWith("002") ? { ...migration, sql: `${migration.sql};` } : migration,
  );
  await assert.rejects(restore({ ...target, schema: other, migrations: changed }), /002-circles\.sql/);
  await assert.rejects(restore({ ...target, schema: other, fingerprint: "0".repeat(64) }), /fingerprint/);
  const newer = [...migrations, { name: "004.sql", sql: "ALTER TABLE many ADD note text" }];
  const { pending } = await restore({ ...target, schema: other, migrations: newer, filesDir: join(dir, "other") });
  assert.deepEqual(pending, ["004.sql"]);
  assert.deepEqual((await migrate(pool, other, newer)).applied, ["004.sql"]);
});

test("a broken archive leaves nothing behind, and says what is wrong", async () => {
  const whole = await readFile(archive);
  const tar = gunzipSync(whole);
  const entries = entriesOf(tar);
  const manifest = JSON.parse(entries.get("manifest.json")!.toString());
  /** The same archive with one entry changed, in place. */
  const edited = (name: RegExp, edit: (body: Buffer) => void) => {
    const copy = Buffer.from(tar);
    const found = [...entriesOf(copy)].find(([entry]) => name.test(entry));
    edit(found![1]);
    return gzipSync(copy, { level: 1 });
  };
  const said = (change: (value: typeof manifest) => void) => {
    const value = structuredClone(manifest);
    change(value);
    const text = JSON.stringify(value);
    return edited(/^manifest/, (body) => void body.fill(" ").write(text));
  };
  const cases: [string, Buffer, RegExp][] = [
    ["cut off", whole.subarray(0, whole.length - 2000), /cut off/],
    ["cut off at once", whole.subarray(0, 100), /cut off/],
    ["not an archive", Buffer.from("hello"), /cannot be read/],
    ["a changed byte of the compressed file", flipped(whole, whole.length >> 1), /./],
    ["a changed letter in a row", edited(/^tables\/many/, (body) => void body.write("9", 0)), /table many/],
    [
      "a changed file",
      edited(/^files\/.{60,}$/, (body) => void body.writeUInt8(body.readUInt8(0) ^ 1, 0)),
      /file files\/.* does not match/,
    ],
    [
      "a row count that is wrong",
      said((value) => (value.tables.find((one: { name: string }) => one.name === "seeded").rows = 7)),
      /seeded reads back/,
    ],
    ["a missing table", said((value) => value.tables.pop()), /not in its manifest/],
    ["another format", said((value) => (value.format = 2)), /format 2/],
    ["a manifest that is none", said((value) => (value.tables = 1)), /not valid/],
    [
      "a partition that says more than its bounds",
      said(
        (value) =>
          (value.partitions.find((one: { name: string }) => one.name === "event_2570_1").bound =
            "DEFAULT; DROP TABLE x"),
      ),
      /bounds of the partition event_2570_1/,
    ],
  ];
  const rowless = await pool.query(`SELECT count(*)::int AS n FROM ${origin}.many`);
  for (const [what, bytes, message] of cases) {
    const from = join(dir, "broken.tar.gz");
    await writeFile(from, bytes);
    const nothing = schema("nothing");
    const filesDir = join(dir, "nothing");
    await assert.rejects(restore({ ...target, from, schema: nothing, filesDir }), (error: Error) => {
      assert.match(error.message, message, what);
      assert.match(error.message, /backup/i, what);
      return true;
    });
    const { rowCount } = await pool.query("SELECT FROM pg_namespace WHERE nspname = $1", [nothing]);
    assert.equal(rowCount, 0, what);
    assert.deepEqual(existsSync(filesDir) ? await readdir(filesDir, { recursive: true }) : [], [], what);
  }
  assert.equal(rowless.rows[0].n, 90_000);
  await assert.rejects(restore({ ...target, from: join(dir, "nowhere"), schema: "nothing" }), /Cannot open/);
});

test("rows that break a foreign key are refused, though every hash is right", async () => {
  const steps = [{ name: "a.sql", sql: "CREATE TABLE a (id int PRIMARY KEY, b int REFERENCES a)" }];
  const source = schema("source");
  await migrate(pool, source, steps);
  await pool.query(`INSERT INTO ${source}.a VALUES (1, NULL), (2, 1)`);
  const to = join(dir, "dangling.tar.gz");
  await backup({ url, schema: source, filesDir: join(dir, "none"), to });
  const tar = gunzipSync(await readFile(to));
  const rows = [...entriesOf(tar)].find(([name]) => name.startsWith("tables/a/"))![1];
  const manifest = entriesOf(tar).get("manifest.json")!;
  const before = createHash("sha256").update(rows).digest("hex");
  rows.write("2\t9\n", rows.length - 4);
  manifest.write(manifest.toString().replace(before, createHash("sha256").update(rows).digest("hex")));
  await writeFile(to, gzipSync(tar));
  const dangling = schema("dangling");
  const options = { ...target, from: to, schema: dangling, migrations: steps, filesDir: join(dir, "none") };
  await assert.rejects(restore(options), /backup cannot be used.*a_b_fkey/s);
  assert.equal((await pool.query("SELECT FROM pg_namespace WHERE nspname = $1", [dangling])).rowCount, 0);
});

test("a role from which row-level security hides rows cannot make a partial backup", async (t) => {
  const role = `reader_${process.pid}`;
  await pool.query(`CREATE ROLE ${role} LOGIN PASSWORD 'reader'; GRANT USAGE ON SCHEMA ${origin} TO ${role}`);
  await pool.query(
    `GRANT SELECT ON ALL TABLES IN SCHEMA ${origin} TO ${role}; GRANT SELECT ON ALL SEQUENCES IN SCHEMA ${origin} TO ${role}`,
  );
  await pool.query(
    `GRANT CONNECT ON DATABASE ${(await pool.query("SELECT quote_ident(current_database()) AS d")).rows[0].d} TO ${role}`,
  );
  t.after(() =>
    pool.query(`GRANT ${role} TO CURRENT_USER; DROP OWNED BY ${role}; DROP ROLE ${role}`).then(() => undefined),
  );
  const reader = Object.assign(new URL(url), { username: role, password: "reader" }).href;
  await assert.rejects(
    backup({ url: reader, schema: origin, filesDir: files, to: join(dir, "partial.gz") }),
    /may not read all/,
  );
  assert.ok(!existsSync(join(dir, "partial.gz")));
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 0xff, at);
  return copy;
}

/** The bodies in a tar, as windows onto it. */
function entriesOf(tar: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  let path = "";
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(tar.toString("latin1", at + 124, at + 135), 8);
    const body = tar.subarray(at + 512, at + 512 + size);
    if (tar.toString("latin1", at + 156, at + 157) === "x") path = /path=(.*)\n/.exec(body.toString())?.[1] ?? "";
    else {
      found.set(path || tar.toString("utf8", at, at + 100).replace(/\0.*/s, ""), body);
      path = "";
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return found;
}
