/** The months as they are printed and as people type them. Index 0 is January. */

export const THAI_MONTHS = [
  "มกราคม",
  "กุมภาพันธ์",
  "มีนาคม",
  "เมษายน",
  "พฤษภาคม",
  "มิถุนายน",
  "กรกฎาคม",
  "สิงหาคม",
  "กันยายน",
  "ตุลาคม",
  "พฤศจิกายน",
  "ธันวาคม",
] as const;

export const THAI_SHORT_MONTHS = [
  "ม.ค.",
  "ก.พ.",
  "มี.ค.",
  "เม.ย.",
  "พ.ค.",
  "มิ.ย.",
  "ก.ค.",
  "ส.ค.",
  "ก.ย.",
  "ต.ค.",
  "พ.ย.",
  "ธ.ค.",
] as const;

export const ENGLISH_MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** Index 0 is Sunday. */
export const THAI_WEEKDAYS = ["อาทิตย์", "จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์"] as const;
export const ENGLISH_WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/** Thai months without the endings -คม, -ยน, -พันธ์, as they are said and often typed. */
const SPOKEN = ["มกรา", "กุมภา", "มีนา", "เมษา", "พฤษภา", "มิถุนา", "กรกฎา", "สิงหา", "กันยา", "ตุลา", "พฤศจิกา", "ธันวา"];

const BY_WORD = new Map<string, number>();
for (let i = 0; i < 12; i += 1) {
  const english = ENGLISH_MONTHS[i]!.toLowerCase();
  const words = [THAI_MONTHS[i]!, THAI_SHORT_MONTHS[i]!.replaceAll(".", ""), SPOKEN[i]!, english, english.slice(0, 3)];
  for (const word of words) BY_WORD.set(word, i + 1);
}
BY_WORD.set("sept", 9);

/** The month 1–12 that a typed word names ("พ.ย.", "พย", "พฤศจิกา", "Nov."), or undefined. Dots and case do not matter. */
export function monthOfWord(word: string): number | undefined {
  return BY_WORD.get(word.replace(/[.\s]/g, "").toLowerCase());
}
