/** The units and positions of a day as a tree: by the line of command, or by ministry. */
import { GLOSSARY, isTermKey } from "../../kernel/glossary.ts";
import type { Api } from "../api.ts";
import { matchesThai } from "../design/thai.ts";
import type { Both } from "../words.ts";
import { peopleWords as p } from "./words.ts";

export type UnitRow = Pick<
  Api["authority.units"]["output"]["units"][number],
  | "id"
  | "parent"
  | "th"
  | "en"
  | "short_th"
  | "kind"
  | "admin_type"
  | "ministry_th"
  | "ministry_en"
  | "head"
  | "positions"
>;
export type PositionRow = Pick<
  Api["authority.positions"]["output"][number],
  "id" | "th" | "en" | "unit" | "heads_unit" | "person" | "person_th" | "person_en" | "capacity"
>;

export interface Branch {
  /** 'group:R', 'unit:7', 'position:25': the kind and what it is. */
  id: string;
  kind: "group" | "unit" | "position";
  name: Both;
  /** All by which it is found. */
  found: string;
  path: string | null;
  unit?: UnitRow;
  position?: PositionRow;
  children: Branch[];
}

export type Arrangement = "line" | "ministry";

/** What a code of the database is called: "unit.agency" → ส่วนราชการประจำจังหวัด; the code itself where the glossary lacks it. */
export function codeWord(key: string): Both {
  if (!isTermKey(key)) return { th: key.split(".")[1] ?? key, en: key.split(".")[1] ?? key };
  const { th, en } = GLOSSARY[key];
  return { th, en: en.charAt(0).toUpperCase() + en.slice(1) };
}

/** Kinds of units under the province that are many of a sort, in the order in which the law names them. */
const sorts: readonly { id: string; name: Both; of: (unit: UnitRow) => boolean }[] = [
  { id: "R", name: p.regional, of: (unit) => unit.admin_type === "R" && unit.kind === "agency" },
  { id: "district", name: p.districts, of: (unit) => unit.kind === "district" },
  { id: "C", name: codeWord("admin_type.C"), of: (unit) => unit.admin_type === "C" },
  { id: "S", name: codeWord("admin_type.S"), of: (unit) => unit.admin_type === "S" },
  { id: "L", name: codeWord("admin_type.L"), of: (unit) => unit.admin_type === "L" },
  { id: "I", name: codeWord("admin_type.I"), of: (unit) => unit.admin_type === "I" },
];

const group = (id: string, name: Both, children: Branch[]): Branch => ({
  id: `group:${id}`,
  kind: "group",
  name,
  found: "",
  path: null,
  children,
});

/** @returns the branches from the top: one province by line of command, its ministries otherwise */
export function buildTree(
  units: readonly UnitRow[],
  positions: readonly PositionRow[],
  arrangement: Arrangement,
): Branch[] {
  const seats = new Map<number, PositionRow[]>();
  for (const row of positions) seats.set(row.unit, [...(seats.get(row.unit) ?? []), row]);
  const below = new Map<number | null, UnitRow[]>();
  const known = new Set(units.map(({ id }) => id));
  for (const unit of units) {
    const parent = unit.parent !== null && known.has(unit.parent) ? unit.parent : null;
    below.set(parent, [...(below.get(parent) ?? []), unit]);
  }
  const branchOf = (unit: UnitRow, isFlat: boolean): Branch => {
    const children = below.get(unit.id) ?? [];
    return {
      id: `unit:${unit.id}`,
      kind: "unit",
      name: { th: unit.th, en: unit.en },
      found: `${unit.th} ${unit.en} ${unit.short_th}`,
      path: `/people/unit/${unit.id}`,
      unit,
      children: [
        ...(seats.get(unit.id) ?? []).map(seatBranch),
        ...(isFlat ? children.filter(({ kind }) => kind === "work_group") : children).map((each) =>
          branchOf(each, isFlat),
        ),
      ],
    };
  };
  if (arrangement === "ministry") {
    const ministries = new Map<string, { name: Both; units: UnitRow[] }>();
    for (const unit of units.filter(({ kind }) => kind !== "work_group")) {
      const key = unit.ministry_th;
      const name = key === "" ? p.noMinistry : { th: key, en: unit.ministry_en || key };
      const entry = ministries.get(key) ?? { name, units: [] };
      entry.units.push(unit);
      ministries.set(key, entry);
    }
    return [...ministries]
      .sort(([a], [b]) => (a === "" ? -1 : b === "" ? 1 : a.localeCompare(b, "th")))
      .map(([key, entry]) =>
        group(
          `ministry:${key}`,
          entry.name,
          entry.units.map((unit) => branchOf(unit, true)),
        ),
      );
  }
  return (below.get(null) ?? []).map((root) => {
    const whole = branchOf(root, false);
    return { ...whole, children: gathered(whole.children) };
  });
}

function seatBranch(row: PositionRow): Branch {
  return {
    id: `position:${row.id}`,
    kind: "position",
    name: { th: row.th, en: row.en },
    found: `${row.th} ${row.en} ${row.person_th ?? ""} ${row.person_en ?? ""}`,
    path: `/people/position/${row.id}`,
    position: row,
    children: [],
  };
}

/** Where more than one of a sort stand side by side, they come under the name of their sort. */
function gathered(children: readonly Branch[]): Branch[] {
  const sortOf = ({ unit }: Branch) => (unit ? sorts.find((sort) => sort.of(unit)) : undefined);
  return [
    ...children.filter((child) => !sortOf(child)),
    ...sorts.flatMap((sort) => {
      const some = children.filter((child) => sortOf(child) === sort);
      return some.length === 0 ? [] : [group(sort.id, sort.name, some)];
    }),
  ];
}

export interface Sifted {
  branches: Branch[];
  /** What has to be open for every find to be seen. */
  open: Set<string>;
}

/** Only what matches, with all that stands above it; a unit that matches by name keeps what is in it. */
export function sift(branches: readonly Branch[], text: string): Sifted {
  const open = new Set<string>();
  const keep = (branch: Branch): Branch | null => {
    const children = branch.children.map(keep).filter((child) => child !== null);
    if (children.length > 0) {
      open.add(branch.id);
      return { ...branch, children };
    }
    return branch.found !== "" && matchesThai(branch.found, text) ? branch : null;
  };
  return { branches: branches.map(keep).filter((branch) => branch !== null), open };
}

/** All that can be opened. */
export const openable = (branches: readonly Branch[]): string[] =>
  branches.flatMap((branch) => (branch.children.length > 0 ? [branch.id, ...openable(branch.children)] : []));
