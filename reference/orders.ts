// Governor's instructions for the demonstration: our own texts in the fixed phrases of official Thai, on real subjects of
// a province. None was ever issued: every one is marked ตัวอย่าง, in its data and in its title.
import type { Unit } from "./agencies.ts";
import { ADMINISTRATION } from "./order-texts/administration.ts";
import { DISASTER } from "./order-texts/disaster.ts";
import type { AddresseeKind, Draft, Urgency } from "./order-texts/draft.ts";
import { ECONOMY } from "./order-texts/economy.ts";
import { SECURITY } from "./order-texts/security.ts";
import { WELLBEING } from "./order-texts/wellbeing.ts";

export type { AddresseeKind, Urgency } from "./order-texts/draft.ts";

export const SAMPLE_MARK = "ตัวอย่าง";

export type OrderSubject = "disaster" | "wellbeing" | "economy" | "security" | "administration";

export type OrderTemplate = {
  key: string;
  subject: OrderSubject;
  /** ends in "(ตัวอย่าง)" */
  titleTh: string;
  titleEn: string;
  /** two to four paragraphs, ด้วย… / ในการนี้… จึงขอให้… / ทั้งนี้… */
  bodyTh: string;
  /** what it asks, in one English sentence */
  gistEn: string;
  to: AddresseeKind[];
  urgency: Urgency;
  /** working days from issue to due, 5–30 */
  workingDays: number;
  /** phrases for reports of progress, from the first to the last */
  progressTh: string[];
  /** file names for evidence; the extension is the kind of file */
  evidence: string[];
  /** why the issuer's office would send a report back */
  returnReasonsTh: string[];
  /** why an addressee would ask for more time */
  extensionReasonsTh: string[];
  sample: true;
};

const DRAFTS: Record<OrderSubject, Draft[]> = {
  disaster: DISASTER,
  wellbeing: WELLBEING,
  economy: ECONOMY,
  security: SECURITY,
  administration: ADMINISTRATION,
};

const RETURNS: Record<OrderSubject, string[]> = {
  disaster: [
    "ยังไม่ระบุพิกัดและตำบลของจุดเสี่ยง โปรดเพิ่มเติมให้ครบทุกจุด",
    "ภาพถ่ายไม่แสดงวันที่และสถานที่ ไม่อาจใช้ยืนยันผลการดำเนินการได้",
    "ตัวเลขในรายงานไม่ตรงกับบัญชีแนบ โปรดตรวจสอบ",
  ],
  wellbeing: [
    "รายงานไม่แยกผลรายตำบล จึงไม่อาจติดตามพื้นที่ที่ยังไม่ดำเนินการได้",
    "เอกสารแนบมีข้อมูลส่วนบุคคลเกินความจำเป็น โปรดปกปิดเลขประจำตัวประชาชนแล้วส่งใหม่",
    "ยังไม่ระบุแผนดำเนินการกับกลุ่มเป้าหมายที่เหลือ",
  ],
  economy: [
    "ยังไม่แนบเอกสารหลักฐานการเบิกจ่ายหรือสัญญาที่เกี่ยวข้อง",
    "ปัญหาและอุปสรรคที่รายงานไม่ระบุแนวทางแก้ไขและผู้รับผิดชอบ",
    "ข้อมูลเป็นของเดือนก่อน โปรดปรับปรุงให้เป็นปัจจุบัน",
  ],
  security: [
    "ยังไม่รายงานผลตามข้อสั่งการข้อสุดท้าย",
    "ผลการตรวจสอบไม่ระบุวัน เวลา และผู้เข้าตรวจ",
    "ไม่ได้แนบบันทึกการตรวจสอบที่ลงนามครบถ้วน",
  ],
  administration: [
    "รายงานเป็นเพียงแผน ยังไม่ปรากฏผลการดำเนินการ",
    "ไฟล์แนบเปิดไม่ได้หรือไม่ครบตามที่อ้างถึงในรายงาน",
    "ขอให้ระบุวันแล้วเสร็จของแต่ละรายการให้ชัดเจน",
  ],
};

const EXTENSIONS: Record<OrderSubject, string[]> = {
  disaster: ["เกิดเหตุสาธารณภัยในพื้นที่ เจ้าหน้าที่ต้องปฏิบัติหน้าที่ช่วยเหลือประชาชนก่อน", "เส้นทางเข้าพื้นที่บางตำบลยังสัญจรไม่ได้ จึงสำรวจได้ไม่ครบ"],
  wellbeing: ["กลุ่มเป้าหมายส่วนหนึ่งไม่อยู่ในพื้นที่ ต้องนัดหมายใหม่", "อยู่ระหว่างรอผลการตรวจทางห้องปฏิบัติการ"],
  economy: ["อยู่ระหว่างรอการอนุมัติโอนเปลี่ยนแปลงงบประมาณจากส่วนกลาง", "ผู้ประกอบการขอเลื่อนการส่งข้อมูล"],
  security: ["ต้องปฏิบัติการร่วมกับหลายหน่วยงานและอยู่ระหว่างกำหนดวันร่วมกัน", "อยู่ระหว่างรวบรวมพยานหลักฐานเพิ่มเติม"],
  administration: ["ผู้รับผิดชอบย้ายไปดำรงตำแหน่งใหม่ อยู่ระหว่างส่งมอบงาน", "ข้อมูลบางส่วนต้องขอจากหน่วยงานส่วนกลาง"],
};

