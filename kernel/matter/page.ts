/** The matter page: facts, assignments, timeline, files, places, links. What every kind of matter shows alike. */
import { sql } from "kysely";
import { Fields, Id } from "../input.ts";
import { notFound } from "../problem.ts";
import { type Office, view } from "../room.ts";

export interface Fact {
  id: number;
  kind: string;
  title: string;
  printed: string | null;
  secrecy: number;
  urgency: number;
  owner: string;
  owner_unit: number;
  at: Date;
  touched_at: Date;
}
export interface AssignmentRow {
  id: number;
  parent: number | null;
  from: string;
  from_position: number;
  to: string;
  to_person: string | null;
  to_position: number;
  to_unit: string;
  purpose: string;
  instruction: string;
  given_on: string;
  due: string | null;
  late: number | null;
  state: string;
  percent: number;
  state_at: Date;
  reports: ReportRow[];
  requests: RequestRow[];
}
export interface ReportRow {
  id: number;
  percent: number;
  text: string;
  area_code: string | null;
  lon: number | null;
  lat: number | null;
  by: string;
  position: string;
  capacity: string;
  at: string;
  decision: null | { decision: string; remark: string; by: string; position: string; at: string };
  files: { id: number; name: string; size: number; type: string }[];
}
export interface RequestRow {
  id: number;
  asked_due: string;
  reason: string;
  at: string;
  decision: null | { granted: boolean; due: string | null; remark: string; by: string; at: string };
}

/** The assignments of a matter with their reports, requests and decisions, parents before children. */
export async function assignmentsOf(office: Office, matter: number): Promise<AssignmentRow[]> {
  const { rows } = await sql<AssignmentRow>`
    SELECT a.id, a.parent_id AS parent, f.th AS "from", a.from_position, t.th AS "to", a.to_position, u.th AS to_unit,
           (SELECT person_name(p) FROM sitting(a.to_position, thai_today()) s JOIN person p ON p.id = s.person_id) AS to_person,
           a.purpose, a.instruction, a.given_on, a.due, a.state, a.percent, a.state_at,
           CASE WHEN a.due IS NOT NULL AND a.state NOT IN ('accepted','cancelled') THEN working_days_between(a.due, thai_today()) END AS late,
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', r.id, 'percent', r.percent, 'text', r.text, 'area_code', r.area_code, 'lon', r.lon, 'lat', r.lat,
               'by', person_name(rp), 'position', rs.th, 'capacity', r.by_capacity, 'at', r.at,
               'decision', (SELECT jsonb_build_object('decision', d.decision, 'remark', d.remark, 'by', person_name(dp), 'position', ds.th, 'at', d.at)
                  FROM report_decision d LEFT JOIN person dp ON dp.id = d.by_person LEFT JOIN position ds ON ds.id = d.by_position WHERE d.report_id = r.id),
               'files', coalesce((SELECT jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'size', c.size, 'type', c.type) ORDER BY x.id)
                  FROM file x JOIN content c ON c.hash = x.content_hash WHERE x.assignment_report_id = r.id), '[]')) ORDER BY r.id)
             FROM assignment_report r LEFT JOIN person rp ON rp.id = r.by_person LEFT JOIN position rs ON rs.id = r.by_position WHERE r.assignment_id = a.id), '[]') AS reports,
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', q.id, 'asked_due', q.asked_due, 'reason', q.reason, 'at', q.at,
               'decision', (SELECT jsonb_build_object('granted', d.granted, 'due', d.due, 'remark', d.remark, 'by', person_name(dp), 'at', d.at)
                  FROM extension_decision d LEFT JOIN person dp ON dp.id = d.by_person WHERE d.request_id = q.id)) ORDER BY q.id)
             FROM extension_request q WHERE q.assignment_id = a.id), '[]') AS requests
      FROM assignment a JOIN position f ON f.id = a.from_position JOIN position t ON t.id = a.to_position JOIN unit u ON u.id = a.to_unit
     WHERE a.matter_id = ${matter} ORDER BY coalesce(a.parent_id, a.id), a.parent_id NULLS FIRST, a.id`.execute(
    office.sql,
  );
  return rows;
}

export const page = view({
  th: "หน้าเรื่อง",
  en: "Matter page",
  input: Fields({ matter: Id }),
  async run(office, { matter }) {
    const { rows } =
      await sql<Fact>`SELECT m.id, m.kind, m.title, m.printed, m.secrecy, m.urgency, u.th AS owner, m.owner_unit, m.at, m.touched_at
      FROM matter m JOIN unit u ON u.id = m.owner_unit WHERE m.id = ${matter}`.execute(office.sql);
    const fact = rows[0];
    if (!fact) throw notFound();
    const places = await sql<{
      id: number;
      area_code: string | null;
      area: string | null;
      lon: number | null;
      lat: number | null;
      label: string;
    }>`
      SELECT p.id, p.area_code, a.name_th AS area, p.lon, p.lat, p.label FROM matter_place p
        LEFT JOIN area_now a ON a.code = p.area_code WHERE p.matter_id = ${matter} ORDER BY p.id`.execute(office.sql);
    const links = await sql<{
      matter: number;
      kind: string;
      matter_kind: string;
      title: string;
      printed: string | null;
      out: boolean;
    }>`
      SELECT m.id AS matter, l.kind, m.kind AS matter_kind, m.title, m.printed, l.from_matter = ${matter} AS out
        FROM matter_link l JOIN matter m ON m.id = CASE WHEN l.from_matter = ${matter} THEN l.to_matter ELSE l.from_matter END
       WHERE ${matter} IN (l.from_matter, l.to_matter) ORDER BY l.at`.execute(office.sql);
    const files = await sql<{
      id: number;
      name: string;
      size: number;
      type: string;
      kind: string;
      at: Date;
      by: string;
    }>`
      SELECT x.id, x.name, c.size, c.type, x.kind, x.at, person_name(p) AS "by" FROM file x JOIN content c ON c.hash = x.content_hash
        LEFT JOIN person p ON p.id = x.by_person WHERE x.matter_id = ${matter} ORDER BY x.id`.execute(office.sql);
    return {
      fact,
      assignments: await assignmentsOf(office, matter),
      places: places.rows,
      links: links.rows,
      files: files.rows,
    };
  },
});

export interface TimelineRow {
  id: number;
  at: Date;
  event: string;
  person: string;
  position: string;
  capacity: string;
  on_behalf_of: string | null;
  basis: string[];
  detail: Record<string, unknown>;
  comment: string | null;
}

/** What happened, newest first: the ledger's lines on the matter, comments with their words. */
export const timeline = view({
  th: "ลำดับเหตุการณ์",
  en: "Timeline",
  input: Fields({ matter: Id }),
  async run(office, { matter }) {
    const { rows } = await sql<TimelineRow>`
      SELECT l.id, l.at, l.event, l.person, l.position, l.capacity, b.th AS on_behalf_of, l.basis, l.detail, c.text AS comment
        FROM ledger l LEFT JOIN position b ON b.id = l.on_behalf_of
        LEFT JOIN comment c ON l.event = 'matters.commented' AND c.id = (l.detail->>'comment')::bigint
       WHERE l.matter_id = ${matter} ORDER BY l.id DESC LIMIT 500`.execute(office.sql);
    return rows;
  },
});
