import { CircleCheck, EyeOff, ListChecks, Printer } from "lucide-react";
import { sayInstant } from "../../../../desk/days.ts";
import { Button, LinkButton } from "../../../../desk/design/Button.tsx";
import { EmptyState, PageHead, Section, Skeleton } from "../../../../desk/design/Page.tsx";
import { useNames } from "../../../../desk/matters/names.ts";
import { Refusal } from "../../../../desk/matters/Refusal.tsx";
import { useView } from "../../../../desk/queries.ts";
import { useWords } from "../../../../desk/words.ts";
import { DistrictMap } from "./DistrictMap.tsx";
import { LateUnits } from "./LateUnits.tsx";
import { OrderTable } from "./OrderTable.tsx";
import { Tiles } from "./Tiles.tsx";
import { Trend } from "./Trend.tsx";
import { orderWords as o } from "./words.ts";
import "./governor.css";

/** กระดานผู้ว่าราชการจังหวัด: what is late, whose, where, and whether it gets better. One sheet for the morning meeting. */
export default function GovernorBoard() {
  const { say, language } = useWords();
  const name = useNames();
  const { data, error, dataUpdatedAt } = useView(
    "orders.governor",
    {},
    { topics: ["kind:order", "assignments", "inbox"] },
  );
  if (error?.status === 403)
    return (
      <>
        <PageHead title={say(o.overview)} />
        <EmptyState
          icon={EyeOff}
          title={say(o.notYours)}
          help={say(o.notYoursHelp)}
          action={<LinkButton href="/orders">{say(o.boardTitle)}</LinkButton>}
        />
      </>
    );
  if (!data) return error ? <Refusal problem={error} /> : <Skeleton rows={14} />;
  const { standing, units, weeks, places, late } = data;
  const lateUnits = units.filter((unit) => unit.late > 0);
  const lateWork = lateUnits.reduce((sum, unit) => sum + unit.late, 0);
  const worst = lateUnits.reduce<(typeof units)[number] | null>(
    (found, unit) => (!found || unit.worst > found.worst ? unit : found),
    null,
  );
  return (
    <div className="governor">
      <PageHead
        over={
          <>
            {say(o.overview)} · {say(o.asOf, { at: sayInstant(new Date(dataUpdatedAt).toISOString(), language) })}
          </>
        }
        title={lateWork > 0 ? say(o.headline, { late: lateWork, units: lateUnits.length }) : say(o.headlineNone)}
        lead={worst && worst.worst > 0 ? say(o.worstUnit, { unit: name(worst.th), days: worst.worst }) : undefined}
        actions={
          <>
            <LinkButton href="/orders" icon={<ListChecks aria-hidden />}>
              {say(o.toBoard)}
            </LinkButton>
            <Button icon={<Printer aria-hidden />} onPress={() => window.print()}>
              {say(o.print)}
            </Button>
          </>
        }
      />
      <Tiles
        label={say(o.standing)}
        tiles={[
          { id: "open", label: o.tileOpen, count: standing.open, unit: o.unitOrders },
          { id: "late", label: o.tileLate, count: standing.late, unit: o.unitOrders, isLate: true },
          { id: "waiting", label: o.tileWaiting, count: standing.waiting, unit: o.unitReports },
          { id: "unacknowledged", label: o.tileUnacknowledged, count: standing.unacknowledged, unit: o.unitPositions },
        ]}
      />
      <div className="governor-pair">
        <DistrictMap units={units} places={places} />
        <LateUnits units={units} />
      </div>
      <Trend weeks={weeks} />
      <Section title={say(o.worstOrders)}>
        <OrderTable
          label={say(o.worstOrders)}
          rows={late}
          empty={<EmptyState icon={CircleCheck} title={say(o.noneLate)} help={say(o.noneLateHelp)} />}
        />
      </Section>
    </div>
  );
}
