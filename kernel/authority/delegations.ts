/** Delegation (การมอบอำนาจ; ปฏิบัติราชการแทน), State Administration Act ss. 38–40: written, accepted, supervised. */
import { sql } from "kysely";
import { Day, Fields, Note, OneOf, SmallId, Text, Type } from "../input.ts";
import { goodGovernance, stateAdministration } from "../law/clauses.ts";
import { conflict, fieldFault } from "../problem.ts";
import { act, type Office, view } from "../room.ts";
import { period, periodFault, reaches, type Seat, seat } from "./seats.ts";

const terms = {
  to: SmallId,
  duties: Type.Array(Type.String({ pattern: "^[a-z_]+\\.[A-Za-z_]+$", maxLength: 100 }), {
    minItems: 1,
    maxItems: 60,
    uniqueItems: true,
  }),
  /** Only for matters of this unit and those below it. */
  scope_unit: Type.Optional(SmallId),
  /** Baht. */
  amount_limit: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 9_999_999_999_999 })),
  conditions: Type.Optional(Note(4000)),
  subdelegable: Type.Optional(Type.Boolean()),
  licence_power: Type.Optional(Type.Boolean()),
  instrument: Text(200),
  signed_on: Day,
  from: Day,
  /** First day no longer in force; without it, until revoked. */
  until: Type.Optional(Day),
};
type Terms = {
  to: number;
  duties: string[];
  scope_unit?: number;
  amount_limit?: number;
  conditions?: string;
  subdelegable?: boolean;
  licence_power?: boolean;
  instrument: string;
  signed_on: string;
  from: string;
  until?: string;
};

export const delegate = act({
  th: "มอบอำนาจ",
  en: "Delegate",
  duty: "authority.delegate",
  basis: [stateAdministration("๓๘"), stateAdministration("๔๐"), goodGovernance("๒๗")],
  input: Fields({ position: Type.Optional(SmallId), ...terms }),
  subject: (office, input) => seat(office, input.position ?? office.actor.position.id),
  may(actor, giver, input) {
    if (actor.is(giver.id)) return true;
    // recording another's instrument is registry work; to record one in one's own favour is not
    if (actor.is(input.to))
      return conflict("บันทึกการมอบอำนาจให้ตำแหน่งของตนเองไม่ได้", "Nobody records a delegation to his own position");
    return reaches(actor, "authority.delegate", giver);
  },
  run: (office, input, giver) => write(office, giver, null, input),
});

export const subdelegate = act({
  th: "มอบอำนาจช่วง",
  en: "Sub-delegate",
  duty: "authority.delegate",
  basis: [stateAdministration("๓๙"), stateAdministration("๓๘"), stateAdministration("๔๐")],
  input: Fields({ parent: SmallId, ...terms }),
  async subject(office, input) {
    const parent = await delegationRow(office, input.parent);
    const giver = parent && (await seat(office, parent.to));
    return parent && giver ? { parent, giver } : undefined;
  },
  may(actor, { giver }, input) {
    if (actor.is(giver.id)) return true;
    if (actor.is(input.to))
      return conflict("บันทึกการมอบอำนาจให้ตำแหน่งของตนเองไม่ได้", "Nobody records a delegation to his own position");
    return reaches(actor, "authority.delegate", giver);
  },
  run: (office, input, { giver }) => write(office, giver, input.parent, input),
});

export const acceptDelegation = act({
  th: "รับมอบอำนาจ",
  en: "Accept a delegation",
  duty: "authority.accept",
  basis: [stateAdministration("๓๙")],
  input: Fields({ delegation: SmallId }),
  subject: (office, input) => delegationRow(office, input.delegation),
  may: (actor, row) => actor.is(row.to),
  async run(office, { delegation }, row) {
    if (row.accepted) throw conflict("รับมอบอำนาจนี้แล้ว", "It has been accepted already");
    if (row.revoked_on) throw conflict("การมอบอำนาจนี้ถูกยกเลิกแล้ว", "It has been revoked");
    await office.sql
      .insertInto("delegation_acceptance")
      .values({ delegation_id: delegation, ...office.by })
      .execute();
    office.record("authority.delegationAccepted", { detail: { delegation, from: row.from, to: row.to } });
    return { delegation };
  },
});

