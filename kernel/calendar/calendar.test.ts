import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import fc from "fast-check";
import pg from "pg";
import { dayFromNumber, dayNumber } from "./day.ts";
import { addWorkingDays, isWorkingDay, lateBy, nextWorkingDay, workingDaysBetween } from "./rules.ts";

const url = process.env.TEST_DATABASE_URL;
const schema = `t_calendar_${randomBytes(6).toString("hex")}`;
let client: pg.Client;

before(async () => {
  if (!url) throw new Error("TEST_DATABASE_URL is not set: run the tests with `npm test`");
  client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE SCHEMA ${schema}; SET search_path = ${schema}`);
  await client.query(await readFile(new URL("./calendar.sql", import.meta.url), "utf8"));
});

after(async () => {
  await client?.query(`DROP SCHEMA ${schema} CASCADE`);
  await client?.end();
});

const day = fc.integer({ min: dayNumber("2025-06-01"), max: dayNumber("2028-06-30") }).map(dayFromNumber);
const holidays = fc.uniqueArray(
  fc.integer({ min: dayNumber("2025-09-01"), max: dayNumber("2027-12-31") }).map(dayFromNumber),
  { maxLength: 80 },
);

async function declare(days: readonly string[]): Promise<void> {
  await client.query("DELETE FROM holiday");
  await client.query(
    "INSERT INTO holiday (day, name_th, name_en, kind, source) SELECT d, 'วันหยุด', 'Holiday', 'holiday', 'test' FROM unnest($1::date[]) d",
    [days],
  );
}

test("SQL and the rules agree on every working day, sum and difference", async () => {
  const cases = fc.record({
    off: holidays,
    days: fc.array(fc.record({ a: day, b: day, n: fc.integer({ min: -60, max: 60 }) }), {
      minLength: 20,
      maxLength: 40,
    }),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ off, days }) => {
      await declare(off);
      const set = new Set(off);
      const { rows } = await client.query(
        `SELECT working_day(a) AS working, next_working_day(a)::text AS next, add_working_days(a, n)::text AS added,
                working_days_between(a, b) AS between, late_by(a, b) AS late
         FROM unnest($1::date[], $2::date[], $3::int[]) WITH ORDINALITY AS t (a, b, n, i) ORDER BY i`,
        [days.map((d) => d.a), days.map((d) => d.b), days.map((d) => d.n)],
      );
      const ruled = days.map(({ a, b, n }) => ({
        working: isWorkingDay(a, set),
        next: nextWorkingDay(a, set),
        added: addWorkingDays(a, n, set),
        between: workingDaysBetween(a, b, set),
        late: lateBy(a, b, set),
      }));
      assert.deepEqual(
        rows.map((row) => ({ ...row })),
        ruled,
      );
    }),
    { numRuns: 40 },
  );
});

test("the table refuses a nameless holiday, an unknown kind, a day twice, and the end of time", async () => {
  await declare(["2026-12-10"]);
  const insert = (d: string, name: string, kind: string) =>
    client.query("INSERT INTO holiday (day, name_th, name_en, kind, source) VALUES ($1, $2, 'x', $3, 'test')", [
      d,
      name,
      kind,
    ]);
  await assert.rejects(insert("2026-12-11", "", "holiday"), /holiday_name_th_check/);
  await assert.rejects(insert("2026-12-11", "วันหยุด", "party"), /holiday_kind_check/);
  await assert.rejects(insert("2026-12-10", "วันหยุด", "special"), /holiday_pkey/);
  await assert.rejects(insert("infinity", "วันหยุด", "special"), /holiday_day_check/);
  const { rows } = await client.query("SELECT confirmed FROM holiday");
  assert.deepEqual(rows, [{ confirmed: false }]);
});

test("no day in, no day out; an absurd number of days is refused, not counted for hours", async () => {
  const { rows } = await client.query(
    "SELECT add_working_days(NULL, 3) AS a, working_days_between(NULL, current_date) AS b, add_working_days('infinity', 1)::text AS c",
  );
  assert.deepEqual({ ...rows[0] }, { a: null, b: null, c: "infinity" });
  await assert.rejects(client.query("SELECT add_working_days('2026-01-01', 2000000000)"), /out of range/);
});

test("the functions find the holidays of the schema that the connection works in", async () => {
  await declare(["2026-11-24"]);
  const { rows } = await client.query("SELECT working_day('2026-11-24') AS w, working_day('2026-11-25') AS v");
  assert.deepEqual({ ...rows[0] }, { w: false, v: true });
});
