// Approximate areas (ขอบเขตโดยประมาณ) from one inner point and the figure of km² of each subdistrict, for as long as no
// official boundary file has been imported. A subdistrict's cell is all that lies nearer to its point than to any other
// (Voronoi); districts and the province are the union of theirs. Points of the neighbouring provinces take part, so the
// province's outline comes out where its neighbours begin. Against the sea and the foreign borders, where no neighbour
// stands, points of our own set in rows keep the cells from running away: see `farPoints`.
import { Delaunay } from "d3-delaunay";
import { type AreaPoint, pointsOf } from "../../reference/areas.ts";
import type { Ring, Shape } from "./geometry.ts";
import { union } from "./outline.ts";

export type ApproximateArea = { code: string; geometry: Shape };

/** What the source column and the map's legend say of these shapes. */
export const APPROXIMATE_SOURCE =
  "ขอบเขตโดยประมาณ คำนวณจากจุดภายในของตำบล (Voronoi cells of subdistrict points; not surveyed)";
export const APPROXIMATE_LABEL = { th: "ขอบเขตโดยประมาณ", en: "Approximate boundary" };

/** Five decimals of a degree: 1.1 m. Cells share vertices exactly because each vertex is rounded once. */
const DECIMALS = 1e5;
/** One degree of latitude in km. */
const DEGREE = 111.2;
/** Makes a degree of longitude as long as one of latitude, at the middle of the country. */
const SQUEEZE = Math.cos((13 * Math.PI) / 180);
/** The land of a subdistrict is taken to end within this many radii of the circle of its area. Fitted: see the test. */
const REACH = 1.8;
/** The pitch of the raster of land and sea, degrees (≈ 2.2 km). */
const PITCH = 0.02;
const WEST = 96.3;
const SOUTH = 4.6;
const COLUMNS = Math.ceil((106.7 - WEST) / PITCH);
const ROWS = Math.ceil((21.5 - SOUTH) / PITCH);

type Diagram = { points: AreaPoint[]; delaunay: Delaunay<Delaunay.Point>; corners: [number, number][] };
let diagram: Diagram | undefined;

/**
 * The approximate shapes of a province, its districts and its subdistricts. The first call divides the whole country
 * (≈ 0.2 s); later ones are cheaper.
 *
 * @param provinceCode two digits; Bangkok ("10") is allowed here
 * @throws RangeError if no subdistrict begins with this code
 */
export function approximateAreas(provinceCode: string): ApproximateArea[] {
  diagram ??= divideCountry();
  const { points } = diagram;
  const districts = new Map<string, Shape[]>();
  const subdistricts: ApproximateArea[] = [];
  for (const [site, { code }] of points.entries()) {
    if (code.slice(0, 2) !== provinceCode) continue;
    const geometry = cell(diagram, site);
    subdistricts.push({ code, geometry });
    const district = code.slice(0, 4);
    districts.set(district, [...(districts.get(district) ?? []), geometry]);
  }
  if (subdistricts.length === 0) throw new RangeError(`there is no province with the code "${provinceCode}"`);
  return [
    { code: provinceCode, geometry: union(subdistricts.map((area) => area.geometry)) },
    ...[...districts].map(([code, cells]) => ({ code, geometry: union(cells) })),
    ...subdistricts,
  ];
}

function divideCountry(): Diagram {
  const points = pointsOf();
  const sites: [number, number][] = points.map(({ lon, lat }) => [lon * SQUEEZE, lat]);
  for (const [lon, lat] of farPoints(points)) sites.push([lon * SQUEEZE, lat]);
  const delaunay = Delaunay.from(sites);
  // one corner per triangle: its circumcentre, rounded here and nowhere else
  const centres = delaunay.voronoi().circumcenters;
  const corners: [number, number][] = [];
  for (let i = 0; i < centres.length; i += 2) {
    corners.push([
      Math.round((centres[i]! / SQUEEZE) * DECIMALS) / DECIMALS,
      Math.round(centres[i + 1]! * DECIMALS) / DECIMALS,
    ]);
  }
  return { points, delaunay, corners };
}

