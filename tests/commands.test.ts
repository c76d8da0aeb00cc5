/** The program as people run it: `changwat` as a child process, on a PostgreSQL of its own and on Debian's. */
import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chmod, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import pg from "pg";
import { findServer } from "../kernel/store/server.ts";
import { type DebianServer, freePort, hasDebian, startDebianServer } from "./debian.fixture.ts";
import { root } from "./sources.ts";

const node = join(root, "node_modules/.bin/node");
/** The program's surroundings: nothing of ours but what the command is given. */
const surroundings = (env: NodeJS.ProcessEnv) => ({
  PATH: process.env["PATH"],
  HOME: process.env["HOME"],
  LOG_LEVEL: "warn",
  NODE_NO_WARNINGS: "1",
  ...env,
});

interface Ended {
  code: number | null;
  out: string;
  err: string;
}
/** Runs one command to its end. */
function changwat(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((done) => {
    execFile(
      node,
      [join(root, "changwat.ts"), ...args],
      { cwd: root, env: surroundings(env), timeout: 60_000, maxBuffer: 20_000_000 },
      (error, out, err) => {
        done({ code: error ? (typeof error.code === "number" ? error.code : null) : 0, out, err });
      },
    );
  });
}

interface Served {
  child: ChildProcess;
  url: string;
  out(): string;
  ended: Promise<number | null>;
  /** SIGTERM, and the exit code. */
  end(): Promise<number | null>;
}
const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** `changwat serve` until its address answers. */
async function serve(args: string[], env: NodeJS.ProcessEnv): Promise<Served> {
  const port = await freePort();
  const child = spawn(node, [join(root, "changwat.ts"), "serve", ...args], {
    cwd: root,
    env: surroundings({ ...env, PORT: String(port) }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    text += chunk;
  });
  const ended = new Promise<number | null>((done) => {
    child.once("exit", (code) => {
      running.delete(child);
      done(code);
    });
  });
  const url = `http://localhost:${port}`;
  for (let tries = 0; ; tries++) {
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.ok) break;
    if (child.exitCode !== null || tries > 600) throw new Error(`the office did not open: ${text}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  return {
    child,
    url,
    ended,
    out: () => text,
    end() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** A browser in a few lines: it keeps cookies. */
function browser(url: string) {
  let cookie = "";
  return async (path: string, body: unknown) => {
    const answer = await fetch(url + path, {
      method: "POST",
      headers: { "content-type": "application/json", origin: url, ...(cookie ? { cookie } : {}) },
      body: JSON.stringify(body),
    });
    const set = answer.headers.getSetCookie().map((line) => line.split(";")[0]);
    if (set.length > 0) cookie = set.join("; ");
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
}

/** A sum over every row of every table, by table; what the program writes by itself at a start is left out. */
async function sums(url: string): Promise<Record<string, string>> {
  const restless = new Set([
    "job",
    "account_session",
    "account_device",
    "account_attempt",
    "outbox",
    "mail",
    "ledger_waiting",
    "idempotency",
  ]);
  const client = new pg.Client({
    connectionString: url,
    options: "-c search_path=province,extensions,public -c changwat.machinery=on",
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'province'::regnamespace AND relkind = 'r' ORDER BY 1",
    );
    const found: Record<string, string> = {};
    for (const { name } of rows.filter((row) => !restless.has(row.name))) {
      const said = await client.query<{ sum: string }>(
        `SELECT count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS sum FROM province."${name}" t`,
      );
      found[name] = said.rows[0]!.sum;
    }
    return found;
  } finally {
    await client.end();
  }
}

const linkOf = (text: string) => /https?:\/\/\S+token=[\w-]+|https?:\/\/\S+set-password\S+/.exec(text)?.[0];
const tokenOf = (link: string) =>
  new URL(link).searchParams.get("token") ?? new URL(link).hash.replace(/^#(token=)?/, "") ?? "";
const password = "นกยูงรำแพนริมคลองสามสิบ";

let dir: string;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), "changwat-commands-"));
  await chmod(dir, 0o755);
});
after(async () => {
  for (const child of running) child.kill("SIGKILL");
  await rm(dir, { recursive: true, force: true });
});

describe("words without an office", () => {
  const nowhere = () => ({ CHANGWAT_HOME: join(dir, "nowhere") });

  test("--help tells every command, and nothing is made for it", async () => {
    const { code, out, err } = await changwat(["--help"], nowhere());
    assert.equal(code, 0);
    assert.equal(err, "");
    for (const word of [
      "serve",
      "migrate",
      "province",
      "user",
      "backup",
      "restore",
      "verify",
      "bench",
      "CHANGWAT_HOME",
      "DATABASE_URL",
      "PORT",
    ])
      assert.ok(out.includes(word), word);
    assert.match((await changwat(["--version"])).out, /^\d+\.\d+\.\d+\n$/);
  });

  test("an unknown command or option is 2, with the help, in both languages", async () => {
    const wrong = [
      ["nonsense"],
      ["constructor"],
      ["__proto__"],
      ["user"],
      ["user", "link"],
      ["user", "nonsense"],
      ["backup"],
      ["restore"],
      ["import"],
      ["import", "areas"],
      ["--nonsense"],
      ["serve", "--nonsense"],
    ];
    const ends = await Promise.all(wrong.map((args) => changwat(args, nowhere())));
    for (const [index, args] of wrong.entries()) {
      const { code, out, err } = ends[index]!;
      assert.equal(code, 2, `${args}: ${out}${err}`);
      assert.match(err, /npx changwat/, `${args}`);
      assert.doesNotMatch(err, /at .*\.ts:\d+/, `${args} shows a stack`);
    }
    assert.match((await changwat(["nonsense"])).err, /ไม่รู้จักคำสั่ง nonsense · There is no command nonsense/);
  });

  test("province: 76 of them; one's facts by code or name; Bangkok refused with the reason", async () => {
    const { code, out } = await changwat(["province"], nowhere());
    assert.equal(code, 0);
    assert.equal(out.trim().split("\n").length, 76);
    assert.match(out, /^50 {2}เชียงใหม่ {2}Chiang Mai$/m);
    assert.doesNotMatch(out, /^10 /m);
    assert.equal((JSON.parse((await changwat(["province", "เชียงใหม่"])).out) as { code: string }).code, "50");
    for (const bangkok of ["10", "Bangkok", "กรุงเทพมหานคร"]) {
      const refused = await changwat(["province", bangkok]);
      assert.equal(refused.code, 1, bangkok);
      assert.match(refused.err, /กรุงเทพมหานครไม่ใช่จังหวัด.*พ\.ศ\. ๒๕๓๔/);
      assert.match(refused.err, /Bangkok is not a province under the State Administration Act/);
      assert.doesNotMatch(refused.err, /at .*\.ts:\d+/);
    }
    assert.equal((await changwat(["province", "99"])).code, 1);
    await assert.rejects(stat(join(dir, "nowhere")), "a question makes no home");
  });
});

/** The life of an office from its first start to its restoring elsewhere, on either kind of store. */
function life(
  name: string,
  ready: () => { env(which: "first" | "second"): NodeJS.ProcessEnv; urlOf(which: "first" | "second"): Promise<string> },
  archive: string,
) {
  let office: Served;
  let saved: Record<string, string>;
  const env = (which: "first" | "second") => ready().env(which);
  after(() => office?.end());

  test(`${name}: Bangkok is not built, and leaves nothing in the way`, {
    skip: name !== "own PostgreSQL",
  }, async () => {
    const refused = await changwat(["serve", "--province", "10", "--empty"], env("first"));
    assert.equal(refused.code, 1, refused.out + refused.err);
    assert.match(refused.err, /กรุงเทพมหานครไม่ใช่จังหวัด[\s\S]*Bangkok is not a province/);
  });

  test(`${name}: the first start builds the province, prints a one-time link, and answers`, async () => {
    office = await serve(["--province", "50", "--empty"], env("first"));
    for (let tries = 0; !linkOf(office.out()) && tries < 100; tries++)
      await new Promise((done) => setTimeout(done, 50));
    assert.match(office.out(), /จังหวัดเชียงใหม่ · Chiang Mai Province/);
    assert.match(office.out(), /ผู้ดูแลระบบคนแรก.*The first administrator/);
    const health = (await (await fetch(`${office.url}/healthz`)).json()) as {
      ok: boolean;
      database: { ok: boolean };
      migrations: { pending: number };
      disk: { ok: boolean };
    };
    assert.ok(health.ok && health.database.ok && health.disk.ok);
    assert.equal(health.migrations.pending, 0);
    assert.equal(
      (await fetch(`${office.url}/api/demo-accounts`)).status,
      404,
      "an empty office has no demonstration accounts",
    );
    const link = linkOf(office.out());
    assert.ok(link?.startsWith(office.url), `${link} does not lead to ${office.url}`);
  });

  test(`${name}: a second program on the same home is refused, naming what holds it`, async () => {
    const second = await changwat(["serve"], { ...env("first"), PORT: String(await freePort()) });
    assert.equal(second.code, 1, second.out + second.err);
    assert.match(second.err, /มีโปรแกรมจังหวัดใช้งานอยู่แล้ว/);
    assert.match(
      second.err,
      new RegExp(
        `already in use by another Changwat \\(${office.child.pid} on|already in use by another Changwat \\(pid ${office.child.pid} on`,
      ),
    );
    assert.equal((await fetch(`${office.url}/healthz`)).status, 200);
  });

  test(`${name}: user list and user link work beside the running office; a new link makes the earlier one worthless`, async () => {
    const first = linkOf(office.out())!;
    const [list, made, nobody] = await Promise.all([
      changwat(["user", "list"], env("first")),
      changwat(["user", "link", "ADMIN@changwat.local"], { ...env("first"), PUBLIC_URL: office.url }),
      changwat(["user", "link", "nobody@changwat.local"], env("first")),
    ]);
    assert.equal(list.code, 0, list.err);
    assert.match(list.out, /^admin@changwat\.local\t/m);
    assert.equal(made.code, 0, made.err);
    const link = linkOf(made.out)!;
    assert.notEqual(tokenOf(link), tokenOf(first));
    assert.equal(nobody.code, 2);
    assert.match(nobody.err, /ไม่มีบัญชี.*There is no login/);

    const visit = browser(office.url);
    assert.ok(
      (await visit("/api/auth/reset-password", { token: tokenOf(first), newPassword: password })).status >= 400,
      "the earlier link still works",
    );
    assert.equal(
      (await visit("/api/auth/reset-password", { token: tokenOf(link), newPassword: password })).status,
      200,
    );
    assert.ok(
      (await visit("/api/auth/reset-password", { token: tokenOf(link), newPassword: `${password}2` })).status >= 400,
      "the link works twice",
    );
    assert.equal((await visit("/api/auth/sign-in/email", { email: "admin@changwat.local", password })).status, 200);
    const added = await visit("/api/authority.addPerson", { first: "สมชาย", last: "ใจดี" });
    assert.equal(added.status, 200, JSON.stringify(added.body));
  });

  test(`${name}: verify and backup beside the running office; an archive is not overwritten`, async () => {
    const verified = await changwat(["verify", "--export", join(dir, `${archive}.ledger`)], env("first"));
    assert.equal(verified.code, 0, verified.out + verified.err);
    assert.match(verified.out, /"ok": true/);
    assert.ok((await stat(join(dir, `${archive}.ledger`))).size > 0);
    saved = await sums(await ready().urlOf("first"));
    const backup = await changwat(["backup", join(dir, archive)], env("first"));
    assert.equal(backup.code, 0, backup.out + backup.err);
    const again = await changwat(["backup", join(dir, archive)], env("first"));
    assert.equal(again.code, 1);
    assert.match(again.err, /มีไฟล์[\s\S]*already exists/);
  });

  test(`${name}: SIGTERM ends it cleanly; a restart keeps everything, prints no link, and refuses to become another province`, async () => {
    assert.equal(await office.end(), 0, office.out());
    assert.doesNotMatch(office.out(), /Error|Warning/);
    const other = await changwat(["serve", "--province", "14"], { ...env("first"), PORT: String(await freePort()) });
    assert.equal(other.code, 1, other.out + other.err);
    assert.match(other.err, /จังหวัดเชียงใหม่[\s\S]*already holds Chiang Mai/);
    office = await serve([], env("first"));
    assert.equal(linkOf(office.out()), undefined);
    const visit = browser(office.url);
    assert.equal((await visit("/api/auth/sign-in/email", { email: "admin@changwat.local", password })).status, 200);
    const { body } = await visit("/api/authority.people", { text: "สมชาย" });
    assert.equal((body as unknown as { th: string }[])[0]?.th, "สมชาย ใจดี");
    assert.equal(await office.end(), 0, office.out());
  });

  test(`${name}: restore into another home gives the same rows, is refused a second time, and the office opens on it`, async () => {
    const restored = await changwat(["restore", join(dir, archive)], env("second"));
    assert.equal(restored.code, 0, restored.out + restored.err);
    const again = await changwat(["restore", join(dir, archive)], env("second"));
    assert.equal(again.code, 1, again.out + again.err);
    assert.match(again.err, /[ก-๛][\s\S]*--replace|[ก-๛][\s\S]*not empty/);
    const broken = await changwat(["restore", join(root, "package.json"), "--replace"], env("second"));
    assert.equal(broken.code, 1, broken.out + broken.err);
    assert.doesNotMatch(broken.err, /at .*\.ts:\d+/, "a stack");
    office = await serve([], env("second"));
    assert.deepEqual(await sums(await ready().urlOf("second")), saved);
    const visit = browser(office.url);
    assert.equal((await visit("/api/auth/sign-in/email", { email: "admin@changwat.local", password })).status, 200);
    assert.equal((await changwat(["verify"], env("second"))).code, 0);
    const held = await changwat(["restore", join(dir, archive), "--replace"], env("second"));
    assert.equal(held.code, 1, "an office that runs is not restored over");
    assert.equal(await office.end(), 0);
  });
}

describe("an office on a PostgreSQL of its own", () => {
  const home = (which: string) => join(dir, "own", which);
  life(
    "own PostgreSQL",
    () => ({
      env: (which) => ({ CHANGWAT_HOME: home(which) }),
      urlOf: async (which) => (await findServer(home(which)))!.url,
    }),
    "own.backup",
  );
});

describe("an office on Debian's PostgreSQL 15, as an owner who is no superuser", {
  skip: hasDebian ? false : "postgresql-15 is not installed",
}, () => {
  let server: DebianServer;
  const urls: Record<string, string> = {};
  before(async () => {
    server = await startDebianServer();
    urls["first"] = await server.database("first_office", { mayMakeRoles: true });
    urls["second"] = await server.database("second_office", { mayMakeRoles: false });
  });
  after(() => server?.stop());
  life(
    "Debian's PostgreSQL",
    () => ({
      env: (which) => ({ CHANGWAT_HOME: join(dir, "debian", which), DATABASE_URL: urls[which] }),
      urlOf: async (which) => urls[which]!,
    }),
    "debian.backup",
  );
});
