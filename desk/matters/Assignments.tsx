/** The addressees of a matter in one table; a row opens its work beside it. */
import { sayInstant } from "../days.ts";
import { Button } from "../design/Button.tsx";
import { Section } from "../design/Page.tsx";
import { Table, type TableColumn } from "../design/Table.tsx";
import { useWords } from "../words.ts";
import { AssignmentDrawer } from "./AssignmentDrawer.tsx";
import { useAsked } from "./address.ts";
import { dueStanding } from "./due.ts";
import { useNames } from "./names.ts";
import { AssignmentState, Due, PercentBar } from "./Standing.tsx";
import type { Assignment } from "./shapes.ts";
import { matterWords as m } from "./words.ts";

/** Has a report or a request that nobody has decided on. */
export const awaits = (row: Assignment): boolean =>
  row.state === "reported" ||
  (row.state !== "accepted" && row.state !== "cancelled" && row.requests.some(({ decision }) => decision === null));

export interface AssignmentsProps {
  matter: number;
  assignments: readonly Assignment[];
  /** Whether the viewer may decide: then the next undecided report is one press away. */
  mayDecide: boolean;
}

export function Assignments({ matter, assignments, mayDecide }: AssignmentsProps) {
  const { say, language } = useWords();
  const name = useNames();
  const asked = useAsked();
  const opened = assignments.find(({ id }) => String(id) === asked.get("assignment"));
  const open = (row: Assignment | undefined) => asked.set({ assignment: row ? String(row.id) : "" });
  const work = assignments.filter(({ purpose }) => purpose === "action");
  const copies = assignments.filter(({ purpose }) => purpose === "information");
  const undecided = work.filter(awaits);
  const next = undecided.find(({ id }) => id !== opened?.id);
  const columns: TableColumn<Assignment>[] = [
    {
      id: "to",
      label: say(m.addressee),
      isHeader: true,
      width: "3fr",
      minWidth: 210,
      by: (row) => row.to,
      render: (row) => (
        <span className={`addressee ${row.parent === null ? "" : "below"}`}>
          {name(row.to)}
          <span className="small quiet">{row.to_person ? name(row.to_person) : say(m.vacant)}</span>
        </span>
      ),
    },
    {
      id: "state",
      label: say(m.state),
      width: 148,
      by: (row) => row.percent,
      narrow: "over",
      render: (row) => (
        <span className="stack">
          <AssignmentState state={row.state} />
          {row.percent > 0 && row.state !== "accepted" && <PercentBar percent={row.percent} />}
        </span>
      ),
    },
    {
      id: "due",
      label: say(m.due),
      width: 158,
      by: (row) => row.due,
      render: (row) => <Due due={row.due} late={row.late} state={row.state} />,
    },
    {
      id: "last",
      label: say(m.lastReport),
      width: "4fr",
      minWidth: 200,
      narrow: "hide",
      render: (row) => {
        const last = row.reports.at(-1);
        return last ? (
          <span className="last-report">
            <span>{last.text}</span>
            <time dateTime={last.at} className="figures small quiet">
              {sayInstant(last.at, language)}
            </time>
          </span>
        ) : (
          <span className="quiet small">{say(m.noReport)}</span>
        );
      },
    },
  ];
  return (
    <Section
      title={say(m.assignments)}
      aside={
        undecided.length > 0 && mayDecide ? (
          <Button small onPress={() => open(undecided[0])}>
            {say(m.toDecide, { count: undecided.length })}
          </Button>
        ) : undefined
      }
    >
      <Table
        label={say(m.assignments)}
        columns={columns}
        rows={work}
        rowId={({ id }) => String(id)}
        rowName={(row) => name(row.to)}
        isLate={(row) => dueStanding(row.due, row.late, row.state).tone === "late"}
        onOpen={open}
      />
      {copies.length > 0 && (
        <p className="copies small">
          <strong>{say(m.copies)}</strong> {copies.map((row) => name(row.to)).join(" · ")}
        </p>
      )}
      {opened && (
        <AssignmentDrawer
          key={opened.id}
          matter={matter}
          assignment={opened}
          onClose={() => open(undefined)}
          {...(mayDecide && next ? { onNext: () => open(next) } : {})}
        />
      )}
    </Section>
  );
}
