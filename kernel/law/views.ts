/** Looking into the law library: laws, clauses, what rests on a clause, and search. */
import { sql } from "kysely";
import { Fields, Text, Type } from "../input.ts";
import { tsquery } from "../language/search-query.ts";
import { type SnippetPiece, snippet } from "../language/snippet.ts";
import { type Room, view } from "../room.ts";
import { citation } from "./clauses.ts";
import { actsUnder, citations, typedNumber } from "./library.ts";

const LawKeyInput = Type.String({ pattern: "^[a-z][a-z0-9-]{1,60}$" });
export const ClauseNumber = Type.String({
  pattern: "^[๐-๙]{1,4}(/[๐-๙]{1,3})?( (ทวิ|ตรี|จัตวา|เบญจ|ฉ))?$",
  maxLength: 20,
});

/** Said beside every text: the Royal Gazette is what counts. */
export const notAuthoritative = {
  th: "ข้อความนี้ใช้อ้างอิงภายในเท่านั้น ไม่ใช่ฉบับที่เป็นทางการ ให้ตรวจสอบกับราชกิจจานุเบกษาก่อนใช้อ้างในเอกสารราชการ",
  en: "For reference within the office only; not authoritative. Compare with the Royal Gazette before citing it in an official paper.",
};

interface LawRow {
  key: string;
  th: string;
  en: string;
  kind: string;
  year_be: number;
  part: string;
  shipped: boolean;
  clauses: number;
  texts: number;
  imported: {
    file: string;
    title: string;
    licence: string;
    source: string;
    source_day: string | null;
    at: string;
  } | null;
}
const lawRows = (key: string | null) => sql<LawRow>`
  SELECT l.key, l.th, l.en, l.kind, l.year_be, l.part, l.shipped,
         (SELECT count(*)::int FROM clause c WHERE c.law_key = l.key) AS clauses,
         (SELECT count(*)::int FROM clause_current t WHERE t.law_key = l.key) AS texts,
         (SELECT jsonb_build_object('file', i.file, 'title', i.title, 'licence', i.licence, 'source', i.source, 'source_day', i.source_day, 'at', i.at)
            FROM law_import i WHERE i.law_key = l.key ORDER BY i.id DESC LIMIT 1) AS imported
    FROM law l WHERE ${key}::text IS NULL OR l.key = ${key}::text
   ORDER BY l.shipped DESC, array_position(ARRAY['act','decree','regulation','rule','other'], l.kind), l.year_be, l.key`;

export const list = (rooms: () => readonly Room[]) =>
  view({
    th: "กฎหมายและระเบียบ",
    en: "Laws and regulations",
    input: Fields({}),
    async run(office) {
      const { rows } = await lawRows(null).execute(office.sql);
      const cited = new Map<string, Set<string>>();
      for (const { clause, citedBy } of citations(rooms())) {
        const law = clause.split(":")[0]!;
        cited.set(law, (cited.get(law) ?? new Set()).add(citedBy));
      }
      return rows.map((row) => ({ ...row, cited_by: cited.get(row.key)?.size ?? 0 }));
    },
  });

export const law = (rooms: () => readonly Room[]) =>
  view({
    th: "กฎหมายรายฉบับ",
    en: "A law",
    input: Fields({ law: LawKeyInput }),
    async run(office, input) {
      const { rows } = await lawRows(input.law).execute(office.sql);
      if (!rows[0]) return null;
      const { rows: clauses } = await sql<{
        number: string;
        part: string;
        title_th: string;
        title_en: string;
        summary_th: string;
        summary_en: string;
        verified: boolean;
        has_text: boolean;
        by_hand: boolean;
        opening: string | null;
      }>`
        SELECT c.number, c.part, c.title_th, c.title_en, c.summary_th, c.summary_en, c.verified, t.id IS NOT NULL AS has_text,
               t.id IS NOT NULL AND t.import_id IS NULL AS by_hand, CASE WHEN c.title_th = '' THEN left(t.text, 120) END AS opening
          FROM clause c LEFT JOIN clause_current t ON t.law_key = c.law_key AND t.number = c.number
         WHERE c.law_key = ${input.law} ORDER BY c.ordinal, c.number`.execute(office.sql);
      const all = rooms();
      return {
        ...rows[0],
        notice: notAuthoritative,
        list: clauses.map((each) => ({ ...each, acts: actsUnder(all, `${input.law}:${each.number}`).length })),
      };
    },
  });

