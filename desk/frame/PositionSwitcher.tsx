import { ChevronsUpDown } from "lucide-react";
import { Button as AriaButton } from "react-aria-components";
import { PositionBadge } from "../design/Marks.tsx";
import { Popover } from "../design/Menu.tsx";
import { useNarrow } from "../design/media.ts";
import { useWords } from "../words.ts";
import type { Me, Occupancy } from "./office.ts";

export interface PositionSwitcherProps {
  me: Me;
  onSwitch: (occupancy: Occupancy) => void;
}

/** The occupancy in use: the chosen one, else the one the server took. */
export const inUse = (me: Me): Occupancy | undefined =>
  me.occupancies.find(({ id }) => id === me.current) ?? me.occupancies[0];

/**
 * Always in sight: as what the person works. Every act is done by a position, so whoever holds two must see which one
 * he is about to use before he signs, not after.
 */
export function PositionSwitcher({ me, onSwitch }: PositionSwitcherProps) {
  const { w, say } = useWords();
  const isNarrow = useNarrow();
  const now = inUse(me);
  if (!now)
    return (
      <div className="as-now">
        <span className="as-words">
          <span className="as-title">{w("noPosition")}</span>
          <span className="as-over">{w("noPositionHelp")}</span>
        </span>
      </div>
    );
  // On a phone the capacity stands above the title, so that neither is cut.
  const capacity = now.capacity !== "holder" && <strong>{w(now.capacity)} </strong>;
  const words = (
    <span className="as-words">
      <span className="as-over">
        {w(isNarrow && now.capacity !== "holder" ? "inCapacityOf" : "workingAs")}{" "}
        {isNarrow ? capacity : <span>· {say(me.person.name)}</span>}
      </span>
      <span className="as-title">
        {!isNarrow && capacity}
        {say(now.title)}
      </span>
    </span>
  );
  if (me.occupancies.length < 2) return <div className="as-now">{words}</div>;
  return (
    <Popover
      label={w("switchPosition")}
      placement="bottom start"
      padded={false}
      trigger={
        <AriaButton className="as-now opens">
          {words}
          <ChevronsUpDown aria-hidden />
        </AriaButton>
      }
    >
      {(close) => (
        <div className="as-list">
          <h2>{w("switchPosition")}</h2>
          <ul>
            {me.occupancies.map((occupancy) => (
              <li key={occupancy.id}>
                <AriaButton
                  className="as-choice"
                  aria-current={occupancy.id === now.id ? "true" : undefined}
                  onPress={() => {
                    close();
                    if (occupancy.id !== now.id) onSwitch(occupancy);
                  }}
                >
                  <PositionBadge {...occupancy} isLarge />
                  {occupancy.instrument && <span className="as-basis">{occupancy.instrument}</span>}
                  {occupancy.id === now.id && <span className="as-mark">{w("now")}</span>}
                </AriaButton>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Popover>
  );
}
