import { type Day, dayNumber, dayOfParts, daysInMonth, partsOf, weekday } from "../calendar/day.ts";
import { thaiDigits } from "./digits.ts";
import { ENGLISH_MONTHS, ENGLISH_WEEKDAYS, THAI_MONTHS, THAI_SHORT_MONTHS, THAI_WEEKDAYS } from "./months.ts";

/**
 * Days and times as Thai offices write them. Inside the program a day is 'YYYY-MM-DD' (Gregorian) and an instant is
 * UTC; the Buddhist era, Thai digits and Bangkok's clock exist only in what these functions return.
 */
export type Language = "th" | "en";
export type DayStyle = "short" | "long" | "numeric";
export type DateOptions = { style?: DayStyle; digits?: "thai" | "arabic"; language?: Language };

/** The Buddhist era is 543 years ahead, for every day since 1 January 2484 (1941), when the year's first day was moved. */
export const BUDDHIST_OFFSET = 543;

/** Thailand has kept UTC+7 without summer time since 1 April 1920. */
const BANGKOK_MS = 7 * 3_600_000;

function inDigits(text: string, digits: "thai" | "arabic"): string {
  return digits === "thai" ? thaiDigits(text) : text;
}

/** The year of a day in the Buddhist era: 2026-11-23 → 2569. */
export function buddhistYear(day: Day): number {
  return partsOf(day).year + BUDDHIST_OFFSET;
}

/**
 * A day in words or figures. Thai (default): short "23 พ.ย. 2569" (default), long "23 พฤศจิกายน 2569", numeric
 * "23/11/2569". English: "23 Nov 2026", "23 November 2026", "23/11/2026", always Gregorian. `weekday` puts the day of
 * the week before it: "วันจันทร์ที่ 23 …", "Monday 23 …". Throws a RangeError for a text that is no day.
 */
export function formatDay(day: Day, options: DateOptions & { weekday?: boolean } = {}): string {
  const { style = "short", digits = "arabic", language = "th" } = options;
  const { year, month, date } = partsOf(day);
  const thai = language === "th";
  const printedYear = thai ? year + BUDDHIST_OFFSET : year;
  const monthName = thai
    ? (style === "long" ? THAI_MONTHS : THAI_SHORT_MONTHS)[month - 1]!
    : ENGLISH_MONTHS[month - 1]!.slice(0, style === "long" ? undefined : 3);
  const two = (n: number) => String(n).padStart(2, "0");
  const text =
    style === "numeric" ? `${two(date)}/${two(month)}/${printedYear}` : `${date} ${monthName} ${printedYear}`;
  const named = options.weekday ? `${weekdayName(day, language)}${thai ? "ที่ " : " "}${text}` : text;
  return inDigits(named, digits);
}

/** "วันจันทร์" or "Monday". */
export function weekdayName(day: Day, language: Language = "th"): string {
  return language === "th" ? `วัน${THAI_WEEKDAYS[weekday(day)]}` : ENGLISH_WEEKDAYS[weekday(day)]!;
}

/** The date of an order ("สั่ง ณ วันที่ …"): "๒๓ พฤศจิกายน พ.ศ. ๒๕๖๙". */
export function formatOrderDay(day: Day): string {
  const { month, date } = partsOf(day);
  return thaiDigits(`${date} ${THAI_MONTHS[month - 1]} พ.ศ. ${buddhistYear(day)}`);
}

/** Two days as one phrase, without repeating what they share: "23 – 25 พ.ย. 2569", "30 พ.ย. – 2 ธ.ค. 2569". */
export function formatDayRange(from: Day, to: Day, options: DateOptions = {}): string {
  if (from === to) return formatDay(from, options);
  const last = formatDay(to, options);
  if (options.style === "numeric") return `${formatDay(from, options)} – ${last}`;
  const words = formatDay(from, options).split(" ");
  if (from.slice(0, 7) === to.slice(0, 7)) return `${words[0]} – ${last}`;
  if (from.slice(0, 4) === to.slice(0, 4)) return `${words[0]} ${words[1]} – ${last}`;
  return `${words.join(" ")} – ${last}`;
}

