/** What acts on assignments are about: the assignment with its matter, locked while acting. */
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { conflict, type Problem } from "../problem.ts";
import type { Office } from "../room.ts";

export interface AssignmentSubject {
  id: number;
  matter_id: number;
  from_position: number;
  to_position: number;
  watch_position: number | null;
  from_unit: number;
  to_unit: number;
  purpose: string;
  state: string;
  due: string | null;
  given_on: string;
  percent: number;
  title: string;
  secrecy: number;
}

/** The assignment, or undefined when there is none that the actor may see. */
export async function loadAssignment(office: Office, id: number): Promise<AssignmentSubject | undefined> {
  const row = await office
    .lock(office.sql.selectFrom("assignment").selectAll().where("id", "=", id))
    .executeTakeFirst();
  if (!row) return undefined;
  const { rows } = await sql<{ title: string; secrecy: number; from_unit: number }>`
    SELECT m.title, m.secrecy, p.unit_id AS from_unit FROM matter m, position p
     WHERE m.id = ${row.matter_id} AND p.id = ${row.from_position}`.execute(office.sql);
  return rows[0] && { ...row, ...rows[0] };
}

/** The report with its assignment. */
export async function loadReport(office: Office, id: number) {
  const report = await office.sql.selectFrom("assignment_report").selectAll().where("id", "=", id).executeTakeFirst();
  const assignment = report && (await loadAssignment(office, report.assignment_id));
  const decided = await office.sql
    .selectFrom("report_decision")
    .select("decision")
    .where("report_id", "=", id)
    .executeTakeFirst();
  return report && assignment && { report, assignment, decided: decided?.decision ?? null };
}

/** The request for more time with its assignment. */
export async function loadRequest(office: Office, id: number) {
  const request = await office.sql.selectFrom("extension_request").selectAll().where("id", "=", id).executeTakeFirst();
  const assignment = request && (await loadAssignment(office, request.assignment_id));
  const decided = await office.sql
    .selectFrom("extension_decision")
    .select("granted")
    .where("request_id", "=", id)
    .executeTakeFirst();
  return request && assignment && { request, assignment, decided: decided !== undefined };
}

const over = (assignment: AssignmentSubject): Problem | undefined => {
  if (assignment.state === "accepted")
    return conflict("งานนี้ได้รับความเห็นชอบแล้ว", "This assignment has already been accepted");
  if (assignment.state === "cancelled") return conflict("งานนี้ถูกยกเลิกแล้ว", "This assignment has been cancelled");
  return undefined;
};

/** The doer: the position it was given to, while the work is open. */
export const mayDo = (actor: Actor, assignment: AssignmentSubject): boolean | Problem =>
  actor.is(assignment.to_position) ? (over(assignment) ?? true) : false;

/** The issuer, the issuer's office, or who supervises the issuer's unit; never the doer himself. */
export const mayJudge = (actor: Actor, assignment: AssignmentSubject): boolean =>
  !actor.is(assignment.to_position) &&
  (actor.is(assignment.from_position) ||
    (assignment.watch_position !== null && actor.is(assignment.watch_position)) ||
    actor.covers("assignments.supervise", assignment.from_unit));

export const mayJudgeOpen = (actor: Actor, assignment: AssignmentSubject): boolean | Problem =>
  mayJudge(actor, assignment) ? (over(assignment) ?? true) : false;
