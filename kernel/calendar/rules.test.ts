import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, dayFromNumber, dayNumber, daysBetween, isDay, weekday } from "./day.ts";
import {
  addWorkingDays,
  daysOfRange,
  isLate,
  isWorkingDay,
  lateBy,
  nextWorkingDay,
  substitutionDays,
  workingDaysBetween,
} from "./rules.ts";

const day = fc.integer({ min: dayNumber("1990-01-01"), max: dayNumber("2080-12-31") }).map(dayFromNumber);
const near = fc.integer({ min: dayNumber("2026-01-01"), max: dayNumber("2026-12-31") }).map(dayFromNumber);
const holidays = fc.array(near, { maxLength: 60 }).map((days) => new Set(days));

test("a day number and its day are one to one, and agree with the platform's calendar", () => {
  fc.assert(
    fc.property(fc.integer({ min: -719162, max: 2932896 }), (n) => {
      const d = dayFromNumber(n);
      const date = new Date(0);
      date.setUTCDate(n + 1);
      assert.equal(d, date.toISOString().slice(0, 10));
      assert.equal(dayNumber(d), n);
      assert.equal(weekday(d), date.getUTCDay());
    }),
    { numRuns: 2000 },
  );
});

test("a day that does not exist is no day", () => {
  for (const text of [
    "2025-02-29",
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "0000-01-01",
    "2026-1-1",
    "",
  ]) {
    assert.equal(isDay(text), false, text);
  }
  for (const text of ["2024-02-29", "2026-11-23", "2000-02-29"]) assert.equal(isDay(text), true, text);
  assert.equal(isDay("1900-02-29"), false);
  assert.throws(() => addDays("2026-02-30", 1), RangeError);
  assert.equal(daysBetween("2024-02-28", "2024-03-01"), 2);
});

test("Saturday, Sunday and a holiday are not working days", () => {
  const off = new Set(["2026-11-24"]);
  assert.equal(isWorkingDay("2026-11-21", off), false);
  assert.equal(isWorkingDay("2026-11-22", off), false);
  assert.equal(isWorkingDay("2026-11-23", off), true);
  assert.equal(isWorkingDay("2026-11-24", off), false);
});

test("three working days from Thursday over a weekend and a holiday", () => {
  assert.equal(addWorkingDays("2026-12-03", 3, new Set(["2026-12-07", "2026-12-10"])), "2026-12-09");
  assert.equal(addWorkingDays("2026-12-05", 0, new Set(["2026-12-07"])), "2026-12-08");
  assert.equal(addWorkingDays("2026-12-08", -1, new Set(["2026-12-07"])), "2026-12-04");
  assert.throws(() => addWorkingDays("2026-12-08", 1.5, new Set()), RangeError);
});

test("adding n working days lands on a working day that is n working days away", () => {
  fc.assert(
    fc.property(near, fc.integer({ min: 1, max: 90 }), holidays, (d, n, off) => {
      const to = addWorkingDays(d, n, off);
      assert.ok(isWorkingDay(to, off));
      assert.equal(workingDaysBetween(d, to, off), n);
      if (isWorkingDay(d, off)) assert.equal(addWorkingDays(to, -n, off), d);
    }),
  );
});

test("working days between two days are those of the range, counted one by one", () => {
  fc.assert(
    fc.property(near, near, holidays, (a, b, off) => {
      const [from, to] = a <= b ? [a, b] : [b, a];
      const counted = daysOfRange(from, to)
        .slice(1)
        .filter((d) => isWorkingDay(d, off)).length;
      assert.equal(workingDaysBetween(from, to, off), counted);
      assert.equal(workingDaysBetween(to, from, off) + counted, 0);
    }),
  );
});

test("the count is additive over any three days", () => {
  fc.assert(
    fc.property(day, day, day, holidays, (a, b, c, off) => {
      assert.equal(workingDaysBetween(a, c, off), workingDaysBetween(a, b, off) + workingDaysBetween(b, c, off));
    }),
  );
});

test("a due day that is no working day moves to the next one, and lateness counts from there", () => {
  const off = new Set(["2026-12-07"]);
  assert.equal(nextWorkingDay("2026-12-05", off), "2026-12-08");
  assert.equal(isLate("2026-12-05", "2026-12-08", off), false);
  assert.equal(lateBy("2026-12-05", "2026-12-08", off), 0);
  assert.equal(isLate("2026-12-05", "2026-12-09", off), true);
  assert.equal(lateBy("2026-12-05", "2026-12-09", off), 1);
  assert.equal(isLate("2026-12-04", "2026-12-05", off), true);
  assert.equal(lateBy("2026-12-04", "2026-12-05", off), 0);
});

test("nothing is late by more than the calendar days that passed, nor late before its day", () => {
  fc.assert(
    fc.property(near, near, holidays, (due, today, off) => {
      const late = lateBy(due, today, off);
      assert.ok(late >= 0 && late <= Math.max(0, daysBetween(due, today)));
      if (today <= due) assert.equal(isLate(due, today, off), false);
      if (late > 0) assert.ok(isLate(due, today, off));
    }),
  );
});

test("a range has both its ends and no gap", () => {
  assert.deepEqual(daysOfRange("2026-02-27", "2026-03-01"), ["2026-02-27", "2026-02-28", "2026-03-01"]);
  assert.deepEqual(daysOfRange("2026-03-01", "2026-02-27"), []);
});

test("substitution days of years gone by come out as the cabinet gave them", () => {
  const given = (days: string[]) => substitutionDays(new Set(days)).map((s) => s.day);
  assert.deepEqual(given(["2024-04-13", "2024-04-14", "2024-04-15"]), ["2024-04-16"]);
  assert.deepEqual(given(["2024-07-20", "2024-07-21"]), ["2024-07-22"]);
  assert.deepEqual(given(["2022-12-31", "2023-01-01"]), ["2023-01-02"]);
  assert.deepEqual(given(["2020-12-05"]), ["2020-12-07"]);
  assert.deepEqual(given(["2019-10-13", "2019-10-23"]), ["2019-10-14"]);
});

test("a substitution day is a working day that stands for a weekend's holidays, one for each weekend", () => {
  fc.assert(
    fc.property(holidays, (off) => {
      const given = substitutionDays(off);
      assert.equal(new Set(given.map((s) => s.day)).size, given.length);
      for (const { day: d, instead_of } of given) {
        assert.ok(isWorkingDay(d, off));
        assert.ok(instead_of.every((h) => off.has(h) && (weekday(h) === 0 || weekday(h) === 6) && h < d));
      }
      const weekendHolidays = [...off].filter((h) => weekday(h) === 0 || weekday(h) === 6);
      assert.equal(given.flatMap((s) => s.instead_of).length, weekendHolidays.length);
    }),
  );
});
