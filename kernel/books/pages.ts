/** Books as officials read them. */
import { sql } from "kysely";
import { Fields, OneOf, Type } from "../input.ts";
import { notFound } from "../problem.ts";
import { view } from "../room.ts";

export interface BookRow {
  key: string;
  th: string;
  en: string;
  unit: number | null;
  unit_th: string | null;
  year_kind: "calendar" | "fiscal";
  format: string;
  prefix: string;
  /** The year (B.E.) that today belongs to, its last number (0: none yet), what comes next, as printed. */
  year: number;
  last: number;
  next: string;
  /** Reserved and not yet used or void; void; of this year. */
  reserved: number;
  void: number;
  /** All years with numbers, newest first. */
  years: number[];
}

export const list = view({
  th: "ทะเบียนทั้งหมด",
  en: "All books",
  input: Fields({}),
  async run(office): Promise<BookRow[]> {
    const { rows } = await sql<BookRow>`
      SELECT b.key, b.th, b.en, b.unit_id AS unit, u.th AS unit_th, b.year_kind, b.format, b.prefix, t.year, coalesce(y.last, 0) AS last,
             book_print(b.format, b.prefix, coalesce(y.last, 0) + 1, t.year) AS next,
             (SELECT count(*) FROM book_number n WHERE (n.book_id, n.year) = (b.id, t.year) AND n.reserved_for IS NOT NULL
                AND NOT EXISTS (SELECT FROM book_use x WHERE (x.book_id, x.year, x.n) = (n.book_id, n.year, n.n))
                AND NOT EXISTS (SELECT FROM book_void x WHERE (x.book_id, x.year, x.n) = (n.book_id, n.year, n.n))) AS reserved,
             (SELECT count(*) FROM book_void v WHERE (v.book_id, v.year) = (b.id, t.year)) AS void,
             (SELECT coalesce(array_agg(a.year ORDER BY a.year DESC), '{}') FROM book_year a WHERE a.book_id = b.id) AS years
        FROM book b
        CROSS JOIN LATERAL (SELECT book_year_of(b.year_kind, ${office.today}::date) AS year) t
        LEFT JOIN book_year y ON (y.book_id, y.year) = (b.id, t.year)
        LEFT JOIN unit u ON u.id = b.unit_id
       ORDER BY b.unit_id NULLS FIRST, b.id`.execute(office.sql);
    return rows;
  },
});

export interface BookPageRow {
  n: number;
  /** 'hidden': the number stands for a matter that this reader may not see; nothing else about it is told. */
  state: "used" | "reserved" | "void" | "hidden";
  printed: string | null;
  matter: number | null;
  title: string | null;
  reserved_for: number | null;
  reserved_for_th: string | null;
  reserved_why: string | null;
  void_reason: string | null;
  void_at: Date | null;
  at: Date | null;
  by: string | null;
}
export interface BookPage {
  book: string;
  th: string;
  year: number;
  /** Numbers 1 to `before` stand in the paper book. */
  before: number;
  last: number;
  rows: BookPageRow[];
  /** Give as `under` for the next page; null at the end. */
  next: number | null;
}

export const page = view({
  th: "เลขในทะเบียน",
  en: "The numbers of a book",
  input: Fields({
    book: Type.String({ minLength: 1, maxLength: 60 }),
    /** B.E.; the present one when absent. */
    year: Type.Optional(Type.Integer({ minimum: 2500, maximum: 2700 })),
    /** Only these; all when absent. */
    state: Type.Optional(OneOf("reserved", "void")),
    under: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  async run(office, { book: key, year, state, under, limit = 50 }): Promise<BookPage> {
    const { rows: heads } = await sql<{ id: number; th: string; year: number; before: number; last: number }>`
      SELECT b.id, b.th, t.year, coalesce(y.before, 0) AS before, coalesce(y.last, 0) AS last FROM book b
        CROSS JOIN LATERAL (SELECT coalesce(${year ?? null}::int, book_year_of(b.year_kind, ${office.today}::date)) AS year) t
        LEFT JOIN book_year y ON (y.book_id, y.year) = (b.id, t.year) WHERE b.key = ${key}`.execute(office.sql);
    const head = heads[0];
    if (!head) throw notFound();
    const top = Math.min(head.last, under === undefined ? head.last : under - 1);
    // All numbers come from the count, so that one whose matter is hidden still holds its place. A filter reads only what it finds.
    const numbers = state
      ? sql`SELECT n FROM book_entry WHERE book_id = ${head.id} AND year = ${head.year} AND state = ${state} AND n <= ${top} ORDER BY n DESC LIMIT ${limit + 1}`
      : sql`SELECT n FROM generate_series(${top}::int, greatest(${head.before}::int + 1, ${top}::int - ${limit}::int), -1) n`;
    const { rows } = await sql<BookPageRow>`
      SELECT s.n, coalesce(e.state, 'hidden') AS state, e.printed, m.id AS matter, m.title, e.reserved_for, p.th AS reserved_for_th,
             e.reserved_why, e.void_reason, e.void_at, e.at, who.th AS by
        FROM (${numbers}) s
        LEFT JOIN book_entry e ON (e.book_id, e.year, e.n) = (${head.id}, ${head.year}, s.n)
        LEFT JOIN matter m ON m.id = e.matter_id
        LEFT JOIN position p ON p.id = e.reserved_for
        LEFT JOIN position who ON who.id = e.by_position
       ORDER BY s.n DESC`.execute(office.sql);
    const shown = rows.slice(0, limit);
    return {
      book: key,
      th: head.th,
      year: head.year,
      before: head.before,
      last: head.last,
      rows: shown,
      next: rows.length > limit ? shown.at(-1)!.n : null,
    };
  },
});
