/**
 * The authority suite: every act of every room against every position of a small province. Who lacks the duty is told which duty and which
 * clause; who may not see a matter is told that there is none; who may, may. A new act joins by itself, or fails with "add a sample".
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Actor } from "../kernel/actor.ts";
import { checked } from "../kernel/input.ts";
import { findDownload } from "../kernel/perform.ts";
import { Problem } from "../kernel/problem.ts";
import type { Act, Room } from "../kernel/room.ts";
import { rooms as assembled } from "../office/rooms.ts";
import { aboutThread, sampleOf, samples } from "./authority/samples.ts";
import { openWorld, secretWord, type Thread, upload, type World } from "./authority/world.fixture.ts";
import { rowCounts } from "./row-counts.ts";
import { textOfSheet } from "./sheet-text.ts";

const rooms: readonly Room[] = assembled;
const acts = rooms.flatMap((room) =>
  Object.entries(room.acts).map(([name, act]) => ({ name: `${room.name}.${name}`, act: act as Act })),
);
const looks = rooms.flatMap((room) =>
  Object.entries({ ...room.views, ...room.downloads }).map(([name, view]) => ({ name: `${room.name}.${name}`, view })),
);

let world: World;
let tokens: Record<string, string>;
before(async () => {
  world = await openWorld();
  tokens = {};
  for (const key of Object.keys(world.actors)) tokens[key] = await upload(world.t, key, `${key}.txt`);
});
after(() => world?.t.close());

/** The sample, with an upload of the actor's own where files are asked for. */
function inputOf(name: string, act: Act, thread: Thread, who: string): Record<string, unknown> {
  const input = sampleOf(name, act, world, thread);
  return "files" in input ? { ...input, files: [tokens[who]] } : input;
}
const everybody = (): [string, Actor][] => Object.entries(world.actors);
const verdictOf = (said: true | Problem) => (said === true ? "may" : said.code);

test("every act has a sample that its own schema takes", () => {
  for (const { name, act } of acts) checked(act.input, inputOf(name, act, world.ordinary, "governor"));
  assert.deepEqual(
    Object.keys(samples).filter((name) => !acts.some((each) => each.name === name)),
    [],
    "samples of acts that are gone",
  );
});

test("who lacks the duty is refused every act, and told the duty and the clauses; nothing is written", async () => {
  const before = await rowCounts(world.t.owner);
  let refused = 0;
  for (const { name, act } of acts) {
    for (const [who, actor] of everybody()) {
      if (actor.has(act.duty)) continue;
      for (const attempt of [
        () => world.t.perform(name, actor, inputOf(name, act, world.ordinary, who)),
        () => world.t.perform(name, actor, inputOf(name, act, world.secret, who), "a-key-of-an-outsider"),
      ]) {
        const problem = await world.t.refused(attempt());
        assert.deepEqual([problem.code, problem.status], ["not-permitted", 403], `${who}: ${name}`);
        assert.equal(problem.extra["duty"], act.duty, `${who}: ${name}`);
        assert.deepEqual(problem.extra["basis"], act.basis, `${who}: ${name}`);
        assert.ok(problem.words.th.includes(act.duty) && problem.words.en.includes(act.duty));
        refused++;
      }
      assert.equal(
        verdictOf(await world.t.may(name, actor, inputOf(name, act, world.ordinary, who))),
        "not-permitted",
        `${who}: ${name}`,
      );
    }
  }
  assert.ok(refused > 500, `only ${refused} refusals`);
  assert.deepEqual(await rowCounts(world.t.owner), before);
});

describe("who may", () => {
  test("every act can be done by somebody, to a living subject; where the suite names who, by nobody else", async () => {
    const faults: string[] = [];
    for (const { name, act } of acts) {
      const may: string[] = [];
      const said: string[] = [];
      for (const [who, actor] of everybody()) {
        const verdict = verdictOf(await world.t.may(name, actor, inputOf(name, act, world.ordinary, who)));
        if (verdict === "may") may.push(who);
        else if (actor.has(act.duty)) said.push(`${who}: ${verdict}`);
      }
      const { insiders } = samples[name] ?? {};
      if (may.length === 0) faults.push(`${name}: nobody may (${said.join(", ")}); add a sample that somebody may do`);
      if (insiders && may.toSorted().join() !== insiders.toSorted().join())
        faults.push(`${name}: ${may.join(", ")} may, and should: ${insiders.join(", ")}`);
    }
    assert.deepEqual(faults, []);
  });

  test("asking changes nothing", async () => {
    const before = await rowCounts(world.t.owner);
    for (const { name, act } of acts)
      for (const [who, actor] of everybody()) await world.t.may(name, actor, inputOf(name, act, world.ordinary, who));
    assert.deepEqual(await rowCounts(world.t.owner), before);
  });

  test("an act refused by `may` is refused when done, with the same code, and nothing is written", async () => {
    const before = await rowCounts(world.t.owner);
    for (const { name, act } of acts) {
      for (const [who, actor] of everybody()) {
        const input = inputOf(name, act, world.ordinary, who);
        const said = await world.t.may(name, actor, input);
        if (said === true) continue;
        assert.equal((await world.t.refused(world.t.perform(name, actor, input))).code, said.code, `${who}: ${name}`);
      }
    }
    assert.deepEqual(await rowCounts(world.t.owner), before);
  });
});

