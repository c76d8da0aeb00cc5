import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { areaKm2, boundsOf, centroid, contains, type Ring, rounded, type Shape, vertexCount } from "./geometry.ts";
import { union } from "./outline.ts";
import { simplifyTogether } from "./simplify.ts";
import { checkGeometry } from "./validate.ts";

const square = (west: number, south: number, size = 0.1): Ring => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const polygon = (...rings: Ring[]): Shape => ({ type: "Polygon", coordinates: rings });

test("a point is in a polygon, not in its hole, and on the border it is in", () => {
  const shape = polygon(square(100, 14, 1), square(100.4, 14.4, 0.2));
  assert.equal(contains(shape, 100.1, 14.1), true);
  assert.equal(contains(shape, 100.5, 14.5), false, "the hole");
  assert.equal(contains(shape, 100, 14.5), true, "the western edge");
  assert.equal(contains(shape, 100, 14), true, "a corner");
  assert.equal(contains(shape, 99.999, 14.5), false);
  assert.equal(contains(shape, 99, 14), false, "level with a horizontal edge, outside");
  assert.equal(
    contains({ type: "MultiPolygon", coordinates: [[square(100, 14)], [square(101, 14)]] }, 101.05, 14.05),
    true,
  );
});

test("in or out does not depend on a ring's direction, and agrees with the halves of a convex ring", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 40 }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      (corners, x, y) => {
        const ring: Ring = Array.from({ length: corners }, (_, i) => [
          100 + Math.cos((2 * Math.PI * i) / corners),
          14 + Math.sin((2 * Math.PI * i) / corners),
        ]);
        ring.push(ring[0]!);
        const within = ring.slice(1).every(([bx, by], i) => {
          const [ax, ay] = ring[i]!;
          return (bx - ax) * (14 + y - ay) - (by - ay) * (100 + x - ax) >= 0;
        });
        const said = contains(polygon(ring), 100 + x, 14 + y);
        assert.equal(said, within);
        assert.equal(contains(polygon(ring.toReversed()), 100 + x, 14 + y), said);
      },
    ),
  );
});

test("area, bounds and centroid of a square degree", () => {
  const shape = polygon(square(100, 14, 1));
  // one degree by one degree between 14 and 15 north on a sphere of 6371.0088 km
  const expected = (Math.PI / 180) * 6371.0088 ** 2 * (Math.sin((15 * Math.PI) / 180) - Math.sin((14 * Math.PI) / 180));
  assert.ok(Math.abs(areaKm2(shape) - expected) < 1e-6 * expected);
  assert.deepEqual(boundsOf(shape), [100, 14, 101, 15]);
  const [lon, lat] = centroid(shape);
  assert.ok(Math.abs(lon - 100.5) < 1e-9 && Math.abs(lat - 14.5) < 1e-9);
  assert.ok(areaKm2(polygon(square(100, 14, 1), square(100.4, 14.4, 0.2))) < expected);
});

test("the union of neighbours is their outline, a ring of them has a hole, and two corners touching stay apart", () => {
  const grid = (skip: string[]) => {
    const out: Shape[] = [];
    for (let x = 0; x < 3; x++) {
      for (let y = 0; y < 3; y++) {
        if (skip.includes(`${x}${y}`)) continue;
        const p = (i: number, j: number): [number, number] => [100 + i / 8, 14 + j / 8];
        out.push(polygon([p(x, y), p(x + 1, y), p(x + 1, y + 1), p(x, y + 1), p(x, y)]));
      }
    }
    return out;
  };
  const whole = union(grid([]));
  assert.equal(whole.type, "Polygon");
  assert.equal(whole.coordinates.length, 1);
  assert.equal(vertexCount(whole), 13);
  const ring = union(grid(["11"]));
  assert.equal(ring.type === "Polygon" && ring.coordinates.length, 2, "the missing middle is a hole");
  assert.equal(contains(ring, 100 + 1.5 / 8, 14 + 1.5 / 8), false);
  const touching = union([grid([])[0]!, grid([])[4]!]);
  assert.equal(touching.type === "MultiPolygon" && touching.coordinates.length, 2);
});

test("the union of areas that overlap or share no vertices falls back to clipping", () => {
  const overlap = union([polygon(square(100, 14, 1)), polygon(square(100.5, 14, 1))]);
  assert.ok(Math.abs(areaKm2(overlap) / areaKm2(polygon(square(100, 14, 1))) - 1.5) < 0.001);
  const left = polygon(square(100, 14, 1));
  const right: Shape = polygon([
    [101, 14],
    [102, 14],
    [102, 15],
    [101, 15],
    [101, 14.5],
    [101, 14],
  ]);
  const both = union([left, right]);
  assert.equal(both.type, "Polygon", "one piece though an extra vertex stands on the border");
  assert.ok(Math.abs(areaKm2(both) - areaKm2(left) - areaKm2(right)) < 1e-6);
});

