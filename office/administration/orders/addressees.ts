/** Who an order goes to: positions, groups, saved lists; and the provincial office where no unit is competent. */
import { sql } from "kysely";
import { Fields, SmallId, Text, Type } from "../../../kernel/input.ts";
import { stateAdministration } from "../../../kernel/law/clauses.ts";
import { conflict, fieldFault } from "../../../kernel/problem.ts";
import { act, type Office, view } from "../../../kernel/room.ts";
import type { Group } from "./rules.ts";

const groupHeads: Record<Group, string> = {
  all_districts: "u.kind = 'district' AND p.heads_unit",
  all_agencies: "u.kind = 'agency' AND u.admin_type = 'R' AND p.heads_unit",
};

export interface Addressing {
  to: readonly number[];
  groups: readonly Group[];
  lists: readonly number[];
  residual: boolean;
}

/** The positions an order goes to, each once. A subject with no competent unit goes to the head of the provincial office (s. 60). */
export async function addressees(office: Office, { to, groups, lists, residual }: Addressing): Promise<number[]> {
  const found = new Set(to);
  for (const group of groups) {
    const { rows } = await sql<{ id: number }>`SELECT p.id FROM position p JOIN unit u ON u.id = p.unit_id
      WHERE p.during @> ${office.today}::date AND u.during @> ${office.today}::date AND ${sql.raw(groupHeads[group])}`.execute(
      office.sql,
    );
    for (const { id } of rows) found.add(id);
  }
  if (lists.length > 0) {
    const rows = await office.sql
      .selectFrom("address_list")
      .select(["id", "positions"])
      .where("id", "in", [...lists])
      .execute();
    if (rows.length !== lists.length) throw fieldFault("lists", "ไม่พบบัญชีผู้รับที่เลือก", "No such list of addressees");
    for (const { positions } of rows) for (const id of positions) found.add(id);
  }
  if (residual) found.add(await officeHead(office));
  if (found.size === 0) throw fieldFault("to", "ต้องมีผู้รับอย่างน้อยหนึ่งตำแหน่ง", "Choose at least one addressee");
  if (found.size > 500) throw fieldFault("to", "ผู้รับเกิน 500 ตำแหน่ง", "More than 500 addressees");
  return [...found];
}

/** The head of the provincial office, who follows up for the governor (s. 60 (1)). */
export async function officeHead(office: Office): Promise<number> {
  const { rows } = await sql<{
    id: number;
  }>`SELECT id FROM position WHERE role = 'office_head' AND during @> ${office.today}::date ORDER BY seniority LIMIT 1`.execute(
    office.sql,
  );
  if (!rows[0])
    throw conflict("จังหวัดนี้ยังไม่มีตำแหน่งหัวหน้าสำนักงานจังหวัด", "This province has no head of the provincial office yet");
  return rows[0].id;
}

export interface Choice {
  position: number;
  th: string;
  en: string;
  person: string | null;
  unit: string;
  unit_en: string;
  unit_id: number;
  kind: string;
  ministry: string;
  role: string;
  heads_unit: boolean;
}

/** What can be chosen as addressee: positions with who sits there today, and the saved lists of one's unit. */
export const choices = view({
  th: "ผู้รับที่เลือกได้",
  en: "Possible addressees",
  input: Fields({ below: Type.Optional(Type.Boolean()) }),
  async run(office, { below = false }) {
    const { rows: positions } = await sql<Choice>`
      SELECT p.id AS position, p.th, p.en, u.th AS unit, u.en AS unit_en, u.id AS unit_id, u.kind, u.ministry_th AS ministry, p.role, p.heads_unit,
             (SELECT person_name(x) FROM sitting(p.id, ${office.today}::date) s JOIN person x ON x.id = s.person_id) AS person
        FROM position p JOIN unit u ON u.id = p.unit_id
       WHERE p.during @> ${office.today}::date AND u.during @> ${office.today}::date
         AND (NOT ${below} OR u.path @> ARRAY[${office.actor.position.unit}::int])
       ORDER BY u.path, NOT p.heads_unit, p.seniority, p.id`.execute(office.sql);
    const lists = await office.sql
      .selectFrom("address_list")
      .select(["id", "name", "positions"])
      .where("unit_id", "=", office.actor.position.unit)
      .orderBy("name")
      .execute();
    return { positions, lists };
  },
});

export const saveList = act({
  th: "บันทึกบัญชีผู้รับ",
  en: "Save a list of addressees",
  duty: "orders.issue",
  basis: [stateAdministration("๕๗")],
  input: Fields({ name: Text(200), positions: Type.Array(SmallId, { minItems: 1, maxItems: 500, uniqueItems: true }) }),
  subject: async (office) => ({ unit: office.actor.position.unit }),
  may: () => true,
  async run(office, { name, positions }, { unit }) {
    const row = await office.sql
      .insertInto("address_list")
      .values({ unit_id: unit, name, positions, ...office.by })
      .returning(["id", "name", "positions"])
      .executeTakeFirstOrThrow();
    office.record("orders.listSaved", { detail: { list: row.id, name } });
    return row;
  },
});

export const removeList = act({
  th: "ลบบัญชีผู้รับ",
  en: "Remove a list of addressees",
  duty: "orders.issue",
  basis: [stateAdministration("๕๗")],
  input: Fields({ list: SmallId }),
  subject: (office, { list }) =>
    office.lock(office.sql.selectFrom("address_list").selectAll().where("id", "=", list)).executeTakeFirst(),
  may: (actor, list) => list.unit_id === actor.position.unit,
  async run(office, _input, list) {
    await office.sql.deleteFrom("address_list").where("id", "=", list.id).execute();
    office.record("orders.listRemoved", { detail: { list: list.id, name: list.name } });
    return { list: list.id };
  },
});
