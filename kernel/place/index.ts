/** พื้นที่: areas by their official codes, their shapes, and what lies where. */
import { CompiledQuery, sql } from "kysely";
import { AreaCode, Fields, Type } from "../input.ts";
import { type Office, room, view } from "../room.ts";
import { districtMap, subdistrictMap } from "./map.ts";
import { areaAt, type PlaceSql } from "./place.ts";

export { importAreas } from "./import-areas.ts";
export { areaAt, loadAreas } from "./place.ts";

/** The place functions speak plain SQL; this lends them the act's own transaction. */
export function placeSql(office: Pick<Office, "sql">): PlaceSql {
  return {
    query: (text, parameters = []) => office.sql.executeQuery(CompiledQuery.raw(text, parameters)) as never,
  };
}

const areas = view({
  th: "อำเภอและตำบล",
  en: "Areas",
  input: Fields({ parent: Type.Optional(AreaCode) }),
  async run(office, { parent }) {
    const { rows } = await sql<{ code: string; kind: string; th: string; en: string; parent: string | null }>`
      SELECT code, kind, name_th AS th, name_en AS en, parent_code AS parent FROM area_now
       WHERE ${parent ?? null}::text IS NULL OR parent_code = ${parent ?? null} OR left(code, 4) = ${parent ?? null} ORDER BY code`.execute(
      office.sql,
    );
    return rows;
  },
});

const map = view({
  th: "แผนที่อำเภอหรือตำบล",
  en: "Map of districts or subdistricts",
  input: Fields({ district: Type.Optional(AreaCode), subdistricts: Type.Optional(Type.Boolean()) }),
  run: (office, { district, subdistricts }) =>
    district || subdistricts ? subdistrictMap(placeSql(office), district ?? null) : districtMap(placeSql(office)),
});

const at = view({
  th: "พื้นที่ของพิกัด",
  en: "The area at a point",
  input: Fields({ lon: Type.Number({ minimum: 95, maximum: 108 }), lat: Type.Number({ minimum: 4, maximum: 22 }) }),
  run: (office, { lon, lat }) => areaAt(placeSql(office), lon, lat),
});

export const places = room({
  name: "places",
  th: "พื้นที่",
  en: "Places",
  serves: "พ.ร.บ.ระเบียบบริหารราชการแผ่นดิน พ.ศ. ๒๕๓๔ มาตรา ๕๑, ๕๒, ๖๑",
  migrations: [new URL("./place.sql", import.meta.url)],
  duties: {},
  acts: {},
  views: { areas, map, at },
});
