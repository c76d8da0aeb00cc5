import { Briefcase } from "lucide-react";
import { Link } from "react-aria-components";
import { sayDay, thaiClock } from "../days.ts";
import { Button } from "../design/Button.tsx";
import { PositionBadge } from "../design/Marks.tsx";
import { EmptyState, PageHead, Section, Skeleton } from "../design/Page.tsx";
import { menu } from "../screens.ts";
import { workAs } from "../session.ts";
import { useWords } from "../words.ts";
import { useMe } from "./office.ts";
import { inUse } from "./PositionSwitcher.tsx";

/** The first page while no room has claimed '/': as what one may work, and the rooms that are open. */
export default function HomePage() {
  const { w, say, language } = useWords();
  const { data: me } = useMe();
  if (!me) return <Skeleton rows={6} />;
  const now = inUse(me);
  const today = thaiClock(new Date().toISOString())?.day ?? "";
  const rooms = menu().map((entry) => ({ ...entry, screens: entry.screens.filter(({ path }) => path !== "/") }));
  return (
    <>
      <PageHead
        over={sayDay(today, language, { weekday: true })}
        title={say(me.person.name)}
        lead={say(me.province.name)}
      />
      <Section title={w("yourPositions")}>
        {me.occupancies.length === 0 && (
          <EmptyState icon={Briefcase} title={w("noPosition")} help={w("noPositionHelp")} />
        )}
        <ul className="positions">
          {me.occupancies.map((occupancy) => (
            <li key={occupancy.id}>
              <PositionBadge {...occupancy} isLarge />
              <span className="quiet small">{occupancy.instrument}</span>
              {occupancy.id === now?.id ? (
                <span className="as-mark">{w("now")}</span>
              ) : (
                <Button small onPress={() => workAs(occupancy.id)}>
                  {w("use")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Section>
      {rooms.some((entry) => entry.screens.length > 0) && (
        <Section title={w("roomsOfOffice")}>
          <div className="rooms">
            {rooms.map(({ wing, screens }) =>
              screens.length === 0 ? null : (
                <div key={wing}>
                  <h3>{w(wing)}</h3>
                  <ul>
                    {screens.map(({ path, title }) => (
                      <li key={path}>
                        <Link href={path}>{say(title)}</Link>
                      </li>
                    ))}
                  </ul>
                </div>
              ),
            )}
          </div>
        </Section>
      )}
    </>
  );
}
