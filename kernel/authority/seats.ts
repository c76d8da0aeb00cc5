/** Positions and who sits in them, as acts load them. */
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { Problem } from "../problem.ts";
import type { Office } from "../room.ts";

export interface Seat {
  id: number;
  unit: number;
  role: string;
  th: string;
  en: string;
  from: string;
  to: string | null;
}
export interface Sitting {
  id: number;
  person: number;
  position: number;
  capacity: "holder" | "acting" | "standing_in";
  substantive: boolean;
  instrument: string | null;
  from: string;
  to: string | null;
}

/** The position, locked while an act changes who sits in it: two changes of one position go one after the other. */
export async function seat(office: Office, position: number): Promise<Seat | undefined> {
  const query = office.sql
    .selectFrom("position")
    .select(["id", "unit_id as unit", "role", "th", "en"])
    .select(sql<string>`lower(during)`.as("from"))
    .select(sql<string | null>`upper(during)`.as("to"))
    .where("id", "=", position);
  return office.lock(query).executeTakeFirst();
}

/** An occupancy and its position, the position locked. */
export async function occupancy(office: Office, id: number): Promise<{ sitting: Sitting; seat: Seat } | undefined> {
  const found = await office.sql.selectFrom("occupancy").select("position_id").where("id", "=", id).executeTakeFirst();
  const itsSeat = found && (await seat(office, found.position_id));
  const sitting = (await sittings(office, sql`o.id = ${id}`))[0];
  return itsSeat && sitting ? { sitting, seat: itsSeat } : undefined;
}

/** Occupancies that a condition on `o` picks, the earliest first. */
export async function sittings(office: Office, condition: ReturnType<typeof sql>): Promise<Sitting[]> {
  const { rows } = await sql<Sitting>`
    SELECT o.id, o.person_id AS person, o.position_id AS position, o.capacity, o.substantive, o.instrument, lower(o.during) AS from, upper(o.during) AS to
      FROM occupancy o WHERE ${condition} ORDER BY lower(o.during), o.id`.execute(office.sql);
  return rows;
}

/** A period as PostgreSQL takes it; `to` is the first day no longer in it. */
export const period = (from: string, to: string | null | undefined) =>
  sql<string>`daterange(${from}::date, ${to ?? null}::date)`;

/** A fault when the last day is not after the first, undefined otherwise. */
export function periodFault(from: string, to: string | null | undefined, field = "to"): Problem | undefined {
  if (to === null || to === undefined || to > from) return undefined;
  const message = { th: "วันสิ้นสุดต้องอยู่หลังวันเริ่มต้น", en: "The end must come after the beginning" };
  return new Problem("input", message, [{ field, message }]);
}

/** Whether the actor's duty reaches this position: as his own, or by a power over its unit (a power over own matters only is none). */
export function reaches(actor: Actor, duty: string, position: { id: number; unit: number }): boolean {
  if (actor.is(position.id)) return actor.has(duty);
  return (
    actor.covers(duty, position.unit) && actor.powers.some((power) => power.duty === duty && power.reach !== "own")
  );
}

/** Shortens an occupancy to end before `on`, and says how it ended. One that would begin on or after that day is taken out. */
export async function endSitting(
  office: Office,
  sitting: Sitting,
  on: string,
  why: { instrument: string | null; reason: string },
) {
  if (sitting.from < on) {
    await sql`UPDATE occupancy SET during = ${period(sitting.from, on)} WHERE id = ${sitting.id}`.execute(office.sql);
  } else {
    await sql`DELETE FROM occupancy WHERE id = ${sitting.id}`.execute(office.sql);
  }
  await office.sql
    .insertInto("occupancy_end")
    .values({
      occupancy_id: sitting.id,
      person_id: sitting.person,
      position_id: sitting.position,
      ends_on: sitting.from < on ? on : null,
      ...why,
      ...office.by,
    })
    .execute();
}
