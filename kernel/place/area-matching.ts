// Which area a feature of somebody's boundary file is: by code where it bears one, else by its names.
import type { AreaKind } from "../../reference/areas.ts";
import type { RawFeature } from "./area-file.ts";

export type KnownArea = { code: string; kind: AreaKind; th: string; en: string };

export type Match =
  | { is: "area"; code: string }
  /** it bears a code or a province's name that lies outside this province */
  | { is: "elsewhere" }
  | { is: "unknown"; reason: string; name: string };

/** Property names seen in the files of OCHA, DOPA, GISTDA and provincial offices, folded: lower case, no punctuation. */
const CODES: Record<AreaKind, string[]> = {
  subdistrict: [
    "adm3pcode",
    "tamboncode",
    "tambonid",
    "tamcode",
    "tbcode",
    "tambcode",
    "tamid",
    "tbidn",
    "subdistrictcode",
    "subdistcode",
    "subdistrictid",
  ],
  district: [
    "adm2pcode",
    "amphoecode",
    "amphoeid",
    "ampcode",
    "apcode",
    "amphurcode",
    "ampid",
    "apidn",
    "districtcode",
    "distcode",
    "districtid",
  ],
  province: ["adm1pcode", "provincecode", "provcode", "pvcode", "changwatcode", "provinceid", "provid", "pvidn"],
};
const NAMES: Record<AreaKind, string[]> = {
  subdistrict: [
    "adm3th",
    "adm3en",
    "tambonth",
    "tambonen",
    "tbtn",
    "tben",
    "tamnamt",
    "tamname",
    "tambont",
    "tambone",
    "tambonname",
    "subdistrictth",
    "subdistricten",
    "subdistrict",
    "tambon",
  ],
  district: [
    "adm2th",
    "adm2en",
    "amphoeth",
    "amphoeen",
    "aptn",
    "apen",
    "ampnamt",
    "ampname",
    "amphoet",
    "amphoee",
    "amphoename",
    "districtth",
    "districten",
    "district",
    "amphoe",
  ],
  province: [
    "adm1th",
    "adm1en",
    "provinceth",
    "provinceen",
    "pvtn",
    "pven",
    "provnamt",
    "provname",
    "provnamt",
    "provincename",
    "province",
    "changwat",
  ],
};
const KINDS: AreaKind[] = ["subdistrict", "district", "province"];

export type Matcher = (feature: RawFeature) => Match;

/**
 * A matcher for one province.
 *
 * @param areas the province's areas as they are today
 */
export function matcherFor(areas: KnownArea[]): Matcher {
  const codes = new Set(areas.map((area) => area.code));
  const province = areas.find((area) => area.kind === "province");
  if (!province) throw new Error("the province's own area is missing: load its areas first");
  const byName = new Map<string, string[]>();
  for (const area of areas) {
    for (const name of new Set([area.th, area.en].map((name) => foldName(name)))) {
      const key = `${area.kind}:${name}`;
      byName.set(key, [...(byName.get(key) ?? []), area.code]);
    }
  }
  return (feature) => {
    const properties = folded(feature.properties);
    const level = levelOf(properties);
    const name = shownName(properties, level);
    const code = codeOf(properties, level);
    if (code !== null && codes.has(code)) return { is: "area", code };
    if (code !== null && !code.startsWith(province.code)) return { is: "elsewhere" };
    const provinceNames = namesOf(properties, "province");
    if (
      provinceNames.length > 0 &&
      !provinceNames.some((n) => n === foldName(province.th) || n === foldName(province.en))
    ) {
      return { is: "elsewhere" };
    }
    if (level === null) return { is: "unknown", reason: "no property with an area's code or name", name };
    const candidates = new Set(namesOf(properties, level).flatMap((n) => byName.get(`${level}:${n}`) ?? []));
    const parents =
      level === "subdistrict"
        ? new Set(namesOf(properties, "district").flatMap((n) => byName.get(`district:${n}`) ?? []))
        : new Set<string>();
    const fitting = [...candidates].filter((c) => parents.size === 0 || parents.has(c.slice(0, 4)));
    if (fitting.length === 1) return { is: "area", code: fitting[0]! };
    const reason =
      fitting.length > 1
        ? `the name fits ${fitting.length} areas (${fitting.slice(0, 5).join(", ")})`
        : code === null
          ? "no area has this name"
          : `no area has the code ${code} today`;
    return { is: "unknown", reason, name };
  };
}

/** The finest level of which the feature says anything. */
function levelOf(properties: Map<string, string>): AreaKind | null {
  const plain = properties.get("code") ?? properties.get("pcode") ?? properties.get("geocode");
  if (plain !== undefined) {
    const digits = digitsOf(plain).length;
    if (digits === 6) return "subdistrict";
    if (digits === 4) return "district";
    if (digits === 2) return "province";
  }
  return KINDS.find((kind) => [...CODES[kind], ...NAMES[kind]].some((key) => properties.has(key))) ?? null;
}

/** A full code, or one put together from parts of two digits each, as DOPA's own files have them. */
function codeOf(properties: Map<string, string>, level: AreaKind | null): string | null {
  if (level === null) return null;
  const length = level === "province" ? 2 : level === "district" ? 4 : 6;
  const first = (keys: string[]) => {
    for (const key of keys) {
      const digits = digitsOf(properties.get(key) ?? "");
      if (digits !== "") return digits;
    }
    return "";
  };
  const own = first([...CODES[level], "code", "pcode", "geocode"]);
  if (own.length === length) return own;
  if (own.length > 2 || own === "") return null;
  const district = level === "subdistrict" ? first(CODES.district) : own;
  const part = (digits: string) => digits.padStart(2, "0");
  if (district.length === 4) return district + part(own);
  const province = first(CODES.province);
  if (province.length !== 2 || district === "") return null;
  return level === "district" ? province + part(own) : province + part(district) + part(own);
}

const digitsOf = (value: string): string => /^(?:TH)?([0-9]{1,6})(?:\.0+)?$/i.exec(value.trim())?.[1] ?? "";

function namesOf(properties: Map<string, string>, kind: AreaKind): string[] {
  return NAMES[kind].flatMap((key) => {
    const value = properties.get(key);
    return value === undefined || value.trim() === "" ? [] : [foldName(value)];
  });
}

function shownName(properties: Map<string, string>, level: AreaKind | null): string {
  const keys = level === null ? ["name", "nameth", "id"] : NAMES[level];
  for (const key of keys) {
    const value = properties.get(key);
    if (value) return value.slice(0, 80);
  }
  return "?";
}

function folded(properties: Record<string, unknown>): Map<string, string> {
  const out = new Map<string, string>();
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value !== "string" && typeof value !== "number") continue;
    out.set(key.toLowerCase().replace(/[^a-z0-9]/g, ""), String(value));
  }
  return out;
}

/** Names without the kind word, spaces, punctuation and case; Mueang's older spelling Muang counts as the same. */
function foldName(name: string): string {
  return name
    .normalize("NFC")
    .trim()
    .toLowerCase()
    .replace(/^(จังหวัด|จ\.|อำเภอ|อ\.|เขต|ตำบล|ต\.|แขวง|changwat|amphoe|tambon|khet|khwaeng)\s*/u, "")
    .replace(/[\s\-'.()]/gu, "")
    .replace(/^muang/u, "mueang");
}
