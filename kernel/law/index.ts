/** The law library (กฎหมายและระเบียบ): every act of office cites a clause, and here stands what it says and what rests on it. */
import { readFile } from "node:fs/promises";
import { sql } from "kysely";
import { machinery } from "../actor.ts";
import { type Database, transaction } from "../database.ts";
import { Day, Fields, Note, OneOf, Text, Type } from "../input.ts";
import { conflict } from "../problem.ts";
import { act, type Room, room } from "../room.ts";
import { electronicTransactions, officialInformation, stateAdministration } from "./clauses.ts";
import { type Imported, importLaw } from "./import-law.ts";
import { index, ordinalOf, syncLaw } from "./library.ts";
import { ClauseNumber, clause, law, list, search } from "./views.ts";

export { type Imported, importLaw, LawFileRefused, readLaw } from "./import-law.ts";
export { citations, missingClauses, ordinalOf, syncLaw } from "./library.ts";
export { notAuthoritative } from "./views.ts";

const duty = "law.keep";
const basis = [officialInformation("๙"), stateAdministration("๖๐"), electronicTransactions("๑๒")];
const Key = Type.String({ pattern: "^[a-z][a-z0-9-]{1,60}$" });

const writeText = act({
  th: "บันทึกตัวบทกฎหมาย",
  en: "Write a clause's text",
  duty,
  basis,
  input: Fields({
    law: Key,
    number: ClauseNumber,
    text: Text(60_000),
    /** Where the text stands: "ราชกิจจานุเบกษา เล่ม … ตอนที่ …". */
    source: Text(500),
    source_day: Type.Optional(Day),
    remark: Type.Optional(Note(1000)),
    /** Chapter heading, for a clause that is not on the shelf yet. */
    part: Type.Optional(Note(300)),
  }),
  subject: (office, input) =>
    office.lock(office.sql.selectFrom("law").select(["key", "th"]).where("key", "=", input.law)).executeTakeFirst(),
  may: (actor) => actor.has(duty),
  async run(office, { law: key, number, text, source, source_day = null, remark = "", part = "" }) {
    await office.sql
      .insertInto("clause")
      .values({ law_key: key, number, ordinal: ordinalOf(number), part })
      .onConflict((same) => same.columns(["law_key", "number"]).doNothing())
      .execute();
    const row = await office.sql
      .insertInto("clause_text")
      .values({ law_key: key, number, text: text.normalize("NFC").trim(), source, source_day, remark, ...office.by })
      .returning("id")
      .executeTakeFirstOrThrow();
    await index(office.sql, [{ law_key: key, number }]);
    office.record("law.textWritten", { detail: { law: key, number, text: row.id, source, source_day } });
    return { law: key, number, text: row.id };
  },
});

const addLaw = act({
  th: "เพิ่มกฎหมายหรือระเบียบ",
  en: "Add a law or regulation",
  duty,
  basis,
  input: Fields({
    key: Key,
    th: Text(500),
    en: Text(500),
    kind: OneOf("act", "decree", "regulation", "rule", "other"),
    year_be: Type.Integer({ minimum: 2400, maximum: 2700 }),
    part: OneOf("section", "item"),
  }),
  subject: async () => ({}),
  may: (actor) => actor.has(duty),
  async run(office, input) {
    const { rows } = await sql`INSERT INTO law (key, th, en, kind, year_be, part)
      VALUES (${input.key}, ${input.th}, ${input.en}, ${input.kind}, ${input.year_be}, ${input.part}) ON CONFLICT DO NOTHING RETURNING key`.execute(
      office.sql,
    );
    if (rows.length === 0) throw conflict("มีกฎหมายที่ใช้รหัสนี้แล้ว", "There is a law with this key already");
    office.record("law.added", { detail: input });
    return { law: input.key };
  },
});

/** The room. `rooms` gives the list of all rooms, once the program is put together: a clause shows which acts rest on it. */
export const lawRoom = (rooms: () => readonly Room[]) =>
  room({
    name: "law",
    th: "กฎหมายและระเบียบ",
    en: "Laws and regulations",
    serves: "พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐ มาตรา ๙",
    migrations: [new URL("./law.sql", import.meta.url)],
    duties: {
      "law.keep": {
        th: "ดูแลห้องสมุดกฎหมาย",
        en: "Keep the law library",
        basis: officialInformation("๙"),
        granted: { office_head: "province", administrator: "province" },
      },
    },
    acts: { writeText, addLaw },
    views: { list: list(rooms), law: law(rooms), clause: clause(rooms), search },
  });

/**
 * `changwat import law FILE…`: all files in one transaction, after the shipped clauses are on the shelves. Throws
 * LawFileRefused for a bad file, before anything is written.
 */
export async function importLawFiles(
  database: Database,
  paths: readonly string[],
  say: (line: string) => void,
): Promise<Imported[]> {
  const files = await Promise.all(paths.map(async (path) => ({ name: path, content: await readFile(path) })));
  return transaction(database, machinery, async (db) => {
    await syncLaw(db);
    return importLaw(db, files, { log: say });
  });
}
