import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { plainPost, type Signing, shortPost, signatureBlock } from "./signature.ts";

const province = { th: "จังหวัดพระนครศรีอยุธยา", en: "Phra Nakhon Si Ayutthaya" };
const governor = { th: "ผู้ว่าราชการจังหวัดพระนครศรีอยุธยา", en: "Governor of Phra Nakhon Si Ayutthaya" };
const vice = { th: "รองผู้ว่าราชการจังหวัดพระนครศรีอยุธยา (๑)", en: "Vice Governor of Phra Nakhon Si Ayutthaya (1)" };
const palad = { th: "ปลัดจังหวัดพระนครศรีอยุธยา", en: "Provincial Administrator" };
const person = { th: "นายสมชาย ใจดี", en: "Mr. Somchai Jaidee" };

test("the holder signs with name and title", () => {
  assert.deepEqual(signatureBlock({ person, position: governor, capacity: "holder", province }), [
    "(นายสมชาย ใจดี)",
    "ผู้ว่าราชการจังหวัดพระนครศรีอยุธยา",
  ]);
});

test("who acts for an absent governor signs with his own short title and รักษาราชการแทน (s. 56)", () => {
  const signing: Signing = { person, position: governor, capacity: "acting", ownPost: vice, province };
  assert.deepEqual(signatureBlock(signing), [
    "(นายสมชาย ใจดี)",
    "รองผู้ว่าราชการจังหวัด รักษาราชการแทน",
    "ผู้ว่าราชการจังหวัดพระนครศรีอยุธยา",
  ]);
  assert.deepEqual(signatureBlock(signing, "en"), [
    "(Mr. Somchai Jaidee)",
    "Vice Governor, Acting for",
    "Governor of Phra Nakhon Si Ayutthaya",
  ]);
});

test("a delegate signs ปฏิบัติราชการแทน (s. 38)", () => {
  assert.deepEqual(signatureBlock({ person, position: vice, capacity: "delegate", onBehalfOf: governor, province }), [
    "(นายสมชาย ใจดี)",
    "รองผู้ว่าราชการจังหวัด ปฏิบัติราชการแทน",
    "ผู้ว่าราชการจังหวัดพระนครศรีอยุธยา",
  ]);
});

test("a stand-in signs รักษาการในตำแหน่ง", () => {
  const head = { th: "หัวหน้าสำนักงานจังหวัดพระนครศรีอยุธยา", en: "Head of the Provincial Office" };
  const own = { th: "นักวิเคราะห์นโยบายและแผนชำนาญการพิเศษ", en: "Policy and Plan Analyst" };
  assert.deepEqual(signatureBlock({ person, position: head, capacity: "standing_in", ownPost: own, province }), [
    "(นายสมชาย ใจดี)",
    "นักวิเคราะห์นโยบายและแผนชำนาญการพิเศษ รักษาการในตำแหน่ง",
    "หัวหน้าสำนักงานจังหวัดพระนครศรีอยุธยา",
  ]);
});

test("who acts for a delegate shows both steps", () => {
  const own = { th: "หัวหน้าสำนักงานจังหวัดพระนครศรีอยุธยา", en: "Head of the Provincial Office" };
  assert.deepEqual(
    signatureBlock({ person, position: palad, capacity: "acting", ownPost: own, onBehalfOf: governor, province }),
    ["(นายสมชาย ใจดี)", "หัวหน้าสำนักงานจังหวัด รักษาราชการแทน", "ปลัดจังหวัด ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดพระนครศรีอยุธยา"],
  );
});

test("ordinals that tell equal posts apart are not printed; other brackets are", () => {
  assert.equal(plainPost("รองผู้ว่าราชการจังหวัดลพบุรี (คนที่ ๒)"), "รองผู้ว่าราชการจังหวัดลพบุรี");
  assert.equal(plainPost("Vice Governor (No. 2)"), "Vice Governor");
  assert.equal(plainPost("ผู้อำนวยการ (ด้านแผน)"), "ผู้อำนวยการ (ด้านแผน)");
  assert.equal(shortPost("นายอำเภอเมืองเลย", "เลย"), "นายอำเภอเมืองเลย", "a district's name is not the province's");
  assert.equal(shortPost("เกษตรจังหวัดเลย", "เลย"), "เกษตรจังหวัด");
});

test("whoever signs: name first, the full title of the power's position last, one phrase for each step between", () => {
  const words = fc.record({
    th: fc.string({ minLength: 1 }).map((s) => `ตำแหน่ง${s}ก`),
    en: fc.string({ minLength: 1 }).map((s) => `Post ${s}x`),
  });
  fc.assert(
    fc.property(
      words,
      words,
      fc.constantFrom("holder", "acting", "standing_in", "delegate"),
      fc.option(words),
      fc.option(words),
      fc.constantFrom("th", "en"),
      (who, position, capacity, ownPost, onBehalfOf, language) => {
        const block = signatureBlock({ person: who, position, capacity, ownPost, onBehalfOf }, language);
        assert.equal(block[0], `(${who[language]})`);
        assert.equal(block.at(-1), plainPost((onBehalfOf ?? position)[language]));
        const steps = (capacity === "acting" || capacity === "standing_in" ? 1 : 0) + (onBehalfOf ? 1 : 0);
        assert.equal(block.length, 2 + steps);
        assert.ok(block.every((line) => line.trim() !== ""));
      },
    ),
  );
});
