/** What the law says about capacity, succession and delegation, as plain rules. The screens use them too; nothing here does I/O. */
import type { Clause } from "../law/clauses.ts";

export interface Words {
  th: string;
  en: string;
}

/** How a person sits in a position, or uses its power. */
export const capacityWords = {
  holder: { th: "ดำรงตำแหน่ง", en: "Holder" },
  acting: { th: "รักษาราชการแทน", en: "Acting for" },
  standing_in: { th: "รักษาการในตำแหน่ง", en: "Standing in as" },
  delegate: { th: "ปฏิบัติราชการแทน", en: "On behalf of" },
  machinery: { th: "ระบบอัตโนมัติ", en: "Automatic" },
} as const satisfies Record<string, Words>;

export const absenceWords = {
  vacant: { th: "ไม่มีผู้ดำรงตำแหน่ง", en: "Vacant" },
  unable: { th: "ไม่อาจปฏิบัติราชการได้", en: "Unable to perform duty" },
  leave: { th: "ลา", en: "On leave" },
  duty_elsewhere: { th: "ไปราชการ", en: "On duty elsewhere" },
} as const satisfies Record<string, Words>;
export type AbsenceReason = keyof typeof absenceWords;

export const reachWords = {
  own: { th: "เฉพาะเรื่องของตน", en: "Own matters" },
  unit: { th: "หน่วยงานของตน", en: "Own unit" },
  line: { th: "หน่วยงานของตนและหน่วยงานในบังคับบัญชา", en: "Own unit and those below" },
  province: { th: "ทั้งจังหวัด", en: "Whole province" },
} as const satisfies Record<string, Words>;

export const roleWords: Readonly<Record<string, Words>> = {
  governor: { th: "ผู้ว่าราชการจังหวัด", en: "Governor" },
  vice_governor: { th: "รองผู้ว่าราชการจังหวัด", en: "Vice governor" },
  assistant_governor: { th: "ผู้ช่วยผู้ว่าราชการจังหวัด", en: "Assistant governor" },
  palad: { th: "ปลัดจังหวัด", en: "Provincial administrator (palad)" },
  office_head: { th: "หัวหน้าสำนักงานจังหวัด", en: "Head of the provincial office" },
  group_head: { th: "หัวหน้ากลุ่มงาน", en: "Work-group head" },
  planner: { th: "นักวิเคราะห์นโยบายและแผน", en: "Planner" },
  clerk: { th: "เจ้าหน้าที่สารบรรณ", en: "Registry clerk" },
  officer: { th: "เจ้าหน้าที่", en: "Officer" },
  administrator: { th: "ผู้ดูแลระบบ", en: "System administrator" },
  agency_head: { th: "หัวหน้าส่วนราชการประจำจังหวัด", en: "Head of a provincial agency" },
  agency_officer: { th: "เจ้าหน้าที่ส่วนราชการ", en: "Agency officer" },
  district_chief: { th: "นายอำเภอ", en: "District chief" },
  district_deputy: { th: "ปลัดอำเภอ", en: "District deputy" },
};

/** Somebody able on the day: sits in the post as its holder (or stands in a vacant one) and is not absent. */
export interface Candidate {
  person: number;
  position: number;
  role: string;
  /** 1 = most senior. */
  seniority: number;
  personName: Words;
  positionName: Words;
}

export type Succession =
  /** Exactly one: he acts by law, without an order. */
  | { kind: "by_law"; candidate: Candidate; basis: Clause }
  /** Several of one rank: somebody must appoint one of them. */
  | { kind: "order_needed"; candidates: Candidate[]; basis: Clause; appointer: Words }
  /** The law calls the senior, and the record does not say which of these that is. */
  | { kind: "seniority_unclear"; candidates: Candidate[]; basis: Clause }
  | { kind: "nobody"; basis: Clause }
  /** The Act has no rule for this post: nobody acts unless an order under Civil Service Act s. 68 makes one stand in. */
  | { kind: "no_rule" };

/** State Administration Act s. 56: who acts for the governor, rank by rank. Roles of positions. */
export const governorSuccession = ["vice_governor", "assistant_governor", "palad", "agency_head"] as const;
/** s. 64: who may act for a district chief. */
export const districtSuccession = ["district_deputy", "agency_head"] as const;

const permanentSecretary: Words = { th: "ปลัดกระทรวงมหาดไทย", en: "the Permanent Secretary of the Interior" };

/**
 * Who acts for an absent head on one day, by law. `candidates` are those able that day.
 * `incumbent` is the person who already acts by law: among several of the rank that the law calls, he goes on.
 */
export function succession(role: string, candidates: readonly Candidate[], incumbent?: number): Succession {
  if (role === "governor") return governorsSuccessor(onePostEach(candidates, governorSuccession), incumbent);
  if (role === "district_chief") {
    return senior(onePostEach(candidates, districtSuccession), "state-administration:๖๔", incumbent);
  }
  return { kind: "no_rule" };
}

