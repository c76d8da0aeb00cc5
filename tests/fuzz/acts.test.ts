/** Every act, view and download, and "may I?", over real HTTP with inputs of every kind: a clear answer, never 5xx, and nothing written by what is refused. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import type { Room } from "../../kernel/room.ts";
import { rooms as assembled } from "../../office/rooms.ts";
import { bodies, type Known, nastyNumbers, nastyTexts } from "./nasty.ts";
import { type Answer, assertProblem, assertSane, type FuzzOffice, openFuzzOffice } from "./office.fixture.ts";

const rooms: readonly Room[] = assembled;
const names = (part: "acts" | "views" | "downloads") =>
  rooms.flatMap((room) =>
    Object.entries(room[part] ?? {}).map(([name, { input }]) => ({ name: `${room.name}.${name}`, input })),
  );
const acts = names("acts");
const views = names("views");
const downloads = names("downloads");

let office: FuzzOffice;
let known: Known;
const beginning = process.memoryUsage().rss;
before(async () => {
  office = await openFuzzOffice();
  const ids = async (text: string) =>
    (await office.owner.query<{ id: number }>(`${text} ORDER BY id LIMIT 5`)).rows.map(({ id }) => Number(id));
  const [position, unit, person] = [
    await ids("SELECT id FROM position"),
    await ids("SELECT id FROM unit"),
    await ids("SELECT id FROM person"),
  ];
  known = {
    matter: [office.order.matter],
    order: [office.order.matter],
    assignment: office.order.assignments.slice(0, 3),
    position,
    positions: position,
    to: position,
    copies: position,
    issuer: position,
    unit,
    parent: unit,
    person,
    book: ["orders"],
    year: [2569],
    occupancy: await ids("SELECT id FROM occupancy"),
    grant: await ids("SELECT id FROM duty_grant"),
    login: (
      await office.owner.query<{ id: string }>("SELECT id FROM account_login WHERE email LIKE 'clerk@%'")
    ).rows.map(({ id }) => id),
    code: ["14"],
    area: ["14"],
  };
});
after(() => office?.close());

let counted: Record<string, number> | undefined;
/** Looks at all tables after a request that was refused: they are as they were before it. */
async function nothingWritten<A extends { status: number }>(what: string, work: () => Promise<A>): Promise<A> {
  const before = counted ?? (await office.counts());
  const answer = await work();
  counted = answer.status === 200 ? undefined : await office.counts();
  if (counted) assert.deepEqual(counted, before, `${what} was refused and wrote all the same`);
  return answer;
}
const runs = { numRuns: 14, endOnFailure: true, seed: 2569 };

describe("acts", () => {
  for (const { name, input } of acts) {
    test(name, async () => {
      await fc.assert(
        fc.asyncProperty(bodies(input, known), async (body) => {
          const text = JSON.stringify(body) ?? "null";
          const answer = await nothingWritten(`${name} ${text.slice(0, 500)}`, () => office.post(`/api/${name}`, text));
          assertSane(answer, `${name} ${text.slice(0, 500)}`);
        }),
        runs,
      );
    });
  }
});

describe("views", () => {
  for (const { name, input } of views) {
    test(name, async () => {
      const before = await office.counts();
      await fc.assert(
        fc.asyncProperty(bodies(input, known), async (body) => {
          const text = JSON.stringify(body) ?? "null";
          assertSane(await office.post(`/api/${name}`, text), `${name} ${text.slice(0, 500)}`);
        }),
        runs,
      );
      assert.deepEqual(await office.counts(), before, `${name} wrote`);
    });
  }
});

test("downloads by GET", async () => {
  const before = await office.counts();
  for (const { name, input } of downloads) {
    await fc.assert(
      fc.asyncProperty(bodies(input, known), async (body) => {
        const text = JSON.stringify(body) ?? "null";
        if (text.length > 8000) return;
        assertSane(
          await office.ask(`/api/${name}?input=${encodeURIComponent(text.toWellFormed())}`),
          `${name} ${text.slice(0, 500)}`,
        );
      }),
      runs,
    );
    const queries = [
      "input=",
      "input",
      "input=1",
      "input={",
      "input=[]",
      "input={}&input={}",
      "input=%",
      "input=%ff",
      "as=x",
      "as=-1",
      "as=999999999",
      "as=1&as=2",
      "as[]=1",
      "__proto__=1",
      "input=%00",
      `input=${"[".repeat(200)}`,
    ];
    for (const query of queries) assertSane(await office.ask(`/api/${name}?${query}`), `${name}?${query}`);
    assertProblem(await office.ask(`/api/${name}`, { cookie: null }), name, [401]);
  }
  assert.deepEqual(await office.counts(), before);
});

