/** The ledger as officials read it: newest first, only what row-level security lets each see, with the seal of each line. */
import { type RawBuilder, sql } from "kysely";
import { Day, Fields, Id, SmallId, Text, Type } from "../input.ts";
import { view } from "../room.ts";

export interface LedgerLine {
  id: number;
  at: Date;
  event: string;
  act: string;
  matter: number | null;
  person_id: number | null;
  position_id: number | null;
  capacity: string;
  on_behalf_of: number | null;
  person: string;
  position: string;
  basis: string[];
  instrument: string | null;
  detail: Record<string, unknown>;
  /** SHA-256 (hex) of the act's input as given. */
  content_hash: string;
  /** Place and hash in the chain; null while the line waits for its seal (less than a second, as a rule). */
  seal: { seq: number; hash: string } | null;
}

export const lines = view({
  th: "รายการในบันทึกหลักฐาน",
  en: "Lines of the ledger",
  input: Fields({
    matter: Type.Optional(Id),
    person: Type.Optional(SmallId),
    position: Type.Optional(SmallId),
    /** 'orders.issued', or a room's name for all its events. */
    event: Type.Optional(Text(100)),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    /** Page by key: lines older than this id. */
    before: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  async run(
    office,
    { matter, person, position, event, from, to, before, limit = 50 },
  ): Promise<{ lines: LedgerLine[]; next: number | null }> {
    const where: RawBuilder<unknown>[] = [];
    if (matter !== undefined) where.push(sql`l.matter_id = ${matter}`);
    if (person !== undefined) where.push(sql`l.person_id = ${person}`);
    if (position !== undefined) where.push(sql`(l.position_id = ${position} OR l.on_behalf_of = ${position})`);
    if (event !== undefined)
      where.push(event.includes(".") ? sql`l.event = ${event}` : sql`split_part(l.event, '.', 1) = ${event}`);
    // Days are Thai days, from the first midnight in Bangkok to the last.
    if (from !== undefined) where.push(sql`l.at >= (${from}::date)::timestamp AT TIME ZONE 'Asia/Bangkok'`);
    if (to !== undefined) where.push(sql`l.at < (${to}::date + 1)::timestamp AT TIME ZONE 'Asia/Bangkok'`);
    if (before !== undefined) where.push(sql`l.id < ${before}`);
    const condition = where.length > 0 ? sql`WHERE ${sql.join(where, sql` AND `)}` : sql``;
    const { rows } = await sql<LedgerLine>`
      SELECT l.id, l.at, l.event, l.act, l.matter_id AS matter, l.person_id, l.position_id, l.capacity, l.on_behalf_of, l.person, l.position,
             l.basis, l.instrument, l.detail, encode(l.content_hash, 'hex') AS content_hash,
             CASE WHEN s.seq IS NOT NULL THEN jsonb_build_object('seq', s.seq, 'hash', encode(s.hash, 'hex')) END AS seal
        FROM (SELECT * FROM ledger l ${condition} ORDER BY l.id DESC LIMIT ${limit + 1}) l
        LEFT JOIN ledger_seal s ON s.ledger_id = l.id ORDER BY l.id DESC`.execute(office.sql);
    const page = rows.slice(0, limit);
    return { lines: page, next: rows.length > limit ? page.at(-1)!.id : null };
  },
});
