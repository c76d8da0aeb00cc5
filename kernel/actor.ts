/** Who acts: a person, in a position, in a capacity, with the powers that position has today. */
import { sql } from "kysely";
import type { Sql } from "./database.ts";
import { Problem } from "./problem.ts";

export type Capacity = "holder" | "acting" | "standing_in" | "delegate" | "machinery";
export type Reach = "own" | "unit" | "line" | "province";

/** One power the position can use today. `unit` is where its reach begins; `onBehalfOf` the position whose power it is, when delegated. */
export interface Power {
  duty: string;
  reach: Reach;
  unit: number;
  via: "own" | "delegation";
  onBehalfOf: number | null;
  basis: string;
  instrument: string | null;
  amountLimit: string | null;
}
export interface Actor {
  person: { id: number; th: string; en: string };
  occupancy: number;
  position: { id: number; unit: number; role: string; th: string; en: string };
  capacity: Capacity;
  /** The clause and instrument by which the person sits in the position, when not as its holder. */
  sitsBy: { basis: string; instrument: string | null };
  powers: Power[];
  /** The position's own unit and all below it. */
  line: ReadonlySet<number>;
  /** True when the position has the duty at all, whatever its reach. */
  has(duty: string): boolean;
  /** The power that covers the unit, an own power before a delegated one; undefined when there is none. */
  power(duty: string, unit?: number): Power | undefined;
  /** True when a power of this duty covers the unit. The reach "own" covers no unit: it is for what is the position's own. */
  covers(duty: string, unit: number): boolean;
  is(position: number): boolean;
}

interface ActorRow {
  occupancy: number;
  capacity: Capacity;
  basis: string;
  instrument: string | null;
  person: number;
  person_th: string;
  person_en: string;
  position: number;
  unit: number;
  role: string;
  th: string;
  en: string;
  powers: Power[];
  lines: Record<string, number[]>;
}

/** By what an actor is found: his login, with the occupancy he chose; or, for the program's own use, the position somebody sits in. */
export type Who = { account: string; occupancy: number | null } | { position: number };

const rowsOf = (who: Who) => {
  const here =
    "account" in who
      ? sql`p.account_id = ${who.account} AND (${who.occupancy}::int IS NULL OR o.id = ${who.occupancy}::int)`
      : sql`o.position_id = ${who.position}::int`;
  return sql<ActorRow>`
    SELECT o.id AS occupancy, o.capacity, o.basis, o.instrument, p.id AS person, person_name(p) AS person_th, person_name(p, true) AS person_en,
           s.id AS position, s.unit_id AS unit, s.role, s.th, s.en,
           coalesce((SELECT jsonb_agg(jsonb_build_object('duty', w.duty, 'reach', w.reach, 'unit', w.unit_id, 'via', w.via,
              'onBehalfOf', w.on_behalf_of, 'basis', w.basis, 'instrument', w.instrument, 'amountLimit', w.amount_limit::text))
              FROM powers_of(s.id, thai_today()) w), '[]') AS powers,
           (SELECT jsonb_object_agg(base.id, below.ids) FROM (
              SELECT DISTINCT w.unit_id AS id FROM powers_of(s.id, thai_today()) w WHERE w.reach = 'line' UNION SELECT s.unit_id) base
              CROSS JOIN LATERAL (SELECT array_agg(u.id) AS ids FROM unit u WHERE u.path @> ARRAY[base.id]) below) AS lines
      FROM person p
      JOIN occupancy o ON o.person_id = p.id AND o.during @> thai_today()
      JOIN position s ON s.id = o.position_id AND s.during @> thai_today()
     WHERE ${here}
     ORDER BY o.substantive DESC, o.capacity <> 'acting', o.id LIMIT 1`;
};

/**
 * The actor for a login and the occupancy he chose (`X-Acting-As`); without a choice, his own post, else the first he has.
 * Refuses an occupancy that is not his or not in force today.
 */
export async function actorFor(db: Sql, accountId: string, chosen: number | null): Promise<Actor> {
  const { rows } = await rowsOf({ account: accountId, occupancy: chosen }).execute(db);
  const row = rows[0];
  if (!row) {
    throw new Problem("not-permitted", {
      th: chosen ? "ท่านมิได้ปฏิบัติหน้าที่ในตำแหน่งที่เลือกในวันนี้" : "วันนี้ท่านไม่มีตำแหน่งในระบบ โปรดติดต่อผู้ดูแลระบบ",
      en: chosen
        ? "You do not sit in the chosen position today"
        : "You hold no position today; please see the administrator",
    });
  }
  return makeActor(row);
}

/** Who sits in the position today, as actor; undefined when nobody does. */
export async function actorIn(db: Sql, position: number): Promise<Actor | undefined> {
  const { rows } = await rowsOf({ position }).execute(db);
  return rows[0] && makeActor(rows[0]);
}

function makeActor(row: ActorRow): Actor {
  const lines = new Map(Object.entries(row.lines).map(([unit, ids]) => [Number(unit), new Set(ids)]));
  const reaches = (power: Power, unit: number): boolean =>
    power.reach === "province" ||
    (power.reach === "line"
      ? (lines.get(power.unit)?.has(unit) ?? false)
      : power.reach === "unit" && power.unit === unit);
  // An own power speaks before a delegated one: nobody acts on another's behalf where he may act himself.
  const powers = row.powers.toSorted((a, b) => Number(a.via === "delegation") - Number(b.via === "delegation"));
  const power = (duty: string, unit?: number) =>
    powers.find((each) => each.duty === duty && (unit === undefined || reaches(each, unit)));
  return {
    person: { id: row.person, th: row.person_th, en: row.person_en },
    occupancy: row.occupancy,
    position: { id: row.position, unit: row.unit, role: row.role, th: row.th, en: row.en },
    capacity: row.capacity,
    sitsBy: { basis: row.basis, instrument: row.instrument },
    powers,
    line: lines.get(row.unit) ?? new Set([row.unit]),
    has: (duty) => powers.some((each) => each.duty === duty),
    power,
    covers: (duty, unit) => power(duty, unit) !== undefined,
    is: (position) => position === row.position,
  };
}

/** The program itself, for reminders and the like: it has no powers of office, only machinery's sight. */
export const machinery: Actor = {
  person: { id: 0, th: "ระบบ", en: "The system" },
  occupancy: 0,
  position: { id: 0, unit: 0, role: "machinery", th: "ระบบอัตโนมัติ", en: "Automatic" },
  capacity: "machinery",
  sitsBy: { basis: "", instrument: null },
  powers: [],
  line: new Set(),
  has: () => false,
  power: () => undefined,
  covers: () => false,
  is: () => false,
};
