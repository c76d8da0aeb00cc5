/** The house's rules for what a room declares: a clause, a duty, a subject, a `may`, and words in both languages. Whatever room joins is held to them. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Type } from "../kernel/input.ts";
import { lawNames } from "../kernel/law/clauses.ts";
import { missingClauses } from "../kernel/law/index.ts";
import type { Label, Room } from "../kernel/room.ts";
import { rooms as assembled } from "../office/rooms.ts";

const rooms: readonly Room[] = assembled;
const acts = rooms.flatMap((room) =>
  Object.entries(room.acts).map(([name, act]) => ({ name: `${room.name}.${name}`, act })),
);
const views = rooms.flatMap((room) =>
  Object.entries({ ...room.views, ...room.downloads }).map(([name, view]) => ({ name: `${room.name}.${name}`, view })),
);
const duties = rooms.flatMap((room) =>
  Object.entries(room.duties).map(([code, duty]) => ({ room: room.name, code, duty })),
);

/** Names of formats that Thai officials write in Latin letters too. */
const latinInThai = /\b(Excel|PDF|QR|CSV|JSON|GeoJSON|OIDC)\b/g;

/** Every text shown to people that rooms declare, with where it stands. */
function* labels(): Generator<[where: string, label: Label]> {
  for (const room of rooms) {
    yield [room.name, room];
    for (const part of ["acts", "views", "downloads", "duties", "matters", "clockwork"] as const) {
      for (const [name, label] of Object.entries((room[part] ?? {}) as Record<string, Label>))
        yield [`${room.name}, ${part}: ${name}`, label];
    }
  }
}

describe("every act", () => {
  test("there are acts, and each name is a verb of one room", () => {
    assert.ok(acts.length > 40);
    const names = [
      ...acts,
      ...views.filter(({ view }) => !rooms.some((room) => Object.values(room.downloads ?? {}).includes(view as never))),
    ].map(({ name }) => name);
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
    for (const name of names) assert.match(name, /^[a-z][a-z_]*\.[a-z][A-Za-z]*$/);
  });

  test("rests on a clause, named as the law library names clauses", () => {
    for (const { name, act } of acts) assert.ok(act.basis.length > 0, `${name} rests on nothing`);
    for (const clause of [...acts.flatMap(({ act }) => act.basis), ...duties.map(({ duty }) => duty.basis)]) {
      const [law = "", number = ""] = clause.split(":");
      assert.ok(Object.hasOwn(lawNames, law), `${clause}: there is no such law`);
      assert.match(number, /^[๐-๙]{1,4}(\/[๐-๙]{1,3})?( (ทวิ|ตรี|จัตวา|เบญจ|ฉ))?$/u, clause);
    }
  });

  test("rests on clauses that the shipped reference tells in our words", () => {
    assert.deepEqual(missingClauses(rooms), []);
  });

  test("needs a duty that some room declares, a subject, a `may`, and an input that refuses unknown fields", () => {
    const declared = new Set(duties.map(({ code }) => code));
    for (const { name, act } of acts) {
      assert.ok(declared.has(act.duty), `${name} needs ${act.duty}, which no room declares`);
      assert.equal(typeof act.subject, "function", name);
      assert.equal(typeof act.may, "function", name);
      assert.equal(
        (act.input as { additionalProperties?: unknown }).additionalProperties,
        false,
        `${name} takes unknown fields`,
      );
    }
    for (const { name, view } of views) {
      assert.equal(
        (view.input as { additionalProperties?: unknown }).additionalProperties,
        false,
        `${name} takes unknown fields`,
      );
      if (view.duty) assert.ok(declared.has(view.duty), `${name} needs ${view.duty}, which no room declares`);
    }
  });

  test("bounds its input: every text has a longest length, every list a longest size, every number a greatest value", () => {
    for (const { name, act } of acts) assert.deepEqual(unbounded(act.input as Shape, ""), [], name);
    for (const { name, view } of views) assert.deepEqual(unbounded(view.input as Shape, ""), [], name);
  });
});

interface Shape {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  format?: string;
  maxLength?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  maximum?: number;
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
}
/** A pattern without a star, a plus or an open count can match only so much. */
const closed = (pattern: string) => !/[*+]|\{\d+,\}/.test(pattern) && pattern.startsWith("^") && pattern.endsWith("$");
/** A list of distinct words from a closed choice cannot be longer than the choice. */
const countable = ({ uniqueItems, items }: Shape) => uniqueItems === true && Array.isArray(items?.enum);