/** Walks the triangles around a site; their corners are the cell's. Real sites are enclosed by far points: no gap. */
function cell({ delaunay, corners }: Diagram, site: number): Shape {
  const { inedges, halfedges, triangles } = delaunay;
  const ring: Ring = [];
  const start = inedges[site]!;
  let edge = start;
  do {
    const corner = corners[Math.floor(edge / 3)]!;
    const last = ring.at(-1);
    if (!last || last[0] !== corner[0] || last[1] !== corner[1]) ring.push(corner);
    edge = edge % 3 === 2 ? edge - 2 : edge + 1;
    if (triangles[edge] !== site) throw new Error(`the triangles around site ${site} do not close`);
    edge = halfedges[edge]!;
  } while (edge !== start && edge !== -1);
  const first = ring[0]!;
  const last = ring.at(-1)!;
  if (first[0] !== last[0] || first[1] !== last[1]) ring.push(first);
  ring.reverse(); // RFC 7946: counter-clockwise
  return { type: "Polygon", coordinates: [ring] };
}

/**
 * Points in the sea and beyond the borders. The country is rastered: a square within REACH radii of some subdistrict's
 * point is land, the rest that can be reached from the raster's edge is outside (a lake or a forest in the middle is
 * not). The outside squares along the land become sites without a subdistrict; the border falls halfway to them.
 */
function farPoints(points: AreaPoint[]): [number, number][] {
  const land = rasterLand(points);
  const outside = floodFromEdge(land);
  const far: [number, number][] = [];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      if (outside[row * COLUMNS + column] !== 1) continue;
      const atEdge = row === 0 || column === 0 || row === ROWS - 1 || column === COLUMNS - 1;
      if (!atEdge && !besideLand(land, row, column)) continue;
      // moved a little off the raster, always alike: four sites on one circle make corners that coincide
      const shift = (((row * 7919 + column * 104_729) % 1000) / 1000 - 0.5) * PITCH * 0.3;
      far.push([WEST + (column + 0.5) * PITCH + shift, SOUTH + (row + 0.5) * PITCH - shift * 0.7]);
    }
  }
  return far;
}

function rasterLand(points: AreaPoint[]): Uint8Array {
  const land = new Uint8Array(ROWS * COLUMNS);
  for (const { lon, lat, km2 } of points) {
    const reach = Math.max((REACH * Math.sqrt(km2 / Math.PI)) / DEGREE, PITCH);
    const span = Math.ceil(reach / SQUEEZE / PITCH) + 1;
    const column = Math.floor((lon - WEST) / PITCH);
    const row = Math.floor((lat - SOUTH) / PITCH);
    for (let r = row - span; r <= row + span; r++) {
      for (let c = column - span; c <= column + span; c++) {
        const dx = (WEST + (c + 0.5) * PITCH - lon) * SQUEEZE;
        const dy = SOUTH + (r + 0.5) * PITCH - lat;
        if (dx * dx + dy * dy <= reach * reach) land[r * COLUMNS + c] = 1;
      }
    }
  }
  return land;
}

function floodFromEdge(land: Uint8Array): Uint8Array {
  const outside = new Uint8Array(land.length);
  const queue = [0]; // the south-western corner is in the Indian Ocean
  outside[0] = 1;
  for (let square = queue.pop(); square !== undefined; square = queue.pop()) {
    const column = square % COLUMNS;
    const row = (square - column) / COLUMNS;
    const beside = [
      column > 0 ? square - 1 : -1,
      column < COLUMNS - 1 ? square + 1 : -1,
      row > 0 ? square - COLUMNS : -1,
      row < ROWS - 1 ? square + COLUMNS : -1,
    ];
    for (const next of beside) {
      if (next < 0 || land[next] === 1 || outside[next] === 1) continue;
      outside[next] = 1;
      queue.push(next);
    }
  }
  return outside;
}

function besideLand(land: Uint8Array, row: number, column: number): boolean {
  for (let r = row - 1; r <= row + 1; r++) {
    for (let c = column - 1; c <= column + 1; c++) if (land[r * COLUMNS + c] === 1) return true;
  }
  return false;
}
