import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { laws } from "../../reference/law/index.ts";
import { machinery } from "../actor.ts";
import { transaction } from "../database.ts";
import type { Room } from "../room.ts";
import { assemble, kernelRooms } from "../rooms.ts";
import { openTestHouse, type TestHouse } from "../testing.ts";
import { citation, lawNames } from "./clauses.ts";
import { importLaw, LawFileRefused, lawRoom, missingClauses, ordinalOf, readLaw, syncLaw } from "./index.ts";
import { clauseNumber, typedNumber } from "./library.ts";

const statutes = new URL("../../../shared/data/law/", import.meta.url);
const noStatutes = existsSync(statutes) ? false : "the statute texts (../shared/data/law) are not on this machine";
const shelf = kernelRooms.some((each: Room) => each.name === "law")
  ? kernelRooms
  : [...kernelRooms, lawRoom(() => rooms)];
const rooms: readonly Room[] = shelf;

let t: TestHouse;
before(async () => {
  t = await openTestHouse({ rooms: assemble(rooms) });
  await transaction(t.house.database, machinery, syncLaw);
});
after(() => t?.close());
const bring = (files: { name: string; content: string | Buffer }[]) =>
  transaction(t.house.database, machinery, (db) => importLaw(db, files));
const small = (over: object = {}) =>
  JSON.stringify({
    title: "พระราชบัญญัติทดสอบการอ่าน พ.ศ. ๒๕๖๘",
    year_be: 2568,
    kind: "act",
    licence: "public domain",
    clauses: [
      { clause: "๑", part: null, text: ["ความข้อหนึ่ง"] },
      { clause: "๑/๑", part: "หมวด ๑", text: ["ความแทรก", "(๑) รายการ"] },
      { clause: "๒", part: "หมวด ๑", text: ["ความข้อสอง"] },
    ],
    ...over,
  });
interface ClauseView {
  title_th: string;
  text: { text: string; by_hand: boolean; source: string } | null;
  versions: { by_hand: boolean }[];
  acts: { act: string }[];
  lines: { act: string }[];
  before: string | null;
  after: string | null;
}
const clauseOf = async (law: string, number: string) =>
  t.look<ClauseView | null>("law.clause", await t.as("clerk"), { law, number });

test("the program ships at least 120 clauses in both languages, in order, once each, under laws that can be cited", () => {
  const all = laws.flatMap((law) => law.clauses.map((clause) => ({ law, ...clause })));
  assert.ok(all.length >= 120, String(all.length));
  for (const { law, number, title, summary } of all) {
    assert.match(number, clauseNumber, `${law.key} ${number}`);
    for (const words of [title.th, summary.th]) assert.match(words, /[ก-ฮ]/u, `${law.key} ${number}`);
    for (const words of [title.en, summary.en])
      assert.ok(words !== "" && !/[ก-๙]/u.test(words), `${law.key} ${number}: ${words}`);
  }
  for (const law of laws) {
    assert.ok(law.key in lawNames, law.key);
    const order = law.clauses.map((clause) => ordinalOf(clause.number));
    assert.deepEqual(
      order,
      [...new Set(order)].toSorted((a, b) => a - b),
      law.key,
    );
  }
  assert.deepEqual(Object.keys(lawNames).toSorted(), laws.map((law) => law.key).toSorted());
});

test("summaries are our own words: none repeats a run of the statute's text", { skip: noStatutes }, () => {
  const plain = (text: string) => text.replace(/\s+/gu, "");
  for (const file of readdirSync(statutes).filter((name) => name.endsWith(".json"))) {
    const read = readLaw(file, readFileSync(new URL(file, statutes)));
    const law = laws.find((each) => each.yearBe === read.yearBe && each.recognisedBy.test(read.title));
    for (const clause of law?.clauses ?? []) {
      const text = plain(read.clauses.find((each) => each.number === clause.number)?.text ?? "");
      const summary = plain(clause.summary.th);
      const long = 90;
      for (let at = 0; at + long <= summary.length; at++)
        assert.ok(
          !text.includes(summary.slice(at, at + long)),
          `${law!.key} ${clause.number}: ${summary.slice(at, at + long)}`,
        );
    }
  }
});

