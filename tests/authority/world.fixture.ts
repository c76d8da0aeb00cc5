/** A small province with one living example of everything an act can be about: an ordinary order and a secret one with all that hangs on them. */
import { createHash, randomBytes } from "node:crypto";
import { type Actor, machinery } from "../../kernel/actor.ts";
import { transaction } from "../../kernel/database.ts";
import { syncLaw } from "../../kernel/law/index.ts";
import { indexMissing } from "../../kernel/search/index.ts";
import { openTestHouse, type TestHouse } from "../../kernel/testing.ts";
import { rooms } from "../../office/rooms.ts";

/** A word that stands in every text of the secret order and nowhere else. */
export const secretWord = "ลับเฉพาะกระซิบ";

/** Ids of what hangs on one order, by the field names under which acts and views take them. */
export interface Thread {
  matter: number;
  order: number;
  /** Of the governor to agency1_head, who has reported on it. */
  assignment: number;
  /** Of the governor to agency1_officer, who has done nothing yet. */
  untouched: number;
  /** Of agency1_head, not yet decided. */
  report: number;
  /** For more time, of agency1_head, not yet decided. */
  request: number;
  file: number;
}
export interface World {
  t: TestHouse;
  actors: Record<string, Actor>;
  ordinary: Thread;
  secret: Thread;
  /** An order that has been closed. */
  closed: { order: number };
  /** Other things that acts are about, by name. */
  things: Record<string, number | string>;
  day: { today: string; later: string; year: number };
}

export async function openWorld(): Promise<World> {
  const t = await openTestHouse({ rooms });
  await t.owner.query(
    `INSERT INTO book (key, th, en, unit_id, year_kind) VALUES ('orders', 'ทะเบียนข้อสั่งการ', 'Orders', $1, 'calendar'), ('unused', 'ทะเบียนใหม่', 'New book', $1, 'calendar')`,
    [t.unit["office"]],
  );
  await t.owner.query(
    "INSERT INTO area (code, kind, name_th, name_en, parent_code) VALUES ('14','province','ทดสอบ','Test',NULL), ('1401','district','หนึ่ง','One','14')",
  );
  await transaction(t.house.database, machinery, (db) => syncLaw(db));
  const actors: Record<string, Actor> = {};
  for (const key of Object.keys(t.position)) actors[key] = await t.as(key);
  const day = days();
  const ordinary = await thread(t, actors, { title: "สำรวจจุดเสี่ยงน้ำท่วม", secrecy: 0, word: "ตามปกติ" });
  const secret = await thread(t, actors, { title: secretWord, secrecy: 2, word: secretWord });
  const { matter: order } = await issue(t, actors, "เรื่องที่ปิดแล้ว", 0, "ตามปกติ");
  await t.perform("orders.close", actors["governor"]!, { order, result: "แล้วเสร็จ", cancelOpen: true });
  await indexMissing(t.house); // as the outbox would have done
  return { t, actors, ordinary, secret, closed: { order }, things: await things(t, actors, day), day };
}

function days() {
  const thai = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Bangkok" });
  const today = thai.format(Date.now());
  return { today, later: thai.format(Date.now() + 40 * 86_400_000), year: Number(today.slice(0, 4)) + 543 };
}

const issue = (t: TestHouse, actors: Record<string, Actor>, title: string, secrecy: number, word: string) =>
  t.perform<{ matter: number; assignments: number[] }>("orders.issue", actors["governor"]!, {
    title,
    body: `${word} ให้รายงานผล`,
    secrecy,
    to: [t.position["agency1_head"], t.position["agency1_officer"]],
    workingDays: 10,
    sourceNote: word,
    places: [{ area: "1401", label: word }],
  });

async function thread(
  t: TestHouse,
  actors: Record<string, Actor>,
  { title, secrecy, word }: { title: string; secrecy: number; word: string },
): Promise<Thread> {
  const { matter, assignments } = await issue(t, actors, title, secrecy, word);
  const [assignment = 0, untouched = 0] = assignments;
  const doer = actors["agency1_head"]!;
  const { report } = await t.perform<{ report: number }>("assignments.report", doer, {
    assignment,
    percent: 40,
    text: word,
  });
  const { request } = await t.perform<{ request: number }>("assignments.askTime", doer, {
    assignment,
    due: days().later,
    reason: word,
  });
  await t.perform("matters.comment", actors["governor"]!, { matter, text: word });
  const token = await upload(t, "governor", `${word}.txt`);
  const { files } = await t.perform<{ files: { id: number }[] }>("files.attach", actors["governor"]!, {
    matter,
    files: [token],
  });
  return { matter, order: matter, assignment, untouched, report, request, file: files[0]!.id };
}