describe("may I?", () => {
  const ask = (body: unknown) => office.post("/api/may", body);

  test("is asked of every act with every kind of input, and changes nothing", async () => {
    const before = await office.counts();
    for (const { name, input } of acts) {
      await fc.assert(
        fc.asyncProperty(fc.array(bodies(input, known), { minLength: 1, maxLength: 12 }), async (inputs) => {
          const text = JSON.stringify({ ask: inputs.map((each) => [name, each]) });
          if (text.length > 900_000) return;
          const answer = await ask(text);
          assertSane(answer, `may ${name} ${text.slice(0, 800)}`);
          if (answer.status === 200) assert.equal((JSON.parse(answer.body) as unknown[]).length, inputs.length);
        }),
        { ...runs, numRuns: 3 },
      );
    }
    assert.deepEqual(await office.counts(), before);
  });

  test("has a shape of its own that is held to", async () => {
    const odd: unknown[] = [
      {},
      [],
      null,
      1,
      "x",
      { ask: null },
      { ask: {} },
      { ask: [1] },
      { ask: [null] },
      { ask: ["orders.issue"] },
      { ask: [[]] },
      { ask: [{}] },
      { ask: [[1, 2]] },
      { ask: [[null, null]] },
      { ask: [["orders.issue"]] },
      { ask: [["nothing.here", {}]] },
      { ask: [["constructor.call", {}]] },
      { ask: [["orders.__proto__", {}]] },
      { ask: [["orders.issue", {}, {}, 1]] },
      { ask: Array.from({ length: 51 }, () => ["orders.issue", {}]) },
      { ask: [["orders.issue", {}]], more: 1 },
      { ask: [[["orders.issue"], {}]] },
      { ask: [[{ toString: 1 }, {}]] },
      { ask: { length: 1 } },
    ];
    for (const body of odd) {
      const answer = await ask(body);
      assertSane(answer, `may ${JSON.stringify(body).slice(0, 200)}`);
      if (answer.status !== 200) continue;
      for (const said of JSON.parse(answer.body) as { may: boolean; problem?: { status: number } }[])
        if (!said.may) assert.ok(said.problem!.status < 500, answer.body);
    }
    assertProblem(await office.post("/api/may", { ask: [] }, { cookie: null }), "may, not signed in", [401]);
  });
});

describe("one input at a time", () => {
  const issue = (input: object) =>
    office.post("/api/orders.issue", { title: "ทดสอบ", body: "ทดสอบ", groups: ["all_districts"], ...input });

  test("a text field refuses what no text holds, and takes what is only strange", async () => {
    for (const text of nastyTexts) {
      const answer = await nothingWritten(JSON.stringify(text).slice(0, 60), () => issue({ title: text }));
      assertSane(answer, JSON.stringify(text).slice(0, 60));
      if (!text.isWellFormed() || /[\u0000\u0007\u001b]/.test(text)) {
        assertProblem(answer, JSON.stringify(text), [422]);
        assert.deepEqual(
          (JSON.parse(answer.body) as { errors: { field: string }[] }).errors.map(({ field }) => field),
          ["title"],
        );
      }
    }
  });

  test("a day that the calendar does not have is refused by its field", async () => {
    for (const due of [
      "2026-02-30",
      "2027-02-29",
      "3112-12-05",
      "0000-00-00",
      "2026-13-01",
      "2026-00-10",
      "9999-12-31",
      "2026-1-1",
      "20261231",
      "2026-12-31T00:00:00Z",
      "",
      "ก",
      20261231,
      null,
      [],
      {},
    ]) {
      const answer = await nothingWritten(String(due), () => issue({ due }));
      assertProblem(answer, `due ${JSON.stringify(due)}`, [422]);
      assert.deepEqual(
        (JSON.parse(answer.body) as { errors: { field: string }[] }).errors.map(({ field }) => field),
        ["due"],
      );
    }
  });

  test("a number is a number within its bounds, not a text that looks like one", async () => {
    for (const n of [...nastyNumbers, "1", "0", [1], { n: 1 }, null, true]) {
      const answer = await nothingWritten(String(n), () => issue({ workingDays: n }));
      if (typeof n === "number" && Number.isInteger(n) && n >= 0 && n <= 500)
        assert.equal(answer.status, 200, `${n}: ${answer.body}`);
      else assertProblem(answer, `workingDays ${JSON.stringify(n)}`, [422]);
    }
    for (const literal of ["1e999", "-1e999", "99999999999999999999999999999", "1E400"]) {
      assertProblem(
        await office.post(
          "/api/orders.issue",
          `{"title":"ก","body":"ข","groups":["all_districts"],"workingDays":${literal}}`,
        ),
        literal,
        [400, 422],
      );
    }
  });

  test("names of the language's own things are unknown fields like any other", async () => {
    for (const key of [
      "constructor",
      "prototype",
      "toString",
      "hasOwnProperty",
      "valueOf",
      "__defineGetter__",
      "then",
    ]) {
      assertProblem(await nothingWritten(key, () => issue({ [key]: { x: 1 } })), key, [422]);
    }
    const polluted = await office.post(
      "/api/orders.issue",
      '{"title":"ก","body":"ข","groups":["all_districts"],"__proto__":{"isAdmin":true,"title":"x"}}',
    );
    assertSane(polluted, "__proto__");
    assert.equal(({} as Record<string, unknown>)["isAdmin"], undefined);
    for (const name of [
      "constructor",
      "__proto__",
      "toString",
      "orders.constructor",
      "orders.__proto__",
      "__proto__.issue",
      "orders.issue.issue",
      "orders.",
      ".issue",
      ".",
      "orders",
      "ORDERS.ISSUE",
      "orders%2eissue%00",
    ]) {
      const answer: Answer = await office.post(`/api/${name}`, {});
      assertProblem(answer, name);
      assert.ok([400, 404].includes(answer.status), `${name}: ${answer.status}`);
    }
  });
});

test("after all this the office stands: no fault was logged, a good request works, memory is sane", async () => {
  assert.deepEqual(office.faults, []);
  const answer = await office.post("/api/orders.issue", {
    title: "หลังพายุ",
    body: "ให้รายงาน",
    groups: ["all_districts"],
    workingDays: 3,
  });
  assert.equal(answer.status, 200, answer.body);
  assert.equal((await office.ask("/healthz", { cookie: null })).status, 200);
  const grown = Math.round((process.memoryUsage().rss - beginning) / 1e6);
  assert.ok(grown < 700, `the program grew by ${grown} MB`);
});
