/** Whether every book is whole: part of `npx changwat verify`. */
import type { Database } from "../database.ts";

export interface BookFault {
  book: string;
  year: number;
  /** What the count says, how many numbers stand in the book, and the first number that is missing or too many; null when only the count is off. */
  last: number;
  numbers: number;
  at: number | null;
}

/** Counts every book against its numbers as the owner sees them. An empty list: no gap, no number beyond the count (the key forbids two). */
export async function checkBooks(database: Database): Promise<BookFault[]> {
  const client = await database.pool.connect();
  let broken = true;
  try {
    await client.query("BEGIN READ ONLY; SET LOCAL changwat.machinery = on; SET LOCAL statement_timeout = 0");
    const { rows } = await client.query<BookFault>(
      `SELECT b.key AS book, y.year, y.last, c.numbers::int, coalesce(c.stray, gap.n) AS at
         FROM book_year y JOIN book b ON b.id = y.book_id
         CROSS JOIN LATERAL (SELECT count(*) AS numbers, min(n) FILTER (WHERE n <= y.before OR n > y.last) AS stray
                               FROM book_number n WHERE n.book_id = y.book_id AND n.year = y.year) c
         LEFT JOIN LATERAL (SELECT g.n FROM generate_series(y.before + 1, y.last) g(n)
                             WHERE c.numbers <> y.last - y.before
                               AND NOT EXISTS (SELECT FROM book_number n WHERE n.book_id = y.book_id AND n.year = y.year AND n.n = g.n)
                             ORDER BY g.n LIMIT 1) gap ON true
        WHERE c.numbers <> y.last - y.before OR c.stray IS NOT NULL ORDER BY 1, 2`,
    );
    await client.query("COMMIT");
    broken = false;
    return rows;
  } finally {
    client.release(broken);
  }
}
