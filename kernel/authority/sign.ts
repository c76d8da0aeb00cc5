/** The signature block of a paper issued today in a position's name: derived from who sits there, never typed. */
import { sql } from "kysely";
import type { Office } from "../room.ts";
import { type Signing, signatureBlock } from "./signature.ts";

/** `duty` is the power used: where the actor has it only by delegation, the block says on whose behalf (s. 38, 48). */
export async function signatureOf(office: Office, position: number, duty: string): Promise<string[]> {
  const { actor } = office;
  const power = actor.is(position) ? actor.power(duty) : undefined;
  const behalf = power?.via === "delegation" ? power.onBehalfOf : null;
  const { rows } = await sql<{
    person: Signing["person"];
    capacity: "holder" | "acting" | "standing_in";
    position: Signing["position"];
    own: Signing["position"] | null;
    behalf: Signing["position"] | null;
    province: Signing["position"];
  }>`
    SELECT jsonb_build_object('th', person_name(p), 'en', person_name(p, true)) AS person, s.capacity,
           (SELECT jsonb_build_object('th', th, 'en', en) FROM position WHERE id = ${position}) AS position,
           (SELECT jsonb_build_object('th', w.th, 'en', w.en) FROM occupancy o JOIN position w ON w.id = o.position_id
             WHERE o.person_id = p.id AND o.substantive AND o.during @> ${office.today}::date LIMIT 1) AS own,
           (SELECT jsonb_build_object('th', th, 'en', en) FROM position WHERE id = ${behalf}::int) AS behalf,
           (SELECT jsonb_build_object('th', th, 'en', en) FROM office) AS province
      FROM ${actor.is(position) ? sql`occupancy s` : sql`sitting(${position}, ${office.today}::date) s`} JOIN person p ON p.id = s.person_id
     WHERE ${actor.is(position) ? sql`s.id = ${actor.occupancy}` : sql`true`}`.execute(office.sql);
  const row = rows[0];
  if (!row) return [];
  return signatureBlock({
    person: row.person,
    position: row.position,
    capacity: row.behalf ? "delegate" : row.capacity,
    ownPost: row.capacity === "holder" ? null : row.own,
    onBehalfOf: row.behalf,
    province: row.province,
  });
}
