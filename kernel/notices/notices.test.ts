import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { machinery } from "../actor.ts";
import { transaction } from "../database.ts";
import { ground } from "../outbox/ground.fixture.ts";
import { officeOf } from "../perform.ts";
import { openTestHouse, type TestHouse } from "../testing.ts";
import type { NoticeRow } from "./mine.ts";
import { notify, secretWords, type Telling } from "./notify.ts";

describe("notices", () => {
  let t: TestHouse;
  before(async () => {
    t = await openTestHouse({ rooms: ground() });
  });
  after(() => t.close());

  const tell = (telling: Omit<Telling, "en" | "kind"> & { kind?: string }) =>
    transaction(t.house.database, machinery, (db) =>
      notify(officeOf(t.house, db, machinery, t.house.clock(), [], true), {
        kind: "trial.told",
        en: "english",
        ...telling,
      }),
    );
  const mine = async (who: string, input: object = {}) =>
    t.look<{ notices: NoticeRow[]; next: number | null }>("notices.mine", await t.as(who), input);
  const count = async (who: string) => t.look<{ unread: number; more: boolean }>("notices.count", await t.as(who));

  test("are read by who sits in the position told, and counted until they are read", async () => {
    const { position } = t;
    await tell({ to: [position["clerk"]!, position["planner"]!, position["clerk"]!], th: "หนึ่ง", path: "/orders/1" });
    assert.deepEqual(
      (await mine("clerk")).notices.map(({ th, path, read }) => [th, path, read]),
      [["หนึ่ง", "/orders/1", false]],
    );
    assert.deepEqual((await mine("governor")).notices, []);
    assert.equal((await count("clerk")).unread, 1);
    const [notice] = (await mine("clerk")).notices;
    await t.perform("notices.read", await t.as("clerk"), { notices: [notice!.id] });
    assert.deepEqual([(await count("clerk")).unread, (await count("planner")).unread], [0, 1]);
    assert.deepEqual((await mine("clerk", { unread: true })).notices, []);
    assert.equal((await mine("clerk")).notices[0]?.read, true);
    // Another's notice is not there to be read.
    const [other] = (await mine("planner")).notices;
    assert.equal(
      (await t.refused(t.perform("notices.read", await t.as("clerk"), { notices: [other!.id] }))).code,
      "not-found",
    );
  });

  test("come in pages, and all are read up to what was seen, not what came meanwhile", async () => {
    const to = [t.position["vice1"]!];
    for (let i = 1; i <= 25; i++) await tell({ to, th: `เรื่องที่ ${i}` });
    const first = await mine("vice1", { limit: 10 });
    const second = await mine("vice1", { limit: 10, before: first.next });
    const third = await mine("vice1", { limit: 10, before: second.next });
    assert.deepEqual([first.notices[0]?.th, third.notices.length, third.next], ["เรื่องที่ 25", 5, null]);
    await tell({ to, th: "มาทีหลัง" });
    await t.perform("notices.readAll", await t.as("vice1"), { upto: first.notices[0]!.id });
    assert.deepEqual(
      (await mine("vice1", { unread: true })).notices.map((notice) => notice.th),
      ["มาทีหลัง"],
    );
    assert.equal(
      (await t.refused(t.perform("notices.readAll", await t.as("vice2"), { upto: first.notices[0]!.id }))).code,
      "not-found",
    );
  });

  test("about a secret matter say no subject, also when it has become secret since", async () => {
    const { matter } = await t.perform<{ matter: number }>("trial.open", await t.as("clerk"), {
      title: "ความลับ",
      secrecy: 1,
      positions: [t.position["palad"]],
    });
    await tell({ to: [t.position["palad"]!], th: "รายงานใหม่: ความลับ", matter });
    const { rows } = await t.owner.query("SELECT th, en FROM notice WHERE matter_id = $1", [matter]);
    assert.deepEqual(rows, [{ th: secretWords.th, en: secretWords.en }]);
    const later = await t.perform<{ matter: number }>("trial.open", await t.as("clerk"), {
      title: "ยังเปิดเผย",
      positions: [t.position["palad"]],
    });
    await tell({ to: [t.position["palad"]!], th: "เรื่อง: ยังเปิดเผย", matter: later.matter });
    assert.equal((await mine("palad")).notices[0]?.th, "เรื่อง: ยังเปิดเผย");
    await t.owner.query("UPDATE matter SET secrecy = 2 WHERE id = $1", [later.matter]);
    assert.equal((await mine("palad")).notices[0]?.th, secretWords.th);
    assert.equal((await mine("palad")).notices[0]?.path, `/matters/${later.matter}`);
  });

  test("exist only when the act that told them is committed; a link leads nowhere but the desk", async () => {
    const before = (await mine("governor")).notices.length;
    await assert.rejects(
      transaction(t.house.database, machinery, async (db) => {
        await notify(officeOf(t.house, db, machinery, t.house.clock(), [], true), {
          to: [t.position["governor"]!],
          kind: "a",
          th: "ก",
          en: "a",
        });
        throw new Error("rolled back");
      }),
      /rolled back/,
    );
    assert.equal((await mine("governor")).notices.length, before);
    for (const path of ["//evil.example", "https://evil.example", "/\\evil.example"])
      await assert.rejects(tell({ to: [t.position["governor"]!], th: "ก", path }), path);
    await tell({ to: [], th: "ไม่มีใคร" });
  });

  test("choices about mail are the person's own", async () => {
    const clerk = await t.as("clerk");
    await t.perform("notices.setMail", clerk, { kind: "trial.told", mail: false });
    await t.perform("notices.setMail", clerk, { kind: "trial.told", mail: true });
    await t.perform("notices.setMail", clerk, { kind: "*", mail: false });
    const said = await t.look<{ email: string; choices: unknown[] }>("notices.mailChoices", clerk);
    assert.deepEqual(said, {
      email: "clerk@test.invalid",
      choices: [
        { kind: "*", mail: false },
        { kind: "trial.told", mail: true },
      ],
    });
    assert.deepEqual((await t.look<{ choices: unknown[] }>("notices.mailChoices", await t.as("governor"))).choices, []);
    assert.equal((await t.refused(t.perform("notices.setMail", clerk, { kind: "a b", mail: true }))).code, "input");
  });
});
