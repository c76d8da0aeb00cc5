/** งานเบื้องหลัง: what the program does by the clock, and what it could not tell on. */
import { CircleCheck } from "lucide-react";
import type { Api } from "../api.ts";
import { sayInstant } from "../days.ts";
import { Button } from "../design/Button.tsx";
import { State } from "../design/Marks.tsx";
import { EmptyState, PageHead, Section, Skeleton } from "../design/Page.tsx";
import { Table } from "../design/Table.tsx";
import { toast } from "../design/Toast.tsx";
import { eventWords } from "../ledger/events.ts";
import { Refusal } from "../matters/Refusal.tsx";
import { SubNav } from "../people/SubNav.tsx";
import { useAct, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { sayCron } from "./cron.ts";
import { NotYours } from "./NotYours.tsx";
import { adminWords as a, adminPages } from "./words.ts";
import "../matters/matters.css";
import "../people/people.css";
import "./administration.css";

type Job = Api["jobs.list"]["output"][number];

function JobState({ job }: { job: Job }) {
  const { say } = useWords();
  if (job.started_at === null) return <State tone="waiting">{say(a.notRun)}</State>;
  if (job.fails > 0) return <State tone="late">{say(a.failedTimes, { count: job.fails })}</State>;
  if (job.ok === null) return <State tone="active">{say(a.running)}</State>;
  return <State tone={job.ok ? "done" : "late"}>{say(job.ok ? a.ok : a.failed)}</State>;
}

export default function BackgroundPage() {
  const { say, language } = useWords();
  const { data: jobs, error } = useView("jobs.list", {});
  const { data: outbox } = useView("outbox.failed", {});
  const retry = useAct("outbox.retry", { onDone: () => void toast({ title: say(a.done) }) });
  return (
    <>
      <SubNav label={a.pages} pages={adminPages} />
      <PageHead title={say(a.background)} lead={say(a.backgroundLead)} />
      {error ? (
        <NotYours problem={error} />
      ) : (
        <>
          <Section title={say(a.outbox)}>
            <Refusal problem={retry.problem} />
            {!outbox ? (
              <Skeleton rows={2} />
            ) : (
              <Table
                label={say(a.outbox)}
                rows={outbox.failed}
                rowId={({ id }) => String(id)}
                rowName={({ event }) => say(eventWords(event))}
                empty={
                  <EmptyState
                    icon={CircleCheck}
                    title={say(a.outboxNone)}
                    help={say(a.outboxNoneHelp, { waiting: outbox.waiting })}
                  />
                }
                columns={[
                  {
                    id: "event",
                    label: say(a.happening),
                    isHeader: true,
                    width: "2fr",
                    minWidth: 180,
                    render: ({ event }) => say(eventWords(event)),
                  },
                  { id: "at", label: say(a.when), width: 190, render: ({ at }) => sayInstant(at, language) },
                  { id: "tries", label: say(a.tries), align: "end", width: 100, render: ({ tries }) => tries },
                  {
                    id: "fault",
                    label: say(a.fault),
                    width: "3fr",
                    minWidth: 200,
                    render: ({ fault }) => fault ?? "–",
                  },
                  {
                    id: "next",
                    label: say(a.nextTry),
                    width: 190,
                    render: ({ next, dead }) =>
                      dead || !next ? <State tone="late">{say(a.stopped)}</State> : sayInstant(next, language),
                  },
                  {
                    id: "act",
                    label: say(a.retryNow),
                    width: 130,
                    align: "end",
                    render: ({ id }) => (
                      <Button small isPending={retry.isRunning} onPress={() => void retry.run({ happening: id })}>
                        {say(a.retryNow)}
                      </Button>
                    ),
                  },
                ]}
              />
            )}
          </Section>
          <Section title={say(a.jobs)}>
            <Table
              label={say(a.jobs)}
              rows={jobs ?? []}
              isLoading={!jobs}
              rowId={({ name }) => name}
              rowName={say}
              isLate={({ fails }) => fails > 0}
              columns={[
                { id: "job", label: say(a.job), isHeader: true, width: "3fr", minWidth: 220, by: say, render: say },
                {
                  id: "when",
                  label: say(a.when),
                  width: "1fr",
                  minWidth: 160,
                  render: ({ cron }) => say(sayCron(cron)),
                },
                {
                  id: "state",
                  label: say(a.state),
                  narrow: "over",
                  width: 170,
                  render: (row) => <JobState job={row} />,
                },
                {
                  id: "last",
                  label: say(a.lastRun),
                  width: 190,
                  by: (row) => row.started_at,
                  render: (row) => (row.started_at ? sayInstant(row.started_at, language) : "–"),
                },
                {
                  id: "result",
                  label: say(a.result),
                  width: "2fr",
                  minWidth: 180,
                  render: ({ result }) => <code className="job-result">{result || "–"}</code>,
                },
              ]}
            />
          </Section>
        </>
      )}
    </>
  );
}
