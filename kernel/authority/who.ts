/** Who could perform a duty for a unit on a day, in what capacity, under which clause; and the line of command. */
import { sql } from "kysely";
import { Day, Fields, SmallId, Type } from "../input.ts";
import { citation, stateAdministration } from "../law/clauses.ts";
import { fieldFault } from "../problem.ts";
import { type Office, type Room, view } from "../room.ts";
import { capacityWords, reachWords, type Words } from "./rules.ts";
import { signatureBlock } from "./signature.ts";

export interface Answer {
  rank: number;
  person: { id: number } & Words;
  position: { id: number } & Words;
  occupancy: number;
  /** How the person sits in the position. */
  sits: "holder" | "acting" | "standing_in";
  /** What he would act as: how he sits, or "delegate" where the power is another's. */
  capacity: "holder" | "acting" | "standing_in" | "delegate";
  words: Words;
  reach: keyof typeof reachWords;
  reach_words: Words;
  on_behalf_of: ({ id: number } & Words) | null;
  delegation: number | null;
  basis: string;
  citation: Words;
  instrument: string | null;
  signature: { th: string[]; en: string[] };
}

interface Row {
  rank: number;
  person: number;
  person_th: string;
  person_en: string;
  position: number;
  th: string;
  en: string;
  occupancy: number;
  sits: Answer["sits"];
  capacity: Answer["capacity"];
  reach: Answer["reach"];
  own: Words | null;
  root: number | null;
  root_th: string | null;
  root_en: string | null;
  delegation: number | null;
  basis: string;
  instrument: string | null;
  province: Words | null;
}

/** Everybody who could, the answer first. The list is empty when nobody could: then the provincial office is asked (`competentUnit`). */
export async function whoMay(office: Office, duty: string, unit: number, day: string, limit = 50): Promise<Answer[]> {
  const { rows } = await sql<Row>`
    SELECT w.rank, w.person_id AS person, person_name(p) AS person_th, person_name(p, true) AS person_en, s.id AS position, s.th, s.en,
           w.occupancy_id AS occupancy, o.capacity AS sits, w.capacity, w.reach, r.id AS root, r.th AS root_th, r.en AS root_en,
           (SELECT jsonb_build_object('th', q.th, 'en', q.en) FROM occupancy own JOIN position q ON q.id = own.position_id
             WHERE own.person_id = w.person_id AND own.substantive AND own.during @> ${day}::date) AS own,
           w.delegation_id AS delegation, w.basis, w.instrument, (SELECT jsonb_build_object('th', th, 'en', en) FROM office) AS province
      FROM who_may(${duty}, ${unit}, ${day}::date) w
      JOIN person p ON p.id = w.person_id JOIN position s ON s.id = w.position_id JOIN occupancy o ON o.id = w.occupancy_id
      LEFT JOIN position r ON r.id = w.on_behalf_of
     ORDER BY w.rank LIMIT ${limit}`.execute(office.sql);
  return rows.map(answer);
}

function answer(row: Row): Answer {
  const person = { th: row.person_th, en: row.person_en };
  const position = { th: row.th, en: row.en };
  const root = row.root === null ? null : { th: row.root_th!, en: row.root_en! };
  const signing = { person, position, capacity: row.sits, ownPost: row.own, onBehalfOf: root, province: row.province };
  return {
    rank: row.rank,
    person: { id: row.person, ...person },
    position: { id: row.position, ...position },
    occupancy: row.occupancy,
    sits: row.sits,
    capacity: row.capacity,
    words: capacityWords[row.capacity],
    reach: row.reach,
    reach_words: reachWords[row.reach],
    on_behalf_of: root && { id: row.root!, ...root },
    delegation: row.delegation,
    basis: row.basis,
    citation: citation(row.basis),
    instrument: row.instrument,
    signature: { th: signatureBlock(signing, "th"), en: signatureBlock(signing, "en") },
  };
}

export interface Competence {
  unit: number;
  th: string;
  en: string;
  /** True when no unit owns the subject, so that it falls to the provincial office. */
  residual: boolean;
  /** Units of the ministry between which the subject could lie, when there are several. */
  between: number[];
  basis: string;
}

/**
 * The unit that a subject belongs to: the unit named, if it exists on the day; else the ministry's only regional agency;
 * else the provincial office, which has the general affairs of the province (s. 60 (1)). Throws where there is none at all.
 */
