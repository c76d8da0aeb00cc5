import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { bahtText, formatBaht, thaiNumberText } from "./baht.ts";

test("amounts in words, as receipts write them", () => {
  const cases: [amount: string, words: string][] = [
    ["0", "ศูนย์บาทถ้วน"],
    ["0.00", "ศูนย์บาทถ้วน"],
    ["-0", "ศูนย์บาทถ้วน"],
    ["1", "หนึ่งบาทถ้วน"],
    ["10", "สิบบาทถ้วน"],
    ["11", "สิบเอ็ดบาทถ้วน"],
    ["20", "ยี่สิบบาทถ้วน"],
    ["21", "ยี่สิบเอ็ดบาทถ้วน"],
    ["101", "หนึ่งร้อยเอ็ดบาทถ้วน"],
    ["0.25", "ยี่สิบห้าสตางค์"],
    ["0.01", "หนึ่งสตางค์"],
    ["100.11", "หนึ่งร้อยบาทสิบเอ็ดสตางค์"],
    ["1234567.50", "หนึ่งล้านสองแสนสามหมื่นสี่พันห้าร้อยหกสิบเจ็ดบาทห้าสิบสตางค์"],
    ["1000001", "หนึ่งล้านเอ็ดบาทถ้วน"],
    ["21000000", "ยี่สิบเอ็ดล้านบาทถ้วน"],
    ["1000000000000", "หนึ่งล้านล้านบาทถ้วน"],
    ["121000000000011.01", "หนึ่งร้อยยี่สิบเอ็ดล้านล้านสิบเอ็ดบาทหนึ่งสตางค์"],
    ["-15.5", "ลบสิบห้าบาทห้าสิบสตางค์"],
    ["1,250.00", "หนึ่งพันสองร้อยห้าสิบบาทถ้วน"],
    ["1250.5000", "หนึ่งพันสองร้อยห้าสิบบาทห้าสิบสตางค์"],
  ];
  for (const [amount, words] of cases) assert.equal(bahtText(amount), words, amount);
  assert.equal(bahtText(9_007_199_254_740_993n), `${thaiNumberText("9007199254740993")}บาทถ้วน`);
});

test("what is no amount of baht and satang is refused", () => {
  for (const text of ["", "abc", "1.005", "1e5", "1.2.3", "12,34", "๑๒", "--1", "1 000", "NaN", ".5"]) {
    assert.throws(() => bahtText(text), RangeError, text);
    assert.throws(() => formatBaht(text), RangeError, text);
  }
});

const VALUES = new Map([
  ["ศูนย์", 0],
  ["หนึ่ง", 1],
  ["เอ็ด", 1],
  ["ยี่", 2],
  ["สอง", 2],
  ["สาม", 3],
  ["สี่", 4],
  ["ห้า", 5],
  ["หก", 6],
  ["เจ็ด", 7],
  ["แปด", 8],
  ["เก้า", 9],
]);
const PLACES = new Map([
  ["สิบ", 10n],
  ["ร้อย", 100n],
  ["พัน", 1000n],
  ["หมื่น", 10_000n],
  ["แสน", 100_000n],
]);

/** Reads words back: an independent reader, so that a mistake in writing shows. */
function read(words: string): bigint {
  const tokens = words.match(/ศูนย์|หนึ่ง|เอ็ด|ยี่|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน/g) ?? [];
  assert.equal(tokens.join(""), words);
  let total = 0n;
  let digit: bigint | null = null;
  for (const token of tokens) {
    if (VALUES.has(token)) {
      if (digit !== null) total += digit;
      digit = BigInt(VALUES.get(token)!);
    } else if (token === "ล้าน") {
      total = (total + (digit ?? 0n)) * 1_000_000n;
      digit = null;
    } else {
      total += (digit ?? 1n) * PLACES.get(token)!;
      digit = null;
    }
  }
  return total + (digit ?? 0n);
}

test("words read back give the number, to 24 digits", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), (n) => assert.equal(read(thaiNumberText(n)), n)),
    { numRuns: 2000 },
  );
});

test("a 1 at the end is เอ็ด when anything stands before it, and หนึ่ง alone; two tens are ยี่สิบ", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), (n) => {
      assert.match(thaiNumberText(n * 10n + 1n), /เอ็ด$/);
      assert.doesNotMatch(thaiNumberText(n), /สองสิบ|หนึ่งสิบ/);
    }),
  );
  assert.equal(thaiNumberText("1"), "หนึ่ง");
});

test("figures are grouped by thousands with two decimals", () => {
  assert.equal(formatBaht("1234567.5"), "1,234,567.50");
  assert.equal(formatBaht("-1234"), "-1,234.00");
  assert.equal(formatBaht("999"), "999.00");
  assert.equal(formatBaht("000123456789012345678.90"), "123,456,789,012,345,678.90");
  assert.equal(formatBaht("1234.5", { digits: "thai" }), "๑,๒๓๔.๕๐");
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (n) =>
      assert.equal(BigInt(formatBaht(n).replaceAll(",", "").replace(/\.00$/, "")), n),
    ),
  );
});
