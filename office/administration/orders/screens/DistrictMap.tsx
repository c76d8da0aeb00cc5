import { useMemo, useState } from "react";
import { Section, Skeleton } from "../../../../desk/design/Page.tsx";
import { RadioGroup } from "../../../../desk/design/Ticks.tsx";
import { LiveMap } from "../../../../desk/matters/LiveMap.tsx";
import { MapNotice } from "../../../../desk/matters/OutlineMap.tsx";
import { useView } from "../../../../desk/queries.ts";
import { useWords } from "../../../../desk/words.ts";
import type { Wire } from "../../../../kernel/room.ts";
import type { LateUnit } from "../governor.ts";
import { stepAt, stepsOf } from "./scale.ts";
import { orderWords as o } from "./words.ts";

interface Count {
  late: number;
  open: number;
}
export interface DistrictMapProps {
  units: readonly Wire<LateUnit>[];
  /** Orders by the district of their places. */
  places: readonly { area_code: string; open: number; late: number }[];
}

/** Where it is late: by the district that has to act, or by where the matter lies. The table beside it says the same. */
export function DistrictMap({ units, places }: DistrictMapProps) {
  const { say, language } = useWords();
  const [by, countBy] = useState<"unit" | "place">("unit");
  const { data: areas } = useView("places.map", {});
  const counts = useMemo(() => {
    const found = new Map<string, Count>();
    const rows =
      by === "place"
        ? places
        : units.flatMap((unit) =>
            unit.kind === "district" && unit.area_code ? [{ ...unit, area_code: unit.area_code }] : [],
          );
    for (const { area_code, late, open } of rows) {
      const before = found.get(area_code) ?? { late: 0, open: 0 };
      found.set(area_code, { late: before.late + late, open: before.open + open });
    }
    return found;
  }, [by, units, places]);
  const most = Math.max(0, ...[...counts.values()].map(({ late }) => late));
  const froms = useMemo(() => stepsOf(most), [most]);
  const steps = useMemo(
    () => new Map([...counts].map(([code, { late }]) => [code, stepAt(late, froms)])),
    [counts, froms],
  );
  const figures = useMemo(
    () => new Map([...counts].flatMap(([code, { late }]) => (late > 0 ? [[code, String(late)] as const] : []))),
    [counts],
  );
  const rows = (areas?.features ?? [])
    .map(({ properties }) => ({ ...properties, ...(counts.get(properties.code) ?? { late: 0, open: 0 }) }))
    .sort((a, b) => b.late - a.late || b.open - a.open || a.code.localeCompare(b.code));
  return (
    <Section title={say(o.where)}>
      <div className="no-print">
        <RadioGroup
          label={say(o.mapBy)}
          orientation="horizontal"
          value={by}
          onChange={(id) => countBy(id === "place" ? "place" : "unit")}
          choices={[
            { id: "unit", label: say(o.byUnit) },
            { id: "place", label: say(o.byPlace) },
          ]}
        />
      </div>
      {areas ? (
        <figure className="district-map">
          <LiveMap label={say(o.mapOf)} areas={areas} steps={steps} figures={figures} />
          <figcaption>
            <span className="map-legend" aria-hidden>
              <span>{say(o.late)}</span>
              {[0, ...froms].map((from, step) => {
                const to = step === 0 ? 0 : step < froms.length ? (froms[step] ?? from) - 1 : null;
                if (from > most) return null;
                const upper = to === null || to > most ? most : to;
                return (
                  <span key={from}>
                    <i className={`area step-${step}`} />
                    <span className="figures">{from === upper ? from : `${from}–${upper}`}</span>
                  </span>
                );
              })}
            </span>
            <MapNotice areas={areas} />
          </figcaption>
        </figure>
      ) : (
        <Skeleton rows={8} />
      )}
      <details className="as-table">
        <summary>{say(o.asTable)}</summary>
        <table className="ranking">
          <thead>
            <tr>
              <th scope="col">{say(o.district)}</th>
              <th scope="col" className="end">
                {say(o.late)}
              </th>
              <th scope="col" className="end">
                {say(o.openWork)}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.code}>
                <th scope="row">{language === "en" ? row.en : row.th}</th>
                <td className="end figures">{row.late}</td>
                <td className="end figures">{row.open}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Section>
  );
}
