/** What the viewer's own position has to do in a matter, at the head of its page. */
import { Check, ClipboardPen, Clock, CornerDownRight } from "lucide-react";
import { useState } from "react";
import type { Name } from "../client.ts";
import { Button } from "../design/Button.tsx";
import { toast } from "../design/Toast.tsx";
import { useAct, useMay, type Verdict } from "../queries.ts";
import { type Both, useWords } from "../words.ts";
import { AskTimeDialog, PassDownDialog, ReportDialog } from "./AssignmentDialogs.tsx";
import { today } from "./due.ts";
import { useNames } from "./names.ts";
import { topicsOf } from "./Parts.tsx";
import { Refusal } from "./Refusal.tsx";
import { AssignmentState, Due, PercentBar } from "./Standing.tsx";
import type { Assignment } from "./shapes.ts";
import { matterWords as m } from "./words.ts";

/** A refusal because of the state of things is told; one for want of power means the button is not shown at all. */
export const toldWhy = (verdict: Verdict | undefined): boolean => verdict?.problem?.code === "conflict";

/** Why buttons that one might look for are not there. */
export function Why({ acts }: { acts: readonly { label: Both; verdict: Verdict | undefined }[] }) {
  const { say, language } = useWords();
  const told = acts.filter(({ verdict }) => toldWhy(verdict));
  if (told.length === 0) return null;
  return (
    <ul className="why">
      {told.map(({ label, verdict }) => (
        <li key={label.en}>
          {say(m.cannot, {
            act: language === "en" ? say(label).toLowerCase() : say(label),
            why: verdict?.problem?.say(language) ?? "",
          })}
        </li>
      ))}
    </ul>
  );
}

export interface OwnWorkProps {
  matter: number;
  assignment: Assignment;
}

export function OwnWork({ matter, assignment }: OwnWorkProps) {
  const { say } = useWords();
  const name = useNames();
  const topics = topicsOf(matter);
  const [open, setOpen] = useState<"report" | "time" | "pass" | null>(null);
  const close = () => setOpen(null);
  const of = { assignment: assignment.id };
  const ask: [Name, unknown][] = [
    ["assignments.acknowledge", of],
    ["assignments.report", { ...of, percent: 0, text: "-" }],
    ["assignments.askTime", { ...of, due: today(), reason: "-" }],
    // Whether it can be passed to somebody is seen when a position is chosen; here only whether passing on is one's own.
    ["assignments.passDown", { ...of, to: [assignment.to_position], instruction: "-" }],
  ];
  const [mayAcknowledge, mayReport, mayAsk, mayPass] = useMay(ask, { topics: [...topics, "inbox"] });
  const acknowledge = useAct("assignments.acknowledge", {
    topics: [...topics, "inbox"],
    onDone: () => toast({ title: say(m.acknowledged) }),
  });
  // Passing to oneself is refused by state; everything before that refusal has been allowed.
  const canPass =
    mayPass?.may || (toldWhy(mayPass) && assignment.state !== "accepted" && assignment.state !== "cancelled");
  const isInformation = assignment.purpose === "information";
  const returned = assignment.reports.findLast(({ decision }) => decision?.decision === "returned");
  return (
    <section className="own-work" aria-label={say(m.yourWork)}>
      <div className="own-work-facts">
        <h2>{say(isInformation ? m.copies : m.yourWork)}</h2>
        <AssignmentState state={assignment.state} />
        {!isInformation && (
          <>
            <Due due={assignment.due} late={assignment.late} state={assignment.state} />
            <PercentBar percent={assignment.percent} />
          </>
        )}
      </div>
      {assignment.parent !== null && (
        <p>
          <span className="quiet">{say(m.passedFrom, { name: name(assignment.from) })}</span> {assignment.instruction}
        </p>
      )}
      {assignment.state === "returned" && returned?.decision && (
        <p className="said">
          <strong>{say(m.sendBackWhy)}</strong> {returned.decision.remark}
        </p>
      )}
      <Refusal problem={acknowledge.problem} />
      <div className="row-of no-print">
        {mayAcknowledge?.may && (
          <Button
            kind="primary"
            icon={<Check aria-hidden />}
            isPending={acknowledge.isRunning}
            onPress={() => void acknowledge.run(of)}
          >
            {say(m.acknowledge)}
          </Button>
        )}
        {!isInformation && mayReport?.may && (
          <Button
            kind={mayAcknowledge?.may ? "quiet" : "primary"}
            icon={<ClipboardPen aria-hidden />}
            onPress={() => setOpen("report")}
          >
            {say(m.report)}
          </Button>
        )}
        {!isInformation && canPass && (
          <Button icon={<CornerDownRight aria-hidden />} onPress={() => setOpen("pass")}>
            {say(m.passDown)}
          </Button>
        )}
        {!isInformation && assignment.due && mayAsk?.may && (
          <Button icon={<Clock aria-hidden />} onPress={() => setOpen("time")}>
            {say(m.askTime)}
          </Button>
        )}
      </div>
      {!isInformation && assignment.state !== "accepted" && assignment.state !== "cancelled" && (
        <Why
          acts={[
            { label: m.report, verdict: mayReport },
            { label: m.askTime, verdict: mayAsk },
          ]}
        />
      )}
      {open === "report" && <ReportDialog assignment={assignment} topics={[...topics, "inbox"]} onClose={close} />}
      {open === "time" && <AskTimeDialog assignment={assignment} topics={topics} onClose={close} />}
      {open === "pass" && <PassDownDialog assignment={assignment} topics={topics} onClose={close} />}
    </section>
  );
}
