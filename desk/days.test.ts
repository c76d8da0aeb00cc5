import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dayParts, dayTrouble, isRealDay, sayDay, sayInstant, storedDay, thaiClock } from "./days.ts";

test("a stored day reads in the Buddhist era, in both languages", () => {
  assert.equal(sayDay("2026-11-27"), "27 พ.ย. 2569");
  assert.equal(sayDay("2031-01-05", "en", { weekday: true }), "Sun 5 Jan 2574");
  assert.equal(sayDay("1998-12-05", "th", { weekday: true }), "เสาร์ 5 ธ.ค. 2541");
  assert.equal(sayDay("2026-11-26", "th", { weekday: "short" }), "พฤ. 26 พ.ย. 2569");
  assert.equal(sayDay("ไม่มีกำหนด"), "ไม่มีกำหนด");
});

test("29 February exists in 2567 and not in 2568", () => {
  assert.equal(isRealDay({ day: 29, month: 2, year: 2567 }), true);
  assert.deepEqual(dayTrouble({ day: 29, month: 2, year: 2568 }), {
    kind: "impossible",
    typed: { day: 29, month: 2, year: 2568 },
    lastDay: 28,
  });
  assert.equal(dayTrouble({ day: 29, month: 2, year: 2571 }), null);
  assert.equal(dayTrouble({ day: 31, month: 4, year: 2571 })?.kind, "impossible");
});

test("a year of the Christian era, or of two digits, is recognised and the meant year offered", () => {
  const christian = dayTrouble({ day: 5, month: 12, year: 2027 });
  assert.ok(christian?.kind === "christianYear" && christian.meant.year === 2570);
  const short = dayTrouble({ day: 5, month: 12, year: 70 });
  assert.ok(short?.kind === "shortYear" && short.meant.year === 2570);
});

test("a year that no office works in is told, not dropped in silence", () => {
  for (const year of [3112, 999, 1700]) assert.equal(dayTrouble({ day: 5, month: 12, year })?.kind, "farYear");
  assert.equal(dayTrouble({ day: 5, month: 12, year: 2300 }), null);
});

test("an instant late in the UTC evening is already the next Thai day", () => {
  assert.deepEqual(thaiClock("2026-12-31T17:30:00Z"), { day: "2027-01-01", time: "00.30" });
  assert.equal(sayInstant("2026-11-27T07:05:00Z"), "27 พ.ย. 2569 14.05 น.");
  assert.equal(sayInstant("not a time"), "not a time");
});

test("every day goes to parts and back unchanged, and agrees with the calendar of the platform", () => {
  const range = { min: new Date("1900-01-01T00:00:00Z"), max: new Date("2200-12-31T00:00:00Z"), noInvalidDate: true };
  fc.assert(
    fc.property(fc.date(range), (date) => {
      const day = date.toISOString().slice(0, 10);
      const parts = dayParts(day);
      assert.ok(parts);
      assert.equal(storedDay(parts), day);
    }),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 2443, max: 2743 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 31 }),
      (year, month, day) => {
        const date = new Date(Date.UTC(year - 543, month - 1, day));
        assert.equal(isRealDay({ day, month, year }), date.getUTCMonth() === month - 1);
      },
    ),
  );
});
