/** Assignment (การมอบหมาย): acknowledge, pass down, ask for time, report; accept, return, cancel. One mechanism for every room. */
import { sql } from "kysely";
import { bindFiles } from "../files/index.ts";
import { AreaCode, Day, Fields, Id, Note, Percent, SmallId, Text, Type } from "../input.ts";
import { goodGovernance, stateAdministration } from "../law/clauses.ts";
import { conflict, fieldFault } from "../problem.ts";
import { act, type Office, room } from "../room.ts";
import { give } from "./give.ts";
import { loadAssignment, loadReport, loadRequest, mayDo, mayJudge, mayJudgeOpen } from "./subjects.ts";
import { tell, tellings } from "./tellings.ts";

const basis = [stateAdministration("๕๗"), stateAdministration("๖๐")];

const touch = (office: Office, matter: number) =>
  office.sql.updateTable("matter").set({ touched_at: office.now }).where("id", "=", matter).execute();

export const acknowledge = act({
  th: "รับทราบงานที่ได้รับมอบหมาย",
  en: "Acknowledge an assignment",
  duty: "matters.take_part",
  basis,
  input: Fields({ assignment: Id }),
  subject: (office, { assignment }) => loadAssignment(office, assignment),
  may: (actor, assignment) => {
    const allowed = mayDo(actor, assignment);
    return allowed === true && assignment.state !== "given"
      ? conflict("รับทราบงานนี้แล้ว", "This assignment has already been acknowledged")
      : allowed;
  },
  async run(office, _input, assignment) {
    await office.sql
      .insertInto("assignment_acknowledgement")
      .values({ assignment_id: assignment.id, ...office.by })
      .execute();
    office.record("assignments.acknowledged", { matter: assignment.matter_id, detail: { assignment: assignment.id } });
    return { assignment: assignment.id, state: "acknowledged" };
  },
});

export const passDown = act({
  th: "มอบหมายต่อผู้ใต้บังคับบัญชา",
  en: "Pass an assignment down",
  duty: "assignments.passDown",
  basis: [stateAdministration("๕๗"), stateAdministration("๖๐"), stateAdministration("๖๒")],
  input: Fields({
    assignment: Id,
    to: Type.Array(SmallId, { minItems: 1, maxItems: 200, uniqueItems: true }),
    instruction: Text(4000),
    due: Type.Optional(Day),
  }),
  async subject(office, { assignment, to }) {
    const above = await loadAssignment(office, assignment);
    if (!above) return undefined;
    const units = await office.sql.selectFrom("position").select(["id", "unit_id"]).where("id", "in", to).execute();
    return { above, units };
  },
  may(actor, { above, units }, { to }) {
    const allowed = mayDo(actor, above);
    if (allowed !== true) return allowed;
    if (to.includes(actor.position.id))
      return conflict("มอบหมายต่อให้ตนเองไม่ได้", "An assignment cannot be passed to oneself");
    return units.every(({ unit_id }) => actor.covers("assignments.passDown", unit_id));
  },
  async run(office, input, { above }) {
    if (input.due && above.due && input.due > above.due) {
      throw fieldFault("due", "กำหนดเสร็จต้องไม่หลังกำหนดของงานที่ได้รับ", "The due date cannot be after your own");
    }
    const due = input.due ?? above.due;
    const ids = await give(office, {
      matter: above.matter_id,
      from: office.actor.position.id,
      to: input.to,
      instruction: input.instruction,
      parent: above.id,
      due: () => due,
    });
    if (above.state === "given") {
      await office.sql
        .insertInto("assignment_acknowledgement")
        .values({ assignment_id: above.id, ...office.by })
        .execute();
    }
    office.record("assignments.given", { matter: above.matter_id, detail: { assignments: ids, parent: above.id } });
    return { assignments: ids };
  },
});

