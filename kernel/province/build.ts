/** Builds a province in an empty schema from reference facts: units, positions, areas, holidays, books; people when it is a demonstration. */
import type pg from "pg";
import { unitsOf } from "../../reference/agencies.ts";
import { inventPeople } from "../../reference/people.ts";
import { positionsOf } from "../../reference/positions.ts";
import { provinceFacts } from "../../reference/province.ts";
import { firstHolidays } from "../calendar/holidays-seed.ts";
import { loadAreas } from "../place/place.ts";
import type { Tell } from "../store/problem.ts";

export interface Built {
  province: { code: string; th: string; en: string };
  units: number;
  positions: number;
  people: number;
  areas: number;
}

/** The province that lives in the schema, or null when none has been built yet. */
export async function provinceOf(
  client: pg.ClientBase,
): Promise<{ code: string; th: string; en: string; demonstration: boolean } | null> {
  const { rows } = await client.query("SELECT province_code AS code, th, en, demonstration FROM office");
  return rows[0] ?? null;
}

/**
 * One transaction: either the whole province is there or nothing. `client` is connected as the tables' owner.
 * @throws ProvinceRefused for Bangkok and for codes that are no province
 */
export async function buildProvince(
  client: pg.ClientBase,
  wanted: string,
  demonstration: boolean,
  progress: Tell,
): Promise<Built> {
  const facts = provinceFacts(wanted);
  await client.query("BEGIN; SET LOCAL changwat.machinery = on");
  try {
    await client.query("INSERT INTO office (province_code, th, en, letter, demonstration) VALUES ($1,$2,$3,$4,$5)", [
      facts.code,
      `จังหวัด${facts.th}`,
      `${facts.en} Province`,
      facts.letters,
      demonstration,
    ]);
    progress({ th: `สร้างจังหวัด${facts.th}: อำเภอและตำบล`, en: `Building ${facts.en}: districts and subdistricts` });
    const { areas } = await loadAreas(client, facts.code);
    progress({ th: "ส่วนราชการและตำแหน่ง", en: "Agencies and positions" });
    const units = await insertUnits(client, facts.code);
    const positions = await insertPositions(client, facts.code, units);
    await insertHolidays(client);
    await insertBooks(client, units);
    const people = demonstration ? await insertPeople(client, facts.code, positions) : 0;
    await client.query("COMMIT");
    return {
      province: { code: facts.code, th: facts.th, en: facts.en },
      units: units.size,
      positions: positions.size,
      people,
      areas,
    };
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

async function insertUnits(client: pg.ClientBase, code: string): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const unit of unitsOf(code)) {
    const { rows } = await client.query(
      `INSERT INTO unit (key, parent_id, kind, th, en, short_th, ministry_th, ministry_en, department_th, admin_type, area_code, doc_prefix)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12) RETURNING id`,
      [
        unit.key,
        unit.parentKey === null ? null : ids.get(unit.parentKey),
        unit.kind,
        unit.th,
        unit.en,
        unit.short,
        unit.ministryTh,
        unit.ministryEn,
        unit.department,
        unit.adminType,
        unit.areaCode,
        unit.docPrefix,
      ],
    );
    ids.set(unit.key, rows[0].id);
  }
  return ids;
}

async function insertPositions(
  client: pg.ClientBase,
  code: string,
  units: Map<string, number>,
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const position of positionsOf(code)) {
    const { rows } = await client.query(
      `INSERT INTO position (key, unit_id, th, en, role, level, line_of_work, seniority, heads_unit) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9) RETURNING id`,
      [
        position.key,
        units.get(position.unitKey),
        position.th,
        position.en,
        position.role,
        position.level,
        position.lineOfWork,
        position.seniority,
        position.headsUnit,
      ],
    );
    ids.set(position.key, rows[0].id);
  }
  return ids;
}

/** Proposed holidays of last year, this and next; an official confirms them after the cabinet's resolution. */
async function insertHolidays(client: pg.ClientBase): Promise<void> {
  const year = new Date().getUTCFullYear();
  for (const { day, name_th, name_en, kind, source } of firstHolidays([year - 1, year, year + 1])) {
    await client.query(
      "INSERT INTO holiday (day, name_th, name_en, kind, source) VALUES ($1,$2,$3,$4,$5) ON CONFLICT DO NOTHING",
      [day, name_th, name_en, kind, source],
    );
  }
}

async function insertBooks(client: pg.ClientBase, units: Map<string, number>): Promise<void> {
  await client.query(
    `INSERT INTO book (key, th, en, unit_id, year_kind, format) VALUES ('orders', 'ทะเบียนข้อสั่งการผู้ว่าราชการจังหวัด', 'Register of orders', $1, 'calendar', '{n}/{year}')`,
    [units.get("office")],
  );
}

async function insertPeople(client: pg.ClientBase, code: string, positions: Map<string, number>): Promise<number> {
  const people = inventPeople(positionsOf(code), `changwat-${code}`);
  for (const each of people) {
    const { rows } = await client.query(
      `INSERT INTO person (prefix, first, last, prefix_en, first_en, last_en, email, invented) VALUES ($1,$2,$3,$4,$5,$6,$7,true) RETURNING id`,
      [each.prefix, each.first, each.last, each.prefixEn, each.firstEn, each.lastEn, each.email],
    );
    await client.query(
      `INSERT INTO occupancy (person_id, position_id, capacity, substantive, basis, instrument, during)
       VALUES ($1, $2, 'holder', true, 'civil-service:๕๗', 'คำสั่งตัวอย่าง ๑/๒๕๖๗', daterange('2024-10-01', NULL))`,
      [rows[0].id, positions.get(each.positionKey)],
    );
  }
  return people.length;
}
