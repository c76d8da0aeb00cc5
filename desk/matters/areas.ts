/** Districts and subdistricts to choose from, subdistricts under their district. */
import { useMemo } from "react";
import type { Choice } from "../design/choice.ts";
import { useView } from "../queries.ts";
import { useWords } from "../words.ts";

const districts = { th: "อำเภอ", en: "Districts" };

export function useAreaChoices(): Choice[] {
  const { say, language } = useWords();
  const { data } = useView("places.areas", {});
  return useMemo(() => {
    const areas = data ?? [];
    const name = (area: { th: string; en: string; kind: string }) =>
      language === "en" ? area.en : `${area.kind === "district" ? "อำเภอ" : "ตำบล"}${area.th}`;
    const above = new Map(areas.map((area) => [area.code, area]));
    const upper = areas.filter(({ kind }) => kind === "district");
    const lower = areas.filter(({ kind }) => kind === "subdistrict");
    return [
      ...upper.map((area) => ({ id: area.code, label: name(area), group: say(districts), alias: area.code })),
      ...lower.map((area) => {
        const district = above.get(area.code.slice(0, 4));
        return { id: area.code, label: name(area), group: district ? name(district) : "", alias: area.code };
      }),
    ];
  }, [data, say, language]);
}
