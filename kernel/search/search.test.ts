import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { sql } from "kysely";
import { machinery } from "../actor.ts";
import { transaction } from "../database.ts";
import { lawRoom, syncLaw } from "../law/index.ts";
import { ground } from "../outbox/ground.fixture.ts";
import { type Outbox, startOutbox } from "../outbox/index.ts";
import type { Room } from "../room.ts";
import { kernelRooms } from "../rooms.ts";
import { openTestHouse, type TestHouse } from "../testing.ts";
import type { Hit } from "./find.ts";
import { indexMissing, reindexAll, searchHearers } from "./index-matter.ts";

interface Found {
  hits: Hit[];
  next: string | null;
  count: number;
  more: boolean;
}

const library = kernelRooms.some((each: Room) => each.name === "law") ? [] : [lawRoom(() => rooms)];
const rooms: readonly Room[] = [...ground(), ...library];

describe("search", () => {
  let t: TestHouse;
  let outbox: Outbox;
  before(async () => {
    t = await openTestHouse({ rooms });
    await transaction(t.house.database, machinery, syncLaw);
    outbox = startOutbox(t.house, searchHearers(t.house.rooms));
    t.house.wake = () => outbox.wake();
  });
  after(async () => {
    await outbox.stop();
    await t.close();
  });
  const open = async (who: string, input: object) => {
    const { matter } = await t.perform<{ matter: number }>("trial.open", await t.as(who), input);
    await outbox.idle();
    return matter;
  };
  const find = async (who: string, query: string, more: object = {}) =>
    t.look<Found>("search.find", await t.as(who), { query, ...more });
  const ids = (found: Found) => found.hits.map((hit) => hit.matter);

  test("a matter is found by words of its title, its number, its room's text and its comments, with the words marked", async () => {
    const matter = await open("clerk", {
      title: "โครงการก่อสร้างถนนคอนกรีตเสริมเหล็กบ้านหนองปลิง",
      printed: "ทส ๐๐๑๗.๑/ว ๘๙๑",
    });
    await t.perform("matters.comment", await t.as("clerk"), { matter, text: "น้ำท่วมขังทำให้งานล่าช้า ควรขยายเวลา" });
    await outbox.idle();
    for (const query of [
      "ก่อสร้างถนน",
      "หนองปลิง",
      "ทส 0017.1/ว 891",
      "ทส ๐๐๑๗.๑/ว ๘๙๑",
      "017.1/ว 8",
      "ข้อความเพิ่มเติมของห้องทดลอง",
      "น้ำท่วม ล่าช้า",
    ]) {
      assert.deepEqual(ids(await find("clerk", query)), [matter], query);
    }
    assert.deepEqual(ids(await find("clerk", "น้ำท่วม ประชุม")), []);
    const [hit] = (await find("clerk", "ล่าช้า")).hits;
    assert.deepEqual([hit?.kind, hit?.path, hit?.unit], ["trial", `/trials/${matter}`, "กลุ่มงานอำนวยการ"]);
    assert.ok(hit?.pieces.some((piece) => piece.hit && piece.text.includes("ล่าช้า")));
  });

  test("it is found within a second of the act's commit", async () => {
    const clerk = await t.as("clerk");
    const slowest = [];
    for (let i = 0; i < 10; i++) {
      await t.perform("trial.open", clerk, { title: `เรื่องด่วนที่สุด ปลาทู${"กขคงจฉชซญด"[i]}` });
      const at = performance.now();
      while ((await t.look<Found>("search.find", clerk, { query: "ปลาทู" })).hits.length <= i)
        await new Promise((done) => setTimeout(done, 10));
      slowest.push(performance.now() - at);
    }
    assert.ok(Math.max(...slowest) < 1000, `${Math.max(...slowest)} ms`);
  });

  test("a change is found by its new words and no longer by the old; a file taken out no longer by its name", async () => {
    const matter = await open("clerk", { title: "ซ่อมแซมฝาย" });
    await t.perform("trial.rename", await t.as("clerk"), { matter, title: "ขุดลอกคลอง" });
    await outbox.idle();
    assert.deepEqual(ids(await find("clerk", "ซ่อมแซมฝาย")), []);
    assert.deepEqual(ids(await find("clerk", "ขุดลอกคลอง")), [matter]);
    const again = async () => {
      await t.perform("trial.rename", await t.as("clerk"), { matter, title: "ขุดลอกคลอง" });
      await outbox.idle();
      return (await find("clerk", "ใบเสนอราคา")).count;
    };
    const hash = "0".repeat(64);
    await t.owner.query("INSERT INTO content (hash, size, type) VALUES ($1, 1, 'application/pdf')", [hash]);
    await t.owner.query("INSERT INTO file (matter_id, content_hash, name) VALUES ($1, $2, 'ใบเสนอราคา.pdf')", [
      matter,
      hash,
    ]);
    assert.equal(await again(), 1);
    await t.owner.query(
      "INSERT INTO file_removal (file_id, matter_id, name, content_hash, reason) SELECT id, matter_id, name, content_hash, 'ผิด' FROM file WHERE matter_id = $1",
      [matter],
    );
    assert.equal(await again(), 0);
  });

  test("a secret matter is nowhere to be found, in hits, number or quick search, but by whom it names", async () => {
    const { position } = t;
    const matter = await open("office_head", {
      title: "แผนรักษาความปลอดภัยขบวนเสด็จ",
      printed: "ลับ 7/2569",
      secrecy: 2,
      positions: [position["agency1_head"]],
    });
    for (const who of ["governor", "clerk", "administrator", "agency1_officer", "district1_chief"]) {
      const found = await find(who, "ขบวนเสด็จ");
      assert.deepEqual([found.hits, found.count, found.more], [[], 0, false], who);
      assert.equal((await find(who, "ลับ 7/2569")).count, 0);
      assert.deepEqual(
        (await t.look<{ matters: Hit[] }>("search.quick", await t.as(who), { query: "ขบวนเสด็จ" })).matters,
        [],
      );
    }
    for (const who of ["office_head", "agency1_head"])
      assert.deepEqual(ids(await find(who, "ขบวนเสด็จ")), [matter], who);
    // Made secret later, it is gone for others at once, though no index was made anew.
    const open2 = await open("clerk", { title: "ตรวจราชการลับสุดยอด" });
    assert.deepEqual(ids(await find("governor", "ตรวจราชการ")), [open2]);
    await t.owner.query("UPDATE matter SET secrecy = 1 WHERE id = $1", [open2]);
    assert.equal((await find("governor", "ตรวจราชการ")).count, 0);
  });

  test("search obeys the rule of sight exactly: for each position, what it finds is what it may list", async () => {
    const { unit, position } = t;
    const someUnits = Object.values(unit);
    const somePositions = Object.values(position);
    let seed = 7;
    const random = (n: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % n;
    };
    for (let i = 0; i < 120; i++) {
      await t.owner.query(
        "INSERT INTO matter (kind, title, owner_unit, secrecy, reader_units, reader_positions) VALUES ('trial', $1, $2, $3, $4, $5)",
        [
          `กฎการมองเห็น ${i}`,
          someUnits[random(someUnits.length)],
          random(4) === 0 ? 1 : 0,
          random(2) ? [someUnits[random(someUnits.length)]] : [],
          random(3) ? [] : [somePositions[random(somePositions.length)]],
        ],
      );
    }
    await indexMissing(t.house);
    for (const who of Object.keys(position)) {
      const found = await find(who, "กฎการมองเห็น", { limit: 100 });
      const rest = found.next ? await find(who, "กฎการมองเห็น", { limit: 100, after: found.next }) : null;
      // The same actor, through the policy itself.
      const { rows } = await transaction(
        t.house.database,
        await t.as(who),
        (db) =>
          sql<{
            id: number;
          }>`SELECT id FROM matter WHERE title LIKE 'กฎการมองเห็น%' ORDER BY touched_at DESC, id DESC`.execute(db),
        "read",
      );
      assert.deepEqual(
        [...ids(found), ...(rest ? ids(rest) : [])],
        rows.map((row) => row.id),
        who,
      );
      assert.equal(found.count, rows.length);
    }
  });

  test("pages follow one another without gap or repeat, also where many have the same moment", async () => {
    await t.owner.query(
      "INSERT INTO matter (kind, title, owner_unit, touched_at) SELECT 'trial', 'หน้าต่อหน้า ' || n, $1, '2026-01-01 00:00:00.123456Z' FROM generate_series(1, 25) n",
      [t.unit["administration"]],
    );
    await indexMissing(t.house);
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const page: Found = await find("clerk", "หน้าต่อหน้า", { limit: 10, ...(after && { after }) });
      seen.push(...ids(page));
      after = page.next ?? undefined;
    } while (after);
    assert.equal(new Set(seen).size, 25);
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => b - a),
    );
    assert.equal((await find("clerk", "หน้าต่อหน้า", { kinds: ["letter"] })).count, 0);
  });

  test("any words are an answerable question", async () => {
    for (const query of [
      "'",
      "a & | ! ( ) :* <->",
      "%",
      "_",
      "\\",
      "ๆฯ",
      "   ก  ",
      "--",
      "' OR 1=1 --",
      "x".repeat(500),
      "๐",
      "🙂",
      "%%%1%%%",
    ]) {
      await find("clerk", query);
      await t.look("search.quick", await t.as("clerk"), { query: query.slice(0, 100) });
    }
    for (const after of ["2026-13-45T00:00:00.000000Z_1", "x"])
      assert.equal((await t.refused(find("clerk", "ก", { after }))).code, "input");
  });

  test("quick search: people with their posts, positions, units, clauses of law", async () => {
    const clerk = await t.as("clerk");
    const quick = await t.look<{
      positions: { th: string }[];
      units: { th: string }[];
      people: { name: string; post: string }[];
    }>("search.quick", clerk, { query: "เกษตร" });
    assert.ok(quick.positions.some((each) => each.th === "เกษตรจังหวัดทดสอบ"));
    assert.ok(quick.units.some((each) => each.th === "สำนักงานเกษตรจังหวัดทดสอบ"));
    const named = await t.look<typeof quick>("search.quick", clerk, { query: "Governor" });
    assert.equal(named.people[0]?.post, "ผู้ว่าราชการจังหวัดทดสอบ");
    const law = await t.look<{ clauses: { law: string; number: string }[] }>("search.quick", clerk, {
      query: "มาตรา 57",
    });
    assert.ok(law.clauses.some((each) => each.law === "state-administration" && each.number === "๕๗"));
    assert.ok(law.clauses.every((each) => each.number.startsWith("๕๗")));
    const named2 = await t.look<typeof law>("search.quick", clerk, { query: "ข้อมูลอิเล็กทรอนิกส์" });
    assert.ok(named2.clauses.some((each) => each.law === "electronic-transactions"));
  });

  test("with many rows the words' index is used, and a word that half of them have is answered at once", async () => {
    await t.owner.query(
      "INSERT INTO matter (kind, title, owner_unit, touched_at) SELECT 'bulk', 'bulk', $1, now() - n * interval '1 minute' FROM generate_series(1, 40000) n",
      [t.unit["agency2"]],
    );
    await t.owner.query(`INSERT INTO matter_text (matter_id, lexemes, name, plain)
      SELECT id, array_to_tsvector(ARRAY['bulk', 'n' || id, CASE WHEN id % 2 = 0 THEN 'ครึ่งหนึ่ง' ELSE 'อีกครึ่ง' END]), 'bulk', 'bulk' FROM matter WHERE kind = 'bulk'`);
    await t.owner.query("ANALYZE matter");
    await t.owner.query("ANALYZE matter_text");
    const { rows } = await t.owner.query("EXPLAIN SELECT FROM matter_text t WHERE t.lexemes @@ 'n39999'::tsquery");
    assert.match(JSON.stringify(rows), /matter_text_lexemes/);
    const governor = await t.as("governor");
    let quickest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 5; i++) {
      const at = performance.now();
      const found = await t.look<Found>("search.find", governor, { query: "ครึ่งหนึ่ง" });
      quickest = Math.min(quickest, performance.now() - at);
      assert.deepEqual([found.hits.length, found.count, found.more], [30, 30, true]);
    }
    assert.ok(quickest < 100, `${quickest} ms`);
    await t.owner.query("DELETE FROM matter_text t USING matter m WHERE m.id = t.matter_id AND m.kind = 'bulk'");
    await t.owner.query("DELETE FROM matter WHERE kind = 'bulk'");
  });

  test("everything can be indexed anew while telling how far it is; nobody but machinery reads the words' table", async () => {
    await t.owner.query("UPDATE matter_text SET plain = '', lexemes = ''");
    const told: { done: number; total: number }[] = [];
    const done = await reindexAll(t.house, (at) => told.push(at));
    assert.equal(told.at(-1)?.done, done);
    assert.equal(told.at(-1)?.total, done);
    assert.equal((await find("clerk", "ขุดลอกคลอง")).count, 1);
    const { rows } = await transaction(
      t.house.database,
      await t.as("clerk"),
      (db) => sql`SELECT FROM matter_text`.execute(db),
      "read",
    );
    assert.equal(rows.length, 0);
  });
});
