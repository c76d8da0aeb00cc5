/**
 * `npm test [-- FILE…]`: starts a PostgreSQL of its own in a temporary home, as the program does, and runs the tests against it.
 * With TEST_DATABASE_URL it uses that server instead. No file named: every *.test.ts of the house.
 */
import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openHome } from "../kernel/store/home.ts";
import { openServer } from "../kernel/store/server.ts";

const root = resolve(import.meta.dirname, "..");
const named = process.argv.slice(2);
const files =
  named.length > 0 ? named : globSync("{kernel,office,reference,desk,portal,tests}/**/*.test.ts", { cwd: root }).sort();

const given = process.env["TEST_DATABASE_URL"];
const dir = await mkdtemp(join(tmpdir(), "changwat-tests-"));
const home = given ? undefined : await openHome(dir);
const server = home && (await openServer(home, { log: ({ en }) => console.error(en) }));
const url = given ?? server!.url;

const workers = Math.max(1, Math.min(3, availableParallelism() - 1));
const child = spawn(
  process.execPath,
  ["--test", `--test-concurrency=${workers}`, "--test-timeout=300000", "--test-force-exit", ...files],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, TEST_DATABASE_URL: url, NODE_NO_WARNINGS: "1" },
  },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
const code = await new Promise<number>((done) => child.on("exit", (status) => done(status ?? 1)));
await server?.stop();
await home?.close();
await rm(dir, { recursive: true, force: true });
process.exit(code);
