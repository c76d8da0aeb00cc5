import { addDays, type Day, dayFromNumber, dayNumber, weekday } from "./day.ts";

/**
 * Working days of a Thai office: Monday to Friday, less the holidays that the cabinet announces for the year.
 * The holidays are always handed in: they are data that an official edits (`holiday` in calendar.sql, whose SQL
 * functions give the same answers as these).
 */
export type Holidays = ReadonlySet<Day>;

const SATURDAY = 6;
const SUNDAY = 0;

function isWeekend(day: Day): boolean {
  const w = weekday(day);
  return w === SATURDAY || w === SUNDAY;
}

/** @returns whether the office works on that day. */
export function isWorkingDay(day: Day, holidays: Holidays): boolean {
  return !isWeekend(day) && !holidays.has(day);
}

/** The day itself when it is a working day, else the first working day after it. */
export function nextWorkingDay(day: Day, holidays: Holidays): Day {
  let at = day;
  while (!isWorkingDay(at, holidays)) at = addDays(at, 1);
  return at;
}

/**
 * The `n`-th working day after `day`; the day itself is not counted, as a period in days never counts its first day
 * (Civil and Commercial Code, section 193/3). Negative `n` counts back. With 0: the day itself if it is a working
 * day, else the next one.
 * Throws a RangeError when `n` is no whole number or the answer lies beyond the year 9999.
 */
export function addWorkingDays(day: Day, n: number, holidays: Holidays): Day {
  if (!Number.isSafeInteger(n)) throw new RangeError(`working days must be a whole number: ${n}`);
  if (n === 0) return nextWorkingDay(day, holidays);
  const step = n > 0 ? 1 : -1;
  let at = day;
  for (let left = Math.abs(n); left > 0; ) {
    at = addDays(at, step);
    if (isWorkingDay(at, holidays)) left -= 1;
  }
  return at;
}

/** Mondays to Fridays from 1970-01-01 to the day number, counted in whole weeks from a Monday (1969-12-29). */
function weekdaysUpTo(number: number): number {
  const sinceMonday = number + 3;
  const weeks = Math.floor(sinceMonday / 7);
  return weeks * 5 + Math.min(sinceMonday - weeks * 7 + 1, 5);
}

/**
 * Working days after `from` up to and with `to`, signed: negative when `to` lies before `from`. It is additive,
 * f(a,c) = f(a,b) + f(b,c), and f(a,b) = −f(b,a). Cost: one pass over the holidays, however far apart the days are.
 */
export function workingDaysBetween(from: Day, to: Day, holidays: Holidays): number {
  if (to < from) {
    const back = workingDaysBetween(to, from, holidays);
    return back === 0 ? 0 : -back;
  }
  let count = weekdaysUpTo(dayNumber(to)) - weekdaysUpTo(dayNumber(from));
  for (const holiday of holidays) {
    if (holiday > from && holiday <= to && !isWeekend(holiday)) count -= 1;
  }
  return count;
}

/** @returns whether the due day has passed. A due day that is no working day moves to the next one (section 193/8). */
export function isLate(due: Day, today: Day, holidays: Holidays): boolean {
  return today > nextWorkingDay(due, holidays);
}

/**
 * Working days by which a thing due on `due` is late on `today`; 0 when it is not late. On the weekend after a Friday's
 * due day it is late already (`isLate`) though no working day has been lost: 0.
 */
export function lateBy(due: Day, today: Day, holidays: Holidays): number {
  const last = nextWorkingDay(due, holidays);
  return today > last ? workingDaysBetween(last, today, holidays) : 0;
}

/** Every day from the first to the last, both included; empty when `to` lies before `from`. */
export function daysOfRange(from: Day, to: Day): Day[] {
  const first = dayNumber(from);
  const length = dayNumber(to) - first + 1;
  return Array.from({ length: Math.max(0, length) }, (_, i) => dayFromNumber(first + i));
}

/**
 * The days off in lieu that the cabinet usually grants: each weekend that holds a holiday gives the next working day
 * off; a weekend whose Saturday and Sunday are both holidays gives one day, not two (so 16 April 2024, 22 July 2024,
 * 2 January 2023). The cabinet's resolution decides; an official confirms or strikes each row.
 * @returns the day and the holidays it stands for, in order of day.
 */
export function substitutionDays(holidays: Holidays): { day: Day; instead_of: Day[] }[] {
  const weekends = new Map<Day, Day[]>();
  for (const holiday of [...holidays].sort()) {
    if (!isWeekend(holiday)) continue;
    const sunday = weekday(holiday) === SATURDAY ? addDays(holiday, 1) : holiday;
    weekends.set(sunday, [...(weekends.get(sunday) ?? []), holiday]);
  }
  const taken = new Set(holidays);
  return [...weekends].map(([sunday, instead_of]) => {
    const day = nextWorkingDay(sunday, taken);
    taken.add(day);
    return { day, instead_of };
  });
}