test("neighbours keep one common border when they are simplified", () => {
  const wiggle: Ring = Array.from({ length: 101 }, (_, i) => [100.5 + Math.sin(i) * 0.004, 14 + i / 100]);
  const west = polygon([[100, 14], ...wiggle, [100, 15], [100, 14]]);
  const east = polygon([[101, 15], ...wiggle.toReversed(), [101, 14], [101, 15]]);
  const [a, b] = simplifyTogether([west, east], 0.003, 5) as [Shape, Shape];
  assert.ok(vertexCount(a) < 80 && vertexCount(b) < 80, `${vertexCount(a)} ${vertexCount(b)}`);
  const outline = union([a, b]);
  assert.equal(outline.type === "Polygon" && outline.coordinates.length, 1, "neither gap nor overlap");
  assert.equal(vertexCount(outline) <= 8, true, "the whole common border cancelled");
});

test("simplification never loses an area, however small", () => {
  const tiny = polygon(square(100, 14, 0.00005));
  const [kept] = simplifyTogether([tiny], 0.05, 3);
  assert.ok(kept && areaKm2(kept) > 0);
  assert.equal(rounded(tiny, 2), null);
});

test("a shape from outside is refused with the place and the reason", () => {
  const fault = (value: unknown, limits?: Parameters<typeof checkGeometry>[1]) => {
    const checked = checkGeometry(value, limits);
    return checked.ok ? "ok" : `${checked.fault.code} ${checked.fault.path}`;
  };
  const good = { type: "Polygon", coordinates: [square(100, 14)] };
  assert.equal(fault(good), "ok");
  assert.equal(fault(null), "not_an_object ");
  assert.equal(fault({ type: "Point", coordinates: [100, 14] }), "wrong_type type");
  assert.equal(fault({ type: "Polygon" }), "not_coordinates coordinates");
  assert.equal(fault({ type: "Polygon", coordinates: [] }), "not_coordinates coordinates");
  assert.equal(fault({ type: "Polygon", coordinates: [square(100, 14).slice(0, 3)] }), "ring_too_short coordinates[0]");
  assert.equal(
    fault({ type: "Polygon", coordinates: [square(100, 14).slice(0, 4)] }),
    "ring_not_closed coordinates[0]",
  );
  const swapped = square(100, 14).map(([lon, lat]) => [lat, lon]);
  assert.equal(fault({ type: "Polygon", coordinates: [swapped] }), "latitude_first coordinates[0][0]");
  const utm = square(665_000, 1_587_000, 100);
  assert.equal(fault({ type: "Polygon", coordinates: [utm] }), "not_degrees coordinates[0][0]");
  assert.equal(fault({ type: "Polygon", coordinates: [square(2.3, 48.8)] }), "outside_thailand coordinates[0][0]");
  assert.equal(
    fault({
      type: "Polygon",
      coordinates: [
        [
          [100, 14],
          [100, Number.NaN],
          [101, 14],
          [100, 14],
        ],
      ],
    }),
    "not_coordinates coordinates[0][1]",
  );
  assert.equal(
    fault({
      type: "Polygon",
      coordinates: [
        [
          [100, 14],
          [101, 15],
          [102, 16],
          [100, 14],
        ],
      ],
    }),
    "ring_without_area coordinates[0]",
  );
  const bow = [
    [100, 14],
    [101, 15],
    [101, 14],
    [100, 15.5],
    [100, 14],
  ];
  assert.match(fault({ type: "Polygon", coordinates: [bow] }), /^crosses_itself/);
  const tight = { vertices: 4, rings: 1, crossingsUpTo: 0 };
  assert.equal(fault(good, tight), "too_many_vertices coordinates[0]");
  assert.equal(
    fault({ type: "Polygon", coordinates: [square(100, 14, 1), square(100.4, 14.4)] }, { ...tight, vertices: 99 }),
    "too_many_rings coordinates",
  );
  const checked = checkGeometry({ type: "Polygon", coordinates: [square(100, 14).map(([x, y]) => [x, y, 12])] });
  assert.ok(
    checked.ok && checked.shape.type === "Polygon" && checked.shape.coordinates[0]![0]!.length === 2,
    "height dropped",
  );
});

test("no value makes the check throw", () => {
  fc.assert(fc.property(fc.anything(), (value) => void checkGeometry(value)));
  fc.assert(fc.property(fc.anything(), (coordinates) => void checkGeometry({ type: "MultiPolygon", coordinates })));
});
