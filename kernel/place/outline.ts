// The outline of several areas together. Where neighbours share their vertices exactly (our cells, TopoJSON, most survey
// files) every inner border occurs twice, once in each direction: take the pairs away and the outline is what remains.
import polygonClipping from "polygon-clipping";
import {
  areaKm2,
  boundsOf,
  contains,
  type Point,
  polygonsOf,
  type Ring,
  type Shape,
  shapeOf,
  turn,
} from "./geometry.ts";

/**
 * The union of areas that do not overlap.
 *
 * Exact cancelling of shared borders is tried first. If the result's area is not the sum of the parts' (neighbours that
 * do not share vertices, overlaps) the polygons are clipped against each other, which is slower and may leave slivers.
 *
 * @throws Error if there are no shapes
 */
export function union(shapes: Shape[]): Shape {
  if (shapes.length === 0) throw new Error("the union of no shapes has no outline");
  if (shapes.length === 1) return shapes[0]!;
  const cancelled = cancelSharedBorders(shapes);
  const sum = shapes.reduce((total, shape) => total + areaKm2(shape), 0);
  if (
    cancelled &&
    Math.abs(areaKm2(cancelled) - sum) <= sum * 1e-6 &&
    !innerSlivers(cancelled) &&
    !piecesMeet(cancelled)
  )
    return cancelled;
  const [first, ...rest] = shapes.map((shape) => polygonsOf(shape));
  return shapeOf(polygonClipping.union(first!, ...rest) as Ring[][]);
}

/** Holes far thinner than a hamlet betray borders that run beside each other instead of coinciding. */
function innerSlivers(shape: Shape): boolean {
  return polygonsOf(shape).some(([, ...holes]) =>
    holes.some((hole) => areaKm2({ type: "Polygon", coordinates: [hole] }) < 0.01),
  );
}

/** Pieces that lie in or along one another, other than by a common corner, betray areas that overlap or share no vertices. */
function piecesMeet(shape: Shape): boolean {
  const pieces = polygonsOf(shape).map((rings) => {
    const piece: Shape = { type: "Polygon", coordinates: rings };
    return { piece, outer: rings[0]!, bounds: boundsOf(piece) };
  });
  if (pieces.length === 1) return false;
  return pieces.some((one) => {
    const step = Math.ceil(one.outer.length / 200); // a sample is enough: borders meet along more than one vertex
    const sample = one.outer.filter((_, at) => at % step === 0);
    return pieces.some((other) => {
      if (other === one) return false;
      const [west, south, east, north] = other.bounds;
      const near = sample.filter(([lon, lat]) => lon >= west && lon <= east && lat >= south && lat <= north);
      if (near.length === 0) return false;
      const corners = new Set(other.outer.map(String));
      return near.some((point) => !corners.has(String(point)) && contains(other.piece, point[0], point[1]));
    });
  });
}

type Edge = { from: Point; to: Point };

function cancelSharedBorders(shapes: Shape[]): Shape | null {
  const edges = new Map<string, Edge>();
  for (const shape of shapes) {
    for (const rings of polygonsOf(shape)) {
      for (const [at, ring] of rings.entries()) {
        // outer rings counter-clockwise, holes clockwise: the inside is always to the left
        const points = turn(ring) > 0 === (at === 0) ? ring : ring.toReversed();
        for (let i = 0; i + 1 < points.length; i++) {
          const from = points[i]!;
          const to = points[i + 1]!;
          if (from[0] === to[0] && from[1] === to[1]) continue;
          if (edges.delete(`${to};${from}`)) continue;
          const key = `${from};${to}`;
          if (edges.has(key)) return null; // two areas on the same side of one border: they overlap
          edges.set(key, { from, to });
        }
      }
    }
  }
  return edges.size === 0 ? null : assemble(stitch(edges.values()));
}

/** Walks the remaining edges into rings. Where rings touch in a point it keeps to the left, so that rings stay simple. */
function stitch(edges: Iterable<Edge>): Ring[] {
  const leaving = new Map<string, Edge[]>();
  for (const edge of edges) {
    const key = `${edge.from}`;
    const list = leaving.get(key);
    if (list) list.push(edge);
    else leaving.set(key, [edge]);
  }
  const rings: Ring[] = [];
  for (const list of leaving.values()) {
    while (list.length > 0) {
      const start = list.pop()!;
      const ring: Ring = [start.from, start.to];
      let edge = start;
      while (edge.to[0] !== start.from[0] || edge.to[1] !== start.from[1]) {
        const next = takeLeftmost(edge, leaving.get(`${edge.to}`));
        if (!next) break;
        ring.push(next.to);
        edge = next;
      }
      if (ring.length >= 4) rings.push(ring);
    }
  }
  return rings;
}

function takeLeftmost(arriving: Edge, choices: Edge[] | undefined): Edge | undefined {
  if (!choices || choices.length <= 1) return choices?.pop();
  const back = Math.atan2(arriving.from[1] - arriving.to[1], arriving.from[0] - arriving.to[0]);
  let best = 0;
  let least = Infinity;
  for (const [at, edge] of choices.entries()) {
    const angle = Math.atan2(edge.to[1] - edge.from[1], edge.to[0] - edge.from[0]);
    const clockwise = (back - angle + 4 * Math.PI) % (2 * Math.PI);
    if (clockwise < least) {
      least = clockwise;
      best = at;
    }
  }
  return choices.splice(best, 1)[0];
}

/** Counter-clockwise rings are polygons; each clockwise one is a hole in the smallest polygon around it. */
function assemble(rings: Ring[]): Shape | null {
  const outers = rings.filter((ring) => turn(ring) > 0).sort((a, b) => turn(b) - turn(a));
  const polygons: Ring[][] = outers.map((ring) => [ring]);
  for (const hole of rings) {
    if (turn(hole) >= 0) continue;
    const [a, b] = hole as [Point, Point];
    const [lon, lat] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    const around = polygons.findLast(([outer]) => contains({ type: "Polygon", coordinates: [outer!] }, lon, lat));
    if (!around) return null;
    around.push(hole);
  }
  return polygons.length === 0 ? null : shapeOf(polygons);
}