export const clause = (rooms: () => readonly Room[]) =>
  view({
    th: "มาตราหรือข้อ",
    en: "A clause",
    input: Fields({ law: LawKeyInput, number: ClauseNumber }),
    async run(office, { law: key, number }) {
      const { rows } = await sql<{
        law: string;
        law_th: string;
        law_en: string;
        number: string;
        part: string;
        title_th: string;
        title_en: string;
        summary_th: string;
        summary_en: string;
        verified: boolean;
        before: string | null;
        after: string | null;
      }>`
        SELECT l.key AS law, l.th AS law_th, l.en AS law_en, c.number, c.part, c.title_th, c.title_en, c.summary_th, c.summary_en, c.verified,
               (SELECT number FROM clause x WHERE x.law_key = c.law_key AND x.ordinal < c.ordinal ORDER BY ordinal DESC LIMIT 1) AS before,
               (SELECT number FROM clause x WHERE x.law_key = c.law_key AND x.ordinal > c.ordinal ORDER BY ordinal LIMIT 1) AS after
          FROM clause c JOIN law l ON l.key = c.law_key WHERE c.law_key = ${key} AND c.number = ${number}`.execute(
        office.sql,
      );
      if (!rows[0]) return null;
      const { rows: versions } = await sql<{
        id: number;
        by_hand: boolean;
        text: string;
        source: string;
        source_day: string | null;
        remark: string;
        at: Date;
        person_th: string | null;
        person_en: string | null;
        licence: string | null;
      }>`
        SELECT t.id, t.import_id IS NULL AS by_hand, t.text, t.source, t.source_day, t.remark, t.at, person_name(p) AS person_th, person_name(p, true) AS person_en, i.licence
          FROM clause_text t LEFT JOIN person p ON p.id = t.by_person LEFT JOIN law_import i ON i.id = t.import_id
         WHERE t.law_key = ${key} AND t.number = ${number} ORDER BY (t.import_id IS NULL) DESC, t.id DESC`.execute(
        office.sql,
      );
      const cited = `${key}:${number}`;
      // the latest lines only: evidence that the clause is in use, not a search of the whole ledger
      const { rows: lines } = await sql<{
        id: number;
        at: Date;
        event: string;
        act: string;
        matter: number | null;
        person: string;
        position: string;
      }>`
        SELECT id, at, event, act, matter_id AS matter, person, position FROM (SELECT * FROM ledger ORDER BY id DESC LIMIT 3000) l
         WHERE ${cited} = ANY (l.basis) ORDER BY id DESC LIMIT 20`.execute(office.sql);
      const all = rooms();
      const acts = actsUnder(all, cited);
      const duties = all.flatMap((room) =>
        Object.entries(room.duties)
          .filter(([, duty]) => duty.basis === cited)
          .map(([code, { th, en }]) => ({ code, th, en })),
      );
      return {
        ...rows[0],
        citation: citation(cited),
        notice: notAuthoritative,
        text: versions[0] ?? null,
        versions: versions.slice(1),
        acts,
        duties,
        lines,
      };
    },
  });

export const search = view({
  th: "ค้นหากฎหมาย",
  en: "Search the laws",
  input: Fields({ text: Text(300), law: Type.Optional(LawKeyInput) }),
  async run(office, { text, law: key = null }) {
    const number = typedNumber(text) ?? null;
    // "มาตรา ๕๗" is looked for in acts first, "ข้อ ๕๗" in regulations
    const part = number === null ? null : /^\s*(?:ข้อ|cl)/iu.test(text) ? "item" : "section";
    const words = tsquery(text);
    if (number === null && words === null) return [];
    const { rows } = await sql<{
      law: string;
      law_th: string;
      law_en: string;
      number: string;
      title_th: string;
      title_en: string;
      body: string;
    }>`
      SELECT l.key AS law, l.th AS law_th, l.en AS law_en, c.number, c.title_th, c.title_en,
             concat_ws(E'\n', nullif(c.summary_th, ''), t.text, nullif(c.summary_en, '')) AS body
        FROM clause c JOIN law l ON l.key = c.law_key LEFT JOIN clause_current t ON t.law_key = c.law_key AND t.number = c.number
       WHERE (${key}::text IS NULL OR c.law_key = ${key}::text) AND (c.number = ${number}::text OR c.vector @@ ${words}::tsquery)
       ORDER BY (c.number = ${number}::text) DESC NULLS LAST, (l.part = ${part}::text) DESC NULLS LAST, l.shipped DESC, (c.title_th <> '') DESC,
                array_position(ARRAY['act','decree','regulation','rule','other'], l.kind), l.year_be, c.ordinal LIMIT 60`.execute(
      office.sql,
    );
    return rows.map(({ body, ...row }) => ({
      ...row,
      citation: citation(`${row.law}:${row.number}`),
      snippet: snippet(body, text, { length: 200 }) satisfies SnippetPiece[],
    }));
  },
});
