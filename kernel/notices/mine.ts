/** One's own notices: the list, the count, the marks of reading. */
import { sql } from "kysely";
import { Fields, Id, Text, Type } from "../input.ts";
import { electronicGovernment } from "../law/clauses.ts";
import { act, type Office, view } from "../room.ts";
import { secretWords } from "./notify.ts";

export interface NoticeRow {
  id: number;
  kind: string;
  th: string;
  en: string;
  path: string;
  matter: number | null;
  at: Date;
  read: boolean;
}

/** Notices older than this are no longer counted as unread, so that a new occupant does not begin with his predecessor's. */
const fresh = sql`n.at > now() - interval '90 days'`;
/** More unread ones are told as "100+". */
const mostCounted = 100;

const minePart = (office: Office) =>
  sql`n.to_position = ${office.actor.position.id} AND (n.person_id IS NULL OR n.person_id = ${office.actor.person.id})`;
const unread = (office: Office) => sql`${fresh}
  AND n.id > coalesce((SELECT a.upto FROM notice_read_all a WHERE a.person_id = ${office.actor.person.id} AND a.position_id = ${office.actor.position.id}), 0)
  AND NOT EXISTS (SELECT FROM notice_read r WHERE r.notice_id = n.id AND r.person_id = ${office.actor.person.id})`;

/** Newest first. A matter that has become secret, or is seen no more, is told as such whatever the notice said. */
export const mine = view({
  th: "การแจ้งถึงฉัน",
  en: "Notices to me",
  input: Fields({
    unread: Type.Optional(Type.Boolean()),
    /** The last id of the page before. */
    before: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  }),
  async run(office, { unread: only = false, before = Number.MAX_SAFE_INTEGER, limit = 30 }) {
    const { rows } = await sql<NoticeRow>`
      SELECT n.id, n.kind, CASE WHEN open THEN n.th ELSE ${secretWords.th} END AS th, CASE WHEN open THEN n.en ELSE ${secretWords.en} END AS en,
             n.path, n.matter_id AS matter, n.at, NOT (${unread(office)}) AS read
        FROM notice n LEFT JOIN matter m ON m.id = n.matter_id
        CROSS JOIN LATERAL (SELECT n.matter_id IS NULL OR coalesce(m.secrecy = 0, false) AS open) o
       WHERE ${minePart(office)} AND n.id < ${before} ${only ? sql`AND ${unread(office)}` : sql``}
       ORDER BY n.id DESC LIMIT ${limit + 1}`.execute(office.sql);
    const page = rows.slice(0, limit);
    return { notices: page, next: rows.length > limit ? page.at(-1)!.id : null };
  },
});

/** Unread ones, 100 at most (`more` = there are more). */
export const count = view({
  th: "จำนวนการแจ้งที่ยังไม่อ่าน",
  en: "Unread notices",
  input: Fields({}),
  async run(office) {
    const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM (
      SELECT FROM notice n WHERE ${minePart(office)} AND ${unread(office)} LIMIT ${mostCounted + 1}) few`.execute(
      office.sql,
    );
    const found = rows[0]!.count;
    return { unread: Math.min(found, mostCounted), more: found > mostCounted };
  },
});

// s. 15: what officials send each other by electronic means is valid and is evidence; so is the mark that it was read.
const basis = [electronicGovernment("๑๕")];
const duty = "matters.take_part";

export const read = act({
  th: "อ่านการแจ้งแล้ว",
  en: "Mark notices as read",
  duty,
  basis,
  input: Fields({ notices: Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true }) }),
  async subject(office, { notices }) {
    const { rows } = await sql<{
      id: number;
    }>`SELECT n.id FROM notice n WHERE n.id = ANY (${notices}::bigint[]) AND ${minePart(office)}`.execute(office.sql);
    return rows.length === notices.length ? rows.map((row) => row.id) : undefined;
  },
  may: () => true, // row-level security has shown him only his own
  async run(office, _input, ids) {
    await sql`INSERT INTO notice_read (notice_id, person_id, at) SELECT id, ${office.actor.person.id}, ${office.now} FROM unnest(${ids}::bigint[]) id
      ON CONFLICT DO NOTHING`.execute(office.sql);
    office.record("notices.read", { detail: { notices: ids } });
    return { read: ids };
  },
});

export const readAll = act({
  th: "อ่านการแจ้งทั้งหมดแล้ว",
  en: "Mark all notices as read",
  duty,
  basis,
  input: Fields({
    /** Up to this one (the newest the person has before his eyes), so that what comes meanwhile stays unread. */
    upto: Id,
  }),
  async subject(office, { upto }) {
    const { rows } = await sql<{
      id: number;
    }>`SELECT n.id FROM notice n WHERE n.id = ${upto} AND ${minePart(office)}`.execute(office.sql);
    return rows[0];
  },
  may: () => true,
  async run(office, _input, { id }) {
    await sql`INSERT INTO notice_read_all AS a (person_id, position_id, upto, at)
      VALUES (${office.actor.person.id}, ${office.actor.position.id}, ${id}, ${office.now})
      ON CONFLICT (person_id, position_id) DO UPDATE SET upto = greatest(a.upto, excluded.upto), at = excluded.at`.execute(
      office.sql,
    );
    office.record("notices.read", { detail: { upto: id } });
    return { upto: id };
  },
});

/** The person's choices about mail, by kind. */
export const mailChoices = view({
  th: "การรับอีเมลของฉัน",
  en: "My choices about mail",
  input: Fields({}),
  async run(office) {
    const { rows } = await sql<{
      kind: string;
      mail: boolean;
    }>`SELECT kind, mail FROM notice_mail WHERE person_id = ${office.actor.person.id} ORDER BY kind`.execute(
      office.sql,
    );
    const { rows: person } = await sql<{
      email: string | null;
    }>`SELECT email FROM person WHERE id = ${office.actor.person.id}`.execute(office.sql);
    return { email: person[0]?.email ?? null, choices: rows };
  },
});

export const setMail = act({
  th: "เลือกรับอีเมล",
  en: "Choose which notices come by mail",
  duty,
  basis,
  input: Fields({ kind: Type.Union([Type.Literal("*"), Text(80)]), mail: Type.Boolean() }),
  subject: async (office) => office.actor.person,
  may: () => true,
  async run(office, { kind, mail }, person) {
    await sql`INSERT INTO notice_mail (person_id, kind, mail, at) VALUES (${person.id}, ${kind}, ${mail}, ${office.now})
      ON CONFLICT (person_id, kind) DO UPDATE SET mail = excluded.mail, at = excluded.at`.execute(office.sql);
    office.record("notices.mailSet", { detail: { kind, mail } });
    return { kind, mail };
  },
});
