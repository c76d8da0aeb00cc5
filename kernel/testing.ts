/**
 * A house for tests: a fresh schema on a real PostgreSQL with a small province of real shape in it.
 * TEST_DATABASE_URL names the server (`npm test` starts one and sets it).
 */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type Actor, actorFor, machinery } from "./actor.ts";
import { syncDuties } from "./authority/grant-defaults.ts";
import { openDatabase, transaction } from "./database.ts";
import { migrationsOf } from "./migrations.ts";
import { findAct, findDownload, findView, look, mayPerform, perform } from "./perform.ts";
import { Problem } from "./problem.ts";
import type { House, Room, Sheet } from "./room.ts";
import { migrate } from "./store/migrate.ts";

export interface TestHouse {
  house: House;
  url: string;
  schema: string;
  home: string;
  /** A connection as the owner of the tables, for looking behind the acts. */
  owner: pg.Pool;
  /** The actor who sits in the position (`"governor"`, `"agency1_head"` …), or a given occupancy of that person. */
  as(position: string, occupancy?: number): Promise<Actor>;
  perform<R = Record<string, unknown>>(name: string, actor: Actor, input?: unknown, key?: string): Promise<R>;
  look<R = Record<string, unknown>>(name: string, actor: Actor, input?: unknown): Promise<R>;
  download(name: string, actor: Actor, input?: unknown): Promise<Sheet>;
  may(name: string, actor: Actor, input?: unknown): Promise<true | Problem>;
  /** Waits for the refusal; fails when there is none. */
  refused(attempt: Promise<unknown>): Promise<Problem>;
  /** Ids of the seeded rows by key. */
  unit: Record<string, number>;
  position: Record<string, number>;
  person: Record<string, number>;
  /** Sets the clock that acts see. */
  setClock(at: string | Date): void;
  close(): Promise<void>;
}

const units: [key: string, parent: string | null, kind: string, th: string, en: string, type: string, area?: string][] =
  [
    ["province", null, "province", "จังหวัดทดสอบ", "Test Province", "R", "14"],
    ["office", "province", "provincial_office", "สำนักงานจังหวัดทดสอบ", "Provincial Office", "R"],
    ["administration", "office", "work_group", "กลุ่มงานอำนวยการ", "General Administration Group", "R"],
    ["strategy", "office", "work_group", "กลุ่มงานยุทธศาสตร์การพัฒนาจังหวัด", "Strategy Group", "R"],
    ["agency1", "province", "agency", "สำนักงานเกษตรจังหวัดทดสอบ", "Agricultural Extension Office", "R"],
    ["agency2", "province", "agency", "สำนักงานสาธารณสุขจังหวัดทดสอบ", "Public Health Office", "R"],
    ["palad_office", "province", "agency", "ที่ทำการปกครองจังหวัดทดสอบ", "Administration Office", "R"],
    ["district1", "province", "district", "อำเภอหนึ่ง", "District One", "R", "1401"],
    ["district2", "province", "district", "อำเภอสอง", "District Two", "R", "1402"],
  ];
const positions: [key: string, unit: string, role: string, th: string, heads: boolean, seniority: number][] = [
  ["governor", "province", "governor", "ผู้ว่าราชการจังหวัดทดสอบ", true, 1],
  ["vice1", "province", "vice_governor", "รองผู้ว่าราชการจังหวัดทดสอบ (๑)", false, 1],
  ["vice2", "province", "vice_governor", "รองผู้ว่าราชการจังหวัดทดสอบ (๒)", false, 2],
  ["palad", "palad_office", "palad", "ปลัดจังหวัดทดสอบ", true, 1],
  ["office_head", "office", "office_head", "หัวหน้าสำนักงานจังหวัดทดสอบ", true, 1],
  ["group_head", "administration", "group_head", "หัวหน้ากลุ่มงานอำนวยการ", true, 1],
  ["clerk", "administration", "clerk", "เจ้าพนักงานธุรการ", false, 10],
  ["planner", "strategy", "planner", "นักวิเคราะห์นโยบายและแผน", false, 10],
  ["administrator", "office", "administrator", "ผู้ดูแลระบบ", false, 20],
  ["agency1_head", "agency1", "agency_head", "เกษตรจังหวัดทดสอบ", true, 5],
  ["agency1_officer", "agency1", "agency_officer", "นักวิชาการส่งเสริมการเกษตร", false, 20],
  ["agency2_head", "agency2", "agency_head", "นายแพทย์สาธารณสุขจังหวัดทดสอบ", true, 4],
  ["district1_chief", "district1", "district_chief", "นายอำเภอหนึ่ง", true, 1],
  ["district1_deputy", "district1", "district_deputy", "ปลัดอำเภอหนึ่ง", false, 2],
  ["district2_chief", "district2", "district_chief", "นายอำเภอสอง", true, 1],
];

