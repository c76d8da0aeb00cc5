import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readSettings } from "./settings.ts";

test("stored settings are read; unknown values fall back to Thai, the device's theme, normal text", () => {
  assert.deepEqual(readSettings('{"language":"en","theme":"dark","text":"larger"}'), {
    language: "en",
    theme: "dark",
    text: "larger",
  });
  assert.deepEqual(readSettings('{"language":"fr","theme":7}'), { language: "th", theme: "auto", text: "normal" });
});

test("whatever stands in the browser's storage, the desk starts", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.constant(null)), (stored) => {
      assert.ok(["th", "en"].includes(readSettings(stored).language));
    }),
  );
});
