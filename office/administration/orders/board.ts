/** The follow-up board: every order with its addressees rolled up, and one order's page. */
import { sql } from "kysely";
import { Fields, Id, OneOf, SmallId, type Static, Text, Type } from "../../../kernel/input.ts";
import { assignmentsOf } from "../../../kernel/matter/index.ts";
import { notFound } from "../../../kernel/problem.ts";
import { type Office, view } from "../../../kernel/room.ts";
import { type RollUp, rollUp } from "./rules.ts";

export interface BoardRow {
  matter: number;
  printed: string | null;
  title: string;
  urgency: number;
  secrecy: number;
  issuer: string;
  source: string;
  issued_on: string;
  next_due: string | null;
  is_open: boolean;
  touched_at: Date;
  roll: RollUp;
}
interface Addressee {
  state: string;
  percent: number;
  late: number | null;
}

export const boardInput = Fields({
  state: Type.Optional(OneOf("open", "late", "waiting", "unacknowledged", "closed", "all")),
  /** Only orders in which this unit, or one below it, is an addressee. */
  unit: Type.Optional(SmallId),
  issuer: Type.Optional(SmallId),
  text: Type.Optional(Text(200)),
  sort: Type.Optional(OneOf("due", "newest")),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
});
export type BoardInput = Static<typeof boardInput>;

/** The rows of the board, soonest due first (or newest), each with its roll-up. */
export async function boardRows(office: Office, input: BoardInput): Promise<BoardRow[]> {
  const {
    state = "open",
    unit,
    issuer,
    text,
    sort = state === "closed" || state === "all" ? "newest" : "due",
    offset = 0,
    limit = 50,
  } = input;
  const which = {
    open: sql`o.is_open`,
    late: sql`o.is_open AND o.next_due < ${office.today}::date`,
    waiting: sql`o.is_open AND EXISTS (SELECT FROM assignment a WHERE a.matter_id = o.matter_id AND a.state = 'reported')`,
    unacknowledged: sql`o.is_open AND EXISTS (SELECT FROM assignment a WHERE a.matter_id = o.matter_id AND a.state = 'given' AND a.purpose = 'action')`,
    closed: sql`NOT o.is_open`,
    all: sql`true`,
  }[state];
  const order = sort === "newest" ? sql`o.matter_id DESC` : sql`o.next_due NULLS LAST, o.matter_id`;
  const { rows } = await sql<Omit<BoardRow, "roll"> & { addressees: Addressee[] }>`
    SELECT o.matter_id AS matter, m.printed, m.title, m.urgency, m.secrecy, p.th AS issuer, o.source, o.issued_on, o.next_due, o.is_open, m.touched_at,
           coalesce((SELECT jsonb_agg(jsonb_build_object('state', a.state, 'percent', a.percent,
              'late', CASE WHEN a.due < ${office.today}::date AND a.state NOT IN ('accepted','cancelled') THEN working_days_between(a.due, ${office.today}::date) ELSE 0 END))
              FROM assignment a WHERE a.matter_id = o.matter_id AND a.parent_id IS NULL AND a.purpose = 'action'), '[]') AS addressees
      FROM (SELECT o.* FROM order_matter o JOIN matter m ON m.id = o.matter_id
             WHERE ${which}
               AND ${unit === undefined ? sql`true` : sql`EXISTS (SELECT FROM assignment a JOIN unit u ON u.id = a.to_unit WHERE a.matter_id = o.matter_id AND u.path @> ARRAY[${unit}::int])`}
               AND ${issuer === undefined ? sql`true` : sql`o.issuer_position = ${issuer}`}
               AND ${text === undefined ? sql`true` : sql`(m.title ILIKE ${`%${text.replaceAll(/[\\%_]/g, "\\$&")}%`} OR m.printed = ${text})`}
             ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}) o
      JOIN matter m ON m.id = o.matter_id JOIN position p ON p.id = o.issuer_position
     ORDER BY ${order}`.execute(office.sql);
  return rows.map(({ addressees, ...row }) => ({ ...row, roll: rollUp(addressees) }));
}

