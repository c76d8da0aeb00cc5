/** A clockwork's times in words, for the forms that rooms use; any other form is shown as it is written. */
import { type Both, fill } from "../words.ts";
import { adminWords as a } from "./words.ts";

export function sayCron(cron: string): Both {
  const [minute = "", hour = "", day, month, weekday] = cron.trim().split(/\s+/);
  const say = (both: Both, facts: Record<string, string>): Both => ({
    th: fill(both.th, facts),
    en: fill(both.en, facts),
  });
  const every = /^\*\/(\d+)$/.exec(minute);
  if (day !== "*" || month !== "*") return { th: cron, en: cron };
  if (every && hour === "*" && weekday === "*") return say(a.everyMinutes, { n: every[1] ?? "" });
  if (!/^\d+$/.test(minute)) return { th: cron, en: cron };
  if (hour === "*" && weekday === "*") return say(a.everyHourAt, { minute });
  if (!/^\d+$/.test(hour)) return { th: cron, en: cron };
  const time = `${hour.padStart(2, "0")}.${minute.padStart(2, "0")}`;
  if (weekday === "*") return say(a.dailyAt, { time });
  return weekday === "1-5" ? say(a.weekdaysAt, { time }) : { th: cron, en: cron };
}
