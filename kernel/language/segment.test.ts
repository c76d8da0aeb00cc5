import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import fc from "fast-check";
import { ABBREVIATIONS, DICTIONARY } from "../../reference/language/dictionary.ts";
import {
  addWords,
  knowsWord,
  linePieces,
  pieces,
  platformWords,
  setDictionary,
  words,
  wordsWithin,
} from "./segment.ts";
import { cleanLine } from "./text.ts";

afterEach(() => setDictionary(DICTIONARY));

const cut = (text: string) => words(text).map((word) => word.text);
const thai = fc.string({ unit: fc.constantFrom(..."กขคนรมาิ่้ำเแใๆฯ. \n1๒a(ปภ😀\ud800\u0301".split("")), maxLength: 80 });

test("offices, posts and terms are one word each", () => {
  assert.deepEqual(cut("ผู้ว่าราชการจังหวัดพระนครศรีอยุธยาสั่งการให้นายอำเภอบางปะอินรายงาน"), [
    "ผู้ว่าราชการจังหวัด",
    "พระนครศรีอยุธยา",
    "สั่งการ",
    "ให้",
    "นายอำเภอ",
    "บางปะอิน",
    "รายงาน",
  ]);
  assert.deepEqual(cut("โรงพยาบาลส่งเสริมสุขภาพตำบล"), ["โรงพยาบาลส่งเสริมสุขภาพตำบล"]);
  for (const word of DICTIONARY) assert.deepEqual(cut(word), [word], word);
});

test("abbreviations keep their dots, and the name after อ., ต., จ.", () => {
  assert.deepEqual(cut("อ.บางปะอิน ปภ.อย ผวจ. สนจ. พ.ต.อ.สมชาย"), [
    "อ.บางปะอิน",
    " ",
    "ปภ.",
    "อย",
    " ",
    "ผวจ.",
    " ",
    "สนจ.",
    " ",
    "พ.ต.อ.",
    "สมชาย",
  ]);
  assert.ok(cut("ตาม พ.ร.บ.งบประมาณ").includes("พ.ร.บ."));
});

test("words added at start are known, and set words replace the rest", () => {
  assert.deepEqual(cut("ตำบลบ้านเลน"), ["ตำบล", "บ้าน", "เลน"]);
  addWords(["บ้านเลน", " บ้านเลน ", "", "ก"]);
  assert.deepEqual(cut("ตำบลบ้านเลน"), ["ตำบล", "บ้านเลน"]);
  assert.equal(knowsWord("บ้านเลน"), true);
  assert.equal(knowsWord("ก"), false);
  setDictionary(["บ้านเลน"]);
  assert.notDeepEqual(cut("โรงพยาบาลส่งเสริมสุขภาพตำบล"), ["โรงพยาบาลส่งเสริมสุขภาพตำบล"]);
});

test("the pieces always make up the text again, and no letter is broken", () => {
  const check = (text: string) => {
    for (const list of [words(text), platformWords(text)]) {
      assert.equal(list.map((word) => word.text).join(""), text);
      let at = 0;
      for (const word of list) {
        assert.equal(word.start, at);
        assert.equal(text.slice(word.start, word.end), word.text);
        assert.ok(word.text !== "");
        at = word.end;
      }
    }
    assert.equal(linePieces(text).join(""), text);
    for (const { text: word } of words(text)) if (text.isWellFormed()) assert.ok(word.isWellFormed());
  };
  fc.assert(fc.property(thai, check), { numRuns: 1500 });
  fc.assert(fc.property(fc.string({ unit: "binary" }), check));
});

test("a long text is cut in pieces of at most 4,000 characters, without losing a word at the joints", () => {
  const sentence = "ผู้ว่าราชการจังหวัดสั่งการให้นายอำเภอเร่งระบายน้ำออกจากพื้นที่น้ำท่วมขัง";
  for (const text of [
    sentence.repeat(300),
    `${sentence} `.repeat(300),
    `${sentence}\n`.repeat(300),
    "ก".repeat(9000),
    "😀".repeat(5000),
  ]) {
    const parts = [...pieces(text)];
    assert.equal(parts.map((part) => part.text).join(""), text);
    assert.ok(parts.every((part) => part.text.length > 0 && part.text.length <= 4000 && part.text.isWellFormed()));
  }
  const found = cut(sentence.repeat(300));
  assert.equal(found.filter((word) => word === "ผู้ว่าราชการจังหวัด").length, 300);
  assert.equal(found.filter((word) => word === "น้ำท่วมขัง").length, 300);
});

test("a megabyte is cut in less than a second, whatever it is made of", () => {
  const sentence = "ขอให้อำเภอสำรวจความเสียหายและรายงานสำนักงานป้องกันและบรรเทาสาธารณภัยจังหวัดทราบภายในสามวัน";
  for (const unit of [sentence, `${sentence}\n`, "\n", "a", "ก.", "่", "เ", "สำนักงาน"]) {
    const text = unit.repeat(Math.ceil(1_000_000 / Buffer.byteLength(unit)));
    const started = performance.now();
    words(text);
    const took = performance.now() - started;
    assert.ok(took < 1500, `${JSON.stringify(unit.slice(0, 10))} took ${Math.round(took)} ms`);
  }
});

test("a line of a document breaks between words, not before ๆ or a closing sign, and within long compounds", () => {
  assert.deepEqual(linePieces("เรื่องต่าง ๆ (ฉบับที่ 5)").slice(0, 4), ["เรื่อง", "ต่าง ๆ", " ", "(ฉบับ"]);
  const office = linePieces("สำนักงานทรัพยากรธรรมชาติและสิ่งแวดล้อมจังหวัดพระนครศรีอยุธยา");
  assert.deepEqual(office, ["สำนักงาน", "ทรัพยากรธรรมชาติ", "และ", "สิ่งแวดล้อม", "จังหวัด", "พระนครศรีอยุธยา"]);
  assert.ok(linePieces("ร้อยละ 62.5% แล้ว").includes("62.5%"));
});

test("compounds hold their parts", () => {
  const parts = wordsWithin("โรงพยาบาลส่งเสริมสุขภาพตำบล");
  for (const part of ["โรงพยาบาล", "ส่งเสริมสุขภาพ", "สุขภาพ", "ตำบล"]) assert.ok(parts.includes(part), part);
});

test("the shipped dictionary is clean: each word once, in the form in which text is kept", () => {
  assert.ok(DICTIONARY.length > 800);
  for (const word of DICTIONARY) assert.equal(word, cleanLine(word));
  for (const { short, full } of ABBREVIATIONS) {
    assert.match(short, /\.$/);
    assert.match(full, /^[ก-๎]+$/, short);
  }
  assert.equal(new Set(ABBREVIATIONS.map((a) => a.short)).size, ABBREVIATIONS.length);
});
