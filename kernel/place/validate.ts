// What comes from outside as a shape is checked before anything else touches it: an upload, a drawing on the map, a file.
import { type Ring, type Shape, THAILAND, turn } from "./geometry.ts";

export type GeometryFaultCode =
  | "not_an_object"
  | "wrong_type"
  | "not_coordinates"
  | "too_many_vertices"
  | "too_many_rings"
  | "ring_too_short"
  | "ring_not_closed"
  | "ring_without_area"
  | "latitude_first"
  | "not_degrees"
  | "outside_thailand"
  | "crosses_itself";

export type GeometryFault = {
  code: GeometryFaultCode;
  /** where in the geometry: "coordinates[0][3]" */
  path: string;
  th: string;
  en: string;
};

export type GeometryLimits = {
  /** vertices in the whole shape */
  vertices: number;
  /** rings in the whole shape, holes included */
  rings: number;
  /** a ring up to this many vertices is searched for crossings of itself (the search is quadratic); 0 searches none */
  crossingsUpTo: number;
};

/** For what people draw or send: a subdistrict at survey quality fits. Imports of official files set higher ones. */
export const DRAWN: GeometryLimits = { vertices: 20_000, rings: 500, crossingsUpTo: 2_000 };
export const OFFICIAL: GeometryLimits = { vertices: 500_000, rings: 20_000, crossingsUpTo: 0 };

export type CheckedGeometry = { ok: true; shape: Shape } | { ok: false; fault: GeometryFault };

/**
 * Checks that a value is a GeoJSON Polygon or MultiPolygon in degrees within Thailand's box, closed, with area, within
 * the limits. Stops at the first fault. A third coordinate (height) is dropped; unknown members are dropped.
 */
export function checkGeometry(value: unknown, limits: GeometryLimits = DRAWN): CheckedGeometry {
  try {
    return { ok: true, shape: read(value, limits) };
  } catch (caught) {
    if (caught instanceof Fault) return { ok: false, fault: caught.fault };
    throw caught;
  }
}

class Fault extends Error {
  readonly fault: GeometryFault;
  constructor(code: GeometryFaultCode, path: string, th: string, en: string) {
    super(en);
    this.fault = { code, path, th, en };
  }
}

function read(value: unknown, limits: GeometryLimits): Shape {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Fault("not_an_object", "", "ไม่ใช่รูปเรขาคณิตแบบ GeoJSON", "not a GeoJSON geometry");
  }
  const { type, coordinates } = value as { type?: unknown; coordinates?: unknown };
  if (type !== "Polygon" && type !== "MultiPolygon") {
    const shown = typeof type === "string" ? type.slice(0, 40) : typeof type;
    throw new Fault(
      "wrong_type",
      "type",
      `ต้องเป็น Polygon หรือ MultiPolygon แต่ได้รับ ${shown}`,
      `a Polygon or MultiPolygon is needed, not ${shown}`,
    );
  }
  const budget = { vertices: limits.vertices, rings: limits.rings };
  if (type === "Polygon") {
    return { type, coordinates: readPolygon(coordinates, "coordinates", budget, limits) };
  }
  const list = needArray(coordinates, "coordinates");
  return { type, coordinates: list.map((item, i) => readPolygon(item, `coordinates[${i}]`, budget, limits)) };
}

function needArray(value: unknown, path: string): unknown[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new Fault("not_coordinates", path, "พิกัดไม่ครบหรือผิดรูปแบบ", "coordinates are missing or of the wrong form");
  }
  return value;
}

type Budget = { vertices: number; rings: number };

function readPolygon(value: unknown, path: string, budget: Budget, limits: GeometryLimits): Ring[] {
  const rings = needArray(value, path);
  budget.rings -= rings.length;
  if (budget.rings < 0) {
    throw new Fault(
      "too_many_rings",
      path,
      `มีวงเกิน ${limits.rings} วง`,
      `more than ${limits.rings} rings: simplify the shape`,
    );
  }
  return rings.map((ring, i) => readRing(ring, `${path}[${i}]`, budget, limits));
}

