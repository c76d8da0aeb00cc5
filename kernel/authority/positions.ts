/** Positions (ตำแหน่ง): the holders of authority. Added, corrected and closed by an administrator; each has its history. */
import { sql } from "kysely";
import { Day, Fields, Note, SmallId, Text, Type } from "../input.ts";
import { civilService, stateAdministration } from "../law/clauses.ts";
import { conflict, fieldFault } from "../problem.ts";
import { act, view } from "../room.ts";
import { grantDefaultsTo } from "./grant-defaults.ts";
import { period, periodFault, seat } from "./seats.ts";

const duty = "authority.administer";
const basis = [stateAdministration("๖๐"), civilService("๔๗")];
const facts = {
  th: Text(300),
  en: Text(300),
  level: Type.Optional(Note(100)),
  line_of_work: Type.Optional(Note(200)),
  /** 1 = most senior of its role; decides who acts for an absent head where the law calls the senior. */
  seniority: Type.Optional(Type.Integer({ minimum: 1, maximum: 32767 })),
};

export const addPosition = act({
  th: "เพิ่มตำแหน่ง",
  en: "Add a position",
  duty,
  basis,
  input: Fields({
    unit: SmallId,
    role: Type.String({ pattern: "^[a-z_]{2,40}$" }),
    heads_unit: Type.Optional(Type.Boolean()),
    from: Day,
    to: Type.Optional(Day),
    ...facts,
  }),
  subject: (office, input) =>
    office.lock(office.sql.selectFrom("unit").select("id").where("id", "=", input.unit)).executeTakeFirst(),
  may: (actor) => actor.has(duty),
  async run(office, { unit, from, to = null, ...rest }) {
    const fault = periodFault(from, to);
    if (fault) throw fault;
    const row = await office.sql
      .insertInto("position")
      .values({ ...rest, key: sql<string>`'position_' || gen_random_uuid()`, unit_id: unit, during: period(from, to) })
      .returning("id")
      .executeTakeFirstOrThrow();
    const grants = await grantDefaultsTo(office.sql, row.id);
    office.record("authority.positionAdded", { detail: { position: row.id, unit, ...rest, from, to, grants } });
    return { position: row.id, grants };
  },
});

export const changePosition = act({
  th: "แก้ไขข้อมูลตำแหน่ง",
  en: "Correct a position",
  duty,
  basis,
  input: Fields({ position: SmallId, ...Type.Partial(Fields(facts)).properties }),
  subject: (office, input) => seat(office, input.position),
  may: (actor) => actor.has(duty),
  async run(office, { position, ...changes }) {
    if (Object.keys(changes).length === 0) throw fieldFault("th", "ไม่มีสิ่งใดเปลี่ยน", "Nothing is changed");
    const before = await office.sql
      .selectFrom("position")
      .select(["th", "en", "level", "line_of_work", "seniority"])
      .where("id", "=", position)
      .executeTakeFirstOrThrow();
    await office.sql.updateTable("position").set(changes).where("id", "=", position).execute();
    office.record("authority.positionChanged", { detail: { position, before, ...changes } });
    return { position };
  },
});

export const closePosition = act({
  th: "ยุบเลิกตำแหน่ง",
  en: "Close a position",
  duty,
  basis,
  input: Fields({ position: SmallId, on: Day, instrument: Text(200) }),
  subject: (office, input) => seat(office, input.position),
  may: (actor) => actor.has(duty),
  async run(office, { position, on, instrument }, found) {
    if (on <= found.from || (found.to !== null && on > found.to)) {
      throw fieldFault("on", "วันยุบเลิกอยู่นอกช่วงที่มีตำแหน่งนี้", "The position does not exist up to that day");
    }
    const { rows } = await sql<{ seated: number; delegated: number }>`
      SELECT (SELECT count(*)::int FROM occupancy WHERE position_id = ${position} AND (upper(during) IS NULL OR upper(during) > ${on}::date)) AS seated,
             (SELECT count(*)::int FROM delegation d LEFT JOIN delegation_revocation r ON r.delegation_id = d.id
               WHERE ${position} IN (d.from_position, d.to_position) AND (upper(d.during) IS NULL OR upper(d.during) > ${on}::date) AND (r.ends_on IS NULL OR r.ends_on > ${on}::date)) AS delegated`.execute(
      office.sql,
    );
    const { seated, delegated } = rows[0]!;
    if (seated > 0) throw conflict("ยังมีผู้ดำรงตำแหน่งหรือผู้รักษาการหลังวันนั้น", "Somebody still sits in it after that day");
    if (delegated > 0)
      throw conflict("ยังมีการมอบอำนาจที่มีผลหลังวันนั้น ให้ยกเลิกก่อน", "A delegation goes on after that day: revoke it first");
    await sql`DELETE FROM duty_grant WHERE position_id = ${position} AND lower(during) >= ${on}::date`.execute(
      office.sql,
    );
    await sql`UPDATE duty_grant SET during = daterange(lower(during), ${on}::date) WHERE position_id = ${position} AND during @> ${on}::date`.execute(
      office.sql,
    );
    await sql`UPDATE position SET during = daterange(lower(during), ${on}::date) WHERE id = ${position}`.execute(
      office.sql,
    );
    office.record("authority.positionClosed", { detail: { position, on, instrument } });
    return { position, on };
  },
});

