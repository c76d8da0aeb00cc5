import assert from "node:assert/strict";
import { test } from "node:test";
import { authorityWords } from "../authority/words.ts";
import { lawWords } from "../law/words.ts";
import { ledgerWords } from "../ledger/words.ts";
import { peopleWords } from "../people/words.ts";
import { settingsWords } from "../settings/words.ts";
import { adminWords } from "./words.ts";

const thai = /[\u0E00-\u0E7F]/;

test("the kernel's screens have every word in both languages, with the same facts", () => {
  const all = { peopleWords, authorityWords, lawWords, ledgerWords, settingsWords, adminWords };
  for (const [list, words] of Object.entries(all)) {
    for (const [key, both] of Object.entries(words)) {
      const name = `${list}.${key}`;
      assert.match(both.th, thai, `${name}: no Thai`);
      assert.doesNotMatch(both.en, thai, `${name}: Thai in the English text`);
      const facts = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, fact]) => fact).sort();
      assert.deepEqual(facts(both.th), facts(both.en), `${name}: facts differ`);
      assert.equal(both.th, both.th.normalize("NFC"), `${name}: not NFC`);
    }
  }
});
