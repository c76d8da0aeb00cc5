import assert from "node:assert/strict";
import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import pg from "pg";
import { trialRooms } from "../books/books.fixture.ts";
import { openTestHouse, type TestHouse } from "../testing.ts";
import { type LedgerLine, ledger, type Sealer, startSealer, type Verification, verifyLedger } from "./index.ts";

const quiet = { info() {}, warn() {}, error() {} };

describe("the ledger", () => {
  let t: TestHouse;
  let sealer: Sealer;
  before(async () => {
    t = await openTestHouse({ rooms: trialRooms });
    await t.perform("books.create", await t.as("administrator"), {
      key: "b",
      th: "ทะเบียน",
      en: "Book",
      year_kind: "calendar",
    });
    sealer = startSealer(t.house, { log: quiet, every: 50 });
  });
  after(async () => {
    await sealer.stop();
    await t.close();
  });

  test("every act leaves a line: who, as what, under which clause; and it is sealed soon after", async () => {
    const clerk = await t.as("clerk");
    await t.perform("trial.take", clerk, { book: "b", token: "one" });
    sealer.wake();
    const seen = async () =>
      (await t.look<{ lines: LedgerLine[] }>("ledger.lines", clerk, { event: "trial.taken" })).lines[0]!;
    const line = await seen();
    assert.equal(line.act, "trial.take");
    assert.equal(line.position_id, t.position["clerk"]);
    assert.deepEqual(line.basis, ["correspondence-regulation:๓๘"]);
    for (let i = 0; (await seen()).seal === null; i++) {
      assert.ok(i < 40, "not sealed within two seconds");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  test("append-only: the owner himself cannot change, delete or truncate, also with ordinary triggers off", async () => {
    for (const statement of [
      "UPDATE ledger SET person = 'x'",
      "DELETE FROM ledger",
      "DELETE FROM ledger WHERE false",
      "TRUNCATE ledger",
      "TRUNCATE ledger CASCADE",
      "UPDATE ledger_seal SET seq = seq + 1",
      "DELETE FROM ledger_seal",
      "TRUNCATE ledger_seal",
      "SET LOCAL session_replication_role = replica; UPDATE ledger SET person = 'x'",
      "SET LOCAL session_replication_role = replica; DELETE FROM ledger_seal",
    ]) {
      await assert.rejects(t.owner.query(statement), (error: { code: string }) => error.code === "42501", statement);
    }
  });

  test("the role of acts can add a line and nothing else", async () => {
    for (const statement of [
      "INSERT INTO ledger_seal SELECT 999999, 1, 1, sha256(''), sha256(''), now()",
      "DELETE FROM ledger_waiting",
      "UPDATE ledger SET person = ''",
    ]) {
      await assert.rejects(
        t.owner.query(`SET LOCAL ROLE changwat_clerk; ${statement}`),
        /permission denied/,
        statement,
      );
    }
  });

  test("16 writers committing in any order, some rolling back, one transaction left open: no line is missed, none sealed twice", async () => {
    const insert = `INSERT INTO ledger (event, act, capacity, person, position, basis, detail, content_hash)
      VALUES ('test.written', 'test.write', 'machinery', 'ก', 'ข', '{}', jsonb_build_object('writer', $1::int, 'n', $2::int, 'text', E'บรรทัด\\nใหม่\\t"'), sha256(''))`;
    const long = await t.owner.connect();
    await long.query("BEGIN");
    await long.query(insert, [99, 0]);
    let written = 1;
    await Promise.all(
      Array.from({ length: 16 }, async (_, writer) => {
        const client = new pg.Client({
          connectionString: t.url,
          options: `-c search_path=${t.schema},extensions -c changwat.machinery=on`,
        });
        await client.connect();
        for (let n = 0; n < 25; n++) {
          await client.query("BEGIN");
          const lines = 1 + Math.floor(Math.random() * 3);
          for (let k = 0; k < lines; k++) await client.query(insert, [writer, n]);
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 12));
          const keep = Math.random() < 0.8;
          await client.query(keep ? "COMMIT" : "ROLLBACK");
          if (keep) written += lines;
          if (n % 8 === 0) sealer.wake();
        }
        await client.end();
      }),
    );
    await sealer.sealNow();
    const count = async (what: string) => Number((await t.owner.query(`SELECT count(*) AS n FROM ${what}`)).rows[0].n);
    assert.equal(
      await count("ledger l JOIN ledger_seal s ON s.ledger_id = l.id WHERE event = 'test.written'"),
      written - 1,
    );
    await long.query("COMMIT");
    long.release();
    const head = await sealer.sealNow();
    assert.equal(await count("ledger WHERE event = 'test.written'"), written);
    assert.equal(await count("ledger"), head.seq);
    assert.equal(await count("ledger_waiting"), 0);
    const result = await verifyLedger(t.house.database);
    assert.deepEqual([result.ok, result.to, result.waiting, result.hash], [true, head.seq, 0, head.hash]);
  });

  test("two sealers on one schema do not fall over each other", async () => {
    const other = startSealer(t.house, { log: quiet, every: 5 });
    const clerk = await t.as("clerk");
    for (let i = 0; i < 40; i++) {
      await t.perform("trial.take", clerk, { book: "b", token: `two-${i}` });
      if (i % 5 === 0) await Promise.all([sealer.sealNow(), other.sealNow()]);
      other.wake();
      sealer.wake();
    }
    await other.stop();
    await sealer.sealNow();
    assert.equal((await verifyLedger(t.house.database)).ok, true);
  });

  test("sealing does not make writers wait", async () => {
    const client = await t.owner.connect();
    await client.query("BEGIN; SELECT pg_advisory_xact_lock(hashtextextended($$changwat.seal." + t.schema + "$$, 0))");
    await t.perform("trial.take", await t.as("clerk"), { book: "b", token: "while-sealing" }); // a sealer hangs; the act does not
    await client.query("ROLLBACK");
    client.release();
  });

  test("lines obey row-level security: a secret matter's line is for those named in it", async () => {
    const { rows } = await t.owner.query(
      "INSERT INTO matter (kind, title, owner_unit, secrecy, reader_positions) VALUES ('x', 'ลับ', $1, 1, $2) RETURNING id",
      [t.unit["office"], [t.position["clerk"]]],
    );
    const matter = Number(rows[0].id);
    await t.owner.query(
      "INSERT INTO ledger (event, act, matter_id, capacity, person, position, basis, detail, content_hash) VALUES ('x.done', 'x.do', $1, 'holder', 'ก', 'ข', '{}', '{\"secret\": \"SECRETWORD\"}', sha256(''))",
      [matter],
    );
    const head = await sealer.sealNow();
    const seen = async (as: string) =>
      (await t.look<{ lines: LedgerLine[] }>("ledger.lines", await t.as(as), { matter })).lines.length;
    assert.equal(await seen("clerk"), 1);
    assert.equal(await seen("governor"), 0);
    const sheet = (await t.download("ledger.export", await t.as("governor"))).body.toString();
    assert.ok(!sheet.includes("SECRETWORD"));
    assert.match(sheet, new RegExp(`^${head.seq}\t[0-9a-f]{64}\t[0-9a-f]{64}\t-$`, "m"));
  });

  test("lines are filtered by day, position, event and paged by key", async () => {
    const clerk = await t.as("clerk");
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Bangkok" }).format(new Date());
    const all: number[] = [];
    let pages = 0;
    for (let before: number | null = null; ; pages++) {
      const page: { lines: LedgerLine[]; next: number | null } = await t.look("ledger.lines", clerk, {
        event: "trial",
        position: t.position["clerk"],
        from: today,
        to: today,
        limit: 10,
        ...(before ? { before } : {}),
      });
      all.push(...page.lines.map((line) => line.id));
      before = page.next;
      if (before === null) break;
    }
    const { rows } = await t.owner.query("SELECT id FROM ledger WHERE event = 'trial.taken' ORDER BY id DESC");
    assert.ok(pages >= 4);
    assert.deepEqual(
      all,
      rows.map((row) => Number(row.id)),
    );
    assert.deepEqual((await t.look<{ lines: [] }>("ledger.lines", clerk, { to: "2020-01-01" })).lines, []);
  });

  test("verifying is an act: it needs the duty, and leaves its own line", async () => {
    await sealer.sealNow();
    assert.equal((await t.refused(t.perform("ledger.verify", await t.as("clerk")))).extra["duty"], "ledger.inspect");
    const governor = await t.as("governor");
    const result = await t.perform<Verification>("ledger.verify", governor);
    assert.equal(result.ok, true);
    assert.equal((await t.perform<Verification>("ledger.verify", governor, { from: 5, to: 9 })).to, 9);
    const standing = await t.look<{ sealed: number; verified: { detail: { ok: boolean } } }>(
      "ledger.standing",
      await t.as("administrator"),
    );
    assert.ok(standing.sealed >= result.to);
  });

  test("the nightly check verifies with the heads outside the database and records it", async () => {
    await ledger.clockwork.nightly.run(t.house);
    const { rows } = await t.owner.query(
      "SELECT capacity, detail->'ok' AS ok FROM ledger WHERE act = 'ledger.nightly'",
    );
    assert.deepEqual(rows, [{ capacity: "machinery", ok: true }]);
  });

  test("the head is written outside the database; a sealer that finds it missing there raises the alarm", async () => {
    const home = await mkdtemp(join(tmpdir(), "heads-"));
    const heads = join(home, "ledger-heads.log");
    const first = startSealer(t.house, { log: quiet, heads });
    const head = await first.sealNow();
    await first.stop();
    assert.match(await readFile(heads, "utf8"), new RegExp(`^${head.seq}\t${head.hash}\t.*\t${t.schema}\n`, "m"));
    const told: string[] = [];
    await appendFile(heads, `${head.seq + 5}\t${"a".repeat(64)}\t2026-01-01T00:00:00.000Z\t${t.schema}\nhalf`);
    const second = startSealer(t.house, {
      log: { ...quiet, error: (_facts, message) => told.push(message ?? "") },
      heads,
    });
    await t.perform("trial.take", await t.as("clerk"), { book: "b", token: "after-heads" });
    await second.sealNow();
    await second.stop();
    assert.match(told[0] ?? "", /ends before/);
    const result = await verifyLedger(t.house.database, { heads });
    assert.deepEqual(
      result.faults.map(({ kind, seq }) => [kind, seq]),
      [["truncated", head.seq + 5]],
    );
    assert.match(await readFile(heads, "utf8"), /\nhalf\n\d+\t/); // what a power cut left does not spoil the next head
    await rm(home, { recursive: true });
  });
});
