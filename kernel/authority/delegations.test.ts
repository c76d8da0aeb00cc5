import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { assemble, kernelRooms } from "../rooms.ts";
import { openTestHouse, type TestHouse } from "../testing.ts";
import { delegationFault } from "./rules.ts";

interface Post {
  id: number;
  role: string;
  unit: number;
  path: number[];
}
type Static<A> = A extends fc.Arbitrary<infer V> ? V : never;

let t: TestHouse;
let today: string;
before(async () => {
  t = await openTestHouse({ rooms: assemble(kernelRooms) });
  today = (await t.owner.query("SELECT thai_today() AS day")).rows[0].day;
});
after(() => t?.close());

const plus = (days: number) =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const terms = (to: string, over: object = {}) => ({
  to: t.position[to],
  duties: ["authority.appoint"],
  instrument: "คำสั่งจังหวัด ๑๒๓/๒๕๖๙",
  signed_on: plus(-1),
  from: today,
  ...over,
});
const delegated = async (from: string, to: string, over: object = {}) =>
  (await t.perform<{ delegation: number }>("authority.delegate", await t.as(from), terms(to, over))).delegation;
const accept = async (as: string, delegation: number) =>
  t.perform("authority.acceptDelegation", await t.as(as), { delegation });
type Row = { id: number; state: string; from: number; to: number };
const stateOf = async (delegation: number) =>
  (await t.look<Row[]>("authority.delegations", await t.as("clerk"))).find((row) => row.id === delegation)?.state;

test("a delegation has effect once it is accepted, and shows in the recipient's powers with its instrument", async () => {
  const id = await delegated("governor", "vice1");
  assert.equal(await stateOf(id), "awaiting");
  assert.equal((await t.as("vice1")).has("authority.appoint"), false);
  const other = await t.refused(accept("vice2", id));
  assert.equal(other.code, "not-permitted");
  await accept("vice1", id);
  assert.equal(await stateOf(id), "in_force");
  const power = (await t.as("vice1")).power("authority.appoint", t.unit["agency1"]);
  assert.deepEqual(
    [power?.via, power?.onBehalfOf, power?.instrument],
    ["delegation", t.position["governor"], "คำสั่งจังหวัด ๑๒๓/๒๕๖๙"],
  );
  assert.equal((await t.refused(accept("vice1", id))).code, "conflict");
});

test("what the delegate does stands in the ledger as done for the delegator, and the delegator sees it (s. 40)", async () => {
  await t.perform("authority.addPerson", await t.as("vice1"), { first: "ผู้ที่รับมอบ" });
  const { rows } = await t.owner.query(
    "SELECT capacity, on_behalf_of, instrument FROM ledger WHERE event = 'authority.personAdded'",
  );
  assert.deepEqual(rows[0], {
    capacity: "delegate",
    on_behalf_of: t.position["governor"],
    instrument: "คำสั่งจังหวัด ๑๒๓/๒๕๖๙",
  });
  const [row] = await t.look<Row[]>("authority.delegations", await t.as("vice1"), { mine: true });
  const seen = await t.look<{ done: { event: string }[] }>("authority.delegation", await t.as("governor"), {
    delegation: row!.id,
  });
  assert.deepEqual(
    seen.done.map((line) => line.event),
    ["authority.personAdded"],
  );
  const outsider = await t.look<{ done: unknown[] }>("authority.delegation", await t.as("agency1_head"), {
    delegation: row!.id,
  });
  assert.deepEqual(outsider.done, []);
});

test("a delegation that ended yesterday gives nothing today", async () => {
  const id = await delegated("governor", "vice2", { signed_on: plus(-10), from: plus(-9), until: today });
  await accept("vice2", id);
  assert.equal(await stateOf(id), "ended");
  const refused = await t.refused(t.perform("authority.addPerson", await t.as("vice2"), { first: "ช้าไป" }));
  assert.deepEqual([refused.code, refused.extra["duty"]], ["not-permitted", "authority.appoint"]);
});

