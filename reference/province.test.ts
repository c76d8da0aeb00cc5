import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ProvinceRefused, provinceFacts, servedProvinces } from "./province.ts";

const refusal = (wanted: string) => {
  try {
    provinceFacts(wanted);
  } catch (caught) {
    if (caught instanceof ProvinceRefused) return caught;
    throw caught;
  }
  throw new Error(`${wanted} was not refused`);
};

test("a province is found by code, PCODE, letters, Thai and English name", () => {
  for (const wanted of [
    "14",
    "๑๔",
    "TH14",
    "อย",
    "AYA",
    "พระนครศรีอยุธยา",
    "จังหวัดพระนครศรีอยุธยา",
    "จ.พระนครศรีอยุธยา",
    "phra nakhon si ayutthaya",
    "Phranakhon Si-Ayutthaya Province",
  ]) {
    assert.equal(provinceFacts(wanted).code, "14", wanted);
  }
  const facts = provinceFacts("14");
  assert.deepEqual([facts.letters, facts.latin3, facts.districts, facts.subdistricts], ["อย", "AYA", 16, 209]);
  assert.equal(facts.capitalDistrict.code, "1401");
});

test("each of the 76 is found by each of its names, and by them alone", () => {
  assert.equal(servedProvinces().length, 76);
  for (const { code, th, en } of servedProvinces()) {
    const facts = provinceFacts(code);
    for (const name of [th, en, facts.pcode, facts.letters, facts.latin3])
      assert.equal(provinceFacts(name).code, code, name);
  }
});

test("Bangkok is refused with the reason: its own Act, no provincial office", () => {
  for (const wanted of ["10", "TH10", "กรุงเทพมหานคร", "กรุงเทพฯ", "Bangkok", "bangkok"]) {
    const refused = refusal(wanted);
    assert.equal(refused.code, "bangkok_is_not_a_province");
    assert.match(refused.th, /ระเบียบบริหารราชการกรุงเทพมหานคร พ\.ศ\. ๒๕๒๘/);
    assert.match(refused.th, /ไม่มีสำนักงานจังหวัด/);
    assert.match(refused.en, /special local administration/);
  }
});

test("what names no province is refused with a hint", () => {
  assert.match(refusal("28").en, /npx changwat province/);
  assert.match(refusal("nakhon").en, /Did you mean: .*Nakhon/);
  assert.equal(refusal("").code, "unknown_province");
  fc.assert(
    fc.property(fc.string({ maxLength: 500 }), (wanted) => {
      try {
        provinceFacts(wanted);
      } catch (caught) {
        assert.ok(caught instanceof ProvinceRefused);
        assert.ok(caught.message.length < 600);
      }
    }),
  );
});
