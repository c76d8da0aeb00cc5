/**
 * A program on a home, for the tests: `node server.fixture.ts HOME [write]`. Prints one JSON line per thing that happens.
 * With "write" it commits numbers one after another and prints each only after the commit was acknowledged.
 */
import pg from "pg";
import { openHome } from "./home.ts";
import { type Message, StoreProblem } from "./problem.ts";
import { openServer } from "./server.ts";

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const tell = (kind: string) => (message: Message) => say({ [kind]: message.en });

let stopping = false;
try {
  const [, , dir, mode] = process.argv;
  const began = performance.now();
  const home = await openHome(dir);
  const server = await openServer(home, {
    databaseUrl: process.env.DATABASE_URL,
    log: tell("log"),
    progress: tell("progress"),
  });
  process.once("SIGTERM", async () => {
    stopping = true;
    await server.stop();
    await home.close();
    say({ stopped: true });
    process.exit(0);
  });
  // Only now: whoever hears it may stop us at once.
  say({ ready: server.url, version: server.version, ms: Math.round(performance.now() - began) });
  // A served program lives by its listening socket.
  setInterval(() => undefined, 60_000);
  if (mode === "write") {
    const client = new pg.Client(server.url);
    client.on("error", () => undefined);
    await client.connect();
    await client.query("CREATE TABLE IF NOT EXISTS number (n int PRIMARY KEY)");
    const { rows } = await client.query<{ next: number }>("SELECT coalesce(max(n), 0) + 1 AS next FROM number");
    for (let n = rows[0]!.next; !stopping; n++) {
      await client.query("INSERT INTO number VALUES ($1)", [n]);
      say({ committed: n });
    }
  }
} catch (error) {
  // The commit that was under way when we were told to stop was not acknowledged, and does not count.
  if (stopping) await new Promise(() => undefined);
  if (!(error instanceof StoreProblem)) throw error;
  say({ problem: error.en, th: error.th });
  process.exit(3);
}
