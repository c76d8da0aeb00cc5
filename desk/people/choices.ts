/** Units, positions, people and duties to choose from. */
import type { Choice } from "../design/choice.ts";
import { useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { peopleWords as p } from "./words.ts";

export function usePositionChoices(day?: string): Choice[] {
  const { say } = useWords();
  const { data } = useView("authority.positions", day ? { day } : {});
  return (data ?? []).map((row) => ({
    id: String(row.id),
    label: say(row),
    detail: row.person_th ? say({ th: row.person_th, en: row.person_en ?? row.person_th }) : say(p.vacant),
    group: say({ th: row.unit_th, en: row.unit_en }),
    alias: `${row.th} ${row.en} ${row.unit_th}`,
  }));
}

export function usePersonChoices(): Choice[] {
  const { say } = useWords();
  const { data } = useView("authority.people", {});
  return (data ?? []).map((row) => ({
    id: String(row.id),
    label: say(row),
    detail: row.position_th ? say({ th: row.position_th, en: row.position_en ?? row.position_th }) : say(p.noPost),
    alias: `${row.th} ${row.en}`,
  }));
}

export function useUnitChoices(): Choice[] {
  const { say } = useWords();
  const { data } = useView("authority.units", {});
  return (data?.units ?? []).map((row) => ({
    id: String(row.id),
    label: say(row),
    alias: `${row.short_th} ${row.th} ${row.en}`,
  }));
}

/** Duties under the name of their room. `only` keeps some of them. */
export function useDutyChoices(only?: readonly string[]): Choice[] {
  const { say } = useWords();
  const { data: duties } = useView("authority.duties", {});
  const { data: table } = useView("authority.table", {});
  const rooms = new Map((table?.acts ?? []).map((row) => [row.room, row.room_words]));
  return (duties ?? [])
    .filter(({ code }) => !only || only.includes(code))
    .map((row) => {
      const room = rooms.get(row.room);
      return { id: row.code, label: say(row), alias: row.code, ...(room ? { group: say(room) } : {}) };
    });
}
