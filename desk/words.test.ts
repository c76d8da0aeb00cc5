import assert from "node:assert/strict";
import { test } from "node:test";
import { fill, type Word, word, words } from "./words.ts";

const thai = /[\u0E00-\u0E7F]/;

test("every word has a Thai and an English text, and both name the same facts", () => {
  for (const [key, both] of Object.entries(words)) {
    assert.match(both.th, thai, `${key}: no Thai`);
    assert.doesNotMatch(both.en, thai, `${key}: Thai in the English text`);
    const facts = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    assert.deepEqual(facts(both.th), facts(both.en), `${key}: facts differ`);
    assert.equal(both.th, both.th.normalize("NFC"), `${key}: not NFC`);
  }
});

test("facts are filled in; a missing one stays visible", () => {
  assert.equal(fill("มี {count} ช่อง", { count: 3 }), "มี 3 ช่อง");
  assert.equal(fill("{a} {b}", { a: 1 }), "1 {b}");
  assert.equal(word("unread" satisfies Word, { count: 2 }), "ยังไม่อ่าน 2 เรื่อง");
});
