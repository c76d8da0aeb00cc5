/** The first thread: an instruction goes out, is acknowledged, reported on, accepted or sent back, and everybody sees where it stands. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Actor } from "../../../kernel/actor.ts";
import { kernelRooms } from "../../../kernel/rooms.ts";
import { openTestHouse, type TestHouse } from "../../../kernel/testing.ts";
import { orders } from "./index.ts";
import { sendReminders } from "./reminders.ts";

let t: TestHouse;
const who: Record<string, Actor> = {};
before(async () => {
  t = await openTestHouse({ rooms: [...kernelRooms, orders] });
  for (const key of Object.keys(t.position)) who[key] = await t.as(key);
  await t.owner.query(
    "INSERT INTO book (key, th, en, year_kind) VALUES ('orders', 'ทะเบียนข้อสั่งการ', 'Orders', 'calendar')",
  );
  await t.owner.query(
    "INSERT INTO area (code, kind, name_th, name_en, parent_code) VALUES ('14','province','ทดสอบ','Test',NULL), ('1401','district','หนึ่ง','One','14')",
  );
});
after(() => t.close());

const issue = (input: object = {}, actor = who["governor"]!) =>
  t.perform<{ matter: number; printed: string; assignments: number[] }>("orders.issue", actor, {
    title: "เตรียมความพร้อมรับสถานการณ์น้ำ",
    body: "ให้ทุกอำเภอสำรวจจุดเสี่ยงและรายงาน",
    groups: ["all_districts"],
    workingDays: 5,
    ...input,
  });
type Page = {
  order: { is_open: boolean; signature: string[]; next_due: string | null };
  assignments: {
    id: number;
    to_position: number;
    state: string;
    due: string;
    percent: number;
    reports: { id: number }[];
  }[];
  roll: { late: number; addressees: number };
};
const page = (order: number, actor = who["governor"]!) => t.look<Page>("orders.order", actor, { order });

describe("issuing (s. 57)", () => {
  test("goes to many positions at once, each with its own due day in working days, numbered without a gap", async () => {
    const first = await issue({
      to: [t.position["agency1_head"]],
      dueOf: [{ position: t.position["agency1_head"], due: "2099-12-30" }],
    });
    const second = await issue();
    assert.equal(first.assignments.length, 3);
    const [n1, n2] = [first, second].map(({ printed }) => Number(printed.split("/")[0]));
    assert.equal(n2, n1! + 1);
    const { assignments, order } = await page(first.matter);
    assert.equal(assignments.find((row) => row.to_position === t.position["agency1_head"])?.due, "2099-12-30");
    const { due } = await t.look<{ due: string }>("calendar.dueDay", who["governor"]!, { workingDays: 5 });
    assert.equal(assignments.find((row) => row.to_position === t.position["district1_chief"])?.due, due);
    assert.ok(order.signature.some((line) => line.includes("ผู้ว่าราชการจังหวัด")));
  });

  test("the head of the office records an order in the governor's name; an agency head cannot, and is told the duty and the clause", async () => {
    const done = await issue(
      { issuer: t.position["governor"], source: "meeting", sourceNote: "ประชุมหัวหน้าส่วนราชการ" },
      who["office_head"],
    );
    const refused = await t.refused(issue({ issuer: t.position["governor"] }, who["agency1_head"]));
    assert.ok(done.matter);
    assert.equal(refused.code, "not-permitted");
    assert.equal(refused.extra["duty"], "orders.issue");
    assert.ok((refused.extra["basis"] as string[]).includes("state-administration:๕๗"));
  });

  test("a subject with no competent unit goes to the provincial office (s. 60)", async () => {
    const { matter } = await issue({ groups: [], residual: true });
    const { assignments } = await page(matter);
    assert.deepEqual(
      assignments.map((row) => row.to_position),
      [t.position["office_head"]],
    );
  });

  test("saved lists stand for their positions, once each", async () => {
    const list = await t.perform<{ id: number }>("orders.saveList", who["governor"]!, {
      name: "คณะทำงานน้ำ",
      positions: [t.position["district1_chief"], t.position["agency1_head"]],
    });
    const { assignments } = await issue({ lists: [list.id] });
    assert.equal(assignments.length, 3);
    assert.equal(
      (await t.refused(t.perform("orders.saveList", who["governor"]!, { name: "คณะทำงานน้ำ", positions: [1] }))).code,
      "conflict",
    );
  });

  test("bad input is refused by field and nothing is half written", async () => {
    const before = await t.owner.query("SELECT count(*) FROM matter");
    const fields = async (input: object) => (await t.refused(issue(input))).errors.map(({ field }) => field);
    assert.deepEqual(await fields({ due: "2026-02-30", workingDays: undefined }), ["due"]);
    assert.deepEqual(await fields({ due: "3112-01-01", workingDays: undefined }), ["due"]);
    assert.deepEqual(await fields({ due: "2001-01-01", workingDays: undefined }), ["due"]);
    assert.deepEqual(await fields({ title: "\ud800" }), ["title"]);
    assert.deepEqual(await fields({ title: "ก\u0000ข" }), ["title"]);
    assert.deepEqual(await fields({ groups: [], to: [] }), ["to"]);
    assert.deepEqual(await fields({ to: [2_000_000_000] }), ["to"]);
    assert.deepEqual(await fields({ places: [{ area: "9999" }] }), ["places/0/area"]);
    assert.deepEqual(await fields({ nonsense: 1 }), ["nonsense"]);
    assert.deepEqual(await fields({ to: [t.position["governor"]] }), ["to"]);
    assert.deepEqual(await fields({ sourceMatter: 999_999 }), ["sourceMatter"]);
    assert.deepEqual((await t.owner.query("SELECT count(*) FROM matter")).rows, before.rows);
  });

  test("a retry with the same key acts once", async () => {
    const input = { title: "ครั้งเดียว", body: "ข", groups: ["all_districts"] };
    const [one, two] = await Promise.all(
      [1, 2].map(() => t.perform<{ matter: number }>("orders.issue", who["governor"]!, input, "retry-key-0001")),
    );
    assert.equal(one!.matter, two!.matter);
    const other = await t.refused(
      t.perform("orders.issue", who["governor"]!, { ...input, title: "อื่น" }, "retry-key-0001"),
    );
    assert.equal(other.code, "key-reused");
  });
});

describe("the doer's part", () => {
  test("acknowledge once; only the addressee; not the neighbour, who does not even see that there is something", async () => {
    const { assignments, matter } = await issue({
      groups: [],
      to: [t.position["district1_chief"]],
      title: "เฉพาะอำเภอหนึ่ง",
    });
    const assignment = assignments[0]!;
    assert.equal(
      (await t.refused(t.perform("assignments.acknowledge", who["district2_chief"]!, { assignment }))).code,
      "not-found",
    );
    assert.equal(
      (await t.refused(t.perform("assignments.acknowledge", who["office_head"]!, { assignment }))).code,
      "not-permitted",
    );
    await t.perform("assignments.acknowledge", who["district1_chief"]!, { assignment });
    assert.equal(
      (await t.refused(t.perform("assignments.acknowledge", who["district1_chief"]!, { assignment }))).code,
      "conflict",
    );
    assert.equal(
      (await t.refused(t.look("orders.order", who["district2_chief"]!, { order: matter }))).code,
      "not-found",
    );
    assert.equal((await page(matter)).assignments[0]!.state, "acknowledged");
  });

  test("passes down his own line only, never past his own due day", async () => {
    const { assignments } = await issue({ groups: [], to: [t.position["district1_chief"]] });
    const assignment = assignments[0]!;
    const down = (to: string, more: object = {}) =>
      t.perform("assignments.passDown", who["district1_chief"]!, {
        assignment,
        to: [t.position[to]],
        instruction: "ดำเนินการ",
        ...more,
      });
    assert.equal((await t.refused(down("agency1_officer"))).code, "not-permitted");
    assert.deepEqual(
      (await t.refused(down("district1_deputy", { due: "2099-01-01" }))).errors.map(({ field }) => field),
      ["due"],
    );
    await down("district1_deputy");
    const inbox = await t.look<{ rows: { matter: number }[] }>("matters.inbox", who["district1_deputy"]!, {
      box: "act",
    });
    assert.equal(inbox.rows.length, 1);
  });

  test("asks for time once at a time; the issuer's office grants it and the due day moves", async () => {
    const { assignments, matter } = await issue({ groups: [], to: [t.position["agency1_head"]] });
    const ask = (due: string) =>
      t.perform<{ request: number }>("assignments.askTime", who["agency1_head"]!, {
        assignment: assignments[0],
        due,
        reason: "ข้อมูลยังไม่ครบ",
      });
    assert.deepEqual(
      (await t.refused(ask("2020-01-01"))).errors.map(({ field }) => field),
      ["due"],
    );
    const { request } = await ask("2099-06-30");
    assert.equal((await t.refused(ask("2099-07-30"))).code, "conflict");
    assert.equal(
      (await t.refused(t.perform("assignments.decideTime", who["agency1_head"]!, { request, granted: true }))).code,
      "not-permitted",
    );
    await t.perform("assignments.decideTime", who["office_head"]!, { request, granted: true });
    const { assignments: rows, order } = await page(matter);
    assert.equal(rows[0]!.due, "2099-06-30");
    assert.equal(order.next_due, "2099-06-30");
  });
});

describe("the issuer's part", () => {
  test("progress, final report, return with reasons, report again, accept; nobody accepts his own", async () => {
    const { assignments, matter } = await issue({ groups: [], to: [t.position["district1_chief"]] });
    const assignment = assignments[0]!;
    const report = (percent: number) =>
      t.perform<{ report: number; state: string }>("assignments.report", who["district1_chief"]!, {
        assignment,
        percent,
        text: `ดำเนินการแล้ว ${percent}%`,
        area: "1401",
      });
    assert.equal((await report(40)).state, "acknowledged");
    const final = await report(100);
    assert.equal(final.state, "reported");
    assert.equal((await t.refused(report(100))).code, "conflict");
    assert.equal(
      (await t.refused(t.perform("assignments.accept", who["district1_chief"]!, { report: final.report }))).code,
      "conflict",
    );
    assert.deepEqual(
      (
        await t.refused(t.perform("assignments.sendBack", who["office_head"]!, { report: final.report, reason: "  " }))
      ).errors.map(({ field }) => field),
      ["reason"],
    );
    await t.perform("assignments.sendBack", who["office_head"]!, { report: final.report, reason: "ขอภาพถ่ายประกอบ" });
    assert.equal(
      (await t.refused(t.perform("assignments.accept", who["governor"]!, { report: final.report }))).code,
      "conflict",
    );
    const again = await report(100);
    await t.perform("assignments.accept", who["governor"]!, { report: again.report });
    const { assignments: rows, roll } = await page(matter);
    assert.equal(rows[0]!.state, "accepted");
    assert.deepEqual([roll.addressees, roll.late], [1, 0]);
    const timeline = await t.look<{ event: string }[]>("matters.timeline", who["governor"]!, { matter });
    assert.deepEqual(
      timeline
        .map(({ event }) => event)
        .filter((event) => event.startsWith("assignments."))
        .toReversed(),
      [
        "assignments.given",
        "assignments.reported",
        "assignments.reported",
        "assignments.returned",
        "assignments.reported",
        "assignments.accepted",
      ],
    );
  });

  test("two decide at once: one is heard, the other is told", async () => {
    const { assignments } = await issue({ groups: [], to: [t.position["agency2_head"]] });
    const { report } = await t.perform<{ report: number }>("assignments.report", who["agency2_head"]!, {
      assignment: assignments[0],
      percent: 100,
      text: "เสร็จ",
    });
    const done = await Promise.allSettled([
      t.perform("assignments.accept", who["governor"]!, { report }),
      t.perform("assignments.sendBack", who["office_head"]!, { report, reason: "ยังไม่ครบ" }),
    ]);
    assert.deepEqual(done.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
  });

  test("closing needs the issuer, never the doer; open work holds it unless it is cancelled with it; reopening is another record", async () => {
    const { assignments, matter } = await issue({
      groups: [],
      to: [t.position["office_head"], t.position["district1_chief"]],
    });
    const close = (actor: Actor, more: object = {}) =>
      t.perform("orders.close", actor, { order: matter, result: "บรรลุผล", ...more });
    assert.equal((await t.refused(close(who["district1_chief"]!, { cancelOpen: true }))).code, "conflict");
    assert.equal((await t.refused(close(who["office_head"]!, { cancelOpen: true }))).code, "conflict");
    assert.equal((await t.refused(close(who["governor"]!))).code, "conflict");
    await close(who["governor"]!, { cancelOpen: true });
    const closed = await page(matter);
    assert.equal(closed.order.is_open, false);
    assert.ok(closed.assignments.every(({ state }) => state === "cancelled"));
    assert.equal(
      (
        await t.refused(
          t.perform("assignments.report", who["district1_chief"]!, {
            assignment: assignments[1],
            percent: 10,
            text: "ก",
          }),
        )
      ).code,
      "conflict",
    );
    await t.perform("orders.reopen", who["governor"]!, { order: matter, reason: "พบข้อเท็จจริงใหม่" });
    assert.equal((await page(matter)).order.is_open, true);
  });
});

describe("sight", () => {
  test("a secret order is nowhere for those not named in it: page, board, counts, search, timeline, export", async () => {
    const { matter } = await issue({
      groups: [],
      to: [t.position["agency1_head"]],
      secrecy: 2,
      title: "ลับมากเรื่องพิเศษ",
    });
    type Board = { rows: { matter: number }[]; standing: { open: number } };
    const open = async (actor: Actor) =>
      (await t.look<Board>("orders.board", actor, { limit: 500 })).rows.some((row) => row.matter === matter);
    for (const key of ["governor", "office_head", "agency1_head"]) assert.equal(await open(who[key]!), true, key);
    for (const key of ["vice1", "palad", "clerk", "planner", "agency1_officer", "district1_chief", "administrator"]) {
      assert.equal(await open(who[key]!), false, key);
      assert.equal((await t.refused(t.look("orders.order", who[key]!, { order: matter }))).code, "not-found", key);
      assert.deepEqual(await t.look("matters.timeline", who[key]!, { matter }), [], key);
      assert.equal(
        (await t.refused(t.perform("matters.comment", who[key]!, { matter, text: "?" }))).code,
        "not-found",
        key,
      );
    }
    const counted = async (actor: Actor) => (await t.look<Board>("orders.board", actor)).standing.open;
    assert.equal((await counted(who["governor"]!)) - (await counted(who["planner"]!)) >= 1, true);
    const sheet = await t.download("orders.board", who["planner"]!, { state: "all" });
    assert.equal(sheet.body.subarray(0, 2).toString(), "PK");
  });

  test("who has no duty to oversee is refused the governor's board, naming the duty", async () => {
    const refused = await t.refused(t.look("orders.governor", who["agency1_head"]!));
    assert.equal(refused.extra["duty"], "orders.oversee");
    const seen = await t.look<{ units: unknown[]; weeks: unknown[] }>("orders.governor", who["governor"]!);
    assert.equal(seen.weeks.length, 12);
    assert.ok(seen.units.length > 0);
  });
});

describe("reminders", () => {
  test("go to the addressee, then up the line of command, each step once a day, never on a holiday", async () => {
    const { assignments } = await issue({ groups: [], to: [t.position["district1_chief"]], title: "งานที่จะล่าช้า" });
    await t.perform("assignments.passDown", who["district1_chief"]!, {
      assignment: assignments[0],
      to: [t.position["district1_deputy"]],
      instruction: "ดำเนินการ",
    });
    await t.owner.query(
      "UPDATE assignment SET given_on = '2025-01-06', due = '2025-03-03' WHERE matter_id = (SELECT matter_id FROM assignment WHERE id = $1)",
      [assignments[0]],
    );
    const at = async (day: string) => {
      t.setClock(`${day}T02:00:00Z`);
      const { sent } = await sendReminders(t.house);
      return sent;
    };
    try {
      assert.equal(await at("2025-03-01"), 0); // Saturday
      assert.equal(await at("2025-03-03"), 2); // due today: the chief and his deputy
      assert.equal(await at("2025-03-03"), 0); // not twice
      await at("2025-03-06"); // three working days late: superiors hear
      const { rows } = await t.owner.query(
        "SELECT DISTINCT to_position FROM assignment_reminder WHERE step = 'escalated'",
      );
      const told = rows.map((row) => row.to_position);
      assert.ok(told.includes(t.position["district1_chief"]), "the deputy's superior is the chief");
      assert.ok(told.includes(t.position["governor"]), "the chief's superior is the governor");
    } finally {
      t.setClock(new Date());
    }
  });
});
