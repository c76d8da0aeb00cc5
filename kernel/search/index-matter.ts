/** The words of a matter, gathered from all that hangs on it, as search has them. */
import { sql } from "kysely";
import { machinery } from "../actor.ts";
import { type Sql, transaction } from "../database.ts";
import { fold, searchLexemes } from "../language/search-terms.ts";
import type { Hearers } from "../outbox/hearers.ts";
import type { House, MatterKind, Room } from "../room.ts";

/** A text beyond this is not read for search (some 70 pages). */
const longest = 200_000;
const kinds = new Map<string, MatterKind>();

/** Makes the kinds of matters of the running program known: how each adds its words, where the desk shows it. */
export function knowKinds(rooms: readonly Room[]): void {
  for (const room of rooms) for (const [kind, words] of Object.entries(room.matters ?? {})) kinds.set(kind, words);
}
/** Where the desk shows a matter; a kind that no room declares has the page that all matters have. */
export const pathOf = (kind: string, matter: number): string => kinds.get(kind)?.path(matter) ?? `/matters/${matter}`;

/** For the outbox: a matter is indexed anew on whatever happens to it. */
export function searchHearers(rooms: readonly Room[]): Hearers {
  knowKinds(rooms);
  return {
    search: {
      "*": async ({ sql: db }, { id, matter }) => {
        if (matter === null) return;
        // What happened later to the same matter will index it with all of this.
        const { rows } =
          await sql`SELECT FROM outbox WHERE matter_id = ${matter} AND id > ${id} AND tries = 0 LIMIT 1`.execute(db);
        if (rows.length === 0) await indexMatter(db, matter);
      },
    },
  };
}

/** Indexes one matter, as machinery. A matter that is gone leaves the index. */
export async function indexMatter(db: Sql, matter: number): Promise<void> {
  // Two programs at the same matter: the later one must be the one that has read more.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('search', ${matter}))`.execute(db);
  const { rows } = await sql<{ kind: string; title: string; printed: string | null; texts: string[] }>`
    SELECT m.kind, m.title, m.printed, ARRAY(
        SELECT text FROM (
          SELECT 0 AS part, id AS n, label AS text FROM matter_place WHERE matter_id = m.id AND label <> ''
          UNION ALL SELECT 1, id, name FROM file WHERE matter_id = m.id AND NOT EXISTS (SELECT FROM file_removal r WHERE r.file_id = file.id)
          UNION ALL SELECT 2, id, instruction FROM assignment WHERE matter_id = m.id AND instruction <> ''
          UNION ALL SELECT 3, r.id, r.text FROM assignment_report r JOIN assignment a ON a.id = r.assignment_id WHERE a.matter_id = m.id
          UNION ALL SELECT 4, id, text FROM comment WHERE matter_id = m.id) t ORDER BY part, n DESC) AS texts
      FROM matter m WHERE m.id = ${matter}`.execute(db);
  const row = rows[0];
  if (!row) {
    await sql`DELETE FROM matter_text WHERE matter_id = ${matter}`.execute(db);
    return;
  }
  const own = (await kinds.get(row.kind)?.text?.(db, matter)) ?? "";
  // The same instruction goes to many addressees: once is enough.
  const plain = [...new Set([row.title, row.printed ?? "", own, ...row.texts])]
    .filter((text) => text !== "")
    .join("\n")
    .slice(0, longest)
    .toWellFormed()
    .replaceAll("\0", "");
  const number = row.printed ?? "";
  const name = fold([row.title, number, number.replace(/\s/g, "")].join("\n"));
  await sql`INSERT INTO matter_text (matter_id, lexemes, name, plain, indexed_at)
    VALUES (${matter}, array_to_tsvector(${searchLexemes(plain)}::text[]), ${name}, ${plain}, clock_timestamp())
    ON CONFLICT (matter_id) DO UPDATE SET lexemes = excluded.lexemes, name = excluded.name, plain = excluded.plain, indexed_at = excluded.indexed_at`.execute(
    db,
  );
}

/** Indexes every matter anew, oldest first; `progress` after each hundred. Searching goes on meanwhile. Returns how many. */
export async function reindexAll(
  house: House,
  progress: (at: { done: number; total: number }) => void = () => {},
): Promise<number> {
  knowKinds(house.rooms);
  return indexThose(house, sql`true`, progress);
}

/** Indexes what the index lacks: for a start after a crash, or data that came in by another way than acts. Returns how many. */
export async function indexMissing(house: House): Promise<number> {
  knowKinds(house.rooms);
  return indexThose(house, sql`NOT EXISTS (SELECT FROM matter_text t WHERE t.matter_id = m.id)`, () => {});
}

async function indexThose(
  house: House,
  which: ReturnType<typeof sql>,
  progress: (at: { done: number; total: number }) => void,
): Promise<number> {
  const read = <R>(query: ReturnType<typeof sql<R>>) =>
    transaction(house.database, machinery, (db) => query.execute(db), "read");
  const { rows: all } = await read(sql<{ total: number }>`SELECT count(*)::int AS total FROM matter m WHERE ${which}`);
  const total = all[0]!.total;
  let done = 0;
  for (let after = 0; ; ) {
    const { rows } = await read(
      sql<{ id: number }>`SELECT id FROM matter m WHERE id > ${after} AND ${which} ORDER BY id LIMIT 100`,
    );
    if (rows.length === 0) return done;
    await transaction(house.database, machinery, async (db) => {
      for (const { id } of rows) await indexMatter(db, id);
    });
    done += rows.length;
    after = rows.at(-1)!.id;
    progress({ done, total });
  }
}
