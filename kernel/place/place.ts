// Where things are: the areas of a province in the database, and which of them a point lies in.
import { AREAS_AS_OF, areasOf } from "../../reference/areas.ts";
import { APPROXIMATE_SOURCE, type ApproximateArea, approximateAreas } from "./cells.ts";
import { boundsOf, contains, type Shape } from "./geometry.ts";

/** As much of a pg client or pool as this folder needs. */
export interface PlaceSql {
  query<Row = Record<string, unknown>>(text: string, params?: unknown[]): Promise<{ rows: Row[] }>;
}

export type AreaAt = { province: string | null; district: string | null; subdistrict: string | null };

/**
 * The areas in which a point lies: the index on the bounding boxes finds the few candidates, the exact test decides.
 * A point on a border belongs to the area with the lower code. Each level is answered from its own shapes, then from
 * the beginning of the code below it, so that a province without subdistrict shapes still answers.
 *
 * @param sql a pg client or pool on the province's schema
 * @param lon degrees east, WGS 84
 * @param lat degrees north, WGS 84
 * @param on a day 'YYYY-MM-DD': the areas as they were on it; today in Thailand without it
 * @returns codes; all null outside the province
 * @throws RangeError if the coordinates are not numbers
 */
export async function areaAt(sql: PlaceSql, lon: number, lat: number, on?: string): Promise<AreaAt> {
  if (!Number.isFinite(lon) || !Number.isFinite(lat)) throw new RangeError("a place is two finite numbers, in degrees");
  const { rows } = await sql.query<{ code: string; geometry: Shape }>(
    `SELECT area.code, area_shape.geometry
       FROM area_shape JOIN area USING (code, valid_from)
      WHERE area_shape.bounds @> box(point($1::float8, $2::float8), point($1::float8, $2::float8))
        AND area.valid_from <= coalesce($3::date, (now() AT TIME ZONE 'Asia/Bangkok')::date)
        AND (area.valid_to IS NULL OR area.valid_to > coalesce($3::date, (now() AT TIME ZONE 'Asia/Bangkok')::date))
      ORDER BY length(area.code) DESC, area.code`,
    [lon, lat, on ?? null],
  );
  const found: AreaAt = { province: null, district: null, subdistrict: null };
  for (const { code, geometry } of rows) {
    if (code.length === 6 && found.subdistrict !== null) continue;
    if (code.length === 4 && found.district !== null) continue;
    if (code.length === 2 && found.province !== null) continue;
    if (!contains(geometry, lon, lat)) continue;
    if (code.length === 6) found.subdistrict = code;
    if (code.length >= 4) found.district = code.slice(0, 4);
    found.province = code.slice(0, 2);
  }
  return found;
}

/**
 * The code that an area has today, following what replaced it.
 *
 * @returns null if there never was such an area, or it was ended with nothing in its place
 */
export async function currentCode(sql: PlaceSql, code: string): Promise<string | null> {
  const { rows } = await sql.query<{ code: string }>(
    `WITH RECURSIVE step (code, way) AS (
       SELECT $1::text, ARRAY[$1::text]
       UNION ALL
       SELECT area.replaced_by, way || area.replaced_by
         FROM step JOIN area ON area.code = step.code
        WHERE area.replaced_by IS NOT NULL AND NOT area.replaced_by = ANY (way)
     )
     SELECT area_now.code FROM step JOIN area_now ON area_now.code = step.code ORDER BY cardinality(way) LIMIT 1`,
    [code],
  );
  return rows[0]?.code ?? null;
}

/**
 * Puts a province's areas into its schema from the reference facts, with approximate shapes. May be run again: what is
 * there already is left alone, an imported shape above all. One statement each, so it holds together by itself.
 *
 * @returns how many areas and shapes were added
 */
export async function loadAreas(sql: PlaceSql, provinceCode: string): Promise<{ areas: number; shapes: number }> {
  const areas = await sql.query(
    `INSERT INTO area (code, kind, name_th, name_en, parent_code, postcode, lon, lat, km2)
     SELECT code, kind, th, en, parent, postcode, lon, lat, km2
       FROM jsonb_to_recordset($1::jsonb)
         AS given (code text, kind text, th text, en text, parent text, postcode text, lon float8, lat float8, km2 numeric)
      WHERE NOT EXISTS (SELECT FROM area WHERE area.code = given.code)
     RETURNING code`,
    [JSON.stringify(areasOf(provinceCode))],
  );
  const shapes = await putShapes(sql, approximateAreas(provinceCode), {
    approximate: true,
    source: `${APPROXIMATE_SOURCE}, ${AREAS_AS_OF}`,
  });
  return { areas: areas.rows.length, shapes: shapes.length };
}

/**
 * Writes shapes to the areas that bear these codes today. Surveyed shapes replace what is there; approximate ones never do.
 *
 * @returns the codes written
 */
export async function putShapes(
  sql: PlaceSql,
  shapes: ApproximateArea[],
  { approximate, source }: { approximate: boolean; source: string },
): Promise<string[]> {
  const given = shapes.map(({ code, geometry }) => {
    const [west, south, east, north] = boundsOf(geometry);
    return { code, geometry, bounds: `(${east},${north}),(${west},${south})` };
  });
  const { rows } = await sql.query<{ code: string }>(
    `INSERT INTO area_shape (code, valid_from, geometry, bounds, approximate, source)
     SELECT area_now.code, area_now.valid_from, given.geometry, given.bounds::box, $2::boolean, $3::text
       FROM jsonb_to_recordset($1::jsonb) AS given (code text, geometry jsonb, bounds text)
       JOIN area_now USING (code)
     ON CONFLICT (code, valid_from) DO UPDATE
       SET geometry = excluded.geometry, bounds = excluded.bounds, approximate = excluded.approximate,
           source = excluded.source, loaded_at = now()
       WHERE NOT excluded.approximate
     RETURNING code`,
    [JSON.stringify(given), approximate, source],
  );
  return rows.map((row) => row.code).sort();
}
