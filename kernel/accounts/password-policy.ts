/**
 * What a password must be. Length and unguessability count; forced symbols and monthly changes do not, because they make people
 * write passwords down (NIST SP 800-63B s. 5.1.1.2).
 */

import { Problem, type Words } from "../problem.ts";
import { common } from "./common-passwords.ts";

export const passwordLength = { least: 12, most: 256 } as const;

/** Why the password is refused, in both languages; undefined when it is good. `email` is the login's, `names` further words not to be in it. */
export function passwordFault(password: string, email = "", names: readonly string[] = []): Words | undefined {
  const characters = [...password.normalize("NFKC")];
  if (characters.length < passwordLength.least) {
    return {
      th: `รหัสผ่านต้องยาวอย่างน้อย ${passwordLength.least} อักขระ (ขณะนี้ ${characters.length}) ใช้หลายคำต่อกันจำง่ายกว่า`,
      en: `At least ${passwordLength.least} characters (now ${characters.length}); several words in a row are easy to remember`,
    };
  }
  if (password.length > passwordLength.most) {
    return { th: `รหัสผ่านยาวเกิน ${passwordLength.most} อักขระ`, en: `Longer than ${passwordLength.most} characters` };
  }
  const folded = fold(characters.join(""));
  const own = [email.split("@")[0] ?? "", ...names]
    .flatMap((name) => [name, ...name.split(/[^\p{L}\p{M}\p{N}]+/u)])
    .map(fold);
  if (own.some((name) => [...name].length >= 4 && folded.includes(name))) {
    return { th: "รหัสผ่านต้องไม่มีชื่อในอีเมลของท่าน", en: "Must not contain the name in your e-mail address" };
  }
  if (new Set(folded).size < 5) {
    return { th: "รหัสผ่านใช้อักขระซ้ำเกินไป", en: "Too few different characters" };
  }
  if (isCommon(characters.join("").toLowerCase())) {
    return {
      th: "รหัสผ่านนี้เดาง่าย (อยู่ในรายการรหัสผ่านที่ใช้กันบ่อย หรือเป็นแป้นเรียงกัน) โปรดใช้คำอื่นหลายคำต่อกัน",
      en: "Easily guessed (a common password or keys in a row); use several other words",
    };
  }
  return undefined;
}

/** As `passwordFault`, thrown as a Problem on the field. */
export function requirePassword(password: string, email: string, field: string): void {
  const words = passwordFault(password, email);
  if (words) throw new Problem("input", words, [{ field, message: words }]);
}

const thaiDigits = /[๐-๙]/g;
/** Small letters, Arabic digits, without what stands between words: 'Som.Chai' and 'somchai' are one name. */
const fold = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(thaiDigits, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(/[^\p{L}\p{M}\p{N}]/gu, "");

const lookalikes: Record<string, string> = {
  "@": "a",
  "4": "a",
  "3": "e",
  "1": "i",
  "!": "i",
  "0": "o",
  $: "s",
  "5": "s",
  "7": "t",
};
const unleet = (text: string): string => text.replace(/[@431!0$57]/g, (sign) => lookalikes[sign] ?? sign);

/** A common word stays common with digits and signs around it, doubled, or spelt with lookalikes. */
function isCommon(password: string): boolean {
  for (const spelling of new Set([password, unleet(password)])) {
    const words = spelling.split(/[^\p{L}\p{M}]+/u).filter(Boolean);
    const bare = fold(spelling);
    // What remains of it without common words, rows of keys, years and short numbers is what must be guessed.
    let rest = bare;
    for (const word of byLength) rest = rest.replaceAll(word, " ");
    rest = withoutRows(rest)
      .replace(/[0-9]{1,8}/g, " ")
      .replace(/\s+/g, "");
    if ([...rest].length < 4) return true;
    if (words.length > 0 && words.every((word) => common.has(word))) return true;
    if (isRepeated(bare)) return true;
  }
  return false;
}

const byLength = [...common].filter((word) => [...word].length >= 4).sort((a, b) => b.length - a.length);

/** Rows of the two keyboards and of the alphabets, forwards and backwards. */
const rows = [
  "01234567890",
  "1234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  "1q2w3e4r5t6y7u8i9o0p",
  "q1w2e3r4t5y6u7i8o9p0",
  "qazwsxedcrfvtgbyhnujmikolp",
  "ๅภถุึคตจขช",
  "ๆไำพะัีรนยบล",
  "ฟหกดเ้่าสวง",
  "ผปแอิืทมใฝ",
  "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
].flatMap((row) => [row, [...row].reverse().join("")]);

/** Takes out runs of four and more neighbours in a row. */
function withoutRows(text: string): string {
  let rest = "";
  for (let at = 0; at < text.length; ) {
    let run = 0;
    while (at + run < text.length && rows.some((row) => row.includes(text.slice(at, at + run + 1)))) run++;
    if (run >= 4) rest += " ";
    else {
      run = 1;
      rest += text[at];
    }
    at += run;
  }
  return rest;
}

/** 'abcabcabcabc': one short piece again and again. */
function isRepeated(text: string): boolean {
  for (let length = 1; length <= 6 && length * 2 <= text.length; length++) {
    const piece = text.slice(0, length);
    if (piece.repeat(Math.ceil(text.length / length)).slice(0, text.length) === text) return true;
  }
  return false;
}
