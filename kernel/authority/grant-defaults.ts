/** Duties as the rooms declare them, and the grants that each role has from the start. */
import { sql } from "kysely";
import type { Sql } from "../database.ts";
import type { Room } from "../room.ts";

/** Upserts every room's duties; a duty seen for the first time is granted to the positions of the roles it names. */
export async function syncDuties(db: Sql, rooms: readonly Room[]): Promise<void> {
  for (const room of rooms) {
    for (const [code, duty] of Object.entries(room.duties)) {
      const { rows } = await sql<{ fresh: boolean }>`INSERT INTO duty (code, th, en, room) VALUES (${code}, ${duty.th}, ${duty.en}, ${room.name})
        ON CONFLICT (code) DO UPDATE SET th = excluded.th, en = excluded.en, room = excluded.room RETURNING xmax = 0 AS fresh`.execute(db);
      if (!rows[0]?.fresh) continue;
      for (const [role, reach] of Object.entries(duty.granted)) {
        await sql`INSERT INTO duty_grant (duty, position_id, reach, basis) SELECT ${code}, id, ${reach}, ${duty.basis} FROM position WHERE role = ${role}`.execute(db);
      }
    }
  }
}
