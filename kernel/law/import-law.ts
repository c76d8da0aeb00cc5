/** Full texts of laws, read from JSON files: {title, year_be, kind, licence, clauses: [{clause, part, text: [paragraph]}]}. */
import { createHash } from "node:crypto";
import { sql } from "kysely";
import { laws } from "../../reference/law/index.ts";
import type { Sql } from "../database.ts";
import { clauseNumber, index, ordinalOf } from "./library.ts";

/** A file that is no law, and why, in both languages. */
export class LawFileRefused extends Error {
  readonly file: string;
  readonly th: string;
  readonly en: string;
  constructor(file: string, th: string, en: string) {
    super(`${file}: ${en}`);
    this.name = "LawFileRefused";
    this.file = file;
    this.th = th;
    this.en = en;
  }
}

interface LawFile {
  title: string;
  yearBe: number;
  kind: string;
  licence: string;
  source: string;
  sourceDay: string | null;
  clauses: { number: string; part: string; text: string }[];
}
export interface Imported {
  file: string;
  law: string;
  title: string;
  clauses: number;
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  /** Clauses for which an official's text stands before the imported one. */
  overruled: number;
}

const largest = 20_000_000;
const kinds = new Set(["act", "decree", "regulation", "rule", "other"]);

/** Reads a file's content. Throws LawFileRefused naming what is wrong and where. */
export function readLaw(file: string, content: Buffer | string): LawFile {
  const refuse = (th: string, en: string) => new LawFileRefused(file, th, en);
  if (content.length > largest) throw refuse("ไฟล์ใหญ่เกิน 20 MB", "the file is larger than 20 MB");
  let parsed: unknown;
  try {
    const text = typeof content === "string" ? content : new TextDecoder("utf-8", { fatal: true }).decode(content);
    parsed = JSON.parse(text.replace(/^\uFEFF/u, ""));
  } catch {
    throw refuse("ไม่ใช่ไฟล์ JSON ที่เข้ารหัส UTF-8", "not a JSON file in UTF-8");
  }
  if (parsed === null || typeof parsed !== "object" || Array.isArray(parsed))
    throw refuse("ไม่ใช่ข้อมูลกฎหมาย", "not a law: an object is expected");
  const law = parsed as Record<string, unknown>;
  const title = line(law["title"]);
  if (title === "" || title.length > 500) throw refuse("ไม่มีชื่อกฎหมาย (title)", "no title");
  const yearBe = law["year_be"];
  if (!Number.isInteger(yearBe) || (yearBe as number) < 2400 || (yearBe as number) > 2700)
    throw refuse("ปี พ.ศ. (year_be) ไม่ถูกต้อง", "year_be is not a Buddhist year");
  const kind = line(law["kind"]) || "other";
  if (!kinds.has(kind)) throw refuse(`ไม่รู้จักชนิด (kind) "${kind.slice(0, 40)}"`, `unknown kind "${kind.slice(0, 40)}"`);
  if (!Array.isArray(law["clauses"]) || law["clauses"].length === 0)
    throw refuse("ไม่มีมาตราใดเลย (clauses)", "no clauses");
  const day = line(law["source_day"]);
  if (day !== "" && !/^\d{4}-\d{2}-\d{2}$/u.test(day))
    throw refuse("source_day ต้องเป็น YYYY-MM-DD", "source_day must be YYYY-MM-DD");
  const clauses = law["clauses"].map((each, nth) => readClause(each, nth, refuse));
  const twice = clauses.find((each, nth) => clauses.findIndex((other) => other.number === each.number) !== nth);
  if (twice) throw refuse(`มีมาตรา ${twice.number} ซ้ำ`, `clause ${twice.number} stands twice`);
  return {
    title,
    yearBe: yearBe as number,
    kind,
    licence: line(law["licence"]),
    source: line(law["source"]) || `${title} (${file})`,
    sourceDay: day || null,
    clauses,
  };
}

