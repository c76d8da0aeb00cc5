import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Day, dayFromNumber, dayNumber, isDay } from "../calendar/day.ts";
import {
  age,
  agoWords,
  buddhistYear,
  dueWords,
  fiscalRange,
  fiscalYear,
  formatDay,
  formatDayRange,
  formatInstant,
  formatOrderDay,
  formatTime,
  parseDay,
  quarter,
  quarterRange,
  startOfDay,
  thaiToday,
} from "./dates.ts";

const day = fc.integer({ min: dayNumber("1900-01-01"), max: dayNumber("2156-12-31") }).map(dayFromNumber);

test("a day as documents write it", () => {
  const d = "2026-11-23";
  assert.equal(formatDay(d), "23 พ.ย. 2569");
  assert.equal(formatDay(d, { style: "long" }), "23 พฤศจิกายน 2569");
  assert.equal(formatDay(d, { style: "long", digits: "thai" }), "๒๓ พฤศจิกายน ๒๕๖๙");
  assert.equal(formatDay(d, { style: "numeric" }), "23/11/2569");
  assert.equal(formatDay(d, { language: "en" }), "23 Nov 2026");
  assert.equal(formatDay(d, { language: "en", style: "long" }), "23 November 2026");
  assert.equal(formatDay(d, { weekday: true }), "วันจันทร์ที่ 23 พ.ย. 2569");
  assert.equal(formatDay(d, { weekday: true, language: "en" }), "Monday 23 Nov 2026");
  assert.equal(formatOrderDay(d), "๒๓ พฤศจิกายน พ.ศ. ๒๕๖๙");
  assert.equal(formatDayRange(d, "2026-11-25"), "23 – 25 พ.ย. 2569");
  assert.equal(formatDayRange("2026-11-30", "2026-12-02"), "30 พ.ย. – 2 ธ.ค. 2569");
  assert.equal(formatDayRange("2026-12-31", "2027-01-02"), "31 ธ.ค. 2569 – 2 ม.ค. 2570");
  assert.throws(() => formatDay("2026-02-30"), RangeError);
});

test("the day and the hour are Bangkok's: 1 January begins at 17:00 UTC", () => {
  assert.equal(thaiToday(new Date("2026-12-31T16:59:59.999Z")), "2026-12-31");
  assert.equal(thaiToday(new Date("2026-12-31T17:00:00Z")), "2027-01-01");
  assert.equal(formatTime("2026-12-31T17:30:00Z"), "00.30 น.");
  assert.equal(formatTime("2026-12-31T07:30:00Z", { language: "en" }), "14:30");
  assert.equal(formatInstant("2026-11-23T07:30:00Z"), "23 พ.ย. 2569 14.30 น.");
  assert.equal(formatInstant("2026-11-23T07:30:00Z", { digits: "thai" }), "๒๓ พ.ย. ๒๕๖๙ ๑๔.๓๐ น.");
  assert.throws(() => formatTime("soon"), RangeError);
  fc.assert(
    fc.property(day, (d) => {
      assert.equal(thaiToday(startOfDay(d)), d);
      assert.equal(thaiToday(new Date(startOfDay(d).getTime() - 1)), dayFromNumber(dayNumber(d) - 1));
    }),
  );
});

test("the fiscal year 2570 is 1 October 2569 – 30 September 2570", () => {
  assert.equal(fiscalYear("2026-09-30"), 2569);
  assert.equal(fiscalYear("2026-10-01"), 2570);
  assert.deepEqual(fiscalRange(2570), { from: "2026-10-01", to: "2027-09-30" });
  assert.deepEqual(
    [quarter("2026-10-01"), quarter("2027-01-01"), quarter("2027-06-30"), quarter("2027-07-01")],
    [1, 2, 3, 4],
  );
  assert.deepEqual(quarterRange(2570, 1), { from: "2026-10-01", to: "2026-12-31" });
  assert.deepEqual(quarterRange(2571, 2), { from: "2028-01-01", to: "2028-03-31" });
});

test("every day lies in the range of its fiscal year and quarter", () => {
  fc.assert(
    fc.property(day, (d) => {
      const year = fiscalRange(fiscalYear(d));
      const q = quarterRange(fiscalYear(d), quarter(d));
      assert.ok(year.from <= d && d <= year.to);
      assert.ok(q.from <= d && d <= q.to && year.from <= q.from && q.to <= year.to);
      assert.equal(buddhistYear(d), Number(d.slice(0, 4)) + 543);
    }),
  );
});

test("a date is read in the many forms in which people type it", () => {
  const forms = [
    "23/11/2569",
    "23/11/2026",
    "23-11-2569",
    "23.11.2569",
    "23 11 2569",
    "23/11/69",
    "๒๓/๑๑/๒๕๖๙",
    "๒๓ พ.ย. ๖๙",
    "23 พย 69",
    "23 พ.ย.2569",
    "23พ.ย.69",
    "23 พฤศจิกายน 2569",
    "23 พฤศจิกา 2569",
    "23 พฤศจิกายน พ.ศ. 2569",
    "23 พฤศจิกายน พ.ศ.2569",
    "23 เดือนพฤศจิกายน 2569",
    "วันที่ 23 พฤศจิกายน 2569",
    "วันจันทร์ที่ 23 พฤศจิกายน 2569",
    "23 พฤศจิกายน ค.ศ. 2026",
    "23 พ.ย. 2026",
    "2026-11-23",
    "2569-11-23",
    "2026/11/23",
    "23112569",
    "20261123",
    "23 Nov 2026",
    "23 November 2026",
    "23 nov 26",
    "Mon, 23 Nov 2026",
    "November 23, 2026",
    "23-Nov-2026",
    " 23 / 11 / 2569 ",
    "๒๓ พฤศจิกายน พ.ศ. ๒๕๖๙",
    "23 Nov 2569",
  ];
  for (const form of forms) assert.deepEqual(parseDay(form), { day: "2026-11-23" }, form);
});

