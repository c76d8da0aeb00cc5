/** ปฏิทินราชการ: working days rest on a table that an official keeps after the cabinet's yearly resolution. */
import { sql } from "kysely";
import { Day, Fields, OneOf, Text, Type } from "../input.ts";
import { stateAdministration } from "../law/clauses.ts";
import { act, room, view } from "../room.ts";

const basis = [stateAdministration("๖๐")];
const Year = Type.Integer({ minimum: 2400, maximum: 2643 });

const holidays = view({
  th: "วันหยุดราชการ",
  en: "Holidays",
  input: Fields({ year: Year }),
  async run(office, { year }) {
    const ce = year - 543;
    return office.sql
      .selectFrom("holiday")
      .selectAll()
      .where("day", ">=", `${ce}-01-01`)
      .where("day", "<=", `${ce}-12-31`)
      .orderBy("day")
      .execute();
  },
});

const dueDay = view({
  th: "คำนวณวันครบกำหนด",
  en: "Due day after so many working days",
  input: Fields({ from: Type.Optional(Day), workingDays: Type.Integer({ minimum: 0, maximum: 500 }) }),
  async run(office, { from, workingDays }) {
    const { rows } = await sql<{
      due: string;
    }>`SELECT add_working_days(${from ?? office.today}::date, ${workingDays}) AS due`.execute(office.sql);
    return { from: from ?? office.today, due: rows[0]!.due };
  },
});

const setHoliday = act({
  th: "บันทึกวันหยุดราชการ",
  en: "Enter or confirm a holiday",
  duty: "calendar.keep",
  basis,
  input: Fields({
    day: Day,
    th: Text(200),
    en: Type.Optional(Text(200)),
    kind: OneOf("holiday", "substitution", "special"),
    source: Text(300),
  }),
  subject: async () => ({}),
  may: () => true,
  async run(office, { day, th, en, kind, source }) {
    const row = { day, name_th: th, name_en: en ?? th, kind, source, confirmed: true };
    await office.sql
      .insertInto("holiday")
      .values(row)
      .onConflict((clash) => clash.column("day").doUpdateSet(row))
      .execute();
    office.record("calendar.holidaySet", { detail: { day, th, kind, source } });
    return row;
  },
});

const removeHoliday = act({
  th: "ยกเลิกวันหยุดราชการ",
  en: "Remove a holiday",
  duty: "calendar.keep",
  basis,
  input: Fields({ day: Day, reason: Text(300) }),
  subject: (office, { day }) =>
    office.lock(office.sql.selectFrom("holiday").selectAll().where("day", "=", day)).executeTakeFirst(),
  may: () => true,
  async run(office, { day, reason }, holiday) {
    await office.sql.deleteFrom("holiday").where("day", "=", day).execute();
    office.record("calendar.holidayRemoved", { detail: { day, was: holiday.name_th, reason } });
    return { day };
  },
});

export const calendar = room({
  name: "calendar",
  th: "ปฏิทินราชการ",
  en: "Calendar",
  serves: "มติคณะรัฐมนตรีเรื่องวันหยุดราชการประจำปี",
  migrations: [new URL("./calendar.sql", import.meta.url)],
  duties: {
    "calendar.keep": {
      th: "ดูแลปฏิทินวันหยุดราชการ",
      en: "Keep the calendar of holidays",
      basis: stateAdministration("๖๐"),
      granted: { office_head: "province", group_head: "province", clerk: "province", administrator: "province" },
    },
  },
  acts: { setHoliday, removeHoliday },
  views: { holidays, dueDay },
});
