/** What was said about a matter and what happened to it, newest first. */
import { useState } from "react";
import { Button } from "../design/Button.tsx";
import type { Capacity } from "../design/Marks.tsx";
import { LoadMore, Section, Skeleton, Timeline, type TimelineEvent } from "../design/Page.tsx";
import { TextArea } from "../design/TextField.tsx";
import { Switch } from "../design/Ticks.tsx";
import { toast } from "../design/Toast.tsx";
import { useAct, useMay, useView } from "../queries.ts";
import { type Both, useWords } from "../words.ts";
import { useNames } from "./names.ts";
import { topicsOf } from "./Parts.tsx";
import { Refusal } from "./Refusal.tsx";
import { sentence } from "./sentences.ts";
import type { Assignment, Line } from "./shapes.ts";
import { matterWords as m } from "./words.ts";

const capacities: readonly Capacity[] = ["holder", "acting", "standing_in", "delegate"];

export interface HistoryProps {
  matter: number;
  /** For naming the addressees of what happened. */
  assignments: readonly Assignment[];
}

/** How many lines are laid out at first, and added by each "show more". */
const few = 15;

export function History({ matter, assignments }: HistoryProps) {
  const { say } = useWords();
  const name = useNames();
  const [isShort, shorten] = useState(false);
  const [most, setMost] = useState(few);
  const { data: lines } = useView("matters.timeline", { matter }, { topics: topicsOf(matter) });
  const addressees = new Map(assignments.map(({ id, to }) => [id, to]));
  const nameOf = (id: number) => {
    const thai = addressees.get(id);
    return thai === undefined ? undefined : name(thai);
  };
  const event = (line: Line): TimelineEvent => {
    const { words, quote, tone } = sentence(line, nameOf);
    const capacity = capacities.find((each) => each === line.capacity);
    const title: Both = { th: line.position, en: name(line.position) };
    const body = line.comment ?? quote;
    return {
      id: String(line.id),
      at: line.at,
      title: say(words),
      tone: tone ?? "plain",
      ...(capacity ? { by: { title, capacity, person: name(line.person) } } : {}),
      ...(body || line.on_behalf_of || !capacity
        ? {
            body: (
              <>
                {!capacity && <span>{say(m.system)}</span>}
                {line.on_behalf_of && <p className="small">{say(m.onBehalf, { name: name(line.on_behalf_of) })}</p>}
                {body && <p className="said">{body}</p>}
              </>
            ),
          }
        : {}),
    };
  };
  const shown = (lines ?? []).filter((line) => !isShort || line.comment !== null);
  return (
    <Section
      title={say(m.comments)}
      aside={
        <Switch isSelected={isShort} onChange={shorten}>
          {say(m.onlyComments)}
        </Switch>
      }
    >
      <CommentForm matter={matter} />
      {lines === undefined ? (
        <Skeleton rows={5} />
      ) : shown.length === 0 ? (
        <p className="quiet">{say(m.noComments)}</p>
      ) : (
        <>
          <Timeline events={shown.slice(0, most).map(event)} />
          {shown.length > few && (
            <LoadMore
              shown={Math.min(most, shown.length)}
              total={shown.length}
              hasMore={most < shown.length}
              onMore={() => setMost(most + 4 * few)}
            />
          )}
        </>
      )}
      {lines?.length === 500 && <p className="quiet small">{say(m.timelineCut)}</p>}
    </Section>
  );
}

function CommentForm({ matter }: { matter: number }) {
  const { say } = useWords();
  const [text, setText] = useState("");
  const [may] = useMay([["matters.comment", { matter, text: "-" }]], { topics: [`matter:${matter}`] });
  const act = useAct("matters.comment", {
    topics: topicsOf(matter),
    onDone: () => {
      setText("");
      toast({ title: say(m.commented) });
    },
  });
  if (!may?.may) return null;
  const save = () => text.trim() !== "" && void act.run({ matter, text });
  return (
    <form
      className="comment-form no-print"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
      }}
    >
      <Refusal problem={act.problem} />
      <TextArea
        label={say(m.addComment)}
        hint={say(m.commentHint)}
        value={text}
        onChange={setText}
        limit={10_000}
        error={act.fields.text}
      />
      <Button type="submit" small isDisabled={text.trim() === ""} isPending={act.isRunning}>
        {say(m.addComment)}
      </Button>
    </form>
  );
}
