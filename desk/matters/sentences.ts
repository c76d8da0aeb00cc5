/** The ledger's lines on a matter as sentences: what happened to whom. Who did it, as what and when stands beside them. */
import { sayDay } from "../days.ts";
import { type Both, fill } from "../words.ts";

export interface TellingLine {
  event: string;
  detail: Record<string, unknown>;
}
export interface Told {
  words: Both;
  /** Words of the official: a reason, a result. */
  quote?: string;
  tone?: "done" | "late" | "plain";
}

const templates: Readonly<Record<string, Both>> = {
  "orders.issued": {
    th: "ออกข้อสั่งการเลขที่ {number} ถึง {count} ตำแหน่ง",
    en: "Issued order {number} to {count} addressees",
  },
  "orders.closed": { th: "ยุติเรื่อง", en: "Closed the order" },
  "orders.reopened": { th: "รื้อฟื้นเรื่อง", en: "Reopened the order" },
  "assignments.given": { th: "มอบหมายถึง {names}", en: "Assigned to {names}" },
  "assignments.passed": { th: "มอบหมายต่อถึง {names}", en: "Passed on to {names}" },
  "assignments.acknowledged": { th: "รับทราบ", en: "Acknowledged" },
  "assignments.reported": { th: "รายงานความก้าวหน้าร้อยละ {percent}", en: "Reported progress of {percent} per cent" },
  "assignments.reportedDone": { th: "รายงานผลเสร็จสิ้น", en: "Sent the final report" },
  "assignments.accepted": { th: "รับผลการปฏิบัติของ {name}", en: "Accepted the work of {name}" },
  "assignments.noted": { th: "รับทราบความก้าวหน้าของ {name}", en: "Noted the progress of {name}" },
  "assignments.returned": { th: "ส่งรายงานคืน {name}", en: "Returned the report of {name}" },
  "assignments.timeAsked": { th: "ขอขยายเวลาถึง {day}", en: "Asked for time until {day}" },
  "assignments.timeGranted": { th: "อนุญาตให้ {name} ขยายเวลาถึง {day}", en: "Granted {name} time until {day}" },
  "assignments.timeRefused": { th: "ไม่อนุญาตให้ {name} ขยายเวลา", en: "Refused {name} more time" },
  "assignments.cancelled": { th: "ยกเลิกการมอบหมายถึง {name}", en: "Cancelled the assignment to {name}" },
  "assignments.reminded": { th: "เตือน {name} ให้เร่งดำเนินการ", en: "Reminded {name}" },
  "matters.commented": { th: "บันทึกความเห็น", en: "Commented" },
  "matters.linked": { th: "เชื่อมโยงกับเรื่องอื่น", en: "Linked to another matter" },
  "files.attached": { th: "แนบเอกสาร {names}", en: "Attached {names}" },
  "files.removed": { th: "นำเอกสาร {name} ออก", en: "Took out {name}" },
};

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Up to three names, and how many more. */
function several(names: readonly string[]): Both {
  const shown = names.slice(0, 3).join(", ");
  const more = names.length - 3;
  return more > 0 ? { th: `${shown} และอีก ${more} ตำแหน่ง`, en: `${shown} and ${more} more` } : { th: shown, en: shown };
}

/**
 * @param nameOf the addressee of an assignment; undefined when the viewer does not see it
 * A line of an event that is not known here keeps the event's name: nothing that happened is hidden.
 */
export function sentence({ event, detail }: TellingLine, nameOf: (assignment: number) => string | undefined): Told {
  const name = nameOf(Number(detail.assignment)) ?? text(detail.name);
  const tell = (
    key: string,
    facts: Record<string, string | number> | Both = {},
    more: Omit<Told, "words"> = {},
  ): Told => {
    const template = templates[key];
    if (!template) return { words: { th: event, en: event } };
    const names = "th" in facts ? (facts as Both) : null;
    const plain = names ? {} : (facts as Record<string, string | number>);
    return {
      words: {
        th: fill(template.th, names ? { names: names.th } : plain),
        en: fill(template.en, names ? { names: names.en } : plain),
      },
      ...more,
    };
  };
  const days = (key: string): Told => {
    const template = templates[key] ?? { th: event, en: event };
    const day = text(detail.due);
    return {
      words: {
        th: fill(template.th, { name, day: sayDay(day, "th") }),
        en: fill(template.en, { name, day: sayDay(day, "en") }),
      },
    };
  };
  switch (event) {
    case "orders.issued":
      return tell(event, { number: text(detail.number), count: Number(detail.addressees ?? 0) });
    case "orders.closed":
      return tell(event, {}, { quote: text(detail.result), tone: "done" });
    case "assignments.given": {
      const names = (Array.isArray(detail.assignments) ? detail.assignments : [])
        .map((id) => nameOf(Number(id)))
        .filter((one) => one !== undefined);
      return tell(detail.parent ? "assignments.passed" : event, several(names));
    }
    case "assignments.reported":
      return Number(detail.percent) === 100
        ? tell("assignments.reportedDone")
        : tell(event, { percent: Number(detail.percent ?? 0) });
    case "assignments.accepted":
      return detail.done ? tell(event, { name }, { tone: "done" }) : tell("assignments.noted", { name });
    case "assignments.timeAsked":
      return days(event);
    case "assignments.timeDecided":
      return days(detail.granted ? "assignments.timeGranted" : "assignments.timeRefused");
    case "assignments.returned":
      return tell(event, { name }, { quote: text(detail.reason), tone: "late" });
    case "files.attached": {
      const names = (Array.isArray(detail.files) ? detail.files : []).map((file: { name?: unknown }) =>
        text(file?.name),
      );
      return tell(event, { names: names.join(", ") });
    }
    default:
      return tell(event, { name }, { quote: text(detail.reason) });
  }
}
