/** Units (ส่วนราชการ, กลุ่มงาน): the tree of the province as of a day, and its changes by instrument. */
import { sql } from "kysely";
import { AreaCode, Day, Fields, Note, OneOf, SmallId, Text, Type } from "../input.ts";
import { stateAdministration } from "../law/clauses.ts";
import { conflict, fieldFault } from "../problem.ts";
import { act, type Office, view } from "../room.ts";
import { period, periodFault } from "./seats.ts";

const duty = "authority.administer";
const basis = [stateAdministration("๖๐"), stateAdministration("๖๖")];
const adminType = OneOf("R", "C", "S", "L", "I");

export const addUnit = act({
  th: "เพิ่มหน่วยงาน",
  en: "Add a unit",
  duty,
  basis,
  input: Fields({
    parent: Type.Optional(SmallId),
    kind: Type.String({ pattern: "^[a-z_]{2,40}$" }),
    th: Text(300),
    en: Text(300),
    short_th: Type.Optional(Note(60)),
    ministry_th: Type.Optional(Note(200)),
    ministry_en: Type.Optional(Note(200)),
    department_th: Type.Optional(Note(200)),
    admin_type: adminType,
    area_code: Type.Optional(AreaCode),
    doc_prefix: Type.Optional(Text(40)),
    from: Day,
    to: Type.Optional(Day),
  }),
  subject: async (office, input) => (input.parent === undefined ? { id: null } : unitRow(office, input.parent)),
  may: (actor) => actor.has(duty),
  async run(office, { parent = null, from, to = null, ...facts }) {
    const fault = periodFault(from, to);
    if (fault) throw fault;
    const row = await office.sql
      .insertInto("unit")
      .values({
        ...facts,
        ministry_en: facts.ministry_en ?? "",
        key: sql<string>`'unit_' || gen_random_uuid()`,
        parent_id: parent,
        during: period(from, to),
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    office.record("authority.unitAdded", { detail: { unit: row.id, parent, ...facts, from, to } });
    return { unit: row.id };
  },
});

export const changeUnit = act({
  th: "เปลี่ยนชื่อหรือย้ายหน่วยงาน",
  en: "Rename or move a unit",
  duty,
  basis,
  input: Fields({
    unit: SmallId,
    from: Day,
    instrument: Text(200),
    th: Type.Optional(Text(300)),
    en: Type.Optional(Text(300)),
    short_th: Type.Optional(Note(60)),
    parent: Type.Optional(SmallId),
  }),
  subject: (office, input) => unitRow(office, input.unit),
  may: (actor) => actor.has(duty),
  async run(office, { unit, from, instrument, th, en, short_th, parent }) {
    if (th === undefined && en === undefined && short_th === undefined && parent === undefined) {
      throw fieldFault("th", "ไม่มีสิ่งใดเปลี่ยน", "Nothing is changed");
    }
    const { rows } = await sql<{
      parent: number | null;
      th: string;
      en: string;
      short_th: string;
      from: string;
      to: string | null;
    }>`
      SELECT parent_id AS parent, th, en, short_th, lower(during) AS from, upper(during) AS to
        FROM unit_version WHERE unit_id = ${unit} AND during @> ${from}::date FOR UPDATE`.execute(office.sql);
    const old = rows[0];
    if (!old) throw fieldFault("from", "ไม่มีหน่วยงานนี้ในวันนั้น", "The unit does not exist on that day");
    if (parent !== undefined) await mayStandBelow(office, unit, parent, from);
    const next = {
      parent_id: parent ?? old.parent,
      th: th ?? old.th,
      en: en ?? old.en,
      short_th: short_th ?? old.short_th,
      instrument,
    };
    if (old.from === from) {
      await office.sql
        .updateTable("unit_version")
        .set({ ...next, ...office.by })
        .where("unit_id", "=", unit)
        .where(sql<boolean>`during @> ${from}::date`)
        .execute();
    } else {
      await sql`UPDATE unit_version SET during = ${period(old.from, from)} WHERE unit_id = ${unit} AND during @> ${from}::date`.execute(
        office.sql,
      );
      await office.sql
        .insertInto("unit_version")
        .values({ unit_id: unit, ...next, during: period(from, old.to), ...office.by })
        .execute();
    }
    await sql`SELECT units_turn(${office.today}::date)`.execute(office.sql);
    office.record("authority.unitChanged", { detail: { unit, from, before: old, ...next } });
    return { unit, from };
  },
});

export const closeUnit = act({
  th: "ยุบเลิกหน่วยงาน",
  en: "Close a unit",
  duty,
  basis,
  input: Fields({ unit: SmallId, on: Day, instrument: Text(200) }),
  subject: (office, input) => unitRow(office, input.unit),
  may: (actor) => actor.has(duty),
  async run(office, { unit, on, instrument }) {
    const { rows } = await sql<{ begun: boolean; positions: number; units: number }>`
      SELECT (SELECT lower(during) < ${on}::date AND (upper(during) IS NULL OR upper(during) >= ${on}::date) FROM unit WHERE id = ${unit}) AS begun,
             (SELECT count(*)::int FROM position WHERE unit_id = ${unit} AND (upper(during) IS NULL OR upper(during) > ${on}::date)) AS positions,
             (SELECT count(DISTINCT unit_id)::int FROM unit_version WHERE parent_id = ${unit} AND (upper(during) IS NULL OR upper(during) > ${on}::date)) AS units`.execute(
      office.sql,
    );
    const left = rows[0]!;
    if (!left.begun) throw fieldFault("on", "วันยุบเลิกอยู่นอกช่วงที่มีหน่วยงานนี้", "The unit does not exist up to that day");
    if (left.positions > 0 || left.units > 0) {
      throw conflict(
        `ยังมี ${left.positions} ตำแหน่ง และ ${left.units} หน่วยงานในสังกัดหลังวันนั้น`,
        `${left.positions} position(s) and ${left.units} unit(s) below it go on after that day`,
      );
    }
    await sql`DELETE FROM unit_version WHERE unit_id = ${unit} AND lower(during) >= ${on}::date`.execute(office.sql);
    await sql`UPDATE unit_version SET during = daterange(lower(during), ${on}::date) WHERE unit_id = ${unit} AND during @> ${on}::date`.execute(
      office.sql,
    );
    await sql`UPDATE unit SET during = daterange(lower(during), ${on}::date) WHERE id = ${unit}`.execute(office.sql);
    office.record("authority.unitClosed", { detail: { unit, on, instrument } });
    return { unit, on };
  },
});

async function unitRow(office: Office, id: number): Promise<{ id: number | null } | undefined> {
  return office.lock(office.sql.selectFrom("unit").select("id").where("id", "=", id)).executeTakeFirst();
}

async function mayStandBelow(office: Office, unit: number, parent: number, day: string): Promise<void> {
  const { rows } = await sql<{ path: number[] }>`SELECT unit_path_on(${parent}, ${day}::date) AS path`.execute(
    office.sql,
  );
  const path = rows[0]!.path;
  if (path.length === 0) throw fieldFault("parent", "ไม่มีหน่วยงานนี้ในวันนั้น", "There is no such unit on that day");
  if (path.includes(unit)) throw fieldFault("parent", "หน่วยงานจะอยู่ใต้ตนเองไม่ได้", "A unit cannot stand below itself");
}

export interface UnitNode {
  id: number;
  key: string;
  parent: number | null;
  th: string;
  en: string;
  short_th: string;
  kind: string;
  admin_type: string;
  ministry_th: string;
  ministry_en: string;
  area_code: string | null;
  positions: number;
  head: {
    position: number;
    th: string;
    en: string;
    person_th: string | null;
    person_en: string | null;
    capacity: string | null;
  } | null;
}

/** The units of a day, each after its parent; the screen hangs them together by `parent`. */
export const units = view({
  th: "ผังหน่วยงาน",
  en: "The tree of units",
  input: Fields({ day: Type.Optional(Day) }),
  async run(office, { day = office.today }) {
    const { rows } = await sql<UnitNode>`
      SELECT u.id, u.key, v.parent_id AS parent, v.th, v.en, v.short_th, u.kind, u.admin_type, u.ministry_th, u.ministry_en, u.area_code,
             (SELECT count(*)::int FROM position p WHERE p.unit_id = u.id AND p.during @> ${day}::date) AS positions,
             (SELECT jsonb_build_object('position', p.id, 'th', p.th, 'en', p.en, 'person_th', person_name(w), 'person_en', person_name(w, true), 'capacity', s.capacity)
                FROM position p LEFT JOIN LATERAL sitting(p.id, ${day}::date) s ON true LEFT JOIN person w ON w.id = s.person_id
               WHERE p.unit_id = u.id AND p.heads_unit AND p.during @> ${day}::date) AS head
        FROM unit_version v JOIN unit u ON u.id = v.unit_id
       WHERE v.during @> ${day}::date ORDER BY unit_path_on(u.id, ${day}::date)`.execute(office.sql);
    return { day, units: rows };
  },
});

/** One unit on a day: its place, its names through time, its positions with who sits in them. */
export const unit = view({
  th: "หน่วยงาน",
  en: "A unit",
  input: Fields({ unit: SmallId, day: Type.Optional(Day) }),
  async run(office, { unit: id, day = office.today }) {
    const { rows } = await sql<
      Omit<UnitNode, "positions" | "head"> & {
        department_th: string;
        doc_prefix: string | null;
        from: string;
        to: string | null;
        path: number[];
      }
    >`
      SELECT u.id, u.key, v.parent_id AS parent, v.th, v.en, v.short_th, u.kind, u.admin_type, u.ministry_th, u.ministry_en, u.department_th, u.area_code,
             u.doc_prefix, lower(u.during) AS from, upper(u.during) AS to, unit_path_on(u.id, ${day}::date) AS path
        FROM unit u JOIN unit_version v ON v.unit_id = u.id AND v.during @> ${day}::date WHERE u.id = ${id}`.execute(
      office.sql,
    );
    const found = rows[0];
    if (!found) return null;
    const { rows: history } = await sql<{
      th: string;
      en: string;
      parent: number | null;
      parent_th: string | null;
      instrument: string | null;
      from: string;
      to: string | null;
    }>`
      SELECT v.th, v.en, v.parent_id AS parent, p.th AS parent_th, v.instrument, lower(v.during) AS from, upper(v.during) AS to
        FROM unit_version v LEFT JOIN unit p ON p.id = v.parent_id WHERE v.unit_id = ${id} ORDER BY lower(v.during)`.execute(
      office.sql,
    );
    const { rows: above } = await sql<{ id: number; th: string; en: string }>`
      SELECT v.unit_id AS id, v.th, v.en FROM unnest(${found.path}::int[]) WITH ORDINALITY u(id, nth)
        JOIN unit_version v ON v.unit_id = u.id AND v.during @> ${day}::date ORDER BY nth`.execute(office.sql);
    return { ...found, day, above, history, positions: await positionsOf(office, id, day) };
  },
});

export interface SeatView {
  id: number;
  th: string;
  en: string;
  role: string;
  level: string;
  line_of_work: string;
  seniority: number;
  heads_unit: boolean;
  absent: string | null;
  sitting: {
    occupancy: number;
    person: number;
    th: string;
    en: string;
    capacity: string;
    email: string | null;
    phone: string | null;
  } | null;
  holder: { person: number; th: string; en: string } | null;
}

async function positionsOf(office: Office, unitId: number, day: string): Promise<SeatView[]> {
  const { rows } = await sql<SeatView>`
    SELECT p.id, p.th, p.en, p.role, p.level, p.line_of_work, p.seniority, p.heads_unit,
           (SELECT a.reason FROM absence a WHERE a.position_id = p.id AND a.during @> ${day}::date) AS absent,
           (SELECT jsonb_build_object('occupancy', s.id, 'person', w.id, 'th', person_name(w), 'en', person_name(w, true), 'capacity', s.capacity, 'email', w.email, 'phone', w.phone)
              FROM sitting(p.id, ${day}::date) s JOIN person w ON w.id = s.person_id) AS sitting,
           (SELECT jsonb_build_object('person', w.id, 'th', person_name(w), 'en', person_name(w, true))
              FROM occupancy o JOIN person w ON w.id = o.person_id WHERE o.position_id = p.id AND o.capacity = 'holder' AND o.during @> ${day}::date) AS holder
      FROM position p WHERE p.unit_id = ${unitId} AND p.during @> ${day}::date
     ORDER BY p.heads_unit DESC, p.seniority, p.id`.execute(office.sql);
  return rows;
}
