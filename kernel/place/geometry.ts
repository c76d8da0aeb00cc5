// Polygons on the ground: exact predicates and measures. Degrees, WGS 84, longitude first, as GeoJSON has them (RFC 7946).
import type { MultiPolygon, Polygon } from "geojson";

export type Shape = Polygon | MultiPolygon;
export type Point = [lon: number, lat: number];
export type Ring = Point[];
/** west, south, east, north in degrees */
export type Bounds = [west: number, south: number, east: number, north: number];

/** The box of the Kingdom: every point on its land lies within. */
export const THAILAND: Bounds = [97.3, 5.6, 105.7, 20.5];

/** Mean radius of the earth in kilometres (IUGG). */
const EARTH = 6371.0088;
const RADIAN = Math.PI / 180;

/** The polygons of a shape, each an outer ring followed by its holes. */
export function polygonsOf(shape: Shape): Ring[][] {
  return (shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates) as Ring[][];
}

/** A shape from polygons: a Polygon for one, a MultiPolygon for several. */
export function shapeOf(polygons: Ring[][]): Shape {
  return polygons.length === 1
    ? { type: "Polygon", coordinates: polygons[0]! }
    : { type: "MultiPolygon", coordinates: polygons };
}

/** Whether a point lies in a shape. A point on an outline lies in it, whichever side the outline belongs to. */
export function contains(shape: Shape, lon: number, lat: number): boolean {
  for (const [outer, ...holes] of polygonsOf(shape)) {
    const side = sideOf(outer!, lon, lat);
    if (side === "on") return true;
    if (side === "out") continue;
    const inHole = holes.some((hole) => sideOf(hole, lon, lat) === "in");
    if (!inHole) return true;
  }
  return false;
}

/** Ray to the east, edges half-open in latitude so that a vertex counts once; the sign of one cross product decides. */
function sideOf(ring: Ring, lon: number, lat: number): "in" | "out" | "on" {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[j]!;
    const [bx, by] = ring[i]!;
    const cross = (bx - ax) * (lat - ay) - (by - ay) * (lon - ax);
    if (
      cross === 0 &&
      lon >= Math.min(ax, bx) &&
      lon <= Math.max(ax, bx) &&
      lat >= Math.min(ay, by) &&
      lat <= Math.max(ay, by)
    ) {
      return "on";
    }
    if (ay > lat !== by > lat && cross > 0 === by > ay) inside = !inside;
  }
  return inside ? "in" : "out";
}

export function boundsOf(shape: Shape): Bounds {
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [outer] of polygonsOf(shape)) {
    for (const [lon, lat] of outer!) {
      if (lon < bounds[0]) bounds[0] = lon;
      if (lat < bounds[1]) bounds[1] = lat;
      if (lon > bounds[2]) bounds[2] = lon;
      if (lat > bounds[3]) bounds[3] = lat;
    }
  }
  return bounds;
}

/** Twice the signed area of a ring in square degrees: positive when it runs counter-clockwise. */
export function turn(ring: Ring): number {
  let sum = 0;
  const [ox, oy] = ring[0]!;
  for (let i = 1; i + 1 < ring.length; i++) {
    const [ax, ay] = ring[i]!;
    const [bx, by] = ring[i + 1]!;
    sum += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
  }
  return sum;
}

/** Area in km² on the sphere (equal-area in latitude); within 0.7 % of the ellipsoid in Thailand. */
export function areaKm2(shape: Shape): number {
  let total = 0;
  for (const rings of polygonsOf(shape)) {
    for (const [at, ring] of rings.entries()) total += (at === 0 ? 1 : -1) * ringKm2(ring);
  }
  return total;
}

function ringKm2(ring: Ring): number {
  let sum = 0;
  const [ox, oy] = ring[0]!;
  const base = Math.sin(oy * RADIAN);
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = ring[i]!;
    const [bx, by] = ring[i + 1]!;
    sum += (ax - ox) * (Math.sin(by * RADIAN) - base) - (bx - ox) * (Math.sin(ay * RADIAN) - base);
  }
  return Math.abs(sum * RADIAN * 0.5) * EARTH * EARTH;
}

/** The centroid of a shape's area. It may lie outside a crooked shape; for a label take the largest polygon's. */
export function centroid(shape: Shape): Point {
  let weight = 0;
  let x = 0;
  let y = 0;
  const [ox, oy] = polygonsOf(shape)[0]![0]![0]!;
  for (const rings of polygonsOf(shape)) {
    for (const [at, ring] of rings.entries()) {
      const flip = turn(ring) > 0 === (at === 0) ? 1 : -1;
      for (let i = 0; i + 1 < ring.length; i++) {
        const ax = ring[i]![0] - ox;
        const ay = ring[i]![1] - oy;
        const bx = ring[i + 1]![0] - ox;
        const by = ring[i + 1]![1] - oy;
        const cross = flip * (ax * by - bx * ay);
        weight += cross;
        x += (ax + bx) * cross;
        y += (ay + by) * cross;
      }
    }
  }
  return weight === 0 ? [ox, oy] : [ox + x / (3 * weight), oy + y / (3 * weight)];
}

/** How many vertices a shape has, closing ones included. */
export function vertexCount(shape: Shape): number {
  return polygonsOf(shape).reduce((sum, rings) => sum + rings.reduce((inner, ring) => inner + ring.length, 0), 0);
}

/** Rounds every coordinate to 10^-decimals of a degree (5 ≈ 1.1 m), dropping repeated vertices and rings that vanish. */
export function rounded(shape: Shape, decimals: number): Shape | null {
  const scale = 10 ** decimals;
  const polygons: Ring[][] = [];
  for (const rings of polygonsOf(shape)) {
    const kept = rings.map((ring) => {
      const out: Ring = [];
      for (const [lon, lat] of ring) {
        const point: Point = [Math.round(lon * scale) / scale, Math.round(lat * scale) / scale];
        const last = out.at(-1);
        if (!last || last[0] !== point[0] || last[1] !== point[1]) out.push(point);
      }
      return out;
    });
    if (kept[0]!.length < 4 || turn(kept[0]!) === 0) continue;
    polygons.push(kept.filter((ring) => ring.length >= 4 && turn(ring) !== 0));
  }
  return polygons.length === 0 ? null : shapeOf(polygons);
}