/** As POST /api/files leaves it: content, and an upload that waits for its act. */
export async function upload(t: TestHouse, position: string, name: string): Promise<string> {
  const hash = createHash("sha256").update(name).update(randomBytes(8)).digest("hex");
  const token = randomBytes(16).toString("base64url");
  await t.owner.query("INSERT INTO content (hash, size, type) VALUES ($1, 3, 'text/plain')", [hash]);
  await t.owner.query(
    "INSERT INTO upload (token, person_id, position_id, content_hash, name) VALUES ($1,$2,$3,$4,$5)",
    [token, t.person[position], t.position[position], hash, name],
  );
  return token;
}

async function things(
  t: TestHouse,
  actors: Record<string, Actor>,
  { today, later, year }: World["day"],
): Promise<World["things"]> {
  const one = async (text: string, values: unknown[] = []): Promise<number | string> =>
    (await t.owner.query(text, values)).rows[0].id;
  for (const [key, person] of Object.entries(t.person)) {
    await t.owner.query("INSERT INTO account_login (id, email, name) VALUES ($1, $2, $3)", [
      `login-${key}`,
      `${key.replaceAll("_", "-")}@test.invalid`,
      `${key} ${person}`,
    ]);
  }
  const newcomer = await one(
    "INSERT INTO person (first, last, email) VALUES ('สมมุติใหม่', 'ทดสอบ', 'new@test.invalid') RETURNING id",
  );
  const session = await one(
    "INSERT INTO account_session (token, login_id, expires_at) VALUES ('not a token of anybody', 'login-governor', now() + interval '1 day') RETURNING id",
  );
  const administrator = actors["administrator"]!;
  await t.perform("accounts.disable", administrator, { login: "login-planner", reason: "ทดสอบ" });
  await t.perform("calendar.setHoliday", actors["clerk"]!, {
    day: later,
    th: "วันหยุดพิเศษ",
    kind: "special",
    source: "มติคณะรัฐมนตรี",
  });
  const { absence } = await t.perform<{ absence: number }>("authority.recordAbsence", administrator, {
    position: t.position["vice2"],
    reason: "leave",
    from: today,
    to: later,
  });
  const away = await t.perform<{ absence: number }>("authority.recordAbsence", administrator, {
    position: t.position["palad"],
    reason: "leave",
    from: today,
    to: later,
  });
  const giving = {
    duties: ["orders.issue"],
    subdelegable: true,
    instrument: "คำสั่งทดสอบ ๑/๒๕๖๙",
    signed_on: today,
    from: today,
  };
  const offered = await t.perform<{ delegation: number }>("authority.delegate", actors["governor"]!, {
    ...giving,
    to: t.position["vice1"],
  });
  const accepted = await t.perform<{ delegation: number }>("authority.delegate", actors["governor"]!, {
    ...giving,
    to: t.position["palad"],
  });
  await t.perform("authority.acceptDelegation", actors["palad"]!, { delegation: accepted.delegation });
  const list = await t.perform<{ id: number }>("orders.saveList", actors["governor"]!, {
    name: "คณะทำงานน้ำ",
    positions: [t.position["district1_chief"]],
  });
  const { unit } = await t.perform<{ unit: number }>("authority.addUnit", administrator, {
    parent: t.unit["office"],
    kind: "work_group",
    th: "กลุ่มงานว่าง",
    en: "Empty group",
    admin_type: "R",
    from: "2024-01-01",
  });
  const { position } = await t.perform<{ position: number }>("authority.addPosition", administrator, {
    unit: t.unit["strategy"],
    th: "นักวิเคราะห์ว่าง",
    en: "Vacant analyst",
    role: "planner",
    from: "2024-01-01",
  });
  return {
    newcomer,
    session,
    absence,
    away: away.absence,
    offered: offered.delegation,
    accepted: accepted.delegation,
    list: list.id,
    emptyUnit: unit,
    emptyPosition: position,
    today,
    later,
    year,
    occupancy: await one("SELECT id FROM occupancy WHERE position_id = $1", [t.position["clerk"]]),
    grant: await one("SELECT id FROM duty_grant WHERE position_id = $1 AND duty = 'calendar.keep'", [
      t.position["clerk"],
    ]),
    notice: await one(
      "INSERT INTO notice (to_position, kind, th, en, at) VALUES ($1, 'test', 'แจ้งทดสอบ', 'A test', now()) RETURNING id",
      [t.position["clerk"]],
    ),
    happening: await one(
      "UPDATE outbox SET tries = 3, fault = 'test' WHERE id = (SELECT max(id) FROM outbox) RETURNING id",
    ),
  };
}
