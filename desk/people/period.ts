/** Periods as people say them: the record keeps the first day no longer in force, people name the last day that is. */
import { addDays } from "../../kernel/calendar/day.ts";
import { sayDay } from "../days.ts";
import type { Language } from "../words.ts";

/** The last day of a period that ends before `to`; null while it has no end. */
export const lastDay = (to: string | null): string | null => (to === null ? null : addDays(to, -1));

/** What is stored for a last day that somebody typed; undefined when none was given. */
export const endOf = (last: string | null): string | undefined => (last === null ? undefined : addDays(last, 1));

const words = {
  th: { onlyOn: "วันที่", until: "ถึง", since: "ตั้งแต่", now: "เป็นต้นไป" },
  en: { onlyOn: "on", until: "to", since: "from", now: "on" },
} as const;

/** 1 ต.ค. 2567 ถึง 30 ก.ย. 2568; "ตั้งแต่ 1 ต.ค. 2567 เป็นต้นไป" while it has no end. */
export function sayPeriod(from: string, to: string | null, language: Language): string {
  const say = words[language];
  const last = lastDay(to);
  if (last === null) return `${say.since} ${sayDay(from, language)} ${say.now}`.trim();
  if (last <= from) return sayDay(from, language);
  return `${sayDay(from, language)} ${say.until} ${sayDay(last, language)}`;
}

export type Standing = "now" | "past" | "coming";
/** Where a period stands on a day. */
export const standing = (from: string, to: string | null, day: string): Standing =>
  from > day ? "coming" : to !== null && to <= day ? "past" : "now";
