/** A superuser switches the triggers off and changes what he likes: the verifier finds and names it; so does a shell script, from an export. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { trialRooms } from "../books/books.fixture.ts";
import { openTestHouse, type TestHouse } from "../testing.ts";
import { exportLedger, type Sealer, startSealer, verifyLedger } from "./index.ts";

const LINES = 60;
const script = fileURLToPath(new URL("./verify-export.sh", import.meta.url));
const insert = `INSERT INTO ledger (event, act, capacity, person, position, basis, detail, content_hash)
  SELECT 'test.written', 'test.write', 'holder', 'นายทดสอบ ระบบ', 'ผู้ว่าราชการจังหวัด', '{state-administration:๕๗}',
         jsonb_build_object('n', n, 'text', E'บรรทัด\\nใหม่\\t"\\\\"'), sha256(n::text::bytea) FROM generate_series(1, $1::int) n`;

describe("a ledger that was tampered with", () => {
  let t: TestHouse;
  let sealer: Sealer;
  let home: string;
  before(async () => {
    t = await openTestHouse({ rooms: trialRooms });
    home = await mkdtemp(join(tmpdir(), "tamper-"));
    await t.owner.query(insert, [LINES]);
    sealer = startSealer(t.house, { log: { info() {}, warn() {}, error() {} }, heads: join(home, "heads") });
    await sealer.sealNow();
    await sealer.stop();
  });
  after(async () => {
    await t.close();
    await rm(home, { recursive: true });
  });

  /** Does harm with the triggers off, verifies, and puts everything back. */
  async function harmed(sql: string) {
    await t.owner.query("CREATE TABLE kept_ledger AS TABLE ledger; CREATE TABLE kept_seal AS TABLE ledger_seal");
    const off = "ALTER TABLE ledger DISABLE TRIGGER USER; ALTER TABLE ledger_seal DISABLE TRIGGER USER";
    const on =
      "ALTER TABLE ledger ENABLE TRIGGER USER; ALTER TABLE ledger_seal ENABLE TRIGGER USER; ALTER TABLE ledger ENABLE ALWAYS TRIGGER ledger_final; ALTER TABLE ledger_seal ENABLE ALWAYS TRIGGER ledger_seal_final";
    try {
      await t.owner.query(`${off}; ${sql}`);
      const result = await verifyLedger(t.house.database, { heads: join(home, "heads") });
      return { faults: result.faults.map(({ kind, seq, ledger }) => `${kind} ${seq ?? "-"} ${ledger ?? "-"}`), result };
    } finally {
      await t.owner.query(`TRUNCATE ledger, ledger_seal; INSERT INTO ledger OVERRIDING SYSTEM VALUE TABLE kept_ledger; INSERT INTO ledger_seal TABLE kept_seal;
        DROP TABLE kept_ledger, kept_seal; ${on}`);
    }
  }
  const swap = (a: number, b: number, columns: string) =>
    `UPDATE ledger_seal SET seq = seq + 1000 WHERE seq IN (${a}, ${b}); ${columns};`;

  test("untouched, it verifies, page by page, against the head outside", async () => {
    const seen: number[] = [];
    const result = await verifyLedger(t.house.database, {
      heads: join(home, "heads"),
      progress: (done) => seen.push(done),
    });
    assert.deepEqual([result.ok, result.from, result.to, result.waiting, result.heads], [true, 1, LINES, 0, 1]);
    assert.deepEqual(seen, [LINES]);
    assert.equal((await verifyLedger(t.house.database, { from: 11, to: 20 })).ok, true);
  });

  for (const [what, column] of Object.entries({
    "who did it": "person = 'คนอื่น'",
    when: "at = at + interval '1 microsecond'",
    "the matter": "matter_id = 7",
    "the clause": "basis = '{}'",
    detail: "detail = detail || '{\"n\": 8}'",
    "the content's hash": "content_hash = sha256('')",
    "the transaction": "tx = '1'",
    "on whose behalf": "on_behalf_of = 3",
  })) {
    test(`a change of ${what} is found and named`, async () => {
      const { faults, result } = await harmed(`UPDATE ledger SET ${column} WHERE id = 7`);
      assert.deepEqual(faults, ["changed 7 7"]);
      assert.match(result.faults[0]!.en, /Line 7 \(place 7\) was changed/);
    });
  }

  test("several changes: the first and every other", async () => {
    assert.deepEqual((await harmed("UPDATE ledger SET person = 'x' WHERE id IN (3, 4, 41)")).faults, [
      "changed 3 3",
      "changed 4 4",
      "changed 41 41",
    ]);
  });
  test("a removed line, with and without its seal", async () => {
    assert.deepEqual((await harmed("DELETE FROM ledger WHERE id = 9")).faults, ["removed 9 9"]);
    assert.deepEqual(
      (await harmed("DELETE FROM ledger WHERE id IN (9, 10); DELETE FROM ledger_seal WHERE seq IN (9, 10)")).faults,
      ["removed 9 -"],
    );
  });
  test("a removed line whose successors were moved up", async () => {
    const { faults } = await harmed(`DELETE FROM ledger WHERE id = 9; DELETE FROM ledger_seal WHERE seq = 9;
      UPDATE ledger_seal SET seq = seq + 1000 WHERE seq > 9; UPDATE ledger_seal SET seq = seq - 1001 WHERE seq > 1000`);
    assert.deepEqual(faults, ["seal 9 10", `truncated ${LINES} -`]);
  });
  test("a line put in behind the program's back", async () => {
    assert.deepEqual((await harmed(insert.replace("$1::int", "1"))).faults, ["inserted - 61"]);
  });
  test("a removed seal", async () => {
    assert.deepEqual((await harmed("DELETE FROM ledger_seal WHERE seq = 30")).faults, [
      "removed 30 -",
      "inserted - 30",
    ]);
  });
  test("lines exchanged: their ids in the seals, ids and hashes, whole seals, neighbours", async () => {
    const ids = swap(
      12,
      20,
      "UPDATE ledger_seal SET ledger_id = -ledger_id WHERE seq IN (1012, 1020); UPDATE ledger_seal SET seq = seq - 1000, ledger_id = CASE seq WHEN 1012 THEN 20 ELSE 12 END WHERE seq > 1000",
    );
    assert.deepEqual((await harmed(ids)).faults, ["reordered 12 20", "reordered 20 12"]);
    const idsAndHashes = `CREATE TEMP TABLE two AS SELECT * FROM ledger_seal WHERE seq IN (12, 20); DELETE FROM ledger_seal WHERE seq IN (12, 20);
      INSERT INTO ledger_seal SELECT a.seq, b.ledger_id, 1, b.line_hash, a.hash, a.at FROM two a JOIN two b ON b.seq <> a.seq; DROP TABLE two`;
    assert.deepEqual((await harmed(idsAndHashes)).faults, ["reordered 12 20", "reordered 20 12"]);
    const whole = (a: number, b: number) =>
      swap(a, b, `UPDATE ledger_seal SET seq = CASE seq WHEN ${1000 + a} THEN ${b} ELSE ${a} END WHERE seq > 1000`);
    assert.deepEqual((await harmed(whole(12, 20))).faults, ["reordered 12 20", "reordered 20 12"]);
    assert.deepEqual((await harmed(whole(33, 34))).faults, ["reordered 33 34", "reordered 34 33"]);
  });
  test("a changed seal", async () => {
    const { faults } = await harmed("UPDATE ledger_seal SET hash = sha256('x') WHERE seq = 15");
    assert.ok(faults.includes("seal 15 15") && faults.every((fault) => fault.startsWith("seal ")), String(faults));
    const both = await harmed(
      "UPDATE ledger SET person = 'x' WHERE id = 15; UPDATE ledger_seal s SET line_hash = sha256('x') WHERE seq = 15",
    );
    assert.deepEqual(both.faults, ["changed 15 15"]);
  });
  test("a cut tail, and a chain computed anew, are found by the head outside", async () => {
    assert.deepEqual(
      (await harmed("DELETE FROM ledger WHERE id > 50; DELETE FROM ledger_seal WHERE seq > 50")).faults,
      [`truncated ${LINES} -`],
    );
    await t.owner.query("ALTER TABLE ledger DISABLE TRIGGER USER; ALTER TABLE ledger_seal DISABLE TRIGGER USER");
    await t.owner.query("CREATE TABLE kept_ledger AS TABLE ledger; CREATE TABLE kept_seal AS TABLE ledger_seal");
    await t.owner.query(
      "UPDATE ledger SET person = 'x' WHERE id = 40; INSERT INTO ledger_waiting SELECT id FROM ledger WHERE id >= 40; DELETE FROM ledger_seal WHERE seq >= 40",
    );
    const forger = startSealer(t.house, { log: { info() {}, warn() {}, error() {} } });
    await forger.sealNow();
    await forger.stop();
    assert.equal((await verifyLedger(t.house.database)).ok, true, "without the head outside it looks whole");
    const result = await verifyLedger(t.house.database, { heads: join(home, "heads") });
    assert.deepEqual(
      result.faults.map(({ kind, seq }) => [kind, seq]),
      [["rewritten", LINES]],
    );
    await t.owner.query(
      "TRUNCATE ledger, ledger_seal; INSERT INTO ledger OVERRIDING SYSTEM VALUE TABLE kept_ledger; INSERT INTO ledger_seal TABLE kept_seal; DROP TABLE kept_ledger, kept_seal",
    );
    await t.owner.query("ALTER TABLE ledger ENABLE TRIGGER USER; ALTER TABLE ledger_seal ENABLE TRIGGER USER");
  });

  const run = (file: string, ...more: string[]) =>
    spawnSync("bash", [script, file, ...more], { encoding: "utf8", env: { PATH: "/usr/bin:/bin", TMPDIR: home } });
  async function exported(range = {}): Promise<string> {
    const file = join(home, "export.txt");
    const stream = createWriteStream(file);
    await exportLedger(t.house.database, stream, range);
    stream.end();
    await finished(stream);
    return file;
  }

  test("the script is 20 lines and calls nothing but bash, coreutils and openssl", async () => {
    const text = await readFile(script, "utf8");
    assert.ok(text.trimEnd().split("\n").length <= 20);
    assert.doesNotMatch(text, /\b(awk|sed|grep|python|perl|node|jq|xxd|xargs|find|psql)\b/);
  });
  test("it accepts a good export, whole, in part, empty, and with the heads", async () => {
    const file = await exported();
    const head = await verifyLedger(t.house.database);
    assert.equal(
      run(file).stdout,
      `VERIFIED lines 1 to ${LINES} (0 hidden), head ${LINES} ${head.hash}\n`,
      run(file).stderr,
    );
    assert.equal(run(file, join(home, "heads")).status, 0);
    await writeFile(join(home, "other"), `${LINES}\t${"a".repeat(64)}\tx\ty\n`);
    assert.match(run(file, join(home, "other")).stderr, /a head in/);
    assert.match(run(await exported({ from: 20, to: 31 })).stdout, /^VERIFIED lines 20 to 31 /);
    assert.match(run(await exported({ from: LINES + 1 })).stdout, /^VERIFIED lines 61 to 60 /);
  });
  test("it refuses every single byte changed, added or removed, wherever it stands", async () => {
    const good = await readFile(await exported({ to: 6 }));
    const file = join(home, "harmed.txt");
    const position = fc.nat(good.length - 1);
    const byte = fc.oneof(fc.nat(255), fc.constantFrom(0, 9, 10, 13, 32, 45, 48, 97));
    await fc.assert(
      fc.asyncProperty(position, byte, fc.constantFrom("change", "add", "remove"), async (at, value, how) => {
        fc.pre(how !== "change" || good[at] !== value);
        const rest = good.subarray(how === "add" ? at : at + 1);
        await writeFile(
          file,
          Buffer.concat([good.subarray(0, at), ...(how === "remove" ? [] : [Buffer.of(value)]), rest]),
        );
        // a zero more before the place of the first row, or a byte like its neighbour's twice, must not slip through either
        assert.notEqual(run(file).status, 0, `${how} at ${at}: ${value}`);
      }),
      { numRuns: 100 },
    );
  });
  test("it refuses a line taken out, put in twice, exchanged; and a tail cut off", async () => {
    const rows = (await readFile(await exported(), "utf8")).trimEnd().split("\n");
    const file = join(home, "harmed.txt");
    for (const harmedRows of [
      rows.toSpliced(5, 1),
      rows.toSpliced(5, 0, rows[5]!),
      rows.toSpliced(5, 2, rows[6]!, rows[5]!),
      rows.slice(0, 30),
      rows.slice(1),
      [],
      ["x"],
    ]) {
      await writeFile(file, harmedRows.map((row) => `${row}\n`).join(""));
      assert.notEqual(run(file).status, 0);
    }
  });
});
