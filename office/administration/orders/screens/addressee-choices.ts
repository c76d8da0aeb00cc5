/** Whom an order can go to: every position under its agency or district, the ready groups, the saved lists. */
import { useMemo } from "react";
import type { Choice } from "../../../../desk/design/choice.ts";
import { useView } from "../../../../desk/queries.ts";
import { useWords } from "../../../../desk/words.ts";
import { issueWords as i } from "./issue-words.ts";

export interface Addressable {
  choices: Choice[];
  /** Members of the ready groups. */
  districts: string[];
  agencies: string[];
  lists: { id: number; name: string; members: string[] }[];
  governor: { id: number; th: string; en: string } | null;
  /** Names by id, in the reader's language. */
  nameOf: (id: string) => string;
  kindOf: (id: string) => string;
  isReady: boolean;
}

export function useAddressable(): Addressable {
  const { say, language } = useWords();
  const { data } = useView("orders.choices", {});
  const { data: tree } = useView("authority.units", {});
  return useMemo(() => {
    const rows = data?.positions ?? [];
    const english = language === "en";
    const regional = new Set((tree?.units ?? []).filter(({ admin_type }) => admin_type === "R").map(({ id }) => id));
    const groupOf = (row: (typeof rows)[number]): string => {
      if (row.kind === "district") return say(i.groupDistricts);
      if (row.kind === "province") return say(i.groupProvince);
      return row.ministry || (english ? row.unit_en : row.unit);
    };
    const named = rows.map((row) => ({
      id: String(row.position),
      label: english ? row.en || row.th : row.th,
      detail: [row.person, english ? row.unit_en : row.unit].filter(Boolean).join(" · "),
      group: groupOf(row),
      alias: `${row.unit} ${row.th}`,
      isHead: row.heads_unit,
    }));
    // Groups in the order in which they first come; choices of one group must be neighbours.
    const groups = [...new Set(named.map(({ group }) => group))];
    const choices = groups.flatMap((group) => {
      const some = named.filter((each) => each.group === group);
      return [...some.filter(({ isHead }) => isHead), ...some.filter(({ isHead }) => !isHead)].map(
        ({ isHead: _, ...choice }) => choice,
      );
    });
    const byId = new Map(rows.map((row) => [String(row.position), row]));
    const governor = rows.find(({ role }) => role === "governor");
    const heads = (fits: (row: (typeof rows)[number]) => boolean) =>
      rows.filter((row) => row.heads_unit && fits(row)).map(({ position }) => String(position));
    return {
      choices,
      districts: heads(({ kind }) => kind === "district"),
      agencies: heads(({ kind, unit_id }) => kind === "agency" && regional.has(unit_id)),
      lists: (data?.lists ?? []).map(({ id, name, positions }) => ({
        id,
        name,
        members: positions.map(String).filter((each) => byId.has(each)),
      })),
      governor: governor ? { id: governor.position, th: governor.th, en: governor.en } : null,
      nameOf: (id) => {
        const row = byId.get(id);
        return row ? (english ? row.en || row.th : row.th) : id;
      },
      kindOf: (id) => byId.get(id)?.kind ?? "",
      isReady: data !== undefined && tree !== undefined,
    };
  }, [data, tree, say, language]);
}
