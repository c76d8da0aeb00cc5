/** One addressee's work beside the table: reports with their evidence, requests, and the decisions on them. */
import { useState } from "react";
import { sayDay, sayInstant } from "../days.ts";
import { Button } from "../design/Button.tsx";
import { DatePicker } from "../design/DatePicker.tsx";
import { Drawer } from "../design/Dialog.tsx";
import { PositionBadge, State } from "../design/Marks.tsx";
import { TextArea } from "../design/TextField.tsx";
import { useAct, useMay, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { useNames } from "./names.ts";
import { areaName, FileList, topicsOf } from "./Parts.tsx";
import { Refusal } from "./Refusal.tsx";
import { AssignmentState, Due, PercentBar } from "./Standing.tsx";
import type { Assignment, Report, Request } from "./shapes.ts";
import { matterWords as m } from "./words.ts";

export interface AssignmentDrawerProps {
  matter: number;
  assignment: Assignment;
  onClose: () => void;
  /** Opens the next one that has a report to decide; absent when there is none. */
  onNext?: () => void;
}

export function AssignmentDrawer({ matter, assignment, onClose, onNext }: AssignmentDrawerProps) {
  const { say, language } = useWords();
  const name = useNames();
  const topics = topicsOf(matter);
  // A later report stands for the earlier ones; only the last waits for a decision.
  const last = assignment.reports.at(-1);
  const report = last?.decision === null ? last : undefined;
  const request = assignment.requests.find(({ decision }) => decision === null);
  const [mayAccept, mayRemind, mayCancel, mayDecide] = useMay(
    [
      ["assignments.accept", { report: report?.id ?? 1 }],
      ["assignments.remind", { assignment: assignment.id }],
      ["assignments.cancel", { assignment: assignment.id, reason: "-" }],
      ["assignments.decideTime", { request: request?.id ?? 1, granted: true }],
    ],
    { topics },
  );
  const [isCancelling, startCancel] = useState(false);
  // Said here and not in a toast, which would lie over the button for the next report.
  const [said, setSaid] = useState("");
  const remind = useAct("assignments.remind", { topics, onDone: () => setSaid(say(m.reminded)) });
  return (
    <Drawer
      title={name(assignment.to)}
      isOpen
      onClose={onClose}
      {...(onNext
        ? {
            footer: (
              <Button onPress={onNext} kind={report ? "quiet" : "primary"}>
                {say(m.nextReport)}
              </Button>
            ),
          }
        : {})}
    >
      <div className="work">
        <p role="status" className="work-said">
          {said && <State tone="done">{said}</State>}
        </p>
        <div className="work-head">
          <AssignmentState state={assignment.state} />
          <Due due={assignment.due} late={assignment.late} state={assignment.state} />
          <PercentBar percent={assignment.percent} />
        </div>
        <p className="small quiet">
          {assignment.to_person ? name(assignment.to_person) : say(m.vacant)} · {name(assignment.to_unit)} ·{" "}
          {say(m.givenOn, { day: sayDay(assignment.given_on, language) })}
          {assignment.parent !== null && ` · ${say(m.passedFrom, { name: name(assignment.from) })}`}
        </p>
        {assignment.parent !== null && assignment.instruction && <p className="said">{assignment.instruction}</p>}
        {assignment.requests.length > 0 && (
          <section>
            <h3>{say(m.requests)}</h3>
            {assignment.requests.map((one) => (
              <RequestCard
                key={one.id}
                request={one}
                topics={topics}
                onSaid={setSaid}
                may={mayDecide?.may === true && one.id === request?.id}
              />
            ))}
          </section>
        )}
        <section>
          <h3>{say(m.reports)}</h3>
          {assignment.reports.length === 0 && <p className="quiet">{say(m.noReport)}</p>}
          {assignment.reports.toReversed().map((one) => (
            <ReportCard
              key={one.id}
              report={one}
              topics={topics}
              onSaid={setSaid}
              isLast={one.id === last?.id}
              may={mayAccept?.may === true && one.id === report?.id}
            />
          ))}
        </section>
        <Refusal problem={remind.problem} />
        {(mayRemind?.may || mayCancel?.may) && (
          <div className="row-of">
            {mayRemind?.may && (
              <Button small isPending={remind.isRunning} onPress={() => void remind.run({ assignment: assignment.id })}>
                {say(m.remind)}
              </Button>
            )}
            {mayCancel?.may && !isCancelling && (
              <Button small kind="danger" onPress={() => startCancel(true)}>
                {say(m.cancelOne)}
              </Button>
            )}
          </div>
        )}
        {isCancelling && (
          <CancelForm assignment={assignment.id} topics={topics} onSaid={setSaid} onDone={() => startCancel(false)} />
        )}
      </div>
    </Drawer>
  );
}

function CancelForm({
  assignment,
  topics,
  onSaid,
  onDone,
}: {
  assignment: number;
  topics: readonly string[];
  onSaid: (words: string) => void;
  onDone: () => void;
}) {
  const { say, w } = useWords();
  const [reason, setReason] = useState("");
  const act = useAct("assignments.cancel", {
    topics,
    onDone: () => {
      onSaid(say(m.cancelledOne));
      onDone();
    },
  });
  return (
    <div className="decide">
      <Refusal problem={act.problem} />
      <TextArea
        label={say(m.cancelWhy)}
        value={reason}
        onChange={setReason}
        error={act.fields.reason}
        limit={2000}
        isRequired
        autoFocus
      />
      <div className="row-of">
        <Button kind="danger" isPending={act.isRunning} onPress={() => void act.run({ assignment, reason })}>
          {say(m.cancelOne)}
        </Button>
        <Button onPress={onDone}>{w("back")}</Button>
      </div>
    </div>
  );
}

interface Deciding {
  topics: readonly string[];
  may: boolean;
  onSaid: (words: string) => void;
}

/** A report with its words, evidence and place; its decision, or the form for it. */
export function ReportCard({ report, topics, may, onSaid, isLast }: { report: Report; isLast: boolean } & Deciding) {
  const { say, language } = useWords();
  const name = useNames();
  const { data: areas } = useView("places.areas", {}, { isOff: report.area_code === null });
  const area = areas?.find(({ code }) => code === report.area_code);
  const where = [
    area && (language === "en" ? area.en : areaName(area.code, area.th)),
    report.lat !== null && report.lon !== null
      ? say(m.point, { lat: report.lat.toFixed(5), lon: report.lon.toFixed(5) })
      : "",
  ].filter(Boolean);
  const { decision } = report;
  const decided = decision
    ? decision.decision === "returned"
      ? { tone: "returned" as const, words: say(m.returned) }
      : { tone: "done" as const, words: say(report.percent === 100 ? m.accepted : m.noted) }
    : { tone: "waiting" as const, words: say(m.awaiting) };
  return (
    <article className="report">
      <header>
        <PercentBar percent={report.percent} />
        <time dateTime={report.at} className="figures small quiet">
          {sayInstant(report.at, language)}
        </time>
      </header>
      <p className="said">{report.text}</p>
      {where.length > 0 && <p className="small quiet">{where.join(" · ")}</p>}
      {report.files.length > 0 && <FileList files={report.files} />}
      <p className="small">
        <PositionBadge
          title={{ th: report.position, en: name(report.position) }}
          capacity={report.capacity === "acting" || report.capacity === "standing_in" ? report.capacity : "holder"}
          person={name(report.by)}
        />
      </p>
      <footer>
        {(decision || isLast) && <State tone={decided.tone}>{decided.words}</State>}
        {decision && (
          <span className="small quiet">
            {say(m.decidedBy, { name: name(decision.position) })} · {sayInstant(decision.at, language)}
          </span>
        )}
        {decision?.remark && <p className="said">{decision.remark}</p>}
      </footer>
      {may && <DecideReport report={report} topics={topics} onSaid={onSaid} />}
    </article>
  );
}

function DecideReport({ report, topics, onSaid }: { report: Report } & Omit<Deciding, "may">) {
  const { say, w } = useWords();
  const [isReturning, startReturn] = useState(false);
  const [remark, setRemark] = useState("");
  const accept = useAct("assignments.accept", { topics, onDone: () => onSaid(say(m.acceptedToast)) });
  const sendBack = useAct("assignments.sendBack", { topics, onDone: () => onSaid(say(m.sentBack)) });
  const fields = { ...accept.fields, ...sendBack.fields };
  return (
    <div className="decide">
      <Refusal problem={isReturning ? sendBack.problem : accept.problem} />
      <TextArea
        key={isReturning ? "return" : "accept"}
        label={say(isReturning ? m.sendBackWhy : m.remark)}
        {...(isReturning ? { hint: say(m.sendBackHint) } : {})}
        value={remark}
        onChange={setRemark}
        error={isReturning ? fields.reason : fields.remark}
        limit={2000}
        isRequired={isReturning}
        autoFocus={isReturning}
      />
      <div className="row-of">
        {isReturning ? (
          <>
            <Button
              kind="danger"
              isPending={sendBack.isRunning}
              onPress={() => void sendBack.run({ report: report.id, reason: remark })}
            >
              {say(m.sendBack)}
            </Button>
            <Button onPress={() => startReturn(false)}>{w("back")}</Button>
          </>
        ) : (
          <>
            <Button
              kind="primary"
              isPending={accept.isRunning}
              onPress={() => void accept.run({ report: report.id, ...(remark.trim() ? { remark } : {}) })}
            >
              {say(report.percent === 100 ? m.accept : m.acceptProgress)}
            </Button>
            <Button onPress={() => startReturn(true)}>{say(m.sendBack)}…</Button>
          </>
        )}
      </div>
    </div>
  );
}

function RequestCard({ request, topics, may, onSaid }: { request: Request } & Deciding) {
  const { say, language } = useWords();
  const name = useNames();
  const [due, setDue] = useState<string | null>(request.asked_due);
  const [remark, setRemark] = useState("");
  const act = useAct("assignments.decideTime", { topics, onDone: () => onSaid(say(m.decided)) });
  const { decision } = request;
  return (
    <article className="report">
      <header>
        <strong className="figures">{say(m.askedUntil, { day: sayDay(request.asked_due, language) })}</strong>
        <time dateTime={request.at} className="figures small quiet">
          {sayInstant(request.at, language)}
        </time>
      </header>
      <p className="said">{request.reason}</p>
      <footer>
        {decision ? (
          <>
            <State tone={decision.granted ? "done" : "returned"}>
              {decision.granted ? say(m.granted, { day: sayDay(decision.due ?? "", language) }) : say(m.refused)}
            </State>
            <span className="small quiet">
              {say(m.decidedBy, { name: name(decision.by) })} · {sayInstant(decision.at, language)}
            </span>
            {decision.remark && <p className="said">{decision.remark}</p>}
          </>
        ) : (
          <State tone="waiting">{say(m.awaiting)}</State>
        )}
      </footer>
      {may && (
        <div className="decide">
          <Refusal problem={act.problem} />
          <DatePicker label={say(m.grantUntil)} value={due} onChange={setDue} error={act.fields.due} />
          <TextArea label={say(m.remark)} value={remark} onChange={setRemark} error={act.fields.remark} limit={2000} />
          <div className="row-of">
            <Button
              kind="primary"
              isPending={act.isRunning}
              onPress={() =>
                void act.run({
                  request: request.id,
                  granted: true,
                  ...(due ? { due } : {}),
                  ...(remark.trim() ? { remark } : {}),
                })
              }
            >
              {say(m.grant)}
            </Button>
            <Button
              isDisabled={act.isRunning}
              onPress={() => void act.run({ request: request.id, granted: false, remark })}
            >
              {say(m.refuse)}
            </Button>
          </div>
        </div>
      )}
    </article>
  );
}