test("sub-delegation only where allowed, and within duties, period and scope (s. 39)", async () => {
  const plain = await delegated("governor", "palad");
  await accept("palad", plain);
  const palad = await t.as("palad");
  const forbidden = await t.refused(
    t.perform("authority.subdelegate", palad, { parent: plain, ...terms("district1_chief") }),
  );
  assert.match(forbidden.words.en, /does not allow sub-delegation/);

  const open = await delegated("governor", "palad", {
    subdelegable: true,
    scope_unit: t.unit["district1"],
    until: plus(30),
    instrument: "คำสั่ง ๑๒๔/๒๕๖๙",
    amount_limit: 50000,
  });
  await accept("palad", open);
  const child = (over: object) => ({
    parent: open,
    ...terms("district1_chief", { scope_unit: t.unit["district1"], until: plus(20), amount_limit: 10000, ...over }),
  });
  for (const over of [
    { until: undefined },
    { scope_unit: undefined },
    { scope_unit: t.unit["district2"] },
    { amount_limit: 60000 },
    { duties: ["authority.absence"] },
  ]) {
    const problem = await t.refused(t.perform("authority.subdelegate", palad, JSON.parse(JSON.stringify(child(over)))));
    assert.match(problem.words.en, /must stay within/, JSON.stringify(over));
  }
  const made = await t.perform<{ delegation: number; root: number }>("authority.subdelegate", palad, child({}));
  assert.equal(made.root, t.position["governor"]);
  await accept("district1_chief", made.delegation);
  const chief = await t.as("district1_chief");
  assert.ok(chief.covers("authority.appoint", t.unit["district1"]!));
  assert.equal(chief.covers("authority.appoint", t.unit["district2"]!), false);
  // the delegator revokes: what hangs on it falls too
  await t.perform("authority.revokeDelegation", await t.as("governor"), {
    delegation: open,
    on: today,
    reason: "ปรับการมอบอำนาจ",
  });
  assert.equal((await t.as("district1_chief")).has("authority.appoint"), false);
  assert.equal(await stateOf(made.delegation), "ended");
  const back = await t.refused(
    t.perform("authority.revokeDelegation", await t.as("governor"), {
      delegation: plain,
      on: plus(-1),
      reason: "ย้อนหลัง",
    }),
  );
  assert.equal(back.errors[0]?.field, "on");
});

test("only one's own power, within one's own reach, not to oneself, signed before it takes force (s. 38)", async () => {
  const refusedWith = async (from: string, to: string, over: object, words: RegExp) =>
    assert.match((await t.refused(delegated(from, to, over))).words.en, words);
  await refusedWith("agency1_head", "agency1_officer", {}, /only a duty it has itself/);
  await refusedWith(
    "agency1_head",
    "agency1_officer",
    { duties: ["authority.absence"], scope_unit: t.unit["agency2"] },
    /outside the delegator's own reach/,
  );
  await refusedWith("governor", "governor", {}, /cannot delegate to itself/);
  await refusedWith("governor", "vice2", { signed_on: plus(1) }, /signed no later/);
  await refusedWith(
    "agency1_head",
    "agency2_head",
    { duties: ["authority.absence"], licence_power: true },
    /only to a subordinate or a governor/,
  );
  await refusedWith("governor", "vice2", { until: today }, /end must come after/);
  // a power to license may go down the line, and a limited reach stays limited
  const id = await delegated("agency1_head", "agency1_officer", {
    duties: ["authority.absence"],
    licence_power: true,
    scope_unit: t.unit["agency1"],
  });
  await accept("agency1_officer", id);
  assert.equal((await t.as("agency1_officer")).power("authority.absence", t.unit["agency1"])?.reach, "line");
});

test("the registry records another's instrument, never one in its own favour", async () => {
  const head = await t.as("office_head");
  await t.perform("authority.delegate", head, { ...terms("vice2"), position: t.position["governor"] });
  const own = await t.refused(
    t.perform("authority.delegate", head, { ...terms("office_head"), position: t.position["governor"] }),
  );
  assert.match(own.words.en, /his own position/);
  const stranger = await t.refused(
    t.perform("authority.delegate", await t.as("agency2_head"), {
      ...terms("vice2"),
      position: t.position["governor"],
    }),
  );
  assert.equal(stranger.code, "not-permitted");
});

test("who acts for the governor has all his powers, seats included (s. 48); a written delegation is not altered", async () => {
  const made = await t.perform<{ acting: { occupancy: number }[] }>(
    "authority.recordAbsence",
    await t.as("administrator"),
    {
      position: t.position["governor"],
      reason: "duty_elsewhere",
      from: today,
      to: plus(2),
      order: { person: t.person["vice2"], instrument: "คำสั่ง มท ๗/๒๕๖๙" },
    },
  );
  const own = await t.as("vice2");
  const acting = await t.as("vice2", made.acting[0]!.occupancy);
  assert.deepEqual([own.capacity, acting.capacity, acting.position.id], ["holder", "acting", t.position["governor"]]);
  const powers = async (position: string) =>
    (await t.owner.query("SELECT duty, reach FROM powers_of($1, $2) ORDER BY duty", [t.position[position], today]))
      .rows;
  assert.deepEqual(
    acting.powers.map(({ duty, reach }) => ({ duty, reach })).toSorted((a, b) => (a.duty < b.duty ? -1 : 1)),
    await powers("governor"),
  );
  await assert.rejects(t.owner.query("UPDATE delegation SET duties = ARRAY['matters.read']"), /not altered/);
});