test("every clause that an act or duty cites is on the shelf", () => {
  assert.deepEqual(missingClauses(rooms), []);
  const invented = {
    ...rooms[0]!,
    acts: { x: { ...Object.values(rooms[1]!.acts)[0]!, basis: ["state-administration:๙๙๙"] } },
    duties: {},
  } as Room;
  assert.deepEqual(missingClauses([invented]), [
    { clause: "state-administration:๙๙๙", citedBy: `${rooms[0]!.name}.x` },
  ]);
});

test("citations and numbers as people type them", () => {
  assert.deepEqual(citation("state-administration:๕๒/๑"), {
    th: "มาตรา ๕๒/๑ พ.ร.บ.ระเบียบบริหารราชการแผ่นดิน พ.ศ. ๒๕๓๔",
    en: "s. 52/1 State Administration Act B.E. 2534",
  });
  assert.match(citation("correspondence-regulation:๓๘").th, /^ข้อ ๓๘ /u);
  assert.deepEqual(["มาตรา 57", "ม.๕๒/๑", "s. 56", "ข้อ ๓๘", "8 ทวิ", "อำนาจ"].map(typedNumber), [
    "๕๗",
    "๕๒/๑",
    "๕๖",
    "๓๘",
    "๘ ทวิ",
    undefined,
  ]);
  assert.ok(
    ordinalOf("๘") < ordinalOf("๘ ทวิ") &&
      ordinalOf("๘ ทวิ") < ordinalOf("๘/๑") &&
      ordinalOf("๘/๑") < ordinalOf("๙") &&
      ordinalOf("๙") < ordinalOf("๑๐"),
  );
});

test("a clause shows which acts rest on it and which ledger lines cite it; neighbours in order", async () => {
  await t.perform("authority.addPerson", await t.as("administrator"), { first: "ทดลอง" });
  const found = await clauseOf("state-administration", "๖๐");
  assert.ok(found?.acts.some((each) => each.act === "authority.addUnit"));
  const governor = await t.look<ClauseView>("law.clause", await t.as("governor"), {
    law: "state-administration",
    number: "๖๐",
  });
  assert.ok(governor.lines.every((line) => line.act.includes(".")));
  assert.deepEqual([found?.before, found?.after], ["๕๙", "๖๑"]);
  assert.equal(await clauseOf("state-administration", "๙๙๙"), null);
});

test("an imported text appears; the same file again changes nothing; a second state replaces it; an official's text stays before it", async () => {
  const [first] = await bring([{ name: "reading-act.json", content: small() }]);
  assert.deepEqual(
    { ...first, title: "" },
    {
      file: "reading-act.json",
      law: "reading-act",
      title: "",
      clauses: 3,
      added: 3,
      changed: 0,
      removed: 0,
      unchanged: 0,
      overruled: 0,
    },
  );
  const [again] = await bring([{ name: "other-name.json", content: small() }]);
  assert.deepEqual([again?.law, again?.unchanged, again?.added], ["reading-act", 3, 0]);
  assert.equal((await t.owner.query("SELECT 1 FROM law_import WHERE law_key = 'reading-act'")).rowCount, 1);

  await t.perform("law.writeText", await t.as("office_head"), {
    law: "reading-act",
    number: "๒",
    text: "ความที่แก้ไขแล้ว",
    source: "ราชกิจจานุเบกษา เล่ม ๑๔๒",
    source_day: "2025-10-01",
  });
  const changed = small({
    clauses: [
      { clause: "๑", text: ["ความใหม่"] },
      { clause: "๒", text: ["ความนำเข้าใหม่"] },
    ],
  });
  const [second] = await bring([{ name: "reading-act.json", content: changed }]);
  assert.deepEqual([second?.changed, second?.removed, second?.overruled], [2, 1, 1]);
  const two = await clauseOf("reading-act", "๒");
  assert.equal(two?.text?.text, "ความที่แก้ไขแล้ว");
  assert.ok(two?.text?.by_hand && two.versions.length === 1 && !two.versions[0]!.by_hand);
  assert.equal((await clauseOf("reading-act", "๑"))?.text?.text, "ความใหม่");
  assert.equal(await clauseOf("reading-act", "๑/๑"), null, "a clause that nothing is left of is gone");
  await assert.rejects(t.owner.query("UPDATE clause_text SET text = 'x' WHERE import_id IS NULL"), /not altered/);
  await assert.rejects(t.owner.query("DELETE FROM clause_text WHERE import_id IS NULL"), /not altered/);
});

