/** Invented content for looking at the design: the districts are real, the people and the matters are not. */
import { Building2, ClipboardList, FileText, Inbox, Map as MapIcon, Scale, Target, Users } from "lucide-react";
import type { Choice } from "../design/choice.ts";
import type { Tone } from "../design/Marks.tsx";
import type { TimelineEvent } from "../design/Page.tsx";
import type { Me, Notice } from "../frame/office.ts";
import type { Screen } from "../screens.ts";

const both = (th: string, en: string) => ({ th, en });

export const me: Me = {
  person: {
    id: 1,
    name: both("นางสาวกุลธิดา ศรีอยุธยารักษ์", "Ms Kunthida Si-ayutthayarak"),
    email: "kunthida@example.go.th",
  },
  province: { name: both("จังหวัดพระนครศรีอยุธยา", "Phra Nakhon Si Ayutthaya"), isDemo: true },
  current: 12,
  occupancies: [
    {
      id: 11,
      title: both("หัวหน้าสำนักงานจังหวัด", "Head of the Provincial Office"),
      unit: both("สำนักงานจังหวัด", "Provincial Office"),
      capacity: "holder",
      until: null,
      instrument: "คำสั่งสำนักงานปลัดกระทรวงมหาดไทย ที่ 1180/2568 ลงวันที่ 30 ก.ย. 2568",
    },
    {
      id: 12,
      title: both("รองผู้ว่าราชการจังหวัด", "Vice Governor"),
      unit: both("จังหวัดพระนครศรีอยุธยา", "Phra Nakhon Si Ayutthaya"),
      capacity: "acting",
      until: "2026-12-04",
      instrument: "คำสั่งจังหวัดพระนครศรีอยุธยา ที่ 2914/2569 ลงวันที่ 20 พ.ย. 2569",
    },
    {
      id: 13,
      title: both("ผู้ว่าราชการจังหวัด (งบประมาณไม่เกิน 2 ล้านบาท)", "Governor (budget up to 2 million baht)"),
      unit: both("จังหวัดพระนครศรีอยุธยา", "Phra Nakhon Si Ayutthaya"),
      capacity: "delegate",
      until: "2027-09-30",
      instrument: "คำสั่งจังหวัดพระนครศรีอยุธยา ที่ 2201/2569 ลงวันที่ 1 ต.ค. 2569",
    },
  ],
};

const load = () => Promise.resolve({ default: () => null });
const screen = (
  hash: string,
  th: string,
  en: string,
  wing: NonNullable<Screen["nav"]>["wing"],
  icon: NonNullable<Screen["nav"]>["icon"],
  key?: string,
): Screen => ({
  path: `/specimen${hash}`,
  title: both(th, en),
  nav: { wing, icon, order: 0, ...(key ? { key } : {}) },
  load,
});

export const sampleScreens: readonly Screen[] = [
  screen("", "แฟ้มงานเข้า", "Inbox", "common", Inbox, "KeyI"),
  screen("#orders", "ข้อสั่งการ", "Orders", "administration", ClipboardList, "KeyO"),
  screen("#letters", "งานสารบรรณ", "Correspondence", "administration", FileText),
  screen("#complaints", "ศูนย์ดำรงธรรม", "Complaints", "administration", Scale),
  screen("#plan", "แผนพัฒนาจังหวัด", "Provincial plan", "strategy", Target),
  screen("#maps", "แผนที่", "Maps", "information", MapIcon),
  screen("#people", "บุคคลและตำแหน่ง", "People and positions", "personnel", Users),
  screen("#units", "หน่วยงาน", "Agencies", "office", Building2),
];

export const notices: Notice[] = [
  {
    id: 3,
    at: "2026-11-23T09:41:00Z",
    th: "อำเภอเสนาขอขยายเวลารายงาน 3 วันทำการ ข้อสั่งการที่ 87/2569",
    en: "Sena asks for 3 more working days, order 87/2569",
    path: "/specimen",
    read: false,
  },
  {
    id: 2,
    at: "2026-11-23T07:05:00Z",
    th: "สำนักงาน ปภ.จังหวัด รายงานผลแล้ว รอท่านตรวจรับ",
    en: "DDPM has reported; awaiting your acceptance",
    path: "/specimen",
    read: false,
  },
  {
    id: 1,
    at: "2026-11-22T03:20:00Z",
    th: "คำสั่งรักษาราชการแทนมีผลแล้ว",
    en: "Your acting appointment is in force",
    path: "/specimen",
    read: true,
  },
];

const districts =
  "พระนครศรีอยุธยา ท่าเรือ นครหลวง บางไทร บางบาล บางปะอิน บางปะหัน ผักไห่ ภาชี ลาดบัวหลวง วังน้อย เสนา บางซ้าย อุทัย มหาราช บ้านแพรก";
const agencies = [
  ["สำนักงานป้องกันและบรรเทาสาธารณภัยจังหวัดพระนครศรีอยุธยา", "กระทรวงมหาดไทย", "ปภ."],
  ["สำนักงานเกษตรจังหวัดพระนครศรีอยุธยา", "กระทรวงเกษตรและสหกรณ์", "กษจ."],
  ["โครงการชลประทานพระนครศรีอยุธยา", "กระทรวงเกษตรและสหกรณ์", "ชป."],
  ["สำนักงานสาธารณสุขจังหวัดพระนครศรีอยุธยา", "กระทรวงสาธารณสุข", "สสจ."],
  ["แขวงทางหลวงอยุธยา", "กระทรวงคมนาคม", "ขท."],
  ["สำนักงานประชาสัมพันธ์จังหวัดพระนครศรีอยุธยา", "กรมประชาสัมพันธ์", "ปชส."],
] as const;

