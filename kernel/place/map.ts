// The map of districts, or of subdistricts, as one compact GeoJSON for the screen.
import type { Feature, FeatureCollection } from "geojson";
import { APPROXIMATE_LABEL } from "./cells.ts";
import type { Shape } from "./geometry.ts";
import type { PlaceSql } from "./place.ts";
import { simplifyTogether } from "./simplify.ts";

export type MapAreaProperties = {
  code: string;
  kind: "district" | "subdistrict";
  th: string;
  en: string;
  parent: string;
  /** drawn from points, not surveyed: show `AreaMap.notice` */
  approximate: boolean;
};

export type AreaMap = FeatureCollection<Shape, MapAreaProperties> & {
  features: (Feature<Shape, MapAreaProperties> & { id: string })[];
  /** what the legend must say: ขอบเขตโดยประมาณ where a shape is approximate, else null */
  notice: { th: string; en: string } | null;
  /** the sources of the shapes, each once */
  sources: string[];
};

/** Tolerances tried in turn, degrees (≈ 20 m to ≈ 5.5 km), until the map is small enough. */
const TOLERANCES = [0.0002, 0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.05];

/**
 * The province's districts today, simplified.
 *
 * @param maxBytes the JSON's size in UTF-8 that it must not exceed
 */
export function districtMap(sql: PlaceSql, maxBytes = 150_000): Promise<AreaMap> {
  return build(sql, "district", null, maxBytes);
}

/**
 * The subdistricts today, of one district or of the whole province.
 *
 * @param district a four-digit code; without it, all (a province has up to 289)
 */
export function subdistrictMap(sql: PlaceSql, district: string | null = null, maxBytes = 600_000): Promise<AreaMap> {
  return build(sql, "subdistrict", district, maxBytes);
}

type Row = {
  code: string;
  name_th: string;
  name_en: string;
  parent_code: string;
  approximate: boolean;
  source: string;
  geometry: Shape;
};

async function build(
  sql: PlaceSql,
  kind: "district" | "subdistrict",
  parent: string | null,
  maxBytes: number,
): Promise<AreaMap> {
  const { rows } = await sql.query<Row>(
    `SELECT code, name_th, name_en, parent_code, approximate, source, geometry
       FROM area_now JOIN area_shape USING (code, valid_from)
      WHERE kind = $1 AND ($2::text IS NULL OR parent_code = $2)
      ORDER BY code`,
    [kind, parent],
  );
  const full = rows.map((row) => row.geometry);
  let map = collect(rows, kind, full);
  for (const tolerance of TOLERANCES) {
    const decimals = tolerance < 0.001 ? 5 : tolerance < 0.01 ? 4 : 3;
    map = collect(rows, kind, simplifyTogether(full, tolerance, decimals));
    if (Buffer.byteLength(JSON.stringify(map)) <= maxBytes) return map;
  }
  return map;
}

function collect(rows: Row[], kind: "district" | "subdistrict", shapes: Shape[]): AreaMap {
  return {
    type: "FeatureCollection",
    features: rows.map((row, at) => ({
      type: "Feature",
      id: row.code,
      properties: {
        code: row.code,
        kind,
        th: row.name_th,
        en: row.name_en,
        parent: row.parent_code,
        approximate: row.approximate,
      },
      geometry: shapes[at]!,
    })),
    notice: rows.some((row) => row.approximate) ? APPROXIMATE_LABEL : null,
    sources: [...new Set(rows.map((row) => row.source))],
  };
}
