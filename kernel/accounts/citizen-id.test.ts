import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Problem } from "../problem.ts";
import { checkDigit, citizenIdOf, openCitizenIds, requireCitizenId } from "./citizen-id.ts";

const number = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 11 }))
  .map(([first, rest]) => `${first}${rest.join("")}`)
  .map((twelve) => twelve + checkDigit(twelve));
const secret = "x".repeat(40);

test("a number that is known to be right, in Arabic or Thai digits, with hyphens or spaces", () => {
  // 1·13+1·12+0·11+1·10+7·9+0·8+0·7+2·6+0·5+7·4+3·3+0·2 = 147; 147 mod 11 = 4; 11 − 4 = 7
  for (const typed of ["1101700207307", "1-1017-00207-30-7", "๑ ๑๐๑๗ ๐๐๒๐๗ ๓๐ ๗"])
    assert.equal(citizenIdOf(typed), "1101700207307");
});

test("one wrong digit is found", () => {
  fc.assert(
    fc.property(number, fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 9 }), (right, at, add) => {
      const wrong = right.slice(0, at) + ((Number(right[at]) + add) % 10) + right.slice(at + 1);
      // The two weaknesses of the national formula: the third digit weighs 11, that is nothing, and the remainders 0 and 10 share a check digit.
      fc.pre(at !== 2);
      const remainder = (text: string) =>
        [...text].slice(0, 12).reduce((sum, d, i) => sum + Number(d) * (13 - i), 0) % 11;
      fc.pre(remainder(wrong) % 10 !== 0 || remainder(right) % 10 !== 0);
      assert.equal(citizenIdOf(wrong), undefined);
    }),
  );
});

test("what is no citizen number is refused with the field named", () => {
  for (const typed of ["", "1101700207308", "110170020730", "0101700207307", "11017002073070", "abc"]) {
    assert.throws(
      () => requireCitizenId(typed),
      (error) => error instanceof Problem && error.errors[0]?.field === "citizenId",
    );
  }
});

test("sealed and opened it is the same; two seals differ; the mark is always the same", () => {
  const ids = openCitizenIds(secret);
  fc.assert(
    fc.property(number, (id) => {
      const sealed = ids.seal(id);
      assert.equal(ids.open(sealed), id);
      assert.notDeepEqual(ids.seal(id), sealed);
      assert.deepEqual(ids.mark(id), openCitizenIds(secret).mark(id));
      assert.ok(!sealed.includes(Buffer.from(id)));
    }),
  );
});

test("a changed byte or another home's secret opens nothing", () => {
  const ids = openCitizenIds(secret);
  const sealed = ids.seal("1101700207307");
  for (let i = 0; i < sealed.length; i++) {
    const changed = Buffer.from(sealed);
    changed[i] = changed[i]! ^ 1;
    assert.throws(() => ids.open(changed));
  }
  const other = openCitizenIds("y".repeat(40));
  assert.throws(() => other.open(sealed));
  assert.notDeepEqual(other.mark("1101700207307"), ids.mark("1101700207307"));
});
