// Which province an installation serves, and why it cannot be Bangkok.
import { type Area, areasOf, BANGKOK, provinces } from "./areas.ts";
import { readTable } from "./table.ts";

export type ProvinceFacts = {
  /** DOPA code, two digits; also the number in ISO 3166-2:TH */
  code: string;
  /** "TH14": the code in international files */
  pcode: string;
  th: string;
  en: string;
  /** the two letters at the head of the province's document numbers: "อย" */
  letters: string;
  /** three Latin letters: "AYA" */
  latin3: string;
  /** how many districts and subdistricts it has */
  districts: number;
  subdistricts: number;
  /** square kilometres, the sum of its subdistricts */
  km2: number;
  /** the district in which the provincial hall stands by custom: the one numbered 01 */
  capitalDistrict: Area;
};

export type ProvinceRefusalCode = "bangkok_is_not_a_province" | "unknown_province";

/** A province that cannot be served, with the reason in both languages. `message` is the English one. */
export class ProvinceRefused extends Error {
  readonly code: ProvinceRefusalCode;
  readonly th: string;
  readonly en: string;
  constructor(code: ProvinceRefusalCode, th: string, en: string) {
    super(en);
    this.name = "ProvinceRefused";
    this.code = code;
    this.th = th;
    this.en = en;
  }
}

type Row = { code: string; pcode: string; th: string; en: string; letters: string; latin3: string };
let rows: Row[] | undefined;

function table(): Row[] {
  rows ??= readTable<"code" | "pcode" | "th" | "en" | "letter" | "iso3">("provinces").map((row) => ({
    code: row.code,
    pcode: row.pcode,
    th: row.th,
    en: row.en,
    letters: row.letter,
    latin3: row.iso3,
  }));
  return rows;
}

/**
 * The facts of one province.
 *
 * @param wanted its code ("14"), PCODE ("TH14"), letters ("อย", "AYA"), Thai name with or without จังหวัด, or English
 *   name in any case and spacing, with or without "Province"
 * @throws ProvinceRefused for Bangkok, which the law on state administration does not count as a province, and for
 *   anything that names no province
 */
export function provinceFacts(wanted: string): ProvinceFacts {
  const key = fold(wanted);
  const names = (row: Row) => [row.code, row.pcode, row.th, row.en, row.letters, row.latin3].map(fold);
  const row = key === "" ? undefined : table().find((candidate) => names(candidate).includes(key));
  if (row?.code === BANGKOK || ["กรุงเทพ", "กรุงเทพฯ", "krungthep", "bangkokmetropolis"].includes(key)) {
    throw bangkokRefused();
  }
  if (!row) throw unknownRefused(wanted, key);
  const areas = areasOf(row.code);
  const districts = areas.filter((area) => area.kind === "district");
  return {
    ...row,
    districts: districts.length,
    subdistricts: areas.length - districts.length - 1,
    km2: areas[0]!.km2!,
    capitalDistrict: districts[0]!,
  };
}

/** The 76 provinces that can be served, code and names, for a list to choose from. */
export function servedProvinces(): { code: string; th: string; en: string }[] {
  return provinces()
    .filter((province) => province.code !== BANGKOK)
    .map(({ code, th, en }) => ({ code, th, en }));
}

function fold(name: string): string {
  return name
    .normalize("NFC")
    .trim()
    .replace(/^จังหวัด|^จ\./u, "")
    .replace(/[๐-๙]/gu, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .toLowerCase()
    .replace(/\bprovince\b/u, "")
    .replace(/[\s\-'.]/gu, "");
}

function bangkokRefused(): ProvinceRefused {
  return new ProvinceRefused(
    "bangkok_is_not_a_province",
    "กรุงเทพมหานครไม่ใช่จังหวัดตามพระราชบัญญัติระเบียบบริหารราชการแผ่นดิน พ.ศ. ๒๕๓๔ แต่เป็นองค์กรปกครองส่วนท้องถิ่นรูปแบบพิเศษ" +
      "ตามพระราชบัญญัติระเบียบบริหารราชการกรุงเทพมหานคร พ.ศ. ๒๕๒๘ จึงไม่มีผู้ว่าราชการจังหวัดและไม่มีสำนักงานจังหวัด โปรดเลือกจังหวัดใดจังหวัดหนึ่งใน ๗๖ จังหวัด",
    "Bangkok is not a province under the State Administration Act B.E. 2534: it is a special local administration under " +
      "the Bangkok Metropolitan Administration Act B.E. 2528, so it has no provincial governor of the regional " +
      "administration and no provincial office (สำนักงานจังหวัด). Choose one of the 76 provinces.",
  );
}

function unknownRefused(wanted: string, key: string): ProvinceRefused {
  const shown = wanted.length > 60 ? `${wanted.slice(0, 60)}…` : wanted;
  const near = key.length < 2 ? [] : table().filter((row) => [row.th, row.en].some((name) => fold(name).includes(key)));
  const like = near
    .filter((row) => row.code !== BANGKOK)
    .slice(0, 5)
    .map((row) => `${row.code} ${row.th} (${row.en})`)
    .join(", ");
  return new ProvinceRefused(
    "unknown_province",
    `ไม่พบจังหวัด "${shown}" ให้ระบุรหัสสองหลัก (เช่น 14) ชื่อไทย หรือชื่ออังกฤษ ดูรายการได้ด้วยคำสั่ง npx changwat province` +
      (like === "" ? "" : ` ใกล้เคียง: ${like}`),
    `There is no province "${shown}". Give its two-digit code (such as 14), its Thai or its English name; ` +
      `"npx changwat province" prints them all.${like === "" ? "" : ` Did you mean: ${like}?`}`,
  );
}
