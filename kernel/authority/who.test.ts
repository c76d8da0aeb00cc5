import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import type pg from "pg";
import { assemble, kernelRooms } from "../rooms.ts";
import { openTestHouse, type TestHouse } from "../testing.ts";
import { history, live } from "./history.fixture.ts";
import * as model from "./who-model.fixture.ts";

let t: TestHouse;
before(async () => {
  t = await openTestHouse({ rooms: assemble(kernelRooms) });
});
after(() => t?.close());

/** Runs inside one transaction that is taken back at the end, with deferred constraints told at once. */
async function meanwhile<R>(work: (db: pg.PoolClient) => Promise<R>): Promise<R> {
  const client = await t.owner.connect();
  try {
    await client.query("BEGIN; SET CONSTRAINTS ALL IMMEDIATE");
    return await work(client);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

test("who_may agrees with a brute-force reading of the same history, on any day", async () => {
  const seen = { answers: 0, delegated: 0, acting: 0 };
  await fc.assert(
    fc.asyncProperty(history, (h) =>
      meanwhile(async (db) => {
        const world = await live(db, h);
        const units = [...new Set(world.versions.map((each) => each.unit))];
        // half of the days asked for are days on which something begins or ends
        const turns = [
          ...[...world.positions, ...world.grants, ...world.absences, ...world.occupancies].flatMap(({ from, to }) => [
            from,
            to,
          ]),
          ...world.delegations.flatMap(({ start, end, accepted, revoked }) => [
            start,
            end,
            accepted,
            accepted,
            accepted,
            revoked,
            revoked,
          ]),
        ].filter((day) => day !== null);
        for (const ask of h.asks) {
          const day = ask.turn === null ? ask.day : turns[ask.turn % turns.length]!;
          const unit = units[ask.unit % units.length]!;
          const { rows } = await db.query(
            "SELECT rank, position_id, person_id, occupancy_id, capacity, reach, delegation_id FROM who_may($1, $2, $3) ORDER BY rank",
            [`t.${ask.duty}`, unit, model.dayOf(day)],
          );
          const expected = model.whoMay(world, ask.duty, unit, day);
          assert.deepEqual(
            rows.map((row) => [
              row.position_id,
              row.person_id,
              row.occupancy_id,
              row.capacity,
              row.reach,
              row.delegation_id,
            ]),
            expected,
            `duty ${ask.duty} for unit ${unit} on ${model.dayOf(day)}`,
          );
          assert.deepEqual(
            rows.map((row) => Number(row.rank)),
            rows.map((_, nth) => nth + 1),
            "one answer of rank 1",
          );
          seen.answers += rows.length;
          seen.delegated += rows.filter((row) => row.capacity === "delegate").length;
          seen.acting += rows.filter((row) => row.capacity === "acting").length;
        }
      }),
    ),
    { numRuns: 60, endOnFailure: true },
  );
  assert.ok(
    seen.answers > 50 && seen.delegated > 0 && seen.acting > 0,
    `the histories say something: ${JSON.stringify(seen)}`,
  );
});

test("two at once for the same place: one is taken, the other told why", async () => {
  const administrator = await t.as("administrator");
  const people = await Promise.all(
    [1, 2, 3, 4, 5, 6].map((nth) =>
      t.perform<{ person: number }>("authority.addPerson", administrator, { first: `คนที่${nth}` }),
    ),
  );
  const added = await t.perform<{ position: number }>("authority.addPosition", administrator, {
    unit: t.unit["strategy"],
    role: "officer",
    th: "เจ้าหน้าที่",
    en: "Officer",
    from: "2026-01-01",
  });
  const outcomes = await Promise.allSettled(
    people.map(({ person }) =>
      t.perform("authority.appoint", administrator, {
        person,
        position: added.position,
        instrument: "คำสั่ง ๑",
        from: "2026-02-01",
        own: true,
      }),
    ),
  );
  assert.equal(outcomes.filter((each) => each.status === "fulfilled").length, 1);
  for (const each of outcomes)
    if (each.status === "rejected") assert.match(String(each.reason), /already has a holder/);
  const absent = await Promise.allSettled(
    [1, 2, 3].map(() =>
      t.perform("authority.recordAbsence", administrator, {
        position: t.position["planner"],
        reason: "leave",
        from: "2026-12-07",
        to: "2026-12-08",
      }),
    ),
  );
  assert.equal(absent.filter((each) => each.status === "fulfilled").length, 1);
  // behind the acts as well: the constraint, not the code, is the last line
  const rows = await Promise.allSettled(
    people.map(({ person }) =>
      t.owner.query(
        "INSERT INTO occupancy (person_id, position_id, capacity, basis, instrument, during) VALUES ($1, $2, 'holder', 'a:๑', 'i', '[2030-01-01,)')",
        [person, t.position["clerk"]],
      ),
    ),
  );
  assert.equal(rows.filter((each) => each.status === "fulfilled").length, 0, "the clerk's post has its holder");
});

test("a subject that nobody may do falls to the provincial office, and the answer says so", async () => {
  const clerk = await t.as("clerk");
  type Who = {
    answer: { position: { id: number } } | null;
    residual: { unit: number; residual: boolean; answer: { position: { id: number } } } | null;
  };
  await t.owner.query("INSERT INTO duty (code, th, en, room) VALUES ('test.rare', 'หายาก', 'Rare', 'test')");
  await t.owner.query(
    "INSERT INTO duty_grant (duty, position_id, reach, basis) VALUES ('test.rare', $1, 'unit', 'state-administration:๖๐')",
    [t.position["office_head"]],
  );
  const asked = await t.look<Who>("authority.who", clerk, { duty: "test.rare", unit: t.unit["agency1"] });
  assert.equal(asked.answer, null);
  assert.deepEqual(
    [asked.residual?.unit, asked.residual?.answer.position.id],
    [t.unit["office"], t.position["office_head"]],
  );
  const byAct = await t.look<Who>("authority.who", clerk, { act: "authority.appoint", unit: t.unit["agency1"] });
  assert.equal(byAct.answer?.position.id, t.position["governor"]);
  const unknown = await t.refused(t.look("authority.who", clerk, { act: "no.thing", unit: t.unit["agency1"] }));
  assert.equal(unknown.errors[0]?.field, "act");
});

test("the line of command: nearest head first, up to the governor", async () => {
  const rows = await t.look<{ position: number }[]>("authority.chain", await t.as("clerk"), {
    position: t.position["clerk"],
  });
  assert.deepEqual(
    rows.map((row) => row.position),
    ["group_head", "office_head", "governor"].map((key) => t.position[key]),
  );
  assert.deepEqual(await t.look("authority.chain", await t.as("clerk"), { position: t.position["governor"] }), []);
});

test("who_may answers within 20 ms at 600 positions, 40 duties and 200 delegations", async () => {
  const best = await meanwhile(async (db) => {
    const { rows: made } = await db.query(
      `
      WITH u AS (INSERT INTO unit (key, parent_id, kind, th, en, admin_type) SELECT 'big' || n, $1, 'agency', 'x', 'x', 'R' FROM generate_series(1, 60) n RETURNING id)
      SELECT array_agg(id) AS ids FROM u`,
      [t.unit["province"]],
    );
    await db.query(
      "INSERT INTO position (key, unit_id, th, en, role, heads_unit) SELECT 'big' || n, ($1::int[])[1 + n % 60], 'x', 'x', 'officer', n <= 60 FROM generate_series(1, 600) n",
      [made[0].ids],
    );
    await db.query(
      "INSERT INTO duty (code, th, en, room) SELECT 'big.' || n, 'x', 'x', 'big' FROM generate_series(1, 40) n",
    );
    await db.query(
      "INSERT INTO duty_grant (duty, position_id, reach, basis) SELECT 'big.' || n, p.id, (ARRAY['own','unit','line','province'])[1 + (p.id + n) % 4], 'a:๑' FROM position p, generate_series(1, 40) n WHERE p.key LIKE 'big%'",
    );
    await db.query("INSERT INTO person (first) SELECT 'big' || n FROM generate_series(1, 600) n");
    await db.query(`INSERT INTO occupancy (person_id, position_id, capacity, substantive, basis, instrument, during)
      SELECT w.id, p.id, 'holder', true, 'a:๑', 'i', '[2021-01-01,)' FROM person w JOIN position p ON p.key = w.first WHERE w.first LIKE 'big%'`);
    await db.query(`INSERT INTO delegation (from_position, to_position, root_position, duties, instrument, signed_on, during)
      SELECT p.id, q.id, p.id, ARRAY['big.1','big.2','big.3'], 'i', '2021-01-01', '[2021-01-01,)' FROM position p JOIN position q ON q.id = p.id + 1 WHERE p.key LIKE 'big%' AND q.key LIKE 'big%' LIMIT 200`);
    await db.query("INSERT INTO delegation_acceptance (delegation_id, at) SELECT id, '2021-01-02' FROM delegation");
    await db.query(
      "ANALYZE unit; ANALYZE unit_version; ANALYZE position; ANALYZE duty_grant; ANALYZE occupancy; ANALYZE delegation; ANALYZE delegation_acceptance",
    );
    const times: number[] = [];
    for (let round = 0; round < 15; round++) {
      const start = performance.now();
      const { rows } = await db.query("SELECT * FROM who_may('big.1', $1, '2026-06-01')", [made[0].ids[round]]);
      times.push(performance.now() - start);
      assert.ok(rows.length > 100);
      assert.equal(rows.filter((row) => Number(row.rank) === 1).length, 1);
    }
    return Math.min(...times);
  });
  assert.ok(best < 20, `${best.toFixed(1)} ms`);
});
