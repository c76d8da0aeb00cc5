/**
 * Days as people of the office read them. A day travels as 'YYYY-MM-DD' (Gregorian) and is shown in the Buddhist era.
 * Screens use Arabic digits; Thai digits belong to printed documents.
 */
import type { Language } from "./words.ts";

const months = {
  th: ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."],
  en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
} as const;
const weekdays = {
  th: ["อาทิตย์", "จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
} as const;

const shortWeekdays = { th: ["อา.", "จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส."], en: weekdays.en } as const;

export interface DayParts {
  day: number;
  month: number;
  /** Buddhist era. */
  year: number;
}

const number = (text: string | undefined): number => Number.parseInt(text ?? "", 10);

/** Parts of a stored day; null when the text is not a day of the calendar. */
export function dayParts(day: string): DayParts | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!found) return null;
  const parts = { year: number(found[1]) + 543, month: number(found[2]), day: number(found[3]) };
  return isRealDay(parts) ? parts : null;
}

/** Days in a month of a Buddhist year; the leap year is that of the Christian year (be − 543). */
export function daysInMonth(month: number, year: number): number {
  const christian = year - 543;
  const leap = (christian % 4 === 0 && christian % 100 !== 0) || christian % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

export const isRealDay = ({ day, month, year }: DayParts): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(month, year);

/** 27 พ.ย. 2569, whether or not that day exists (a message must be able to name a day that does not). */
export function sayParts({ day, month, year }: DayParts, language: Language): string {
  return `${day} ${months[language][month - 1] ?? month} ${year}`;
}

/** '2026-11-27' → 27 พ.ย. 2569; with `weekday`, ศุกร์ 27 พ.ย. 2569. Text that is no day comes back unchanged. */
export function sayDay(day: string, language: Language = "th", options: { weekday?: boolean | "short" } = {}): string {
  const parts = dayParts(day);
  if (!parts) return day;
  const text = sayParts(parts, language);
  if (!options.weekday) return text;
  const weekday = new Date(Date.UTC(parts.year - 543, parts.month - 1, parts.day)).getUTCDay();
  return `${(options.weekday === "short" ? shortWeekdays : weekdays)[language][weekday]} ${text}`;
}

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Bangkok",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** The Thai day and clock of an instant (ISO text): 23:30 UTC is already the next day in Bangkok. */
export function thaiClock(instant: string): { day: string; time: string } | null {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return null;
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}.${part.minute}` };
}

/** An instant on the screen: 27 พ.ย. 2569 14.05 น. */
export function sayInstant(instant: string, language: Language = "th"): string {
  const at = thaiClock(instant);
  if (!at) return instant;
  return language === "th" ? `${sayDay(at.day, "th")} ${at.time} น.` : `${sayDay(at.day, "en")} ${at.time}`;
}

/** What is odd about a typed day: it does not exist, or its year was probably meant in the Christian era. */
export type DayTrouble =
  | { kind: "impossible"; typed: DayParts; lastDay: number }
  | { kind: "christianYear"; typed: DayParts; meant: DayParts }
  | { kind: "shortYear"; typed: DayParts; meant: DayParts }
  | { kind: "farYear"; typed: DayParts };

/** An exact day of the office lies between B.E. 2300 and 2999; everything else is a slip of the keyboard. */
export const believable = (year: number): boolean => year >= 2300 && year <= 2999;

/**
 * Looks at a complete typed day (Buddhist era). The date field underneath turns 29/02/2568 into 28/02/2568 without a
 * word, and takes 2026 as the year 1483 of the Christian era; an official must be told both.
 */
export function dayTrouble(typed: DayParts): DayTrouble | null {
  if (typed.year < 100) return { kind: "shortYear", typed, meant: { ...typed, year: 2500 + typed.year } };
  if (typed.year >= 1850 && typed.year < 2300)
    return { kind: "christianYear", typed, meant: { ...typed, year: typed.year + 543 } };
  if (!isRealDay(typed)) return { kind: "impossible", typed, lastDay: daysInMonth(typed.month, typed.year) };
  return believable(typed.year) ? null : { kind: "farYear", typed };
}

/** 'YYYY-MM-DD' of Buddhist parts; null when there is no such day. */
export function storedDay(parts: DayParts): string | null {
  if (!isRealDay(parts)) return null;
  const pad = (value: number, width: number) => String(value).padStart(width, "0");
  return `${pad(parts.year - 543, 4)}-${pad(parts.month, 2)}-${pad(parts.day, 2)}`;
}
