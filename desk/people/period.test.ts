import assert from "node:assert/strict";
import { test } from "node:test";
import { endOf, lastDay, sayPeriod, standing } from "./period.ts";

test("a period is said with its last day and stored with the day after", () => {
  assert.equal(lastDay("2026-10-01"), "2026-09-30");
  assert.equal(endOf("2026-09-30"), "2026-10-01");
  assert.equal(endOf(lastDay("2028-03-01")), "2028-03-01");
  assert.equal(endOf(null), undefined);
  assert.equal(sayPeriod("2025-10-01", "2026-10-01", "th"), "1 ต.ค. 2568 ถึง 30 ก.ย. 2569");
  assert.equal(sayPeriod("2025-10-01", null, "th"), "ตั้งแต่ 1 ต.ค. 2568 เป็นต้นไป");
  assert.equal(sayPeriod("2025-10-01", "2025-10-02", "en"), "1 Oct 2568");
});

test("its last day is still in it, the day after is not", () => {
  assert.equal(standing("2026-01-01", "2026-02-01", "2026-01-31"), "now");
  assert.equal(standing("2026-01-01", "2026-02-01", "2026-02-01"), "past");
  assert.equal(standing("2026-01-01", null, "2025-12-31"), "coming");
});
