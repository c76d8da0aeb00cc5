// The positions of a province's units, from the governor down (State Administration Act B.E. 2534, s. 54–64).
// Titles and lines of work are facts; how many sit where is a demonstration that an office corrects.

import { type Unit, unitsOf } from "./agencies.ts";
import { AGENCIES } from "./agency-list.ts";
import { provinceFacts } from "./province.ts";
import { readTable } from "./table.ts";

export type PositionRole =
  | "governor"
  | "vice_governor"
  | "assistant_governor"
  | "palad"
  | "office_head"
  | "group_head"
  | "planner"
  | "clerk"
  /** staff of the provincial office */
  | "officer"
  /** looks after the program itself */
  | "administrator"
  | "agency_head"
  | "agency_officer"
  | "district_chief"
  | "district_deputy";

/** ประเภทตำแหน่ง of the Civil Service Act B.E. 2551 s. 45; "อื่น" for soldiers, police, the elected and enterprises */
export type PositionType = "บริหาร" | "อำนวยการ" | "วิชาการ" | "ทั่วไป" | "อื่น";

export type Position = {
  /** unique in the province: "governor", "vice_governor.2", "office.administration.clerk", "agency.health.head" */
  key: string;
  unitKey: string;
  th: string;
  en: string;
  role: PositionRole;
  type: PositionType;
  /** ระดับ: "สูง", "ชำนาญการพิเศษ" …; "" where the scheme has none */
  level: string;
  /** สายงาน, the line of work of the position standard; "" where it is not one of the OCSC's */
  lineOfWork: string;
  /** 1 is the most senior of its role in the province */
  seniority: number;
  headsUnit: boolean;
};

export type LineOfWork = { code: string; type: string; name: string; levels: string };

/** The 22 lines of work of the position standard that a provincial office uses. */
export function linesOfWork(): LineOfWork[] {
  return readTable<"code" | "type" | "line_of_work" | "levels">("positions").map((row) => ({
    code: row.code,
    type: row.type,
    name: row.line_of_work,
    levels: row.levels,
  }));
}

type Staff = [
  key: string,
  th: string,
  en: string,
  role: PositionRole,
  type: PositionType,
  level: string,
  lineOfWork?: string,
];

// biome-ignore format: a table is read by its columns
const OFFICE_STAFF: Record<string, Staff[]> = {
  "office.administration": [
    ["general_1", "นักจัดการงานทั่วไปชำนาญการ", "General Administration Officer, Professional Level", "officer", "วิชาการ", "ชำนาญการ", "นักจัดการงานทั่วไป"],
    ["general_2", "นักจัดการงานทั่วไปปฏิบัติการ", "General Administration Officer, Practitioner Level", "officer", "วิชาการ", "ปฏิบัติการ", "นักจัดการงานทั่วไป"],
    ["lawyer", "นิติกรปฏิบัติการ", "Legal Officer, Practitioner Level", "officer", "วิชาการ", "ปฏิบัติการ", "นิติกร"],
    ["clerk", "เจ้าพนักงานธุรการชำนาญงาน", "General Service Officer, Experienced Level (Registry)", "clerk", "ทั่วไป", "ชำนาญงาน", "เจ้าพนักงานธุรการ"],
    ["clerk_2", "เจ้าพนักงานธุรการปฏิบัติงาน", "General Service Officer, Operational Level (Registry)", "clerk", "ทั่วไป", "ปฏิบัติงาน", "เจ้าพนักงานธุรการ"],
    ["finance", "นักวิชาการเงินและบัญชีปฏิบัติการ", "Finance and Accounting Analyst, Practitioner Level", "officer", "วิชาการ", "ปฏิบัติการ", "นักวิชาการเงินและบัญชี"],
    ["supply", "นักวิชาการพัสดุปฏิบัติการ", "Supply Analyst, Practitioner Level", "officer", "วิชาการ", "ปฏิบัติการ", "นักวิชาการพัสดุ"],
  ],
  "office.strategy": [
    ["planner_1", "นักวิเคราะห์นโยบายและแผนชำนาญการ", "Plan and Policy Analyst, Professional Level", "planner", "วิชาการ", "ชำนาญการ", "นักวิเคราะห์นโยบายและแผน"],
    ["planner_2", "นักวิเคราะห์นโยบายและแผนปฏิบัติการ", "Plan and Policy Analyst, Practitioner Level", "planner", "วิชาการ", "ปฏิบัติการ", "นักวิเคราะห์นโยบายและแผน"],
    ["planner_3", "นักวิเคราะห์นโยบายและแผนปฏิบัติการ", "Plan and Policy Analyst, Practitioner Level", "planner", "วิชาการ", "ปฏิบัติการ", "นักวิเคราะห์นโยบายและแผน"],
  ],
  "office.information": [
    ["computer_1", "นักวิชาการคอมพิวเตอร์ชำนาญการ", "Computer Technical Officer, Professional Level", "administrator", "วิชาการ", "ชำนาญการ", "นักวิชาการคอมพิวเตอร์"],
    ["computer_2", "นักวิชาการคอมพิวเตอร์ปฏิบัติการ", "Computer Technical Officer, Practitioner Level", "officer", "วิชาการ", "ปฏิบัติการ", "นักวิชาการคอมพิวเตอร์"],
    ["statistician", "นักวิชาการสถิติปฏิบัติการ", "Statistician, Practitioner Level", "officer", "วิชาการ", "ปฏิบัติการ", "นักวิชาการสถิติ"],
  ],
  "office.personnel": [
    ["personnel_1", "นักทรัพยากรบุคคลชำนาญการ", "Human Resource Officer, Professional Level", "officer", "วิชาการ", "ชำนาญการ", "นักทรัพยากรบุคคล"],
    ["personnel_2", "นักทรัพยากรบุคคลปฏิบัติการ", "Human Resource Officer, Practitioner Level", "officer", "วิชาการ", "ปฏิบัติการ", "นักทรัพยากรบุคคล"],
  ],
};

