/** The inbox: what a position must act on, what it waits for, what it is told. One list for every room. */
import { sql } from "kysely";
import { Fields, OneOf, Type } from "../input.ts";
import { type Office, view } from "../room.ts";

export interface InboxRow {
  key: string;
  what: "assignment" | "report" | "request";
  id: number;
  assignment: number;
  matter: number;
  kind: string;
  title: string;
  printed: string | null;
  urgency: number;
  secrecy: number;
  due: string | null;
  /** Working days past the due day; negative = days left; null = no due day. */
  late: number | null;
  state: string;
  percent: number;
  from: string;
  to: string;
  instruction: string;
  at: Date;
}

const columns = sql`a.id AS assignment, m.id AS matter, m.kind, m.title, m.printed, m.urgency, m.secrecy, a.due,
  CASE WHEN a.due IS NOT NULL THEN working_days_between(a.due, thai_today()) END AS late, a.state, a.percent,
  f.th AS "from", t.th AS "to", a.instruction`;
const joins = sql`JOIN matter m ON m.id = a.matter_id JOIN position f ON f.id = a.from_position JOIN position t ON t.id = a.to_position`;

/**
 * `box`: act = mine to do, and reports and requests that wait for my decision; waiting = what I gave and is not finished;
 * information = copies not yet acknowledged. Soonest due first. `after` = the key of the last row seen.
 */
export const inbox = view({
  th: "งานของฉัน",
  en: "My work",
  input: Fields({
    box: OneOf("act", "waiting", "information"),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  async run(office, { box, offset = 0, limit = 50 }) {
    const me = office.actor.position.id;
    const mine = sql`a.from_position = ${me} OR a.watch_position = ${me}`;
    // Each branch reads at most offset + limit rows from its own index before the few are merged.
    const cap = sql`ORDER BY a.due NULLS LAST, a.id LIMIT ${offset + limit}`;
    const doing = (purpose: string, states: string) => sql`
      (SELECT 'assignment' AS what, a.id, ${columns}, a.at FROM assignment a ${joins}
        WHERE a.to_position = ${me} AND a.purpose = ${purpose} AND a.state IN (${sql.raw(states)}) ${cap})`;
    const judging = sql`
      (SELECT 'report' AS what, (SELECT max(r.id) FROM assignment_report r WHERE r.assignment_id = a.id) AS id, ${columns}, a.state_at AS at
         FROM assignment a ${joins} WHERE (${mine}) AND a.state = 'reported' ${cap})
      UNION ALL
      (SELECT 'request' AS what, q.id, ${columns}, q.at FROM extension_request q
         JOIN assignment a ON a.id = q.assignment_id ${joins}
         LEFT JOIN extension_decision d ON d.request_id = q.id
        WHERE d.request_id IS NULL AND (${mine}) AND a.state IN ('given','acknowledged','returned') ${cap})`;
    const rows =
      box === "act"
        ? sql`${doing("action", "'given','acknowledged','returned'")} UNION ALL ${judging}`
        : box === "information"
          ? doing("information", "'given'")
          : sql`(SELECT 'assignment' AS what, a.id, ${columns}, a.at FROM assignment a ${joins}
                  WHERE (${mine}) AND a.state IN ('given','acknowledged','returned') ${cap})`;
    const found = await sql<InboxRow>`SELECT what || ':' || id AS key, inbox.* FROM (${rows}) inbox
      ORDER BY due NULLS LAST, urgency DESC, assignment LIMIT ${limit} OFFSET ${offset}`.execute(office.sql);
    return { rows: found.rows, counts: await counts(office) };
  },
});

/** How many in each box, each counted to 1,000 at most: a badge needs no more. */
async function counts(office: Office) {
  const me = office.actor.position.id;
  const { rows } = await sql<{ act: number; waiting: number; information: number }>`SELECT
    (SELECT count(*)::int FROM (SELECT 1 FROM assignment WHERE to_position = ${me} AND purpose = 'action' AND state IN ('given','acknowledged','returned') LIMIT 1000) x)
    + (SELECT count(*)::int FROM (SELECT 1 FROM assignment WHERE (from_position = ${me} OR watch_position = ${me}) AND state = 'reported' LIMIT 1000) x)
    + (SELECT count(*)::int FROM (SELECT 1 FROM extension_request q JOIN assignment a ON a.id = q.assignment_id
         WHERE (a.from_position = ${me} OR a.watch_position = ${me}) AND a.state IN ('given','acknowledged','returned')
           AND NOT EXISTS (SELECT FROM extension_decision d WHERE d.request_id = q.id) LIMIT 1000) x) AS act,
    (SELECT count(*)::int FROM (SELECT 1 FROM assignment WHERE (from_position = ${me} OR watch_position = ${me}) AND state IN ('given','acknowledged','returned') LIMIT 1000) x) AS waiting,
    (SELECT count(*)::int FROM (SELECT 1 FROM assignment WHERE to_position = ${me} AND purpose = 'information' AND state IN ('given') LIMIT 1000) x) AS information`.execute(
    office.sql,
  );
  return rows[0]!;
}
