import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useMemo, useState } from "react";
import {
  Table as AriaTable,
  Cell,
  Column,
  GridList,
  GridListItem,
  ListLayout,
  ResizableTableContainer,
  Row,
  type Selection,
  type SortDescriptor,
  TableBody,
  TableHeader,
  TableLayout,
  Virtualizer,
} from "react-aria-components";
import { useWords } from "../words.ts";
import { IconButton } from "./Button.tsx";
import { useNarrow } from "./media.ts";
import { Skeleton } from "./Page.tsx";
import { Select } from "./Select.tsx";
import { Checkbox } from "./Ticks.tsx";

export interface TableColumn<T> {
  id: string;
  label: string;
  render: (row: T) => ReactNode;
  /** The cell that names the row; exactly one column has it. */
  isHeader?: boolean;
  align?: "start" | "end";
  /** Pixels, or a share of what remains: '2fr'. */
  width?: number | `${number}fr`;
  minWidth?: number;
  /** Sorts here in the browser, by this value (text by Thai collation). */
  by?: (row: T) => string | number | null;
  /** Can be sorted by the server (with `onSort`). */
  isSortable?: boolean;
  /** On a phone: `over` stands above the title, `fact` below it with its label (default), `hide` is left out. */
  narrow?: "over" | "fact" | "hide";
}

export interface Sort {
  column: string;
  direction: "ascending" | "descending";
}

export interface TableProps<T> {
  label: string;
  columns: readonly TableColumn<T>[];
  rows: readonly T[];
  rowId: (row: T) => string;
  /** Name of a row for screen readers and for type-ahead. */
  rowName: (row: T) => string;
  onOpen?: (row: T) => void;
  /** Marks a row that is late: a red line at its head (the words must also say so). */
  isLate?: (row: T) => boolean;
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
  selected?: ReadonlySet<string>;
  onSelect?: (ids: Set<string>) => void;
  isLoading?: boolean;
  empty?: ReactNode;
  /** Height of the window on a long table; only rows in it are in the page (more than 200 rows). */
  height?: string;
}

const many = 200;
const collator = new Intl.Collator("th", { numeric: true });

/** Rows in the order of one column; empty values last, whichever way. */
export function sorted<T>(
  rows: readonly T[],
  by: (row: T) => string | number | null,
  direction: Sort["direction"],
): T[] {
  const sign = direction === "ascending" ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [x, y] = [by(a), by(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return sign * (typeof x === "number" && typeof y === "number" ? x - y : collator.compare(String(x), String(y)));
  });
}

/** The id of the row that has the focus, when the key was pressed on the row itself and not on a control in it. */
function rowUnder(event: KeyboardEvent): string | null {
  if (!(event.target instanceof HTMLElement) || event.target.closest("button, a, input, select, textarea")) return null;
  return event.target.closest<HTMLElement>("[role=row][data-key]")?.dataset.key ?? null;
}

