import { useState } from "react";
import { Link } from "react-aria-components";
import { Button } from "../../../../desk/design/Button.tsx";
import { Section } from "../../../../desk/design/Page.tsx";
import { useNames } from "../../../../desk/matters/names.ts";
import { useWords } from "../../../../desk/words.ts";
import type { Wire } from "../../../../kernel/room.ts";
import type { LateUnit } from "../governor.ts";
import { orderWords as o } from "./words.ts";

const shownFirst = 12;

/** Whose work is late, ranked. A true table, whose first figure is also drawn. */
export function LateUnits({ units }: { units: readonly Wire<LateUnit>[] }) {
  const { say } = useWords();
  const name = useNames();
  const [isWhole, showWhole] = useState(false);
  const shown = isWhole ? units : units.slice(0, shownFirst);
  const most = Math.max(1, ...units.map((unit) => unit.open));
  return (
    <Section title={say(o.whose)}>
      <p className="small quiet">{say(o.whoseHelp)}</p>
      {shown.length === 0 ? (
        <p>{say(o.noneOpen)}</p>
      ) : (
        <table className="ranking">
          <thead>
            <tr>
              <th scope="col">{say(o.unit)}</th>
              <th scope="col">{say(o.late)}</th>
              <th scope="col" className="end">
                {say(o.longest)}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((unit) => (
              <tr key={unit.unit} className={unit.late > 0 ? "" : "none"}>
                <th scope="row">
                  <Link href={`/orders?state=${unit.late > 0 ? "late" : "open"}&unit=${unit.unit}`}>
                    {name(unit.th)}
                  </Link>
                </th>
                <td>
                  <span className="rank">
                    <span className="rank-bar" aria-hidden>
                      <i className="open" style={{ width: `${(unit.open / most) * 100}%` }} />
                      <i className="late" style={{ width: `${(unit.late / most) * 100}%` }} />
                    </span>
                    <span className="figures">
                      <span className="unseen">{say(o.lateOfOpen, { late: unit.late, open: unit.open })}</span>
                      <span aria-hidden>
                        <b>{unit.late}</b>
                        <span className="quiet">/{unit.open}</span>
                      </span>
                    </span>
                  </span>
                </td>
                <td className="end figures">{unit.worst > 0 ? unit.worst : "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {units.length > shown.length && (
        <Button small kind="plain" onPress={() => showWhole(true)}>
          {say(o.showAll, { count: units.length })}
        </Button>
      )}
    </Section>
  );
}
