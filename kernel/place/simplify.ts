// Simplification for the screen that keeps neighbours together: borders are cut into arcs at the vertices where more
// than two lines meet, each arc is thinned once (Douglas–Peucker), and both neighbours get the same thinned arc back.
import { areaKm2, type Point, polygonsOf, type Ring, rounded, type Shape, shapeOf, turn } from "./geometry.ts";

/**
 * Thins the outlines of areas that share their borders.
 *
 * @param shapes the areas of one map; neighbours must share vertices exactly for their borders to stay together
 * @param tolerance degrees by which a line may move (0.001 ≈ 110 m)
 * @param decimals of a degree kept in the result (4 ≈ 11 m)
 * @returns as many shapes as given, in their order. A ring that would vanish is dropped; an area never is: its largest
 *   ring is then kept as it was
 */
export function simplifyTogether(shapes: Shape[], tolerance: number, decimals: number): Shape[] {
  const junctions = findJunctions(shapes);
  const thinned = new Map<string, Point[]>();
  return shapes.map((shape) => {
    const polygons: Ring[][] = [];
    for (const rings of polygonsOf(shape)) {
      const kept = rings.map((ring) => simplifyRing(ring, junctions, thinned, tolerance));
      if (kept[0]!.length >= 4) polygons.push(kept.filter((ring) => ring.length >= 4));
    }
    const simple = polygons.length === 0 ? null : rounded(shapeOf(polygons), decimals);
    return simple ?? rounded(largest(shape), Math.max(decimals, 5)) ?? shape;
  });
}

function largest(shape: Shape): Shape {
  const [first] = polygonsOf(shape)
    .map(([outer]) => shapeOf([[outer!]]))
    .sort((a, b) => areaKm2(b) - areaKm2(a));
  return first!;
}

const keyOf = ([lon, lat]: Point): string => `${lon},${lat}`;

/** Vertices with other than two different neighbours, over all rings. */
function findJunctions(shapes: Shape[]): Set<string> {
  const neighbours = new Map<string, Set<string>>();
  const link = (a: string, b: string) => {
    const set = neighbours.get(a);
    if (set) set.add(b);
    else neighbours.set(a, new Set([b]));
  };
  for (const shape of shapes) {
    for (const rings of polygonsOf(shape)) {
      for (const ring of rings) {
        for (let i = 0; i + 1 < ring.length; i++) {
          const a = keyOf(ring[i]!);
          const b = keyOf(ring[i + 1]!);
          if (a === b) continue;
          link(a, b);
          link(b, a);
        }
      }
    }
  }
  const junctions = new Set<string>();
  for (const [key, set] of neighbours) if (set.size !== 2) junctions.add(key);
  return junctions;
}

function simplifyRing(ring: Ring, junctions: Set<string>, thinned: Map<string, Point[]>, tolerance: number): Ring {
  const open = ring.slice(0, -1);
  const cuts = open.flatMap((point, at) => (junctions.has(keyOf(point)) ? [at] : []));
  if (cuts.length < 2) cuts.splice(0, cuts.length, ...ownCuts(open, cuts[0]));
  const out: Ring = [];
  for (const [n, from] of cuts.entries()) {
    const to = cuts[(n + 1) % cuts.length]!;
    const arc = from < to ? open.slice(from, to + 1) : [...open.slice(from), ...open.slice(0, to + 1)];
    for (const point of thin(arc, thinned, tolerance).slice(0, -1)) out.push(point);
  }
  if (out.length === 0) return [];
  out.push(out[0]!);
  return turn(out) > 0 === turn(ring) > 0 && turn(out) !== 0 ? out : [];
}

/** An island has no junctions, a peninsula's tip one: cut at the lowest vertex (or that junction) and the farthest from it. */
function ownCuts(open: Point[], only: number | undefined): number[] {
  let start = only ?? 0;
  if (only === undefined) {
    for (const [at, point] of open.entries()) if (before(point, open[start]!)) start = at;
  }
  const squared = (point: Point) => (point[0] - open[start]![0]) ** 2 + (point[1] - open[start]![1]) ** 2;
  let far = start;
  for (const [at, point] of open.entries()) {
    const more = squared(point) - squared(open[far]!);
    if (more > 0 || (more === 0 && before(point, open[far]!))) far = at;
  }
  return [start, far].sort((a, b) => a - b);
}

function before(a: Point, b: Point): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

/** Thins an arc in one direction only, whichever way it is asked for, and remembers it for the neighbour. */
function thin(arc: Point[], thinned: Map<string, Point[]>, tolerance: number): Point[] {
  const forward = before(arc[0]!, arc.at(-1)!);
  const ordered = forward ? arc : arc.toReversed();
  const key = `${ordered[0]};${ordered[1]};${ordered.at(-2)};${ordered.at(-1)};${ordered.length}`;
  let kept = thinned.get(key);
  if (!kept) {
    kept = douglasPeucker(ordered, tolerance);
    thinned.set(key, kept);
  }
  return forward ? kept : kept.toReversed();
}

function douglasPeucker(points: Point[], tolerance: number): Point[] {
  const keep = new Uint8Array(points.length);
  keep[0] = 1;
  keep[points.length - 1] = 1;
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    let far = -1;
    let most = tolerance * tolerance;
    for (let i = from + 1; i < to; i++) {
      const distance = squaredDistance(points[i]!, points[from]!, points[to]!);
      if (distance > most) {
        most = distance;
        far = i;
      }
    }
    if (far < 0) continue;
    keep[far] = 1;
    spans.push([from, far], [far, to]);
  }
  return points.filter((_, at) => keep[at] === 1);
}

function squaredDistance([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / length));
  return (px - ax - t * dx) ** 2 + (py - ay - t * dy) ** 2;
}
