/** Drawing areas without a map engine: for paper, for small maps, and where a machine has no WebGL. */

import type { AreaMap } from "../../kernel/place/map.ts";
import type { Wire } from "../../kernel/room.ts";

export type Areas = Wire<AreaMap>;
export type AreaFeature = Areas["features"][number];
type Ring = readonly (readonly number[])[];

/** West, south, east, north in degrees. */
export type Bounds = [number, number, number, number];

/** Outer rings with their holes, whether the shape is one polygon or several. */
export function polygonsOf(geometry: { type: string; coordinates: unknown }): Ring[][] {
  const { type, coordinates } = geometry;
  if (type === "Polygon") return [coordinates as Ring[]];
  if (type === "MultiPolygon") return coordinates as Ring[][];
  return [];
}

export function boundsOf(features: readonly AreaFeature[]): Bounds | null {
  const bounds: Bounds = [180, 90, -180, -90];
  for (const { geometry } of features)
    for (const [outer] of polygonsOf(geometry))
      for (const [lon = 0, lat = 0] of outer ?? []) {
        bounds[0] = Math.min(bounds[0], lon);
        bounds[1] = Math.min(bounds[1], lat);
        bounds[2] = Math.max(bounds[2], lon);
        bounds[3] = Math.max(bounds[3], lat);
      }
  return bounds[0] < bounds[2] ? bounds : null;
}

export interface Projection {
  height: number;
  /** Degrees to drawing units, x to the right and y down. */
  at: (lon: number, lat: number) => [number, number];
  /** And back. */
  from: (x: number, y: number) => [number, number];
}

/** A flat drawing `width` units wide: over one province the earth's roundness is less than the width of a line. */
export function project(bounds: Bounds, width: number, margin = 6): Projection {
  const [west, south, east, north] = bounds;
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = (width - 2 * margin) / ((east - west) * squeeze);
  return {
    height: Math.round((north - south) * scale + 2 * margin),
    at: (lon, lat) => [margin + (lon - west) * squeeze * scale, margin + (north - lat) * scale],
    from: (x, y) => [west + (x - margin) / (squeeze * scale), north - (y - margin) / scale],
  };
}

export function pathOf(feature: AreaFeature, { at }: Projection): string {
  return polygonsOf(feature.geometry)
    .flat()
    .map((ring) => {
      const points = ring.map(([lon = 0, lat = 0]) =>
        at(lon, lat)
          .map((part) => part.toFixed(1))
          .join(" "),
      );
      return `M${points.join("L")}Z`;
    })
    .join("");
}

function isInside(ring: Ring, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi = 0, yi = 0] = ring[i] ?? [];
    const [xj = 0, yj = 0] = ring[j] ?? [];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Squared distance to the nearest corner or edge of the ring. */
function clearance(ring: Ring, x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax = 0, ay = 0] = ring[j] ?? [];
    const [bx = 0, by = 0] = ring[i] ?? [];
    const [dx, dy] = [bx - ax, by - ay];
    const along = dx || dy ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy))) : 0;
    least = Math.min(least, (ax + along * dx - x) ** 2 + (ay + along * dy - y) ** 2);
  }
  return least;
}

const steps = 14;

/** Where a name has the most room: the point of a grid that lies deepest inside the largest part. */
export function innerPoint(feature: AreaFeature): [number, number] | null {
  let best: { at: [number, number]; room: number } | null = null;
  for (const [outer = []] of polygonsOf(feature.geometry)) {
    const xs = outer.map(([lon = 0]) => lon);
    const ys = outer.map(([, lat = 0]) => lat);
    const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    for (let column = 1; column < steps; column++)
      for (let row = 1; row < steps; row++) {
        const x = west + ((east - west) * column) / steps;
        const y = south + ((north - south) * row) / steps;
        if (!isInside(outer, x, y)) continue;
        const room = clearance(outer, x, y);
        if (!best || room > best.room) best = { at: [x, y], room };
      }
  }
  return best?.at ?? null;
}
