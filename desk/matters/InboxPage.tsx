import { useNavigate } from "@tanstack/react-router";
import { Check, ClipboardCheck, Hourglass, Inbox } from "lucide-react";
import type { KeyboardEvent } from "react";
import { sayDay } from "../days.ts";
import { Button } from "../design/Button.tsx";
import { State } from "../design/Marks.tsx";
import { useNarrow } from "../design/media.ts";
import { EmptyState, LoadMore, PageHead } from "../design/Page.tsx";
import { Table, type TableColumn } from "../design/Table.tsx";
import { Tabs } from "../design/Tabs.tsx";
import { toast } from "../design/Toast.tsx";
import { useMe } from "../frame/office.ts";
import { inUse } from "../frame/PositionSwitcher.tsx";
import { useAct } from "../queries.ts";
import { useWords } from "../words.ts";
import { useAsked } from "./address.ts";
import { dueStanding, today } from "./due.ts";
import { useNames } from "./names.ts";
import { usePages } from "./pages.ts";
import { Refusal } from "./Refusal.tsx";
import { AssignmentState, Due, MatterTitle, PercentBar } from "./Standing.tsx";
import type { InboxRow } from "./shapes.ts";
import { kindOf, matterWords as m, matterPath } from "./words.ts";

const boxes = [
  { id: "act", label: m.toAct, empty: m.emptyAct, help: m.emptyActHelp, icon: Inbox },
  { id: "waiting", label: m.waiting, empty: m.emptyWaiting, help: m.emptyWaitingHelp, icon: Hourglass },
  { id: "information", label: m.toKnow, empty: m.emptyKnow, help: m.emptyKnowHelp, icon: ClipboardCheck },
] as const;
type Box = (typeof boxes)[number]["id"];

/** Rows that are mine to acknowledge, here and with one key. */
const isFresh = (row: InboxRow): boolean => row.what === "assignment" && row.state === "given";

/** งานของฉัน: what the position has to act on, waits for, and is told. */
export default function InboxPage() {
  const { w, say, language } = useWords();
  const { data: me } = useMe();
  const asked = useAsked();
  const box: Box = boxes.find(({ id }) => id === asked.get("box"))?.id ?? "act";
  const now = me && inUse(me);
  const { pages, error, isPending, hasMore, isLoadingMore, more } = usePages(
    "matters.inbox",
    { box, limit: 50 },
    {
      topics: ["inbox", "orders", "assignments"],
      next: (last, all) =>
        last.rows.length < 50 ? null : { offset: all.reduce((sum, page) => sum + page.rows.length, 0) },
    },
  );
  const rows = pages.flatMap((page) => page.rows);
  const counts = pages.at(-1)?.counts;
  const list = (
    <InboxList box={box} rows={rows} isPending={isPending}>
      {rows.length > 0 && (
        <LoadMore
          shown={rows.length}
          {...(counts && counts[box] >= rows.length ? { total: counts[box] } : {})}
          hasMore={hasMore}
          isLoading={isLoadingMore}
          onMore={more}
        />
      )}
    </InboxList>
  );
  return (
    <>
      <PageHead
        over={sayDay(today(), language, { weekday: true })}
        title={say(m.inbox)}
        lead={now ? `${now.capacity === "holder" ? "" : `${w(now.capacity)} `}${say(now.title)}` : undefined}
      />
      <Refusal problem={error} />
      <Tabs
        label={say(m.inbox)}
        value={box}
        onChange={(id) => asked.set({ box: id === "act" ? "" : id })}
        tabs={boxes.map(({ id, label }) => ({
          id,
          label: say(label),
          ...(counts ? { count: counts[id] } : {}),
          content: id === box ? list : null,
        }))}
      />
    </>
  );
}

interface InboxListProps {
  box: Box;
  rows: readonly InboxRow[];
  isPending: boolean;
  children: React.ReactNode;
}

