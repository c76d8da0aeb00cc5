import { useParams } from "@tanstack/react-router";
import { FileQuestion } from "lucide-react";
import { sayInstant } from "../days.ts";
import { LinkButton } from "../design/Button.tsx";
import { SecrecyBanner, UrgencyMark } from "../design/Marks.tsx";
import { DefinitionList, EmptyState, PageHead, Skeleton } from "../design/Page.tsx";
import { useMe } from "../frame/office.ts";
import { useMay, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { Assignments, awaits } from "./Assignments.tsx";
import { History } from "./History.tsx";
import { useNames } from "./names.ts";
import { OwnWork } from "./OwnWork.tsx";
import { Files, Links, Places, topicsOf } from "./Parts.tsx";
import { Refusal } from "./Refusal.tsx";
import { kindOf, matterWords as m, matterPath } from "./words.ts";

/** The position in which the person works now, as the server numbers positions. */
export function useOwnPosition(): number | undefined {
  const { data: me } = useMe();
  const now = me?.occupancies.find(({ id }) => id === me.current) as { position?: number } | undefined;
  return now?.position;
}

/** A matter that is not there, or that the position may not see, which is the same to whoever asks. */
export function NoSuchMatter() {
  const { w } = useWords();
  return (
    <>
      <PageHead title={w("notFound")} />
      <EmptyState
        icon={FileQuestion}
        title={w("notFoundHelp")}
        help=""
        action={<LinkButton href="/">{w("home")}</LinkButton>}
      />
    </>
  );
}

/** The page that every kind of matter has, when its room has none of its own. */
export default function MatterPage() {
  const { matter: asked } = useParams({ strict: false }) as { matter?: string };
  const matter = Number(asked);
  const isNumber = Number.isSafeInteger(matter) && matter > 0;
  const { w, say, language } = useWords();
  const name = useNames();
  const own = useOwnPosition();
  const { data, error } = useView(
    "matters.page",
    { matter: isNumber ? matter : 1 },
    { isOff: !isNumber, topics: topicsOf(matter) },
  );
  const undecided = data?.assignments.find(awaits)?.reports.at(-1);
  const [mayDecide] = useMay([["assignments.accept", { report: undecided?.id ?? 1 }]], {
    topics: topicsOf(matter),
    isOff: !undecided,
  });
  if (!isNumber || error?.status === 404) return <NoSuchMatter />;
  if (!data) return error ? <Refusal problem={error} /> : <Skeleton rows={10} kind="facts" />;
  const { fact, assignments, places, links, files } = data;
  const mine = assignments.filter(({ to_position, state }) => to_position === own && state !== "cancelled");
  const secrecy = fact.secrecy as 0 | 1 | 2 | 3;
  const urgency = fact.urgency as 0 | 1 | 2 | 3;
  return (
    <>
      {secrecy > 0 && <SecrecyBanner secrecy={secrecy as 1 | 2 | 3} note={say(m.secrecyNote)} />}
      <PageHead
        over={[say(kindOf(fact.kind)), fact.printed].filter(Boolean).join(" ")}
        title={fact.title}
        lead={name(fact.owner)}
        {...(matterPath(fact.kind, fact.id).startsWith("/matters/")
          ? {}
          : { actions: <LinkButton href={matterPath(fact.kind, fact.id)}>{say(m.toOwnPage)}</LinkButton> })}
      />
      {mine.map((assignment) => (
        <OwnWork key={assignment.id} matter={fact.id} assignment={assignment} />
      ))}
      <div className="matter-columns">
        <div>
          <DefinitionList
            facts={[
              { label: say(m.owner), value: name(fact.owner) },
              {
                label: w("urgencyOf"),
                value: urgency > 0 ? <UrgencyMark urgency={urgency as 1 | 2 | 3} /> : say(m.ordinary),
              },
              { label: say(m.opened), value: <span className="figures">{sayInstant(fact.at, language)}</span> },
              {
                label: say(m.touched),
                value: <span className="figures">{sayInstant(fact.touched_at, language)}</span>,
              },
            ]}
          />
          {assignments.length > 0 && (
            <Assignments matter={fact.id} assignments={assignments} mayDecide={mayDecide?.may === true} />
          )}
          <History matter={fact.id} assignments={assignments} />
        </div>
        <aside>
          <Places places={places} />
          <Files matter={fact.id} files={files} />
          <Links matter={fact.id} links={links} />
        </aside>
      </div>
    </>
  );
}
