/** How a due day stands today, in working days as the server counted them. */
import { thaiClock } from "../days.ts";
import { type Both, fill } from "../words.ts";
import { matterWords as words } from "./words.ts";

/** The Thai day now, 'YYYY-MM-DD'. */
export const today = (): string => thaiClock(new Date().toISOString())?.day ?? "";

export interface DueStanding {
  tone: "late" | "soon" | "later" | "none";
  words: Both;
}

const filled = ({ th, en }: Both, days: number): Both => ({ th: fill(th, { days }), en: fill(en, { days }) });
/** Work that its doer has finished reporting on, or that is over, is late no more. */
const settled = new Set(["reported", "accepted", "cancelled"]);

/**
 * @param late working days past the due day, negative while days are left; 0 on the day itself or on days off beside it
 */
export function dueStanding(due: string | null, late: number | null, state = "", day: string = today()): DueStanding {
  if (due === null) return { tone: "none", words: words.noDue };
  if (settled.has(state)) return { tone: "none", words: { th: "", en: "" } };
  if (due === day) return { tone: "soon", words: words.dueToday };
  const days = late ?? 0;
  if (due < day) {
    if (days < 1) return { tone: "late", words: words.lateAlready };
    return { tone: "late", words: days === 1 ? words.dayLate : filled(words.daysLate, days) };
  }
  if (days === 0) return { tone: "soon", words: words.lessThanDay };
  return {
    tone: days >= -2 ? "soon" : "later",
    words: days === -1 ? words.dayLeft : filled(words.daysLeft, -days),
  };
}
