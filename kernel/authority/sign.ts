/** The signature block of a paper issued today in a position's name: derived from who sits there, never typed. */
import { sql } from "kysely";
import { conflict } from "../problem.ts";
import type { Office } from "../room.ts";
import type { Words } from "./rules.ts";
import { type Signing, signatureBlock } from "./signature.ts";

/**
 * The signature block of what is issued today in a position's name, in Thai: by the one who acts now where it is his
 * position, else by whoever sits there today. With `duty`, a power that the actor has only by delegation shows whose it is.
 * Throws a conflict where nobody could sign.
 */
export async function signatureOf(office: Office, position: number, duty?: string): Promise<string[]> {
  const { actor, today } = office;
  const power = actor.is(position) && duty !== undefined ? actor.power(duty) : undefined;
  const root = power?.via === "delegation" ? power.onBehalfOf : null;
  const { rows } = await sql<{
    sits: Signing["capacity"];
    person: Words;
    position: Words;
    own: Words | null;
    root: Words | null;
    province: Words | null;
  }>`
    SELECT o.capacity AS sits, jsonb_build_object('th', person_name(p), 'en', person_name(p, true)) AS person,
           jsonb_build_object('th', s.th, 'en', s.en) AS position,
           (SELECT jsonb_build_object('th', q.th, 'en', q.en) FROM occupancy own JOIN position q ON q.id = own.position_id
             WHERE own.person_id = p.id AND own.substantive AND own.during @> ${today}::date) AS own,
           (SELECT jsonb_build_object('th', r.th, 'en', r.en) FROM position r WHERE r.id = ${root}::int) AS root,
           (SELECT jsonb_build_object('th', th, 'en', en) FROM office) AS province
      FROM occupancy o JOIN person p ON p.id = o.person_id JOIN position s ON s.id = o.position_id
     WHERE o.id = CASE WHEN ${actor.is(position)} THEN ${actor.occupancy}::int ELSE (SELECT id FROM sitting(${position}, ${today}::date)) END`.execute(
    office.sql,
  );
  const row = rows[0];
  if (!row)
    throw conflict("วันนี้ไม่มีผู้ปฏิบัติราชการในตำแหน่งนี้ จึงไม่มีผู้ลงนาม", "Nobody sits in the position today, so nobody can sign");
  const { sits, person, position: post, own, root: onBehalfOf, province } = row;
  return signatureBlock({ person, position: post, capacity: sits, ownPost: own, onBehalfOf, province });
}
