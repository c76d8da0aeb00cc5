/**
 * Kill -9 of the program, of its PostgreSQL, of both, while many clients take numbers. Afterwards: no acknowledged number is lost, none is there
 * twice, no gap; every number has its ledger line and every line its number; the chain verifies. TORTURE_ROUNDS asks for more than the short run.
 */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { checkBooks } from "../../kernel/books/index.ts";
import { openDatabase } from "../../kernel/database.ts";
import { startSealer, verifyLedger } from "../../kernel/ledger/index.ts";
import { openHome } from "../../kernel/store/home.ts";
import { migrate } from "../../kernel/store/migrate.ts";
import { openServer } from "../../kernel/store/server.ts";
import { BOOKS, migrations, paper, SCHEMA } from "./office.ts";

const rounds = Number(process.env["TORTURE_ROUNDS"] ?? 6);
const clientsOf = (round: number) => [16, 32, 64][round % 3]!;
const victims = ["program", "postmaster", "both"] as const;
const office = fileURLToPath(new URL("./office.ts", import.meta.url));

interface Acknowledged {
  book: string;
  n: number;
}
const home = await mkdtemp(join(tmpdir(), "torture-"));
const living = new Set<ChildProcess>();
after(async () => {
  for (const child of living) child.kill("SIGKILL");
  await rm(home, { recursive: true, force: true });
});

test(`${rounds} rounds of kill -9: nothing acknowledged is lost, nothing happens twice`, {
  timeout: 60_000 + rounds * 30_000,
}, async (t) => {
  const next: number[] = Array.from({ length: 64 }, () => 0);
  const acknowledged = new Map<string, Acknowledged>();
  const alarms: unknown[] = [];
  let ready = () => {};

  function begin(clients: number): ChildProcess {
    const child = spawn(process.execPath, [office, home], {
      env: { ...process.env, TORTURE_NEXT: JSON.stringify(next.slice(0, clients)) },
      stdio: ["ignore", "pipe", "inherit"],
    });
    living.add(child);
    child.once("exit", () => living.delete(child));
    createInterface({ input: child.stdout! }).on("line", (line) => {
      let said: { client: number; index: number; book: string; n: number; ready?: boolean; alarm?: string };
      try {
        said = JSON.parse(line);
      } catch {
        return; // the last line of a killed program may be half a line: that one was not heard
      }
      if (said.ready) return ready();
      if (said.alarm) return void alarms.push(said);
      const token = paper(said.client, said.index);
      assert.equal(acknowledged.has(token), false, `${token} acknowledged twice`);
      acknowledged.set(token, { book: said.book, n: said.n });
      next[said.client] = said.index + 1;
    });
    return child;
  }
  const upFrom = async (count: number, what: string) => {
    for (let waited = 0; acknowledged.size < count; waited += 50) {
      assert.ok(waited < 20_000, `no new number within 20 s ${what}`);
      await sleep(50);
    }
  };
  const killPostmaster = async () => {
    const [pid] = (await readFile(join(home, "postgres", "data", "postmaster.pid"), "utf8")).split("\n");
    process.kill(Number(pid), "SIGKILL");
  };

  for (let round = 0; round < rounds; round++) {
    const isUp = new Promise<void>((resolve) => {
      ready = resolve;
    });
    const child = begin(clientsOf(round));
    const gone = once(child, "exit").then(() => assert.fail("the office ended by itself"));
    await Promise.race([isUp, gone]);
    await upFrom(acknowledged.size + 50, `after start ${round}`);
    await sleep(200 + Math.random() * 1_200);
    const victim = victims[round % victims.length]!;
    gone.catch(() => undefined);
    if (victim !== "program") await killPostmaster();
    if (victim === "postmaster") {
      await upFrom(acknowledged.size + 50, "after the postmaster was killed: the program did not recover");
      await sleep(Math.random() * 500);
    }
    child.kill("SIGKILL");
    await once(child.stdout!, "close");
  }

  const own = await openHome(home);
  const server = await openServer(own);
  const database = openDatabase(server.url, { schema: SCHEMA, ...(await prepared(server.url)) });
  try {
    const sealer = startSealer(database, {
      log: { info() {}, warn() {}, error: (facts) => alarms.push(facts) },
      heads: join(home, "ledger-heads.log"),
    });
    await sealer.sealNow();
    await sealer.stop();
    const ask = async <R extends pg.QueryResultRow>(text: string) => (await owner.query<R>(text)).rows;
    const owner = new pg.Client({
      connectionString: server.url,
      options: `-c search_path=${SCHEMA} -c changwat.machinery=on`,
    });
    await owner.connect();
    const papers = await ask<{ token: string; book: string; n: number }>("SELECT token, book, n FROM trial_paper");
    const written = new Map(papers.map((each) => [each.token, each]));
    for (const [token, { book, n }] of acknowledged)
      assert.deepEqual(written.get(token), { token, book, n }, `acknowledged, and lost or changed: ${token}`);
    assert.equal(
      papers.filter(({ token }) => token.endsWith("broken")).length,
      0,
      "a failed act left something behind",
    );
    // At most the one request of each client that was under way at a kill is there without having been acknowledged.
    assert.ok(papers.length - acknowledged.size <= 64, `${papers.length} papers for ${acknowledged.size} acknowledged`);
    assert.deepEqual(await checkBooks(database), [], "a gap");
    for (const book of BOOKS) {
      const numbers = papers
        .filter((each) => each.book === book)
        .map((each) => each.n)
        .sort((a, b) => a - b);
      assert.deepEqual(
        numbers,
        Array.from({ length: numbers.length }, (_, i) => i + 1),
        `${book} has a gap or a duplicate`,
      );
    }
    const [odd] = await ask<{
      numbers: number;
      alone: number;
      unanswered: number;
      lines: number;
      transactions: number;
      outbox: number;
    }>(`SELECT
      (SELECT count(*)::int FROM book_number) AS numbers,
      (SELECT count(*)::int FROM trial_paper p FULL JOIN (SELECT detail->>'token' AS token, (detail->>'n')::int AS n, detail->>'book' AS book FROM ledger
         WHERE event = 'trial.taken') l ON (l.token, l.n, l.book) = (p.token, p.n, p.book) WHERE p.token IS NULL OR l.token IS NULL) AS alone,
      (SELECT count(*)::int FROM idempotency i FULL JOIN trial_paper p ON i.key = 'torture-' || p.token
         WHERE (i.answer->>'n')::int IS DISTINCT FROM p.n) AS unanswered,
      (SELECT count(*)::int FROM ledger) AS lines, (SELECT count(DISTINCT tx::text)::int FROM ledger) AS transactions, (SELECT count(*)::int FROM outbox) AS outbox`);
    const all = papers.length;
    assert.deepEqual(odd, { numbers: all, alone: 0, unanswered: 0, lines: all, transactions: all, outbox: all });
    const result = await verifyLedger(database, { heads: join(home, "ledger-heads.log") });
    assert.deepEqual(result.faults, []);
    assert.deepEqual([result.ok, result.to, result.waiting], [true, all, 0]);
    assert.deepEqual(alarms, []);
    t.diagnostic(`${acknowledged.size} acknowledged, ${all} written, ${result.heads} heads outside compared`);
    await owner.end();
  } finally {
    await database.close();
    await server.stop();
    await own.close();
  }
});

async function prepared(url: string) {
  const client = new pg.Client(url);
  await client.connect();
  const { role, searchPath } = await migrate(client, SCHEMA, await migrations());
  await client.end();
  return { role, searchPath };
}
