/** Absence and acting (การรักษาราชการแทน): a head is away, and the law or an order says who acts until he is back. */
import { sql } from "kysely";
import { Day, Fields, Note, OneOf, SmallId, Text, Type } from "../input.ts";
import { citation, civilService, stateAdministration } from "../law/clauses.ts";
import { conflict, fieldFault, Problem } from "../problem.ts";
import { act, type Office, view } from "../room.ts";
import { mustExist } from "./appointments.ts";
import { absenceWords, appointedAs, capacityWords, type Succession, succession } from "./rules.ts";
import { endSitting, period, periodFault, reaches, type Seat, seat, sittings } from "./seats.ts";
import { candidatesOn, hasStatutorySuccession, settleActing, settleOthers, successionOn } from "./succession.ts";

const duty = "authority.absence";
const basis = [
  stateAdministration("๕๖"),
  stateAdministration("๖๔"),
  stateAdministration("๔๘"),
  stateAdministration("๕๙"),
];

export const recordAbsence = act({
  th: "บันทึกการไม่อยู่หรือไม่อาจปฏิบัติราชการได้",
  en: "Record an absence",
  duty,
  basis,
  input: Fields({
    position: SmallId,
    reason: OneOf("unable", "vacant", "leave", "duty_elsewhere"),
    from: Day,
    /** First day back; without it, until the return is recorded. */
    to: Type.Optional(Day),
    note: Type.Optional(Note(500)),
    /** The order that says who acts, where the law alone does not. */
    order: Type.Optional(Fields({ person: SmallId, instrument: Text(200) })),
  }),
  subject: (office, input) => seat(office, input.position),
  may: (actor, position, input) =>
    input.order?.person === actor.person.id
      ? conflict("แต่งตั้งตนเองให้รักษาราชการแทนไม่ได้", "Nobody appoints himself to act")
      : reaches(actor, duty, position),
  async run(office, { reason, from, to = null, note = "", order }, position) {
    const fault = periodFault(from, to);
    if (fault) throw fault;
    await holderOrVacant(office, position, reason, from, to);
    const row = await office.sql
      .insertInto("absence")
      .values({ position_id: position.id, reason, note, during: period(from, to), ...office.by })
      .returning("id")
      .executeTakeFirstOrThrow();
    if (order) await appointTo(office, position, order.person, order.instrument, from, to);
    else await callOfTheLaw(office, position, from);
    const settled = await settleActing(office, position, from);
    const others = await settleOthers(office, position.id, from);
    office.record("authority.absenceRecorded", {
      detail: {
        absence: row.id,
        position: position.id,
        reason,
        from,
        to,
        order: order ?? null,
        acting: settled.acting,
      },
    });
    return {
      absence: row.id,
      acting: await actingIn(office, position.id, from, to),
      needs_order: [...settled.gaps, ...others.gaps],
    };
  },
});

export const recordReturn = act({
  th: "บันทึกการกลับมาปฏิบัติราชการ",
  en: "Record a return",
  duty,
  basis,
  input: Fields({ absence: SmallId, on: Day }),
  subject: (office, input) => absence(office, input.absence),
  may: (actor, found) => reaches(actor, duty, found.seat),
  async run(office, { on }, { away, seat: position }) {
    if (on < away.from) throw fieldFault("on", "วันกลับต้องไม่ก่อนวันเริ่มไม่อยู่", "The return cannot come before the absence");
    if (away.to !== null && on > away.to)
      throw fieldFault("on", "บันทึกการกลับก่อนวันนี้แล้ว", "The absence ends before that day already");
    if (away.reason === "vacant" && on > away.from) {
      throw conflict("ตำแหน่งว่างสิ้นสุดเมื่อบันทึกการแต่งตั้งผู้ดำรงตำแหน่ง", "A vacancy ends with the appointment of a holder");
    }
    const meanwhile = sql`o.position_id = ${position.id} AND o.capacity <> 'holder' AND o.during && ${period(on, away.to)}`;
    for (const each of on === away.to ? [] : await sittings(office, meanwhile)) {
      await endSitting(office, each, on, {
        instrument: null,
        reason: "ผู้ดำรงตำแหน่งกลับมาปฏิบัติราชการ",
      });
    }
    if (on === away.from) await sql`DELETE FROM absence WHERE id = ${away.id}`.execute(office.sql);
    else await sql`UPDATE absence SET during = ${period(away.from, on)} WHERE id = ${away.id}`.execute(office.sql);
    const settled = await settleActing(office, position, on);
    const others = await settleOthers(office, position.id, on);
    office.record("authority.returned", { detail: { absence: away.id, position: position.id, on } });
    return { absence: away.id, on, needs_order: [...settled.gaps, ...others.gaps] };
  },
});

