/** The rules of orders, without I/O: words, groups of addressees, and when to remind and whom. */

import { term } from "../../../kernel/glossary.ts";

export interface Words {
  th: string;
  en: string;
}

/** Where an order comes from: the governor's own word, or a meeting, letter or field visit on whose behalf it is recorded. */
export const sources = {
  governor: { th: "ผู้ว่าราชการจังหวัดสั่งการ", en: "The governor's own instruction" },
  meeting: { th: "มติหรือข้อสั่งการในที่ประชุม", en: "From a meeting" },
  letter: { th: "ตามหนังสือราชการ", en: "From a letter" },
  visit: { th: "จากการตรวจราชการ/ลงพื้นที่", en: "From a field visit" },
} as const satisfies Record<string, Words>;
export type Source = keyof typeof sources;

/** Groups that stand for many addressees at once. */
export const groups = {
  all_districts: { th: "ทุกอำเภอ", en: "All districts" },
  all_agencies: { th: "ทุกส่วนราชการประจำจังหวัด", en: "All provincial agencies" },
} as const satisfies Record<string, Words>;
export type Group = keyof typeof groups;

export const stateNames = ["given", "acknowledged", "reported", "returned", "accepted", "cancelled"] as const;
export type State = (typeof stateNames)[number];
/** The glossary's words, so that screens, sheets and notices call a state the same. */
export const states = Object.fromEntries(
  stateNames.map((state) => [state, { th: term(`assignment.${state}`, "th"), en: term(`assignment.${state}`, "en") }]),
) as Record<State, Words>;
export const openStates: readonly State[] = ["given", "acknowledged", "reported", "returned"];

/**
 * When to remind: working days before the due day, and after it; and how late before the superior is told (and his, and so on).
 * The Ministry's steps are not verified, so an office can set its own under the setting `orders.reminders`.
 */
export interface ReminderRule {
  before: readonly number[];
  late: readonly number[];
  escalate: readonly number[];
}
export const reminderDefaults: ReminderRule = { before: [3, 1], late: [1, 2, 3, 5], escalate: [3, 7, 15] };

export type Step = "before" | "due" | "late" | "escalated";
export interface Reminder {
  step: Step;
  /** 0 = the addressee; 1 = his superior; 2 = the superior's superior … */
  up: number;
}

/** The reminders due for a task that is `late` working days past its day (negative: days still left). */
export function remindersFor(late: number, rule: ReminderRule): Reminder[] {
  const due: Reminder[] = [];
  if (late < 0 && rule.before.includes(-late)) due.push({ step: "before", up: 0 });
  if (late === 0) due.push({ step: "due", up: 0 });
  if (late > 0 && rule.late.includes(late)) due.push({ step: "late", up: 0 });
  rule.escalate.forEach((days, index) => {
    if (late === days) due.push({ step: "escalated", up: index + 1 });
  });
  return due;
}

/** Counts of one order's addressees, by state and lateness; what the roll-up shows. */
export interface RollUp {
  addressees: number;
  byState: Record<State, number>;
  late: number;
  worst: number;
  percent: number;
}
export function rollUp(rows: readonly { state: string; percent: number; late: number | null }[]): RollUp {
  const byState = { given: 0, acknowledged: 0, reported: 0, returned: 0, accepted: 0, cancelled: 0 } as Record<
    State,
    number
  >;
  let late = 0;
  let worst = 0;
  let percent = 0;
  for (const row of rows) {
    byState[row.state as State] += 1;
    percent += row.state === "accepted" ? 100 : row.state === "cancelled" ? 0 : row.percent;
    const days =
      row.state === "accepted" || row.state === "cancelled" || row.state === "reported" ? 0 : (row.late ?? 0);
    if (days > 0) {
      late += 1;
      worst = Math.max(worst, days);
    }
  }
  const counted = rows.length - byState.cancelled;
  return { addressees: rows.length, byState, late, worst, percent: counted > 0 ? Math.round(percent / counted) : 0 };
}
