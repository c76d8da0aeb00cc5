/** The board and one order's addressees as Excel sheets. */
import { download } from "../../../kernel/room.ts";
import { type Cell, type Column, excelSheet } from "../../../kernel/sheet.ts";
import { type BoardRow, boardInput, boardRows, order } from "./board.ts";
import { type Source, type State, sources, states } from "./rules.ts";

const urgency = ["ปกติ", "ด่วน", "ด่วนมาก", "ด่วนที่สุด"];
const secrecy = ["ปกติ", "ลับ", "ลับมาก", "ลับที่สุด"];
const day = (value: string | null): Cell => (value ? { day: value } : null);

const boardColumns: Column[] = [
  { heading: "เลขที่", width: 12 },
  { heading: "เรื่อง", width: 60 },
  { heading: "ผู้สั่งการ", width: 34 },
  { heading: "ที่มา", width: 24 },
  { heading: "ชั้นความเร็ว", width: 12 },
  { heading: "ชั้นความลับ", width: 12 },
  { heading: "วันที่สั่งการ", width: 14 },
  { heading: "ครบกำหนดถัดไป", width: 14 },
  { heading: "ผู้รับ (หน่วย)", width: 12 },
  ...Object.values(states).map(({ th }) => ({ heading: th, width: 12 })),
  { heading: "เกินกำหนด (หน่วย)", width: 14 },
  { heading: "ช้าที่สุด (วันทำการ)", width: 14 },
  { heading: "ความก้าวหน้า (%)", width: 14 },
  { heading: "สถานะเรื่อง", width: 12 },
];
const boardLine = (row: BoardRow): Cell[] => [
  row.printed,
  row.title,
  row.issuer,
  sources[row.source as Source].th,
  urgency[row.urgency]!,
  secrecy[row.secrecy]!,
  day(row.issued_on),
  day(row.next_due),
  row.roll.addressees,
  ...Object.keys(states).map((state) => row.roll.byState[state as State]),
  row.roll.late,
  row.roll.worst,
  row.roll.percent,
  row.is_open ? "เปิด" : "ปิด",
];

export const board = download({
  th: "ส่งออกกระดานติดตามข้อสั่งการ (Excel)",
  en: "Orders board as Excel",
  input: boardInput,
  async run(office, input) {
    const rows = await boardRows(office, { ...input, limit: input.limit ?? 500 });
    return excelSheet(`ข้อสั่งการ-${office.today}.xlsx`, "ข้อสั่งการ", boardColumns, rows.map(boardLine));
  },
});

const orderColumns: Column[] = [
  { heading: "ผู้รับ", width: 40 },
  { heading: "หน่วยงาน", width: 40 },
  { heading: "ผู้ดำรงตำแหน่ง", width: 28 },
  { heading: "ครบกำหนด", width: 14 },
  { heading: "สถานะ", width: 16 },
  { heading: "ความก้าวหน้า (%)", width: 12 },
  { heading: "เกินกำหนด (วันทำการ)", width: 12 },
  { heading: "รายงานล่าสุด", width: 70 },
];

export const addressees = download({
  th: "ส่งออกผู้รับข้อสั่งการ (Excel)",
  en: "The addressees of an order as Excel",
  input: order.input,
  async run(office, input) {
    const { order: facts, assignments } = await order.run(office, input);
    const rows = assignments.map((row): Cell[] => [
      row.parent ? `   ↳ ${row.to}` : row.to,
      row.to_unit,
      row.to_person,
      day(row.due),
      states[row.state as State].th,
      row.percent,
      Math.max(0, row.late ?? 0),
      row.reports.at(-1)?.text ?? "",
    ]);
    return excelSheet(
      `ข้อสั่งการ-${(facts.printed ?? String(facts.matter)).replaceAll("/", "-")}.xlsx`,
      "ผู้รับ",
      orderColumns,
      rows,
    );
  },
});
