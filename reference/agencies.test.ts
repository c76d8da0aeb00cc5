import assert from "node:assert/strict";
import { test } from "node:test";
import { unitsOf } from "./agencies.ts";
import { linesOfWork, positionsOf } from "./positions.ts";
import { ProvinceRefused, servedProvinces } from "./province.ts";

test("Ayutthaya: the office with its four groups, agencies of every kind, sixteen districts", () => {
  const units = unitsOf("14");
  const unit = (key: string) => units.find((one) => one.key === key)!;
  const count = (kind: string) => units.filter((one) => one.kind === kind).length;
  assert.equal(unit("office").th, "สำนักงานจังหวัดพระนครศรีอยุธยา");
  assert.equal(unit("office").docPrefix, "อย 0017");
  assert.equal(unit("agency.agriculture").th, "สำนักงานเกษตรและสหกรณ์จังหวัดพระนครศรีอยุธยา");
  assert.equal(unit("district.1406").th, "อำเภอบางปะอิน");
  assert.equal(unit("district.1401").th, "อำเภอพระนครศรีอยุธยา");
  assert.equal(unit("local.pao").th, "องค์การบริหารส่วนจังหวัดพระนครศรีอยุธยา");
  assert.deepEqual(
    [count("province"), count("provincial_office"), count("work_group"), count("district")],
    [1, 1, 4, 16],
  );
  assert.deepEqual(
    units.filter((one) => one.kind === "work_group").map((one) => one.th),
    ["กลุ่มงานอำนวยการ", "กลุ่มงานยุทธศาสตร์การพัฒนาจังหวัด", "กลุ่มงานข้อมูลสารสนเทศและการสื่อสาร", "กลุ่มงานบริหารทรัพยากรบุคคล"],
  );
  const regional = units.filter((one) => one.kind === "agency" && one.adminType === "R");
  assert.ok(
    regional.length >= 30 && regional.length <= 36,
    `${regional.length} agencies of the regional administration`,
  );
  assert.deepEqual(new Set(units.map((one) => one.adminType)), new Set(["R", "C", "S", "L", "I"]));
});

test("a document prefix stands only where a real letter showed it", () => {
  const given = unitsOf("50")
    .filter((unit) => unit.docPrefix !== null)
    .map((unit) => `${unit.key} ${unit.docPrefix}`);
  assert.deepEqual(given, ["office ชม 0017", "agency.local_promotion ชม 0023", "agency.health ชม 0033"]);
});

test("any of the 76 provinces: keys once, parents first, its own name in every agency's, no blank left", () => {
  for (const province of servedProvinces()) {
    const units = unitsOf(province.code);
    const seen = new Set<string>();
    for (const unit of units) {
      assert.ok(!seen.has(unit.key), unit.key);
      assert.ok(unit.parentKey === null ? unit.key === "province" : seen.has(unit.parentKey));
      seen.add(unit.key);
      assert.ok(!/[{}]/.test(unit.th + unit.en));
      if (unit.kind !== "work_group" && unit.kind !== "district") {
        assert.ok(unit.th.includes(province.th) && unit.en.includes(province.en), unit.th);
      }
      if (unit.kind === "district") assert.match(unit.th, /^อำเภอ(?!อำเภอ)/);
      if (unit.key !== "province") assert.ok(unit.ministryTh && unit.ministryEn && unit.short);
    }
    const names = units.map((unit) => unit.th);
    assert.equal(new Set(names).size, names.length);
  }
  assert.ok(unitsOf("20").some((unit) => unit.th === "อำเภอเมืองชลบุรี"));
  assert.throws(() => unitsOf("10"), ProvinceRefused);
});

test("abbreviations are not shared by two units of a province", () => {
  const shorts = unitsOf("14").map((unit) => unit.short);
  assert.deepEqual(
    shorts.filter((short, at) => shorts.indexOf(short) !== at),
    [],
  );
});

test("every unit has exactly one head, the governor heads the province, seniority counts up within a role", () => {
  for (const { code } of servedProvinces()) {
    const positions = positionsOf(code);
    const keys = positions.map((position) => position.key);
    assert.equal(new Set(keys).size, keys.length);
    for (const unit of unitsOf(code)) {
      const heads = positions.filter((position) => position.unitKey === unit.key && position.headsUnit);
      assert.equal(heads.length, 1, unit.key);
    }
    const seniority = new Map<string, number>();
    for (const { role, seniority: n } of positions) {
      assert.equal(n, (seniority.get(role) ?? 0) + 1);
      seniority.set(role, n);
    }
  }
});

test("Ayutthaya's positions: one governor, three vice governors, palad, head of the office, four heads of groups, sixteen chiefs", () => {
  const positions = positionsOf("14");
  const count = (role: string) => positions.filter((position) => position.role === role).length;
  assert.deepEqual(
    [
      "governor",
      "vice_governor",
      "assistant_governor",
      "palad",
      "office_head",
      "group_head",
      "district_chief",
      "district_deputy",
      "administrator",
    ].map(count),
    [1, 3, 0, 1, 1, 4, 16, 48, 1],
  );
  const title = (key: string) => positions.find((position) => position.key === key)!;
  assert.equal(title("governor").th, "ผู้ว่าราชการจังหวัดพระนครศรีอยุธยา");
  assert.equal(title("governor").en, "Governor of Phra Nakhon Si Ayutthaya Province");
  assert.equal(title("agency.administration_office.head").th, "ปลัดจังหวัดพระนครศรีอยุธยา");
  assert.equal(title("agency.administration_office.head").role, "palad");
  assert.equal(title("agency.health.head").th, "นายแพทย์สาธารณสุขจังหวัดพระนครศรีอยุธยา");
  assert.equal(title("district.1406.chief").th, "นายอำเภอบางปะอิน");
  assert.equal(title("office.administration.clerk").lineOfWork, "เจ้าพนักงานธุรการ");
  const fewer = positionsOf("14", { viceGovernors: 1, assistantGovernors: 2, deputiesPerDistrict: 1 });
  assert.equal(fewer.filter((position) => position.role === "assistant_governor").length, 2);
  assert.equal(fewer.filter((position) => position.role === "district_deputy").length, 16);
});

test("a line of work is one of the 22 of the standard, of the position's type", () => {
  const lines = new Map(linesOfWork().map((line) => [line.name, line]));
  assert.equal(lines.size, 22);
  for (const { key, lineOfWork, type } of positionsOf("14")) {
    if (lineOfWork === "" || type === "อื่น") continue;
    assert.equal(lines.get(lineOfWork)?.type, type, key);
  }
});
