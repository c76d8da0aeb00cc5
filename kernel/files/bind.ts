/** Uploads become files of a matter, inside the act that needs them. */
import { sql } from "kysely";
import { fieldFault } from "../problem.ts";
import type { Office } from "../room.ts";

export interface BoundFile {
  id: number;
  name: string;
  hash: string;
  size: number;
  type: string;
}

/**
 * Binds uploads (the tokens of `POST /api/files`) to a matter in the act's own transaction and returns the files in order.
 * Only the person's own uploads, made in the position he acts as, not expired, each once. Throws `input` on field `files` otherwise.
 * `kind` is 'attachment' unless told; `report` is the assignment report they are evidence for.
 */
export async function bindFiles(
  office: Office,
  matterId: number,
  uploadIds: readonly string[],
  { kind = "attachment", report }: { kind?: string; report?: number } = {},
): Promise<BoundFile[]> {
  const tokens = [...new Set(uploadIds)];
  if (tokens.length === 0) return [];
  const { rows: taken } = await sql<{ token: string; content_hash: string; name: string }>`
    DELETE FROM upload WHERE token = ANY (${tokens}::text[]) AND person_id = ${office.actor.person.id} AND expires_at > ${office.now}
    RETURNING token, content_hash, name`.execute(office.sql);
  const ids: number[] = [];
  for (const [index, token] of tokens.entries()) {
    const upload = taken.find((each) => each.token === token);
    if (!upload) {
      throw fieldFault(
        `files/${index}`,
        "ไม่พบไฟล์ที่อัปโหลดนี้ อาจหมดอายุหรือแนบไปแล้ว โปรดอัปโหลดใหม่",
        "This upload is not there: it has expired or is attached already; upload it again",
      );
    }
    const { rows } = await sql<{ id: number }>`
      INSERT INTO file (matter_id, content_hash, name, kind, assignment_report_id, by_person, by_position, by_capacity)
      VALUES (${matterId}, ${upload.content_hash}, ${upload.name}, ${kind}, ${report ?? null},
        ${office.by.by_person}, ${office.by.by_position}, ${office.by.by_capacity}) RETURNING id`.execute(office.sql);
    ids.push(rows[0]!.id);
  }
  const { rows: bound } = await sql<BoundFile>`SELECT f.id, f.name, c.hash, c.size, c.type
    FROM file f JOIN content c ON c.hash = f.content_hash WHERE f.id = ANY (${ids}::bigint[]) ORDER BY f.id`.execute(
    office.sql,
  );
  return bound;
}
