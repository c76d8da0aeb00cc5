import assert from "node:assert/strict";
import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { run, temporary } from "./child.fixture.ts";
import { openHome } from "./home.ts";
import { StoreProblem } from "./problem.ts";
import { birthOf, isAlive } from "./processes.ts";

const asRoot = process.getuid?.() === 0;

test("a new home is private, also on a path with spaces and Thai letters, and also a long one", async (t) => {
  const dir = join(await temporary(t), "ข้อมูล จังหวัด", "ก".repeat(60), "var");
  assert.ok(Buffer.byteLength(dir) > 200);
  const home = await openHome(dir);
  for (const folder of [home.dir, home.files, home.run]) assert.equal((await stat(folder)).mode & 0o777, 0o700);
  for (const file of ["lock", "run/holder.json"]) assert.equal((await stat(join(dir, file))).mode & 0o777, 0o600);
  await home.close();
  await home.close();
  await (await openHome(dir)).close();
});

test("a home that others may write to is closed to them", async (t) => {
  const dir = await temporary(t);
  await chmod(dir, 0o777);
  const home = await openHome(dir);
  assert.equal((await stat(dir)).mode & 0o022, 0);
  await home.close();
});

test("a second program is refused, in Thai and English, with the pid of the first; after kill -9 the next one gets in", async (t) => {
  const dir = await temporary(t);
  const first = run("home.fixture.ts", [dir]);
  await first.line((line) => line.open !== undefined);
  const second = run("home.fixture.ts", [dir]);
  const refusal = await second.line((line) => line.problem !== undefined);
  assert.equal(await second.ended, 3);
  assert.match(refusal.problem!, new RegExp(`already in use.*pid ${first.pid} .*kill ${first.pid}.*CHANGWAT_HOME`));
  assert.match(refusal.th!, new RegExp(`ใช้งานอยู่แล้ว.*pid ${first.pid} .*CHANGWAT_HOME`));
  await assert.rejects(openHome(dir), StoreProblem);

  await first.kill("SIGKILL");
  const third = run("home.fixture.ts", [dir]);
  await third.line((line) => line.open !== undefined);
  await third.kill("SIGKILL");
});

test("of eight programs that start at once exactly one gets in", async (t) => {
  const dir = join(await temporary(t), "var");
  const children = Array.from({ length: 8 }, () => run("home.fixture.ts", [dir]));
  const lines = await Promise.all(
    children.map((child) => child.line((line) => line.open !== undefined || line.problem !== undefined)),
  );
  assert.equal(lines.filter((line) => line.open !== undefined).length, 1);
  for (const line of lines) if (line.problem) assert.match(line.problem, /already in use/);
  await Promise.all(children.map((child) => child.kill("SIGKILL")));
});

test("the same program cannot open a home twice either", async (t) => {
  const dir = await temporary(t);
  const home = await openHome(dir);
  await assert.rejects(openHome(dir), /already in use/);
  await home.close();
});

test("a number that was given to another process since is not named as the holder, and holds nothing", async (t) => {
  const dir = await temporary(t);
  const holder = run("home.fixture.ts", [dir]);
  await holder.line((line) => line.open !== undefined);
  const stranger = { pid: process.pid, birth: "an earlier boot:1", host: hostname(), since: "2020-01-01T00:00:00Z" };
  await writeFile(join(dir, "run", "holder.json"), JSON.stringify(stranger));
  await assert.rejects(openHome(dir), (error: StoreProblem) => {
    assert.match(error.en, /its pid is not known/);
    assert.doesNotMatch(error.en, new RegExp(`kill ${process.pid}`));
    return true;
  });
  await holder.kill("SIGKILL");
  const home = await openHome(dir);
  assert.equal(JSON.parse(await readFile(join(dir, "run", "holder.json"), "utf8")).birth, birthOf(process.pid));
  await home.close();
});

test("a home that cannot be used says why and what to do", async (t) => {
  const dir = await temporary(t);
  await writeFile(join(dir, "file"), "");
  await assert.rejects(openHome(join(dir, "file")), /Cannot use the home folder.*CHANGWAT_HOME/s);
  await assert.rejects(openHome(join(dir, "x".repeat(500))), /too long/);
  await t.test("that of another user", { skip: asRoot ? false : "needs root" }, async () => {
    await mkdir(join(dir, "private"), { mode: 0o700 });
    await chmod(dir, 0o755);
    const child = run("home.fixture.ts", [join(dir, "private")], { uid: 65534, gid: 65534 });
    assert.match((await child.line(() => true)).problem!, /owns the folder/);
  });
});

test("a process is told from a later one with its number", () => {
  assert.equal(birthOf(process.pid), birthOf(process.pid));
  assert.notEqual(birthOf(process.pid), birthOf(process.ppid));
  assert.ok(isAlive(process.pid));
  assert.ok(!isAlive(2 ** 22 + 1));
  assert.equal(birthOf(2 ** 22 + 1), null);
});
