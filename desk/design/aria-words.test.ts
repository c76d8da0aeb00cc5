import assert from "node:assert/strict";
import { test } from "node:test";
import english from "react-aria-components/i18n/en-US";
import { spokenWords, thai, unused } from "./aria-words.ts";

test("every word React Aria can say has a Thai one, and none of ours is stale", () => {
  const theirs = english as unknown as Record<string, Record<string, unknown>>;
  for (const [name, texts] of Object.entries(theirs)) {
    if (unused.includes(name)) continue;
    assert.deepEqual(Object.keys(thai[name] ?? {}).sort(), Object.keys(texts).sort(), name);
  }
  for (const name of Object.keys(thai)) assert.ok(name in theirs, `${name} is no package of React Aria any more`);
});

test("the words follow the language of the moment", () => {
  let language: "th" | "en" = "th";
  const spoken = spokenWords(() => language);
  assert.equal(spoken["@react-aria/calendar"]?.next, "ถัดไป");
  language = "en";
  assert.equal(spoken["@react-aria/calendar"]?.next, "Next");
});
