import assert from "node:assert/strict";
import { test } from "node:test";
import { buildTree, codeWord, openable, type PositionRow, sift, type UnitRow } from "./tree.ts";

const unit = (id: number, parent: number | null, th: string, more: Partial<UnitRow> = {}): UnitRow => ({
  id,
  parent,
  th,
  en: `Unit ${id}`,
  short_th: "",
  kind: "agency",
  admin_type: "R",
  ministry_th: "",
  ministry_en: "",
  head: null,
  positions: 0,
  ...more,
});
const seat = (id: number, of: number, th: string, person: string | null): PositionRow => ({
  id,
  th,
  en: `Post ${id}`,
  unit: of,
  heads_unit: true,
  person: person ? id : null,
  person_th: person,
  person_en: person,
  capacity: person ? "holder" : null,
});
const units = [
  unit(1, null, "จังหวัด", { kind: "province" }),
  unit(2, 1, "สำนักงานจังหวัด", { kind: "provincial_office", ministry_th: "กระทรวงมหาดไทย" }),
  unit(3, 2, "กลุ่มงานอำนวยการ", { kind: "work_group", ministry_th: "กระทรวงมหาดไทย" }),
  unit(4, 1, "สำนักงานเกษตรจังหวัด", { ministry_th: "กระทรวงเกษตรและสหกรณ์" }),
  unit(5, 1, "อำเภอบางปะอิน", { kind: "district", ministry_th: "กระทรวงมหาดไทย" }),
];
const seats = [seat(10, 1, "ผู้ว่าราชการจังหวัด", "นางสาวหนึ่ง"), seat(11, 5, "นายอำเภอบางปะอิน", null)];

test("by line of command: one province, its seats first, agencies and districts under the names of their sorts", () => {
  const [province, ...rest] = buildTree(units, seats, "line");
  assert.equal(rest.length, 0);
  assert.deepEqual(
    province?.children.map(({ id }) => id),
    ["position:10", "unit:2", "group:R", "group:district"],
  );
  assert.equal(province?.children[1]?.children[0]?.id, "unit:3");
});

test("by ministry every unit stands under its ministry once, work groups inside their office", () => {
  const tree = buildTree(units, seats, "ministry");
  const ids = openable(tree).concat(tree.flatMap(({ children }) => children.map(({ id }) => id)));
  assert.deepEqual(
    tree.map(({ name }) => name.th),
    ["ไม่สังกัดกระทรวง", "กระทรวงเกษตรและสหกรณ์", "กระทรวงมหาดไทย"],
  );
  assert.equal(ids.filter((id) => id === "unit:2").length, 2 /* once openable, once listed */);
});

test("a search keeps what stands above the find and opens it", () => {
  const { branches, open } = sift(buildTree(units, seats, "line"), "นายอําเภอ");
  assert.deepEqual([...open], ["unit:5", "group:district", "unit:1"]);
  assert.equal(branches[0]?.children.length, 1);
  assert.equal(sift(buildTree(units, seats, "line"), "เทศบาล").branches.length, 0);
});

test("a code without a word stays visible", () => {
  assert.equal(codeWord("unit.district").th, "อำเภอ");
  assert.equal(codeWord("unit.moon_base").en, "moon_base");
});
