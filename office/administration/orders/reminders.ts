/** Reminders and escalation up the line of command, by the clock: each working morning, each step once. */
import { sql } from "kysely";
import { machinery } from "../../../kernel/actor.ts";
import { transaction } from "../../../kernel/database.ts";
import { Fields, Type } from "../../../kernel/input.ts";
import { stateAdministration } from "../../../kernel/law/clauses.ts";
import { notify } from "../../../kernel/notices/notify.ts";
import { officeOf } from "../../../kernel/perform.ts";
import { act, type House, type Office, view } from "../../../kernel/room.ts";
import { type ReminderRule, reminderDefaults, remindersFor } from "./rules.ts";

interface Task {
  id: number;
  matter_id: number;
  title: string;
  secrecy: number;
  to_position: number;
  doer: string;
  late: number;
  chain: number[];
}

/** Sends what is due today. Safe to run twice: a step that has gone out today does not go again. Returns how many went out. */
export async function sendReminders(house: House): Promise<{ sent: number }> {
  return transaction(house.database, machinery, async (db) => {
    const office = officeOf(house, db, machinery, house.clock(), [], true);
    const rule = await ruleOf(office);
    const { rows: working } = await sql<{ yes: boolean }>`SELECT working_day(${office.today}::date) AS yes`.execute(db);
    if (!working[0]?.yes) return { sent: 0 };
    let sent = 0;
    for (const task of await tasks(office, rule)) {
      for (const { step, up } of remindersFor(task.late, rule)) {
        // Nobody above a secret matter's addressee learns of it by being told that it is late.
        const to = up === 0 ? task.to_position : task.secrecy > 0 ? undefined : task.chain[up - 1];
        if (to !== undefined && (await once(office, task.id, step, to))) {
          await notify(office, { to: [to], kind: `reminder.${step}`, ...words(task, step), matter: task.matter_id });
          sent += 1;
        }
      }
    }
    return { sent };
  });
}

export async function ruleOf(office: Office): Promise<ReminderRule> {
  const row = await office.sql
    .selectFrom("setting")
    .select("value")
    .where("key", "=", "orders.reminders")
    .executeTakeFirst();
  return { ...reminderDefaults, ...(row?.value as Partial<ReminderRule> | undefined) };
}

async function tasks(office: Office, rule: ReminderRule): Promise<Task[]> {
  const soon = Math.max(0, ...rule.before);
  const { rows } = await sql<Task>`
    SELECT a.id, a.matter_id, m.title, m.secrecy, a.to_position, p.th AS doer, working_days_between(a.due, ${office.today}::date) AS late,
           ARRAY(SELECT s.position_id FROM superiors_of(a.to_position, ${office.today}::date) s) AS chain
      FROM assignment a JOIN matter m ON m.id = a.matter_id JOIN position p ON p.id = a.to_position
     WHERE a.state IN ('given','acknowledged','returned') AND a.purpose = 'action' AND a.due <= add_working_days(${office.today}::date, ${soon})
       AND a.due > ${office.today}::date - 120`.execute(office.sql);
  return rows;
}

async function once(office: Office, assignment: number, step: string, to: number): Promise<boolean> {
  const { rows } = await sql`INSERT INTO assignment_reminder (assignment_id, on_day, step, to_position)
    VALUES (${assignment}, ${office.today}, ${step}, ${to}) ON CONFLICT DO NOTHING RETURNING 1`.execute(office.sql);
  return rows.length > 0;
}

function words(task: Task, step: string): { th: string; en: string } {
  switch (step) {
    case "before":
      return {
        th: `อีก ${-task.late} วันทำการครบกำหนด: ${task.title}`,
        en: `Due in ${-task.late} working day(s): ${task.title}`,
      };
    case "due":
      return { th: `ครบกำหนดวันนี้: ${task.title}`, en: `Due today: ${task.title}` };
    case "late":
      return {
        th: `เกินกำหนด ${task.late} วันทำการ: ${task.title}`,
        en: `${task.late} working day(s) late: ${task.title}`,
      };
    default:
      return {
        th: `${task.doer} เกินกำหนด ${task.late} วันทำการ: ${task.title}`,
        en: `${task.doer} is ${task.late} working day(s) late: ${task.title}`,
      };
  }
}

const Steps = Type.Array(Type.Integer({ minimum: 1, maximum: 250 }), { maxItems: 10, uniqueItems: true });

export const reminderRule = view({
  th: "เกณฑ์การแจ้งเตือน",
  en: "When to remind",
  input: Fields({}),
  run: (office) => ruleOf(office),
});

/** The Ministry's own steps are not verified: the office sets them here, and the change stands in the ledger. */
export const setReminders = act({
  th: "กำหนดเกณฑ์การแจ้งเตือน",
  en: "Set when to remind",
  duty: "orders.close",
  basis: [stateAdministration("๖๐")],
  input: Fields({ before: Steps, late: Steps, escalate: Steps }),
  subject: async (office) => ({ unit: office.actor.position.unit }),
  may: (actor) => actor.powers.some((power) => power.duty === "orders.close" && power.reach === "province"),
  async run(office, rule) {
    const sorted = Object.fromEntries(
      Object.entries(rule).map(([step, days]) => [step, days.toSorted((a, b) => a - b)]),
    );
    const value = JSON.stringify(sorted);
    await office.sql
      .insertInto("setting")
      .values({ key: "orders.reminders", value })
      .onConflict((same) => same.column("key").doUpdateSet({ value }))
      .execute();
    office.record("orders.remindersSet", { detail: sorted });
    return sorted;
  },
});