export const revokeDelegation = act({
  th: "ยกเลิกการมอบอำนาจ",
  en: "Revoke a delegation",
  duty: "authority.delegate",
  basis: [stateAdministration("๔๐"), stateAdministration("๓๘")],
  input: Fields({ delegation: SmallId, on: Day, reason: Text(1000) }),
  async subject(office, input) {
    const row = await delegationRow(office, input.delegation);
    const giver = row && (await seat(office, row.from));
    return row && giver ? { row, giver } : undefined;
  },
  may: (actor, { row, giver }) =>
    actor.is(row.from) || actor.is(row.root) || reaches(actor, "authority.delegate", giver),
  async run(office, { delegation, on, reason }, { row }) {
    if (row.revoked_on) throw conflict("ยกเลิกไปแล้ว", "It has been revoked already");
    // what was done under it on days gone by stays lawful
    if (on < office.today) throw fieldFault("on", "ยกเลิกย้อนหลังไม่ได้", "A revocation does not reach back");
    await office.sql
      .insertInto("delegation_revocation")
      .values({ delegation_id: delegation, ends_on: on, reason, ...office.by })
      .execute();
    office.record("authority.delegationRevoked", { detail: { delegation, from: row.from, to: row.to, on, reason } });
    return { delegation, on };
  },
});

async function write(office: Office, giver: Seat, parent: number | null, input: Terms) {
  const {
    to,
    duties,
    scope_unit = null,
    amount_limit = null,
    conditions = "",
    instrument,
    signed_on,
    from,
    until = null,
  } = input;
  const fault = periodFault(from, until, "until");
  if (fault) throw fault;
  const taker = await seat(office, to);
  if (!taker) throw fieldFault("to", "ไม่พบตำแหน่งนี้", "There is no such position");
  const row = await office.sql
    .insertInto("delegation")
    .values({
      parent_id: parent,
      from_position: giver.id,
      to_position: to,
      root_position: giver.id, // the database puts the root of the chain here
      duties,
      scope_unit,
      amount_limit,
      conditions,
      subdelegable: input.subdelegable ?? false,
      licence_power: input.licence_power ?? false,
      instrument,
      signed_on,
      during: period(from, until),
      ...office.by,
    })
    .returning(["id", "root_position as root"])
    .executeTakeFirstOrThrow();
  office.record("authority.delegated", {
    detail: { delegation: row.id, parent, from: giver.id, to, duties, instrument, start: from, until },
  });
  return { delegation: row.id, root: row.root };
}

interface DelegationRow {
  id: number;
  from: number;
  to: number;
  root: number;
  accepted: boolean;
  revoked_on: string | null;
}
async function delegationRow(office: Office, id: number): Promise<DelegationRow | undefined> {
  const query = office.sql
    .selectFrom("delegation as d")
    .select(["d.id", "d.from_position as from", "d.to_position as to", "d.root_position as root"])
    .select(sql<boolean>`EXISTS (SELECT FROM delegation_acceptance a WHERE a.delegation_id = d.id)`.as("accepted"))
    .select(
      sql<string | null>`(SELECT ends_on FROM delegation_revocation r WHERE r.delegation_id = d.id)`.as("revoked_on"),
    )
    .where("d.id", "=", id);
  return office.lock(query).executeTakeFirst();
}

