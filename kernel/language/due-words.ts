import { type Day, daysBetween } from "../calendar/day.ts";
import { type Holidays, isLate, lateBy, nextWorkingDay, workingDaysBetween } from "../calendar/rules.ts";
import { thaiDigits } from "./digits.ts";

type WordOptions = { language?: "th" | "en"; digits?: "thai" | "arabic" };

function days(n: number, one: string): string {
  return n === 1 ? `1 ${one}` : `${n} ${one}s`;
}

/**
 * How a due day stands today, in working days: "เหลือ 3 วันทำการ", "ครบกำหนดวันนี้", "เกินกำหนด 2 วันทำการ";
 * "3 working days left", "due today", "2 working days late". On the weekend after the due day it is "เกินกำหนดแล้ว".
 */
export function dueWords(due: Day, today: Day, holidays: Holidays, options: WordOptions = {}): string {
  const { language = "th", digits = "arabic" } = options;
  const words = language === "th" ? thaiDueWords(due, today, holidays) : englishDueWords(due, today, holidays);
  return digits === "thai" ? thaiDigits(words) : words;
}

function thaiDueWords(due: Day, today: Day, holidays: Holidays): string {
  if (isLate(due, today, holidays)) {
    const late = lateBy(due, today, holidays);
    return late === 0 ? "เกินกำหนดแล้ว" : `เกินกำหนด ${late} วันทำการ`;
  }
  const last = nextWorkingDay(due, holidays);
  return today === last ? "ครบกำหนดวันนี้" : `เหลือ ${workingDaysBetween(today, last, holidays)} วันทำการ`;
}

function englishDueWords(due: Day, today: Day, holidays: Holidays): string {
  if (isLate(due, today, holidays)) {
    const late = lateBy(due, today, holidays);
    return late === 0 ? "overdue" : `${days(late, "working day")} late`;
  }
  const last = nextWorkingDay(due, holidays);
  return today === last ? "due today" : `${days(workingDaysBetween(today, last, holidays), "working day")} left`;
}

/** A day seen from today, in calendar days: "วันนี้", "เมื่อวาน", "3 วันก่อน", "พรุ่งนี้", "อีก 5 วัน"; "3 days ago", "in 5 days". */
export function agoWords(day: Day, today: Day, options: WordOptions = {}): string {
  const { language = "th", digits = "arabic" } = options;
  const n = daysBetween(today, day);
  const thai = ["เมื่อวาน", "วันนี้", "พรุ่งนี้"][n + 1] ?? (n < 0 ? `${-n} วันก่อน` : `อีก ${n} วัน`);
  const english =
    ["yesterday", "today", "tomorrow"][n + 1] ?? (n < 0 ? `${days(-n, "day")} ago` : `in ${days(n, "day")}`);
  const words = language === "th" ? thai : english;
  return digits === "thai" ? thaiDigits(words) : words;
}
