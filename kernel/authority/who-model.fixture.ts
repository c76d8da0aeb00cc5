/** A brute-force reading of who may do what, written apart from the SQL, for the tests to compare with. Days are numbers. */

interface Span {
  from: number;
  to: number | null;
}
export interface World {
  versions: ({ unit: number; parent: number | null } & Span)[];
  positions: ({ id: number; unit: number; heads: boolean; seniority: number } & Span)[];
  grants: ({ position: number; duty: number; reach: string } & Span)[];
  absences: ({ position: number; reason: string } & Span)[];
  occupancies: ({ id: number; person: number; position: number; capacity: string; own: boolean } & Span)[];
  delegations: Delegation[];
}
interface Delegation {
  id: number;
  parent: Delegation | null;
  to: number;
  root: number;
  duties: readonly number[];
  scope: number | null;
  accepted: number | null;
  revoked: number | null;
  start: number;
  end: number | null;
}

/** Day 0 is 1 January 2026. */
export const dayOf = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
const covers = ({ from, to }: Span, day: number) => from <= day && (to === null || day < to);

/** The unit and all above it on a day, root first. */
export function path(world: World, unit: number | null, day: number): number[] {
  const version = world.versions.find((each) => each.unit === unit && covers(each, day));
  return version ? [...path(world, version.parent, day), version.unit] : [];
}

function sits(world: World, position: number, day: number) {
  const away = (post: number, personal: boolean) =>
    world.absences.some(
      (each) => each.position === post && covers(each, day) && !(personal && each.reason === "vacant"),
    );
  const gone = (person: number) =>
    world.occupancies.some(
      (each) => each.person === person && each.own && covers(each, day) && away(each.position, true),
    );
  const here = world.occupancies.filter(
    (each) => each.position === position && covers(each, day) && !gone(each.person),
  );
  const other = here.find((each) => each.capacity !== "holder");
  return other ?? (away(position, false) ? undefined : here[0]);
}

function stands(world: World, delegation: Delegation, day: number): boolean {
  const { parent } = delegation;
  const itself =
    covers({ from: delegation.start, to: delegation.end }, day) &&
    delegation.accepted !== null &&
    delegation.accepted <= day &&
    !(delegation.revoked !== null && delegation.revoked <= day);
  if (!itself || !parent) return itself;
  const inside =
    parent.scope === null || (delegation.scope !== null && path(world, delegation.scope, day).includes(parent.scope));
  return inside && stands(world, parent, day);
}

/** [position, person, occupancy, capacity, reach, delegation], the answer first. */
export function whoMay(world: World, duty: number, unit: number, day: number): (number | string | null)[][] {
  const target = path(world, unit, day);
  if (target.length === 0) return [];
  const found: { row: (number | string | null)[]; order: number[] }[] = [];
  const position = (id: number) => world.positions.find((each) => each.id === id && covers(each, day));
  const consider = (who: number, reach: string, base: number, delegation: number | null) => {
    const post = position(who);
    const seat = sits(world, who, day);
    const within = reach === "province" || (reach === "line" ? target.includes(base) : base === unit);
    if (!post || !seat || !within) return;
    const nearness = target.indexOf(base);
    found.push({
      row: [who, seat.person, seat.id, delegation === null ? seat.capacity : "delegate", reach, delegation],
      order: [
        delegation === null ? 0 : 1,
        ["unit", "line", "province", "own"].indexOf(reach),
        nearness < 0 ? 99 : -nearness,
        -path(world, base, day).length,
        post.heads ? 0 : 1,
        post.seniority,
        who,
        delegation ?? 0,
      ],
    });
  };
  const live = world.grants.filter((each) => each.duty === duty && covers(each, day));
  for (const grant of live) {
    const post = position(grant.position);
    if (post) consider(grant.position, grant.reach, post.unit, null);
  }
  for (const each of world.delegations.filter((d) => d.duties.includes(duty) && stands(world, d, day))) {
    const root = position(each.root);
    for (const grant of root ? live.filter((g) => g.position === each.root) : []) {
      const got = handedOver(world, grant.reach, root!.unit, each.scope, day);
      if (got) consider(each.to, got.reach, got.base, each.id);
    }
  }
  const compare = (a: number[], b: number[]) =>
    a.map((value, nth) => value - b[nth]!).find((difference) => difference !== 0) ?? 0;
  return found.toSorted((a, b) => compare(a.order, b.order)).map((each) => each.row);
}

/** What is left of a power that is handed over for one unit only. */
function handedOver(
  world: World,
  reach: string,
  base: number,
  scope: number | null,
  day: number,
): { reach: string; base: number } | undefined {
  if (scope === null) return { reach, base };
  if (reach === "province") return { reach: "line", base: scope };
  const scopeInBase = path(world, scope, day).includes(base);
  const baseInScope = path(world, base, day).includes(scope);
  if (reach === "line") return scopeInBase ? { reach, base: scope } : baseInScope ? { reach, base } : undefined;
  return baseInScope ? { reach, base } : undefined;
}
