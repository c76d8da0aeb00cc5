import { thaiDigits } from "./digits.ts";

/**
 * Amounts of money are decimal strings in baht (the database's numeric), never floating-point numbers: every function
 * here works on the digits. More than two decimals is refused unless the rest are zeros: a satang is not divided.
 */
export type BahtAmount = string | bigint;

type Parsed = { negative: boolean; baht: string; satang: string };

function parseBaht(amount: BahtAmount): Parsed {
  const match = /^([+-]?)(\d+(?:,\d{3})*)(?:\.(\d{1,2})0*)?$/.exec(String(amount).trim());
  if (!match) throw new RangeError(`not an amount in baht and satang: ${JSON.stringify(String(amount))}`);
  const baht = match[2]!.replaceAll(",", "").replace(/^0+(?=\d)/, "");
  const satang = (match[3] ?? "").padEnd(2, "0");
  return { negative: match[1] === "-" && /[1-9]/.test(baht + satang), baht, satang };
}

const DIGITS = ["ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"];
const PLACES = ["", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน"];

/** Up to six digits. The last 1 of a number with anything before it is เอ็ด; 1 and 2 before สิบ are silent and ยี่. */
function readSix(digits: string, somethingBefore: boolean): string {
  let words = "";
  [...digits].forEach((digit, i) => {
    const place = digits.length - 1 - i;
    if (digit === "0") return;
    if (place === 0 && digit === "1" && (words !== "" || somethingBefore)) words += "เอ็ด";
    else if (place === 1 && digit === "1") words += "สิบ";
    else if (place === 1 && digit === "2") words += "ยี่สิบ";
    else words += DIGITS[Number(digit)]! + PLACES[place]!;
  });
  return words;
}

/** Millions of millions say ล้าน again: 10^12 is หนึ่งล้านล้าน. `digits` has no leading zeros. */
function readDigits(digits: string): string {
  if (digits.length <= 6) return readSix(digits, false);
  const head = readDigits(digits.slice(0, -6));
  return `${head}ล้าน${readSix(digits.slice(-6), true)}`;
}

/** A whole number in Thai words ("ยี่สิบเอ็ด"). Throws a RangeError for a text that is no whole number. */
export function thaiNumberText(number: string | bigint): string {
  const match = /^(-?)0*(\d+)$/.exec(String(number).trim());
  if (!match) throw new RangeError(`not a whole number: ${JSON.stringify(String(number))}`);
  if (match[2] === "0") return DIGITS[0]!;
  return (match[1] ? "ลบ" : "") + readDigits(match[2]!);
}

/**
 * The amount in Thai words, as on receipts and contracts: "1234567.50" → "หนึ่งล้านสองแสน…บาทห้าสิบสตางค์"; whole
 * baht end in ถ้วน; a negative amount begins with ลบ. Exact for any number of digits.
 * Throws a RangeError for a text that is no amount.
 */
export function bahtText(amount: BahtAmount): string {
  const { negative, baht, satang } = parseBaht(amount);
  const sign = negative ? "ลบ" : "";
  const satangWords = satang === "00" ? "" : `${readSix(satang.replace(/^0/, ""), false)}สตางค์`;
  if (baht === "0" && satangWords) return sign + satangWords;
  const bahtWords = baht === "0" ? DIGITS[0]! : readDigits(baht);
  return `${sign}${bahtWords}บาท${satangWords || "ถ้วน"}`;
}

/**
 * The amount with thousands separators and two decimals: "1234567.5" → "1,234,567.50".
 * Throws a RangeError for a text that is no amount.
 */
export function formatBaht(amount: BahtAmount, options: { digits?: "thai" | "arabic" } = {}): string {
  const { negative, baht, satang } = parseBaht(amount);
  const text = `${negative ? "-" : ""}${baht.replace(/\B(?=(?:\d{3})+$)/g, ",")}.${satang}`;
  return options.digits === "thai" ? thaiDigits(text) : text;
}
