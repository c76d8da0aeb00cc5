import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { arabicDigits, thaiDigits } from "./digits.ts";
import { cleanLine, cleanText, textFault } from "./text.ts";

const thaiish = fc.string({
  unit: fc.constantFrom(..."กขนทเแาำะัิีึืฺุู็ํ่้๊๋์๎ \n\r\u200b\u200d\u0301é😀".split("")),
  maxLength: 40,
});

test("digits go to Thai and back, and nothing else changes", () => {
  assert.equal(thaiDigits("ที่ อย 0017.1/ว 891"), "ที่ อย ๐๐๑๗.๑/ว ๘๙๑");
  assert.equal(arabicDigits("๒๕๖๙"), "2569");
  fc.assert(
    fc.property(fc.string(), (s) => assert.equal(arabicDigits(thaiDigits(s)), s.replace(/[๐-๙]/g, arabicDigits))),
  );
});

test("typing faults with one meaning are mended", () => {
  const cases: [typed: string, kept: string][] = [
    ["นํ้าท่วม", "น้ำท่วม"],
    ["น้ํา", "น้ำ"],
    ["นำ้", "น้ำ"],
    ["กําหนด", "กำหนด"],
    ["เเผนงาน", "แผนงาน"],
    ["ที่่", "ที่"],
    ["ท่ี", "ที่"],
    ["ผู้้ว่า", "ผู้ว่า"],
    ["\ufeffจังหวัด\u200bอยุธยา", "จังหวัดอยุธยา"],
    ["ก\r\nข\rค\u2028ง", "ก\nข\nค\nง"],
    ["10\u00a0บาท", "10 บาท"],
    ["e\u0301", "é"],
  ];
  for (const [typed, kept] of cases) assert.equal(cleanText(typed), kept, JSON.stringify(typed));
});

test("right text stays as it is", () => {
  for (const text of ["สิทธิ์", "เก้าอี้ไม้", "พระราชพิธีพืชมงคลจรดพระนังคัลแรกนาขวัญ", "ฤๅษี", "👩‍👩‍👧 ครอบครัว", "น้ำใจ ๆ ฯลฯ"]) {
    assert.equal(cleanText(text), text);
  }
});

test("cleaning twice changes nothing more, and leaves NFC without zero-width characters", () => {
  const check = (s: string) => {
    const once = cleanText(s);
    assert.equal(cleanText(once), once);
    assert.equal(once, once.normalize("NFC"));
    assert.doesNotMatch(once, /[\r\u200b\ufeff]/);
  };
  fc.assert(fc.property(thaiish, check), { numRuns: 3000 });
  fc.assert(fc.property(fc.string({ unit: "binary" }), check), { numRuns: 1000 });
});

test("a long run of marks is cleaned in time", () => {
  const started = performance.now();
  cleanText("่ี".repeat(500_000));
  cleanText("ํ".repeat(1_000_000));
  assert.ok(performance.now() - started < 2000);
});

test("a line has no line ends and no spaces around it", () => {
  assert.equal(cleanLine("  สำนักงาน\n จังหวัด\t "), "สำนักงาน จังหวัด");
});

test("what a text may not hold is named", () => {
  assert.equal(textFault("ก\u0000ข\ud800"), "nul");
  assert.equal(textFault("ก\ud800ข"), "surrogate");
  assert.equal(textFault("\udc00"), "surrogate");
  assert.equal(textFault("ก\u0007"), "control");
  assert.equal(textFault("\u001b[31m"), "control");
  assert.equal(textFault("\u007f"), "control");
  assert.equal(textFault("บรรทัดหนึ่ง\r\nบรรทัดสอง\tช่อง 😀"), null);
});
