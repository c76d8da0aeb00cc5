import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import pg from "pg";
import { CORPUS } from "./search-corpus.fixture.ts";
import { searchQuery, tsquery } from "./search-query.ts";
import { searchLexemes, searchTerms, tsvectorText } from "./search-terms.ts";
import { snippet } from "./snippet.ts";

let client: pg.Client;

before(async () => {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error("TEST_DATABASE_URL is not set: run the tests with `npm test`");
  client = new pg.Client({ connectionString: url });
  await client.connect();
});
after(() => client?.end());

const odd = fc.string({
  unit: fc.oneof(
    fc.constantFrom(..."กขคนรมาิ่้ำเแๆฯ'\\\"&|!():*<->@./-_ 0๙ว\n\t\u0000\ud800\udfff😀👩‍👧ﷺßİé\u0301".split("")),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
  maxLength: 60,
});

test("PostgreSQL accepts every query and every vector, whatever was typed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(odd, fc.string(), fc.string({ unit: "binary" })), async (typed) => {
      const { rows } = await client.query(
        "SELECT $1::tsquery AS query, array_to_tsvector($2::text[]) = $3::tsvector AS same",
        [tsquery(typed), searchLexemes(typed), tsvectorText(typed)],
      );
      assert.equal(rows[0].same, true);
      assert.equal(rows[0].query === null, tsquery(typed) === null);
      assert.equal(searchQuery(typed) === null, tsquery(typed) === null);
    }),
    { numRuns: 1500 },
  );
});

test("a text is found by itself, and by each of its words, whatever it holds", async () => {
  await fc.assert(
    fc.asyncProperty(odd, async (typed) => {
      const query = tsquery(typed);
      if (query === null) return;
      const { rows } = await client.query("SELECT array_to_tsvector($1::text[]) @@ $2::tsquery AS found", [
        searchLexemes(typed),
        query,
      ]);
      assert.equal(rows[0].found, true, query);
    }),
    { numRuns: 1000 },
  );
});

