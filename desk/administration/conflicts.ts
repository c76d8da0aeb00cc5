/** What stands in the way of an appointment, told before it is sent. The server judges again; this only saves a round trip. */
import type { Api } from "../api.ts";
import { standing } from "../people/period.ts";
import type { Both } from "../words.ts";
import { fill } from "../words.ts";
import { adminWords as a } from "./words.ts";

export type As = "own" | "besides" | "stand_in" | "acting";
type Position = Pick<NonNullable<Api["authority.position"]["output"]>, "role" | "occupancies" | "absences">;
type Person = Pick<NonNullable<Api["authority.person"]["output"]>, "id" | "occupancies">;

export interface Wanted {
  person: Person;
  position: Position;
  as: As;
  /** First day, and first day no longer (null: no end). */
  from: string;
  to: string | null;
  leavesOwnPost: boolean;
  /** Who is recording. */
  me: number | undefined;
  sayPeriod: (from: string, to: string | null) => Both;
}
export interface Remark {
  kind: "stops" | "note";
  words: Both;
}

/** Posts for which the State Administration Act itself says who acts (ss. 56, 64). */
const statutory = new Set(["governor", "district_chief"]);

const overlaps = (from: string, to: string | null, other: { from: string; to: string | null }): boolean =>
  (to === null || other.from < to) && (other.to === null || from < other.to);

const filled = (both: Both, facts: Record<string, Both>): Both => {
  const of = (language: "th" | "en") =>
    Object.fromEntries(Object.entries(facts).map(([name, words]) => [name, words[language]]));
  return { th: fill(both.th, of("th")), en: fill(both.en, of("en")) };
};

export function conflicts(wanted: Wanted): Remark[] {
  const { person, position, as, from, to, leavesOwnPost, me, sayPeriod } = wanted;
  const remarks: Remark[] = [];
  const stop = (words: Both) => remarks.push({ kind: "stops", words });
  if (person.id === me) stop(a.conflictSelf);
  const held = position.occupancies.filter((each) => overlaps(from, to, each));
  if (as === "own" || as === "besides") {
    for (const each of held.filter(({ capacity }) => capacity === "holder"))
      stop(filled(a.conflictHeld, { name: each, period: sayPeriod(each.from, each.to) }));
    for (const each of held.filter(({ capacity }) => capacity !== "holder"))
      remarks.push({ kind: "note", words: filled(a.endsActing, { name: each }) });
  }
  if (as === "own" && !leavesOwnPost) {
    const own = person.occupancies.find((each) => each.own && overlaps(from, to, each));
    if (own) stop(filled(a.conflictOwn, { post: own }));
  }
  if (as === "stand_in" && statutory.has(position.role)) stop(a.conflictStatutory);
  if (as === "acting" && !statutory.has(position.role)) stop(a.conflictNoLaw);
  const holder = held.find(({ capacity, from: since }) => capacity === "holder" && since <= from);
  const isAway = position.absences.some((each) => overlaps(from, to, each));
  if ((as === "stand_in" || as === "acting") && holder && !isAway) stop(filled(a.conflictPresent, { name: holder }));
  return remarks;
}

/** The post that is the person's own on a day. */
export const ownPost = (person: Person, day: string) =>
  person.occupancies.find((each) => each.own && standing(each.from, each.to, day) === "now");