export async function competentUnit(
  office: Office,
  wanted: { unit?: number; ministry?: string; day?: string },
): Promise<Competence> {
  const day = wanted.day ?? office.today;
  if (wanted.unit !== undefined) {
    const named = await unitOn(office, wanted.unit, day);
    if (named) return { ...named, residual: false, between: [], basis: stateAdministration("๖๐") };
  }
  const ministry = wanted.ministry?.trim() ?? "";
  const { rows } = await sql<{ id: number }>`
    SELECT id FROM unit WHERE ${ministry} <> '' AND (ministry_th = ${ministry} OR lower(ministry_en) = lower(${ministry}))
       AND admin_type = 'R' AND kind NOT IN ('district', 'work_group') AND during @> ${day}::date ORDER BY id`.execute(
    office.sql,
  );
  const only = rows.length === 1 ? await unitOn(office, rows[0]!.id, day) : undefined;
  if (only) return { ...only, residual: false, between: [], basis: stateAdministration("๖๐") };
  const { rows: last } = await sql<{ id: number | null }>`SELECT provincial_office(${day}::date) AS id`.execute(
    office.sql,
  );
  const provincial = last[0]!.id === null ? undefined : await unitOn(office, last[0]!.id, day);
  if (!provincial) throw fieldFault("unit", "ยังไม่มีสำนักงานจังหวัดในระบบ", "There is no provincial office yet");
  return { ...provincial, residual: true, between: rows.map((row) => row.id), basis: stateAdministration("๖๐") };
}

async function unitOn(
  office: Office,
  unit: number,
  day: string,
): Promise<{ unit: number; th: string; en: string } | undefined> {
  const { rows } = await sql<{ unit: number; th: string; en: string }>`
    SELECT unit_id AS unit, th, en FROM unit_version WHERE unit_id = ${unit} AND during @> ${day}::date`.execute(
    office.sql,
  );
  return rows[0];
}

/** Needs the list of rooms, because an act knows its duty. */
export const who = (rooms: () => readonly Room[]) =>
  view({
    th: "ใครมีอำนาจ",
    en: "Who may",
    input: Fields({
      /** 'orders.supervise' */
      duty: Type.Optional(Type.String({ maxLength: 100 })),
      /** 'orders.issue': asks by its duty. */
      act: Type.Optional(Type.String({ maxLength: 100 })),
      unit: SmallId,
      day: Type.Optional(Day),
    }),
    async run(office, { duty, act, unit, day = office.today }) {
      const asked = duty ?? dutyOf(rooms(), act);
      const known =
        asked === undefined
          ? undefined
          : await office.sql
              .selectFrom("duty")
              .select(["code", "th", "en"])
              .where("code", "=", asked)
              .executeTakeFirst();
      if (!known)
        throw fieldFault(
          duty === undefined ? "act" : "duty",
          "ไม่มีอำนาจหน้าที่หรือการกระทำชื่อนี้",
          "There is no such duty or act",
        );
      const [first = null, ...others] = await whoMay(office, known.code, unit, day);
      if (first) return { duty: known, unit, day, answer: first, others, residual: null };
      const home = await competentUnit(office, { day });
      const [stands = null] = await whoMay(office, known.code, home.unit, day, 1);
      return {
        duty: known,
        unit,
        day,
        answer: null,
        others,
        residual: { ...home, residual: true, citation: citation(home.basis), answer: stands },
      };
    },
  });

function dutyOf(rooms: readonly Room[], act: string | undefined): string | undefined {
  const [room = "", verb = ""] = (act ?? "").split(".");
  const acts = rooms.find((each) => each.name === room)?.acts;
  return acts && Object.hasOwn(acts, verb) ? acts[verb]!.duty : undefined;
}

/** The line of command above a position, nearest first, with who sits there: to whom a reminder is escalated. */
export const chain = view({
  th: "สายการบังคับบัญชา",
  en: "Line of command",
  input: Fields({ position: SmallId, day: Type.Optional(Day) }),
  async run(office, { position, day = office.today }) {
    const { rows } = await sql<{
      step: number;
      position: number;
      th: string;
      en: string;
      unit: number;
      unit_th: string;
      unit_en: string;
      person: number | null;
      person_th: string | null;
      person_en: string | null;
      capacity: string | null;
    }>`
      SELECT c.step, p.id AS position, p.th, p.en, u.unit_id AS unit, u.th AS unit_th, u.en AS unit_en,
             w.id AS person, person_name(w) AS person_th, person_name(w, true) AS person_en, s.capacity
        FROM superiors_of(${position}, ${day}::date) c
        JOIN position p ON p.id = c.position_id JOIN unit_version u ON u.unit_id = c.unit_id AND u.during @> ${day}::date
        LEFT JOIN LATERAL sitting(p.id, ${day}::date) s ON true LEFT JOIN person w ON w.id = s.person_id
       ORDER BY c.step`.execute(office.sql);
    return rows;
  },
});