test("lexemes are single, at most 200 bytes, and hold no quote, backslash, NUL or half pair", () => {
  fc.assert(
    fc.property(fc.oneof(odd, fc.string({ unit: "binary", maxLength: 400 })), (text) => {
      const lexemes = searchLexemes(text);
      assert.equal(new Set(lexemes).size, lexemes.length);
      for (const lexeme of lexemes) {
        assert.ok(lexeme !== "" && Buffer.byteLength(lexeme) <= 200);
        assert.ok(lexeme.isWellFormed());
        assert.doesNotMatch(lexeme, /['"\\\u0000\s]/);
      }
    }),
  );
});

test("recall on the written corpus is at least 0.95, and a query does not find everything", async (t) => {
  const lexemes = CORPUS.map((entry) => JSON.stringify(searchLexemes(entry.text)));
  const missed: string[] = [];
  let asked = 0;
  let strangers = 0;
  for (const [index, entry] of CORPUS.entries()) {
    for (const query of entry.queries) {
      const { rows } = await client.query<{ i: number }>(
        `SELECT (i - 1)::int AS i FROM unnest($1::json[]) WITH ORDINALITY AS d (lexemes, i)
         WHERE array_to_tsvector(ARRAY(SELECT json_array_elements_text(lexemes))) @@ $2::tsquery`,
        [lexemes, tsquery(query)],
      );
      asked += 1;
      if (rows.some((row) => row.i === index)) strangers += rows.length - 1;
      else missed.push(query);
    }
  }
  t.diagnostic(
    `${asked} queries, recall ${((asked - missed.length) / asked).toFixed(3)}, missed: ${missed.join(" · ")}`,
  );
  t.diagnostic(`other documents found per query: ${(strangers / asked).toFixed(2)} of ${CORPUS.length - 1}`);
  assert.ok(asked >= 60);
  assert.ok(1 - missed.length / asked >= 0.95, `missed: ${missed.join(" · ")}`);
  assert.ok(strangers / asked < 1.5);
});

test("a query finds nothing in a text that lacks its words", async () => {
  for (const query of ["แผ่นดินไหว", "เชียงใหม่", "0017.2/ว 891", "อย 0017.1/ว 892", "สมหญิง", "zebra"]) {
    for (const entry of CORPUS) {
      const { rows } = await client.query("SELECT array_to_tsvector($1::text[]) @@ $2::tsquery AS found", [
        searchLexemes(entry.text),
        tsquery(query),
      ]);
      assert.equal(rows[0].found, false, `${query} in ${entry.text}`);
    }
  }
});

test("a document's number is kept whole and in parts, Thai digits as Arabic", () => {
  const terms = searchTerms("ที่ อย ๐๐๑๗.๑/ว ๘๙๑");
  for (const term of ["อย0017.1/ว891", "0017.1/ว891", "ว891", "อย", "0017.1", "0017", "891"])
    assert.ok(terms.includes(term), term);
  assert.equal(tsquery("ที่ อย 0017.1/ว 891 "), "'ที่' & 'อย0017.1/ว891'");
  assert.equal(tsquery("23/11/2569 "), "('23/11/2569' | ('23' & '11' & '2569'))");
});

test("the last word may be unfinished, unless a space follows it", () => {
  assert.deepEqual(searchQuery("จังหวัด ระยอ"), { lexemes: ["จังหวัด"], prefix: "ระยอ", phraseless: "จังหวัด ระยอ" });
  assert.equal(searchQuery("จังหวัด ")?.prefix, null);
  assert.match(tsquery("ประชุ") ?? "", /'ประชุ':\*/);
  assert.equal(searchQuery("  !!! ๆ 😀 "), null);
  assert.equal(tsquery(""), null);
});

test("an abbreviation and its full form ask for each other", () => {
  assert.match(tsquery("ผวจ.") ?? "", /'ผู้ว่าราชการจังหวัด'/);
  assert.match(tsquery("ผู้ว่าราชการจังหวัด") ?? "", /'ผวจ'/);
  assert.match(tsquery("พ.ร.บ.") ?? "", /'พรบ'/);
});

test("a megabyte is indexed in time and fits a tsvector; a query of any length is bounded", async () => {
  const megabyte = CORPUS.map((entry) => entry.text)
    .join("\n")
    .repeat(120);
  const started = performance.now();
  const lexemes = searchLexemes(megabyte);
  assert.ok(performance.now() - started < 5000);
  const many = Array.from({ length: 200_000 }, (_, i) => `w${i.toString(36)}x`).join(" ");
  for (const list of [lexemes, searchLexemes(many), searchLexemes("ก".repeat(1_000_000))]) {
    const { rows } = await client.query("SELECT length(array_to_tsvector($1::text[])) AS n", [list]);
    assert.equal(rows[0].n, list.length);
  }
  assert.ok((tsquery("น้ำท่วม ".repeat(100_000)) ?? "").length < 20_000);
  assert.ok((tsquery("ก".repeat(1_000_000)) ?? "").length < 20_000);
});

const shown = (text: string, query: string, length = 160) =>
  snippet(text, query, { length })
    .map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
    .join("");

test("a snippet shows the words that were found, where they stand", () => {
  const text = CORPUS[0]!.text;
  assert.match(shown(text, "น้ำท่วม บางปะอิน", 80), /\[น้ำท่วม\]ขัง.*\[บางปะอิน\]/);
  assert.match(shown(CORPUS[1]!.text, "อย 0017.1/ว 891"), /\[อย ๐๐๑๗\.๑\/ว ๘๙๑\]/);
  assert.match(shown("ตาม พ.ร.บ. ระเบียบบริหารราชการแผ่นดิน", "พรบ"), /\[พ\.ร\.บ\.\]/);
  assert.match(shown("ส่งที่ Plan@moi.go.th", "PLAN"), /\[Plan\]@moi/);
  assert.equal(shown("<b>น้ำ</b> & ไฟ", "น้ำ"), "<b>[น้ำ]</b> & ไฟ");
  assert.match(shown(CORPUS[5]!.text, "ผู้ว่าราชการจังหวัด"), /\[ผวจ\.?\]/);
});

test("every query of the corpus that is found has its words marked, though they were cut differently", () => {
  const unmarked = CORPUS.flatMap(({ text, queries }) =>
    queries.filter((query) => !snippet(text, query).some((piece) => piece.hit)),
  );
  assert.deepEqual(unmarked, []);
});

test("a snippet is a part of the text, of about the asked length, and never breaks a letter", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...CORPUS.map((c) => c.text), "😀👍", "word"), { maxLength: 12 }),
      odd,
      (parts, query) => {
        const text = parts.join(" ");
        const pieces = snippet(text, query, { length: 60 });
        const joined = pieces.map((piece) => piece.text).join("");
        assert.ok(text.includes(joined.replace(/^…|…$/g, "")));
        assert.ok(joined.length <= 60 + 30);
        assert.ok(joined.isWellFormed());
      },
    ),
  );
  assert.deepEqual(snippet("", "ก"), []);
  assert.deepEqual(snippet("ข้อความ", ""), [{ text: "ข้อความ", hit: false }]);
});
