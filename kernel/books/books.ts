/** Numbers of the office's registers, taken inside the act that needs them: no gap, no duplicate, none lost. */
import { sql } from "kysely";
import type { Sql } from "../database.ts";
import { fieldFault, Problem } from "../problem.ts";
import type { Office } from "../room.ts";

/** A number of a book: `n` runs from 1 in each `year` (Buddhist era); `printed` has Arabic digits, screens show Thai ones. */
export interface Taken {
  n: number;
  year: number;
  printed: string;
}
export interface Taking {
  /** The matter that carries the number. */
  matter?: number | undefined;
  /** The Thai day on which it is registered; the act's own day when absent. Decides the year. */
  day?: string | undefined;
  /** Stands for {prefix} instead of the book's own, e.g. the owner's letter code. */
  prefix?: string | undefined;
}
interface Reserving {
  count: number;
  position: number;
  why: string;
}

/**
 * Takes the next number of a book in the act's transaction. The book's year stays locked until the act ends, so take it late:
 * everybody who registers in the same book waits for the rest of this act. An act that fails gives its number back.
 * Throws `input` when there is no such book, or the day lies ahead.
 */
export async function takeNumber(office: Office, book: string, taking: Taking = {}): Promise<Taken> {
  return (await take(office, book, taking))[0]!;
}

/** Takes the next `count` numbers for papers still to come, kept for a position. */
export const reserveNumbers = (
  office: Office,
  book: string,
  reserving: Reserving,
  taking: Omit<Taking, "matter"> = {},
): Promise<Taken[]> => take(office, book, taking, reserving);

async function take(
  office: Office,
  book: string,
  { matter, day = office.today, prefix }: Taking,
  reserving?: Reserving,
): Promise<Taken[]> {
  // The register is kept day by day; nobody registers tomorrow's paper.
  if (day > office.today) throw fieldFault("day", "ลงทะเบียนล่วงหน้าไม่ได้", "A number cannot be taken for a day to come");
  const { by_person, by_position, by_capacity } = office.by;
  const { rows } = await sql<Taken>`
    SELECT n, year, printed FROM take_numbers(${book}, ${day}::date, ${reserving?.count ?? 1}::int, ${prefix ?? null}::text, ${matter ?? null}::bigint,
      ${reserving?.position ?? null}::int, ${reserving?.why ?? null}::text, ${by_person}::int, ${by_position}::int, ${by_capacity}::text, ${office.now}::timestamptz)`.execute(
    office.sql,
  );
  if (rows.length === 0) throw noBook(book);
  return rows.sort((a, b) => a.n - b.n);
}

const noBook = (key: string): Problem => fieldFault("book", `ไม่มีทะเบียน ${key}`, `There is no book ${key}`);

/**
 * Uses a reserved number for a matter, in the act's transaction. The position it was reserved for may, and who administers books.
 * Throws `input` when it is not reserved, void, or used already.
 */
export async function useReserved(
  office: Office,
  book: string,
  { year, n, matter }: { year: number; n: number; matter: number },
): Promise<Taken> {
  const { rows } = await sql<Taken & { book_id: number; reserved_for: number | null }>`
    SELECT b.id AS book_id, e.n, e.year, e.printed, e.reserved_for FROM book b JOIN book_number e ON e.book_id = b.id
     WHERE b.key = ${book} AND e.year = ${year} AND e.n = ${n} FOR UPDATE OF e`.execute(office.sql);
  const number = rows[0];
  if (!number) throw fieldFault("number", "ไม่มีเลขนี้ในทะเบียน", "There is no such number in the book");
  if (number.reserved_for !== null && !office.actor.is(number.reserved_for) && !office.actor.has("books.administer")) {
    throw new Problem(
      "not-permitted",
      { th: "เลขนี้จองไว้ให้ตำแหน่งอื่น", en: "This number is reserved for another position" },
      [],
      { duty: "books.administer" },
    );
  }
  const { by_person, by_position, by_capacity } = office.by;
  await sql`INSERT INTO book_use (book_id, year, n, matter_id, by_person, by_position, by_capacity, at)
    VALUES (${number.book_id}, ${year}, ${n}, ${matter}, ${by_person}, ${by_position}, ${by_capacity}, ${office.now})`.execute(
    office.sql,
  );
  return { n: number.n, year: number.year, printed: number.printed };
}

/** Voids a number, in the act's transaction: it stays in the book with the reason and is never given again. */
export async function voidNumber(
  office: Office,
  book: number,
  { year, n, reason }: { year: number; n: number; reason: string },
): Promise<void> {
  const { by_person, by_position, by_capacity } = office.by;
  await sql`INSERT INTO book_void (book_id, year, n, reason, by_person, by_position, by_capacity, at)
    VALUES (${book}, ${year}, ${n}, ${reason}, ${by_person}, ${by_position}, ${by_capacity}, ${office.now})`.execute(
    office.sql,
  );
}

export interface NewBook {
  key: string;
  th: string;
  en: string;
  year_kind: "calendar" | "fiscal";
  /** Marks {n}, {year}, {prefix}; '{n}/{year}' when absent. */
  format?: string | undefined;
  prefix?: string | undefined;
  unit?: number | null | undefined;
}

/** Makes a book if there is none of that key, for rooms that cannot be without it (called when a province is built). The id. */
export async function ensureBook(
  db: Sql,
  { key, th, en, year_kind, format = "{n}/{year}", prefix = "", unit = null }: NewBook,
): Promise<number> {
  await sql`INSERT INTO book (key, th, en, unit_id, year_kind, prefix, format)
    VALUES (${key}, ${th}, ${en}, ${unit}, ${year_kind}, ${prefix}, ${format}) ON CONFLICT (key) DO NOTHING`.execute(
    db,
  );
  const { rows } = await sql<{ id: number }>`SELECT id FROM book WHERE key = ${key}`.execute(db);
  return rows[0]!.id;
}