/** Each head of a group comes from the line of work of his group. */
const GROUP_LINES: Record<string, string> = {
  "office.administration": "นักจัดการงานทั่วไป",
  "office.strategy": "นักวิเคราะห์นโยบายและแผน",
  "office.information": "นักวิเคราะห์นโยบายและแผน",
  "office.personnel": "นักทรัพยากรบุคคล",
};

export type PositionOptions = {
  /** รองผู้ว่าราชการจังหวัด; 3 */
  viceGovernors?: number;
  /** ผู้ช่วยผู้ว่าราชการจังหวัด; few provinces have any: 0 */
  assistantGovernors?: number;
  /** ปลัดอำเภอ in each district; 3 */
  deputiesPerDistrict?: number;
};

/**
 * The positions of any of the 76 provinces, in order of rank. Every unit has exactly one that heads it.
 *
 * @throws ProvinceRefused
 */
export function positionsOf(province: string, options: PositionOptions = {}): Position[] {
  const { viceGovernors = 3, assistantGovernors = 0, deputiesPerDistrict = 3 } = options;
  const { th, en } = provinceFacts(province);
  const units = unitsOf(province);
  const counts = new Map<PositionRole, number>();
  const make = (unitKey: string, [key, ...rest]: Staff, headsUnit = false): Position => {
    const [nameTh, nameEn, role, type, level, lineOfWork = ""] = rest;
    const seniority = (counts.get(role) ?? 0) + 1;
    counts.set(role, seniority);
    return { key, unitKey, th: nameTh, en: nameEn, role, type, level, lineOfWork, seniority, headsUnit };
  };
  const executive = "นักบริหาร";
  return [
    make(
      "province",
      ["governor", `ผู้ว่าราชการจังหวัด${th}`, `Governor of ${en} Province`, "governor", "บริหาร", "สูง", executive],
      true,
    ),
    ...numbered(viceGovernors, (n) =>
      make("province", [
        `vice_governor.${n}`,
        `รองผู้ว่าราชการจังหวัด${th}`,
        `Vice Governor of ${en} Province`,
        "vice_governor",
        "บริหาร",
        "ต้น",
        executive,
      ]),
    ),
    ...numbered(assistantGovernors, (n) =>
      make("province", [
        `assistant_governor.${n}`,
        `ผู้ช่วยผู้ว่าราชการจังหวัด${th}`,
        `Assistant Governor of ${en} Province`,
        "assistant_governor",
        "อำนวยการ",
        "สูง",
      ]),
    ),
    ...units.flatMap((unit): Position[] => {
      switch (unit.kind) {
        case "province":
          return [];
        case "provincial_office":
          return [
            make(
              unit.key,
              [
                "office.head",
                `หัวหน้าสำนักงานจังหวัด${th}`,
                `Chief of ${en} Provincial Office`,
                "office_head",
                "อำนวยการ",
                "สูง",
                "ผู้อำนวยการ",
              ],
              true,
            ),
          ];
        case "work_group":
          return [
            make(
              unit.key,
              [
                `${unit.key}.head`,
                `หัวหน้า${unit.th}`,
                `Head of ${unit.en}`,
                "group_head",
                "วิชาการ",
                "ชำนาญการพิเศษ",
                GROUP_LINES[unit.key],
              ],
              true,
            ),
            ...(OFFICE_STAFF[unit.key] ?? []).map(([key, ...rest]) => make(unit.key, [`${unit.key}.${key}`, ...rest])),
          ];
        case "district":
          return districtPositions(unit, deputiesPerDistrict, make);
        default:
          return agencyPositions(unit, th, en, make);
      }
    }),
  ];
}

