/** A table is written only by the part of the house whose .sql makes it. Everybody else asks a function of the owner's, or reads. */
import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { before, test } from "node:test";
import { root, sources } from "./sources.ts";

/** What may be written from outside, and why. Each line is a debt that somebody can pay; a line that is no longer needed fails the test. */
const exceptions: Record<string, string> = {
  "kernel/province → office": "the builder fills an empty schema in one transaction, before any act is possible",
  "kernel/province → unit": "the builder",
  "kernel/province → position": "the builder",
  "kernel/province → person": "the builder, and the first administrator of an empty office",
  "kernel/province → occupancy": "the builder, and the first administrator of an empty office",
  "kernel/province → holiday": "the builder",
  "kernel/province → book": "the builder",
  "kernel/perform.ts → idempotency": "the act itself keeps the key of its request, in its own transaction",
  "kernel/accounts → person": "a login is tied to its person (person.account_id)",
  "kernel/files → matter": "touched_at of the matter that got a file",
  "kernel/jobs → idempotency": "old keys are forgotten by the clock",
  "kernel/jobs → outbox": "happenings long dead are forgotten by the clock",
  "kernel/outbox → outbox": "the table is made beside the ledger, whose function fills it; the outbox empties it",
  "demonstration → outbox": "the story's past is not told anew as notices",
  "office/administration/orders → setting":
    "the one table of settings is every room's; a row belongs to the room that its key names",
  "office/administration/orders → assignment_reminder":
    "the clock of reminders lives with orders, the only room that reminds so far",
};

interface Writing {
  from: string;
  table: string;
  at: string;
}
let owners: Map<string, string>;
let writings: Writing[];

const verbs = [
  /\b(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(\s*["'`](\w+)/g,
  /\b(?:INSERT\s+INTO|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE(?:\s+TABLE)?)\s+(?:ONLY\s+)?"?([a-z_]+)"?/gi,
  /\bUPDATE\s+(?:ONLY\s+)?"?([a-z_]+)"?(?:\s+(?:AS\s+)?[a-z]\w*)?\s+SET\b/gi,
  /\bCOPY\s+"?([a-z_]+)"?(?:\s*\([^)]*\))?\s+FROM\b/gi,
];
const isTrial = (file: string) => /\.(test|fixture)\.(ts|tsx|sql)$|^tests\/|^bench\/|^kernel\/testing\.ts$/.test(file);

/** The tables that a text writes, with the line where. */
function written(text: string): { table: string; line: number }[] {
  // Comments tell stories about tables too.
  const bare = text
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, " "))
    .replaceAll(/(^|\s)(\/\/|-- ).*$/gm, "$1");
  return verbs.flatMap((verb) =>
    [...bare.matchAll(verb)].map((match) => ({
      table: match[1]!,
      line: bare.slice(0, match.index).split("\n").length,
    })),
  );
}

/** A room of the office is a folder of its wing; a part of the kernel is a folder or a file. */
function partOf(file: string): string {
  const steps = file.split("/");
  if (steps[0] === "office") return steps.slice(0, 3).join("/");
  if (steps[0] === "kernel") return steps.slice(0, 2).join("/");
  return steps[0]!;
}

before(async () => {
  owners = new Map();
  const scripts = globSync("{kernel,office,portal}/**/*.sql", { cwd: root }).filter((file) => !isTrial(file));
  writings = [];
  const read = async (file: string) => {
    for (const { table, line } of written(await readFile(join(root, file), "utf8")))
      writings.push({ from: partOf(file), table, at: `${file}:${line}` });
  };
  for (const file of scripts) {
    for (const [, table] of (await readFile(join(root, file), "utf8")).matchAll(
      /^\s*CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?"?(\w+)"?/gm,
    )) {
      assert.equal(owners.get(table!), undefined, `${table} is made twice`);
      owners.set(table!, partOf(file));
    }
    await read(file);
  }
  for (const file of sources("kernel", "office", "portal", "reference", "demonstration", "desk").map((each) =>
    relative(root, each),
  ))
    if (!isTrial(file)) await read(file);
  for (const file of ["changwat.ts", "serve.ts"]) await read(file);
});

test("the search finds every manner of writing", () => {
  const text = `sql.insertInto("a"); db\n.updateTable('b') /* UPDATE not_me SET */ \`INSERT INTO\n c (x)\` "UPDATE d AS x SET" 'DELETE FROM e' // DELETE FROM nor_me\nON CONFLICT DO UPDATE SET`;
  assert.deepEqual(
    written(text)
      .map(({ table }) => table)
      .sort(),
    ["a", "b", "c", "d", "e"],
  );
});

test("every table has one owner, and every owner's tables are written by it alone", () => {
  assert.ok(owners.size > 50);
  const foreign = writings.filter(({ from, table }) => owners.has(table) && owners.get(table) !== from);
  const unknown = foreign.filter(({ from, table }) => !Object.hasOwn(exceptions, `${from} → ${table}`));
  assert.deepEqual(
    unknown.map(({ at, table }) => `${at} writes ${table}, which belongs to ${owners.get(table)}`),
    [],
  );
});

test("no exception outlives its need", () => {
  const needed = new Set(writings.map(({ from, table }) => `${from} → ${table}`));
  assert.deepEqual(
    Object.keys(exceptions).filter((line) => !needed.has(line)),
    [],
  );
});

test("a room of the office never writes what another room of the office made", () => {
  const across = writings.filter(
    ({ from, table }) =>
      from.startsWith("office/") && owners.get(table)?.startsWith("office/") && owners.get(table) !== from,
  );
  assert.deepEqual(
    across.map(({ at, table }) => `${at} writes ${table}`),
    [],
  );
});

test("tables are made in .sql files only", async () => {
  const made: string[] = [];
  for (const file of sources("kernel", "office", "portal", "reference", "demonstration").map((each) =>
    relative(root, each),
  )) {
    // The store keeps its own list of migrations; everything else is a migration.
    if (isTrial(file) || dirname(file) === "kernel/store") continue;
    if (/\b(CREATE|ALTER|DROP) (UNLOGGED )?TABLE\b/.test(await readFile(join(root, file), "utf8"))) made.push(file);
  }
  assert.deepEqual(made, []);
});