function governorsSuccessor(candidates: readonly Candidate[], incumbent?: number): Succession {
  const basis: Clause = "state-administration:๕๖";
  for (const rank of governorSuccession) {
    const able = candidates.filter((each) => each.role === rank);
    if (able.length === 0) continue;
    if (rank === "agency_head") return senior(able, basis, incumbent);
    const goesOn = able.find((each) => each.person === incumbent);
    if (able.length === 1 || goesOn) return { kind: "by_law", candidate: goesOn ?? able[0]!, basis };
    return { kind: "order_needed", candidates: able, basis, appointer: permanentSecretary };
  }
  return { kind: "nobody", basis };
}

function senior(able: readonly Candidate[], basis: Clause, incumbent?: number): Succession {
  if (able.length === 0) return { kind: "nobody", basis };
  const first = Math.min(...able.map((each) => each.seniority));
  const seniors = able.filter((each) => each.seniority === first);
  const chosen = seniors.length === 1 ? seniors[0] : seniors.find((each) => each.person === incumbent);
  return chosen
    ? { kind: "by_law", candidate: chosen, basis }
    : { kind: "seniority_unclear", candidates: seniors, basis };
}

/** Those of the ranks that the law calls; a person counts once, with the post that it calls first. */
function onePostEach(candidates: readonly Candidate[], ranks: readonly string[]): Candidate[] {
  const rank = (each: Candidate) => ranks.indexOf(each.role);
  const ordered = candidates
    .filter((each) => ranks.includes(each.role))
    .toSorted((a, b) => rank(a) - rank(b) || a.seniority - b.seniority || a.position - b.position);
  const seen = new Set<number>();
  return ordered.filter((each) => !seen.has(each.person) && seen.add(each.person));
}

/**
 * What an order that appoints somebody for an absent head makes of him: the capacity and the clause.
 * `called` = he is one of those whom s. 56 or s. 64 calls; another is appointed by a superior under s. 49.
 */
export function appointedAs(role: string, called: boolean): { capacity: "acting" | "standing_in"; basis: Clause } {
  if (role === "governor")
    return { capacity: "acting", basis: called ? "state-administration:๕๖" : "state-administration:๔๙" };
  if (role === "district_chief")
    return { capacity: "acting", basis: called ? "state-administration:๖๔" : "state-administration:๔๙" };
  return { capacity: "standing_in", basis: "civil-service:๖๘" };
}

export interface DelegationTerms {
  from: number;
  to: number;
  duties: readonly string[];
  /** First day, and first day no longer (null: until revoked). */
  start: string;
  end: string | null;
  /** The unit it is limited to and all above that unit, root first; null: the delegator's whole reach. */
  scopePath: readonly number[] | null;
  /** Baht; null: without limit. */
  amountLimit: number | null;
  subdelegable: boolean;
  licencePower: boolean;
  signedOn: string;
}
export interface DelegationParties {
  /** Role of the position that delegates, and its unit. */
  giverRole: string;
  giverUnit: number;
  /** Role of the recipient; its unit and all above it. */
  takerRole: string;
  takerPath: readonly number[];
  /** Duties that the delegator has of its own on the first day. */
  giverDuties: readonly string[];
}
export type DelegationRule =
  | "not_to_itself"
  | "signed_before_force"
  | "delegation_of_own_power"
  | "subdelegation_allowed"
  | "subdelegation_within"
  | "licence_to_subordinate"
  | "licence_only_governor_passes_on";

/**
 * The limits of ss. 38–39, as the database holds them too: undefined when lawful, else the name of the rule that is broken.
 * `parent` is the delegation passed on, and whether it is accepted and unrevoked, where this is a sub-delegation.
 */
export function delegationFault(
  terms: DelegationTerms,
  parties: DelegationParties,
  parent?: DelegationTerms & { inForce: boolean },
): DelegationRule | undefined {
  const licence = terms.licencePower || (parent?.licencePower ?? false);
  if (!parent && terms.duties.some((duty) => !parties.giverDuties.includes(duty))) return "delegation_of_own_power";
  if (parent && !parent.subdelegable) return "subdelegation_allowed";
  if (parent && !(parent.inForce && within(terms, parent))) return "subdelegation_within";
  if (licence && parties.takerRole !== "governor" && !parties.takerPath.includes(parties.giverUnit))
    return "licence_to_subordinate";
  if (licence && parent && parties.giverRole !== "governor") return "licence_only_governor_passes_on";
  if (terms.from === terms.to) return "not_to_itself";
  if (terms.signedOn > terms.start) return "signed_before_force";
  return undefined;
}

function within(child: DelegationTerms, parent: DelegationTerms): boolean {
  const scopeUnit = parent.scopePath?.at(-1);
  return (
    child.from === parent.to &&
    child.duties.every((duty) => parent.duties.includes(duty)) &&
    child.start >= parent.start &&
    (parent.end === null || (child.end !== null && child.end <= parent.end)) &&
    (parent.amountLimit === null || (child.amountLimit !== null && child.amountLimit <= parent.amountLimit)) &&
    (scopeUnit === undefined || (child.scopePath?.includes(scopeUnit) ?? false))
  );
}