export const report = act({
  th: "รายงานผลการดำเนินงาน",
  en: "Report on an assignment",
  duty: "matters.take_part",
  basis: [...basis, goodGovernance("๑๐")],
  input: Fields({
    assignment: Id,
    percent: Percent,
    text: Text(10_000),
    area: Type.Optional(AreaCode),
    lon: Type.Optional(Type.Number({ minimum: 95, maximum: 108 })),
    lat: Type.Optional(Type.Number({ minimum: 4, maximum: 22 })),
    files: Type.Optional(Type.Array(Text(100), { maxItems: 20, uniqueItems: true })),
  }),
  subject: (office, { assignment }) => loadAssignment(office, assignment),
  may: (actor, assignment) => {
    const allowed = mayDo(actor, assignment);
    return allowed === true && assignment.state === "reported"
      ? conflict("ส่งรายงานแล้วเสร็จไปแล้ว อยู่ระหว่างรอการพิจารณา", "The final report is waiting for a decision")
      : allowed;
  },
  async run(office, input, assignment) {
    if ((input.lon === undefined) !== (input.lat === undefined))
      throw fieldFault("lat", "ต้องระบุพิกัดทั้งคู่", "Give both coordinates");
    if (assignment.state === "given") {
      await office.sql
        .insertInto("assignment_acknowledgement")
        .values({ assignment_id: assignment.id, ...office.by })
        .execute();
    }
    const written = await office.sql
      .insertInto("assignment_report")
      .values({
        assignment_id: assignment.id,
        percent: input.percent,
        text: input.text,
        area_code: input.area ?? null,
        lon: input.lon ?? null,
        lat: input.lat ?? null,
        ...office.by,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    if (input.files?.length)
      await bindFiles(office, assignment.matter_id, input.files, { kind: "evidence", report: written.id });
    await touch(office, assignment.matter_id);
    office.record("assignments.reported", {
      matter: assignment.matter_id,
      detail: { assignment: assignment.id, report: written.id, percent: input.percent },
    });
    return { report: written.id, state: input.percent === 100 ? "reported" : "acknowledged" };
  },
});

export const accept = act({
  th: "เห็นชอบผลการดำเนินงาน",
  en: "Accept a report",
  duty: "assignments.judge",
  basis,
  input: Fields({ report: Id, remark: Type.Optional(Note(2000)) }),
  subject: (office, { report: id }) => loadReport(office, id),
  may: (actor, { assignment, report: written }) =>
    written.by_person === actor.person.id
      ? conflict("ผู้รายงานจะพิจารณารายงานของตนเองไม่ได้", "Nobody decides on his own report")
      : mayJudgeOpen(actor, assignment),
  async run(office, { remark = "" }, { assignment, report: written }) {
    await office.sql
      .insertInto("report_decision")
      .values({ report_id: written.id, decision: "accepted", remark, ...office.by })
      .execute();
    await touch(office, assignment.matter_id);
    office.record("assignments.accepted", {
      matter: assignment.matter_id,
      detail: { assignment: assignment.id, report: written.id, done: written.percent === 100 },
    });
    return { assignment: assignment.id, state: written.percent === 100 ? "accepted" : assignment.state };
  },
});

export const sendBack = act({
  th: "ส่งรายงานคืนให้แก้ไข",
  en: "Return a report",
  duty: "assignments.judge",
  basis,
  input: Fields({ report: Id, reason: Text(2000) }),
  subject: (office, { report: id }) => loadReport(office, id),
  may: (actor, { assignment, report: written }) =>
    written.by_person === actor.person.id
      ? conflict("ผู้รายงานจะพิจารณารายงานของตนเองไม่ได้", "Nobody decides on his own report")
      : mayJudgeOpen(actor, assignment),
  async run(office, { reason }, { assignment, report: written }) {
    await office.sql
      .insertInto("report_decision")
      .values({ report_id: written.id, decision: "returned", remark: reason, ...office.by })
      .execute();
    await touch(office, assignment.matter_id);
    office.record("assignments.returned", {
      matter: assignment.matter_id,
      detail: { assignment: assignment.id, report: written.id, reason },
    });
    return { assignment: assignment.id, state: "returned" };
  },
});

export const askTime = act({
  th: "ขอขยายเวลา",
  en: "Ask for more time",
  duty: "matters.take_part",
  basis,
  input: Fields({ assignment: Id, due: Day, reason: Text(2000) }),
  async subject(office, { assignment }) {
    const found = await loadAssignment(office, assignment);
    const { rows } = await sql<{
      open: boolean;
    }>`SELECT EXISTS (SELECT FROM extension_request q LEFT JOIN extension_decision d ON d.request_id = q.id
      WHERE q.assignment_id = ${assignment} AND d.request_id IS NULL) AS open`.execute(office.sql);
    return found && { assignment: found, open: rows[0]?.open ?? false };
  },
  may: (actor, { assignment, open }) => {
    const allowed = mayDo(actor, assignment);
    return allowed === true && open
      ? conflict("มีคำขอขยายเวลาที่รอพิจารณาอยู่แล้ว", "A request is already waiting for a decision")
      : allowed;
  },
  async run(office, { due, reason }, { assignment }) {
    if (assignment.due === null) throw fieldFault("due", "งานนี้ไม่มีกำหนดเสร็จ", "This assignment has no due date");
    if (due <= assignment.due || due < office.today) {
      throw fieldFault(
        "due",
        "ต้องเป็นวันหลังกำหนดเดิมและไม่ใช่วันที่ผ่านมาแล้ว",
        "Must be after the present due date, and not in the past",
      );
    }
    const { id } = await office.sql
      .insertInto("extension_request")
      .values({ assignment_id: assignment.id, asked_due: due, reason, ...office.by })
      .returning("id")
      .executeTakeFirstOrThrow();
    office.record("assignments.timeAsked", {
      matter: assignment.matter_id,
      detail: { assignment: assignment.id, request: id, due },
    });
    return { request: id };
  },
});

export const decideTime = act({
  th: "พิจารณาคำขอขยายเวลา",
  en: "Decide on a request for time",
  duty: "assignments.judge",
  basis,
  input: Fields({ request: Id, granted: Type.Boolean(), due: Type.Optional(Day), remark: Type.Optional(Note(2000)) }),
  subject: (office, { request }) => loadRequest(office, request),
  may: (actor, { assignment, decided }) =>
    decided ? conflict("คำขอนี้พิจารณาแล้ว", "This request has been decided") : mayJudgeOpen(actor, assignment),
  async run(office, { granted, due, remark = "" }, { request, assignment }) {
    if (!granted && remark.trim() === "") throw fieldFault("remark", "ต้องบอกเหตุผลที่ไม่อนุญาต", "Say why it is refused");
    const until = granted ? (due ?? request.asked_due) : null;
    if (until !== null && assignment.due !== null && until <= assignment.due) {
      throw fieldFault("due", "ต้องเป็นวันหลังกำหนดเดิม", "Must be after the present due date");
    }
    await office.sql
      .insertInto("extension_decision")
      .values({ request_id: request.id, granted, due: until, remark, ...office.by })
      .execute();
    office.record("assignments.timeDecided", {
      matter: assignment.matter_id,
      detail: { assignment: assignment.id, granted, due: until },
    });
    return { assignment: assignment.id, granted, due: until };
  },
});

export const cancel = act({
  th: "ยกเลิกการมอบหมาย",
  en: "Cancel an assignment",
  duty: "assignments.judge",
  basis,
  input: Fields({ assignment: Id, reason: Text(2000) }),
  subject: (office, { assignment }) => loadAssignment(office, assignment),
  may: (actor, assignment) => mayJudgeOpen(actor, assignment),
  async run(office, { reason }, assignment) {
    await office.sql
      .insertInto("assignment_cancellation")
      .values({ assignment_id: assignment.id, reason, ...office.by })
      .execute();
    await touch(office, assignment.matter_id);
    office.record("assignments.cancelled", {
      matter: assignment.matter_id,
      detail: { assignment: assignment.id, reason },
    });
    return { assignment: assignment.id, state: "cancelled" };
  },
});

export const remind = act({
  th: "เตือนผู้รับมอบหมาย",
  en: "Remind the addressee",
  duty: "assignments.judge",
  basis,
  input: Fields({ assignment: Id }),
  subject: (office, { assignment }) => loadAssignment(office, assignment),
  may: (actor, assignment) => mayJudgeOpen(actor, assignment),
  async run(office, _input, assignment) {
    const { rows } = await sql`INSERT INTO assignment_reminder (assignment_id, on_day, step, to_position)
      VALUES (${assignment.id}, ${office.today}, 'due', ${assignment.to_position}) ON CONFLICT DO NOTHING RETURNING 1`.execute(
      office.sql,
    );
    if (rows.length === 0) throw conflict("วันนี้เตือนไปแล้ว", "A reminder has already gone out today");
    office.record("assignments.reminded", { matter: assignment.matter_id, detail: { assignment: assignment.id } });
    return { assignment: assignment.id };
  },
});

const everyRole = [
  "governor",
  "vice_governor",
  "assistant_governor",
  "palad",
  "office_head",
  "group_head",
  "planner",
  "clerk",
  "officer",
  "administrator",
  "agency_head",
  "agency_officer",
  "district_chief",
  "district_deputy",
];

export const assignments = room({
  name: "assignments",
  th: "การมอบหมายงาน",
  en: "Assignments",
  serves: "พ.ร.บ.ระเบียบบริหารราชการแผ่นดิน พ.ศ. ๒๕๓๔ มาตรา ๕๗, ๖๐, ๖๒",
  migrations: [],
  duties: {
    "assignments.passDown": {
      th: "มอบหมายงานต่อผู้ใต้บังคับบัญชา",
      en: "Pass assignments down the line",
      basis: stateAdministration("๖๐"),
      granted: {
        governor: "province",
        vice_governor: "province",
        palad: "line",
        office_head: "line",
        group_head: "line",
        agency_head: "line",
        district_chief: "line",
      },
    },
    "assignments.judge": {
      th: "พิจารณาผลงานที่ตนมอบหมาย",
      en: "Judge work one has assigned",
      basis: stateAdministration("๕๗"),
      granted: Object.fromEntries(
        everyRole.filter((role) => role !== "administrator").map((role) => [role, "own" as const]),
      ),
    },
    "assignments.supervise": {
      th: "กำกับติดตามงานแทนผู้สั่งการ",
      en: "Supervise assignments for their issuer",
      basis: stateAdministration("๖๐"),
      granted: {
        governor: "province",
        vice_governor: "province",
        office_head: "province",
        palad: "line",
        agency_head: "line",
        district_chief: "line",
      },
    },
  },
  acts: { acknowledge, passDown, report, accept, sendBack, askTime, decideTime, cancel, remind },
  views: {},
  on: Object.fromEntries(Object.keys(tellings).map((event) => [event, tell])),
});

export { everyRole, mayJudge };