/** A position through time: who sat in it and how each came and went, absences, duties. */
export const position = view({
  th: "ประวัติตำแหน่ง",
  en: "A position and its history",
  input: Fields({ position: SmallId }),
  async run(office, { position: id }) {
    const { rows } = await sql<{
      id: number;
      key: string;
      unit: number;
      unit_th: string;
      unit_en: string;
      th: string;
      en: string;
      role: string;
      level: string;
      line_of_work: string;
      seniority: number;
      heads_unit: boolean;
      from: string;
      to: string | null;
    }>`
      SELECT p.id, p.key, p.unit_id AS unit, u.th AS unit_th, u.en AS unit_en, p.th, p.en, p.role, p.level, p.line_of_work, p.seniority, p.heads_unit, lower(p.during) AS from, upper(p.during) AS to
        FROM position p JOIN unit u ON u.id = p.unit_id WHERE p.id = ${id}`.execute(office.sql);
    if (!rows[0]) return null;
    const { rows: occupancies } = await sql<{
      id: number;
      person: number;
      th: string;
      en: string;
      capacity: string;
      own: boolean;
      basis: string;
      instrument: string | null;
      from: string;
      to: string | null;
      at: Date;
      ended_by: string | null;
      ended_why: string | null;
    }>`
      SELECT o.id, w.id AS person, person_name(w) AS th, person_name(w, true) AS en, o.capacity, o.substantive AS own, o.basis, o.instrument,
             lower(o.during) AS from, upper(o.during) AS to, o.at, e.instrument AS ended_by, e.reason AS ended_why
        FROM occupancy o JOIN person w ON w.id = o.person_id
        LEFT JOIN LATERAL (SELECT * FROM occupancy_end e WHERE e.occupancy_id = o.id AND e.ends_on = upper(o.during) ORDER BY e.at DESC LIMIT 1) e ON true
       WHERE o.position_id = ${id} ORDER BY lower(o.during) DESC, o.id DESC`.execute(office.sql);
    const { rows: absences } = await sql<{ id: number; reason: string; note: string; from: string; to: string | null }>`
      SELECT id, reason, note, lower(during) AS from, upper(during) AS to FROM absence WHERE position_id = ${id} ORDER BY lower(during) DESC`.execute(
      office.sql,
    );
    const { rows: grants } = await sql<{
      id: number;
      duty: string;
      th: string;
      en: string;
      reach: string;
      basis: string;
      instrument: string | null;
      from: string;
      to: string | null;
    }>`
      SELECT g.id, g.duty, d.th, d.en, g.reach, g.basis, g.instrument, lower(g.during) AS from, upper(g.during) AS to
        FROM duty_grant g JOIN duty d ON d.code = g.duty WHERE g.position_id = ${id} ORDER BY g.duty, lower(g.during) DESC`.execute(
      office.sql,
    );
    return { ...rows[0], occupancies, absences, grants };
  },
});

/** Positions to choose from, with who sits in them today. */
export const positions = view({
  th: "ตำแหน่งทั้งหมด",
  en: "Positions",
  input: Fields({
    text: Type.Optional(Note(100)),
    unit: Type.Optional(SmallId),
    role: Type.Optional(Type.String({ maxLength: 40 })),
    day: Type.Optional(Day),
  }),
  async run(office, { text = "", unit = null, role = null, day = office.today }) {
    const like = `%${text.trim().replace(/[\\%_]/gu, "\\$&")}%`;
    const { rows } = await sql<{
      id: number;
      key: string;
      th: string;
      en: string;
      role: string;
      unit: number;
      unit_th: string;
      unit_en: string;
      heads_unit: boolean;
      person: number | null;
      person_th: string | null;
      person_en: string | null;
      capacity: string | null;
    }>`
      SELECT p.id, p.key, p.th, p.en, p.role, u.id AS unit, u.th AS unit_th, u.en AS unit_en, p.heads_unit,
             w.id AS person, person_name(w) AS person_th, person_name(w, true) AS person_en, s.capacity
        FROM position p JOIN unit u ON u.id = p.unit_id
        LEFT JOIN LATERAL sitting(p.id, ${day}::date) s ON true LEFT JOIN person w ON w.id = s.person_id
       WHERE p.during @> ${day}::date AND (${unit}::int IS NULL OR p.unit_id = ${unit}::int) AND (${role}::text IS NULL OR p.role = ${role}::text)
         AND (p.th ILIKE ${like} OR p.en ILIKE ${like} OR u.th ILIKE ${like} OR u.short_th ILIKE ${like} OR person_name(w) ILIKE ${like} OR person_name(w, true) ILIKE ${like})
       ORDER BY cardinality(u.path), p.unit_id, p.heads_unit DESC, p.seniority, p.id LIMIT 1000`.execute(office.sql);
    return rows;
  },
});
