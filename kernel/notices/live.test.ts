import assert from "node:assert/strict";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { after, before, describe, test } from "node:test";
import { machinery } from "../actor.ts";
import { transaction } from "../database.ts";
import { ground, serve } from "../outbox/ground.fixture.ts";
import { type Outbox, startOutbox } from "../outbox/index.ts";
import { officeOf } from "../perform.ts";
import { openTestHouse, type TestHouse } from "../testing.ts";
import { type Live, liveHearers, startLive } from "./live.ts";
import { liveWing } from "./live-wing.ts";
import { notify } from "./notify.ts";

describe("live screens", () => {
  let t: TestHouse;
  let live: Live;
  let outbox: Outbox;
  let web: Awaited<ReturnType<typeof serve>>;
  const revoked = new Set<string>();
  before(async () => {
    t = await openTestHouse({ rooms: ground() });
    live = startLive(t.house);
    await live.flush();
    outbox = startOutbox(t.house, liveHearers);
    t.house.wake = () => outbox.wake();
    web = await serve(t.house, [liveWing(t.house, live, { heartbeatMs: 200, recheckMs: 300 })], revoked);
  });
  after(async () => {
    await outbox.stop();
    await live.stop();
    await web.close();
    await t.close();
  });

  /** A screen as a browser has it: the topics it was told, and whether the other end has closed. */
  async function look(who: string, origin = web.origin) {
    const abort = new AbortController();
    const answer = await fetch(`${origin}/api/live`, { headers: { "x-login": who }, signal: abort.signal });
    const screen = {
      status: answer.status,
      topics: [] as string[],
      beats: 0,
      ended: false,
      close: () => abort.abort(),
      type: answer.headers.get("content-type"),
    };
    if (answer.status !== 200) return screen;
    void (async () => {
      let rest = "";
      try {
        const utf8 = new TextDecoder();
        for await (const bytes of Readable.fromWeb(answer.body! as never)) {
          const lines = (rest + utf8.decode(bytes as Uint8Array, { stream: true })).split("\n");
          rest = lines.pop()!;
          for (const line of lines) {
            if (line.startsWith("data: ")) screen.topics.push(JSON.parse(line.slice(6)).topic);
            else if (line.startsWith(":")) screen.beats++;
          }
        }
      } catch {
        // closed by us
      }
      screen.ended = true;
    })();
    await until(() => screen.topics.includes("ready"));
    return screen;
  }
  const until = async (done: () => boolean, ms = 5000) => {
    for (const end = Date.now() + ms; !done(); ) {
      assert.ok(Date.now() < end, "it did not come to pass in time");
      await new Promise((go) => setTimeout(go, 10));
    }
  };

  test("tell who sees a matter that it changed, and nobody else", async () => {
    const [clerk, governor, agency] = await Promise.all(["clerk", "governor", "agency1_head"].map((who) => look(who)));
    const opened = await t.perform<{ matter: number }>("trial.open", await t.as("clerk"), { title: "เปิดเผย" });
    await until(
      () => clerk!.topics.includes(`matter:${opened.matter}`) && governor!.topics.includes(`matter:${opened.matter}`),
    );
    assert.ok(clerk!.topics.includes("kind:trial"));
    assert.deepEqual(agency!.topics, ["ready"]);
    const secret = await t.perform<{ matter: number }>("trial.open", await t.as("clerk"), {
      title: "ลับ",
      secrecy: 1,
      positions: [t.position["agency1_head"]],
    });
    await until(() => agency!.topics.includes(`matter:${secret.matter}`));
    await live.flush();
    assert.ok(!governor!.topics.includes(`matter:${secret.matter}`));
    assert.equal(clerk!.type, "text/event-stream; charset=utf-8");
    await until(() => clerk!.beats > 0);
    for (const screen of [clerk, governor, agency]) screen!.close();
    await until(() => live.onlookers().length === 0);
  });

  test("tell a position of its notices, also of those written by the clock, once", async () => {
    const [clerk, planner] = await Promise.all(["clerk", "planner"].map((who) => look(who)));
    await transaction(t.house.database, machinery, (db) =>
      notify(officeOf(t.house, db, machinery, t.house.clock(), [], true), {
        to: [t.position["planner"]!],
        kind: "a.b",
        th: "เตือน",
        en: "reminder",
      }),
    );
    await live.flush();
    await live.flush();
    await until(() => planner!.topics.includes("notices"));
    assert.equal(planner!.topics.filter((topic) => topic === "notices").length, 1);
    assert.deepEqual(clerk!.topics, ["ready"]);
    clerk!.close();
    planner!.close();
  });

  test("need a session; a revoked one is told so and ends", async () => {
    assert.equal((await fetch(`${web.origin}/api/live`)).status, 401);
    const screen = await look("vice1");
    revoked.add("vice1");
    await until(() => screen.ended);
    assert.equal(screen.topics.at(-1), "closed");
    revoked.delete("vice1");
  });

  test("one that reads nothing keeps a bounded heap, the others are told all the same", async () => {
    const { hostname, port } = new URL(web.origin);
    const deaf = connect(Number(port), hostname);
    deaf.write("GET /api/live HTTP/1.1\r\nhost: x\r\nx-login: governor\r\n\r\n");
    await until(() => live.onlookers().length === 1);
    deaf.pause();
    const [onlooker] = live.onlookers();
    for (let i = 0; i < 3000; i++)
      onlooker!.tell(new Set(Array.from({ length: 50 }, (_, n) => `matter:${i * 50 + n}`)));
    const heap = process.memoryUsage().heapUsed;
    for (let i = 0; i < 3000; i++)
      onlooker!.tell(new Set(Array.from({ length: 50 }, (_, n) => `matter:${i * 50 + n}`)));
    assert.ok(process.memoryUsage().heapUsed - heap < 50_000_000);
    const clerk = await look("clerk");
    const { matter } = await t.perform<{ matter: number }>("trial.open", await t.as("clerk"), { title: "ต่อ" });
    await until(() => clerk.topics.includes(`matter:${matter}`));
    // When it reads again it is told to look at everything.
    let last = "";
    deaf.on("data", (data) => {
      last = (last + data.toString()).slice(-200);
    });
    deaf.resume();
    await until(() => last.includes('"*"'), 10_000);
    deaf.destroy();
    clerk.close();
    await until(() => live.onlookers().length === 0);
  });

  test("three hundred at once are told within a second, and the server ends though they are open", async () => {
    const who = Object.keys(t.position);
    const many = await serve(t.house, [liveWing(t.house, live)]);
    const screens = await Promise.all(Array.from({ length: 300 }, (_, i) => look(who[i % who.length]!, many.origin)));
    assert.ok(screens.every((screen) => screen.status === 200));
    const named = Object.values(t.position);
    const at = performance.now();
    const { matter } = await t.perform<{ matter: number }>("trial.open", await t.as("clerk"), {
      title: "ถึงทุกหน้าจอ",
      positions: named,
    });
    await until(() => screens.every((screen) => screen.topics.includes(`matter:${matter}`)));
    assert.ok(performance.now() - at < 1000, `${performance.now() - at} ms`);
    await many.close();
    await until(() => screens.every((screen) => screen.ended));
  });
});
