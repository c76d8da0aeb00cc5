import { FilePlus2, FileSpreadsheet, ListFilter, Printer } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { sayInstant } from "../../../../desk/days.ts";
import { Button, LinkButton } from "../../../../desk/design/Button.tsx";
import { ComboBox } from "../../../../desk/design/ComboBox.tsx";
import { EmptyState, LoadMore, PageHead } from "../../../../desk/design/Page.tsx";
import { Select } from "../../../../desk/design/Select.tsx";
import { SearchField } from "../../../../desk/design/TextField.tsx";
import { useAsked } from "../../../../desk/matters/address.ts";
import { usePages } from "../../../../desk/matters/pages.ts";
import { Refusal } from "../../../../desk/matters/Refusal.tsx";
import { useMay, useView } from "../../../../desk/queries.ts";
import { actingAs } from "../../../../desk/session.ts";
import { useWords } from "../../../../desk/words.ts";
import type { BoardInput } from "../board.ts";
import { OrderTable } from "./OrderTable.tsx";
import { ReminderRule } from "./ReminderRule.tsx";
import { Tiles } from "./Tiles.tsx";
import { orderWords as o } from "./words.ts";

const states = [
  { id: "open", label: o.stateOpen },
  { id: "late", label: o.stateLate },
  { id: "waiting", label: o.stateWaiting },
  { id: "unacknowledged", label: o.stateUnacknowledged },
  { id: "closed", label: o.stateClosed },
  { id: "all", label: o.stateAll },
] as const;
const shownAtOnce = 50;

/** กระดานติดตาม: every order that the position may see, with its addressees rolled up. */
export default function OrdersBoard() {
  const { say, language } = useWords();
  const asked = useAsked();
  const as = actingAs.use();
  const state = states.find(({ id }) => id === asked.get("state"))?.id ?? "open";
  const unit = Number(asked.get("unit")) || null;
  const text = asked.get("text");
  const sort = asked.get("sort") === "newest" ? "newest" : asked.get("sort") === "due" ? "due" : undefined;
  const [typed, type] = useState(text);
  useEffect(() => type(text), [text]);
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => asked.set({ text: typed.trim() }), 300);
    return () => clearTimeout(timer);
  }, [typed, text, asked]);

  const input: BoardInput = useMemo(
    () => ({ state, ...(unit ? { unit } : {}), ...(text ? { text } : {}), ...(sort ? { sort } : {}) }),
    [state, unit, text, sort],
  );
  const { pages, error, isPending, isStale, hasMore, isLoadingMore, more } = usePages(
    "orders.board",
    { ...input, limit: shownAtOnce },
    {
      topics: ["kind:order", "assignments", "inbox"],
      next: (last, all) => (last.rows.length < shownAtOnce ? null : { offset: all.length * shownAtOnce }),
    },
  );
  const rows = pages.flatMap((page) => page.rows);
  const standing = pages.at(-1)?.standing;
  const { data: tree } = useView("authority.units", {});
  const units = (tree?.units ?? [])
    .filter(({ kind, positions }) => kind !== "province" && positions > 0)
    .map((each) => ({
      id: String(each.id),
      label: language === "en" ? each.en : each.th,
      detail: language === "en" ? each.ministry_en : each.ministry_th,
      alias: each.short_th,
    }));
  const [mayIssue] = useMay([["orders.issue", { title: "-", body: "-" }]]);
  const address = new URLSearchParams({ input: JSON.stringify(input), ...(as ? { as } : {}) });
  const isFiltered = state !== "open" || unit !== null || text !== "";
  const table = say(states.find(({ id }) => id === state)?.label ?? o.stateOpen);
  return (
    <>
      <PageHead
        title={say(o.boardTitle)}
        actions={
          <>
            {mayIssue?.may && (
              <LinkButton href="/orders/new" kind="primary" icon={<FilePlus2 aria-hidden />}>
                {say(o.issueNew)}
              </LinkButton>
            )}
            <a className="button quiet" href={`/api/orders.board?${address}`} download>
              <FileSpreadsheet aria-hidden />
              {say(o.export)}
            </a>
            <Button icon={<Printer aria-hidden />} onPress={() => window.print()}>
              {say(o.print)}
            </Button>
            <ReminderRule />
          </>
        }
      />
      <p className="print-only small">{say(o.printedOn, { at: sayInstant(new Date().toISOString(), language) })}</p>
      <Tiles
        label={say(o.standing)}
        chosen={state}
        onChoose={(id) => asked.set({ state: id === "open" ? "" : id, sort: "" })}
        tiles={[
          { id: "open", label: o.tileOpen, count: standing?.open, unit: o.unitOrders },
          { id: "late", label: o.tileLate, count: standing?.late, unit: o.unitOrders, isLate: true },
          { id: "waiting", label: o.tileWaiting, count: standing?.waiting, unit: o.unitReports },
          { id: "unacknowledged", label: o.tileUnacknowledged, count: standing?.unacknowledged, unit: o.unitPositions },
        ]}
      />
      <search className="board-filters no-print" aria-label={say(o.filters)}>
        <SearchField label={say(o.textFilter)} value={typed} onChange={type} />
        <Select
          label={say(o.stateFilter)}
          choices={states.map(({ id, label }) => ({ id, label: say(label) }))}
          value={state}
          onChange={(id) => asked.set({ state: id === "open" ? "" : (id ?? ""), sort: "" })}
        />
        <ComboBox
          label={say(o.unitFilter)}
          placeholder={say(o.allUnits)}
          choices={units}
          value={unit === null ? null : String(unit)}
          onChange={(id) => asked.set({ unit: id ?? "" })}
        />
        {isFiltered && (
          <Button
            kind="plain"
            icon={<ListFilter aria-hidden />}
            onPress={() => asked.set({ state: "", unit: "", text: "", sort: "" })}
          >
            {say(o.clearFilters)}
          </Button>
        )}
      </search>
      <Refusal problem={error} />
      <div className="board" data-stale={isStale ? "" : undefined}>
        <OrderTable
          label={`${say(o.orders)} ${table}`}
          rows={rows}
          isLoading={isPending}
          empty={<EmptyState icon={ListFilter} title={say(o.boardEmpty)} help={say(o.boardEmptyHelp)} />}
          {...(sort || state !== "closed"
            ? {
                sort: {
                  column: sort === "newest" ? "issued" : "due",
                  direction: sort === "newest" ? "descending" : "ascending",
                },
              }
            : {})}
          onSort={({ column }) => asked.set({ sort: column === "issued" ? "newest" : "due" })}
        />
      </div>
      {rows.length > 0 && (
        <LoadMore
          shown={rows.length}
          {...(!isFiltered && standing ? { total: standing.open } : {})}
          hasMore={hasMore}
          isLoading={isLoadingMore}
          onMore={more}
        />
      )}
    </>
  );
}