let templates: OrderTemplate[] | undefined;

/**
 * All sample instructions, 60 and more. The texts still bear `{p}` (the province's Thai name) and `{fy}` (the fiscal
 * year in Thai digits): see `fillOrder`.
 */
export function orderTemplates(): readonly OrderTemplate[] {
  templates ??= (Object.entries(DRAFTS) as [OrderSubject, Draft[]][]).flatMap(([subject, drafts]) =>
    drafts.map((draft) => finish(subject, draft)),
  );
  return templates;
}

function finish(subject: OrderSubject, draft: Draft): OrderTemplate {
  const who = addressed(draft.to);
  const points = draft.steps.map((step, at) => `${thaiDigits(at + 1)}. ${step}`).join("\n");
  const haste = draft.urgency === "most_urgent" ? "โดยด่วนที่สุด" : draft.urgency === "normal" ? "" : "โดยเร่งด่วน";
  return {
    key: draft.key,
    subject,
    titleTh: `${draft.th} (${SAMPLE_MARK})`,
    titleEn: `${draft.en} (sample)`,
    bodyTh: [
      `ด้วย${draft.why}`,
      `ในการนี้ เพื่อให้การดำเนินการเป็นไปด้วยความเรียบร้อยและเกิดประโยชน์สูงสุดแก่ประชาชน จังหวัด{p} จึงขอให้${who}ดำเนินการ${haste} ดังนี้\n${points}`,
      `ทั้งนี้ ให้รายงานผลการดำเนินการพร้อมหลักฐานให้จังหวัด{p} ทราบภายใน ${thaiDigits(draft.days)} วันทำการนับแต่วันที่ได้รับข้อสั่งการ หากมีปัญหาอุปสรรคให้รายงานทันที`,
    ].join("\n\n"),
    gistEn: draft.gist,
    to: draft.to,
    urgency: draft.urgency,
    workingDays: draft.days,
    progressTh: ["รับทราบข้อสั่งการและมอบหมายผู้รับผิดชอบแล้ว", ...draft.progress, "ดำเนินการแล้วเสร็จครบถ้วนตามข้อสั่งการ"],
    evidence: [...draft.evidence],
    returnReasonsTh: RETURNS[subject],
    extensionReasonsTh: EXTENSIONS[subject],
    sample: true,
  };
}

function addressed(to: AddresseeKind[]): string {
  const districts = to.includes("all_districts");
  const others = to.some((kind) => kind !== "all_districts");
  if (!districts)
    return to.length > 1 || to[0] === "all_agencies" || to[0]!.startsWith("ministry:") ? "หน่วยงานที่เกี่ยวข้อง" : "หน่วยงาน";
  return others ? "อำเภอทุกอำเภอและหน่วยงานที่เกี่ยวข้อง" : "อำเภอทุกอำเภอ";
}

function thaiDigits(number: number | string): string {
  return String(number).replace(/[0-9]/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
}

/**
 * A template with the province's name and the fiscal year put in.
 *
 * @param provinceTh bare Thai name: "พระนครศรีอยุธยา"
 * @param fiscalYear Buddhist era: 2570
 */
export function fillOrder(template: OrderTemplate, provinceTh: string, fiscalYear: number): OrderTemplate {
  const th = (text: string) => text.replaceAll("{p}", provinceTh).replaceAll("{fy}", thaiDigits(fiscalYear));
  return {
    ...template,
    titleTh: th(template.titleTh),
    titleEn: template.titleEn.replaceAll("{fy}", String(fiscalYear)),
    bodyTh: th(template.bodyTh),
    progressTh: template.progressTh.map(th),
  };
}

/**
 * The units that an instruction addresses, each once, in the order of the province's units. "All agencies" are those of
 * the regional administration (type R): the others are asked, not ordered (State Administration Act s. 57 (4), (5)).
 *
 * @param units from `unitsOf`
 */
export function addresseesOf(to: readonly AddresseeKind[], units: readonly Unit[]): string[] {
  const chosen = (unit: Unit) =>
    to.some((kind) => {
      if (kind === "all_districts") return unit.kind === "district";
      if (kind === "all_agencies") return unit.kind === "agency" && unit.adminType === "R";
      if (kind.startsWith("ministry:")) return unit.kind === "agency" && `ministry:${unit.ministry}` === kind;
      return unit.key === kind.replace(/^(agency|local):/, "$1.");
    });
  return units.filter(chosen).map((unit) => unit.key);
}
