/** Thai digits ๐–๙ stand on official documents; what is stored and searched has Arabic ones. */

const THAI_ZERO = "๐".charCodeAt(0);

/** Every Arabic digit 0–9 of the text written as a Thai one. */
export function thaiDigits(text: string | number | bigint): string {
  return String(text).replace(/[0-9]/g, (digit) => String.fromCharCode(THAI_ZERO + Number(digit)));
}

/** Every Thai digit ๐–๙ of the text written as an Arabic one; the length of the text does not change. */
export function arabicDigits(text: string): string {
  return text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - THAI_ZERO));
}
