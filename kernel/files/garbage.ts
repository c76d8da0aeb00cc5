/** Contents that nothing holds any more leave the disk; contents that no scanner has seen yet are scanned. */
import { sql } from "kysely";
import { machinery } from "../actor.ts";
import { transaction } from "../database.ts";
import type { House } from "../room.ts";
import type { Scanner } from "./scanner.ts";
import { type Shelf, shelfOf } from "./shelf.ts";

/** Days between taking a file out of its last matter and the end of its bytes: time to see a mistake. */
export const graceDays = 30;

/**
 * Removes expired uploads, and the bytes that no upload and no standing file holds. Where a removed file still names them the
 * row stays, its bytes erased `graceDays` after the last removal. Returns what was done.
 */
export async function collectGarbage(house: House): Promise<{ uploads: number; erased: number; swept: number }> {
  const shelf = shelfOf(house);
  const { rows: expired } = await transaction(house.database, machinery, (db) =>
    sql`DELETE FROM upload WHERE expires_at <= now() RETURNING token`.execute(db),
  );
  let erased = 0;
  for (let after = ""; ; ) {
    const { rows } = await transaction(
      house.database,
      machinery,
      (db) =>
        sql<{
          hash: string;
        }>`SELECT hash FROM content c WHERE hash > ${after} AND erased_at IS NULL AND ${unheld} ORDER BY hash LIMIT 500`.execute(
          db,
        ),
      "read",
    );
    if (rows.length === 0) break;
    for (const { hash } of rows) if (await eraseOne(house, shelf, hash)) erased++;
    after = rows.at(-1)!.hash;
  }
  return { uploads: expired.length, erased, swept: await shelf.sweep(86_400_000) };
}

const unheld = sql`NOT EXISTS (SELECT FROM upload u WHERE u.content_hash = c.hash)
  AND NOT EXISTS (SELECT FROM file f LEFT JOIN file_removal r ON r.file_id = f.id
    WHERE f.content_hash = c.hash AND (r.file_id IS NULL OR r.at > now() - ${graceDays} * interval '1 day'))`;

/** Asked again under the row's lock: an upload of the same bytes may have come in between. */
async function eraseOne(house: House, shelf: Shelf, hash: string): Promise<boolean> {
  return transaction(house.database, machinery, async (db) => {
    await sql`SELECT FROM content WHERE hash = ${hash} FOR UPDATE`.execute(db);
    const { rows } = await sql<{
      named: boolean;
    }>`SELECT EXISTS (SELECT FROM file f WHERE f.content_hash = c.hash) AS named
      FROM content c WHERE hash = ${hash} AND erased_at IS NULL AND ${unheld}`.execute(db);
    if (!rows[0]) return false;
    await shelf.erase(hash);
    if (rows[0].named) await sql`UPDATE content SET erased_at = now() WHERE hash = ${hash}`.execute(db);
    else await sql`DELETE FROM content WHERE hash = ${hash}`.execute(db);
    return true;
  });
}

/** Scans what came in while the scanner was dead. An infected content is handed out no more. Returns how many of each. */
export async function scanWaiting(
  house: House,
  scanner: Scanner | null,
): Promise<{ clean: number; infected: number; waiting: number }> {
  const count = { clean: 0, infected: 0, waiting: 0 };
  const { rows } = await transaction(
    house.database,
    machinery,
    (db) =>
      sql<{ hash: string }>`SELECT hash FROM content WHERE scan = 'waiting' AND erased_at IS NULL LIMIT 1000`.execute(
        db,
      ),
    "read",
  );
  const shelf = shelfOf(house);
  for (const { hash } of rows) {
    const found = scanner ? await scanner.scan(shelf.path(hash)).catch(() => undefined) : undefined;
    if (found === undefined) {
      count.waiting++;
      continue;
    }
    const scan = found === null ? "clean" : "infected";
    await transaction(house.database, machinery, (db) =>
      sql`UPDATE content SET scan = ${scan}, found = ${found} WHERE hash = ${hash}`.execute(db),
    );
    count[scan]++;
    if (found !== null) house.log.warn({ hash, found }, "a virus was found in a file taken in unscanned");
  }
  return count;
}