export const addressees: Choice[] = [
  ...districts.split(" ").map((name, index) => ({ id: `d${index}`, label: `นายอำเภอ${name}`, group: "อำเภอ" })),
  ...agencies.map(([label, detail, alias], index) => ({
    id: `a${index}`,
    label,
    detail,
    alias,
    group: "ส่วนราชการประจำจังหวัด",
  })),
];
export const allDistricts = addressees.filter(({ id }) => id.startsWith("d")).map(({ id }) => id);

export const kinds: Choice[] = [
  { id: "order", label: "สั่งการ", detail: "ผู้รับต้องรับทราบและรายงานผล" },
  { id: "inform", label: "แจ้งเพื่อทราบ" },
  { id: "consult", label: "ขอความเห็น", detail: "ตอบภายในกำหนด" },
  { id: "appoint", label: "แต่งตั้งคณะทำงาน", isDisabled: true, detail: "ต้องออกเป็นคำสั่งจังหวัด" },
];

export interface OrderRow {
  id: string;
  number: string;
  subject: string;
  to: string;
  due: string;
  tone: Tone;
  state: string;
  late: number;
  percent: number;
  urgency: 0 | 1 | 2 | 3;
  secrecy: 0 | 1 | 2 | 3;
}

const subjects = [
  "เร่งสำรวจพื้นที่น้ำท่วมขังและผู้ได้รับผลกระทบริมแม่น้ำน้อย",
  "จัดเตรียมศูนย์พักพิงชั่วคราวและถุงยังชีพ",
  "ตรวจสอบคันกั้นน้ำและเครื่องสูบน้ำทุกแห่ง",
  "รายงานความก้าวหน้าการเบิกจ่ายงบพัฒนาจังหวัด ไตรมาส 1",
  "กำกับการเผาในที่โล่งและฝุ่นละออง PM2.5 ช่วงเก็บเกี่ยว",
  "แก้ไขข้อร้องเรียนกลิ่นเหม็นจากโรงงานในนิคมอุตสาหกรรม",
  "เตรียมรับเสด็จและจัดระเบียบเส้นทาง",
  "ปรับปรุงทะเบียนผู้สูงอายุและผู้พิการที่ต้องอพยพก่อน",
];
const states: [Tone, string][] = [
  ["late", "เกินกำหนด 3 วันทำการ"],
  ["waiting", "ยังไม่รับทราบ"],
  ["seen", "รับทราบแล้ว"],
  ["active", "รายงานแล้ว 45%"],
  ["done", "ตรวจรับแล้ว"],
  ["returned", "ส่งคืนให้ทบทวน"],
  ["stopped", "ยกเลิก"],
  ["active", "ขอขยายเวลา"],
];

export const orderRow = (index: number): OrderRow => {
  const [tone, state] = states[index % 8] as [Tone, string];
  const place = districts.split(" ")[index % 16] ?? "";
  return {
    id: `o${index}`,
    number: `${100 + index}/2569`,
    subject: subjects[index % 8] ?? "",
    to: index % 3 === 0 ? `อำเภอ${place} และอีก ${(index % 15) + 1} แห่ง` : `อำเภอ${place}`,
    due: `2026-${index % 2 ? "12" : "11"}-${String((index % 28) + 1).padStart(2, "0")}`,
    tone,
    state,
    late: tone === "late" ? 3 : 0,
    percent: [20, 0, 10, 45, 100, 80, 0, 60][index % 8] ?? 0,
    urgency: ([3, 0, 2, 0, 1, 0, 0, 0] as const)[index % 8] ?? 0,
    secrecy: ([0, 0, 0, 0, 0, 0, 2, 0] as const)[index % 8] ?? 0,
  };
};
export const orders: OrderRow[] = Array.from({ length: 8 }, (_, index) => orderRow(index));
export const manyOrders: OrderRow[] = Array.from({ length: 1200 }, (_, index) => orderRow(index));

const head = { title: both("หัวหน้าสำนักงานจังหวัด", "Head of the Provincial Office"), capacity: "acting" as const };
export const events: TimelineEvent[] = [
  {
    id: "e1",
    at: "2026-11-20T02:10:00Z",
    title: "ออกข้อสั่งการถึง 16 อำเภอและ 3 ส่วนราชการ กำหนดรายงานภายใน 5 วันทำการ",
    by: { title: both("ผู้ว่าราชการจังหวัดพระนครศรีอยุธยา", "Governor"), capacity: "holder", person: "นายธนกฤต วัฒนานุรักษ์" },
  },
  {
    id: "e2",
    at: "2026-11-20T04:32:00Z",
    title: "รับทราบ และมอบหมายต่อให้ปลัดอำเภอฝ่ายความมั่นคง",
    by: { title: both("นายอำเภอเสนา", "Chief of Sena District"), capacity: "standing_in", person: "นายปิยะพงษ์ ทองอยู่" },
    tone: "done",
  },
  {
    id: "e3",
    at: "2026-11-23T09:41:00Z",
    title: "ขอขยายเวลารายงาน 3 วันทำการ",
    by: { title: both("นายอำเภอเสนา", "Chief of Sena District"), capacity: "standing_in", person: "นายปิยะพงษ์ ทองอยู่" },
    body: "น้ำยังท่วมเส้นทางเข้าตำบลหัวเวียงและบ้านกระทุ่ม เรือเข้าสำรวจได้วันละ 2 หมู่บ้าน",
    tone: "late",
  },
  {
    id: "e4",
    at: "2026-11-23T10:15:00Z",
    title: "อนุญาตให้ขยายเวลาถึง 30 พ.ย. 2569",
    by: { ...head, person: "นางสาวกุลธิดา ศรีอยุธยารักษ์", until: "2026-12-04" },
    tone: "done",
  },
];