function readRing(value: unknown, path: string, budget: Budget, limits: GeometryLimits): Ring {
  const points = needArray(value, path);
  budget.vertices -= points.length;
  if (budget.vertices < 0) {
    throw new Fault(
      "too_many_vertices",
      path,
      `มีจุดเกิน ${limits.vertices} จุด โปรดลดความละเอียดของรูปก่อน`,
      `more than ${limits.vertices} vertices: simplify the shape first`,
    );
  }
  if (points.length < 4) {
    throw new Fault("ring_too_short", path, "วงต้องมีอย่างน้อย 4 จุด", "a ring needs at least 4 positions");
  }
  const ring: Ring = points.map((point, i) => readPoint(point, `${path}[${i}]`));
  const first = ring[0]!;
  const last = ring.at(-1)!;
  if (first[0] !== last[0] || first[1] !== last[1]) {
    throw new Fault(
      "ring_not_closed",
      path,
      "จุดสุดท้ายของวงต้องเป็นจุดเดียวกับจุดแรก",
      "the ring's last position must equal its first",
    );
  }
  if (turn(ring) === 0) {
    throw new Fault("ring_without_area", path, "วงไม่มีพื้นที่", "the ring has no area");
  }
  const crossing = ring.length <= limits.crossingsUpTo ? firstCrossing(ring) : -1;
  if (crossing >= 0) {
    throw new Fault("crosses_itself", `${path}[${crossing}]`, "เส้นขอบตัดกันเอง", "the outline crosses itself");
  }
  return ring;
}

function readPoint(value: unknown, path: string): [number, number] {
  const [lon, lat] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof lon !== "number" || typeof lat !== "number" || !Number.isFinite(lon) || !Number.isFinite(lat)) {
    throw new Fault("not_coordinates", path, "พิกัดต้องเป็นตัวเลขสองตัว", "a position is two finite numbers");
  }
  const [west, south, east, north] = THAILAND;
  if (lon >= west && lon <= east && lat >= south && lat <= north) return [lon, lat];
  if (lat >= west && lat <= east && lon >= south && lon <= north) {
    throw new Fault("latitude_first", path, "พิกัดสลับกัน: ลองจิจูดต้องมาก่อนละติจูด", "longitude comes first, then latitude");
  }
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) {
    throw new Fault(
      "not_degrees",
      path,
      "พิกัดไม่ใช่องศา (อาจเป็นระบบ UTM หรือ Indian 1975) โปรดแปลงเป็น WGS 84 (EPSG:4326)",
      "not degrees (perhaps UTM or Indian 1975): convert to WGS 84 (EPSG:4326)",
    );
  }
  throw new Fault(
    "outside_thailand",
    path,
    `พิกัด ${lon}, ${lat} อยู่นอกประเทศไทย`,
    `${lon}, ${lat} lies outside Thailand (longitude ${west}–${east}, latitude ${south}–${north})`,
  );
}

/** The index of the first edge that meets an edge other than its neighbours; -1 for a simple ring. */
function firstCrossing(ring: Ring): number {
  const last = ring.length - 2;
  for (let i = 0; i <= last; i++) {
    for (let j = i + 2; j <= last; j++) {
      if (i === 0 && j === last) continue;
      if (meet(ring, i, j)) return j;
    }
  }
  return -1;
}

function meet(ring: Ring, i: number, j: number): boolean {
  const [ax, ay] = ring[i]!;
  const [bx, by] = ring[i + 1]!;
  const [cx, cy] = ring[j]!;
  const [dx, dy] = ring[j + 1]!;
  if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) return false;
  if (Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) return false;
  const side = (px: number, py: number, qx: number, qy: number, rx: number, ry: number) =>
    Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px));
  return (
    side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) <= 0 &&
    side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) <= 0
  );
}