test("only those who keep the library write in it", async () => {
  const input = { law: "state-administration", number: "๕๖", text: "x", source: "y" };
  const problem = await t.refused(t.perform("law.writeText", await t.as("clerk"), input));
  assert.deepEqual([problem.code, problem.extra["duty"]], ["not-permitted", "law.keep"]);
  const unknown = await t.refused(
    t.perform("law.writeText", await t.as("administrator"), { ...input, law: "no-such-law" }),
  );
  assert.equal(unknown.code, "not-found");
  const digits = await t.refused(t.perform("law.writeText", await t.as("administrator"), { ...input, number: "56" }));
  assert.equal(digits.errors[0]?.field, "number");
  const added = { key: "test-rule", th: "ระเบียบทดสอบ", en: "Test rule", kind: "rule", year_be: 2569, part: "item" };
  await t.perform("law.addLaw", await t.as("administrator"), added);
  assert.equal((await t.refused(t.perform("law.addLaw", await t.as("administrator"), added))).code, "conflict");
});

test("search finds by words, by number, within a law; Thai without spaces", async () => {
  const clerk = await t.as("clerk");
  type Hit = { law: string; number: string; snippet: { text: string; hit: boolean }[] };
  const hits = await t.look<Hit[]>("law.search", clerk, { text: "รักษาราชการแทนผู้ว่าราชการจังหวัด" });
  assert.ok(
    hits.slice(0, 3).some((hit) => hit.law === "state-administration" && hit.number === "๕๖"),
    JSON.stringify(hits.slice(0, 3).map((h) => h.number)),
  );
  const byNumber = await t.look<Hit[]>("law.search", clerk, { text: "มาตรา 57" });
  assert.deepEqual([byNumber[0]?.law, byNumber[0]?.number], ["state-administration", "๕๗"]);
  const item = await t.look<Hit[]>("law.search", clerk, { text: "ข้อ ๕๗" });
  assert.equal(item[0]?.law, "correspondence-regulation");
  const within = await t.look<Hit[]>("law.search", clerk, { text: "สิบห้าวัน", law: "good-governance" });
  assert.ok(within.length >= 2 && within.every((hit) => hit.law === "good-governance"));
  assert.ok(within.some((hit) => hit.snippet.some((piece) => piece.hit)));
  for (const odd of ["&|!():*", "'; DROP TABLE law", "   .", "ฯ", "ก".repeat(300)])
    await t.look("law.search", clerk, { text: odd });
});

test("bad files are refused with the place of the fault, and nothing of any file is written", async () => {
  const bad: [string, string | Buffer, RegExp][] = [
    ["not json", "{", /not a JSON/],
    ["not utf-8", Buffer.from([0xff, 0xfe, 0x7b]), /not a JSON/],
    ["a list", "[]", /an object is expected/],
    ["no title", small({ title: " " }), /no title/],
    ["year", small({ year_be: 1991 }), /Buddhist year/],
    ["kind", small({ kind: "novel" }), /unknown kind/],
    ["empty", small({ clauses: [] }), /no clauses/],
    ["arabic", small({ clauses: [{ clause: "1", text: ["x"] }] }), /clause 1 \(1\) has no number in Thai digits/],
    ["null clause", small({ clauses: [null] }), /clauses\[0\]/],
    ["no text", small({ clauses: [{ clause: "๑", text: [] }] }), /clause ๑ has no text/],
    [
      "twice",
      small({
        clauses: [
          { clause: "๑", text: ["a"] },
          { clause: "๑", text: ["b"] },
        ],
      }),
      /stands twice/,
    ],
    ["nul", small({ clauses: [{ clause: "๑", text: ["a\u0000b"] }] }), /control or broken/],
    ["surrogate", small({ clauses: [{ clause: "๑", text: ["a\ud800b"] }] }), /control or broken/],
    ["day", small({ source_day: "1/1/2568" }), /YYYY-MM-DD/],
  ];
  for (const [name, content, message] of bad) {
    assert.throws(
      () => readLaw(name, content),
      (error) => error instanceof LawFileRefused && message.test(error.en) && error.th !== "",
      name,
    );
  }
  await assert.rejects(
    bring([
      { name: "never.json", content: small({ title: "พระราชบัญญัติที่ไม่มีวันเข้า พ.ศ. ๒๕๖๘" }) },
      { name: "bad.json", content: "{" },
    ]),
    LawFileRefused,
  );
  assert.equal((await t.owner.query("SELECT 1 FROM law WHERE th LIKE '%ไม่มีวันเข้า%'")).rowCount, 0);
});

