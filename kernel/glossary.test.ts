import assert from "node:assert/strict";
import { test } from "node:test";
import { GLOSSARY, isTermKey, term, termOf } from "./glossary.ts";

test("every word is there in both languages, with a definition that is a sentence", () => {
  const entries = Object.entries(GLOSSARY);
  assert.ok(entries.length >= 80);
  for (const [key, { th, en, definition_en }] of entries) {
    assert.match(key, /^[a-z_]+(\.[a-zA-Z0-9_]+)?$/);
    assert.match(th, /^[ก-๛/ ]+$/, key);
    assert.match(en, /^[a-zA-Z -]+$/, key);
    assert.match(definition_en, /^[A-Z1].*\.$/, key);
    assert.equal(th, th.normalize("NFC"));
  }
});

test("within a kind, no two codes have the same word", () => {
  const words = new Map<string, string>();
  for (const [key, { th, en }] of Object.entries(GLOSSARY)) {
    const kind = key.includes(".") ? key.slice(0, key.indexOf(".")) : "";
    if (kind === "") continue;
    for (const word of [`${kind} ${th}`, `${kind} ${en}`]) {
      assert.equal(words.get(word), undefined, `${key} and ${words.get(word)} are both ${word}`);
      words.set(word, key);
    }
  }
});

test("the capacities bear their statutory names", () => {
  assert.equal(term("capacity.acting", "th"), "รักษาราชการแทน");
  assert.equal(term("capacity.standing_in", "th"), "รักษาการในตำแหน่ง");
  assert.equal(term("capacity.delegated", "th"), "ปฏิบัติราชการแทน");
});

test("stored codes have words; an unknown code shows itself", () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((n) => termOf("urgency", n, "th")),
    ["ปกติ", "ด่วน", "ด่วนมาก", "ด่วนที่สุด"],
  );
  assert.deepEqual(
    [0, 1, 2, 3].map((n) => termOf("secrecy", n, "th")),
    ["ปกติ", "ลับ", "ลับมาก", "ลับที่สุด"],
  );
  for (const state of ["given", "acknowledged", "reported", "returned", "accepted", "cancelled"]) {
    assert.ok(isTermKey(`assignment.${state}`));
  }
  assert.equal(termOf("urgency", 9, "th"), "9");
  assert.equal(isTermKey("toString"), false);
});
