import assert from "node:assert/strict";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { buildDesk, sourceHash } from "./build.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

test("two processes at once give one build, a second start is immediate, the first load is small", {
  timeout: 120_000,
}, async () => {
  const outDir = await mkdtemp(join(tmpdir(), "desk-build-"));
  try {
    const said: string[] = [];
    const [one, two] = await Promise.all([
      buildDesk({ outDir, progress: (words) => said.push(words) }),
      buildDesk({ outDir }),
    ]);
    assert.equal(one, two);
    assert.ok(said.length >= 2);
    assert.deepEqual((await readdir(outDir)).length, 1, "no draft is left behind");

    const began = performance.now();
    assert.equal(await buildDesk({ outDir, progress: () => assert.fail("built again") }), one);
    assert.ok(performance.now() - began < 2000);

    const html = await readFile(join(one, "index.html"), "utf8");
    let bytes = 0;
    for (const [, file] of html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g))
      bytes += gzipSync(await readFile(join(one, file ?? ""))).length;
    assert.ok(bytes > 50_000 && bytes < 300_000, `first load is ${Math.round(bytes / 1024)} KB gzip`);
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
});

test("React Aria's own languages are not shipped", { timeout: 120_000 }, async () => {
  const outDir = await mkdtemp(join(tmpdir(), "desk-build-"));
  try {
    const assets = join(await buildDesk({ outDir }), "assets");
    for (const name of await readdir(assets)) {
      if (!name.endsWith(".js")) continue;
      assert.doesNotMatch(await readFile(join(assets, name), "utf8"), /Kalender|カレンダー|Calendrier/, name);
    }
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
});

test("the hash follows content and names, not tests", async () => {
  const root = await mkdtemp(join(tmpdir(), "desk-hash-"));
  try {
    await cp(join(here, "design"), join(root, "desk"), { recursive: true });
    const first = await sourceHash(root);
    await writeFile(join(root, "desk", "new.test.ts"), "// a test");
    assert.equal(await sourceHash(root), first);
    await writeFile(join(root, "desk", "new.ts"), "export {};");
    const second = await sourceHash(root);
    assert.notEqual(second, first);
    await writeFile(join(root, "package-lock.json"), "{}");
    assert.notEqual(await sourceHash(root), second);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
