/** Issue, close, reopen: what happens to the order itself. What its addressees do is the kernel's assignment. */
import { sql } from "kysely";
import { signatureOf } from "../../../kernel/authority/sign.ts";
import { takeNumber } from "../../../kernel/books/index.ts";
import { bindFiles } from "../../../kernel/files/index.ts";
import { Day, Fields, Grade, Id, Note, OneOf, SmallId, Text, Type } from "../../../kernel/input.ts";
import { goodGovernance, stateAdministration } from "../../../kernel/law/clauses.ts";
import { give } from "../../../kernel/matter/index.ts";
import { cancelOpen, nameMatter, openMatter, Place, placeMatter } from "../../../kernel/matter/open.ts";
import { conflict, fieldFault, type Problem } from "../../../kernel/problem.ts";
import { act, type Office } from "../../../kernel/room.ts";
import { addressees, officeHead } from "./addressees.ts";

export const issue = act({
  th: "ออกข้อสั่งการ",
  en: "Issue an order",
  duty: "orders.issue",
  basis: [stateAdministration("๕๗"), stateAdministration("๕๒/๑")],
  input: Fields({
    title: Text(500),
    body: Text(20_000),
    /** The position in whose name it is issued; absent = one's own. */
    issuer: Type.Optional(SmallId),
    basis: Type.Optional(
      Type.Array(Type.String({ pattern: "^[a-z-]+:[๐-๙/.]+$", maxLength: 80 }), { maxItems: 20, uniqueItems: true }),
    ),
    source: Type.Optional(OneOf("governor", "meeting", "letter", "visit")),
    sourceNote: Type.Optional(Note(1000)),
    sourceMatter: Type.Optional(Id),
    secrecy: Type.Optional(Grade),
    urgency: Type.Optional(Grade),
    to: Type.Optional(Type.Array(SmallId, { maxItems: 500, uniqueItems: true })),
    groups: Type.Optional(Type.Array(OneOf("all_districts", "all_agencies"), { uniqueItems: true })),
    lists: Type.Optional(Type.Array(SmallId, { maxItems: 20, uniqueItems: true })),
    /** No unit is competent: it falls to the provincial office. */
    residual: Type.Optional(Type.Boolean()),
    copies: Type.Optional(Type.Array(SmallId, { maxItems: 200, uniqueItems: true })),
    /** For all addressees: so many working days from today, or this day. */
    workingDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 500 })),
    due: Type.Optional(Day),
    /** An addressee's own day, before or after the common one. */
    dueOf: Type.Optional(Type.Array(Fields({ position: SmallId, due: Day }), { maxItems: 500 })),
    places: Type.Optional(Type.Array(Place, { maxItems: 300 })),
    files: Type.Optional(Type.Array(Text(100), { maxItems: 50, uniqueItems: true })),
  }),
  async subject(office, { issuer }) {
    const position = issuer ?? office.actor.position.id;
    return office.sql
      .selectFrom("position")
      .select(["id", "unit_id", "role", "th"])
      .where("id", "=", position)
      .executeTakeFirst();
  },
  may(actor, issuer) {
    // In another's name only by the office that keeps that position's orders (s. 60 (1)).
    return actor.is(issuer.id) || actor.covers("orders.record", issuer.unit_id);
  },
  async run(office, input, issuer) {
    if (input.workingDays !== undefined && input.due !== undefined)
      throw fieldFault("due", "ระบุจำนวนวันทำการหรือวันที่อย่างใดอย่างหนึ่ง", "Give working days or a day, not both");
    const residual = input.residual ?? false;
    const to = await addressees(office, {
      to: input.to ?? [],
      groups: input.groups ?? [],
      lists: input.lists ?? [],
      residual,
    });
    if (to.includes(issuer.id))
      throw fieldFault("to", "ผู้สั่งการเป็นผู้รับข้อสั่งการของตนเองไม่ได้", "The issuer cannot be an addressee");
    const common = await commonDue(office, input.workingDays, input.due);
    const own = new Map((input.dueOf ?? []).map(({ position, due }) => [position, due]));
    for (const due of [common, ...own.values()]) {
      if (due !== null && due < office.today)
        throw fieldFault("due", "กำหนดเสร็จเป็นวันที่ผ่านมาแล้ว", "The due date is in the past");
    }
    if (
      input.sourceMatter &&
      !(await office.sql.selectFrom("matter").select("id").where("id", "=", input.sourceMatter).executeTakeFirst())
    ) {
      throw fieldFault("sourceMatter", "ไม่พบเรื่องต้นทาง", "No such source matter");
    }
    const watch = await officeHead(office);
    const matter = await openMatter(office, {
      kind: "order",
      title: input.title,
      ownerUnit: issuer.unit_id,
      readers: [issuer.id, office.actor.position.id, watch],
      secrecy: input.secrecy ?? 0,
      urgency: input.urgency ?? 0,
    });
    await office.sql
      .insertInto("order_matter")
      .values({
        matter_id: matter,
        issuer_position: issuer.id,
        body: input.body,
        basis: input.basis ?? [stateAdministration("๕๗")],
        source: input.source ?? "governor",
        source_note: input.sourceNote ?? "",
        source_matter: input.sourceMatter ?? null,
        issued_on: office.today,
        signature: await signatureOf(office, issuer.id, "orders.issue"),
        watch_position: watch,
        residual,
      })
      .execute();
    const dueOf = (position: number) => own.get(position) ?? common;
    const assignments = await give(office, {
      matter,
      from: issuer.id,
      to,
      watch: to.includes(watch) ? null : watch,
      instruction: input.title,
      due: dueOf,
    });
    const copies = (input.copies ?? []).filter((position) => !to.includes(position));
    if (copies.length > 0)
      assignments.push(
        ...(await give(office, {
          matter,
          from: issuer.id,
          to: copies,
          purpose: "information",
          instruction: input.title,
        })),
      );
    await placeMatter(office, matter, input.places ?? []);
    if (input.files?.length) await bindFiles(office, matter, input.files, { kind: "attachment" });
    // Taken last: whoever else issues an order waits for this book's line until the act ends.
    const number = await takeNumber(office, "orders", { matter });
    await nameMatter(office, matter, number.printed);
    office.record("assignments.given", { matter, detail: { assignments } });
    office.record("orders.issued", {
      matter,
      detail: { number: number.printed, addressees: to.length, copies: copies.length, residual },
    });
    return { matter, printed: number.printed, assignments };
  },
});

