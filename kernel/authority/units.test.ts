import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assemble, kernelRooms } from "../rooms.ts";
import { openTestHouse, type TestHouse } from "../testing.ts";
import { authorityTable } from "./index.ts";

let t: TestHouse;
let today: string;
before(async () => {
  t = await openTestHouse({ rooms: assemble(kernelRooms) });
  today = (await t.owner.query("SELECT thai_today() AS day")).rows[0].day;
  t.setClock(`${today}T03:00:00Z`);
});
after(() => t?.close());
const plus = (days: number) =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const nameOn = async (unit: string, day: string) =>
  (await t.look<{ th: string } | null>("authority.unit", await t.as("clerk"), { unit: t.unit[unit], day }))?.th;

test("a unit is renamed and moved as of a day; earlier days keep the old name and place", async () => {
  const administrator = await t.as("administrator");
  const clerk = await t.refused(
    t.perform("authority.changeUnit", await t.as("clerk"), {
      unit: t.unit["strategy"],
      from: today,
      instrument: "ก",
      th: "ข",
    }),
  );
  assert.equal(clerk.code, "not-permitted");
  await t.perform("authority.changeUnit", administrator, {
    unit: t.unit["strategy"],
    from: plus(-10),
    instrument: "คำสั่ง ๑",
    th: "กลุ่มงานแผน",
    parent: t.unit["administration"],
  });
  assert.equal(await nameOn("strategy", plus(-11)), "กลุ่มงานยุทธศาสตร์การพัฒนาจังหวัด");
  assert.equal(await nameOn("strategy", today), "กลุ่มงานแผน");
  const above = async (day: string) =>
    (
      await t.look<{ above: { id: number }[] }>("authority.unit", administrator, { unit: t.unit["strategy"], day })
    ).above.map((each) => each.id);
  assert.deepEqual(
    await above(plus(-11)),
    ["province", "office", "strategy"].map((key) => t.unit[key]),
  );
  assert.deepEqual(
    await above(today),
    ["province", "office", "administration", "strategy"].map((key) => t.unit[key]),
  );
  // the group head's power over his unit reaches the moved unit's line only through a line; the tree of today has moved too
  const { rows } = await t.owner.query("SELECT path FROM unit WHERE id = $1", [t.unit["strategy"]]);
  assert.deepEqual(
    rows[0].path,
    ["province", "office", "administration", "strategy"].map((key) => t.unit[key]),
  );
});

test("a change ahead of time waits for its day", async () => {
  await t.perform("authority.changeUnit", await t.as("administrator"), {
    unit: t.unit["agency2"],
    from: plus(5),
    instrument: "คำสั่ง ๒",
    th: "สำนักงานใหม่",
  });
  const now = async () => (await t.owner.query("SELECT th FROM unit WHERE id = $1", [t.unit["agency2"]])).rows[0].th;
  assert.equal(await now(), "สำนักงานสาธารณสุขจังหวัดทดสอบ");
  await t.owner.query("SELECT units_turn($1)", [plus(5)]);
  assert.equal(await now(), "สำนักงานใหม่");
  await t.owner.query("SELECT units_turn($1)", [today]);
});

test("no circle, today or later; no parent that does not exist", async () => {
  const administrator = await t.as("administrator");
  const circle = await t.refused(
    t.perform("authority.changeUnit", administrator, {
      unit: t.unit["office"],
      from: plus(3),
      instrument: "x",
      parent: t.unit["administration"],
    }),
  );
  assert.equal(circle.errors[0]?.field, "parent");
  const self = await t.refused(
    t.perform("authority.changeUnit", administrator, {
      unit: t.unit["office"],
      from: today,
      instrument: "x",
      parent: t.unit["office"],
    }),
  );
  assert.equal(self.errors[0]?.field, "parent");
  await assert.rejects(
    t.owner.query("UPDATE unit SET parent_id = $1 WHERE id = $2", [t.unit["administration"], t.unit["office"]]),
    /cannot stand below itself/,
  );
});

test("a unit and a position live and end; what is in use is not closed", async () => {
  const administrator = await t.as("administrator");
  const { unit } = await t.perform<{ unit: number }>("authority.addUnit", administrator, {
    parent: t.unit["office"],
    kind: "work_group",
    th: "กลุ่มงานชั่วคราว",
    en: "Temporary group",
    admin_type: "R",
    from: plus(-30),
  });
  const made = await t.perform<{ position: number; grants: number }>("authority.addPosition", administrator, {
    unit,
    role: "group_head",
    th: "หัวหน้ากลุ่มงานชั่วคราว",
    en: "Head",
    heads_unit: true,
    from: plus(-30),
  });
  assert.ok(made.grants > 0, "a new position has what its role gives from the start");
  const second = await t.refused(
    t.perform("authority.addPosition", administrator, {
      unit,
      role: "group_head",
      th: "หัวหน้าอีกคน",
      en: "Head",
      heads_unit: true,
      from: today,
    }),
  );
  assert.match(second.words.en, /already has a head/);
  assert.equal(
    (await t.refused(t.perform("authority.closeUnit", administrator, { unit, on: plus(1), instrument: "x" }))).code,
    "conflict",
  );
  const { person } = await t.perform<{ person: number }>("authority.addPerson", administrator, { first: "ชั่วคราว" });
  await t.perform("authority.appoint", administrator, {
    person,
    position: made.position,
    instrument: "คำสั่ง ๓",
    from: plus(-20),
    own: true,
  });
  assert.equal(
    (
      await t.refused(
        t.perform("authority.closePosition", administrator, { position: made.position, on: plus(1), instrument: "x" }),
      )
    ).code,
    "conflict",
  );
  const [sitting] = (
    await t.look<{ occupancies: { id: number }[] }>("authority.position", administrator, { position: made.position })
  ).occupancies;
  await t.perform("authority.endOccupancy", administrator, {
    occupancy: sitting!.id,
    on: plus(1),
    instrument: "คำสั่ง ๔",
    reason: "ยุบเลิก",
  });
  await t.perform("authority.closePosition", administrator, {
    position: made.position,
    on: plus(1),
    instrument: "คำสั่ง ๔",
  });
  await t.perform("authority.closeUnit", administrator, { unit, on: plus(1), instrument: "คำสั่ง ๔" });
  const tree = async (day: string) =>
    (await t.look<{ units: { id: number }[] }>("authority.units", administrator, { day })).units.map((each) => each.id);
  assert.ok((await tree(today)).includes(unit) && !(await tree(plus(1))).includes(unit));
  const ended = await t.look<{ occupancies: { ended_by: string; ended_why: string }[] }>(
    "authority.position",
    administrator,
    { position: made.position },
  );
  assert.deepEqual([ended.occupancies[0]?.ended_by, ended.occupancies[0]?.ended_why], ["คำสั่ง ๔", "ยุบเลิก"]);
});

