/** Names of positions, units and areas in the language of the reader. Views give the official Thai names; English ones are looked up. */
import { useMemo } from "react";
import { useView } from "../queries.ts";
import { useSettings } from "../settings.ts";

/** Gives the English name for a Thai one while the desk is read in English; what is not known keeps its Thai name. */
export function useNames(): (thai: string) => string {
  const { language } = useSettings();
  const isOff = language === "th";
  const { data: units } = useView("authority.units", {}, { isOff });
  const { data: positions } = useView("authority.positions", {}, { isOff });
  const { data: areas } = useView("places.areas", {}, { isOff });
  return useMemo(() => {
    if (isOff) return (thai: string) => thai;
    const known = new Map<string, string>();
    for (const { th, en } of areas ?? []) if (en) known.set(th, en);
    for (const { th, en } of units?.units ?? []) if (en) known.set(th, en);
    for (const { th, en, person_th, person_en } of positions ?? []) {
      if (en) known.set(th, en);
      if (person_th && person_en) known.set(person_th, person_en);
    }
    return (thai: string) => known.get(thai) ?? thai;
  }, [isOff, units, positions, areas]);
}
