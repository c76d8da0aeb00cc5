/** Acting by law, written down: for each day of a head's absence, who the law calls (State Administration Act ss. 56, 64). */
import { sql } from "kysely";
import type { Office } from "../room.ts";
import { type Candidate, districtSuccession, governorSuccession, type Succession, succession } from "./rules.ts";
import { period, type Seat, type Sitting, sittings } from "./seats.ts";

/** One person acting over one period. */
export interface Turn {
  position: number;
  person: number;
  from: string;
  to: string | null;
}
/** A period in which nobody acts because the law calls for an order, or for a record of seniority. */
export interface Gap {
  position: number;
  from: string;
  to: string | null;
  why: "order_needed" | "seniority_unclear" | "nobody";
  candidates: Candidate[];
}
export interface Settled {
  acting: Turn[];
  gaps: Gap[];
}

export const hasStatutorySuccession = (role: string): boolean => role === "governor" || role === "district_chief";

/** Those able on the day among whom the law looks for who acts in the position: holders, and stand-ins of vacant posts, who are not absent. */
export async function candidatesOn(office: Office, post: Seat, day: string): Promise<Candidate[]> {
  if (!hasStatutorySuccession(post.role)) return [];
  const roles = post.role === "governor" ? governorSuccession : districtSuccession;
  const { rows } = await sql<
    Omit<Candidate, "personName" | "positionName"> & Record<"pth" | "pen" | "th" | "en", string>
  >`
    SELECT s.person_id AS person, p.id AS position, p.role, p.seniority, p.th, p.en, person_name(w) AS pth, person_name(w, true) AS pen
      FROM position p JOIN unit u ON u.id = p.unit_id
      CROSS JOIN LATERAL sitting(p.id, ${day}::date) s
      JOIN person w ON w.id = s.person_id
     WHERE p.role = ANY (${[...roles]}::text[]) AND p.during @> ${day}::date AND p.id <> ${post.id}
       AND (s.capacity = 'holder' OR s.capacity = 'standing_in' AND NOT EXISTS (
             SELECT FROM occupancy h WHERE h.position_id = p.id AND h.capacity = 'holder' AND h.during @> ${day}::date))
       AND NOT EXISTS (SELECT FROM occupancy h WHERE h.position_id = ${post.id} AND h.capacity = 'holder' AND h.during @> ${day}::date AND h.person_id = s.person_id)
       AND CASE WHEN ${post.role === "governor"}
                THEN p.role <> 'agency_head' OR (u.admin_type = 'R' AND NOT EXISTS (SELECT FROM unit d WHERE d.kind = 'district' AND d.id = ANY (u.path)))
                ELSE unit_path_on(p.unit_id, ${day}::date) @> ARRAY[${post.unit}::int] END
     ORDER BY p.seniority, p.id`.execute(office.sql);
  return rows.map(({ pth, pen, th, en, ...each }) => ({
    ...each,
    personName: { th: pth, en: pen },
    positionName: { th, en },
  }));
}

/** What the law says about the position on the day. */
export async function successionOn(office: Office, post: Seat, day: string, incumbent?: number): Promise<Succession> {
  return succession(post.role, await candidatesOn(office, post, day), incumbent);
}

/**
 * Writes anew who acts by law in an absent head's position from a day on. What an order says stays. A person who goes on
 * acting keeps his row, so that his choice of position and what he did under it stay his.
 */
export async function settleActing(office: Office, post: Seat, from: string): Promise<Settled> {
  const settled: Settled = { acting: [], gaps: [] };
  if (!hasStatutorySuccession(post.role)) return settled;
  const current = await sittings(
    office,
    sql`o.position_id = ${post.id} AND o.capacity <> 'holder' AND (upper(o.during) IS NULL OR upper(o.during) >= ${from}::date)`,
  );
  const ordered = current.filter((each) => each.instrument !== null);
  const byLaw = current.filter((each) => each.instrument === null);
  const on = (day: string, list: readonly Sitting[]) =>
    list.find((each) => each.from <= day && (each.to === null || day < each.to));
  let incumbent = (on(from, byLaw) ?? byLaw.find((each) => each.to === from))?.person;
  for (const away of await absencesFrom(office, post.id, from)) {
    const starts = await boundaries(office, away.from, away.to);
    for (const [nth, start] of starts.entries()) {
      const end = starts[nth + 1] ?? away.to;
      if (on(start, ordered)) {
        incumbent = undefined;
        continue;
      }
      const outcome = await successionOn(office, post, start, incumbent);
      if (outcome.kind === "by_law") {
        incumbent = outcome.candidate.person;
        add(settled.acting, { position: post.id, person: incumbent, from: start, to: end });
      } else if (outcome.kind !== "no_rule") {
        incumbent = undefined;
        settled.gaps.push({
          position: post.id,
          from: start,
          to: end,
          why: outcome.kind,
          candidates: "candidates" in outcome ? outcome.candidates : [],
        });
      }
    }
    incumbent = undefined;
  }
  await write(office, post, from, byLaw, settled.acting);
  return settled;
}

function add(turns: Turn[], turn: Turn): void {
  const last = turns.at(-1);
  if (last && last.person === turn.person && last.to === turn.from) last.to = turn.to;
  else turns.push(turn);
}

