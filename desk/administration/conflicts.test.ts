import assert from "node:assert/strict";
import { test } from "node:test";
import { conflicts, type Wanted } from "./conflicts.ts";

const sitting = (more: object) => ({
  id: 1,
  person: 7,
  th: "นางสาวหนึ่ง",
  en: "Miss One",
  capacity: "holder",
  own: true,
  basis: "civil-service:๕๗",
  instrument: "1",
  from: "2025-10-01",
  to: null,
  at: "",
  ended_by: null,
  ended_why: null,
  ...more,
});
const post = (more: object) => ({
  ...sitting(more),
  position: 3,
  unit: 1,
  unit_th: "",
  unit_en: "",
  now: true,
  th: "หัวหน้ากลุ่มงาน",
  en: "Group head",
});
const wanted = (more: Partial<Wanted>): Wanted => ({
  person: { id: 9, occupancies: [] },
  position: { role: "group_head", occupancies: [], absences: [] },
  as: "own",
  from: "2026-12-01",
  to: null,
  leavesOwnPost: false,
  me: 1,
  sayPeriod: () => ({ th: "ช่วง", en: "period" }),
  ...more,
});
const stops = (more: Partial<Wanted>) => conflicts(wanted(more)).filter(({ kind }) => kind === "stops");

test("a free post and a person without one: nothing in the way", () => {
  assert.deepEqual(conflicts(wanted({})), []);
});

test("one holder at a time, unless he has gone by then", () => {
  const held = { role: "group_head", occupancies: [sitting({})], absences: [] };
  assert.match(stops({ position: held })[0]?.words.th ?? "", /นางสาวหนึ่ง/);
  const gone = { role: "group_head", occupancies: [sitting({ to: "2026-12-01" })], absences: [] };
  assert.deepEqual(stops({ position: gone }), []);
});

test("one own post at a time: leave it, or hold the other besides", () => {
  const person = { id: 9, occupancies: [post({})] };
  assert.equal(stops({ person }).length, 1);
  assert.equal(stops({ person, leavesOwnPost: true }).length, 0);
  assert.equal(stops({ person, as: "besides" }).length, 0);
});

test("nobody records his own appointment; the governor is acted for, others are stood in for", () => {
  assert.equal(stops({ me: 9 }).length, 1);
  assert.equal(stops({ as: "stand_in", position: { role: "governor", occupancies: [], absences: [] } }).length, 1);
  assert.equal(stops({ as: "acting" }).length, 1);
});

test("whoever acts stops when a holder comes: told, not forbidden", () => {
  const position = { role: "group_head", occupancies: [sitting({ capacity: "standing_in" })], absences: [] };
  assert.deepEqual(
    conflicts(wanted({ position })).map(({ kind }) => kind),
    ["note"],
  );
});

test("nobody stands in for a holder who is at work; for one who is away, somebody may", () => {
  const away = { id: 1, reason: "leave", note: "", from: "2026-11-01", to: null };
  const position = { role: "group_head", occupancies: [sitting({})], absences: [] };
  assert.match(stops({ as: "stand_in", position })[0]?.words.th ?? "", /นางสาวหนึ่ง/);
  assert.deepEqual(stops({ as: "stand_in", position: { ...position, absences: [away] } }), []);
});