function InboxList({ box, rows, isPending, children }: InboxListProps) {
  const { say } = useWords();
  const isNarrow = useNarrow();
  const name = useNames();
  const navigate = useNavigate();
  const { empty, help, icon } = boxes.find(({ id }) => id === box) ?? boxes[0];
  const act = useAct("assignments.acknowledge", {
    topics: ["matters", "orders", "inbox"],
    onDone: () => toast({ title: say(m.acknowledged) }),
  });
  const acknowledge = async (row: InboxRow) => {
    if (act.isRunning) return;
    // What happened to it meanwhile is the server's to say.
    await act.run({ assignment: row.assignment });
  };
  // A report comes from whoever was given the work.
  const isOthers = (row: InboxRow) => box === "waiting" || row.what !== "assignment";
  const partner = (row: InboxRow) => (isOthers(row) ? row.to : row.from);
  const columns: TableColumn<InboxRow>[] = [
    {
      id: "title",
      label: say(m.title),
      isHeader: true,
      width: "7fr",
      minWidth: 300,
      render: (row) => <MatterTitle {...row} over={say(kindOf(row.kind))} />,
    },
    {
      id: "party",
      label: say(box === "waiting" ? m.toColumn : m.fromColumn),
      width: "3fr",
      minWidth: 180,
      render: (row) => name(partner(row)),
    },
    {
      id: "due",
      label: say(m.due),
      width: 160,
      render: (row) => <Due due={row.due} late={row.late} state={row.state} />,
    },
    {
      id: "state",
      label: say(m.state),
      width: 172,
      narrow: "over",
      render: (row) => (
        <span className="stack">
          {row.what === "assignment" ? (
            <AssignmentState state={row.state} />
          ) : (
            <State tone="official">{say(row.what === "report" ? m.reportToDecide : m.requestToDecide)}</State>
          )}
          {!isNarrow && row.percent > 0 && <PercentBar percent={row.percent} />}
        </span>
      ),
    },
    ...(!rows.some(isFresh) || box === "waiting"
      ? []
      : [
          {
            id: "act",
            label: say(m.action),
            width: 116,
            narrow: "fact" as const,
            render: (row: InboxRow) =>
              isFresh(row) ? (
                <Button small icon={<Check aria-hidden />} onPress={() => void acknowledge(row)}>
                  {say(m.acknowledge)}
                </Button>
              ) : null,
          },
        ]),
  ];
  /** `a` acknowledges the row under the focus, in the Thai layout too. */
  const onKey = (event: KeyboardEvent) => {
    if (event.code !== "KeyA" || event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element))
      return;
    const key = event.target.closest("[data-key]")?.getAttribute("data-key");
    const row = rows.find((each) => each.key === key);
    if (!row || !isFresh(row)) return;
    event.preventDefault();
    event.stopPropagation();
    void acknowledge(row);
  };
  return (
    <div className="inbox" onKeyDownCapture={onKey}>
      <Refusal problem={act.problem} />
      <Table
        label={say(boxes.find(({ id }) => id === box)?.label ?? m.toAct)}
        columns={columns}
        rows={rows}
        rowId={(row) => row.key}
        rowName={(row) => `${row.printed ?? ""} ${row.title}`}
        isLate={(row) => dueStanding(row.due, row.late, row.state).tone === "late"}
        onOpen={(row) => {
          const path = matterPath(row.kind, row.matter);
          void navigate({ href: isOthers(row) ? `${path}?assignment=${row.assignment}` : path });
        }}
        isLoading={isPending}
        empty={<EmptyState icon={icon} title={say(empty)} help={say(help)} />}
      />
      {children}
      {!isNarrow && rows.length > 0 && (
        <p className="keys-hint" aria-hidden>
          <kbd>j</kbd> <kbd>k</kbd> {say(m.keysInbox)} · <kbd>Enter</kbd> {say(m.keysOpen)}
          {box !== "waiting" && (
            <>
              {" "}
              · <kbd>a</kbd> {say(m.acknowledge)}
            </>
          )}
        </p>
      )}
    </div>
  );
}
