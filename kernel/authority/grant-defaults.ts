/** What roles can do from the start: the duties that rooms declare, written down once and granted to positions. */
import { sql } from "kysely";
import type { Sql } from "../database.ts";
import type { Room } from "../room.ts";

interface Default {
  duty: string;
  th: string;
  en: string;
  room: string;
  basis: string;
  granted: Readonly<Record<string, string>>;
}

/** The duties of a list of rooms, 'room.verb' by 'room.verb'. Throws when two rooms declare the same one differently. */
export function dutiesOf(rooms: readonly Room[]): Default[] {
  const all = new Map<string, Default>();
  for (const room of rooms) {
    for (const [code, { th, en, basis, granted }] of Object.entries(room.duties)) {
      if (all.has(code)) throw new Error(`two rooms declare the duty ${code}: ${all.get(code)!.room} and ${room.name}`);
      all.set(code, { duty: code, th, en, room: room.name, basis, granted });
    }
  }
  return [...all.values()];
}

/**
 * Brings the list of duties up to date with the rooms. A duty seen for the first time is granted to every position whose
 * role it names; what an administrator ended or granted stays as he left it. Safe to call at every start.
 */
export async function syncDuties(db: Sql, rooms: readonly Room[]): Promise<{ duties: number; fresh: string[] }> {
  const duties = dutiesOf(rooms);
  const asRows = JSON.stringify(duties);
  const defaults = JSON.stringify(
    duties.flatMap(({ duty, basis, granted }) =>
      Object.entries(granted).map(([role, reach]) => ({ duty, role, reach, basis })),
    ),
  );
  const { rows } = await sql<{ code: string; fresh: boolean }>`
    INSERT INTO duty (code, th, en, room)
    SELECT d.duty, d.th, d.en, d.room FROM jsonb_to_recordset(${asRows}::jsonb) AS d(duty text, th text, en text, room text) ORDER BY d.duty
    ON CONFLICT (code) DO UPDATE SET th = excluded.th, en = excluded.en, room = excluded.room
    RETURNING code, xmax = 0 AS fresh`.execute(db);
  const codes = duties.map((each) => each.duty);
  await sql`
    WITH given AS (SELECT * FROM jsonb_to_recordset(${defaults}::jsonb) AS d(duty text, role text, reach text, basis text)),
    dropped AS (DELETE FROM duty_default x WHERE x.duty = ANY (${codes}::text[]) AND NOT EXISTS (SELECT FROM given g WHERE g.duty = x.duty AND g.role = x.role))
    INSERT INTO duty_default (duty, role, reach, basis) SELECT duty, role, reach, basis FROM given
    ON CONFLICT (duty, role) DO UPDATE SET reach = excluded.reach, basis = excluded.basis`.execute(db);
  const fresh = rows.filter((row) => row.fresh).map((row) => row.code);
  if (fresh.length > 0) await grantMissing(db, sql`d.duty = ANY (${fresh}::text[])`);
  return { duties: duties.length, fresh };
}

/**
 * Gives a new position (or several) what its role has from the start, for as long as it exists. A duty that it has, or once
 * had, is left alone. Returns how many grants were made.
 */
export async function grantDefaultsTo(db: Sql, position: number | readonly number[]): Promise<number> {
  const ids = typeof position === "number" ? [position] : [...position];
  return grantMissing(db, sql`p.id = ANY (${ids}::int[])`);
}

async function grantMissing(db: Sql, condition: ReturnType<typeof sql>): Promise<number> {
  const result = await sql`
    INSERT INTO duty_grant (duty, position_id, reach, basis, during)
    SELECT d.duty, p.id, d.reach, d.basis, p.during
      FROM duty_default d JOIN position p ON p.role = d.role
     WHERE ${condition} AND NOT EXISTS (SELECT FROM duty_grant g WHERE g.position_id = p.id AND g.duty = d.duty)
     ORDER BY p.id, d.duty`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}
