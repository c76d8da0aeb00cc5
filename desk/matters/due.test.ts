import assert from "node:assert/strict";
import { test } from "node:test";
import { dueStanding } from "./due.ts";

const on = "2026-11-23"; // a Monday

test("days left and days late are working days, in both languages", () => {
  assert.deepEqual(dueStanding("2026-11-26", -3, "given", on), {
    tone: "later",
    words: { th: "เหลือ 3 วันทำการ", en: "3 working days left" },
  });
  assert.equal(dueStanding("2026-11-24", -1, "given", on).words.en, "1 working day left");
  assert.deepEqual(dueStanding("2026-11-19", 2, "given", on).words, {
    th: "เกินกำหนด 2 วันทำการ",
    en: "2 working days late",
  });
  assert.equal(dueStanding(on, 0, "given", on).words.th, "ครบกำหนดวันนี้");
});

test("a day off after the due day is late without a count", () => {
  assert.deepEqual(dueStanding("2026-11-20", 0, "given", "2026-11-21"), {
    tone: "late",
    words: { th: "เกินกำหนดแล้ว", en: "Overdue" },
  });
});

test("what is reported as complete, accepted or cancelled is not late", () => {
  for (const state of ["reported", "accepted", "cancelled"]) {
    assert.equal(dueStanding("2026-11-01", 12, state, on).tone, "none");
  }
  assert.equal(dueStanding(null, null, "given", on).words.th, "ไม่มีกำหนด");
});
