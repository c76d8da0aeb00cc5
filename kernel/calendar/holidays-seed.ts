import HolidayBook from "date-holidays";
import type { Day } from "./day.ts";
import { substitutionDays } from "./rules.ts";

/**
 * First values for the table `holiday`, for an official to check against the cabinet's resolution of the year. Nothing
 * here is confirmed. Runs on the server only: the package that knows the holidays of the world is large.
 *
 * What the package (date-holidays, data CC BY 3.0) does not know, `holidaysToEnter` names: the Buddhist days after
 * 2026, the Royal Ploughing Ceremony of every year, and special days off by resolution.
 */
export type FirstHoliday = {
  day: Day;
  name_th: string;
  name_en: string;
  kind: "holiday" | "substitution";
  source: string;
  confirmed: false;
};

export type HolidayToEnter = {
  /** Gregorian year. */
  year: number;
  name_th: string;
  name_en: string;
  reason: { th: string; en: string };
};

const PACKAGE = "npm date-holidays, ประเทศไทย (ยังไม่ได้ตรวจกับมติคณะรัฐมนตรี)";
const PRACTICE = "คำนวณตามแนวปฏิบัติวันหยุดชดเชย (ยังไม่ได้ตรวจกับมติคณะรัฐมนตรี)";

const BUDDHIST_DAYS = [
  { name_th: "วันมาฆบูชา", name_en: "Makha Bucha" },
  { name_th: "วันวิสาขบูชา", name_en: "Vesak Day" },
  { name_th: "วันอาสาฬหบูชา", name_en: "Asalha Puja" },
  { name_th: "วันเข้าพรรษา", name_en: "Buddhist Lent" },
];

type Named = { day: Day; name_th: string; name_en: string };

/** The package's public holidays of a Gregorian year; two on one day become one row with both names. */
function packageHolidays(year: number): Named[] {
  const book = new HolidayBook("TH");
  const english = new Map(book.getHolidays(year, "en").map((h) => [`${h.date} ${h.rule}`, h.name]));
  const byDay = new Map<Day, Named>();
  for (const { date, rule, name, type } of book.getHolidays(year, "th")) {
    if (type !== "public") continue;
    const day = date.slice(0, 10);
    const name_en = english.get(`${date} ${rule}`) ?? name;
    const there = byDay.get(day);
    byDay.set(day, {
      day,
      name_th: there ? `${there.name_th} และ${name}` : name,
      name_en: there ? `${there.name_en}; ${name_en}` : name_en,
    });
  }
  return [...byDay.values()];
}

/**
 * The proposed holidays and substitution days of the given Gregorian years, in order, one row a day.
 * A weekend that spans New Year gives its substitution day in the later year; the neighbouring years are looked at for that.
 */
export function firstHolidays(ceYears: readonly number[]): FirstHoliday[] {
  const wanted = new Set(ceYears);
  const looked = new Set(ceYears.flatMap((year) => [year - 1, year, year + 1]));
  const holidays = new Map([...looked].flatMap(packageHolidays).map((h) => [h.day, h]));
  const rows: FirstHoliday[] = [...holidays.values()].map((h) => ({
    ...h,
    kind: "holiday",
    source: PACKAGE,
    confirmed: false,
  }));
  for (const { day, instead_of } of substitutionDays(new Set(holidays.keys()))) {
    const of = instead_of.map((d) => holidays.get(d)!);
    rows.push({
      day,
      name_th: `ชดเชย${of.map((h) => h.name_th).join("และ")}`,
      name_en: `Substitution for ${of.map((h) => h.name_en).join(" and ")}`,
      kind: "substitution",
      source: PRACTICE,
      confirmed: false,
    });
  }
  return rows.filter((row) => wanted.has(Number(row.day.slice(0, 4)))).sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The holidays of the years that must be entered by hand, and why; shown above the holiday table. */
export function holidaysToEnter(ceYears: readonly number[]): HolidayToEnter[] {
  return ceYears.flatMap((year) => {
    const known = new Set(packageHolidays(year).map((h) => h.name_th));
    const buddhist = BUDDHIST_DAYS.filter((h) => !known.has(h.name_th)).map((h) => ({
      year,
      ...h,
      reason: {
        th: `วันตามปฏิทินจันทรคติของปี พ.ศ. ${year + 543} ไม่มีในข้อมูลตั้งต้น (มีถึง พ.ศ. 2569) โปรดกรอกตามประกาศ`,
        en: `The first values have Buddhist days up to 2026 only; enter the day announced for ${year}.`,
      },
    }));
    return [
      ...buddhist,
      {
        year,
        name_th: "วันพระราชพิธีพืชมงคลจรดพระนังคัลแรกนาขวัญ",
        name_en: "Royal Ploughing Ceremony",
        reason: {
          th: "สำนักพระราชวังกำหนดวันเป็นรายปี คำนวณล่วงหน้าไม่ได้ โปรดกรอกตามประกาศ",
          en: "The Royal Household fixes the day each year; it cannot be computed. Enter the announced day.",
        },
      },
    ];
  });
}
