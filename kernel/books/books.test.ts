import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { openDatabase, transaction } from "../database.ts";
import { findAct, officeOf, perform } from "../perform.ts";
import { openTestHouse, type TestHouse } from "../testing.ts";
import { trialRooms } from "./books.fixture.ts";
import { type BookPage, type BookRow, checkBooks, type Taken, takeNumber, useReserved } from "./index.ts";

/** "done", or the code of the refusal and its words. */
const outcome = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => "done",
    (error: Error & { code?: string }) =>
      error.code === "not-permitted" ? error.code : `${error.code} ${error.message}`,
  );

describe("books", () => {
  let t: TestHouse;
  before(async () => {
    t = await openTestHouse({ rooms: trialRooms });
    const administrator = await t.as("administrator");
    for (const key of ["sent", "orders", "crowd", "quiet", "newyear"]) {
      await t.perform("books.create", administrator, { key, th: `ทะเบียน ${key}`, en: key, year_kind: "calendar" });
    }
    await t.perform("books.create", administrator, {
      key: "money",
      th: "ทะเบียนเงิน",
      en: "Money",
      year_kind: "fiscal",
      format: "{prefix}/{n}",
      prefix: "อย 0017",
    });
  });
  after(() => t.close());

  test("a position without the duty is refused, naming duty and clause", async () => {
    const officer = await t.as("agency1_officer");
    const no = await t.refused(
      t.perform("books.create", officer, { key: "x", th: "x", en: "x", year_kind: "calendar" }),
    );
    assert.equal(no.code, "not-permitted");
    assert.equal(no.extra["duty"], "books.administer");
    // he has books.register for his own unit, so not for the province's books
    assert.equal(
      (await t.refused(t.perform("books.reserve", officer, { book: "sent", count: 1, reason: "x" }))).code,
      "not-permitted",
    );
    assert.equal(
      (await t.refused(t.perform("books.reserve", await t.as("governor"), { book: "sent", count: 1, reason: "x" })))
        .code,
      "not-permitted",
    );
  });

  test("numbers run from 1 and are printed by the book's format", async () => {
    const clerk = await t.as("clerk");
    t.setClock("2026-06-15T03:00:00Z");
    assert.deepEqual(await t.perform("trial.take", clerk, { book: "orders", token: "o1" }), {
      n: 1,
      year: 2569,
      printed: "1/2569",
      token: "o1",
    });
    assert.deepEqual(await t.perform("trial.take", clerk, { book: "orders", token: "o2" }), {
      n: 2,
      year: 2569,
      printed: "2/2569",
      token: "o2",
    });
    assert.equal((await t.perform<Taken>("trial.take", clerk, { book: "money", token: "m1" })).printed, "อย 0017/1");
    const no = await t.refused(t.perform("trial.take", clerk, { book: "nothing", token: "x" }));
    assert.equal(no.errors[0]?.field, "book");
  });

  test("the year changes at midnight in Bangkok on 1 January, the fiscal year on 1 October", async () => {
    const clerk = await t.as("clerk");
    const take = (book: string, token: string) => t.perform<Taken>("trial.take", clerk, { book, token });
    t.setClock("2026-09-30T16:59:30Z");
    assert.equal((await take("money", "f1")).year, 2569);
    t.setClock("2026-09-30T17:00:30Z");
    assert.deepEqual(await take("money", "f2"), { n: 1, year: 2570, printed: "อย 0017/1", token: "f2" });
    t.setClock("2026-12-31T16:59:00Z");
    assert.equal((await take("newyear", "n1")).printed, "1/2569");
    assert.equal((await take("newyear", "n2")).printed, "2/2569");
    t.setClock("2026-12-31T17:30:00Z"); // 00:30 on 1 January, still 31 December in UTC
    assert.equal((await take("newyear", "n3")).printed, "1/2570");
    // a paper of the old year registered late still takes the old year's next number; one of tomorrow's takes none
    const late = await transaction(t.house.database, clerk, (db) => {
      const office = officeOf(t.house, db, clerk, t.house.clock(), [], true);
      return takeNumber(office, "newyear", { day: "2026-12-31", prefix: "unused" });
    });
    assert.equal(late.printed, "3/2569");
    const early = transaction(t.house.database, clerk, (db) =>
      takeNumber(officeOf(t.house, db, clerk, t.house.clock(), [], true), "newyear", { day: "2027-01-02" }),
    );
    assert.equal((await t.refused(early)).errors[0]?.field, "day");
    t.setClock(new Date());
  });

  test("64 clients at once, a third of them failing: no gap, no duplicate", async () => {
    const clerk = await t.as("clerk");
    const { schema, role } = t.house.database;
    const database = openDatabase(t.url, { schema, role, searchPath: `${schema},extensions,public` }, 64);
    const house = { ...t.house, database };
    const found = findAct(trialRooms, "trial.take")!;
    const taken: number[] = [];
    let failed = 0;
    await Promise.all(
      Array.from({ length: 64 }, async (_, client) => {
        for (let i = 0; i < 30; i++) {
          const fail = Math.random() < 1 / 3;
          try {
            const { n } = (await perform(house, found, clerk, {
              book: "crowd",
              token: `c${client}-${i}`,
              fail,
            })) as Taken;
            taken.push(n);
          } catch (error) {
            assert.equal((error as Error).message, "broken on purpose");
            failed++;
          }
        }
      }),
    );
    await database.close();
    assert.ok(failed > 300, `only ${failed} failures`);
    assert.equal(taken.length + failed, 64 * 30);
    assert.deepEqual(
      taken.toSorted((a, b) => a - b),
      Array.from({ length: taken.length }, (_, i) => i + 1),
    );
    const { rows } = await t.owner.query(
      "SELECT count(*)::int AS papers, max(n) AS last FROM trial_paper WHERE book = 'crowd'",
    );
    assert.deepEqual(rows[0], { papers: taken.length, last: taken.length });
    assert.deepEqual(await checkBooks(t.house.database), []);
  });

  test("two books do not wait for each other; one book does", async () => {
    const clerk = await t.as("clerk");
    const holder = await t.owner.connect();
    try {
      await t.perform("trial.take", clerk, { book: "quiet", token: "q1" });
      await holder.query(
        "BEGIN; UPDATE book_year SET last = last + 1 WHERE book_id = (SELECT id FROM book WHERE key = 'quiet')",
      );
      const waits = t.perform<Taken>("trial.take", clerk, { book: "quiet", token: "q2" });
      let done = false;
      waits.then(
        () => {
          done = true;
        },
        () => {},
      );
      await t.perform("trial.take", clerk, { book: "sent", token: "s1" });
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.equal(done, false, "the same book waits for the act that holds its count");
      await holder.query("ROLLBACK");
      assert.equal((await waits).n, 2);
    } finally {
      holder.release();
    }
  });

  test("a number is never changed, removed or counted back, not even by the owner", async () => {
    for (const statement of [
      "UPDATE book_number SET printed = 'x'",
      "DELETE FROM book_number",
      "TRUNCATE book_number CASCADE",
      "UPDATE book_year SET last = last - 1 WHERE last > 0",
      "DELETE FROM book_year",
      "TRUNCATE book_void",
    ]) {
      await assert.rejects(t.owner.query(statement), (error: { code: string }) => error.code === "42501", statement);
    }
  });

  test("reserved numbers are kept for a position, used once; a void one is not used", async () => {
    const clerk = await t.as("clerk");
    const before = (await t.perform<Taken>("trial.take", clerk, { book: "sent", token: "r0" })).n;
    const kept = await t.perform<{ first: number; last: number; numbers: Taken[] }>("books.reserve", clerk, {
      book: "sent",
      count: 3,
      reason: "คำสั่งรอลงนาม",
    });
    assert.deepEqual([kept.first, kept.last], [before + 1, before + 3]);
    assert.equal((await t.perform<Taken>("trial.take", clerk, { book: "sent", token: "r1" })).n, before + 4);
    const year = kept.numbers[0]!.year;
    const { rows } = await t.owner.query(
      "INSERT INTO matter (kind, title, owner_unit) VALUES ('letter', 'หนังสือ', $1) RETURNING id",
      [t.unit["administration"]],
    );
    const matter = Number(rows[0].id);
    const use = (as: typeof clerk, n: number) =>
      outcome(
        transaction(t.house.database, as, (db) =>
          useReserved(officeOf(t.house, db, as, t.house.clock(), [], true), "sent", { year, n, matter }),
        ),
      );
    assert.equal(await use(await t.as("planner"), kept.first), "not-permitted");
    assert.equal(await use(clerk, kept.first), "done");
    assert.match(await use(clerk, kept.first), /^23505/);
    await t.perform("books.void", clerk, { book: "sent", year, n: kept.first + 1, reason: "ยกเลิกคำสั่ง" });
    assert.match(await use(clerk, kept.first + 1), /void/);
    assert.match(await use(clerk, before), /not a reserved/);
    // void and use at once: one of them wins, never both
    const race = await Promise.all([
      use(clerk, kept.last),
      outcome(t.perform("books.void", clerk, { book: "sent", year, n: kept.last, reason: "แข่ง" })),
    ]);
    assert.ok(race.includes("done"), String(race));
    const page = await t.look<BookPage>("books.page", clerk, { book: "sent" });
    assert.deepEqual(
      page.rows.map((row) => row.n),
      Array.from({ length: page.last }, (_, i) => page.last - i),
    );
    const states = new Map(page.rows.map((row) => [row.n, row.state]));
    assert.equal(states.get(kept.first), "used");
    assert.equal(states.get(kept.first + 1), "void");
    assert.equal(page.rows.find((row) => row.n === kept.first)?.title, "หนังสือ");
    const no = await t.refused(t.perform("books.reserve", clerk, { book: "sent", count: 51, reason: "มาก" }));
    assert.equal(no.errors[0]?.field, "count");
    assert.equal(
      (await t.refused(t.perform("books.reserve", clerk, { book: "sent", count: 1, reason: "  " }))).errors[0]?.field,
      "reason",
    );
  });

  test("voiding twice, or a number that is not there, is answered clearly; the void stays in the ledger with its reason", async () => {
    const clerk = await t.as("clerk");
    const { n, year } = await t.perform<Taken>("trial.take", clerk, { book: "orders", token: "v1" });
    await t.perform("books.void", clerk, { book: "orders", year, n, reason: "พิมพ์ผิด" });
    assert.equal(
      (await t.refused(t.perform("books.void", clerk, { book: "orders", year, n, reason: "อีก" }))).code,
      "conflict",
    );
    assert.equal(
      (await t.refused(t.perform("books.void", clerk, { book: "orders", year, n: 999_999, reason: "x" }))).code,
      "not-found",
    );
    const page = await t.look<BookPage>("books.page", clerk, { book: "orders", year, state: "void" });
    assert.deepEqual(
      page.rows.map((row) => [row.n, row.void_reason]),
      [[n, "พิมพ์ผิด"]],
    );
    const { rows } = await t.owner.query(
      "SELECT detail->>'reason' AS reason FROM ledger WHERE event = 'books.voided' AND detail->>'book' = 'orders'",
    );
    assert.deepEqual(rows, [{ reason: "พิมพ์ผิด" }]);
    assert.equal((await t.perform<Taken>("trial.take", clerk, { book: "orders", token: "v2" })).n, n + 1);
  });

  test("the number of a matter one may not see holds its place in the page, and tells nothing", async () => {
    const clerk = await t.as("clerk");
    const { rows } = await t.owner.query(
      "INSERT INTO matter (kind, title, owner_unit, secrecy, reader_positions) VALUES ('letter', 'ลับมาก', $1, 2, $2) RETURNING id",
      [t.unit["office"], [t.position["clerk"]]],
    );
    const matter = Number(rows[0].id);
    const { n } = await transaction(t.house.database, clerk, (db) =>
      takeNumber(officeOf(t.house, db, clerk, t.house.clock(), [], true), "quiet", { matter }),
    );
    const row = async (as: string) =>
      (await t.look<BookPage>("books.page", await t.as(as), { book: "quiet" })).rows.find((each) => each.n === n)!;
    assert.equal((await row("clerk")).title, "ลับมาก");
    const hidden = await row("governor");
    assert.deepEqual([hidden.state, hidden.title, hidden.matter, hidden.printed], ["hidden", null, null, null]);
    const no = await t.refused(
      t.perform("books.void", await t.as("office_head"), { book: "quiet", year: 2569, n, reason: "x" }),
    );
    assert.equal(no.code, "not-found");
  });

  test("a book goes on after the paper book's last number, once and only before its own first", async () => {
    const administrator = await t.as("administrator");
    await t.perform("books.create", administrator, { key: "old", th: "เล่มเดิม", en: "Old", year_kind: "calendar" });
    const [book] = (await t.look<BookRow[]>("books.list", administrator)).filter((each) => each.key === "old");
    await t.perform("books.takeOver", administrator, { book: "old", year: book!.year, last: 417 });
    assert.equal((await t.perform<Taken>("trial.take", await t.as("clerk"), { book: "old", token: "p1" })).n, 418);
    assert.equal(
      (await t.refused(t.perform("books.takeOver", administrator, { book: "old", year: book!.year, last: 900 }))).code,
      "conflict",
    );
    assert.deepEqual(await checkBooks(t.house.database), []);
    assert.deepEqual(
      (await t.look<BookPage>("books.page", administrator, { book: "old" })).rows.map((row) => row.n),
      [418],
    );
  });

  test("a format must number, and holds no other marks; the key is taken once", async () => {
    const administrator = await t.as("administrator");
    for (const format of ["{year}", "{n}/{yaer}", "{n", "n"]) {
      const no = await t.refused(
        t.perform("books.create", administrator, { key: "bad", th: "x", en: "x", year_kind: "calendar", format }),
      );
      assert.equal(no.errors[0]?.field, "format", format);
    }
    assert.equal(
      (
        await t.refused(
          t.perform("books.create", administrator, { key: "sent", th: "x", en: "x", year_kind: "calendar" }),
        )
      ).code,
      "conflict",
    );
    await t.perform("books.amend", administrator, { book: "orders", format: "ที่ {n}/{year}" });
    const row = (await t.look<BookRow[]>("books.list", administrator)).find((each) => each.key === "orders")!;
    assert.equal(row.next, `ที่ ${row.last + 1}/${row.year}`);
  });

  test("the year of a day: SQL and the calendar's own reckoning agree on every day", async () => {
    const day = fc.date({ min: new Date("1960-01-01"), max: new Date("2100-12-31"), noInvalidDate: true });
    await fc.assert(
      fc.asyncProperty(fc.array(day, { minLength: 1, maxLength: 50 }), async (dates) => {
        const days = dates.map((date) => date.toISOString().slice(0, 10));
        const { rows } = await t.owner.query(
          "SELECT book_year_of('calendar', d) AS c, book_year_of('fiscal', d) AS f FROM unnest($1::date[]) WITH ORDINALITY t(d, o) ORDER BY o",
          [days],
        );
        days.forEach((text, i) => {
          const [year, month] = text.split("-").map(Number) as [number, number];
          assert.deepEqual(rows[i], { c: year + 543, f: year + 543 + (month >= 10 ? 1 : 0) });
        });
      }),
      { numRuns: 20 },
    );
  });

  test("a gap made behind the program's back is found", async () => {
    await t.owner.query(
      "ALTER TABLE book_number DISABLE TRIGGER USER; DELETE FROM book_number WHERE n = 5 AND book_id = (SELECT id FROM book WHERE key = 'crowd'); ALTER TABLE book_number ENABLE TRIGGER USER",
    );
    const faults = await checkBooks(t.house.database);
    assert.deepEqual(
      faults.map(({ book, at }) => [book, at]),
      [["crowd", 5]],
    );
  });
});
