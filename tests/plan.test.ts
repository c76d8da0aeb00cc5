/** The plan of the house: dependencies point one way, a file is one noun, a folder is a duty and never a kind of code. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { root, sources, wings } from "./sources.ts";

test("dependencies point one way (.dependency-cruiser.cjs)", async () => {
  const cruise = join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const folders = wings.filter((wing) => existsSync(join(root, wing)));
  const run = promisify(execFile)(
    process.execPath,
    [cruise, "--config", ".dependency-cruiser.cjs", "--output-type", "err", ...folders, "changwat.ts", "serve.ts"],
    { cwd: root },
  );
  const { stdout, code } = await run.then(
    (done) => ({ ...done, code: 0 }),
    (failed: { stdout: string; code: number }) => failed,
  );
  assert.equal(code, 0, stdout);
  const [, modules] = /\((\d+) modules/.exec(stdout) ?? [];
  assert.ok(Number(modules) > 200, `it looked at ${modules} modules only: ${stdout}`);
});

test("a file can be held in the head: 400 lines, lists of reference data excepted", async () => {
  const generated = join(root, "kernel/store/tables.ts");
  const files = sources().filter((file) => file !== generated && !relative(root, file).startsWith("reference/"));
  assert.ok(files.length > 150);
  const long: string[] = [];
  for (const file of files) {
    const lines = (await readFile(file, "utf8")).trimEnd().split("\n").length;
    if (lines > 400) long.push(`${relative(root, file)}: ${lines}`);
  }
  assert.deepEqual(long, []);
});

test("a folder is named after a duty or a noun, never after a kind of code", () => {
  const kinds = new Set([
    "utils",
    "util",
    "helpers",
    "helper",
    "services",
    "service",
    "controllers",
    "repositories",
    "dto",
    "types",
    "common",
    "misc",
    "lib",
    "models",
    "managers",
    "interfaces",
  ]);
  const folders = globSync(`{${wings.join(",")}}/**/`, { cwd: root });
  assert.ok(folders.length > 20);
  assert.deepEqual(
    folders.filter((folder) => kinds.has(basename(folder))),
    [],
  );
  assert.deepEqual(
    sources()
      .map((file) => relative(root, file))
      .filter((file) => kinds.has(basename(file).split(".")[0]!)),
    [],
  );
});

test("a room has its folder: index.ts at the door, its .sql beside it", () => {
  const doors = globSync("office/*/*/", { cwd: root }).filter(
    (folder) => globSync(`${folder}/*.{ts,sql}`, { cwd: root }).length > 0,
  );
  assert.ok(doors.length > 0);
  for (const folder of doors) assert.ok(existsSync(join(root, folder, "index.ts")), `${folder} has no index.ts`);
});

test("nothing is left to do later, nothing is switched off", async () => {
  const marks = new RegExp(
    [
      "TO" + "DO",
      "FIX" + "ME",
      "X" + "XX",
      "@ts-" + "ignore",
      "@ts-" + "nocheck",
      "test\\." + "only",
      "describe\\." + "only",
    ]
      .map((mark) => `(?<![\\w.])${mark}\\b`)
      .join("|"),
  );
  const found: string[] = [];
  for (const file of sources()) {
    const lines = (await readFile(file, "utf8")).split("\n");
    lines.forEach((line, index) => {
      if (marks.test(line) && !file.endsWith("plan.test.ts"))
        found.push(`${relative(root, file)}:${index + 1}: ${line.trim().slice(0, 100)}`);
    });
  }
  assert.deepEqual(found, []);
});