test("any JSON is either read or refused, never anything else", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, clauses) => {
      for (const each of [
        value,
        { title: "ก", year_be: 2500, clauses },
        { title: "ก", year_be: 2500, clauses: [clauses] },
      ]) {
        try {
          readLaw("any.json", JSON.stringify(each));
        } catch (error) {
          assert.ok(error instanceof LawFileRefused);
        }
      }
    }),
  );
});

test("the thirteen statutes: every clause comes in under its law, and again without change", {
  skip: noStatutes,
}, async () => {
  const files = readdirSync(statutes)
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({ name, content: readFileSync(new URL(name, statutes)) }));
  assert.equal(files.length, 13);
  const done = await bring(files);
  assert.equal(
    done.reduce((sum, each) => sum + each.clauses, 0),
    done.reduce((sum, each) => sum + each.added, 0),
  );
  assert.deepEqual(
    done
      .filter((each) => laws.some((law) => law.key === each.law))
      .map((each) => each.law)
      .toSorted(),
    laws
      .map((law) => law.key)
      .filter((key) => !key.endsWith("-regulation"))
      .toSorted(),
  );
  assert.equal(
    (await t.owner.query("SELECT count(*)::int AS n FROM clause_text WHERE import_id IS NOT NULL")).rows[0].n,
    done.reduce((sum, each) => sum + each.clauses, 0) + 2,
  );
  const again = await bring(files);
  assert.ok(again.every((each) => each.unchanged === each.clauses && each.added + each.changed + each.removed === 0));
  const power = await clauseOf("state-administration", "๕๗");
  assert.match(power?.text?.text ?? "", /^ผู้ว่าราชการจังหวัดมีอำนาจและหน้าที่ดังนี้\n\(๑\)/u);
  assert.equal(power?.title_th, "อำนาจและหน้าที่ของผู้ว่าราชการจังหวัด");
  type Law = { imported: { licence: string }; notice: { en: string }; list: { number: string; has_text: boolean }[] };
  const whole = await t.look<Law>("law.law", await t.as("clerk"), { law: "state-administration" });
  assert.match(whole.notice.en, /not authoritative/);
  assert.match(whole.imported.licence, /public domain/);
  assert.ok(whole.list.length === 104 && whole.list.every((each) => each.has_text));
  type Hit = { law: string; number: string };
  const words = await t.look<Hit[]>("law.search", await t.as("clerk"), { text: "หัวหน้าส่วนราชการประจำจังหวัดซึ่งมีอาวุโส" });
  assert.ok(
    words.some((hit) => hit.law === "state-administration" && hit.number === "๕๖"),
    "found by words of the full text",
  );
  // every summary that says it was checked has a text to be checked against
  for (const law of laws) {
    for (const clause of law.clauses.filter((each) => each.verified))
      assert.ok((await clauseOf(law.key, clause.number))?.text, `${law.key} ${clause.number}`);
  }
});

test("what ships is put on the shelves again without harm", async () => {
  const again = await transaction(t.house.database, machinery, syncLaw);
  assert.equal(again.changed, 0);
});
