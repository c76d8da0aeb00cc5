/** Appointments (การดำรงตำแหน่ง): who holds a post, by which order, from when; how it ends; who stands in a vacant post. */
import { sql } from "kysely";
import { Day, Fields, SmallId, Text, Type } from "../input.ts";
import { civilService, stateAdministration } from "../law/clauses.ts";
import { conflict, fieldFault, Problem } from "../problem.ts";
import { act, type Office } from "../room.ts";
import { endSitting, occupancy, period, periodFault, reaches, type Seat, seat, sittings } from "./seats.ts";
import { hasStatutorySuccession, recordVacancy, settleActing, settleOthers } from "./succession.ts";

const duty = "authority.appoint";
const selfAppointment = () =>
  conflict(
    "บันทึกการแต่งตั้งตนเองไม่ได้ ต้องให้เจ้าหน้าที่ผู้อื่นบันทึก",
    "Nobody records his own appointment: another official must do it",
  );

export const appoint = act({
  th: "บันทึกการแต่งตั้งให้ดำรงตำแหน่ง",
  en: "Record an appointment",
  duty,
  basis: [civilService("๕๗"), stateAdministration("๕๗")],
  input: Fields({
    person: SmallId,
    position: SmallId,
    instrument: Text(200),
    from: Day,
    to: Type.Optional(Day),
    /** His own post (one at a time); false: held besides it. */
    own: Type.Boolean(),
    /** Moves him: his own post so far ends on the day this one begins. */
    leaves_own_post: Type.Optional(Type.Boolean()),
  }),
  subject: (office, input) => seat(office, input.position),
  may: (actor, position, input) =>
    input.person === actor.person.id ? selfAppointment() : reaches(actor, duty, position),
  async run(office, input, position) {
    const { person, instrument, from, to = null, own } = input;
    const fault = periodFault(from, to) ?? outside(position, from, to);
    if (fault) throw fault;
    await mustExist(office, person);
    if (input.leaves_own_post) await leaveOwnPost(office, person, from, instrument);
    await makeRoom(office, position, from, to, instrument);
    const row = await office.sql
      .insertInto("occupancy")
      .values({
        person_id: person,
        position_id: position.id,
        capacity: "holder",
        substantive: own,
        basis: "civil-service:๕๗",
        instrument,
        during: period(from, to),
        ...office.by,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await settleActing(office, position, from);
    const others = await settleOthers(office, position.id, from);
    office.record("authority.appointed", {
      detail: { occupancy: row.id, person, position: position.id, instrument, from, to, own },
    });
    return { occupancy: row.id, person, position: position.id, from, to, needs_order: others.gaps };
  },
});

export const standIn = act({
  th: "บันทึกคำสั่งให้รักษาการในตำแหน่ง",
  en: "Record a stand-in",
  duty,
  basis: [civilService("๖๘"), stateAdministration("๕๗")],
  input: Fields({ person: SmallId, position: SmallId, instrument: Text(200), from: Day, to: Type.Optional(Day) }),
  subject: (office, input) => seat(office, input.position),
  may: (actor, position, input) =>
    input.person === actor.person.id ? selfAppointment() : reaches(actor, duty, position),
  async run(office, { person, instrument, from, to = null }, position) {
    const fault = periodFault(from, to) ?? outside(position, from, to);
    if (fault) throw fault;
    if (hasStatutorySuccession(position.role)) {
      throw conflict(
        "ตำแหน่งนี้มีผู้รักษาราชการแทนตามกฎหมายว่าด้วยระเบียบบริหารราชการแผ่นดิน ให้บันทึกการไม่อยู่หรือแต่งตั้งผู้รักษาราชการแทน",
        "The State Administration Act says who acts for this post: record the absence, or appoint somebody to act",
      );
    }
    await mustExist(office, person);
    const row = await office.sql
      .insertInto("occupancy")
      .values({
        person_id: person,
        position_id: position.id,
        capacity: "standing_in",
        basis: "civil-service:๖๘",
        instrument,
        during: period(from, to),
        ...office.by,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const others = await settleOthers(office, position.id, from);
    office.record("authority.standInAppointed", {
      detail: { occupancy: row.id, person, position: position.id, instrument, from, to },
    });
    return { occupancy: row.id, person, position: position.id, from, to, needs_order: others.gaps };
  },
});

export const endOccupancy = act({
  th: "บันทึกการพ้นจากตำแหน่ง",
  en: "End an appointment",
  duty,
  basis: [civilService("๕๗"), stateAdministration("๕๗")],
  input: Fields({ occupancy: SmallId, on: Day, instrument: Type.Optional(Text(200)), reason: Text(500) }),
  subject: (office, input) => occupancy(office, input.occupancy),
  may: (actor, found) => reaches(actor, duty, found.seat),
  async run(office, { on, instrument = null, reason }, { sitting, seat: position }) {
    if (sitting.capacity !== "holder" && sitting.instrument === null) throw byLaw();
    if (sitting.capacity === "holder" && !instrument)
      throw fieldFault("instrument", "ต้องระบุเลขที่คำสั่ง", "The order must be named");
    if (on <= sitting.from) {
      throw fieldFault(
        "on",
        "วันพ้นต้องอยู่หลังวันเริ่ม ถ้าบันทึกผิดให้ถอนรายการ",
        "The end must come after the beginning; an entry made by mistake is withdrawn",
      );
    }
    if (sitting.to !== null && on > sitting.to)
      throw fieldFault("on", "พ้นจากตำแหน่งไปก่อนวันนี้แล้ว", "It ends before that day already");
    await endSitting(office, sitting, on, { instrument, reason });
    if (sitting.capacity === "holder") await recordVacancy(office, position, on);
    await settleActing(office, position, on);
    const others = await settleOthers(office, position.id, on);
    office.record("authority.occupancyEnded", {
      detail: { occupancy: sitting.id, person: sitting.person, position: position.id, on, instrument, reason },
    });
    return { occupancy: sitting.id, on, needs_order: others.gaps };
  },
});

export const withdrawOccupancy = act({
  th: "ถอนรายการแต่งตั้งที่บันทึกผิด",
  en: "Withdraw an appointment entered by mistake",
  duty,
  basis: [civilService("๕๗")],
  input: Fields({ occupancy: SmallId, reason: Text(500) }),
  subject: (office, input) => occupancy(office, input.occupancy),
  may: (actor, found) => reaches(actor, duty, found.seat),
  async run(office, { reason }, { sitting, seat: position }) {
    if (sitting.capacity !== "holder" && sitting.instrument === null) throw byLaw();
    const { rows } = await sql<{ clean: boolean }>`SELECT nothing_done_in(${sitting.id}) AS clean`.execute(office.sql);
    if (!rows[0]!.clean) {
      throw conflict(
        "ผู้นี้ได้ปฏิบัติราชการในตำแหน่งนี้แล้ว ถอนไม่ได้ ให้บันทึกการพ้นจากตำแหน่ง",
        "Something was already done under it: end it instead",
      );
    }
    await endSitting(office, sitting, sitting.from, { instrument: null, reason });
    await settleActing(office, position, sitting.from);
    const others = await settleOthers(office, position.id, sitting.from);
    office.record("authority.occupancyWithdrawn", { detail: { ...sitting, occupancy: sitting.id, reason } });
    return { occupancy: sitting.id, needs_order: others.gaps };
  },
});

const byLaw = () =>
  conflict(
    "การรักษาราชการแทนโดยผลของกฎหมายสิ้นสุดเมื่อผู้ดำรงตำแหน่งกลับมา หรือเมื่อมีคำสั่งแต่งตั้งผู้อื่น",
    "Acting by law ends with the holder's return or with an order that appoints another",
  );

function outside(position: Seat, from: string, to: string | null): Problem | undefined {
  if (from >= position.from && (position.to === null || (to !== null && to <= position.to))) return undefined;
  const message = { th: "ตำแหน่งนี้ไม่มีอยู่ตลอดช่วงเวลาที่ระบุ", en: "The position does not exist through the whole period" };
  return new Problem("input", message, [{ field: "from", message }]);
}

export async function mustExist(office: Office, person: number): Promise<void> {
  const found = await office.sql.selectFrom("person").select("id").where("id", "=", person).executeTakeFirst();
  if (!found) throw fieldFault("person", "ไม่พบบุคคลนี้", "There is no such person");
}

async function leaveOwnPost(office: Office, person: number, on: string, instrument: string): Promise<void> {
  const [own] = await sittings(office, sql`o.person_id = ${person} AND o.substantive AND o.during @> ${on}::date`);
  if (!own) return;
  if (own.from === on)
    throw fieldFault("from", "ผู้นี้เริ่มดำรงตำแหน่งอื่นในวันเดียวกัน", "This person begins in another post on the same day");
  const left = await seat(office, own.position);
  await endSitting(office, own, on, { instrument, reason: "ย้ายไปดำรงตำแหน่งอื่น" });
  if (left) await recordVacancy(office, left, on);
}

/** A holder comes: the vacancy is over, and with it whoever acted or stood in because of it. */
async function makeRoom(
  office: Office,
  position: Seat,
  from: string,
  to: string | null,
  instrument: string,
): Promise<void> {
  const vacancy = sql`position_id = ${position.id} AND reason = 'vacant' AND during && ${period(from, to)}`;
  await sql`DELETE FROM absence WHERE ${vacancy} AND lower(during) >= ${from}::date`.execute(office.sql);
  await sql`UPDATE absence SET during = daterange(lower(during), ${from}::date) WHERE ${vacancy}`.execute(office.sql);
  const { rows } = await sql<{ away: boolean }>`
    SELECT EXISTS (SELECT FROM absence WHERE position_id = ${position.id} AND during && ${period(from, to)}) AS away`.execute(
    office.sql,
  );
  if (rows[0]!.away) return;
  for (const each of await sittings(
    office,
    sql`o.position_id = ${position.id} AND o.capacity <> 'holder' AND o.during && ${period(from, to)}`,
  )) {
    await endSitting(office, each, from, { instrument, reason: "มีผู้ดำรงตำแหน่งแล้ว" });
  }
}
