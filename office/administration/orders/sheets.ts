/** The board as an Excel sheet that opens rightly in any office: real dates, Thai headings, frozen first row. */
import ExcelJS from "exceljs";
import { formatDay } from "../../../kernel/language/dates.ts";
import { download } from "../../../kernel/room.ts";
import { type BoardRow, boardInput, boardRows, order } from "./board.ts";
import { sources, states } from "./rules.ts";

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const urgency = ["ปกติ", "ด่วน", "ด่วนมาก", "ด่วนที่สุด"];
const secrecy = ["ปกติ", "ลับ", "ลับมาก", "ลับที่สุด"];
const thai = (day: string | null) => (day ? formatDay(day, { style: "short", digits: "arabic", language: "th" }) : "");

/** A text that a spreadsheet would read as a formula is made plain. */
const plain = (text: string | null) => (text && /^[=+\-@\t\r]/.test(text) ? `'${text}` : (text ?? ""));

async function workbook(name: string, columns: { header: string; width: number }[], rows: unknown[][]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.creator = "Changwat";
  const sheet = book.addWorksheet(name, { views: [{ state: "frozen", ySplit: 1 }], pageSetup: { paperSize: 9, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 } });
  sheet.columns = columns;
  sheet.getRow(1).font = { name: "TH Sarabun New", size: 14, bold: true };
  for (const row of rows) {
    const added = sheet.addRow(row);
    added.font = { name: "TH Sarabun New", size: 14 };
    added.alignment = { vertical: "top", wrapText: true };
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  return Buffer.from(await book.xlsx.writeBuffer());
}

const boardColumns = [
  { header: "เลขที่", width: 12 }, { header: "เรื่อง", width: 60 }, { header: "ผู้สั่งการ", width: 34 }, { header: "ที่มา", width: 22 },
  { header: "ชั้นความเร็ว", width: 12 }, { header: "ชั้นความลับ", width: 12 }, { header: "วันที่สั่งการ", width: 14 }, { header: "ครบกำหนดถัดไป", width: 14 },
  { header: "ผู้รับ (หน่วย)", width: 12 }, ...Object.values(states).map(({ th }) => ({ header: th, width: 12 })),
  { header: "เกินกำหนด (หน่วย)", width: 14 }, { header: "ช้าที่สุด (วันทำการ)", width: 14 }, { header: "ความก้าวหน้า (%)", width: 14 }, { header: "สถานะเรื่อง", width: 12 },
];
const boardLine = (row: BoardRow) => [
  plain(row.printed), plain(row.title), row.issuer, sources[row.source as keyof typeof sources].th, urgency[row.urgency], secrecy[row.secrecy], thai(row.issued_on), thai(row.next_due),
  row.roll.addressees, ...Object.keys(states).map((state) => row.roll.byState[state as keyof typeof states]),
  row.roll.late, row.roll.worst, row.roll.percent, row.is_open ? "เปิด" : "ปิด",
];

export const board = download({
  th: "ส่งออกกระดานติดตามข้อสั่งการ (Excel)",
  en: "Orders board as Excel",
  input: boardInput,
  async run(office, input) {
    const rows = await boardRows(office, { ...input, limit: input.limit ?? 500 });
    return { name: `ข้อสั่งการ-${office.today}.xlsx`, type: xlsx, body: await workbook("ข้อสั่งการ", boardColumns, rows.map(boardLine)) };
  },
});

const orderColumns = [
  { header: "ผู้รับ", width: 40 }, { header: "หน่วยงาน", width: 40 }, { header: "ผู้ดำรงตำแหน่ง", width: 28 }, { header: "ครบกำหนด", width: 14 }, { header: "สถานะ", width: 16 },
  { header: "ความก้าวหน้า (%)", width: 12 }, { header: "เกินกำหนด (วันทำการ)", width: 12 }, { header: "รายงานล่าสุด", width: 70 },
];

export const addressees = download({
  th: "ส่งออกผู้รับข้อสั่งการ (Excel)",
  en: "The addressees of an order as Excel",
  input: order.input,
  async run(office, input) {
    const { order: facts, assignments } = await order.run(office, input);
    const rows = assignments.map((row) => [
      row.parent ? `   ↳ ${row.to}` : row.to, row.to_unit, plain(row.to_person), thai(row.due), states[row.state as keyof typeof states].th, row.percent,
      Math.max(0, row.late ?? 0), plain(row.reports.at(-1)?.text ?? ""),
    ]);
    return { name: `ข้อสั่งการ-${(facts.printed ?? String(facts.matter)).replaceAll("/", "-")}.xlsx`, type: xlsx, body: await workbook("ผู้รับ", orderColumns, rows) };
  },
});
