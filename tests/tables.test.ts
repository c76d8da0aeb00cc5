/** kernel/store/tables.ts is what the migrations make: a column renamed in .sql and not in TypeScript would be found only at run time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { generateTables, staleLines } from "./tables.ts";

test("the generated types of the tables are current (npm run tables)", async () => {
  const url = process.env["TEST_DATABASE_URL"];
  if (!url) throw new Error("TEST_DATABASE_URL is not set: run the tests with `npm test`");
  const fresh = await generateTables(url);
  assert.deepEqual(await staleLines(fresh), []);
  assert.notDeepEqual(
    await staleLines(fresh.replace("export interface Matter {", "export interface Letter {")),
    [],
    "a difference would be told",
  );
});
