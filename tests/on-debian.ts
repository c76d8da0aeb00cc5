/**
 * `npm run test:server`: the database tests on Debian's PostgreSQL 15, first as an owner with CREATEROLE (acts run as the clerk's role), then
 * as an owner without (the owner himself is bound by row-level security). Neither is a superuser, as on a server that somebody else runs.
 */
import { spawn } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { debianPrograms, hasDebian, startDebianServer } from "./debian.fixture.ts";
import { root } from "./sources.ts";

/** Tests of the program's own server have nothing to say about another's. */
const ofOurOwn = /^kernel\/store\/(server|home)\.test\.ts$|^tests\/(commands|torture\/|e2e\/)/;
const asksDatabase = /TEST_DATABASE_URL|openTestHouse\(|testDatabase\(/;

/** Whether the test, or a fixture that it imports (however far away), asks for the test database. */
function usesDatabase(file: string, seen = new Set<string>()): boolean {
  if (seen.has(file) || !existsSync(file)) return false;
  seen.add(file);
  const text = readFileSync(file, "utf8");
  if (asksDatabase.test(text)) return true;
  const fixtures = [...text.matchAll(/from "(\.[^"]+\.fixture\.ts)"/g)].map(([, path]) =>
    resolve(dirname(file), path!),
  );
  return fixtures.some((fixture) => usesDatabase(fixture, seen));
}

const all = globSync("{kernel,office,reference,portal,tests}/**/*.test.ts", { cwd: root })
  .filter((file) => !ofOurOwn.test(file) && usesDatabase(join(root, file)))
  .sort();
/** What depends on who is bound by row-level security: authority, sight, and the acts of the rooms. Some tests are about the clerk's role itself. */
const withoutClerk = all.filter((file) =>
  /^tests\/authority|^office\/|^kernel\/(matter|authority|files|notices|books|law)\//.test(file),
);

function run(url: string, files: string[]): Promise<number> {
  const child = spawn(process.execPath, [join(root, "tests/run.ts"), ...files], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, TEST_DATABASE_URL: url, NODE_NO_WARNINGS: "1" },
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => child.kill(signal));
  return new Promise((done) => child.on("exit", (status) => done(status ?? 1)));
}

if (!hasDebian) {
  console.error(`There is no PostgreSQL in ${debianPrograms}: apt-get install postgresql-15`);
  process.exit(1);
}
const named = process.argv.slice(2).map((file) => relative(root, resolve(file)));
const chosen = (files: string[]) => (named.length > 0 ? named : files);
const server = await startDebianServer();
const outcome: string[] = [];
let code = 0;
try {
  for (const [role, mayMakeRoles, files] of [
    ["owner", true, chosen(all)],
    ["plain_owner", false, chosen(withoutClerk)],
  ] as const) {
    const kind = mayMakeRoles ? "an owner with CREATEROLE" : "an owner without CREATEROLE";
    console.log(`\nPostgreSQL ${server.version}, ${kind}: ${files.length} test files`);
    const status = await run(await server.database(role, { mayMakeRoles, furnished: true }), files);
    outcome.push(`${status === 0 ? "passed" : "FAILED"}: ${kind}, ${files.length} test files`);
    code ||= status;
  }
} finally {
  await server.stop();
}
console.log(`\nOn PostgreSQL ${server.version}\n  ${outcome.join("\n  ")}`);
process.exit(code);
