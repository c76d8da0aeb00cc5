/** A line of the program itself: what it found or did by the clock. */
import { createHash } from "node:crypto";
import { sql } from "kysely";
import { machinery } from "../actor.ts";
import type { Sql } from "../database.ts";

/** Writes a ledger line and its event in the machinery's own transaction. `act` names the clockwork, 'room.name'. */
export async function recordAsMachinery(
  db: Sql,
  event: string,
  act: string,
  detail: Record<string, unknown>,
  matter: number | null = null,
): Promise<void> {
  const lines = JSON.stringify([{ event, matter, detail }]);
  const hash = createHash("sha256").update(JSON.stringify(detail)).digest();
  const { person, position } = machinery;
  await sql`SELECT ledger_write(${lines}::jsonb, clock_timestamp(), ${act}, NULL, NULL, 'machinery', NULL, ${person.th}, ${position.th}, '{}', NULL, ${hash}::bytea)`.execute(
    db,
  );
}
