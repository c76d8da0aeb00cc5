/** The shelves of the law library: what the program ships, kept up to date in the database, and found by words. */
import { sql } from "kysely";
import { type LawFacts, laws } from "../../reference/law/index.ts";
import type { Sql } from "../database.ts";
import { searchLexemes } from "../language/search-terms.ts";
import type { Room } from "../room.ts";
import { partsOfClause } from "./clauses.ts";

const suffixes = ["", "ทวิ", "ตรี", "จัตวา", "เบญจ", "ฉ"];
/** The form of a clause number, as the database holds it to: "๕๖", "๕๒/๑", "๘ ทวิ". */
export const clauseNumber = /^[๐-๙]{1,4}(?:\/[๐-๙]{1,3})?(?: (?:ทวิ|ตรี|จัตวา|เบญจ|ฉ))?$/u;

/** The place of a clause in its law: ๕๒ before ๕๒/๑ before ๕๓; ๘ before ๘ ทวิ. */
export function ordinalOf(number: string): number {
  const [main = "", suffix = ""] = number.split(" ");
  const [whole = 0, inserted = 0] = main
    .split("/")
    .map((part) => Number(part.replace(/[๐-๙]/gu, (digit) => String(digit.charCodeAt(0) - 0x0e50))));
  return whole * 10_000 + inserted * 10 + suffixes.indexOf(suffix);
}

/** Clauses that acts and duties of the rooms cite and the program does not ship: must be empty. */
export function missingClauses(rooms: readonly Room[]): { clause: string; citedBy: string }[] {
  const known = new Set(laws.flatMap((law) => law.clauses.map((clause) => `${law.key}:${clause.number}`)));
  return citations(rooms).filter(({ clause }) => !known.has(clause));
}

/** Every citation of a clause by an act or a duty of the rooms. */
export function citations(rooms: readonly Room[]): { clause: string; citedBy: string }[] {
  return rooms.flatMap((room) => [
    ...Object.entries(room.acts).flatMap(([verb, act]) =>
      act.basis.map((clause) => ({ clause: clause as string, citedBy: `${room.name}.${verb}` })),
    ),
    ...Object.entries(room.duties).map(([duty, { basis }]) => ({ clause: basis as string, citedBy: duty })),
  ]);
}

/** Acts that rest on a clause, with their words. */
export function actsUnder(
  rooms: readonly Room[],
  clause: string,
): { act: string; th: string; en: string; room: string }[] {
  return rooms.flatMap((room) =>
    Object.entries(room.acts)
      .filter(([, act]) => (act.basis as readonly string[]).includes(clause))
      .map(([verb, { th, en }]) => ({ act: `${room.name}.${verb}`, th, en, room: room.name })),
  );
}

/**
 * Puts what the program ships on the shelves. Texts that were imported or written stay. Safe to call at every start;
 * returns how many clauses are new or have other words than before.
 */
export async function syncLaw(db: Sql): Promise<{ laws: number; clauses: number; changed: number }> {
  const lawRows = laws.map(({ key, th, en, kind, yearBe, part }) => ({ key, th, en, kind, year_be: yearBe, part }));
  await sql`
    INSERT INTO law (key, th, en, kind, year_be, part, shipped)
    SELECT key, th, en, kind, year_be, part, true FROM jsonb_to_recordset(${JSON.stringify(lawRows)}::jsonb) AS l(key text, th text, en text, kind text, year_be int, part text)
    ON CONFLICT (key) DO UPDATE SET th = excluded.th, en = excluded.en, kind = excluded.kind, year_be = excluded.year_be, part = excluded.part, shipped = true`.execute(
    db,
  );
  const rows = laws.flatMap(clauseRows);
  const { rows: changed } = await sql<{ law_key: string; number: string }>`
    INSERT INTO clause (law_key, number, ordinal, title_th, title_en, summary_th, summary_en, verified)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS c(law_key text, number text, ordinal int, title_th text, title_en text, summary_th text, summary_en text, verified boolean)
    ON CONFLICT (law_key, number) DO UPDATE SET title_th = excluded.title_th, title_en = excluded.title_en,
      summary_th = excluded.summary_th, summary_en = excluded.summary_en, verified = excluded.verified
     WHERE (clause.title_th, clause.title_en, clause.summary_th, clause.summary_en, clause.verified)
           IS DISTINCT FROM (excluded.title_th, excluded.title_en, excluded.summary_th, excluded.summary_en, excluded.verified)
    RETURNING law_key, number`.execute(db);
  await index(db, changed);
  return { laws: laws.length, clauses: rows.length, changed: changed.length };
}

function clauseRows(law: LawFacts) {
  return law.clauses.map(({ number, title, summary, verified }) => ({
    law_key: law.key,
    number,
    ordinal: ordinalOf(number),
    title_th: title.th,
    title_en: title.en,
    summary_th: summary.th,
    summary_en: summary.en,
    verified,
  }));
}

/** Makes the words by which clauses are found anew: title, summary, and the text that is shown. */
export async function index(db: Sql, which: readonly { law_key: string; number: string }[]): Promise<void> {
  if (which.length === 0) return;
  const { rows } = await sql<{ law_key: string; number: string; words: string }>`
    SELECT c.law_key, c.number, concat_ws(E'\n', c.title_th, c.title_en, c.summary_th, c.summary_en, t.text) AS words
      FROM jsonb_to_recordset(${JSON.stringify(which)}::jsonb) AS w(law_key text, number text)
      JOIN clause c ON c.law_key = w.law_key AND c.number = w.number
      LEFT JOIN clause_current t ON t.law_key = c.law_key AND t.number = c.number`.execute(db);
  const vectors = rows.map(({ law_key, number, words }) => ({ law_key, number, lexemes: searchLexemes(words) }));
  await sql`
    UPDATE clause c SET vector = array_to_tsvector(ARRAY(SELECT jsonb_array_elements_text(v.lexemes)))
      FROM jsonb_to_recordset(${JSON.stringify(vectors)}::jsonb) AS v(law_key text, number text, lexemes jsonb)
     WHERE c.law_key = v.law_key AND c.number = v.number`.execute(db);
}

/** A citation as people type it: "มาตรา 57", "ม.๕๒/๑", "s. 56", "ข้อ ๓๘", "57" → the number in Thai digits; undefined when it is none. */
export function typedNumber(text: string): string | undefined {
  const match =
    /^\s*(?:มาตรา|ม\.|ข้อ|section|sec\.?|s\.|clause|cl\.)?\s*([0-9๐-๙]{1,4}(?:\/[0-9๐-๙]{1,3})?(?: (?:ทวิ|ตรี|จัตวา|เบญจ|ฉ))?)\s*$/iu.exec(
      text,
    );
  return match?.[1]?.replace(/[0-9]/gu, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
}

export { partsOfClause };
