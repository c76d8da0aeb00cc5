import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import polygonClipping from "polygon-clipping";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { areasOf, pointsOf, provinces } from "../../reference/areas.ts";
import { approximateAreas } from "./cells.ts";
import { areaKm2, boundsOf, contains, polygonsOf, type Ring, type Shape, THAILAND } from "./geometry.ts";

test("every one of the 7,425 subdistricts has its own point in its own cell, and only there", () => {
  for (const province of provinces()) {
    const shapes = new Map(approximateAreas(province.code).map((area) => [area.code, area.geometry]));
    assert.deepEqual(
      [...shapes.keys()].sort(),
      areasOf(province.code).map((area) => area.code),
    );
    const cells = [...shapes].filter(([code]) => code.length === 6);
    for (const { code, lon, lat } of pointsOf(province.code)) {
      const around = cells.filter(([, shape]) => contains(shape, lon, lat)).map(([other]) => other);
      assert.deepEqual(around, [code]);
      assert.ok(contains(shapes.get(code.slice(0, 4))!, lon, lat), `${code} in its district`);
      assert.ok(contains(shapes.get(province.code)!, lon, lat), `${code} in its province`);
    }
  }
});

test("the cells of a province fill its outline: no gap, no overlap, everything within the Kingdom's box", () => {
  for (const province of ["14", "83", "50", "58", "96"]) {
    const shapes = approximateAreas(province);
    const [whole, ...parts] = shapes;
    const sum = (length: number) =>
      parts.filter(({ code }) => code.length === length).reduce((total, { geometry }) => total + areaKm2(geometry), 0);
    const outline = areaKm2(whole!.geometry);
    assert.ok(Math.abs(sum(4) - outline) < outline * 1e-6);
    assert.ok(Math.abs(sum(6) - outline) < outline * 1e-6);
    const [west, south, east, north] = boundsOf(whole!.geometry);
    assert.ok(west > THAILAND[0] && south > THAILAND[1] && east < THAILAND[2] && north < THAILAND[3]);
  }
});

test("cells by the sea or the border do not run away", () => {
  for (const province of provinces()) {
    const [whole] = approximateAreas(province.code);
    const ratio = areaKm2(whole!.geometry) / province.km2!;
    assert.ok(ratio > 0.8 && ratio < 1.25, `${province.en}: ${ratio.toFixed(2)} of its real area`);
  }
});

test("a province takes less than three seconds, also the first one asked for", () => {
  const start = performance.now();
  approximateAreas("30");
  assert.ok(performance.now() - start < 3000);
  assert.throws(() => approximateAreas("99"), RangeError);
});

const real = new URL("../../../shared/data/boundaries/thailand.provinces.topo.json", import.meta.url);
test("the approximate provinces are near the real ones", {
  skip: existsSync(real) ? false : "../shared is absent",
}, () => {
  const topology = JSON.parse(readFileSync(real, "utf8")) as Topology;
  const [object] = Object.values(topology.objects) as GeometryCollection[];
  let sum = 0;
  const { features } = feature(topology, object!);
  for (const { properties, geometry } of features) {
    const code = String((properties as { ADM1_PCODE: string }).ADM1_PCODE).slice(2);
    const [mine] = approximateAreas(code);
    const theirs = geometry as Shape;
    const common = polygonClipping.intersection(polygonsOf(mine!.geometry), polygonsOf(theirs)) as Ring[][];
    const shared = areaKm2({ type: "MultiPolygon", coordinates: common });
    const overlap = shared / (areaKm2(mine!.geometry) + areaKm2(theirs) - shared);
    assert.ok(overlap > 0.7, `${code}: ${overlap.toFixed(2)} of the two together is common`);
    sum += overlap;
  }
  assert.ok(sum / features.length > 0.88, `mean ${(sum / features.length).toFixed(3)}`);
});
