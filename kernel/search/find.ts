/** Finding: matters by their words, and by a few letters whatever the office knows by name (Ctrl-K). */
import { sql } from "kysely";
import { Fields, Text, Type } from "../input.ts";
import { thaiDigits } from "../language/digits.ts";
import { tsquery } from "../language/search-query.ts";
import { fold } from "../language/search-terms.ts";
import { type SnippetPiece, snippet } from "../language/snippet.ts";
import { type Office, view } from "../room.ts";
import { pathOf } from "./index-matter.ts";

export interface Hit {
  matter: number;
  kind: string;
  title: string;
  printed: string | null;
  path: string;
  unit: string;
  touched: Date;
  secrecy: number;
  /** The words around what was found. */
  pieces: SnippetPiece[];
}

/** Numbers and Latin words are also looked for as part of a title or number; Thai words the index finds within longer ones. */
function partOf(query: string): string | null {
  const folded = fold(query).replace(/\s+/g, " ").trim();
  return folded.length >= 3 && folded.length <= 60 && /[0-9a-z]/.test(folded) ? pattern(folded) : null;
}
const pattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

async function hits(
  office: Office,
  query: string,
  kinds: string[] | null,
  after: string | null,
  limit: number,
): Promise<{ hits: Hit[]; next: string | null }> {
  const [at, id] = after?.split("_") ?? [null, null];
  const { rows } = await sql<Omit<Hit, "path" | "pieces"> & { plain: string; cursor: string }>`
    SELECT m.id AS matter, m.kind, m.title, m.printed, u.th AS unit, m.touched_at AS touched, m.secrecy, s.plain,
           to_char(s.touched_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || m.id AS cursor
      FROM search_matters(${tsquery(query)}::tsquery, ${partOf(query)}, ${kinds}::text[], ${at}::timestamptz, ${id}::bigint, ${limit + 1}) s
      JOIN matter m ON m.id = s.matter_id JOIN unit u ON u.id = m.owner_unit
     ORDER BY s.touched_at DESC, m.id DESC`.execute(office.sql);
  const page = rows.slice(0, limit);
  return {
    hits: page.map(({ plain, cursor: _, ...row }) => ({
      ...row,
      path: pathOf(row.kind, row.matter),
      pieces: piecesOf(plain, query),
    })),
    next: rows.length > limit ? page.at(-1)!.cursor : null,
  };
}

/** The title stands above already; the piece is cut from the rest, as far as it has the words. */
function piecesOf(plain: string, query: string): SnippetPiece[] {
  const start = plain.indexOf("\n") + 1;
  const rest = start > 0 ? plain.slice(start, start + 20_000) : "";
  const pieces = rest ? snippet(rest, query, { length: 180 }) : [];
  return pieces.some((piece) => piece.hit) ? pieces : snippet(plain.slice(0, 20_000), query, { length: 180 });
}

/** Matters that hold the words, newest first; row-level security's rule decides which, in the hits and in their number. */
export const find = view({
  th: "ค้นหาเรื่อง",
  en: "Find matters",
  input: Fields({
    query: Text(500),
    kinds: Type.Optional(Type.Array(Type.String({ pattern: "^[a-z_]{1,40}$" }), { minItems: 1, maxItems: 30 })),
    /** `next` of the page before. */
    after: Type.Optional(Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}Z_\\d{1,15}$" })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  }),
  async run(office, { query, kinds = null, after = null, limit = 30 }) {
    const found = await hits(office, query, kinds, after, limit);
    // A page that is not full says how many there are. Where there are more, counting them cost more than finding them.
    return { ...found, count: found.hits.length, more: found.next !== null };
  },
});

const few = 20;

export interface ClauseHit {
  law: string;
  law_th: string;
  number: string;
  title_th: string;
  title_en: string;
}

/** "57", "มาตรา ๕๗", "ข้อ 12" by number; anything else by the words of title, summary and text. */
async function clauses(office: Office, typed: string): Promise<ClauseHit[]> {
  // An office may be put together without the law library.
  const shelf = await sql<{ there: boolean }>`SELECT to_regclass('clause') IS NOT NULL AS there`.execute(office.sql);
  if (!shelf.rows[0]?.there) return [];
  const number = /^(?:มาตรา|ม\.|ข้อ|s\.|section)?\s*([0-9๐-๙]{1,4}(?:\/[0-9๐-๙]{1,3})?)$/i.exec(typed)?.[1];
  const which = number
    ? sql`c.number LIKE ${`${thaiDigits(number)}%`}`
    : sql`(c.vector @@ ${tsquery(typed)}::tsquery OR l.th LIKE ${pattern(typed)})`;
  const { rows } = await sql<ClauseHit>`SELECT c.law_key AS law, l.th AS law_th, c.number, c.title_th, c.title_en
    FROM clause c JOIN law l ON l.key = c.law_key WHERE ${which}
    ORDER BY ${number ? sql`length(c.number), ` : sql``} l.shipped DESC, l.key, c.ordinal LIMIT ${few}`.execute(
    office.sql,
  );
  return rows;
}

/** A few letters are enough: matters, people with their posts, positions, units, clauses of law. At most 20 of each. */
export const quick = view({
  th: "ค้นหาด่วน",
  en: "Quick search",
  input: Fields({ query: Text(100) }),
  async run(office, { query }) {
    const typed = query.normalize("NFC").replace(/\s+/g, " ").trim();
    const part = pattern(typed);
    const start = part.slice(1);
    const people = await sql<{
      person: number;
      name: string;
      name_en: string;
      position: number | null;
      post: string | null;
    }>`
      SELECT p.id AS person, person_name(p) AS name, person_name(p, true) AS name_en, s.id AS position, s.th AS post
        FROM person p LEFT JOIN LATERAL (SELECT position_id FROM occupancy o WHERE o.person_id = p.id AND o.during @> thai_today() ORDER BY o.substantive DESC, o.id LIMIT 1) o ON true
        LEFT JOIN position s ON s.id = o.position_id
       WHERE p.prefix || p.first || ' ' || p.last LIKE ${part} OR p.first_en || ' ' || p.last_en ILIKE ${part}
       ORDER BY p.first NOT LIKE ${start}, p.first, p.last, p.id LIMIT ${few}`.execute(office.sql);
    const positions = await sql<{ position: number; th: string; en: string; unit: string }>`
      SELECT s.id AS position, s.th, s.en, u.th AS unit FROM position s JOIN unit u ON u.id = s.unit_id
       WHERE s.during @> thai_today() AND (s.th LIKE ${part} OR s.en ILIKE ${part}) ORDER BY s.th NOT LIKE ${start}, s.seniority, s.th, s.id LIMIT ${few}`.execute(
      office.sql,
    );
    const units = await sql<{ unit: number; th: string; en: string }>`
      SELECT u.id AS unit, u.th, u.en FROM unit u WHERE u.during @> thai_today() AND (u.th LIKE ${part} OR u.short_th LIKE ${part} OR u.en ILIKE ${part})
       ORDER BY u.th NOT LIKE ${start}, cardinality(u.path), u.th, u.id LIMIT ${few}`.execute(office.sql);
    const { hits: matters } = await hits(office, query, null, null, 10);
    return {
      matters,
      people: people.rows,
      positions: positions.rows,
      units: units.rows,
      clauses: await clauses(office, typed),
    };
  },
});
