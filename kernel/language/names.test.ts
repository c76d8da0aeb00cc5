import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { TITLES } from "../../reference/language/titles.ts";
import { byThai, compareThai } from "./collate.ts";
import { fullName, initials, nameSortKey, splitName, titleInEnglish } from "./names.ts";

test("a title stands against the name in Thai, and before it in English", () => {
  const person = { prefix: "นาย", first: "สมชาย", last: "ใจดี", first_en: "Somchai", last_en: "Jaidee" };
  assert.equal(fullName(person), "นายสมชาย ใจดี");
  assert.equal(fullName(person, "en"), "Mr. Somchai Jaidee");
  assert.equal(fullName({ prefix: "ว่าที่ ร.ต.หญิง", first: "อรทัย", last: "ศรีสุข" }), "ว่าที่ ร.ต.หญิงอรทัย ศรีสุข");
  assert.equal(fullName({ first: "สมชาย", last: null }), "สมชาย");
  assert.equal(fullName({ prefix: "พ.ต.อ.", first: "วิชัย", last: "กล้าหาญ" }, "en"), "Pol. Col. วิชัย กล้าหาญ");
  assert.equal(titleInEnglish("ว่าที่ร้อยตรี"), "Acting 2nd Lt.");
  assert.equal(titleInEnglish("ท่าน"), undefined);
});

test("a typed name is taken apart at its title", () => {
  const cases: [typed: string, prefix: string, first: string, last: string][] = [
    ["นายสมชาย ใจดี", "นาย", "สมชาย", "ใจดี"],
    ["นางสาวอรทัย ณ อยุธยา", "นางสาว", "อรทัย", "ณ อยุธยา"],
    ["ว่าที่ ร.ต.สมชาย  ใจดี", "ว่าที่ ร.ต.", "สมชาย", "ใจดี"],
    ["พ.ต.อ. วิชัย กล้าหาญ", "พ.ต.อ.", "วิชัย", "กล้าหาญ"],
    ["ม.ร.ว.ปรีดี เทวกุล", "ม.ร.ว.", "ปรีดี", "เทวกุล"],
    ["สมชาย", "", "สมชาย", ""],
    ["นาย", "", "นาย", ""],
    ["", "", "", ""],
  ];
  for (const [typed, prefix, first, last] of cases) assert.deepEqual(splitName(typed), { prefix, first, last }, typed);
});

test("every title is told from the name that follows it, and has its English", () => {
  for (const { short, full, en } of TITLES) {
    for (const prefix of [short, full]) {
      const parts = splitName(`${prefix}กมล ทองดี`);
      assert.equal(parts.prefix.replace(/\s/g, ""), prefix.replace(/\s/g, ""));
      assert.equal(parts.first, "กมล");
    }
    assert.match(en, /^[A-Z12]/);
    assert.ok(titleInEnglish(short));
  }
});

test("splitting never throws and loses no letter", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."นายางสว.รตดพ กอ ".split("")), maxLength: 20 }), (typed) => {
      const { prefix, first, last } = splitName(typed);
      const letters = (text: string) => text.replace(/\s/g, "");
      assert.equal(letters(prefix + first + last), letters(typed));
    }),
  );
});

test("initials take the first consonant, and pass over ณ", () => {
  assert.equal(initials({ first: "เสาวนีย์", last: "ไชยา" }), "สช");
  assert.equal(initials({ first: "อรทัย", last: "ณ อยุธยา" }), "ออ");
  assert.equal(initials({ first: "สมชาย", last: "ใจดี", first_en: "Somchai", last_en: "Jaidee" }, "en"), "SJ");
  assert.equal(initials({ first: "", last: "" }), "");
});

test("Thai order: leading vowels and tones do not come first, numbers count", () => {
  const sorted = ["แก้ว", "ขวัญ", "เกาะ", "กา", "ไก่", "กลุ่ม 10", "กลุ่ม 2"].sort(compareThai);
  assert.deepEqual(sorted, ["กลุ่ม 2", "กลุ่ม 10", "กา", "เกาะ", "แก้ว", "ไก่", "ขวัญ"]);
  const people = [
    { prefix: "นาย", first: "เอก", last: "" },
    { prefix: "นาง", first: "กมล", last: "" },
  ];
  assert.deepEqual(
    people.sort(byThai(nameSortKey)).map((p) => p.first),
    ["กมล", "เอก"],
  );
});
