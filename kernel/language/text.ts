/**
 * Typed text as it is kept: one form for what looks the same, so that search, uniqueness and comparison hold.
 * Only faults with one possible meaning are repaired.
 */

/** What a text may not hold: a NUL byte (PostgreSQL refuses it), half a surrogate pair, any other control character. */
export type TextFault = "nul" | "surrogate" | "control";

/**
 * The first thing wrong with a text, or null. Line feed, carriage return and tab are no fault (a browser's form sends
 * lines as CR LF; `cleanText` makes them LF).
 */
export function textFault(text: string): TextFault | null {
  if (text.includes("\u0000")) return "nul";
  if (!text.isWellFormed()) return "surrogate";
  if (/[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/.test(text)) return "control";
  return null;
}

/** Zero-width spaces and joiners, byte-order mark, soft hyphen, and the marks that turn the direction of writing. */
const INVISIBLE = /[\u00ad\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
/** A zero-width joiner that joins no two pictures of an emoji. */
const STRAY_JOINER =
  /(?<!\p{Extended_Pictographic}|\ufe0f|\p{Emoji_Modifier})\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

/** Marks above and below a Thai consonant, in the order in which they are typed. */
const PINTHU = "ฺ";
const VOWELS = "ัิีึืฺุู็";
const NIKHAHIT = "ํ";
const THAI_MARK = /[ัิ-ฺ็-๎]/;
const MARK_RUN = /[ำ\p{Mn}]{2,}/gu;

function rank(mark: string): number {
  if (mark === PINTHU) return 0;
  if (VOWELS.includes(mark)) return 1;
  return mark === NIKHAHIT ? 2 : 3;
}

/** One cluster's marks: each once, vowel before tone, sara am last (นำ้ → น้ำ); marks of other scripts among them go. */
function orderMarks(run: string): string {
  if (!THAI_MARK.test(run)) return run.replace(/ำ+/g, "ำ");
  const marks = new Set([...run].filter((mark) => mark === "ำ" || THAI_MARK.test(mark)));
  const hasAm = marks.delete("ำ");
  if (hasAm) marks.delete(NIKHAHIT);
  return [...marks].sort((a, b) => rank(a) - rank(b)).join("") + (hasAm ? "ำ" : "");
}

function repairThai(text: string): string {
  return text
    .replaceAll("เเ", "แ")
    .replace(MARK_RUN, orderMarks)
    .replace(/ํ([ัิ-ฺ็-๎]*)า/g, "$1ำ")
    .replace(MARK_RUN, orderMarks);
}

/**
 * The text in the form in which it is kept: NFC; without zero-width characters; lines ended by LF; no-break spaces as
 * spaces; Thai typing faults repaired (doubled or misplaced marks, nikhahit + sara aa for sara am, two sara e for sara ae).
 * Applying it twice changes nothing more. It does not trim, and does not mend what `textFault` refuses.
 */
export function cleanText(text: string): string {
  const plain = text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/[\u00a0\u202f]/g, " ")
    .replace(INVISIBLE, "")
    .replace(STRAY_JOINER, "")
    .normalize("NFC");
  return /[\u0e00-\u0e7f]/.test(plain) ? repairThai(plain) : plain;
}

/** `cleanText` for a text of one line (a title, a name): runs of white space become one space, the ends are trimmed. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, " ").trim();
}
