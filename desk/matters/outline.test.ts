import assert from "node:assert/strict";
import { test } from "node:test";
import { type AreaFeature, boundsOf, innerPoint, pathOf, project } from "./outline.ts";

const feature = (coordinates: number[][][]): AreaFeature =>
  ({
    type: "Feature",
    id: "1401",
    properties: { code: "1401", kind: "district", th: "ก", en: "A", parent: "14", approximate: true },
    geometry: { type: "Polygon", coordinates },
  }) as AreaFeature;
const square = feature([
  [
    [100, 14],
    [101, 14],
    [101, 15],
    [100, 15],
    [100, 14],
  ],
]);
/** A U: its middle lies outside. */
const bent = feature([
  [
    [0, 0],
    [9, 0],
    [9, 9],
    [6, 9],
    [6, 3],
    [3, 3],
    [3, 9],
    [0, 9],
    [0, 0],
  ],
]);

test("bounds, a flat drawing to scale, and the way back", () => {
  const bounds = boundsOf([square])!;
  assert.deepEqual(bounds, [100, 14, 101, 15]);
  const drawing = project(bounds, 400);
  assert.ok(drawing.height > 400, "a degree of latitude is longer than one of longitude");
  const [x, y] = drawing.at(100.25, 14.75);
  const [lon, lat] = drawing.from(x, y);
  assert.ok(Math.abs(lon - 100.25) < 1e-9 && Math.abs(lat - 14.75) < 1e-9);
  assert.match(pathOf(square, drawing), /^M[\d. L]+Z$/);
  assert.equal(boundsOf([]), null);
});

test("a name is put inside its area, also when the middle lies outside", () => {
  const [x, y] = innerPoint(bent)!;
  assert.ok(!(x > 3 && x < 6 && y > 3), `${x} ${y} is in the gap`);
  assert.ok(x > 0 && x < 9 && y > 0 && y < 9);
});
