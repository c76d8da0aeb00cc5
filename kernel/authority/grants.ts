/** Duties granted to positions (อำนาจหน้าที่) beyond what their role gives from the start, and the end of a grant. */
import { sql } from "kysely";
import { Day, Fields, OneOf, SmallId, Text, Type } from "../input.ts";
import { goodGovernance, stateAdministration } from "../law/clauses.ts";
import { conflict, fieldFault } from "../problem.ts";
import { act } from "../room.ts";
import { period, periodFault, seat } from "./seats.ts";

const duty = "authority.administer";
const basis = [stateAdministration("๖๐"), goodGovernance("๒๗")];
const notOneself = () =>
  conflict(
    "เปลี่ยนอำนาจหน้าที่ของตำแหน่งตนเองไม่ได้ ต้องให้ผู้ดูแลระบบอีกคน",
    "Nobody changes the duties of his own position: another administrator must",
  );

export const grant = act({
  th: "กำหนดอำนาจหน้าที่ให้ตำแหน่ง",
  en: "Grant a duty to a position",
  duty,
  basis,
  input: Fields({
    position: SmallId,
    duty: Type.String({ maxLength: 100 }),
    reach: OneOf("own", "unit", "line", "province"),
    instrument: Text(200),
    from: Day,
    to: Type.Optional(Day),
  }),
  subject: (office, input) => seat(office, input.position),
  may: (actor, position) => (actor.is(position.id) ? notOneself() : actor.has(duty)),
  async run(office, { position, duty: code, reach, instrument, from, to = null }) {
    const fault = periodFault(from, to);
    if (fault) throw fault;
    const row = await office.sql
      .insertInto("duty_grant")
      .values({
        position_id: position,
        duty: code,
        reach,
        basis: "state-administration:๖๐",
        instrument,
        during: period(from, to),
        ...office.by,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    office.record("authority.granted", {
      detail: { grant: row.id, position, duty: code, reach, instrument, from, to },
    });
    return { grant: row.id };
  },
});

export const endGrant = act({
  th: "ยกเลิกอำนาจหน้าที่ของตำแหน่ง",
  en: "End a grant",
  duty,
  basis,
  input: Fields({ grant: SmallId, on: Day, instrument: Text(200) }),
  async subject(office, input) {
    const query = office.sql
      .selectFrom("duty_grant")
      .select(["id", "position_id as position", "duty"])
      .select(sql<string>`lower(during)`.as("from"))
      .select(sql<string | null>`upper(during)`.as("to"))
      .where("id", "=", input.grant);
    return office.lock(query).executeTakeFirst();
  },
  may: (actor, found) => (actor.is(found.position) ? notOneself() : actor.has(duty)),
  async run(office, { on, instrument }, found) {
    if (on < found.from || (found.to !== null && on > found.to))
      throw fieldFault("on", "อยู่นอกช่วงที่มีอำนาจหน้าที่นี้", "The grant does not run up to that day");
    if (on < office.today) throw fieldFault("on", "ยกเลิกย้อนหลังไม่ได้", "It does not end in the past");
    if (on === found.from) await office.sql.deleteFrom("duty_grant").where("id", "=", found.id).execute();
    else await sql`UPDATE duty_grant SET during = ${period(found.from, on)} WHERE id = ${found.id}`.execute(office.sql);
    office.record("authority.grantEnded", {
      detail: { grant: found.id, position: found.position, duty: found.duty, on, instrument },
    });
    return { grant: found.id, on };
  },
});
