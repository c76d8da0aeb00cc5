import assert from "node:assert/strict";
import { test } from "node:test";
import { provinces } from "../../reference/areas.ts";
import { approximateAreas } from "./cells.ts";
import { areaKm2, polygonsOf } from "./geometry.ts";
import { union } from "./outline.ts";
import { simplifyTogether } from "./simplify.ts";
import { checkGeometry } from "./validate.ts";

test("the districts of every province stay together when they are simplified: no gap, no overlap, all valid", () => {
  for (const { code, en } of provinces()) {
    const areas = approximateAreas(code);
    const districts = areas.filter((area) => area.code.length === 4).map((area) => area.geometry);
    for (const tolerance of [0.002, 0.016]) {
      const simple = simplifyTogether(districts, tolerance, 4);
      assert.equal(simple.length, districts.length);
      for (const shape of simple) assert.equal(checkGeometry(shape).ok, true, `${en} at ${tolerance}`);
      const sum = simple.reduce((total, shape) => total + areaKm2(shape), 0);
      const whole = union(simple);
      assert.ok(Math.abs(areaKm2(whole) - sum) < sum * 0.002, `${en} at ${tolerance}: gaps or overlaps`);
      const before = areaKm2(areas[0]!.geometry);
      assert.ok(
        Math.abs(areaKm2(whole) - before) < before * (tolerance > 0.01 ? 0.15 : 0.02),
        `${en}: the outline moved`,
      );
      const holes = (shape: typeof whole) => polygonsOf(shape).reduce((count, rings) => count + rings.length - 1, 0);
      assert.ok(holes(whole) <= holes(areas[0]!.geometry), `${en} at ${tolerance}: a gap opened`);
    }
  }
});
