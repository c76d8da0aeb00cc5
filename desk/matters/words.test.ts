import assert from "node:assert/strict";
import { test } from "node:test";
import { issueWords } from "../../office/administration/orders/screens/issue-words.ts";
import { orderWords } from "../../office/administration/orders/screens/words.ts";
import type { Both } from "../words.ts";
import { kindWords, matterPath, matterWords } from "./words.ts";

const thai = /[\u0E00-\u0E7F]/;

test("every word has both languages, and both name the same facts", () => {
  const all: Record<string, Both> = { ...matterWords, ...orderWords, ...issueWords, ...kindWords };
  for (const [key, { th, en }] of Object.entries(all)) {
    const facts = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    assert.deepEqual(facts(th), facts(en), key);
    assert.ok(th !== "" && en !== "", key);
    assert.doesNotMatch(en, thai, key);
    assert.equal(th, th.normalize("NFC"), key);
  }
});

test("an order has a page of its own; any other kind the general one", () => {
  assert.equal(matterPath("order", 7), "/orders/7");
  assert.equal(matterPath("letter", 7), "/matters/7");
});
