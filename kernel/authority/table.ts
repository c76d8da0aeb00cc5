/** The authority table (ตารางอำนาจหน้าที่): generated from the rooms, so that it cannot differ from what the program does. */
import { sql } from "kysely";
import { Day, Fields, Type } from "../input.ts";
import { citation } from "../law/clauses.ts";
import { type Room, view } from "../room.ts";
import { reachWords, roleWords, type Words } from "./rules.ts";

export interface AuthorityRow extends Words {
  act: string;
  room: string;
  room_words: Words;
  duty: string;
  duty_words: Words;
  basis: ({ clause: string } & Words)[];
  /** Which roles have the duty from the start, and how far. */
  granted: { role: string; role_words: Words; reach: string; reach_words: Words }[];
}

/** One row for every act of every room. Throws when an act needs a duty that no room declares. */
export function authorityTable(rooms: readonly Room[]): AuthorityRow[] {
  const duties = new Map(rooms.flatMap((room) => Object.entries(room.duties)));
  return rooms.flatMap((room) =>
    Object.entries(room.acts).map(([verb, act]) => {
      const duty = duties.get(act.duty);
      if (!duty) throw new Error(`${room.name}.${verb} needs the duty ${act.duty}, which no room declares`);
      return {
        act: `${room.name}.${verb}`,
        th: act.th,
        en: act.en,
        room: room.name,
        room_words: { th: room.th, en: room.en },
        duty: act.duty,
        duty_words: { th: duty.th, en: duty.en },
        basis: act.basis.map((clause) => ({ clause, ...citation(clause) })),
        granted: Object.entries(duty.granted).map(([role, reach]) => ({
          role,
          role_words: roleWords[role] ?? { th: role, en: role },
          reach,
          reach_words: reachWords[reach],
        })),
      };
    }),
  );
}

interface Holding {
  duty: string;
  role: string;
  reach: keyof typeof reachWords;
  count: number;
  /** Named where there are few, or where one duty is asked for. */
  positions: {
    id: number;
    th: string;
    en: string;
    person_th: string | null;
    person_en: string | null;
    capacity: string | null;
  }[];
}

/** The table with the positions that hold each duty on a day and who sits in them. Without `duty`, groups of more than `few` are only counted. */
export const table = (rooms: () => readonly Room[]) =>
  view({
    th: "ตารางอำนาจหน้าที่",
    en: "Authority table",
    input: Fields({ duty: Type.Optional(Type.String({ maxLength: 100 })), day: Type.Optional(Day) }),
    async run(office, { duty = null, day = office.today }) {
      const few = duty === null ? 3 : 1000;
      const { rows: holdings } = await sql<Holding>`
        WITH held AS (
          SELECT g.duty, p.role, g.reach, p.id, p.th, p.en, p.seniority, count(*) OVER (PARTITION BY g.duty, p.role, g.reach)::int AS n
            FROM duty_grant g JOIN position p ON p.id = g.position_id AND p.during @> ${day}::date
           WHERE g.during @> ${day}::date AND (${duty}::text IS NULL OR g.duty = ${duty}::text)),
        seats AS (
          SELECT x.id, person_name(w) AS person_th, person_name(w, true) AS person_en, s.capacity
            FROM (SELECT DISTINCT id FROM held WHERE n <= ${few}) x
            CROSS JOIN LATERAL sitting(x.id, ${day}::date) s JOIN person w ON w.id = s.person_id)
        SELECT h.duty, h.role, h.reach, h.n AS count,
               coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'th', h.th, 'en', h.en, 'person_th', s.person_th, 'person_en', s.person_en, 'capacity', s.capacity)
                 ORDER BY h.seniority, h.id) FILTER (WHERE h.n <= ${few}), '[]') AS positions
          FROM held h LEFT JOIN seats s ON s.id = h.id
         GROUP BY h.duty, h.role, h.reach, h.n ORDER BY h.duty, h.n, h.role`.execute(office.sql);
      const acts = authorityTable(rooms()).filter((row) => duty === null || row.duty === duty);
      return {
        day,
        acts,
        holdings: holdings.map((each) => ({
          ...each,
          role_words: roleWords[each.role] ?? { th: each.role, en: each.role },
          reach_words: reachWords[each.reach],
        })),
      };
    },
  });

/** The duties that can be granted or delegated. */
export const duties = view({
  th: "อำนาจหน้าที่ทั้งหมด",
  en: "Duties",
  input: Fields({}),
  run: (office) =>
    office.sql.selectFrom("duty").select(["code", "th", "en", "room"]).orderBy("room").orderBy("code").execute(),
});
