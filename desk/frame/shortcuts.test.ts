import assert from "node:assert/strict";
import { test } from "node:test";
import { commandOf, keyName, type Pressed } from "./shortcuts.ts";

const press = (code: string, key: string, more: Partial<Pressed> = {}): Pressed => ({
  code,
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

test("g then i goes to the inbox, in the Thai layout too", () => {
  assert.equal(commandOf(press("KeyG", "เ"), null, false).isG, true);
  assert.deepEqual(commandOf(press("KeyI", "ร"), 300, false).command, { kind: "go", key: "KeyI" });
  assert.deepEqual(commandOf(press("KeyI", "i"), 5000, false).command, null);
  assert.equal(keyName("KeyI"), "i");
});

test("while typing, only Ctrl-K is ours", () => {
  assert.equal(commandOf(press("KeyG", "g"), null, true).isG, false);
  assert.equal(commandOf(press("Slash", "/"), null, true).command, null);
  assert.deepEqual(commandOf(press("KeyK", "า", { ctrlKey: true }), null, true).command, { kind: "search" });
});

test("Esc goes back, but never out of a field", () => {
  assert.deepEqual(commandOf(press("Escape", "Escape"), null, false).command, { kind: "back" });
  assert.equal(commandOf(press("Escape", "Escape"), null, true).command, null);
});

test("/ and ? are found by what they type or by their place; j and k move rows", () => {
  assert.deepEqual(commandOf(press("Slash", "ฝ"), null, false).command, { kind: "search" });
  assert.deepEqual(commandOf(press("Digit7", "/", { shiftKey: true }), null, false).command, { kind: "search" });
  assert.deepEqual(commandOf(press("Slash", "ฦ", { shiftKey: true }), null, false).command, { kind: "help" });
  assert.deepEqual(commandOf(press("KeyJ", "่"), null, false).command, { kind: "rows" });
  assert.equal(commandOf(press("KeyJ", "j", { ctrlKey: true }), null, false).command, null);
});