function instantOf(instant: Date | string): number {
  const ms = typeof instant === "string" ? Date.parse(instant) : instant.getTime();
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${String(instant)}`);
  return ms;
}

function bangkok(instant: Date | string): string {
  return new Date(instantOf(instant) + BANGKOK_MS).toISOString();
}

/** The Thai day of an instant: 2026-12-31T17:30:00Z is 2027-01-01, and a letter registered then takes the new year's number. */
export function thaiToday(now: Date | string): Day {
  return bangkok(now).slice(0, 10);
}

/** The first instant of a Thai day. */
export function startOfDay(day: Day): Date {
  return new Date(dayNumber(day) * 86_400_000 - BANGKOK_MS);
}

/** The time of day in Bangkok: "14.30 น." (Thai), "14:30" (English). */
export function formatTime(instant: Date | string, options: Omit<DateOptions, "style"> = {}): string {
  const { digits = "arabic", language = "th" } = options;
  const time = bangkok(instant).slice(11, 16);
  return inDigits(language === "th" ? `${time.replace(":", ".")} น.` : time, digits);
}

/** Day and time together: "23 พ.ย. 2569 14.30 น.", "23 Nov 2026 14:30". */
export function formatInstant(instant: Date | string, options: DateOptions = {}): string {
  return `${formatDay(thaiToday(instant), options)} ${formatTime(instant, options)}`;
}

/** The fiscal year (ปีงบประมาณ), Buddhist era: 1 October 2569 – 30 September 2570 is 2570. */
export function fiscalYear(day: Day): number {
  const { year, month } = partsOf(day);
  return year + BUDDHIST_OFFSET + (month >= 10 ? 1 : 0);
}

/** The quarter of the fiscal year: 1 = October – December … 4 = July – September. */
export function quarter(day: Day): 1 | 2 | 3 | 4 {
  return (Math.floor(((partsOf(day).month + 2) % 12) / 3) + 1) as 1 | 2 | 3 | 4;
}

/** First and last day of a fiscal year of the Buddhist era. */
export function fiscalRange(fiscal: number): { from: Day; to: Day } {
  const year = fiscal - BUDDHIST_OFFSET;
  return { from: dayOfParts(year - 1, 10, 1), to: dayOfParts(year, 9, 30) };
}

/** First and last day of a quarter of a fiscal year. */
export function quarterRange(fiscal: number, q: 1 | 2 | 3 | 4): { from: Day; to: Day } {
  const year = fiscal - BUDDHIST_OFFSET - (q === 1 ? 1 : 0);
  const first = [10, 1, 4, 7][q - 1]!;
  return { from: dayOfParts(year, first, 1), to: dayOfParts(year, first + 2, daysInMonth(year, first + 2)) };
}

/** First and last day of the calendar year of the Buddhist era, by which registers are numbered. */
export function buddhistYearRange(be: number): { from: Day; to: Day } {
  return { from: dayOfParts(be - BUDDHIST_OFFSET, 1, 1), to: dayOfParts(be - BUDDHIST_OFFSET, 12, 31) };
}

/**
 * Full years, months and days from `from` to `on` (age, length of service); zeros when `on` comes first.
 * Whoever was born on 29 February is a year older on 1 March of a common year.
 */
export function age(from: Day, on: Day): { years: number; months: number; days: number } {
  if (on <= from) return { years: 0, months: 0, days: 0 };
  const a = partsOf(from);
  const b = partsOf(on);
  const months = (b.year - a.year) * 12 + b.month - a.month - (b.date < a.date ? 1 : 0);
  const marked = a.year * 12 + a.month - 1 + months;
  const year = Math.floor(marked / 12);
  const month = (marked % 12) + 1;
  const date = Math.min(a.date, daysInMonth(year, month));
  const days = dayNumber(on) - dayNumber(dayOfParts(year, month, date));
  return { years: Math.floor(months / 12), months: months % 12, days };
}

export { agoWords, dueWords } from "./due-words.ts";
export { type ParsedDay, parseDay } from "./parse-day.ts";