test("the rules that screens foretell by are the rules that the database keeps", async () => {
  const client = await t.owner.connect();
  const seen = new Map<string, number>();
  try {
    await client.query("BEGIN");
    await client.query("INSERT INTO duty (code, th, en, room) VALUES ('r.0', 'x', 'x', 'r'), ('r.1', 'x', 'x', 'r')");
    const { rows: posts } = await client.query<Post>(
      "SELECT p.id, p.role, p.unit_id AS unit, u.path FROM position p JOIN unit u ON u.id = p.unit_id ORDER BY p.id",
    );
    for (const post of posts)
      await client.query(
        "INSERT INTO duty_grant (duty, position_id, reach, basis, during) VALUES ('r.0', $1, 'province', 'a:๑', '[2026-01-05,)')",
        [post.id],
      );
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-01-${String(n).padStart(2, "0")}`);
    const seldom = fc.nat(4).map((n) => n === 0);
    const any = fc.record({
      from: fc.constantFrom(...posts),
      to: fc.constantFrom(...posts),
      duties: fc.constantFrom(["r.0"], ["r.0"], ["r.0"], ["r.0"], ["r.1"], ["r.0", "r.1"]),
      start: day,
      end: fc.option(fc.constantFrom("2026-02-10", "2026-03-10")),
      scope: fc.option(fc.constantFrom(...posts), { freq: 1 }),
      amountLimit: fc.option(fc.constantFrom(100, 200)),
      subdelegable: fc.boolean(),
      licencePower: seldom,
      signedOn: day,
      accepted: seldom.map((no) => !no),
      revoked: seldom,
    });
    const insert = async (each: Static<typeof any>, giver: Post, parent: number | null) => {
      await client.query("SAVEPOINT one");
      try {
        const { rows } = await client.query(
          `INSERT INTO delegation (parent_id, from_position, to_position, root_position, duties, scope_unit, amount_limit, subdelegable, licence_power, instrument, signed_on, during)
           VALUES ($1, $2, $3, $2, $4, $5, $6, $7, $8, 'i', $9, daterange($10, $11)) RETURNING id`,
          [
            parent,
            giver.id,
            each.to.id,
            each.duties,
            each.scope?.unit ?? null,
            each.amountLimit,
            each.subdelegable,
            each.licencePower,
            each.signedOn,
            each.start,
            each.end,
          ],
        );
        return { id: rows[0].id as number, fault: undefined };
      } catch (error) {
        await client.query("ROLLBACK TO one");
        return { id: 0, fault: (error as { constraint?: string }).constraint };
      }
    };
    const termsOf = (each: Static<typeof any>, giver: Post) => ({
      ...each,
      from: giver.id,
      to: each.to.id,
      scopePath: each.scope?.path ?? null,
    });
    const partiesOf = (each: Static<typeof any>, giver: Post) => ({
      giverRole: giver.role,
      giverUnit: giver.unit,
      takerRole: each.to.role,
      takerPath: each.to.path,
      giverDuties: each.start >= "2026-01-05" ? ["r.0"] : [],
    });
    await fc.assert(
      fc.asyncProperty(any, any, async (first, second) => {
        const root = await insert(first, first.from, null);
        const said = delegationFault(termsOf(first, first.from), partiesOf(first, first.from));
        seen.set(said ?? "lawful", (seen.get(said ?? "lawful") ?? 0) + 1);
        assert.equal(root.fault, said);
        if (root.fault) return;
        if (first.accepted)
          await client.query("INSERT INTO delegation_acceptance (delegation_id) VALUES ($1)", [root.id]);
        if (first.revoked)
          await client.query(
            "INSERT INTO delegation_revocation (delegation_id, ends_on, reason) VALUES ($1, '2026-02-01', 'x')",
            [root.id],
          );
        const child = await insert(second, first.to, root.id);
        const childSaid = delegationFault(termsOf(second, first.to), partiesOf(second, first.to), {
          ...termsOf(first, first.from),
          inForce: first.accepted && !first.revoked,
        });
        seen.set(`child ${childSaid ?? "lawful"}`, (seen.get(`child ${childSaid ?? "lawful"}`) ?? 0) + 1);
        assert.equal(child.fault, childSaid);
      }),
      { numRuns: 1200 },
    );
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
  for (const rule of [
    "lawful",
    "delegation_of_own_power",
    "licence_to_subordinate",
    "child lawful",
    "child subdelegation_allowed",
    "child subdelegation_within",
  ]) {
    assert.ok((seen.get(rule) ?? 0) > 0, `${rule} was tried: ${JSON.stringify([...seen])}`);
  }
});
