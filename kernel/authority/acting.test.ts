import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assemble, kernelRooms } from "../rooms.ts";
import { openTestHouse, type TestHouse } from "../testing.ts";

// Names as in the test province: two vice governors, a palad, two agency heads (seniority 4 and 5), two districts.
let t: TestHouse;
before(async () => {
  t = await openTestHouse({ rooms: assemble(kernelRooms) });
  t.setClock("2026-11-23T03:00:00Z");
});
after(() => t?.close());

interface Acting {
  person: number;
  capacity: string;
  basis: string;
  from: string;
  to: string | null;
}
type Answer = {
  answer: { person: { id: number }; capacity: string; basis: string; signature: { th: string[] } } | null;
  residual: unknown;
};
const away = async (position: string, from: string, to?: string, order?: { person: number; instrument: string }) =>
  t.perform<{ absence: number; acting: Acting[]; needs_order: { why: string }[] }>(
    "authority.recordAbsence",
    await t.as("administrator"),
    {
      position: t.position[position],
      reason: "leave",
      from,
      ...(to ? { to } : {}),
      ...(order ? { order } : {}),
    },
  );
const back = async (absence: number, on: string) =>
  t.perform("authority.recordReturn", await t.as("administrator"), { absence, on });
const actsFor = async (position: string, day: string): Promise<string | null> => {
  const { rows } = await t.owner.query("SELECT person_id FROM sitting($1, $2)", [t.position[position], day]);
  return Object.entries(t.person).find(([, id]) => id === rows[0]?.person_id)?.[0] ?? null;
};

test("only whom the duty reaches may record: a clerk may not, a district chief may his own district, not another's", async () => {
  const input = (position: string) => ({
    position: t.position[position],
    reason: "leave",
    from: "2026-12-01",
    to: "2026-12-02",
  });
  const clerk = await t.refused(t.perform("authority.recordAbsence", await t.as("clerk"), input("clerk")));
  assert.equal(clerk.code, "not-permitted");
  assert.equal(clerk.extra["duty"], "authority.absence");
  const chief = await t.as("district1_chief");
  assert.equal(await t.may("authority.recordAbsence", chief, input("district1_chief")), true);
  const other = await t.may("authority.recordAbsence", chief, input("district2_chief"));
  assert.ok(other !== true && other.code === "not-permitted");
});

test("governor away, several vice governors, no order: refused with the candidates and who must appoint", async () => {
  const problem = await t.refused(away("governor", "2027-01-04", "2027-01-06"));
  assert.equal(problem.code, "conflict");
  assert.match(problem.words.th, /ปลัดกระทรวงมหาดไทย/);
  assert.deepEqual(
    (problem.extra["candidates"] as { person: number }[]).map((each) => each.person).toSorted(),
    [t.person["vice1"], t.person["vice2"]].toSorted(),
  );
  assert.equal(
    (await t.owner.query("SELECT 1 FROM absence WHERE during @> '2027-01-04'::date")).rowCount,
    0,
    "nothing is half written",
  );
});

test("with the order the appointee acts, and signs as acting; the holder is back on the day of return", async () => {
  const made = await away("governor", "2027-02-01", undefined, {
    person: t.person["vice2"]!,
    instrument: "คำสั่ง มท ๑/๒๕๗๐",
  });
  assert.deepEqual(
    made.acting.map(({ person, capacity, basis, to }) => ({ person, capacity, basis, to })),
    [{ person: t.person["vice2"], capacity: "acting", basis: "state-administration:๕๖", to: null }],
  );
  const { answer } = await t.look<Answer>("authority.who", await t.as("clerk"), {
    duty: "authority.appoint",
    unit: t.unit["province"],
    day: "2027-02-02",
  });
  assert.equal(answer?.person.id, t.person["vice2"]);
  assert.deepEqual(answer?.signature.th.slice(1), ["รองผู้ว่าราชการจังหวัด รักษาราชการแทน", "ผู้ว่าราชการจังหวัดทดสอบ"]);
  await back(made.absence, "2027-02-10");
  assert.equal(await actsFor("governor", "2027-02-09"), "vice2");
  assert.equal(await actsFor("governor", "2027-02-10"), "governor");
});

test("one vice governor able: he acts by law, without an order; goes the other way when he leaves too", async () => {
  const second = await away("vice2", "2027-03-01", "2027-04-01");
  const governor = await away("governor", "2027-03-05", "2027-03-20");
  assert.deepEqual(
    governor.acting.map(({ person, basis }) => ({ person, basis })),
    [{ person: t.person["vice1"], basis: "state-administration:๕๖" }],
  );
  const { rows } = await t.owner.query(
    "SELECT instrument FROM occupancy WHERE capacity = 'acting' AND during @> '2027-03-06'::date",
  );
  assert.equal(rows[0].instrument, null);
  // now the first vice governor leaves as well: the palad acts for those days, then the vice governor again
  const first = await away("vice1", "2027-03-08", "2027-03-10");
  assert.deepEqual(
    await Promise.all(
      ["2027-03-07", "2027-03-08", "2027-03-09", "2027-03-10", "2027-03-19", "2027-03-20"].map((day) =>
        actsFor("governor", day),
      ),
    ),
    ["vice1", "palad", "palad", "vice1", "vice1", "governor"],
  );
  // the second comes back: whoever acts already goes on, though two are able now
  await back(second.absence, "2027-03-15");
  assert.equal(await actsFor("governor", "2027-03-16"), "vice1");
  await back(governor.absence, "2027-03-18");
  assert.equal(await actsFor("governor", "2027-03-18"), "governor");
  assert.equal(first.needs_order.length, 0);
});

