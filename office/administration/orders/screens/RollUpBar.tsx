import { stateWord } from "../../../../desk/matters/Standing.tsx";
import { useWords } from "../../../../desk/words.ts";
import type { RollUp, State } from "../rules.ts";
import { orderWords as o } from "./words.ts";
import "./orders.css";

/** From done to not begun, as they stand in the bar; what is cancelled counts no more. */
const order: readonly State[] = ["accepted", "reported", "acknowledged", "returned", "given"];

export interface RollUpBarProps {
  roll: RollUp;
  /** With the words of the states under it. */
  withLegend?: boolean;
}

/** N addressees in one bar, a segment a state. Whoever cannot see it hears the same. */
export function RollUpBar({ roll, withLegend }: RollUpBarProps) {
  const { say, language } = useWords();
  const all = roll.addressees - roll.byState.cancelled;
  const parts = order.filter((state) => roll.byState[state] > 0);
  const words = parts.map((state) => `${stateWord("assignment", state, language)} ${roll.byState[state]}`);
  if (roll.byState.cancelled > 0)
    words.push(`${stateWord("assignment", "cancelled", language)} ${roll.byState.cancelled}`);
  const label = [say(o.addresseesN, { count: roll.addressees }), ...words].join(", ");
  return (
    <span className={`roll ${withLegend ? "large" : ""}`}>
      <span className="roll-line">
        <span className="roll-bar" role="img" aria-label={label}>
          {parts.map((state) => (
            <span key={state} className={`roll-part ${state}`} style={{ flexGrow: roll.byState[state] }} />
          ))}
        </span>
        {!withLegend && (
          <span className="roll-count figures" aria-hidden>
            {roll.byState.accepted}/{all}
          </span>
        )}
      </span>
      {withLegend && (
        <span className="roll-legend" aria-hidden>
          {parts.map((state) => (
            <span key={state}>
              <i className={`roll-part ${state}`} />
              {stateWord("assignment", state, language)} <b className="figures">{roll.byState[state]}</b>
            </span>
          ))}
          {roll.byState.cancelled > 0 && (
            <span className="quiet">
              {stateWord("assignment", "cancelled", language)} <b className="figures">{roll.byState.cancelled}</b>
            </span>
          )}
        </span>
      )}
    </span>
  );
}