test("a day that does not exist is refused, never moved", () => {
  for (const typed of [
    "30/02/2569",
    "29/02/2568",
    "29 ก.พ. 2568",
    "31/04/2569",
    "2026-02-30",
    "32/1/2569",
    "0/1/2569",
    "5/13/2569",
  ]) {
    assert.equal(parseDay(typed).fault, "no-such-day", typed);
  }
  assert.deepEqual(parseDay("29/02/2567"), { day: "2024-02-29" });
});

test("an absurd year is refused: a Buddhist year counted twice, a Christian year called พ.ศ.", () => {
  for (const typed of [
    "05/12/3112",
    "3112-12-05",
    "1/1/0001",
    "1 ม.ค. พ.ศ. 2026",
    "23/11/9999",
    "1/1/2399",
    "1/1/1500",
  ]) {
    assert.equal(parseDay(typed).fault, "absurd", typed);
  }
  assert.match(parseDay("05/12/3112").message?.th ?? "", /3112/);
});

test("what is no date is unreadable, with a sentence in both languages", () => {
  for (const typed of [
    "",
    " ",
    "พรุ่งนี้",
    "23",
    "23/11",
    "23/11/256",
    "aa/bb/cccc",
    "23 ฟฟ 2569",
    "1".repeat(10_000),
    "23/11/2569 x",
    "\u0000",
    "\ud800",
  ]) {
    const parsed = parseDay(typed);
    assert.equal(parsed.fault, "unreadable", JSON.stringify(typed.slice(0, 20)));
    assert.ok(parsed.message && parsed.message.th.length > 10 && parsed.message.en.length > 10);
  }
});

test("every day that is written is read back, in every form", () => {
  fc.assert(
    fc.property(
      day,
      fc.constantFrom("short" as const, "long" as const, "numeric" as const),
      fc.constantFrom("thai" as const, "arabic" as const),
      fc.constantFrom("th" as const, "en" as const),
      fc.boolean(),
      (d, style, digits, language, weekday) => {
        assert.deepEqual(parseDay(formatDay(d, { style, digits, language, weekday })), { day: d });
        assert.deepEqual(parseDay(formatOrderDay(d)), { day: d });
        assert.deepEqual(parseDay(d), { day: d });
      },
    ),
    { numRuns: 1000 },
  );
});

test("whatever is typed, the answer is a real day or a fault, never an exception", () => {
  const typed = fc.string({ unit: fc.constantFrom(..."0123456789๒๕/-. พศคนวันที่ม.ก.dec".split("")), maxLength: 24 });
  fc.assert(
    fc.property(fc.oneof(typed, fc.string({ unit: "binary" })), (s) => {
      const parsed = parseDay(s);
      assert.ok(parsed.day ? isDay(parsed.day) : parsed.message?.th);
    }),
    { numRuns: 5000 },
  );
});

test("how a due day stands, in words", () => {
  const off = new Set<Day>(["2026-12-07", "2026-12-10"]);
  assert.equal(dueWords("2026-12-09", "2026-12-03", off), "เหลือ 3 วันทำการ");
  assert.equal(dueWords("2026-12-09", "2026-12-09", off), "ครบกำหนดวันนี้");
  assert.equal(dueWords("2026-12-08", "2026-12-11", off), "เกินกำหนด 2 วันทำการ");
  assert.equal(dueWords("2026-12-04", "2026-12-05", off), "เกินกำหนดแล้ว");
  assert.equal(dueWords("2026-12-05", "2026-12-08", off), "ครบกำหนดวันนี้");
  assert.equal(dueWords("2026-12-09", "2026-12-03", off, { digits: "thai" }), "เหลือ ๓ วันทำการ");
  assert.equal(dueWords("2026-12-09", "2026-12-08", off, { language: "en" }), "1 working day left");
  assert.equal(dueWords("2026-12-08", "2026-12-11", off, { language: "en" }), "2 working days late");
  assert.equal(dueWords("2026-12-09", "2026-12-09", off, { language: "en" }), "due today");
});

test("days seen from today, and ages", () => {
  assert.deepEqual(
    ["2026-11-20", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-28"].map((d) => agoWords(d, "2026-11-23")),
    ["3 วันก่อน", "เมื่อวาน", "วันนี้", "พรุ่งนี้", "อีก 5 วัน"],
  );
  assert.equal(agoWords("2026-11-20", "2026-11-23", { language: "en" }), "3 days ago");
  assert.deepEqual(age("1966-10-02", "2026-10-01"), { years: 59, months: 11, days: 29 });
  assert.deepEqual(age("2000-02-29", "2026-03-01"), { years: 26, months: 0, days: 1 });
  assert.deepEqual(age("2026-11-23", "2026-11-23"), { years: 0, months: 0, days: 0 });
  fc.assert(
    fc.property(day, day, (a, b) => {
      const { years, months, days } = age(a, b);
      assert.ok(years >= 0 && months >= 0 && months < 12 && days >= 0 && days <= 31);
    }),
  );
});