test("a duty is granted and ended by an administrator, not for himself", async () => {
  const administrator = await t.as("administrator");
  const input = {
    position: t.position["planner"],
    duty: "authority.appoint",
    reach: "unit",
    instrument: "คำสั่ง ๕",
    from: today,
  };
  const { grant } = await t.perform<{ grant: number }>("authority.grant", administrator, input);
  assert.equal((await t.as("planner")).power("authority.appoint")?.reach, "unit");
  assert.match((await t.refused(t.perform("authority.grant", administrator, input))).words.en, /already has this duty/);
  assert.match(
    (await t.refused(t.perform("authority.grant", administrator, { ...input, position: t.position["administrator"] })))
      .words.en,
    /own position/,
  );
  assert.equal(
    (await t.refused(t.perform("authority.grant", administrator, { ...input, duty: "no.such" }))).errors[0]?.field,
    "duty",
  );
  await t.perform("authority.endGrant", administrator, { grant, on: today, instrument: "คำสั่ง ๖" });
  assert.equal((await t.as("planner")).has("authority.appoint"), false);
});

test("the authority table has a row for every act of every room, with its clauses and holders", async () => {
  const table = await t.look<{
    acts: { act: string; basis: { th: string }[] }[];
    holdings: { duty: string; role: string; count: number; positions: { person_th: string }[] }[];
  }>("authority.table", await t.as("clerk"));
  assert.deepEqual(
    table.acts.map((row) => row.act),
    kernelRooms.flatMap((room) => Object.keys(room.acts).map((verb) => `${room.name}.${verb}`)),
  );
  assert.ok(table.acts.every((row) => row.basis.length > 0));
  const governors = table.holdings.find((each) => each.duty === "authority.appoint" && each.role === "governor");
  assert.equal(governors?.count, 1);
  assert.match(governors?.positions[0]?.person_th ?? "", /^นาย/u);
  assert.equal(authorityTable(kernelRooms).length, table.acts.length);
});

test("pickers find people and positions by part of a name, with the signs of LIKE as letters", async () => {
  const clerk = await t.as("clerk");
  const found = await t.look<{ id: number; person: number }[]>("authority.positions", clerk, { text: "ผู้ว่าราชการ" });
  assert.ok(found.some((row) => row.id === t.position["governor"] && row.person === t.person["governor"]));
  assert.deepEqual(await t.look("authority.positions", clerk, { text: "%" }), []);
  const people = await t.look<{ id: number }[]>("authority.people", clerk, { text: `สมมุติ${t.position["clerk"]}` });
  assert.ok(people.some((row) => row.id === t.person["clerk"]));
  await t.perform("authority.correctPerson", await t.as("administrator"), {
    person: t.person["clerk"],
    last: "เปลี่ยนแล้ว",
  });
  const one = await t.look<{ last: string; occupancies: { position: number }[] }>("authority.person", clerk, {
    person: t.person["clerk"],
  });
  assert.deepEqual([one.last, one.occupancies[0]?.position], ["เปลี่ยนแล้ว", t.position["clerk"]]);
  assert.equal(await t.look("authority.person", clerk, { person: 999999 }), null);
});

test("duties are synchronised once; what an administrator ended stays ended", async () => {
  const { rows } = await t.owner.query(
    "SELECT id FROM duty_grant WHERE position_id = $1 AND duty = 'authority.absence'",
    [t.position["group_head"]],
  );
  await t.perform("authority.endGrant", await t.as("administrator"), {
    grant: rows[0].id,
    on: plus(1),
    instrument: "คำสั่ง ๗",
  });
  const { syncDuties } = await import("./grant-defaults.ts");
  const { transaction } = await import("../database.ts");
  const { machinery } = await import("../actor.ts");
  const again = await transaction(t.house.database, machinery, (db) => syncDuties(db, kernelRooms));
  assert.deepEqual(again.fresh, []);
  const { rows: left } = await t.owner.query(
    "SELECT upper(during) AS to FROM duty_grant WHERE position_id = $1 AND duty = 'authority.absence'",
    [t.position["group_head"]],
  );
  assert.deepEqual(left, [{ to: plus(1) }]);
});
