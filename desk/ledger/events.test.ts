import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { eventWords, knownEvents, tell } from "./events.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("every event that a room records has its words", async () => {
  const recorded = new Set<string>();
  for (const folder of ["kernel", "office"]) {
    for (const entry of await readdir(`${root}/${folder}`, { recursive: true })) {
      if (!entry.endsWith(".ts") || /\.(?:test|fixture)\.ts$/.test(entry) || entry.endsWith("testing.ts")) continue;
      const source = await readFile(`${root}/${folder}/${entry}`, "utf8");
      for (const [, event] of source.matchAll(/office\.record\(\s*"([a-z]+\.\w+)"/g)) recorded.add(event ?? "");
    }
  }
  assert.ok(recorded.size > 40, `${recorded.size} found`);
  assert.deepEqual([...recorded].filter((event) => !knownEvents.includes(event)).sort(), []);
});

test("an event is told with its facts, days in the Buddhist era", () => {
  assert.equal(tell("orders.issued", { number: "30/2569", addressees: 16 }).th, "ออกข้อสั่งการเลขที่ 30/2569 ถึง 16 ตำแหน่ง");
  assert.equal(tell("assignments.timeAsked", { due: "2026-12-01" }).th, "ขอขยายเวลาถึง 1 ธ.ค. 2569");
});

test("without its facts an event is still told, and an unknown one keeps its name", () => {
  assert.equal(tell("orders.issued", {}).th, "ออกข้อสั่งการ");
  assert.equal(tell("moon.landed", {}).en, "moon.landed");
  for (const event of knownEvents) {
    const { th, en } = eventWords(event);
    assert.doesNotMatch(th + en, /[{}]/, event);
    assert.match(th, /[\u0E00-\u0E7F]{3}/, event);
    assert.doesNotMatch(en, /[\u0E00-\u0E7F]/, event);
  }
});
