import { useParams } from "@tanstack/react-router";
import { Link } from "react-aria-components";
import { sayDay, sayInstant } from "../../../../desk/days.ts";
import { SecrecyBanner, State, UrgencyMark } from "../../../../desk/design/Marks.tsx";
import { DefinitionList, PageHead, Section, Skeleton } from "../../../../desk/design/Page.tsx";
import { Citations } from "../../../../desk/law/Citation.tsx";
import { Assignments, awaits } from "../../../../desk/matters/Assignments.tsx";
import { History } from "../../../../desk/matters/History.tsx";
import { NoSuchMatter, useOwnPosition } from "../../../../desk/matters/MatterPage.tsx";
import { useNames } from "../../../../desk/matters/names.ts";
import { OwnWork } from "../../../../desk/matters/OwnWork.tsx";
import { Files, Links, Places, topicsOf } from "../../../../desk/matters/Parts.tsx";
import { Refusal } from "../../../../desk/matters/Refusal.tsx";
import { matterWords as m } from "../../../../desk/matters/words.ts";
import { useMay, useView } from "../../../../desk/queries.ts";
import { useWords } from "../../../../desk/words.ts";
import type { Wire } from "../../../../kernel/room.ts";
import type { OrderFacts } from "../board.ts";
import { type Source, sources } from "../rules.ts";
import { OrderActions } from "./OrderActions.tsx";
import { RollUpBar } from "./RollUpBar.tsx";
import { orderWords as o } from "./words.ts";

type Order = Wire<OrderFacts>;

export default function OrderPage() {
  const { order: asked } = useParams({ strict: false }) as { order?: string };
  const id = Number(asked);
  const isNumber = Number.isSafeInteger(id) && id > 0;
  const { w, say, language } = useWords();
  const name = useNames();
  const own = useOwnPosition();
  const topics = topicsOf(id);
  const { data, error } = useView("orders.order", { order: isNumber ? id : 1 }, { isOff: !isNumber, topics });
  const { data: page } = useView("matters.page", { matter: isNumber ? id : 1 }, { isOff: !isNumber, topics });
  const undecided = data?.assignments.find(awaits);
  const report = undecided?.reports.at(-1);
  const request = undecided?.requests.find(({ decision }) => decision === null);
  const [mayAccept, mayGrant] = useMay(
    [
      ["assignments.accept", { report: report?.id ?? 1 }],
      ["assignments.decideTime", { request: request?.id ?? 1, granted: true }],
    ],
    { topics, isOff: !report && !request },
  );
  if (!isNumber || error?.status === 404) return <NoSuchMatter />;
  if (!data) return error ? <Refusal problem={error} /> : <Skeleton rows={12} kind="facts" />;
  const { order, assignments, roll } = data;
  const mine = assignments.filter(({ to_position, state }) => to_position === own && state !== "cancelled");
  const mayDecide = (report && mayAccept?.may) || (request && mayGrant?.may) || false;
  const secrecy = order.secrecy as 0 | 1 | 2 | 3;
  const urgency = order.urgency as 0 | 1 | 2 | 3;
  return (
    <>
      {secrecy > 0 && <SecrecyBanner secrecy={secrecy as 1 | 2 | 3} note={say(m.secrecyNote)} />}
      <PageHead
        over={
          <span className="row-of">
            <span>
              {say(o.order)} <span className="figures">{order.printed}</span>
            </span>
            {urgency > 0 && <UrgencyMark urgency={urgency as 1 | 2 | 3} />}
            {!order.is_open && <State tone="done">{say(o.closed)}</State>}
          </span>
        }
        title={order.title}
        lead={
          <>
            {name(order.issuer)} · {sayDay(order.issued_on, language, { weekday: true })}
          </>
        }
        actions={<OrderActions order={order} assignments={assignments} />}
      />
      {mine.map((assignment) => (
        <OwnWork key={assignment.id} matter={order.matter} assignment={assignment} />
      ))}
      <div className="matter-columns">
        <div>
          <Words order={order} />
          <Closures order={order} />
          <Section title={say(o.standing)} aside={say(o.average, { percent: roll.percent })}>
            <RollUpBar roll={roll} withLegend />
          </Section>
          <Assignments matter={order.matter} assignments={assignments} mayDecide={mayDecide} />
          <History matter={order.matter} assignments={assignments} />
        </div>
        <aside>
          <DefinitionList
            facts={[
              {
                label: say(o.basis),
                value: <Citations clauses={order.basis} />,
                wide: true,
              },
              {
                label: say(o.source),
                value: [say(sources[order.source as Source]), order.source_note].filter(Boolean).join(": "),
                wide: true,
              },
              ...(order.source_matter
                ? [
                    {
                      label: say(o.sourceMatter),
                      value: <Link href={`/matters/${order.source_matter}`}>{say(o.sourceMatter)}</Link>,
                      wide: true,
                    },
                  ]
                : []),
              ...(order.recorded_by ? [{ label: say(o.recordedBy), value: name(order.recorded_by), wide: true }] : []),
              ...(order.watch ? [{ label: say(o.watch), value: name(order.watch), wide: true }] : []),
              ...(urgency > 0
                ? [{ label: w("urgencyOf"), value: <UrgencyMark urgency={urgency as 1 | 2 | 3} />, wide: true }]
                : []),
            ]}
          />
          {page && (
            <>
              <Places places={page.places} />
              <Files matter={order.matter} files={page.files} />
              <Links matter={order.matter} links={page.links} />
            </>
          )}
        </aside>
      </div>
    </>
  );
}

/** The order as it stands on paper, closed by the block that was valid on that day. */
function Words({ order }: { order: Order }) {
  const { say } = useWords();
  return (
    <section className="order-words" aria-label={say(o.content)}>
      <div className="document said" lang="th">
        {order.body}
      </div>
      {order.residual && <p className="small quiet">{say(o.residual)}</p>}
      <p className="document signature" lang="th">
        {order.signature.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </p>
    </section>
  );
}

function Closures({ order }: { order: Order }) {
  const { say, language } = useWords();
  const name = useNames();
  if (order.closures.length === 0) return null;
  return (
    <Section title={say(o.closures)}>
      {order.closures.map((closure) => (
        <div key={closure.id} className="closure">
          <p className="said">{closure.result}</p>
          <p className="small quiet">
            {say(o.closedOn, { at: sayInstant(closure.at, language), by: name(closure.by) })}
          </p>
          {closure.reopened && (
            <p className="small">
              {say(o.reopenedOn, {
                at: sayInstant(closure.reopened.at, language),
                by: name(closure.reopened.by),
                reason: closure.reopened.reason,
              })}
            </p>
          )}
        </div>
      ))}
    </Section>
  );
}