function readClause(each: unknown, nth: number, refuse: (th: string, en: string) => LawFileRefused) {
  const clause = (each ?? {}) as Record<string, unknown>;
  const number = line(clause["clause"]);
  const where = number === "" ? `clauses[${nth}]` : number.slice(0, 40);
  if (!clauseNumber.test(number))
    throw refuse(
      `เลขมาตราที่ ${nth + 1} (${where}) ไม่ใช่เลขไทย`,
      `clause ${nth + 1} (${where}) has no number in Thai digits`,
    );
  const paragraphs = clause["text"];
  if (
    !Array.isArray(paragraphs) ||
    paragraphs.length === 0 ||
    paragraphs.some((p) => typeof p !== "string" || p.trim() === "")
  ) {
    throw refuse(`มาตรา ${where} ไม่มีข้อความ`, `clause ${where} has no text`);
  }
  const text = paragraphs.map((p: string) => p.normalize("NFC").trim()).join("\n");
  if (!text.isWellFormed() || /[\u0000-\u0008\u000b-\u001f\u007f]/u.test(text))
    throw refuse(`มาตรา ${where} มีอักขระที่ใช้ไม่ได้`, `clause ${where} has control or broken characters`);
  const part = clause["part"] === null || clause["part"] === undefined ? "" : line(clause["part"]);
  return { number, part, text };
}

const line = (value: unknown): string =>
  typeof value === "string" && value.isWellFormed()
    ? value
        .normalize("NFC")
        .replace(/[\s\u0000-\u001f]+/gu, " ")
        .trim()
    : "";

/** The law that a file is: one that the program knows, by title and year; one read before under the same title; else a new key. */
async function keyOf(db: Sql, file: string, law: LawFile): Promise<{ key: string; th: string; fresh: boolean }> {
  const th = law.title.replace(/\s*\((?:แก้ไขเพิ่มเติม|เฉพาะ)[^)]*\)\s*$/u, "");
  const shipped = laws.find((each) => each.yearBe === law.yearBe && each.recognisedBy.test(th));
  if (shipped) return { key: shipped.key, th: shipped.th, fresh: false };
  const same = await db
    .selectFrom("law")
    .select("key")
    .where("th", "=", th)
    .where("year_be", "=", law.yearBe)
    .executeTakeFirst();
  if (same) return { key: same.key, th, fresh: false };
  const slug = (file.split(/[\\/]/u).at(-1) ?? "")
    .replace(/\.json$/iu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^[^a-z]+|-$/gu, "")
    .slice(0, 50);
  const mark = createHash("sha256").update(`${th} ${law.yearBe}`).digest("hex").slice(0, 8);
  const taken = slug === "" || (await db.selectFrom("law").select("key").where("key", "=", slug).executeTakeFirst());
  return { key: slug.length < 2 ? `law-${mark}` : taken ? `${slug}-${mark}` : slug, th, fresh: true };
}

/**
 * Reads files into the library, inside the caller's transaction (one that is not bound by a person's sight). A second import
 * of a law replaces the imported texts; what officials wrote stays, and stands before them. The same file again changes
 * nothing. All files are checked before the first is written: throws LawFileRefused for a bad one.
 */
export async function importLaw(
  db: Sql,
  files: readonly { name: string; content: Buffer | string }[],
  { log = () => {} }: { log?: (line: string) => void } = {},
): Promise<Imported[]> {
  const read = files.map(({ name, content }) => ({ name, content, law: readLaw(name, content) }));
  const done: Imported[] = [];
  for (const { name, content, law } of read) {
    const result = await importOne(db, name, content, law);
    log(
      `${name}: ${result.title} (${result.law}) ${result.clauses} มาตรา: ใหม่ ${result.added} เปลี่ยน ${result.changed} คงเดิม ${result.unchanged} ถอน ${result.removed}`,
    );
    done.push(result);
  }
  return done;
}

