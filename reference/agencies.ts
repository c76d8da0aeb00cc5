// The units of a province: the province, its provincial office with its work groups, agencies by ministry, districts.
import { type AdminType, AGENCIES, MINISTRIES, type MinistryKey } from "./agency-list.ts";
import { areasOf } from "./areas.ts";
import { provinceFacts } from "./province.ts";

export type UnitKind =
  | "province"
  | "provincial_office"
  | "work_group"
  | "agency"
  | "district"
  | "state_enterprise"
  | "independent"
  | "local";

export type Unit = {
  /** stable within a province: "province", "office", "office.administration", "agency.health", "district.1406", "local.pao" */
  key: string;
  /** null for the province alone */
  parentKey: string | null;
  kind: UnitKind;
  th: string;
  en: string;
  short: string;
  /** "" for the province itself */
  ministryTh: string;
  ministryEn: string;
  /** what orders address by "all agencies of a ministry"; null for the province */
  ministry: MinistryKey | null;
  /** กรม or its like, Thai; "" where there is none */
  department: string;
  adminType: AdminType;
  /** the area it serves: the province's code, or the district's */
  areaCode: string;
  /** the head of its document numbers, "อย 0017"; null where no real letter has shown it yet: an official enters it */
  docPrefix: string | null;
};

/**
 * The four work groups that the office's founding document names. Offices of today divide themselves in other ways:
 * this is a first value, and units may be renamed, added and ended.
 */
export const WORK_GROUPS = [
  {
    key: "administration",
    th: "กลุ่มงานอำนวยการ",
    en: "General Administration Group",
    short: "กลุ่มงานอำนวยการ",
  },
  {
    key: "strategy",
    th: "กลุ่มงานยุทธศาสตร์การพัฒนาจังหวัด",
    en: "Provincial Development Strategy Group",
    short: "กลุ่มงานยุทธศาสตร์ฯ",
  },
  {
    key: "information",
    th: "กลุ่มงานข้อมูลสารสนเทศและการสื่อสาร",
    en: "Information and Communication Group",
    short: "กลุ่มงานข้อมูลฯ",
  },
  {
    key: "personnel",
    th: "กลุ่มงานบริหารทรัพยากรบุคคล",
    en: "Human Resource Management Group",
    short: "กลุ่มงานบริหารทรัพยากรบุคคล",
  },
] as const;

/**
 * The units of any of the 76 provinces, parents before children.
 *
 * @param province see `provinceFacts`
 * @throws ProvinceRefused
 */
export function unitsOf(province: string): Unit[] {
  const facts = provinceFacts(province);
  const fill = (text: string, name: string) => text.replaceAll("{p}", name);
  const moi = { ministryTh: MINISTRIES.moi.th, ministryEn: MINISTRIES.moi.en, ministry: "moi" as const };
  const permanentSecretary = "สำนักงานปลัดกระทรวงมหาดไทย";
  const top: Unit = {
    key: "province",
    parentKey: null,
    kind: "province",
    th: `จังหวัด${facts.th}`,
    en: `${facts.en} Province`,
    short: `จ.${facts.th}`,
    ministryTh: "",
    ministryEn: "",
    ministry: null,
    department: "",
    adminType: "R",
    areaCode: facts.code,
    docPrefix: null,
  };
  const office: Unit = {
    ...top,
    ...moi,
    key: "office",
    parentKey: "province",
    kind: "provincial_office",
    th: `สำนักงานจังหวัด${facts.th}`,
    en: `${facts.en} Provincial Office`,
    short: "สนจ.",
    department: permanentSecretary,
    docPrefix: `${facts.letters} 0017`,
  };
  const groups = WORK_GROUPS.map(
    (group): Unit => ({
      ...office,
      key: `office.${group.key}`,
      parentKey: "office",
      kind: "work_group",
      th: group.th,
      en: group.en,
      short: group.short,
      docPrefix: null, // the digit after 0017 differs from province to province
    }),
  );
  const agencies = AGENCIES.map((agency): Unit => {
    const kind = kindOfType(agency.type);
    return {
      key: `${kind === "local" ? "local" : "agency"}.${agency.key}`,
      parentKey: "province",
      kind,
      th: fill(agency.th, facts.th),
      en: fill(agency.en, facts.en),
      short: agency.short,
      ministryTh: MINISTRIES[agency.ministry].th,
      ministryEn: MINISTRIES[agency.ministry].en,
      ministry: agency.ministry,
      department: agency.department,
      adminType: agency.type,
      areaCode: facts.code,
      docPrefix: agency.digits ? `${facts.letters} ${agency.digits}` : null,
    };
  });
  const districts = areasOf(facts.code)
    .filter((area) => area.kind === "district")
    .map(
      (area): Unit => ({
        ...top,
        ...moi,
        key: `district.${area.code}`,
        parentKey: "province",
        kind: "district",
        th: `อำเภอ${area.th}`,
        en: `${area.en} District`,
        short: `อ.${area.th}`,
        department: "กรมการปกครอง",
        areaCode: area.code,
      }),
    );
  return [top, office, ...groups, ...agencies, ...districts];
}

function kindOfType(type: AdminType): UnitKind {
  if (type === "S") return "state_enterprise";
  if (type === "I") return "independent";
  if (type === "L") return "local";
  return "agency";
}