test("when all upper ranks are away the senior agency head acts; a superior may appoint another, and the first then stops (s. 49)", async () => {
  for (const each of ["vice1", "vice2", "palad"]) await away(each, "2027-05-01", "2027-06-01");
  await away("governor", "2027-05-03", "2027-05-20");
  assert.equal(await actsFor("governor", "2027-05-04"), "agency2_head");
  await t.perform("authority.appointActing", await t.as("administrator"), {
    position: t.position["governor"],
    person: t.person["agency1_head"],
    instrument: "คำสั่ง มท ๙/๒๕๗๐",
    from: "2027-05-10",
    to: "2027-05-15",
  });
  assert.deepEqual(
    await Promise.all(["2027-05-09", "2027-05-10", "2027-05-14", "2027-05-15"].map((day) => actsFor("governor", day))),
    ["agency2_head", "agency1_head", "agency1_head", "agency2_head"],
  );
  const { rows } = await t.owner.query(
    "SELECT basis FROM occupancy WHERE position_id = $1 AND during @> '2027-05-12'::date AND capacity = 'acting'",
    [t.position["governor"]],
  );
  assert.equal(rows[0].basis, "state-administration:๔๙");
});

test("a district chief away: his deputy by law (s. 64); another by the chief's appointment", async () => {
  const made = await away("district1_chief", "2027-07-01", "2027-07-03");
  assert.deepEqual(
    made.acting.map(({ person, basis }) => ({ person, basis })),
    [{ person: t.person["district1_deputy"], basis: "state-administration:๖๔" }],
  );
  const alone = await away("district2_chief", "2027-07-01", "2027-07-03");
  assert.deepEqual(alone.acting, []);
  assert.equal(alone.needs_order[0]?.why, "nobody");
});

test("an agency head away: nobody acts by law; a stand-in under Civil Service Act s. 68 does, by order", async () => {
  const made = await away("agency1_head", "2027-08-01", "2027-08-10");
  assert.deepEqual(made.acting, []);
  assert.equal(await actsFor("agency1_head", "2027-08-02"), null);
  const administrator = await t.as("administrator");
  const order = {
    position: t.position["agency1_head"],
    person: t.person["agency1_officer"],
    instrument: "คำสั่ง ๕/๒๕๗๐",
    from: "2027-08-01",
  };
  const tooLong = await t.refused(t.perform("authority.standIn", administrator, { ...order, to: "2027-09-01" }));
  assert.match(tooLong.words.en, /only while the post is vacant or its holder is absent/);
  await t.perform("authority.standIn", administrator, { ...order, to: "2027-08-10" });
  assert.equal(await actsFor("agency1_head", "2027-08-02"), "agency1_officer");
  const wrong = await t.refused(
    t.perform("authority.standIn", administrator, { ...order, position: t.position["governor"] }),
  );
  assert.equal(wrong.code, "conflict");
});

test("the governor's post falls vacant: the law fills it from that day, an appointment ends it", async () => {
  const administrator = await t.as("administrator");
  const { rows } = await t.owner.query("SELECT id FROM occupancy WHERE position_id = $1 AND capacity = 'holder'", [
    t.position["governor"],
  ]);
  await away("vice2", "2028-01-01", "2028-03-01");
  await t.perform("authority.endOccupancy", administrator, {
    occupancy: rows[0].id,
    on: "2028-01-10",
    instrument: "คำสั่ง มท ๒/๒๕๗๑",
    reason: "เกษียณ",
  });
  assert.equal(await actsFor("governor", "2028-01-10"), "vice1");
  const { person } = await t.perform<{ person: number }>("authority.addPerson", administrator, {
    prefix: "นาย",
    first: "ใหม่",
    last: "มาแทน",
  });
  const added = await t.perform<{ occupancy: number }>("authority.appoint", administrator, {
    person,
    position: t.position["governor"],
    instrument: "คำสั่ง มท ๓/๒๕๗๑",
    from: "2028-02-01",
    own: true,
  });
  t.person["new"] = person;
  assert.deepEqual(
    await Promise.all(["2028-01-31", "2028-02-01", "2030-01-01"].map((day) => actsFor("governor", day))),
    ["vice1", "new", "new"],
  );
  // entered by mistake, nothing done under it: withdrawn, and the law fills the post again only while it is recorded vacant
  await t.perform("authority.withdrawOccupancy", administrator, { occupancy: added.occupancy, reason: "บันทึกผิด" });
  assert.equal(await actsFor("governor", "2028-02-01"), null);
});

test("nobody is appointed twice over, nor by himself; a fault names the field", async () => {
  const administrator = await t.as("administrator");
  const input = {
    person: t.person["planner"],
    position: t.position["clerk"],
    instrument: "คำสั่ง ๑/๒๕๖๙",
    from: "2026-12-01",
    own: true,
  };
  const taken = await t.refused(t.perform("authority.appoint", administrator, input));
  assert.equal(taken.code, "conflict");
  assert.equal(taken.errors[0]?.field, "position");
  const self = await t.refused(
    t.perform("authority.appoint", administrator, { ...input, person: t.person["administrator"] }),
  );
  assert.match(self.words.en, /his own appointment/);
  const nowhere = await t.refused(t.perform("authority.appoint", administrator, { ...input, position: 999999 }));
  assert.equal(nowhere.code, "not-found");
  const backwards = await t.refused(t.perform("authority.appoint", administrator, { ...input, to: "2026-11-01" }));
  assert.equal(backwards.errors[0]?.field, "to");
});

test("every act left its line in the ledger", async () => {
  const { rows } = await t.owner.query(
    "SELECT count(*)::int AS n, count(*) FILTER (WHERE event = 'authority.actingTurned')::int AS turned FROM ledger",
  );
  assert.ok(rows[0].n > 20 && rows[0].turned >= 1, JSON.stringify(rows[0]));
});