describe("sight", () => {
  /** Who may not see the matter, asked of the database itself and not of any act. */
  async function blind(matter: number): Promise<[string, Actor][]> {
    const { rows } = await world.t.owner.query(
      "SELECT secrecy, owner_unit, reader_units, reader_positions FROM matter WHERE id = $1",
      [matter],
    );
    const { secrecy, owner_unit, reader_units, reader_positions } = rows[0] as {
      secrecy: number;
      owner_unit: number;
      reader_units: number[];
      reader_positions: number[];
    };
    return everybody().filter(([, actor]) => {
      if (reader_positions.includes(actor.position.id)) return false;
      if (secrecy > 0) return true;
      const sight = actor.powers.filter((power) => power.duty === "matters.read");
      if (sight.some((power) => power.reach === "province")) return false;
      const units = sight.some((power) => power.reach === "line") ? actor.line : new Set([actor.position.unit]);
      return ![owner_unit, ...reader_units].some((unit) => units.has(unit));
    });
  }

  for (const kind of ["ordinary", "secret"] as const) {
    test(`to who may not see it there is no ${kind} matter, and nothing that hangs on it, in any act`, async () => {
      const thread = world[kind];
      const outsiders = await blind(thread.matter);
      assert.ok(outsiders.length >= (kind === "secret" ? 10 : 3), `${outsiders.length} outsiders`);
      assert.ok(outsiders.length <= everybody().length - 2);
      const before = await rowCounts(world.t.owner);
      let tried = 0;
      for (const { name, act } of acts) {
        if (aboutThread(act.input).length === 0) continue;
        for (const [who, actor] of outsiders) {
          if (!actor.has(act.duty)) continue;
          const input = {
            ...inputOf(name, act, thread, who),
            ...Object.fromEntries(aboutThread(act.input).map((key) => [key, thread[key]])),
          };
          const problem = await world.t.refused(world.t.perform(name, actor, input));
          assert.deepEqual([problem.code, problem.status], ["not-found", 404], `${who}: ${name}`);
          assert.equal(verdictOf(await world.t.may(name, actor, input)), "not-found", `${who}: ${name}`);
          assert.ok(!JSON.stringify(problem.body()).includes(secretWord), `${who}: ${name} tells of it while refusing`);
          tried++;
        }
      }
      assert.ok(tried > 30, `only ${tried} attempts`);
      assert.deepEqual(await rowCounts(world.t.owner), before);
    });
  }

  test("the secret's words are in no view, list, count or export of who may not see it", async () => {
    const outsiders = await blind(world.secret.matter);
    let looked = 0;
    for (const { name, view } of looks) {
      const asked = async ([who, actor]: [string, Actor]) => {
        for (const input of inputsFor(view.input as never)) {
          const told = await lookAt(name, actor, input);
          if (told === undefined) continue;
          looked++;
          assert.ok(!told.includes(secretWord), `${who} reads of the secret order in ${name} ${JSON.stringify(input)}`);
        }
      };
      await Promise.all(outsiders.map(asked));
    }
    assert.ok(looked > 100, `only ${looked} answers`);
  });

  test("who is named in the secret matter does find it, so the search above can find something", async () => {
    const governor = world.actors["governor"]!;
    const found: string[] = [];
    for (const { name, view } of looks) {
      for (const input of inputsFor(view.input as never))
        if ((await lookAt(name, governor, input))?.includes(secretWord)) found.push(name);
    }
    for (const name of [
      "matters.page",
      "matters.timeline",
      "files.list",
      "orders.order",
      "orders.board",
      "search.find",
      "search.quick",
    ])
      assert.ok(found.includes(name), `${name} does not show it: ${found}`);
    assert.ok(
      found.some((name) => findDownload(rooms, name)),
      "no download shows it",
    );
  });

  /** What a view tells as text; undefined when it refuses. */
  async function lookAt(name: string, actor: Actor, input: object): Promise<string | undefined> {
    try {
      if (!findDownload(rooms, name)) return JSON.stringify(await world.t.look(name, actor, input));
      return textOfSheet((await world.t.download(name, actor, input)).body);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      assert.ok(!JSON.stringify(error.body()).includes(secretWord), `${name} tells of it while refusing`);
      return undefined;
    }
  }

  interface Field {
    type?: string;
    enum?: unknown[];
    format?: string;
    minimum?: number;
    anyOf?: Field[];
  }
  /** Inputs by which a view might be made to speak: nothing optional; and each optional field alone, with every choice it has. */
  function inputsFor(input: { properties?: Record<string, Field>; required?: string[] }): Record<string, unknown>[] {
    const values = (key: string, field: Field): unknown[] => {
      if (Object.hasOwn(world.secret, key)) return [world.secret[key as keyof Thread]];
      if (field.enum) return field.enum;
      if (field.anyOf) return field.anyOf.flatMap((inner) => values(key, inner));
      if (field.format === "day") return [world.day.today];
      if (field.type === "boolean") return [true, false];
      if (key === "position") return [world.t.position["governor"], world.t.position["agency1_head"]];
      if (key === "unit") return [world.t.unit["agency1"]];
      if (key === "year") return [world.day.year];
      if (field.type === "string") return [secretWord, "orders", "14"];
      if (field.type === "integer" || field.type === "number")
        return [Math.max(field.minimum ?? 1, 1), world.secret.matter];
      return [];
    };
    const properties = Object.entries(input.properties ?? {});
    let needed: Record<string, unknown>[] = [{}];
    for (const [key, field] of properties) {
      if (!input.required?.includes(key)) continue;
      needed = needed.flatMap((one) => values(key, field).map((value) => ({ ...one, [key]: value })));
    }
    const more = properties
      .filter(([key]) => !input.required?.includes(key))
      .flatMap(([key, field]) => values(key, field).map((value) => [key, value] as const));
    return [...needed, ...needed.flatMap((one) => more.map(([key, value]) => ({ ...one, [key]: value })))].slice(0, 60);
  }
});
