import { readFileSync } from "node:fs";

/**
 * Reads one of the reference tables in `reference/data/` (UTF-8, one header line, no quoted fields, LF line ends).
 *
 * @param name the file's name without `.csv`
 * @returns one record per line, keyed by the header's names; an empty field is the empty string
 * @throws Error if the file is missing or a line has another number of fields than the header
 */
export function readTable<Column extends string>(name: string): Record<Column, string>[] {
  const text = readFileSync(new URL(`./data/${name}.csv`, import.meta.url), "utf8");
  const [head = "", ...lines] = text.split("\n");
  const columns = head.split(",") as Column[];
  const rows: Record<Column, string>[] = [];
  for (const [index, line] of lines.entries()) {
    if (line === "") continue;
    const fields = line.split(",");
    if (fields.length !== columns.length || line.includes('"')) {
      throw new Error(`reference/data/${name}.csv, line ${index + 2}: expected ${columns.length} plain fields`);
    }
    const row = {} as Record<Column, string>;
    for (const [at, column] of columns.entries()) row[column] = fields[at]!;
    rows.push(row);
  }
  return rows;
}
