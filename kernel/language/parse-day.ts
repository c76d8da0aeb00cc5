import { type Day, dayOfParts, daysInMonth, partsOf } from "../calendar/day.ts";
import { arabicDigits } from "./digits.ts";
import { monthOfWord, THAI_MONTHS } from "./months.ts";
import { cleanLine } from "./text.ts";

/** What a typed date means: a day, or why it is none, said so that the writer can mend it. */
export type ParsedDay =
  | { day: Day; fault?: undefined; message?: undefined }
  | {
      day?: undefined;
      /** absurd: a year no office has business in; no-such-day: 30 February; unreadable: not a date. */
      fault: "absurd" | "no-such-day" | "unreadable";
      message: { th: string; en: string };
    };

/** A written year below this is of the Christian era: พ.ศ. 2400 was 1857, before any record that an office now holds. */
const FIRST_BUDDHIST_YEAR = 2400;
/** Gregorian years that an office may write: births of living pensioners to plans of the far future. */
const FIRST_YEAR = 1857;
const LAST_YEAR = 2156;

type Era = "be" | "ce" | null;

const UNREADABLE: ParsedDay = {
  fault: "unreadable",
  message: {
    th: "อ่านวันที่ไม่ได้ โปรดพิมพ์ วัน/เดือน/ปี พ.ศ. เช่น 23/11/2569 หรือ 23 พ.ย. 2569",
    en: "This is not a date. Type day/month/Buddhist year, for example 23/11/2569 or 23 Nov 2026.",
  },
};

/** Two digits: Thai hands write the Buddhist year of the 2500s; beside an English month or ค.ศ. it is 20xx. */
function gregorianYear(written: string, era: Era, english: boolean): number {
  const number = Number(written);
  if (written.length === 2) return era === "ce" || (era === null && english) ? 2000 + number : 2500 + number - 543;
  if (era === "ce") return number;
  return era === "be" || number >= FIRST_BUDDHIST_YEAR ? number - 543 : number;
}

function judge(date: number, month: number, year: number): ParsedDay {
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    return {
      fault: "absurd",
      message: {
        th: `ปีนี้เป็นไปไม่ได้ (อ่านได้เป็น พ.ศ. ${year + 543} / ค.ศ. ${year}) โปรดตรวจปีที่พิมพ์`,
        en: `This year cannot be meant (read as ${year}, B.E. ${year + 543}). Check the year.`,
      },
    };
  }
  if (month < 1 || month > 12) {
    return {
      fault: "no-such-day",
      message: { th: `ไม่มีเดือนที่ ${month} ใช้ วัน/เดือน/ปี`, en: `There is no month ${month}. Write day/month/year.` },
    };
  }
  const last = daysInMonth(year, month);
  if (date < 1 || date > last) {
    const name = THAI_MONTHS[month - 1];
    return {
      fault: "no-such-day",
      message: {
        th: `ไม่มีวันที่ ${date} ${name} พ.ศ. ${year + 543} (เดือนนี้มี ${last} วัน)`,
        en: `There is no day ${date} in month ${month} of ${year}: the month has ${last} days.`,
      },
    };
  }
  return { day: dayOfParts(year, month, date) };
}

/** Eight figures without marks: 20261123 when that is year, month, day; else 23112569. */
function eightFigures(text: string): ParsedDay {
  const yearFirst = judge(
    Number(text.slice(6)),
    Number(text.slice(4, 6)),
    gregorianYear(text.slice(0, 4), null, false),
  );
  if (yearFirst.day) return yearFirst;
  return judge(Number(text.slice(0, 2)), Number(text.slice(2, 4)), gregorianYear(text.slice(4), null, false));
}

const WEEKDAY =
  /^(?:วัน\s?)?(?:อาทิตย์|จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัสฯ?|ศุกร์|เสาร์)\s?(?:ที่)?\s?|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,\s]\s?/i;
const BUDDHIST_ERA = /พ\.?\s?ศ\.?|b\.?\s?e\.?(?![a-z])/i;
const CHRISTIAN_ERA = /ค\.?\s?ศ\.?|(?<![a-z])(?:c\.?\s?e\.?|a\.?\s?d\.?)(?![a-z])/i;

/**
 * Reads a typed date: 23/11/2569, ๒๓ พ.ย. ๖๙, 23 พฤศจิกายน พ.ศ. 2569, วันจันทร์ที่ 23 พ.ย. 2569, 2026-11-23,
 * 23 Nov 2026, November 23, 2026, 23112569. Day comes before month. Years from 2400 are Buddhist, lower ones
 * Christian, unless พ.ศ. or ค.ศ. says otherwise; two digits are the Buddhist 25xx (beside an English month 20xx).
 * A day that does not exist is refused, never moved to its neighbour.
 */
export function parseDay(input: string): ParsedDay {
  if (input.length > 100) return UNREADABLE;
  let text = arabicDigits(cleanLine(input))
    .replace(/^(?:ณ\s)?วันที่\s?/, "")
    .replace(WEEKDAY, "");
  const era: Era = BUDDHIST_ERA.test(text) ? "be" : CHRISTIAN_ERA.test(text) ? "ce" : null;
  text = text.replace(BUDDHIST_ERA, " ").replace(CHRISTIAN_ERA, " ").replace(/\s+/g, " ").trim();

  if (/^\d{8}$/.test(text)) return eightFigures(text);
  const yearFirst = /^(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})$/.exec(text);
  if (yearFirst) return judge(Number(yearFirst[3]), Number(yearFirst[2]), gregorianYear(yearFirst[1]!, era, false));
  const figures = /^(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d{2})$/.exec(text);
  if (figures) return judge(Number(figures[1]), Number(figures[2]), gregorianYear(figures[3]!, era, false));
  const words = /^(\d{1,2})(?:st|nd|rd|th)?[-/\s]?([\p{L}\p{M}][\p{L}\p{M}.\s]*?)[-/,\s]*(\d{4}|\d{2})$/u.exec(text);
  if (words) return ofWords(words[1]!, words[2]!, words[3]!, era);
  const american = /^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i.exec(text);
  return american ? ofWords(american[2]!, american[1]!, american[3]!, era) : UNREADABLE;
}

function ofWords(date: string, monthWord: string, year: string, era: Era): ParsedDay {
  const month = monthOfWord(monthWord.replace(/^เดือน\s?/, ""));
  if (month === undefined) return UNREADABLE;
  return judge(Number(date), month, gregorianYear(year, era, /^[a-z]/i.test(monthWord)));
}

/** Whether an office may write this day: a real day within the years that `parseDay` accepts. */
export function isPlausibleDay(day: Day): boolean {
  const { year } = partsOf(day);
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}
