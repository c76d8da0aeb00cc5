import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { sql } from "kysely";
import type { Happening, Room } from "../room.ts";
import { openTestHouse, type TestHouse } from "../testing.ts";
import { ground, trialRoom } from "./ground.fixture.ts";
import { type Hear, hears } from "./hearers.ts";
import { mostTries, startOutbox } from "./outbox.ts";

test("a hearer hears an event, a room's events, or all", () => {
  assert.deepEqual(
    ["*", "orders.*", "orders.issued", "orders.", "order.*", "orders.issue"].map((pattern) =>
      hears(pattern, "orders.issued"),
    ),
    [true, true, true, false, false, false],
  );
});

describe("the outbox", () => {
  let t: TestHouse;
  let heard: string[] = [];
  let inRoom: Hear = async () => {};
  const listening: Room = { ...trialRoom, on: { "trial.*": (office, happening) => inRoom(office, happening) } };

  before(async () => {
    t = await openTestHouse({ rooms: ground(listening) });
    t.house.log.error = () => {};
    await t.owner.query("CREATE TABLE heard (happening bigint, who text)");
    await t.owner.query("GRANT ALL ON heard TO PUBLIC");
  });
  after(() => t.close());
  beforeEach(async () => {
    heard = [];
    inRoom = async () => {};
    await t.owner.query("DELETE FROM outbox; DELETE FROM heard");
  });
  const write =
    (who: string): Hear =>
    async (office, { id }) => {
      await sql`INSERT INTO heard VALUES (${id}, ${who})`.execute(office.sql);
    };
  const written = async () => (await t.owner.query("SELECT who FROM heard ORDER BY who")).rows.map((row) => row.who);
  const waiting = async () =>
    (await t.owner.query("SELECT tries, fault, waits_for, not_before > now() AS later FROM outbox ORDER BY id")).rows;
  const open = async (title = "เรื่อง") =>
    (await t.perform<{ matter: number }>("trial.open", await t.as("clerk"), { title })).matter;

  test("tells the kernel's hearers and the room's of what was committed, as machinery, and then forgets it", async () => {
    const happenings: Happening[] = [];
    inRoom = async (office, happening) => {
      assert.equal(office.actor.capacity, "machinery");
      // A secret matter that no position but one may see: the machinery sees it.
      assert.equal((await sql`SELECT FROM matter WHERE id = ${happening.matter}`.execute(office.sql)).rows.length, 1);
      happenings.push(happening);
    };
    const outbox = startOutbox(t.house, { kernel: { "*": write("kernel") } });
    const { matter } = await t.perform<{ matter: number }>("trial.open", await t.as("clerk"), {
      title: "ลับ",
      secrecy: 3,
    });
    outbox.wake();
    await outbox.idle();
    assert.deepEqual(
      happenings.map(({ event, matter }) => [event, matter]),
      [["trial.opened", matter]],
    );
    assert.deepEqual(await written(), ["kernel"]);
    assert.deepEqual(await waiting(), []);
    await outbox.stop();
  });

  test("what was not told before the program ended is told at the next start, without being woken", async () => {
    await open();
    const outbox = startOutbox(t.house, { a: { "trial.opened": write("a") } });
    for (let i = 0; i < 40 && (await written()).length === 0; i++) await new Promise((done) => setTimeout(done, 50));
    assert.deepEqual(await written(), ["a"]);
    await open(); // by another program: nobody wakes us, but we look
    for (let i = 0; i < 40 && (await written()).length === 1; i++) await new Promise((done) => setTimeout(done, 50));
    assert.deepEqual(await written(), ["a", "a"]);
    await outbox.stop();
  });

  test("a hearer that fails leaves nothing behind, is called again alone, and holds up nobody", async () => {
    let broken = true;
    const frail: Hear = async (office, happening) => {
      await write("frail")(office, happening);
      if (broken) await sql`SELECT 1/0`.execute(office.sql);
    };
    const outbox = startOutbox(t.house, { frail: { "*": frail }, sound: { "*": write("sound") } });
    await open();
    await open();
    await outbox.idle();
    assert.deepEqual(await written(), ["sound", "sound"]);
    const [first] = await waiting();
    assert.deepEqual([first.tries, first.waits_for, first.later], [1, ["kernel.frail:*"], true]);
    assert.match(first.fault, /^kernel\.frail:\*: division by zero/);
    broken = false;
    await new Promise((done) => setTimeout(done, 1100));
    await outbox.idle();
    assert.deepEqual(await written(), ["frail", "frail", "sound", "sound"]);
    assert.deepEqual(await waiting(), []);
    await outbox.stop();
  });

  test("after the last try it is dead, shown to the administrator without its content, and told again at his word", async () => {
    let broken = true;
    const outbox = startOutbox(t.house, {
      frail: {
        "*": async () => {
          if (broken) throw new Error("ล้ม");
        },
      },
    });
    const matter = await open();
    await outbox.idle();
    await t.owner.query("UPDATE outbox SET tries = $1, not_before = now()", [mostTries - 1]);
    await outbox.idle();
    const admin = await t.as("administrator");
    const { failed } = await t.look<{
      failed: { id: number; dead: boolean; next: Date | null; matter: number; detail?: unknown }[];
    }>("outbox.failed", admin);
    assert.deepEqual(
      failed.map(({ dead, next, matter, detail }) => [dead, next, matter, detail]),
      [[true, null, matter, undefined]],
    );
    assert.equal((await t.refused(t.look("outbox.failed", await t.as("governor")))).code, "not-permitted");
    assert.equal(
      (await t.refused(t.perform("outbox.retry", await t.as("governor"), { happening: failed[0]!.id }))).code,
      "not-permitted",
    );
    broken = false;
    await t.perform("outbox.retry", admin, { happening: failed[0]!.id });
    await outbox.idle();
    assert.deepEqual(await waiting(), []);
    await outbox.stop();
  });

  test("two programs tell each happening once; one matter's happenings in their order", async () => {
    const order = new Map<number, number[]>();
    inRoom = async (_office, { id, matter }) => {
      order.set(matter!, [...(order.get(matter!) ?? []), id]);
    };
    const clerk = await t.as("clerk");
    const all = await Promise.all(Array.from({ length: 8 }, () => open()));
    for (let i = 0; i < 5; i++)
      await Promise.all(all.map((matter) => t.perform("trial.rename", clerk, { matter, title: `ครั้งที่ ${i}` })));
    const programs = [
      startOutbox(t.house, { k: { "*": write("k") } }),
      startOutbox(t.house, { k: { "*": write("k") } }),
    ];
    for (let i = 0; i < 100 && (await waiting()).length > 0; i++)
      await Promise.all(programs.map((each) => each.idle()));
    await Promise.all(programs.map((each) => each.stop()));
    assert.equal((await written()).length, 48);
    assert.equal((await t.owner.query("SELECT FROM heard GROUP BY happening HAVING count(*) > 1")).rowCount, 0);
    assert.deepEqual(await waiting(), []);
    assert.equal(order.size, 8);
    for (const ids of order.values())
      assert.deepEqual(
        ids,
        ids.toSorted((a, b) => a - b),
      );
  });

  test("what a hearer records is a ledger line of the machinery, and a happening in its turn", async () => {
    inRoom = async (office, { event, matter }) => {
      heard.push(event);
      if (event === "trial.opened") office.record("trial.echoed", { matter: matter!, detail: { echo: 1 } });
    };
    const outbox = startOutbox(t.house);
    const matter = await open();
    await outbox.idle();
    assert.deepEqual(heard, ["trial.opened", "trial.echoed"]);
    const { rows } = await t.owner.query(
      "SELECT act, capacity, person_id, detail FROM ledger WHERE matter_id = $1 AND event = 'trial.echoed'",
      [matter],
    );
    assert.deepEqual(
      [rows[0].act, rows[0].capacity, rows[0].person_id, rows[0].detail.echo, typeof rows[0].detail.after],
      ["trial:trial.*", "machinery", null, 1, "number"],
    );
    await outbox.stop();
  });
});
