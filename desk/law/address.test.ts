import assert from "node:assert/strict";
import { test } from "node:test";
import { clauseNumberAt, clausePath } from "./address.ts";

test("every form of a clause number survives the address bar", () => {
  for (const number of ["๕๗", "๕๒/๑", "๘ ทวิ", "๑๐๑/๑๒"]) {
    const path = clausePath(`state-administration:${number}`);
    const last = path.split("/")[3] ?? "";
    assert.equal(path.split("/").length, 4, path);
    assert.equal(clauseNumberAt(last), number);
  }
  assert.equal(clausePath("state-administration:๕๒/๑"), "/law/state-administration/52-1");
  assert.equal(clausePath("civil-service"), "/law/civil-service");
});
