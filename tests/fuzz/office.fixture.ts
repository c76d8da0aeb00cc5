/** A whole office for the fuzz suites: the program's own house on a real port, a built province, and officials who are signed in. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { deskWing } from "../../desk/serve.ts";
import { rooms } from "../../office/rooms.ts";
import { rowCounts } from "../row-counts.ts";

export interface Answer {
  status: number;
  type: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}
export interface Asking {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer | undefined;
  /** The cookie of a session; the strong official's unless told; null for none. */
  cookie?: string | null;
}
export interface FuzzOffice {
  url: string;
  port: number;
  home: string;
  owner: pg.Pool;
  /** The cookie of an official who has every duty for the whole province. */
  cookie: string;
  /** An order of his own, with its first assignment, for acts that need a living subject. */
  order: { matter: number; assignments: number[] };
  ask(path: string, asking?: Asking): Promise<Answer>;
  /** POST of JSON, as the desk does it. */
  post(path: string, input: unknown, asking?: Asking): Promise<Answer>;
  signIn(name: string): Promise<string>;
  counts(): Promise<Record<string, number>>;
  /** Errors that the program logged: a refusal is never one. */
  faults: object[];
  close(): Promise<void>;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

export async function openFuzzOffice(): Promise<FuzzOffice> {
  const databaseUrl = process.env["TEST_DATABASE_URL"];
  if (!databaseUrl) throw new Error("TEST_DATABASE_URL is not set: run the tests with `npm test`");
  const schema = `fuzz_${randomBytes(5).toString("hex")}`;
  process.env["CHANGWAT_SCHEMA"] = schema; // read when house.ts is loaded, so it is loaded here
  const { openStore, run, settle } = await import("../../kernel/house.ts");
  const { demoPassword, openDemonstration } = await import("../../demonstration/index.ts");
  const dir = await mkdtemp(join(tmpdir(), "changwat-fuzz-"));
  const home = join(dir, "var");
  const faults: object[] = [];
  const log = {
    info() {},
    warn() {},
    error: (facts: object, message?: string) => void faults.push({ message, ...facts }),
  };
  const options = { dir: home, databaseUrl, rooms, log, progress() {} };
  const store = await openStore(options);
  await settle(store, rooms, { demonstration: true }, () => {});
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const running = await run({
    ...options,
    store,
    publicUrl: url,
    wings: [deskWing(Promise.resolve(await emptyDesk(dir)))],
    env: {},
    demoPassword,
  });
  await openDemonstration(running);
  await running.server.listen({ port, host: "localhost" });
  const owner = new pg.Pool({
    connectionString: databaseUrl,
    max: 4,
    options: `-c search_path=${schema},extensions,public -c changwat.machinery=on`,
  });
  await giveEveryDuty(owner, "office.head");

  const office: FuzzOffice = {
    url,
    port,
    home,
    owner,
    faults,
    cookie: "",
    order: { matter: 0, assignments: [] },
    ask: (path, asking = {}) =>
      ask(port, path, asking.cookie === undefined ? { ...asking, cookie: office.cookie } : asking),
    post: (path, input, asking = {}) =>
      office.ask(path, {
        method: "POST",
        body: typeof input === "string" ? input : JSON.stringify(input),
        ...asking,
        headers: { "content-type": "application/json", ...asking.headers },
      }),
    async signIn(name) {
      const answer = await office.post(
        "/api/auth/sign-in/email",
        { email: `${name}@demo.invalid`, password: demoPassword },
        { cookie: null },
      );
      assert.equal(answer.status, 200, answer.body);
      return ([] as string[])
        .concat(answer.headers["set-cookie"] ?? [])
        .map((line) => line.split(";")[0])
        .join("; ");
    },
    // Guesses and sessions are counted by themselves, and notices follow later what was done before.
    counts: () =>
      rowCounts(owner, [
        "notice",
        "account_attempt",
        "account_attack",
        "account_session",
        "account_device",
        "account_verification",
      ]),
    async close() {
      await running.close();
      agent.destroy();
      await owner.query(`DROP SCHEMA IF EXISTS ${schema}, ${schema}_jobs CASCADE`);
      await owner.end();
      await rm(dir, { recursive: true, force: true });
    },
  };
  office.cookie = await office.signIn("office-head");
  const issued = await office.post("/api/orders.issue", {
    title: "เรื่องสำหรับทดสอบ",
    body: "ให้รายงาน",
    groups: ["all_districts"],
    workingDays: 5,
  });
  assert.equal(issued.status, 200, issued.body);
  office.order = JSON.parse(issued.body);
  return office;
}

/** The desk's place, without a build of it: static files of known content. */
async function emptyDesk(dir: string): Promise<string> {
  const folder = join(dir, "desk");
  await mkdir(join(folder, "assets"), { recursive: true });
  await writeFile(join(folder, "index.html"), "<!doctype html><title>desk</title>");
  await writeFile(join(folder, "assets", "a.js"), "export {};");
  return folder;
}

async function giveEveryDuty(owner: pg.Pool, key: string): Promise<void> {
  const { rows } = await owner.query("SELECT id FROM position WHERE key = $1", [key]);
  assert.ok(rows[0], `no position ${key}`);
  await owner.query("DELETE FROM duty_grant WHERE position_id = $1", [rows[0].id]);
  await owner.query(
    "INSERT INTO duty_grant (duty, position_id, reach, basis, instrument) SELECT code, $1, 'province', 'state-administration:๖๐', 'คำสั่งทดสอบ' FROM duty",
    [rows[0].id],
  );
}

function ask(port: number, path: string, { method = "GET", headers = {}, body, cookie }: Asking): Promise<Answer> {
  return new Promise((done, fail) => {
    const sent = request(
      { host: "localhost", port, path, method, agent, headers: { ...(cookie ? { cookie } : {}), ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", fail);
        response.on("end", () =>
          done({
            status: response.statusCode ?? 0,
            type: String(response.headers["content-type"] ?? ""),
            headers: response.headers,
            body: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    let answered = false;
    sent.on("response", () => {
      answered = true;
    });
    // A server that has refused closes while we still send: then the answer is what counts.
    sent.on("error", (error) => {
      if (!answered) fail(error);
    });
    if (body !== undefined) sent.write(body);
    sent.end();
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "localhost", done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

/** A refusal as the house owes it: 4xx, problem+json, in both languages, with the same status inside, and no stack. */
export function assertProblem(answer: Answer, what: string, statuses?: readonly number[]): void {
  assert.ok(answer.status >= 400 && answer.status < 500, `${what}: ${answer.status} ${answer.body.slice(0, 300)}`);
  if (statuses)
    assert.ok(
      statuses.includes(answer.status),
      `${what}: ${answer.status}, not ${statuses.join(" or ")}: ${answer.body.slice(0, 300)}`,
    );
  assert.match(answer.type, /^application\/problem\+json/, `${what}: ${answer.type} ${answer.body.slice(0, 200)}`);
  const problem = JSON.parse(answer.body) as Record<string, unknown>;
  assert.equal(problem["status"], answer.status, what);
  for (const key of ["title_th", "detail_th"]) assert.match(String(problem[key]), /[ก-๛]/u, `${what}: ${key}`);
  for (const key of ["title", "detail"]) assert.match(String(problem[key]), /[A-Za-z]/, `${what}: ${key}`);
  assert.ok(Array.isArray(problem["errors"]), what);
  for (const error of problem["errors"] as { field: string; message: { th: string; en: string } }[]) {
    assert.equal(typeof error.field, "string", what);
    assert.match(error.message.th, /[ก-๛]/u, what);
    assert.match(error.message.en, /[A-Za-z]/, what);
  }
  assert.doesNotMatch(answer.body, /node_modules|\.ts:\d+|SELECT |pg_/, `${what} tells of our insides`);
}

/** Whatever was sent: done, or refused as the house owes it; never a fault of ours. */
export function assertSane(answer: Answer, what: string): void {
  if (answer.status !== 200) assertProblem(answer, what);
}
