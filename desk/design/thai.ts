/**
 * Finding Thai words the way people type them: Thai or Arabic digits, with or without spaces, with a tone mark
 * forgotten, with เ เ typed for แ, with the dots of an abbreviation left out.
 */
const digits = "๐๑๒๓๔๕๖๗๘๙";

/** One spelling for texts that read alike. Order of the parts is kept, so that a match can be shown. */
export function foldThai(text: string): string {
  return text
    .toLowerCase()
    .replace(/(?:[\s\u200B\uFEFF.,()/“”"'-]|\u200C|\u200D)+/g, "")
    .normalize("NFC") // after the dots are gone: marks now side by side take their one order
    .replace(/[๐-๙]/g, (digit) => String(digits.indexOf(digit)))
    .replace(/เเ/g, "แ")
    .replace(/ํ([่-๋]?)า/g, "$1ำ"); // นํ้า and น้ำ
}

/** Also without tone marks and the mark of silence: ผู้วาราชการ still finds ผู้ว่าราชการ. */
export const looseThai = (text: string): string => foldThai(text).replace(/[\u0E47-\u0E4C]/g, "");

/** Does `text` contain every part of `query` (parts are divided by spaces)? An empty query matches everything. */
export function matchesThai(text: string, query: string): boolean {
  const strict = foldThai(text);
  let loose: string | null = null;
  return query
    .split(/\s+/)
    .filter((part) => part !== "")
    .every((part) => {
      if (strict.includes(foldThai(part))) return true;
      loose ??= looseThai(text);
      return loose.includes(looseThai(part));
    });
}
