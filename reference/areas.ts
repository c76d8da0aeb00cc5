// จังหวัด อำเภอ/เขต ตำบล/แขวง: the administrative areas by the codes of the Department of Provincial Administration.
// A code's length is its kind (2, 4 or 6 digits) and its beginning is its parent: see SOURCES.md.
import { readTable } from "./table.ts";

export type AreaKind = "province" | "district" | "subdistrict";

export type Area = {
  /** DOPA code: 2 digits a province, 4 a district, 6 a subdistrict */
  code: string;
  kind: AreaKind;
  /** the bare name, without จังหวัด, อำเภอ, ตำบล */
  th: string;
  en: string;
  /** the code of the area above; null for a province */
  parent: string | null;
  /** a subdistrict's postal code, where it is known */
  postcode?: string;
  /** an inner point, degrees, WGS 84 (subdistricts only) */
  lon?: number;
  lat?: number;
  /** square kilometres: a subdistrict's own figure, the sum of them above */
  km2?: number;
};

export type AreaPoint = { code: string; lon: number; lat: number; km2: number };

/** The date of the boundary edition from which names, points and figures were taken (OCHA COD-AB Thailand). */
export const AREAS_AS_OF = "2022-01-22";

export const BANGKOK = "10";

type Loaded = { all: Map<string, Area>; byProvince: Map<string, Area[]>; points: AreaPoint[] };
let loaded: Loaded | undefined;

/** The tables, read once, on the first question (≈ 30 ms). */
function load(): Loaded {
  if (loaded) return loaded;
  const all = new Map<string, Area>();
  const byProvince = new Map<string, Area[]>();
  for (const { code, th, en, postcode } of readTable<"code" | "th" | "en" | "postcode">("areas")) {
    const area: Area = { code, kind: kindOf(code), th, en, parent: code.length > 2 ? code.slice(0, -2) : null };
    if (postcode !== "") area.postcode = postcode;
    all.set(code, area);
    const province = code.slice(0, 2);
    if (area.kind === "province") byProvince.set(province, []);
    byProvince.get(province)!.push(area);
  }
  const points: AreaPoint[] = [];
  for (const row of readTable<"code" | "lon" | "lat" | "km2">("points")) {
    const point = { code: row.code, lon: Number(row.lon), lat: Number(row.lat), km2: Number(row.km2) };
    points.push(point);
    Object.assign(all.get(point.code)!, { lon: point.lon, lat: point.lat, km2: point.km2 });
    for (const above of [point.code.slice(0, 4), point.code.slice(0, 2)]) {
      const area = all.get(above)!;
      area.km2 = Math.round(((area.km2 ?? 0) + point.km2) * 100) / 100;
    }
  }
  loaded = { all, byProvince, points };
  return loaded;
}

/** The kind of area that a code of this length names. @throws RangeError for any other length */
export function kindOf(code: string): AreaKind {
  if (code.length === 2) return "province";
  if (code.length === 4) return "district";
  if (code.length === 6) return "subdistrict";
  throw new RangeError(`"${code}" is not an area code: 2, 4 or 6 digits are expected`);
}

/** The 76 provinces and Bangkok (code "10"), in the order of their codes. */
export function provinces(): Area[] {
  return [...load().byProvince.values()].map((areas) => ({ ...areas[0]! }));
}

/**
 * A province and everything in it, in the order of the codes: the province itself, each district followed by its
 * subdistricts.
 *
 * @throws RangeError if there is no province with this code
 */
export function areasOf(provinceCode: string): Area[] {
  const areas = load().byProvince.get(provinceCode);
  if (!areas) throw new RangeError(`there is no province with the code "${provinceCode}"`);
  return areas.map((area) => ({ ...area }));
}

/** One area by its code, or undefined. */
export function areaByCode(code: string): Area | undefined {
  const area = load().all.get(code);
  return area && { ...area };
}

/** The inner points of a province's subdistricts; of the whole country without an argument. */
export function pointsOf(provinceCode?: string): AreaPoint[] {
  const { points } = load();
  return provinceCode === undefined ? points : points.filter((point) => point.code.startsWith(provinceCode));
}

/**
 * The word that stands before an area's name: จังหวัด, อำเภอ, ตำบล; in Bangkok เขต and แขวง, and nothing before
 * กรุงเทพมหานคร itself (พ.ร.บ.ระเบียบบริหารราชการกรุงเทพมหานคร พ.ศ. 2528 divides it into เขต and แขวง).
 */
export function kindWord(code: string): { th: string; en: string } {
  const bangkok = code.startsWith(BANGKOK);
  switch (kindOf(code)) {
    case "province":
      return bangkok ? { th: "", en: "" } : { th: "จังหวัด", en: "Province" };
    case "district":
      return { th: bangkok ? "เขต" : "อำเภอ", en: "District" };
    case "subdistrict":
      return { th: bangkok ? "แขวง" : "ตำบล", en: "Subdistrict" };
  }
}

/** The name as an address has it: "อำเภอบางปะอิน", "เขตพระนคร", "Bang Pa-in District". */
export function fullName(area: { code: string; th: string; en: string }): { th: string; en: string } {
  const word = kindWord(area.code);
  return { th: `${word.th}${area.th}`, en: word.en === "" ? area.en : `${area.en} ${word.en}` };
}