async function absencesFrom(
  office: Office,
  position: number,
  from: string,
): Promise<{ from: string; to: string | null }[]> {
  const { rows } = await sql<{ from: string; to: string | null }>`
    SELECT greatest(lower(during), ${from}::date) AS from, upper(during) AS to FROM absence
     WHERE position_id = ${position} AND (upper(during) IS NULL OR upper(during) > ${from}::date) ORDER BY lower(during)`.execute(
    office.sql,
  );
  return rows;
}

/** The days within a period on which somebody's seat or absence begins or ends, the first day of the period first. */
async function boundaries(office: Office, from: string, to: string | null): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    SELECT day FROM (
      SELECT unnest(ARRAY[lower(o.during), upper(o.during)]) AS day FROM occupancy o WHERE o.during && ${period(from, to)}
      UNION SELECT unnest(ARRAY[lower(a.during), upper(a.during)]) FROM absence a WHERE a.during && ${period(from, to)}
      UNION SELECT unnest(ARRAY[lower(p.during), upper(p.during)]) FROM position p WHERE p.during && ${period(from, to)}) all_days
     WHERE day > ${from}::date AND (${to}::date IS NULL OR day < ${to}::date) ORDER BY day`.execute(office.sql);
  return [from, ...rows.map((row) => row.day)];
}

/**
 * Brings the rows to the turns. A row that was running goes on under its own id where the same person goes on acting; one
 * planned for later is kept where person and first day are the same; the rest ends on `from` or is taken out.
 */
async function write(office: Office, post: Seat, from: string, before: Sitting[], turns: Turn[]): Promise<void> {
  const basis = post.role === "governor" ? "state-administration:๕๖" : "state-administration:๖๔";
  const continues = (old: Sitting, turn: Turn) =>
    turn.person === old.person && turn.from === (old.from < from ? from : old.from);
  const unmatched = new Set(turns);
  for (const old of before) {
    const turn = turns.find((each) => unmatched.has(each) && continues(old, each));
    if (turn) unmatched.delete(turn);
    const to = turn ? turn.to : from;
    if (to === old.to) continue;
    if (!turn && old.from >= from) await sql`DELETE FROM occupancy WHERE id = ${old.id}`.execute(office.sql);
    else await sql`UPDATE occupancy SET during = ${period(old.from, to)} WHERE id = ${old.id}`.execute(office.sql);
  }
  for (const turn of unmatched) {
    await office.sql
      .insertInto("occupancy")
      .values({
        person_id: turn.person,
        position_id: post.id,
        capacity: "acting",
        basis,
        during: period(turn.from, turn.to),
        ...office.by,
      })
      .execute();
  }
}

/**
 * Settles anew, from a day on, every head's absence that somebody's coming or going may have changed, and records what
 * changed. Called after every act that seats, unseats, takes away or brings back a person.
 */
export async function settleOthers(office: Office, except: number, from: string): Promise<Settled> {
  const all: Settled = { acting: [], gaps: [] };
  const query = office.sql
    .selectFrom("position")
    .select(["id", "unit_id as unit", "role", "th", "en"])
    .select(sql<string>`lower(during)`.as("from"))
    .select(sql<string | null>`upper(during)`.as("to"))
    .where("role", "in", ["governor", "district_chief"])
    .where("id", "<>", except)
    .where(
      sql<boolean>`EXISTS (SELECT FROM absence a WHERE a.position_id = position.id AND (upper(a.during) IS NULL OR upper(a.during) > ${from}::date))`,
    )
    .orderBy("id");
  for (const post of await office.lock(query).execute()) {
    const before = await actingRows(office, post.id);
    const settled = await settleActing(office, post, from);
    all.acting.push(...settled.acting);
    all.gaps.push(...settled.gaps);
    const after = await actingRows(office, post.id);
    if (before !== after)
      office.record("authority.actingTurned", {
        detail: { position: post.id, from, acting: settled.acting, gaps: settled.gaps.length },
      });
  }
  return all;
}

async function actingRows(office: Office, position: number): Promise<string> {
  return JSON.stringify(await sittings(office, sql`o.position_id = ${position} AND o.capacity = 'acting'`));
}

/**
 * A head's post falls vacant: from that day until the next holder (or the next absence on record) somebody acts by law,
 * without anybody's having to record it (ss. 56, 64). Other posts stay simply vacant.
 */
export async function recordVacancy(office: Office, post: Seat, from: string): Promise<void> {
  if (!hasStatutorySuccession(post.role)) return;
  await sql`
    INSERT INTO absence (position_id, reason, during, by_person, by_position, by_capacity)
    SELECT ${post.id}, 'vacant', daterange(${from}::date, next.day), ${office.by.by_person}, ${office.by.by_position}, ${office.by.by_capacity}
      FROM (SELECT min(day) AS day FROM (
              SELECT lower(during) AS day FROM occupancy WHERE position_id = ${post.id} AND capacity = 'holder' AND lower(during) > ${from}::date
              UNION SELECT lower(during) FROM absence WHERE position_id = ${post.id} AND lower(during) > ${from}::date) d) next
     WHERE NOT EXISTS (SELECT FROM occupancy WHERE position_id = ${post.id} AND capacity = 'holder' AND during @> ${from}::date)
       AND NOT EXISTS (SELECT FROM absence WHERE position_id = ${post.id} AND during @> ${from}::date)`.execute(
    office.sql,
  );
}
