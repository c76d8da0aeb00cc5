// Invented people for the demonstration. None exists; each is marked so, and no mail can reach them (RFC 2606: .invalid).
import { MEN, PREFIXES, SURNAMES, WOMEN } from "./names.ts";

export type Person = {
  positionKey: string;
  prefix: string;
  first: string;
  last: string;
  prefixEn: string;
  firstEn: string;
  lastEn: string;
  /** lower case, unique, undeliverable: "somnuek.t12@demo.invalid" */
  email: string;
  /** always true: screens mark such people (บุคคลสมมติ) */
  invented: true;
};

/** What a position must show for its holder's title to be chosen. */
export type Seat = { key: string; role?: string; unitKey?: string };

/**
 * One invented person for each position. The same positions and seed give the same people on every machine.
 * No two people share a full name or an address.
 *
 * @param positions at most about 500,000; in the order in which people are to be drawn
 * @param seed any whole number or text
 */
export function inventPeople(positions: readonly Seat[], seed: number | string): Person[] {
  const draw = dice(seed);
  const names = new Set<string>();
  const addresses = new Set<string>();
  return positions.map((seat) => {
    for (;;) {
      const woman = draw(100) < 48 && !isMansRank(seat);
      const [first, firstEn] = pick(woman ? WOMEN : MEN, draw);
      const [last, lastEn] = pick(SURNAMES, draw);
      if (names.has(`${first} ${last}`)) continue;
      names.add(`${first} ${last}`);
      const [prefix, prefixEn] = prefixFor(seat, woman, draw);
      const base = `${letters(firstEn)}.${letters(lastEn).slice(0, 3)}`;
      let local = base;
      for (let n = 2; addresses.has(local); n++) local = `${base}${n}`;
      addresses.add(local);
      const email = `${local}@demo.invalid`;
      return { positionKey: seat.key, prefix, first, last, prefixEn, firstEn, lastEn, email, invented: true };
    }
  });
}

function isMansRank({ unitKey = "" }: Seat): boolean {
  return unitKey === "agency.police" || unitKey === "agency.isoc" || unitKey === "agency.recruiting";
}

function prefixFor({ key, role = "", unitKey = "" }: Seat, woman: boolean, draw: (below: number) => number) {
  const head = key.endsWith(".head");
  if (unitKey === "agency.police") return head ? PREFIXES.policeGeneral : PREFIXES.policeMajor;
  if (isMansRank({ key, unitKey })) return PREFIXES.colonel;
  if (key === "agency.health.head") return woman ? PREFIXES.doctorWoman : PREFIXES.doctorMan;
  const lot = draw(100);
  // a rank of the reserve is common among younger officials
  if (lot < 6 && /officer|clerk|deputy/.test(role)) return woman ? PREFIXES.reserveWoman : PREFIXES.reserveMan;
  if (!woman) return PREFIXES.mr;
  return lot < 55 ? PREFIXES.miss : PREFIXES.mrs;
}

const letters = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, "");

function pick<Item>(list: readonly Item[], draw: (below: number) => number): Item {
  return list[draw(list.length)]!;
}

/** Mulberry32: small, even, the same everywhere. Not for secrets. A text is hashed to its start by FNV-1a. */
function dice(seed: number | string): (below: number) => number {
  let state = typeof seed === "number" ? seed >>> 0 : 0x811c9dc5;
  if (typeof seed === "string") for (const byte of Buffer.from(seed)) state = Math.imul(state ^ byte, 0x01000193) >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