/** s. 49: a superior appoints another; the deputy's acting ends when he takes up the duty. Also the order that s. 56 and s. 64 call for. */
export const appointActing = act({
  th: "บันทึกคำสั่งแต่งตั้งผู้รักษาราชการแทน",
  en: "Record an order that appoints somebody to act",
  duty,
  basis: [stateAdministration("๔๙"), ...basis, civilService("๖๘")],
  input: Fields({ position: SmallId, person: SmallId, instrument: Text(200), from: Day, to: Type.Optional(Day) }),
  subject: (office, input) => seat(office, input.position),
  may: (actor, position, input) =>
    input.person === actor.person.id
      ? conflict("แต่งตั้งตนเองให้รักษาราชการแทนไม่ได้", "Nobody appoints himself to act")
      : reaches(actor, duty, position),
  async run(office, { person, instrument, from, to = null }, position) {
    const fault = periodFault(from, to);
    if (fault) throw fault;
    if (!hasStatutorySuccession(position.role)) {
      throw conflict(
        "ตำแหน่งนี้ใช้การรักษาการในตำแหน่งตาม พ.ร.บ.ระเบียบข้าราชการพลเรือน มาตรา ๖๘",
        "This post takes a stand-in under Civil Service Act s. 68",
      );
    }
    const until = to ?? (await endOfAbsence(office, position, from));
    const made = await appointTo(office, position, person, instrument, from, until);
    const settled = await settleActing(office, position, from);
    const others = await settleOthers(office, position.id, from);
    office.record("authority.actingAppointed", {
      detail: { ...made, position: position.id, person, instrument, from, to: until },
    });
    return {
      ...made,
      acting: await actingIn(office, position.id, from, until),
      needs_order: [...settled.gaps, ...others.gaps],
    };
  },
});

async function absence(office: Office, id: number) {
  const { rows } = await sql<{ id: number; position: number; reason: string; from: string; to: string | null }>`
    SELECT id, position_id AS position, reason, lower(during) AS from, upper(during) AS to FROM absence WHERE id = ${id}`.execute(
    office.sql,
  );
  const away = rows[0];
  const itsSeat = away && (await seat(office, away.position));
  return away && itsSeat ? { away, seat: itsSeat } : undefined;
}

async function holderOrVacant(
  office: Office,
  position: Seat,
  reason: string,
  from: string,
  to: string | null,
): Promise<void> {
  const held = await sittings(
    office,
    sql`o.position_id = ${position.id} AND o.capacity = 'holder' AND o.during && ${period(from, to)}`,
  );
  if (reason === "vacant" && held.length > 0) {
    throw fieldFault("reason", "ตำแหน่งนี้มีผู้ดำรงตำแหน่งอยู่ในช่วงเวลานี้", "The position has a holder in this period");
  }
  if (reason !== "vacant" && !held.some((each) => each.from <= from)) {
    throw fieldFault(
      "reason",
      "ตำแหน่งนี้ไม่มีผู้ดำรงตำแหน่งในวันนั้น ให้เลือก “ไม่มีผู้ดำรงตำแหน่ง”",
      "Nobody holds the position on that day: choose “vacant”",
    );
  }
}

/** Stops where the law calls for an order on the first day: the caller must name it. A post without a rule, or nobody to call, is no fault. */
async function callOfTheLaw(office: Office, position: Seat, from: string): Promise<void> {
  const said = await successionOn(office, position, from);
  if (said.kind === "order_needed" || said.kind === "seniority_unclear") throw orderNeeded(said);
}

function orderNeeded(said: Extract<Succession, { candidates: unknown }>): Problem {
  const names = (language: "th" | "en") => said.candidates.map((each) => each.personName[language]).join(", ");
  const clause = citation(said.basis);
  const words =
    said.kind === "order_needed"
      ? {
          th: `มีผู้อยู่ในลำดับเดียวกันหลายคน (${names("th")}) ต้องมีคำสั่งของ${said.appointer.th}แต่งตั้งคนใดคนหนึ่ง (${clause.th}) โปรดระบุเลขที่คำสั่งและผู้ได้รับแต่งตั้ง`,
          en: `Several are called alike (${names("en")}): an order of ${said.appointer.en} must appoint one of them (${clause.en}). Give its number and whom it appoints`,
        }
      : {
          th: `ทะเบียนไม่ระบุว่าผู้ใดมีอาวุโสสูงสุด (${names("th")}) ให้แก้ลำดับอาวุโสของตำแหน่ง หรือระบุคำสั่งแต่งตั้ง (${clause.th})`,
          en: `The record does not say who is the senior (${names("en")}): correct the seniority, or name the order that appoints (${clause.en})`,
        };
  return new Problem("conflict", words, [{ field: "order", message: words }], {
    basis: [said.basis],
    candidates: said.candidates,
  });
}