export type DelegationState = "awaiting" | "in_force" | "not_yet" | "ended";
export interface DelegationView {
  id: number;
  parent: number | null;
  from: number;
  from_th: string;
  from_en: string;
  to: number;
  to_th: string;
  to_en: string;
  root: number;
  root_th: string;
  root_en: string;
  duties: { code: string; th: string; en: string }[];
  scope_unit: number | null;
  scope_th: string | null;
  scope_en: string | null;
  amount_limit: string | null;
  conditions: string;
  subdelegable: boolean;
  licence_power: boolean;
  instrument: string;
  signed_on: string;
  start: string;
  until: string | null;
  accepted_at: Date | null;
  revoked_on: string | null;
  revoked_reason: string | null;
  state: DelegationState;
}

async function listDelegations(office: Office, condition: ReturnType<typeof sql>): Promise<DelegationView[]> {
  const { rows } = await sql<DelegationView>`
    SELECT d.id, d.parent_id AS parent, f.id AS from, f.th AS from_th, f.en AS from_en, t.id AS to, t.th AS to_th, t.en AS to_en,
           r.id AS root, r.th AS root_th, r.en AS root_en,
           (SELECT jsonb_agg(jsonb_build_object('code', c, 'th', coalesce(y.th, c), 'en', coalesce(y.en, c)) ORDER BY c)
              FROM unnest(d.duties) c LEFT JOIN duty y ON y.code = c) AS duties,
           d.scope_unit, u.th AS scope_th, u.en AS scope_en, d.amount_limit, d.conditions, d.subdelegable, d.licence_power,
           d.instrument, d.signed_on, lower(d.during) AS start, upper(d.during) AS until, a.at AS accepted_at, v.ends_on AS revoked_on, v.reason AS revoked_reason,
           CASE WHEN delegation_stands(d.id, ${office.today}::date) THEN 'in_force'
                WHEN v.ends_on <= ${office.today}::date OR upper(d.during) <= ${office.today}::date THEN 'ended'
                WHEN a.at IS NULL THEN 'awaiting'
                WHEN lower(d.during) > ${office.today}::date THEN 'not_yet'
                ELSE 'ended' END AS state
      FROM delegation d
      JOIN position f ON f.id = d.from_position JOIN position t ON t.id = d.to_position JOIN position r ON r.id = d.root_position
      LEFT JOIN unit u ON u.id = d.scope_unit
      LEFT JOIN delegation_acceptance a ON a.delegation_id = d.id LEFT JOIN delegation_revocation v ON v.delegation_id = d.id
     WHERE ${condition} ORDER BY d.id DESC LIMIT 1000`.execute(office.sql);
  return rows;
}

export const delegations = view({
  th: "การมอบอำนาจ",
  en: "Delegations",
  input: Fields({
    state: Type.Optional(OneOf("awaiting", "in_force", "not_yet", "ended")),
    mine: Type.Optional(Type.Boolean()),
    position: Type.Optional(SmallId),
  }),
  async run(office, { state, mine, position }) {
    const about = mine ? office.actor.position.id : (position ?? null);
    const rows = await listDelegations(
      office,
      sql`${about}::int IS NULL OR ${about}::int IN (d.from_position, d.to_position, d.root_position)`,
    );
    return state ? rows.filter((row) => row.state === state) : rows;
  },
});

/** One delegation with those under it, and what was done under it (s. 40: the delegator supervises and may correct). */
export const delegation = view({
  th: "การมอบอำนาจและการใช้อำนาจ",
  en: "A delegation and its use",
  input: Fields({ delegation: SmallId }),
  async run(office, input) {
    const [row] = await listDelegations(office, sql`d.id = ${input.delegation}`);
    if (!row) return null;
    const under = await listDelegations(office, sql`d.parent_id = ${input.delegation}`);
    const { rows: done } = await sql<{
      id: number;
      at: Date;
      event: string;
      act: string;
      matter: number | null;
      title: string | null;
      person: string;
      position: string;
    }>`
      SELECT l.id, l.at, l.event, l.act, l.matter_id AS matter, m.title, l.person, l.position
        FROM done_under(${input.delegation}) l LEFT JOIN matter m ON m.id = l.matter_id LIMIT 500`.execute(office.sql);
    return { ...row, under, done };
  },
});
