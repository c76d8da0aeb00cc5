/** Excel sheets that open rightly in any office: real days and numbers, a heading that stays, no cell that a program would run. */
import writeExcelFile from "write-excel-file/node";
import type { Sheet } from "./room.ts";

export interface Column {
  heading: string;
  width: number;
}
/** A cell: text, number, nothing, or a day of the common era shown in the reader's own calendar. */
export type Cell = string | number | null | { day: string };

const font = { fontFamily: "TH Sarabun New", fontSize: 14 } as const;

/** A text that a spreadsheet program would take for a formula is kept a text by its type; this guards those that re-read files as CSV. */
const plain = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

export async function excelSheet(
  fileName: string,
  title: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): Promise<Sheet> {
  const heading = columns.map(({ heading: value }) => ({
    value,
    type: String,
    fontWeight: "bold" as const,
    wrap: true,
    ...font,
  }));
  const data = rows.map((row) =>
    row.map((cell) => {
      if (cell === null || cell === "") return null;
      if (typeof cell === "number") return { value: cell, type: Number, alignVertical: "top" as const, ...font };
      if (typeof cell === "string")
        return { value: plain(cell), type: String, wrap: true, alignVertical: "top" as const, ...font };
      return {
        value: new Date(`${cell.day}T00:00:00Z`),
        type: Date,
        format: "[$-41E]d mmm bbbb",
        alignVertical: "top" as const,
        ...font,
      };
    }),
  );
  const body = await writeExcelFile(
    [heading, ...data] as never,
    {
      sheet: title,
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
      orientation: "landscape",
      ...font,
    } as never,
  ).toBuffer();
  return {
    name: fileName,
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    body: Buffer.from(body),
  };
}