type Make = (unitKey: string, staff: Staff, headsUnit?: boolean) => Position;

function numbered(count: number, make: (n: number) => Position): Position[] {
  return Array.from({ length: count }, (_, i) => make(i + 1));
}

function districtPositions(unit: Unit, deputies: number, make: Make): Position[] {
  const th = unit.th.slice("อำเภอ".length);
  const levels = ["ชำนาญการพิเศษ", "ชำนาญการ", "ปฏิบัติการ"];
  return [
    make(
      unit.key,
      [`${unit.key}.chief`, `นายอำเภอ${th}`, `Chief of ${unit.en}`, "district_chief", "อำนวยการ", "สูง"],
      true,
    ),
    ...numbered(deputies, (n) => {
      const level = levels[Math.min(n, levels.length) - 1]!;
      // the senior one is หัวหน้ากลุ่มงานบริหารงานปกครอง: he acts by law when nobody is appointed (s. 64)
      const title = n === 1 ? "ปลัดอำเภอ (หัวหน้ากลุ่มงานบริหารงานปกครอง)" : "ปลัดอำเภอ";
      const titleEn = n === 1 ? `Senior Deputy Chief of ${unit.en}` : `Deputy Chief of ${unit.en}`;
      return make(unit.key, [
        `${unit.key}.deputy_${n}`,
        `${title} อำเภอ${th}`,
        titleEn,
        "district_deputy",
        "วิชาการ",
        level,
      ]);
    }),
  ];
}

function agencyPositions(unit: Unit, th: string, en: string, make: Make): Position[] {
  const facts = AGENCIES.find((agency) => unit.key.endsWith(`.${agency.key}`))!;
  const civil = facts.type === "R" || (facts.type === "C" && !["police", "isoc", "recruiting"].includes(facts.key));
  const role: PositionRole = facts.key === "administration_office" ? "palad" : "agency_head";
  const fill = (text: string, name: string) => text.replaceAll("{p}", name);
  const lines = new Set(linesOfWork().map((line) => line.name));
  const line = lines.has(facts.officer[0]) ? facts.officer[0] : "";
  const officer = (n: number, level: string, levelEn: string): Position =>
    make(unit.key, [
      `${unit.key}.officer_${n}`,
      civil ? `${facts.officer[0]}${level}` : facts.officer[0],
      civil ? `${facts.officer[1]}, ${levelEn} Level` : facts.officer[1],
      "agency_officer",
      civil ? "วิชาการ" : "อื่น",
      civil ? level : "",
      line,
    ]);
  return [
    make(
      unit.key,
      [
        `${unit.key}.head`,
        fill(facts.head[0], th),
        fill(facts.head[1], en),
        role,
        civil ? "อำนวยการ" : "อื่น",
        civil ? "สูง" : "",
      ],
      true,
    ),
    officer(1, "ชำนาญการ", "Professional"),
    ...(facts.type === "R" ? [officer(2, "ปฏิบัติการ", "Practitioner")] : []),
  ];
}