async function importOne(db: Sql, file: string, content: Buffer | string, law: LawFile): Promise<Imported> {
  const { key, th, fresh } = await keyOf(db, file, law);
  if (fresh) {
    await db
      .insertInto("law")
      .values({
        key,
        th,
        en: th,
        kind: law.kind,
        year_be: law.yearBe,
        part: law.kind === "regulation" ? "item" : "section",
      })
      .execute();
  }
  await sql`SELECT key FROM law WHERE key = ${key} FOR UPDATE`.execute(db);
  const { rows: held } = await sql<{
    number: string;
    text: string;
  }>`SELECT number, text FROM clause_text WHERE law_key = ${key} AND import_id IS NOT NULL`.execute(db);
  const before = new Map(held.map((row) => [row.number, row.text]));
  const given = new Set(law.clauses.map((each) => each.number));
  const added = law.clauses.filter((each) => !before.has(each.number));
  const changed = law.clauses.filter((each) => before.has(each.number) && before.get(each.number) !== each.text);
  const removed = held.filter((row) => !given.has(row.number));
  const unchanged = law.clauses.length - added.length - changed.length;
  const { rows: hands } = await sql<{
    number: string;
  }>`SELECT DISTINCT number FROM clause_text WHERE law_key = ${key} AND import_id IS NULL`.execute(db);
  const overruled = hands.filter((row) => given.has(row.number)).length;
  const counts = { clauses: law.clauses.length, added: added.length, changed: changed.length, removed: removed.length };
  if (added.length + changed.length + removed.length > 0) {
    await write(
      db,
      key,
      file,
      content,
      law,
      counts,
      [...changed.map((each) => each.number), ...removed.map((each) => each.number)],
      [...added, ...changed],
    );
  }
  return { file, law: key, title: th, ...counts, unchanged, overruled };
}

async function write(
  db: Sql,
  key: string,
  file: string,
  content: Buffer | string,
  law: LawFile,
  counts: object,
  gone: string[],
  fresh: LawFile["clauses"],
) {
  const record = await db
    .insertInto("law_import")
    .values({
      law_key: key,
      file: file.split(/[\\/]/u).at(-1)!,
      sha256: createHash("sha256").update(content).digest(),
      title: law.title,
      licence: law.licence,
      source: law.source,
      source_day: law.sourceDay,
      ...(counts as { clauses: number; added: number; changed: number; removed: number }),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await sql`DELETE FROM clause_text WHERE law_key = ${key} AND import_id IS NOT NULL AND number = ANY (${gone}::text[])`.execute(
    db,
  );
  const rows = JSON.stringify(law.clauses.map(({ number, part }) => ({ number, part, ordinal: ordinalOf(number) })));
  await sql`
    INSERT INTO clause (law_key, number, ordinal, part)
    SELECT ${key}, number, ordinal, part FROM jsonb_to_recordset(${rows}::jsonb) AS c(number text, ordinal int, part text)
    ON CONFLICT (law_key, number) DO UPDATE SET part = excluded.part`.execute(db);
  await sql`
    INSERT INTO clause_text (law_key, number, import_id, text, source, source_day)
    SELECT ${key}, number, ${record.id}, text, ${law.source}, ${law.sourceDay}::date
      FROM jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) AS c(number text, text text)`.execute(db);
  await sql`UPDATE clause_text SET import_id = ${record.id}, source = ${law.source}, source_day = ${law.sourceDay}::date WHERE law_key = ${key} AND import_id IS NOT NULL`.execute(
    db,
  );
  // a clause that nothing is left of: not ours, no text by anyone
  await sql`
    DELETE FROM clause c WHERE c.law_key = ${key} AND c.number = ANY (${gone}::text[]) AND c.title_th = '' AND c.summary_th = ''
       AND NOT EXISTS (SELECT FROM clause_text t WHERE t.law_key = c.law_key AND t.number = c.number)`.execute(db);
  await index(
    db,
    [...fresh.map((each) => each.number), ...gone].map((number) => ({ law_key: key, number })),
  );
}