export const board = view({
  th: "กระดานติดตามข้อสั่งการ",
  en: "Orders board",
  input: boardInput,
  async run(office, input) {
    return { rows: await boardRows(office, input), standing: await standing(office) };
  },
});

/** The counts over the board: orders open and late, assignments by state. Only what the viewer may see is counted. */
export async function standing(office: Office) {
  const { rows } = await sql<{ open: number; late: number; waiting: number; unacknowledged: number }>`SELECT
    (SELECT count(*)::int FROM order_matter o WHERE o.is_open) AS open,
    (SELECT count(*)::int FROM order_matter o WHERE o.is_open AND o.next_due < ${office.today}::date) AS late,
    (SELECT count(*)::int FROM assignment a WHERE a.state = 'reported') AS waiting,
    (SELECT count(*)::int FROM assignment a WHERE a.state = 'given' AND a.purpose = 'action' AND a.due IS NOT NULL) AS unacknowledged`.execute(
    office.sql,
  );
  return rows[0]!;
}

export interface OrderFacts {
  matter: number;
  printed: string | null;
  title: string;
  body: string;
  basis: string[];
  source: string;
  source_note: string;
  source_matter: number | null;
  issuer: string;
  issuer_position: number;
  issued_on: string;
  signature: string[];
  secrecy: number;
  urgency: number;
  residual: boolean;
  is_open: boolean;
  watch: string | null;
  next_due: string | null;
  recorded_by: string | null;
  closures: {
    id: number;
    result: string;
    by: string;
    at: string;
    reopened: null | { reason: string; by: string; at: string };
  }[];
}

/** One order: its words, its addressees and how they stand. Places, files and timeline come with the matter page. */
export const order = view({
  th: "ข้อสั่งการ",
  en: "An order",
  input: Fields({ order: Id }),
  async run(office, { order: id }) {
    const { rows } = await sql<OrderFacts>`
      SELECT o.matter_id AS matter, m.printed, m.title, o.body, o.basis, o.source, o.source_note, o.source_matter, p.th AS issuer, o.issuer_position,
             o.issued_on, o.signature, m.secrecy, m.urgency, o.residual, o.is_open, w.th AS watch, o.next_due,
             CASE WHEN m.by_position <> o.issuer_position THEN (SELECT th FROM position WHERE id = m.by_position) END AS recorded_by,
             coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'result', c.result, 'by', person_name(cp), 'at', c.at,
                'reopened', (SELECT jsonb_build_object('reason', r.reason, 'by', person_name(rp), 'at', r.at) FROM order_reopening r
                   LEFT JOIN person rp ON rp.id = r.by_person WHERE r.closure_id = c.id)) ORDER BY c.id)
                FROM order_closure c LEFT JOIN person cp ON cp.id = c.by_person WHERE c.matter_id = o.matter_id), '[]') AS closures
        FROM order_matter o JOIN matter m ON m.id = o.matter_id JOIN position p ON p.id = o.issuer_position LEFT JOIN position w ON w.id = o.watch_position
       WHERE o.matter_id = ${id}`.execute(office.sql);
    if (!rows[0]) throw notFound();
    const assignments = await assignmentsOf(office, id);
    const addressed = assignments.filter((row) => row.parent === null && row.purpose === "action");
    return { order: rows[0], assignments, roll: rollUp(addressed) };
  },
});

/** For search: the order's words, where it came from, and how it was closed. */
export async function orderText(db: Office["sql"], matter: number): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    SELECT concat_ws(E'\n', o.body, o.source_note, p.th, (SELECT string_agg(c.result, E'\n') FROM order_closure c WHERE c.matter_id = o.matter_id),
             (SELECT string_agg(t.th, E'\n') FROM assignment a JOIN position t ON t.id = a.to_position WHERE a.matter_id = o.matter_id)) AS text
      FROM order_matter o JOIN position p ON p.id = o.issuer_position WHERE o.matter_id = ${matter}`.execute(db);
  return rows[0]?.text ?? "";
}
