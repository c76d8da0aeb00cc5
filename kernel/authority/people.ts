/** People: names and how to reach them. Authority is never here; it is in the positions they sit in. */
import { sql } from "kysely";
import { Fields, Note, SmallId, Text, Type } from "../input.ts";
import { civilService, stateAdministration } from "../law/clauses.ts";
import { fieldFault } from "../problem.ts";
import { act, view } from "../room.ts";

const duty = "authority.appoint";
const basis = [stateAdministration("๖๐"), civilService("๕๗")];
const facts = {
  prefix: Type.Optional(Note(60)),
  first: Text(100),
  last: Type.Optional(Note(100)),
  prefix_en: Type.Optional(Note(60)),
  first_en: Type.Optional(Note(100)),
  last_en: Type.Optional(Note(100)),
  email: Type.Optional(Type.String({ maxLength: 254, pattern: "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$" })),
  phone: Type.Optional(Type.String({ maxLength: 40, pattern: "^[0-9+() ,#-]{3,}$" })),
};

export const addPerson = act({
  th: "เพิ่มบุคคล",
  en: "Add a person",
  duty,
  basis,
  input: Fields(facts),
  subject: async () => ({}),
  may: (actor) => actor.has(duty),
  async run(office, { email, ...names }) {
    const row = await office.sql
      .insertInto("person")
      .values({ ...names, email: email?.toLowerCase() })
      .returning("id")
      .executeTakeFirstOrThrow();
    office.record("authority.personAdded", { detail: { person: row.id, ...names } });
    return { person: row.id };
  },
});

export const correctPerson = act({
  th: "แก้ไขชื่อหรือที่ติดต่อ",
  en: "Correct a person's name or address",
  duty,
  basis,
  input: Fields({ person: SmallId, ...Type.Partial(Fields(facts)).properties }),
  subject: (office, input) =>
    office
      .lock(
        office.sql
          .selectFrom("person")
          .select(["id", "prefix", "first", "last", "email", "phone"])
          .where("id", "=", input.person),
      )
      .executeTakeFirst(),
  may: (actor) => actor.has(duty),
  async run(office, { person, email, ...changes }, before) {
    if (email === undefined && Object.keys(changes).length === 0)
      throw fieldFault("first", "ไม่มีสิ่งใดเปลี่ยน", "Nothing is changed");
    await office.sql
      .updateTable("person")
      .set({ ...changes, ...(email === undefined ? {} : { email: email.toLowerCase() }) })
      .where("id", "=", person)
      .execute();
    office.record("authority.personCorrected", {
      detail: { person, before: { prefix: before.prefix, first: before.first, last: before.last }, ...changes },
    });
    return { person };
  },
});

/** A person and every position he sat in, in which capacity, by which order. */
export const person = view({
  th: "บุคคล",
  en: "A person",
  input: Fields({ person: SmallId }),
  async run(office, { person: id }) {
    const { rows } = await sql<{
      id: number;
      th: string;
      en: string;
      prefix: string;
      first: string;
      last: string;
      prefix_en: string;
      first_en: string;
      last_en: string;
      email: string | null;
      phone: string | null;
      has_account: boolean;
      invented: boolean;
    }>`
      SELECT p.id, person_name(p) AS th, person_name(p, true) AS en, prefix, first, last, prefix_en, first_en, last_en, email, phone, account_id IS NOT NULL AS has_account, invented
        FROM person p WHERE p.id = ${id}`.execute(office.sql);
    if (!rows[0]) return null;
    const { rows: occupancies } = await sql<{
      id: number;
      position: number;
      th: string;
      en: string;
      unit: number;
      unit_th: string;
      unit_en: string;
      capacity: string;
      own: boolean;
      basis: string;
      instrument: string | null;
      from: string;
      to: string | null;
      now: boolean;
    }>`
      SELECT o.id, p.id AS position, p.th, p.en, u.id AS unit, u.th AS unit_th, u.en AS unit_en, o.capacity, o.substantive AS own, o.basis, o.instrument,
             lower(o.during) AS from, upper(o.during) AS to, o.during @> ${office.today}::date AS now
        FROM occupancy o JOIN position p ON p.id = o.position_id JOIN unit u ON u.id = p.unit_id
       WHERE o.person_id = ${id} ORDER BY o.during @> ${office.today}::date DESC, lower(o.during) DESC, o.id`.execute(
      office.sql,
    );
    return { ...rows[0], occupancies };
  },
});

/** People to choose from, by any part of the name. */
export const people = view({
  th: "บุคคลทั้งหมด",
  en: "People",
  input: Fields({ text: Type.Optional(Note(100)), without_post: Type.Optional(Type.Boolean()) }),
  async run(office, { text = "", without_post = false }) {
    const like = `%${text.trim().replace(/[\\%_]/gu, "\\$&")}%`;
    const { rows } = await sql<{
      id: number;
      th: string;
      en: string;
      position: number | null;
      position_th: string | null;
      position_en: string | null;
    }>`
      SELECT p.id, person_name(p) AS th, person_name(p, true) AS en, s.id AS position, s.th AS position_th, s.en AS position_en
        FROM person p
        LEFT JOIN occupancy o ON o.person_id = p.id AND o.substantive AND o.during @> ${office.today}::date
        LEFT JOIN position s ON s.id = o.position_id
       WHERE (person_name(p) ILIKE ${like} OR person_name(p, true) ILIKE ${like} OR p.email ILIKE ${like}) AND (NOT ${without_post}::boolean OR o.id IS NULL)
       ORDER BY p.first, p.last, p.id LIMIT 300`.execute(office.sql);
    return rows;
  },
});
