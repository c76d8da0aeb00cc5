/** Holds a home, for the tests: `node home.fixture.ts HOME`. Prints one JSON line, then stays until it is killed. */
import { openHome } from "./home.ts";
import { StoreProblem } from "./problem.ts";

try {
  await openHome(process.argv[2]);
  process.stdout.write(`${JSON.stringify({ open: process.pid })}\n`);
  setInterval(() => undefined, 60_000);
} catch (error) {
  if (!(error instanceof StoreProblem)) throw error;
  process.stdout.write(`${JSON.stringify({ problem: error.en, th: error.th })}\n`);
  process.exit(3);
}
