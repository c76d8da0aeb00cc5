import assert from "node:assert/strict";
import { test } from "node:test";
import { sentence } from "./sentences.ts";

const nameOf = (id: number) => ({ 1: "นายอำเภอเสนา", 2: "นายอำเภอบางบาล", 3: "นายอำเภอบางไทร", 4: "นายอำเภอผักไห่" })[id];

test("an order, its addressees and its closing are told in sentences", () => {
  const issued = { event: "orders.issued", detail: { number: "87/2569", addressees: 18 } };
  assert.equal(sentence(issued, nameOf).words.th, "ออกข้อสั่งการเลขที่ 87/2569 ถึง 18 ตำแหน่ง");
  const given = { event: "assignments.given", detail: { assignments: [1, 2, 3, 4] } };
  assert.equal(
    sentence(given, nameOf).words.th,
    "มอบหมายถึง นายอำเภอเสนา, นายอำเภอบางบาล, นายอำเภอบางไทร และอีก 1 ตำแหน่ง",
  );
  assert.equal(
    sentence({ event: "assignments.given", detail: { assignments: [2], parent: 1 } }, nameOf).words.en,
    "Passed on to นายอำเภอบางบาล",
  );
  assert.equal(sentence({ event: "orders.closed", detail: { result: "เสร็จครบ" } }, nameOf).quote, "เสร็จครบ");
});

test("a final report differs from progress, a grant from a refusal", () => {
  const report = (percent: number) =>
    sentence({ event: "assignments.reported", detail: { assignment: 1, percent } }, nameOf).words.th;
  assert.equal(report(100), "รายงานผลเสร็จสิ้น");
  assert.equal(report(60), "รายงานความก้าวหน้าร้อยละ 60");
  const decided = (granted: boolean) =>
    sentence({ event: "assignments.timeDecided", detail: { assignment: 1, granted, due: "2026-12-04" } }, nameOf).words
      .th;
  assert.equal(decided(true), "อนุญาตให้ นายอำเภอเสนา ขยายเวลาถึง 4 ธ.ค. 2569");
  assert.equal(decided(false), "ไม่อนุญาตให้ นายอำเภอเสนา ขยายเวลา");
});

test("an event that is not known keeps its name", () => {
  assert.equal(sentence({ event: "letters.sent", detail: {} }, nameOf).words.th, "letters.sent");
});