export async function openTestHouse({ rooms }: { rooms: readonly Room[] }): Promise<TestHouse> {
  const url = process.env["TEST_DATABASE_URL"];
  if (!url)
    throw new Error("TEST_DATABASE_URL is not set: run the tests with `npm test` (or `npm run test:file -- FILE`)");
  const schema = `t_${randomBytes(6).toString("hex")}`;
  const home = await mkdtemp(join(tmpdir(), "changwat-test-"));
  const migrations = await migrationsOf(rooms);
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  const { role, searchPath } = await migrate(admin, schema, migrations);
  await admin.end();
  const database = openDatabase(url, { schema, role, searchPath });
  const owner = new pg.Pool({
    connectionString: url,
    max: 10,
    options: `-c search_path=${searchPath.replaceAll(" ", "")} -c changwat.machinery=on`,
  });
  let offset = 0;
  const house: House = {
    database,
    rooms,
    files: {
      open: () => {
        throw new Error("this test house has no file shelf");
      },
    },
    clock: () => new Date(Date.now() + offset),
    log: { info() {}, warn() {}, error: (facts, message) => console.error(message, facts) },
    wake() {},
  };
  const seeded = await seed(owner);
  await transaction(database, machinery, (db) => syncDuties(db, rooms));

  const found = <V>(list: typeof findAct | typeof findView | typeof findDownload, name: string): V => {
    const verb = list(rooms, name);
    if (!verb) throw new Error(`no such act, view or download: ${name}`);
    return verb as V;
  };
  return {
    house,
    url,
    schema,
    home,
    owner,
    ...seeded,
    as: (position, occupancy) =>
      transaction(database, machinery, (db) => actorFor(db, `login-${position}`, occupancy ?? null), "read"),
    perform: (name, actor, input = {}, key) => perform(house, found(findAct, name), actor, input, key) as never,
    look: (name, actor, input = {}) => look(house, found(findView, name), actor, input),
    download: (name, actor, input = {}) => look(house, found(findDownload, name), actor, input),
    may: (name, actor, input = {}) => mayPerform(house, found(findAct, name), actor, input),
    async refused(attempt) {
      try {
        await attempt;
      } catch (error) {
        if (error instanceof Problem) return error;
        throw error;
      }
      throw new Error("it was not refused");
    },
    setClock(at) {
      offset = new Date(at).getTime() - Date.now();
    },
    async close() {
      await owner.query(`DROP SCHEMA ${schema} CASCADE`);
      await owner.end();
      await database.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function seed(owner: pg.Pool) {
  const unit: Record<string, number> = {};
  const position: Record<string, number> = {};
  const person: Record<string, number> = {};
  await owner.query(
    "INSERT INTO office (province_code, th, en, letter, demonstration) VALUES ('14', 'จังหวัดทดสอบ', 'Test Province', 'ทส', true)",
  );
  for (const [key, parent, kind, th, en, type, area] of units) {
    const { rows } = await owner.query(
      "INSERT INTO unit (key, parent_id, kind, th, en, admin_type, area_code, ministry_th) VALUES ($1,$2,$3,$4,$5,$6,$7,$8) RETURNING id",
      [key, parent ? unit[parent] : null, kind, th, en, type, area ?? null, kind === "agency" ? "กระทรวงทดสอบ" : ""],
    );
    unit[key] = rows[0].id;
  }
  for (const [key, unitKey, role, th, heads, seniority] of positions) {
    const { rows } = await owner.query(
      "INSERT INTO position (key, unit_id, th, en, role, heads_unit, seniority) VALUES ($1,$2,$3,$4,$5,$6,$7) RETURNING id",
      [key, unit[unitKey], th, key, role, heads, seniority],
    );
    position[key] = rows[0].id;
    const { rows: people } = await owner.query(
      "INSERT INTO person (prefix, first, last, first_en, last_en, email, account_id, invented) VALUES ('นาย', $1, 'ทดสอบ', $2, 'Test', $3, $4, true) RETURNING id",
      [`สมมุติ${position[key]}`, key, `${key.replaceAll("_", "-")}@test.invalid`, `login-${key}`],
    );
    person[key] = people[0].id;
    await owner.query(
      "INSERT INTO occupancy (person_id, position_id, capacity, substantive, basis, instrument, during) VALUES ($1,$2,'holder',true,'civil-service:๕๗','คำสั่งทดสอบ ๑/๒๕๖๕', daterange('2022-10-01', NULL))",
      [person[key], position[key]],
    );
  }
  return { unit, position, person };
}
