/** The governor's board: what is late, whose, where, and whether it gets better. */
import { sql } from "kysely";
import { Fields } from "../../../kernel/input.ts";
import { view } from "../../../kernel/room.ts";
import { boardRows, standing } from "./board.ts";

export interface LateUnit {
  unit: number;
  th: string;
  kind: string;
  area_code: string | null;
  open: number;
  late: number;
  worst: number;
  unacknowledged: number;
}
export interface Week {
  monday: string;
  given: number;
  accepted: number;
  /** Past due at the end of that week and not handed in as done. */
  late: number;
}

export const governor = view({
  th: "กระดานผู้ว่าราชการจังหวัด",
  en: "The governor's board",
  duty: "orders.oversee",
  input: Fields({}),
  async run(office) {
    const { rows: units } = await sql<LateUnit>`
      SELECT u.id AS unit, u.th, u.kind, u.area_code, count(*)::int AS open,
             count(*) FILTER (WHERE a.due < ${office.today}::date AND a.state <> 'reported')::int AS late,
             coalesce(working_days_between(min(a.due) FILTER (WHERE a.due < ${office.today}::date AND a.state <> 'reported'), ${office.today}::date), 0) AS worst,
             count(*) FILTER (WHERE a.state = 'given')::int AS unacknowledged
        FROM assignment a JOIN unit u ON u.id = a.to_unit
       WHERE a.state NOT IN ('accepted','cancelled') AND a.purpose = 'action'
       GROUP BY u.id ORDER BY late DESC, worst DESC, open DESC, u.id`.execute(office.sql);
    const { rows: weeks } = await sql<Week>`
      WITH week AS (SELECT generate_series(date_trunc('week', ${office.today}::date)::date - 77, date_trunc('week', ${office.today}::date)::date, '7 days')::date AS monday),
      -- Read once: what was given, accepted or still open within the twelve weeks. Work is handed in on the day of its final report that
      -- was not sent back: from then on the issuer is waited for, and the doer is not late.
      work AS MATERIALIZED (
        SELECT a.given_on, a.due, a.handed_on, NULL::date AS accepted_on FROM assignment a WHERE a.purpose = 'action' AND a.state NOT IN ('accepted','cancelled')
        UNION ALL
        SELECT a.given_on, a.due, a.handed_on, (a.state_at AT TIME ZONE 'Asia/Bangkok')::date FROM assignment a
         WHERE a.purpose = 'action' AND a.state = 'accepted' AND a.state_at >= (date_trunc('week', ${office.today}::date) - interval '77 days') AT TIME ZONE 'Asia/Bangkok')
      SELECT to_char(w.monday, 'YYYY-MM-DD') AS monday,
             (SELECT count(*)::int FROM work WHERE given_on >= w.monday AND given_on < w.monday + 7) AS given,
             (SELECT count(*)::int FROM work WHERE accepted_on >= w.monday AND accepted_on < w.monday + 7) AS accepted,
             (SELECT count(*)::int FROM work WHERE due < least(w.monday + 7, ${office.today}::date) AND given_on < w.monday + 7
                AND (handed_on IS NULL OR handed_on >= w.monday + 7)) AS late
        FROM week w ORDER BY w.monday`.execute(office.sql);
    const { rows: places } = await sql<{ area_code: string; open: number; late: number }>`
      SELECT left(p.area_code, 4) AS area_code, count(DISTINCT o.matter_id)::int AS open,
             count(DISTINCT o.matter_id) FILTER (WHERE o.next_due < ${office.today}::date)::int AS late
        FROM order_matter o JOIN matter_place p ON p.matter_id = o.matter_id WHERE o.is_open AND length(p.area_code) >= 4 GROUP BY 1`.execute(
      office.sql,
    );
    return {
      standing: await standing(office),
      units,
      weeks,
      places,
      late: await boardRows(office, { state: "late", limit: 20 }),
    };
  },
});
