import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import pg from "pg";
import { tsquery } from "./search-query.ts";
import { fold, searchLexemes } from "./search-terms.ts";
import { words } from "./segment.ts";
import { isClusterEdge } from "./word-list.ts";

/** Statute texts that the dictionary was not written for: one to three neighbouring words of one clause, asked of all. */
const LAW = new URL("../../../shared/data/law/", import.meta.url);
const absent = existsSync(LAW) ? false : "the statute texts (../shared/data/law) are not here";

function clauses(): string[] {
  const files = readdirSync(LAW).filter((name) => name.endsWith(".json"));
  return files.flatMap((name) => {
    const law = JSON.parse(readFileSync(new URL(name, LAW), "utf8")) as { clauses: { text: string | string[] }[] };
    return law.clauses.map((clause) => fold([clause.text].flat().join("\n")));
  });
}

function standsIn(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (isClusterEdge(text, at) && isClusterEdge(text, at + phrase.length)) return true;
  }
  return false;
}

test("a phrase of a statute finds the clauses in which its letters stand", { skip: absent }, async (t) => {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error("TEST_DATABASE_URL is not set: run the tests with `npm test`");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const texts = clauses();
  await client.query("CREATE TEMP TABLE clause (i int, lexemes tsvector)");
  for (const [i, text] of texts.entries()) {
    await client.query("INSERT INTO clause VALUES ($1, array_to_tsvector($2::text[]))", [i, searchLexemes(text)]);
  }
  let seed = 2569;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  let expected = 0;
  let found = 0;
  for (let round = 0; round < 300; round += 1) {
    const list = words(texts[random(texts.length)]!);
    const first = random(list.length);
    const phrase =
      /^[ก-๎]+/.exec(
        list
          .slice(first, first + 1 + random(3))
          .map((word) => word.text)
          .join(""),
      )?.[0] ?? "";
    if (phrase.length < 4) continue;
    const { rows } = await client.query<{ i: number }>("SELECT i FROM clause WHERE lexemes @@ $1::tsquery", [
      tsquery(phrase),
    ]);
    const got = new Set(rows.map((row) => row.i));
    for (const [i, text] of texts.entries()) {
      if (!standsIn(text, phrase)) continue;
      expected += 1;
      if (got.has(i)) found += 1;
    }
  }
  await client.end();
  t.diagnostic(`${texts.length} clauses, ${expected} places expected, recall ${(found / expected).toFixed(3)}`);
  assert.ok(expected > 1000);
  assert.ok(found / expected >= 0.95);
});