async function commonDue(
  office: Office,
  workingDays: number | undefined,
  due: string | undefined,
): Promise<string | null> {
  if (due !== undefined) return due;
  if (workingDays === undefined) return null;
  const { rows } = await sql<{
    due: string;
  }>`SELECT add_working_days(${office.today}::date, ${workingDays}) AS due`.execute(office.sql);
  return rows[0]!.due;
}

async function loadOrder(office: Office, matter: number) {
  const order = await office
    .lock(office.sql.selectFrom("order_matter").selectAll().where("matter_id", "=", matter))
    .executeTakeFirst();
  if (!order) return undefined;
  const { rows } = await sql<{ unit_id: number; open: number[]; doers: number[] }>`
    SELECT p.unit_id, coalesce((SELECT array_agg(a.id) FROM assignment a WHERE a.matter_id = ${matter} AND a.parent_id IS NULL AND a.purpose = 'action'
             AND a.state NOT IN ('accepted','cancelled')), '{}') AS open,
           coalesce((SELECT array_agg(a.to_position) FROM assignment a WHERE a.matter_id = ${matter} AND a.purpose = 'action'), '{}') AS doers
      FROM position p WHERE p.id = ${order.issuer_position}`.execute(office.sql);
  return { ...order, issuer_unit: rows[0]!.unit_id, open: rows[0]!.open, doers: rows[0]!.doers };
}
type LoadedOrder = NonNullable<Awaited<ReturnType<typeof loadOrder>>>;

/** Closing needs the issuer (or who keeps orders in the issuer's name), never a doer. */
function mayClose(actor: Parameters<typeof issue.may>[0], order: LoadedOrder): boolean | Problem {
  if (actor.is(order.issuer_position)) return true;
  if (order.doers.includes(actor.position.id))
    return conflict("ผู้รับข้อสั่งการปิดเรื่องเองไม่ได้", "An addressee cannot close the order");
  return actor.covers("orders.close", order.issuer_unit);
}

export const close = act({
  th: "ปิดข้อสั่งการ",
  en: "Close an order",
  duty: "orders.close",
  basis: [stateAdministration("๕๗"), goodGovernance("๔๕")],
  input: Fields({
    order: Id,
    result: Text(5000),
    /** Work that is still open is cancelled with the closing; without this it is refused. */
    cancelOpen: Type.Optional(Type.Boolean()),
  }),
  subject: (office, { order }) => loadOrder(office, order),
  may(actor, order, { cancelOpen }) {
    if (!order.is_open) return conflict("ปิดเรื่องนี้แล้ว", "The order is already closed");
    const allowed = mayClose(actor, order);
    if (allowed !== true || cancelOpen || order.open.length === 0) return allowed;
    return conflict(
      `ยังมีงานค้าง ${order.open.length} รายการ ต้องพิจารณาหรือยกเลิกก่อนปิดเรื่อง`,
      `${order.open.length} assignment(s) are still open: decide or cancel them first`,
    );
  },
  async run(office, { result }, order) {
    await cancelOpen(office, order.matter_id, order.open, result);
    const { id } = await office.sql
      .insertInto("order_closure")
      .values({ matter_id: order.matter_id, result, ...office.by })
      .returning("id")
      .executeTakeFirstOrThrow();
    office.record("orders.closed", { matter: order.matter_id, detail: { closure: id, result } });
    return { matter: order.matter_id, closure: id };
  },
});

export const reopen = act({
  th: "เปิดข้อสั่งการที่ปิดแล้วอีกครั้ง",
  en: "Reopen a closed order",
  duty: "orders.close",
  basis: [stateAdministration("๕๗")],
  input: Fields({ order: Id, reason: Text(2000) }),
  subject: (office, { order }) => loadOrder(office, order),
  may: (actor, order) => (order.is_open ? conflict("เรื่องนี้ยังไม่ปิด", "The order is not closed") : mayClose(actor, order)),
  async run(office, { reason }, order) {
    await sql`INSERT INTO order_reopening (closure_id, reason, by_person, by_position, by_capacity, at)
      SELECT max(id), ${reason}, ${office.by.by_person}, ${office.by.by_position}, ${office.by.by_capacity}, ${office.now} FROM order_closure WHERE matter_id = ${order.matter_id}`.execute(
      office.sql,
    );
    office.record("orders.reopened", { matter: order.matter_id, detail: { reason } });
    return { matter: order.matter_id };
  },
});
