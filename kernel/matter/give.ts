/** Giving an assignment: one row to each position, and the matter becomes visible to those who take part. */
import { sql } from "kysely";
import { fieldFault } from "../problem.ts";
import type { Office } from "../room.ts";

/** A new assignment as rooms give it. */
export interface Giving {
  matter: number;
  from: number;
  to: number[];
  watch?: number | null;
  instruction?: string;
  purpose?: "action" | "information";
  parent?: number;
  /** Due day of each addressee; absent = none. */
  due?: (position: number) => string | null;
}

/** Writes one assignment to each position and lets the addressees (and their units) see the matter. Returns the ids in order. */
export async function give(office: Office, giving: Giving): Promise<number[]> {
  const { rows: held } = await sql<{ id: number; unit_id: number }>`
    SELECT id, unit_id FROM position WHERE id = ANY (${giving.to}::int[]) AND during @> ${office.today}::date`.execute(
    office.sql,
  );
  const unitOf = new Map(held.map((row) => [row.id, row.unit_id]));
  const unknown = giving.to.find((position) => !unitOf.has(position));
  if (unknown !== undefined)
    throw fieldFault("to", `ไม่มีตำแหน่ง ${unknown} ในวันนี้`, `There is no position ${unknown} today`);
  await sql`UPDATE matter SET
      reader_units = ARRAY(SELECT DISTINCT unnest(reader_units || ${[...new Set(unitOf.values())]}::int[])),
      reader_positions = ARRAY(SELECT DISTINCT unnest(reader_positions || ${[...giving.to, giving.from, ...(giving.watch ? [giving.watch] : [])]}::int[])),
      touched_at = ${office.now}
    WHERE id = ${giving.matter}`.execute(office.sql);
  const rows = giving.to.map((position) => ({
    matter_id: giving.matter,
    parent_id: giving.parent ?? null,
    from_position: giving.from,
    to_position: position,
    to_unit: unitOf.get(position)!,
    watch_position: giving.watch ?? null,
    purpose: giving.purpose ?? "action",
    instruction: giving.instruction ?? "",
    given_on: office.today,
    due: giving.due?.(position) ?? null,
    ...office.by,
  }));
  const written = await office.sql.insertInto("assignment").values(rows).returning("id").execute();
  return written.map((row) => row.id);
}
