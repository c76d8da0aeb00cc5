import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ground, trialRoom } from "../outbox/ground.fixture.ts";
import { room } from "../room.ts";
import { openTestHouse, type TestHouse } from "../testing.ts";
import { startJobs } from "./clock.ts";
import type { JobRow } from "./index.ts";

describe("work by the clock", () => {
  let t: TestHouse;
  let ran = 0;
  let broken = false;
  before(async () => {
    const trial = room({
      ...trialRoom,
      clockwork: {
        count: { th: "นับ", en: "Count", cron: "0 8 * * 1-5", run: async () => ({ ran: ++ran }) },
        frail: {
          th: "เปราะ",
          en: "Frail",
          cron: "*/5 * * * *",
          run: async () => {
            if (broken) throw new Error("พัง");
          },
        },
      },
    });
    t = await openTestHouse({ rooms: ground(trial) });
    t.house.log.error = () => {};
  });
  after(async () => {
    await t.owner.query(`DROP SCHEMA IF EXISTS ${t.schema}_jobs CASCADE`);
    await t.close();
  });
  const rowOf = async (name: string) => {
    const list = await t.look<JobRow[]>("jobs.list", await t.as("administrator"));
    return list.find((job) => job.name === name)!;
  };

  test("starts at once in the background, in a schema of its own, in Thai time, and ends cleanly", async () => {
    const before = performance.now();
    const jobs = startJobs(t.house, t.url);
    assert.ok(performance.now() - before < 50);
    await jobs.ready;
    const { rows } = await t.owner.query(
      `SELECT name, cron, timezone FROM ${t.schema}_jobs.schedule WHERE name LIKE 'trial.%' ORDER BY name`,
    );
    assert.deepEqual(rows, [
      { name: "trial.count", cron: "0 8 * * 1-5", timezone: "Asia/Bangkok" },
      { name: "trial.frail", cron: "*/5 * * * *", timezone: "Asia/Bangkok" },
    ]);
    // What the clock sends is done by whoever works the queue.
    await t.owner.query(`INSERT INTO ${t.schema}_jobs.job (name) VALUES ('trial.count')`);
    for (let i = 0; i < 150 && ran === 0; i++) await new Promise((done) => setTimeout(done, 100));
    assert.equal(ran, 1);
    await jobs.stop();
    assert.equal((await rowOf("trial.count")).ok, true);
    const again = startJobs(t.house, t.url);
    await again.ready;
    await again.stop();
  });

  test("a job run by hand tells its result, a failure is listed and counted until it is mended", async () => {
    const jobs = startJobs(t.house, t.url);
    assert.deepEqual(await jobs.runNow("trial.count"), { ran: 2 });
    assert.equal((await rowOf("trial.count")).result, '{"ran":2}');
    broken = true;
    for (let i = 0; i < 2; i++) await assert.rejects(jobs.runNow("trial.frail"), /พัง/);
    const failed = await rowOf("trial.frail");
    assert.deepEqual([failed.ok, failed.result, failed.fails, failed.cron], [false, "พัง", 2, "*/5 * * * *"]);
    broken = false;
    await jobs.runNow("trial.frail");
    assert.deepEqual([(await rowOf("trial.frail")).ok, (await rowOf("trial.frail")).fails], [true, 0]);
    await assert.rejects(jobs.runNow("trial.nothing"), /no job called/);
    await jobs.stop();
  });

  test("old request keys are forgotten, young ones kept", async () => {
    await t.owner.query(`INSERT INTO idempotency (key, person_id, act, content_hash, at) VALUES
      ('old-key-1', 1, 'a.b', '', now() - interval '8 days'), ('young-key', 1, 'a.b', '', now() - interval '6 days')`);
    const jobs = startJobs(t.house, t.url);
    assert.deepEqual(await jobs.runNow("jobs.forget"), { keys: 1, dead: 0 });
    await jobs.stop();
    assert.equal((await t.refused(t.look("jobs.list", await t.as("clerk")))).code, "not-permitted");
  });
});
