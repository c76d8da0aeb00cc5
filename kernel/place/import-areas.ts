// `changwat import areas FILE`: an official boundary file takes the place of the approximate cells.
import type { AreaKind } from "../../reference/areas.ts";
import { readAreaFile } from "./area-file.ts";
import { type KnownArea, type Match, matcherFor } from "./area-matching.ts";
import { polygonsOf, type Shape, shapeOf } from "./geometry.ts";
import { union } from "./outline.ts";
import { type PlaceSql, putShapes } from "./place.ts";
import { checkGeometry, OFFICIAL } from "./validate.ts";

export type UnmatchedFeature = {
  /** the layer's name in the file, "" where it has none */
  layer: string;
  /** the feature's place in its layer, from 0 */
  index: number;
  /** the name it bears, "?" where it has none */
  name: string;
  /** why it was left out, in English */
  reason: string;
};

export type ImportedAreas = {
  /** codes that now have the file's shape, or one derived from it */
  replaced: string[];
  /** those of `replaced` that the file did not have: districts or the province as the union of what lies in them */
  derived: string[];
  /** features that are of this province, or of none, and could not be used */
  unmatched: UnmatchedFeature[];
  /** how many features belong to other provinces */
  elsewhere: number;
  /** how many features are lines or points, not areas */
  notAreas: number;
  /** codes of the province that still have their old shape */
  missing: string[];
};

/**
 * Reads a boundary file and gives the province's areas of today their shapes from it. One statement writes them, so all
 * are replaced or none. Afterwards each replaced shape is marked as surveyed (`approximate` false).
 *
 * @param sql a pg client or pool on the province's schema, its areas loaded
 * @param file see `readAreaFile`
 * @param log gets one line of progress at a time, in Thai and English
 * @param source what stands as the shapes' source; the file's name without it
 * @throws AreaFileRefused with what to do; for a missing file, where the public one can be had
 */
export async function importAreas(
  sql: PlaceSql,
  file: string,
  { log = () => {}, source }: { log?: (line: string) => void; source?: string } = {},
): Promise<ImportedAreas> {
  const { rows: known } = await sql.query<KnownArea>(
    "SELECT code, kind, name_th AS th, name_en AS en FROM area_now ORDER BY code",
  );
  const match = matcherFor(known);
  log(`อ่านไฟล์ / reading ${file}`);
  const features = await readAreaFile(file);
  log(`พบ ${features.length} รายการ / ${features.length} features`);

  const shapes = new Map<string, Shape>();
  const layers = new Map<string, string>();
  const unmatched: UnmatchedFeature[] = [];
  let elsewhere = 0;
  let notAreas = 0;
  for (const { layer, index, properties, geometry } of features) {
    if (isLineOrPoint(geometry)) {
      notAreas++;
      continue;
    }
    const found: Match = match({ layer, index, properties, geometry });
    if (found.is === "elsewhere") elsewhere++;
    if (found.is === "unknown") unmatched.push({ layer, index, name: found.name, reason: found.reason });
    if (found.is !== "area") continue;
    const checked = checkGeometry(geometry, OFFICIAL);
    if (!checked.ok) {
      const reason = `${checked.fault.code}: ${checked.fault.en} (${checked.fault.path})`;
      unmatched.push({ layer, index, name: found.code, reason });
      continue;
    }
    const before = shapes.get(found.code);
    if (before && layers.get(found.code) !== layer) continue; // the same area in a second layer
    layers.set(found.code, layer);
    shapes.set(found.code, before ? joined(before, checked.shape) : checked.shape);
  }

  const derived = [...derive(known, shapes, "district"), ...derive(known, shapes, "province")].sort();
  log(`จับคู่ได้ ${shapes.size} พื้นที่ / ${shapes.size} areas matched, ${elsewhere} elsewhere, ${unmatched.length} unmatched`);
  const replaced =
    shapes.size === 0
      ? []
      : await putShapes(
          sql,
          [...shapes].map(([code, geometry]) => ({ code, geometry })),
          { approximate: false, source: (source ?? baseName(file)).slice(0, 500) },
        );
  const missing = known.map((area) => area.code).filter((code) => !shapes.has(code));
  return { replaced, derived, unmatched, elsewhere, notAreas, missing };
}

function isLineOrPoint(geometry: unknown): boolean {
  const type = (geometry as { type?: unknown } | null)?.type;
  return typeof type === "string" && /^(Multi)?(LineString|Point)$/.test(type);
}

/** Files that give an area's islands as a feature each: the area is all of them. */
function joined(one: Shape, other: Shape): Shape {
  return shapeOf([...polygonsOf(one), ...polygonsOf(other)]);
}

/** An outline that the file lacks is the union of the areas in it, once all of them are there. */
function derive(known: KnownArea[], shapes: Map<string, Shape>, kind: Exclude<AreaKind, "subdistrict">): string[] {
  const made: string[] = [];
  for (const area of known) {
    if (area.kind !== kind || shapes.has(area.code)) continue;
    const inside = known.filter(
      (other) => other.code.length === area.code.length + 2 && other.code.startsWith(area.code),
    );
    const parts = inside.flatMap((other) => shapes.get(other.code) ?? []);
    if (inside.length === 0 || parts.length < inside.length) continue;
    shapes.set(area.code, union(parts));
    made.push(area.code);
  }
  return made;
}

function baseName(file: string): string {
  return file.split(/[\\/]/).at(-1) || "file";
}