function unbounded(shape: Shape, at: string): string[] {
  if (shape.enum || shape.const !== undefined) return [];
  const own: string[] = [];
  if (shape.type === "string" && shape.maxLength === undefined && !(shape.pattern && closed(shape.pattern)))
    own.push(at);
  if (shape.type === "array" && shape.maxItems === undefined && !countable(shape)) own.push(at);
  if ((shape.type === "number" || shape.type === "integer") && shape.maximum === undefined) own.push(at);
  const below = [
    ...Object.entries(shape.properties ?? {}).map(([key, inner]) => [inner, `${at}/${key}`] as const),
    ...(shape.items ? [[shape.items, `${at}/*`] as const] : []),
    ...(shape.anyOf ?? []).map((inner) => [inner, at] as const),
  ];
  return [...own, ...below.flatMap(([inner, where]) => unbounded(inner, where))];
}

test("the bound is really looked for: a text, a list and a number without one are found", () => {
  const loose = Type.Object({
    text: Type.String(),
    list: Type.Array(Type.Boolean()),
    deep: Type.Array(Type.Object({ n: Type.Number() }), { maxItems: 2 }),
  });
  assert.deepEqual(unbounded(loose as Shape, ""), ["/text", "/list", "/deep/*/n"]);
});

describe("every label", () => {
  test("is Thai in Thai and English in English", () => {
    for (const [where, { th, en }] of labels()) {
      assert.match(th, /[ก-ฮ]/u, `${where}: ${th} is not Thai`);
      assert.doesNotMatch(th.replaceAll(latinInThai, ""), /[A-Za-z]/, `${where}: ${th}`);
      assert.match(en, /[A-Za-z]{2}/, `${where}: ${en} is not English`);
      assert.doesNotMatch(en, /[ก-๛]/u, `${where}: ${en}`);
      assert.equal(th, th.normalize("NFC"), where);
      assert.equal(`${th}${en}`.trim(), `${th}${en}`, `${where}: white space at an end`);
    }
  });

  test("tells acts of one room apart", () => {
    for (const room of rooms) {
      for (const language of ["th", "en"] as const) {
        const words = Object.values(room.acts).map((act) => act[language]);
        assert.deepEqual(
          words.filter((each, index) => words.indexOf(each) !== index),
          [],
          room.name,
        );
      }
    }
  });

  test("every room names the regulation it serves, in Thai", () => {
    for (const room of rooms) assert.match(room.serves, /[ก-ฮ]/u, room.name);
  });
});

describe("every duty", () => {
  test("is declared once and granted to some role from the start", () => {
    const codes = duties.map(({ code }) => code);
    assert.deepEqual(
      codes.filter((code, index) => codes.indexOf(code) !== index),
      [],
    );
    for (const { code, duty } of duties) assert.ok(Object.keys(duty.granted).length > 0, `nobody has ${code}`);
  });

  test("is granted to roles that the provinces' positions have, with a reach that exists", async () => {
    const { positionsOf } = await import("../reference/positions.ts");
    const roles = new Set(positionsOf("14").map((position) => position.role as string));
    roles.add("assistant_governor"); // a post that not every province has
    for (const { code, duty } of duties) {
      for (const [role, reach] of Object.entries(duty.granted)) {
        assert.ok(roles.has(role), `${code} is granted to the role ${role}, which no position has`);
        assert.ok(["own", "unit", "line", "province"].includes(reach), `${code}: ${reach}`);
      }
    }
  });

  test("is asked for by some act, view or line of code", async () => {
    const { readFile } = await import("node:fs/promises");
    const { sources } = await import("./sources.ts");
    const texts = await Promise.all(
      sources("kernel", "office", "portal")
        .filter((file) => !/\.(test|fixture)\.ts$/.test(file))
        .map((file) => readFile(file, "utf8")),
    );
    const asked = texts.join("\n");
    for (const { code } of duties) {
      const times = asked.split(`"${code}"`).length - 1;
      assert.ok(times > 1, `${code} is declared, and nothing ever asks for it`);
    }
  });
});