/** j and k move like the arrows, on Thai and English layouts alike (by the place of the key, not its letter). */
function moveByLetters(event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const key = event.code === "KeyJ" ? "ArrowDown" : event.code === "KeyK" ? "ArrowUp" : null;
  if (!key || !(event.target instanceof HTMLElement) || event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  event.stopPropagation();
  event.target.dispatchEvent(new window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

/**
 * The table of the office: dense rows on hairlines, sortable heads, arrows or j/k to move, Enter to open, Space to
 * choose. Above 200 rows only those in view are laid out; under 720 px every row becomes a short entry of a list.
 */
export function Table<T extends object>(props: TableProps<T>) {
  const { label, columns, rows, rowId, rowName, onOpen, isLate, onSort, onSelect, isLoading, empty, height } = props;
  const { w } = useWords();
  const isNarrow = useNarrow();
  const [own, setOwn] = useState<Sort | null>(null);
  const sort = props.sort === undefined ? own : props.sort;
  const by = onSort ? undefined : columns.find(({ id }) => id === sort?.column)?.by;
  const ordered = useMemo(() => (by && sort ? sorted(rows, by, sort.direction) : rows), [rows, by, sort]);
  const change = (next: Sort) => (onSort ? onSort(next) : setOwn(next));
  const isVirtual = ordered.length > many;
  const window_ = isVirtual ? { style: { height: height ?? "min(70vh, 44rem)" } } : {};
  const byId = useMemo(() => new Map(ordered.map((row) => [rowId(row), row])), [ordered, rowId]);
  const open = (key: string | number) => {
    const row = byId.get(String(key));
    if (row) onOpen?.(row);
  };
  const onKeys = (event: KeyboardEvent) => {
    const id = event.key === "Enter" && onOpen ? rowUnder(event) : null;
    // Enter opens also while rows are chosen, where the grid would only choose one more; Space does that.
    if (id !== null && byId.has(id)) {
      event.preventDefault();
      event.stopPropagation();
      open(id);
    } else moveByLetters(event);
  };
  const selection = onSelect
    ? {
        selectionMode: "multiple" as const,
        selectedKeys: props.selected ?? new Set<string>(),
        onSelectionChange: (keys: Selection) =>
          onSelect(keys === "all" ? new Set(byId.keys()) : new Set([...keys].map(String))),
      }
    : {};
  const action = onOpen ? { onRowAction: open } : {};

  if (isLoading) return <Skeleton rows={8} kind="table" />;
  if (ordered.length === 0) return <>{empty ?? <p className="quiet">{w("nothingHere")}</p>}</>;

  const sortable = columns.filter((column) => column.by || (onSort && column.isSortable));
  if (isNarrow) {
    const header = columns.find(({ isHeader }) => isHeader) ?? columns[0];
    const over = columns.filter(({ narrow }) => narrow === "over");
    const facts = columns.filter((column) => column !== header && (column.narrow ?? "fact") === "fact");
    const list = (
      <GridList
        aria-label={label}
        items={ordered}
        className="list"
        {...window_}
        {...selection}
        {...(onOpen ? { onAction: open } : {})}
        data-rows
      >
        {(row) => (
          <GridListItem
            id={rowId(row)}
            textValue={rowName(row)}
            className={`list-row ${onOpen ? "opens" : ""} ${isLate?.(row) ? "late" : ""}`}
          >
            {onSelect && <Checkbox slot="selection" />}
            <div className="list-words">
              {over.length > 0 && (
                <div className="list-over">
                  {over.map((column) => (
                    <span key={column.id}>{column.render(row)}</span>
                  ))}
                </div>
              )}
              <div className="list-title">{header?.render(row)}</div>
              <dl className="list-facts">
                {facts.map((column) => (
                  <div key={column.id}>
                    <dt>{column.label}</dt>
                    <dd>{column.render(row)}</dd>
                  </div>
                ))}
              </dl>
            </div>
          </GridListItem>
        )}
      </GridList>
    );
    return (
      <div className="table-box" onKeyDownCapture={onKeys}>
        {sortable.length > 0 && (
          <div className="list-sort">
            <Select
              label={w("sortBy")}
              choices={sortable.map(({ id, label: name }) => ({ id, label: name }))}
              value={sort?.column ?? null}
              onChange={(column) => column && change({ column, direction: sort?.direction ?? "ascending" })}
            />
            {sort && (
              <IconButton
                label={w(sort.direction === "ascending" ? "ascending" : "descending")}
                icon={sort.direction === "ascending" ? <ArrowUp aria-hidden /> : <ArrowDown aria-hidden />}
                onPress={() =>
                  change({ ...sort, direction: sort.direction === "ascending" ? "descending" : "ascending" })
                }
              />
            )}
          </div>
        )}
        {isVirtual ? (
          <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: 132 }}>
            {list}
          </Virtualizer>
        ) : (
          list
        )}
      </div>
    );
  }

  const table = (
    <AriaTable
      aria-label={label}
      className={`table ${isVirtual ? "virtual" : ""}`}
      {...(isVirtual ? window_ : {})}
      {...selection}
      {...action}
      {...(sort ? { sortDescriptor: sort as SortDescriptor } : {})}
      onSortChange={(next) => change({ column: String(next.column), direction: next.direction })}
      data-rows
    >
      <TableHeader>
        {onSelect && (
          <Column width={44} minWidth={44} className="th">
            <Checkbox slot="selection" />
          </Column>
        )}
        {columns.map((column) => (
          <Column
            key={column.id}
            id={column.id}
            isRowHeader={!!column.isHeader}
            allowsSorting={sortable.includes(column)}
            className={`th ${column.align ?? "start"}`}
            {...(column.width === undefined ? {} : { width: column.width })}
            {...(column.minWidth === undefined ? {} : { minWidth: column.minWidth })}
          >
            {({ sortDirection, allowsSorting }) => (
              <span className="th-words">
                {column.label}
                {allowsSorting && (
                  <span className="th-sort" data-on={sortDirection ? "" : undefined}>
                    {sortDirection === "descending" ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />}
                  </span>
                )}
              </span>
            )}
          </Column>
        ))}
      </TableHeader>
      <TableBody items={ordered}>
        {(row) => (
          <Row
            id={rowId(row)}
            textValue={rowName(row)}
            className={`tr ${onOpen ? "opens" : ""} ${isLate?.(row) ? "late" : ""}`}
          >
            {onSelect && (
              <Cell className="td">
                <Checkbox slot="selection" />
              </Cell>
            )}
            {columns.map((column) => (
              <Cell key={column.id} className={`td ${column.align ?? "start"} ${column.isHeader ? "names" : ""}`}>
                {column.render(row)}
              </Cell>
            ))}
          </Row>
        )}
      </TableBody>
    </AriaTable>
  );
  return (
    <div className="table-box" onKeyDownCapture={onKeys}>
      {isVirtual ? (
        <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight: 40, headingHeight: 40 }}>
          {table}
        </Virtualizer>
      ) : (
        <ResizableTableContainer className="table-scroll">{table}</ResizableTableContainer>
      )}
    </div>
  );
}