/** Puts the appointee in place. Whoever acted in his days until then stops when he begins (s. 49 para. 2). */
async function appointTo(
  office: Office,
  position: Seat,
  person: number,
  instrument: string,
  from: string,
  to: string | null,
) {
  await mustExist(office, person);
  const held = await sittings(
    office,
    sql`o.position_id = ${position.id} AND o.capacity = 'holder' AND o.person_id = ${person} AND o.during && ${period(from, to)}`,
  );
  if (held.length > 0) throw fieldFault("person", "ผู้นี้เป็นผู้ดำรงตำแหน่งนี้เอง", "This person holds the position himself");
  for (const each of await sittings(
    office,
    sql`o.position_id = ${position.id} AND o.capacity <> 'holder' AND o.during && ${period(from, to)}`,
  )) {
    if (each.instrument !== null && each.from >= from) {
      throw conflict(
        "มีคำสั่งแต่งตั้งผู้อื่นในช่วงเวลานี้แล้ว ให้ถอนหรือให้สิ้นสุดก่อน",
        "Another order already covers this period: end or withdraw it first",
      );
    }
    await endSitting(office, each, from, {
      instrument,
      reason: "มาตรา ๔๙: มีผู้ได้รับแต่งตั้งเข้ารับหน้าที่",
    });
  }
  const called = await isCalled(office, position, person, from);
  const as = appointedAs(position.role, called);
  const row = await office.sql
    .insertInto("occupancy")
    .values({ person_id: person, position_id: position.id, ...as, instrument, during: period(from, to), ...office.by })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { occupancy: row.id, ...as };
}

/** Whether the person is one of those whom the law calls that day: of the rank that s. 56 comes to, or of those that s. 64 names. */
async function isCalled(office: Office, position: Seat, person: number, day: string): Promise<boolean> {
  const able = await candidatesOn(office, position, day);
  if (position.role === "district_chief") return able.some((each) => each.person === person);
  const said = succession(position.role, able);
  const called = said.kind === "by_law" ? [said.candidate] : "candidates" in said ? said.candidates : [];
  return called.some((each) => each.person === person);
}

async function endOfAbsence(office: Office, position: Seat, day: string): Promise<string | null> {
  const { rows } = await sql<{ to: string | null }>`
    SELECT upper(during) AS to FROM absence WHERE position_id = ${position.id} AND during @> ${day}::date`.execute(
    office.sql,
  );
  if (!rows[0])
    throw fieldFault(
      "from",
      "ยังไม่มีบันทึกว่าตำแหน่งนี้ไม่มีผู้ปฏิบัติราชการในวันนั้น",
      "No absence of this position is recorded for that day",
    );
  return rows[0].to;
}

interface ActingRow {
  occupancy: number;
  person: number;
  th: string;
  en: string;
  capacity: "acting" | "standing_in";
  basis: string;
  instrument: string | null;
  from: string;
  to: string | null;
}
async function actingIn(office: Office, position: number, from: string, to: string | null): Promise<ActingRow[]> {
  const { rows } = await sql<ActingRow>`
    SELECT o.id AS occupancy, w.id AS person, person_name(w) AS th, person_name(w, true) AS en, o.capacity, o.basis, o.instrument,
           lower(o.during) AS from, upper(o.during) AS to
      FROM occupancy o JOIN person w ON w.id = o.person_id
     WHERE o.position_id = ${position} AND o.capacity <> 'holder' AND o.during && ${period(from, to)} ORDER BY lower(o.during)`.execute(
    office.sql,
  );
  return rows;
}

/** Who is away, and who acts: on a day (today), or in a position through the years. */
export const absences = view({
  th: "การไม่อยู่และผู้รักษาราชการแทน",
  en: "Absences and acting",
  input: Fields({ day: Type.Optional(Day), position: Type.Optional(SmallId) }),
  async run(office, { day, position }) {
    const on = day ?? office.today;
    const { rows } = await sql<{
      id: number;
      position: number;
      th: string;
      en: string;
      role: string;
      unit: number;
      reason: keyof typeof absenceWords;
      note: string;
      from: string;
      to: string | null;
      holder_th: string | null;
      holder_en: string | null;
    }>`
      SELECT a.id, p.id AS position, p.th, p.en, p.role, p.unit_id AS unit, a.reason, a.note, lower(a.during) AS from, upper(a.during) AS to,
             person_name(h) AS holder_th, person_name(h, true) AS holder_en
        FROM absence a JOIN position p ON p.id = a.position_id
        LEFT JOIN occupancy o ON o.position_id = p.id AND o.capacity = 'holder' AND o.during @> lower(a.during)
        LEFT JOIN person h ON h.id = o.person_id
       WHERE CASE WHEN ${position ?? null}::int IS NULL THEN a.during @> ${on}::date ELSE p.id = ${position ?? null}::int END
       ORDER BY lower(a.during) DESC, p.id LIMIT 500`.execute(office.sql);
    return Promise.all(
      rows.map(async (row) => {
        const acting = await actingIn(office, row.position, row.from, row.to);
        const now = acting.find((each) => each.from <= on && (each.to === null || on < each.to));
        return {
          ...row,
          words: absenceWords[row.reason],
          acting: acting.map((each) => ({ ...each, words: capacityWords[each.capacity] })),
          needs_order: !now && hasStatutorySuccession(row.role),
        };
      }),
    );
  },
});
