import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { foldThai, matchesThai } from "./thai.ts";

const office = "สำนักงานป้องกันและบรรเทาสาธารณภัยจังหวัดพระนครศรีอยุธยา (ปภ.)";

test("a part of the name finds it, in any order of parts", () => {
  assert.ok(matchesThai(office, "ป้องกัน อยุธยา"));
  assert.ok(matchesThai(office, "อยุธยา ปภ"));
  assert.ok(!matchesThai(office, "ป้องกัน เชียงใหม่"));
  assert.ok(matchesThai(office, "  "));
});

test("a forgotten tone mark, doubled เ, decomposed ำ and Thai digits still find it", () => {
  assert.ok(matchesThai(office, "ปองกัน"));
  assert.ok(matchesThai("แขวงทางหลวง", "เเขวง"));
  assert.ok(matchesThai("อำเภอบางปะอิน", "อําเภอ"));
  assert.ok(matchesThai("น้ำท่วม", "นํ้าท่วม"));
  assert.ok(matchesThai("ที่ อย 0017.1/123", "๐๐๑๗.๑/๑๒๓"));
  assert.ok(matchesThai("ผวจ.พระนครศรีอยุธยา", "ผวจ พระนคร"));
});

test("words that differ by more than a tone do not match", () => {
  assert.ok(!matchesThai("อำเภอบางไทร", "บางบาล"));
});

test("folding is idempotent and every text finds itself", () => {
  const text = fc.string({ unit: fc.constantFrom(..."กขคงจฉเแโใไะาิีึืุู่้๊๋์ำํ ๐๑๒/.ab-") });
  fc.assert(fc.property(text, (t) => assert.equal(foldThai(foldThai(t)), foldThai(t))));
  fc.assert(fc.property(text, (t) => assert.ok(matchesThai(t, t))));
});
