import assert from "node:assert/strict";
import { test } from "node:test";
import { sayCron } from "./cron.ts";

test("the usual times are said, others shown as written", () => {
  assert.equal(sayCron("30 2 * * *").th, "ทุกวัน 02.30 น.");
  assert.equal(sayCron("*/10 * * * *").th, "ทุก 10 นาที");
  assert.equal(sayCron("5 * * * *").en, "hourly at minute 5");
  assert.equal(sayCron("0 8 * * 1-5").th, "จันทร์–ศุกร์ 08.00 น.");
  assert.equal(sayCron("0 8 1 * *").th, "0 8 1 * *");
  assert.equal(sayCron("0 8,12 * * *").en, "0 8,12 * * *");
});
