/** Telling positions that something concerns them: `await notify(office, {to, kind, th, en, matter, path})` in an act or hearer. */
import { sql } from "kysely";
import type { Office } from "../room.ts";

export interface Telling {
  /** Positions; each once, whoever sits there. */
  to: readonly number[];
  /** Event or kind, e.g. "orders.issued"; mail can be switched off by it. */
  kind: string;
  th: string;
  en: string;
  /** A secret matter's notice says only that there is one. */
  matter?: number | null;
  /** Where the desk shows it, e.g. "/orders/12"; "/matters/<matter>" when there is a matter and no path. */
  path?: string;
  /** Only for this person, while he sits in the position. */
  person?: number;
}

/** What a notice about a secret matter says, wherever it is shown (secrecy regulation: the subject itself is secret). */
export const secretWords = {
  th: "มีเรื่องที่มีชั้นความลับถึงท่าน โปรดเปิดดูในระบบ",
  en: "There is a classified matter for you; please open it in the system",
} as const;

/**
 * Writes one notice a position, in the caller's transaction: told if and only if the act is committed. The secrecy of the matter
 * is read from the row itself, so a caller cannot tell a secret by mistake. The actor's own position is told like any other.
 */
export async function notify(
  office: Office,
  { to, kind, th, en, matter = null, path, person }: Telling,
): Promise<void> {
  const positions = [...new Set(to)];
  if (positions.length === 0) return;
  // A matter that the teller himself does not see counts as secret.
  await sql`INSERT INTO notice (to_position, person_id, kind, th, en, path, matter_id, at)
    SELECT p, ${person ?? null}::int, ${kind}, CASE WHEN open THEN ${th.slice(0, 2000)} ELSE ${secretWords.th} END,
           CASE WHEN open THEN ${en.slice(0, 2000)} ELSE ${secretWords.en} END, ${path ?? (matter === null ? "" : `/matters/${matter}`)}, ${matter}::bigint, ${office.now}
      FROM unnest(${positions}::int[]) p,
           (SELECT ${matter}::bigint IS NULL OR EXISTS (SELECT FROM matter m WHERE m.id = ${matter}::bigint AND m.secrecy = 0) AS open) o`.execute(
    office.sql,
  );
}
