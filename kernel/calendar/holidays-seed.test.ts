import assert from "node:assert/strict";
import { test } from "node:test";
import { isDay } from "./day.ts";
import { firstHolidays, holidaysToEnter } from "./holidays-seed.ts";
import { isWorkingDay } from "./rules.ts";

test("each row of the first holidays can be stored: one a day, named in both languages, sourced, unconfirmed", () => {
  const rows = firstHolidays([2025, 2026, 2027]);
  assert.equal(new Set(rows.map((r) => r.day)).size, rows.length);
  for (const row of rows) {
    assert.ok(isDay(row.day), row.day);
    assert.match(row.name_th, /[ก-ฮ]/);
    assert.match(row.name_en, /^[A-Z]/);
    assert.ok(row.source.length > 0);
    assert.equal(row.confirmed, false);
  }
  assert.deepEqual(
    rows,
    [...rows].sort((a, b) => (a.day < b.day ? -1 : 1)),
  );
});

test("2569: Songkran, the Buddhist days and the days in lieu are there", () => {
  const rows = new Map(firstHolidays([2026]).map((r) => [r.day, r]));
  assert.equal(rows.get("2026-04-13")?.name_th, "วันสงกรานต์");
  assert.equal(rows.get("2026-03-03")?.name_en, "Makha Bucha");
  assert.equal(rows.get("2026-06-01")?.kind, "substitution");
  assert.match(rows.get("2026-06-01")?.name_th ?? "", /ชดเชยวันวิสาขบูชา/);
  assert.equal(rows.get("2026-12-07")?.kind, "substitution");
  assert.ok([...rows.keys()].every((d) => d.startsWith("2026-")));
});

test("31 December 2022 and 1 January 2023 on one weekend give one day in lieu, in 2023", () => {
  const days = firstHolidays([2023]).filter((r) => r.kind === "substitution");
  assert.equal(days[0]?.day, "2023-01-02");
  assert.match(days[0]?.name_th ?? "", /วันสิ้นปี.*วันขึ้นปีใหม่/);
  assert.equal(isWorkingDay("2023-01-03", new Set(firstHolidays([2023]).map((r) => r.day))), true);
});

test("what the package does not know is asked for, not guessed", () => {
  const names = (year: number) => holidaysToEnter([year]).map((h) => h.name_en);
  assert.deepEqual(names(2026), ["Royal Ploughing Ceremony"]);
  assert.deepEqual(names(2027), [
    "Makha Bucha",
    "Vesak Day",
    "Asalha Puja",
    "Buddhist Lent",
    "Royal Ploughing Ceremony",
  ]);
});
