import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { sayDay } from "../../../../desk/days.ts";
import { State } from "../../../../desk/design/Marks.tsx";
import { type Sort, Table, type TableColumn } from "../../../../desk/design/Table.tsx";
import { today } from "../../../../desk/matters/due.ts";
import { useNames } from "../../../../desk/matters/names.ts";
import { MatterTitle } from "../../../../desk/matters/Standing.tsx";
import { matterWords as m } from "../../../../desk/matters/words.ts";
import { useWords } from "../../../../desk/words.ts";
import type { Wire } from "../../../../kernel/room.ts";
import type { BoardRow } from "../board.ts";
import { RollUpBar } from "./RollUpBar.tsx";
import { orderWords as o } from "./words.ts";

export type OrderRow = Wire<BoardRow>;

export interface OrderTableProps {
  label: string;
  rows: readonly OrderRow[];
  isLoading?: boolean;
  empty?: ReactNode;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
}

/** "3 จาก 18 ช้าสุด 5 วันทำการ". */
function Lateness({ row }: { row: OrderRow }) {
  const { say } = useWords();
  if (row.roll.late === 0) {
    // The day has passed, but the doers have reported: what is awaited is the issuer's decision.
    const isDecided = row.next_due === null || row.next_due >= today();
    return isDecided ? <span className="quiet">–</span> : <State tone="official">{say(m.awaiting)}</State>;
  }
  return (
    <span className="lateness">
      <State tone="late">{say(o.lateOf, { late: row.roll.late, all: row.roll.addressees })}</State>
      <span className="small">{say(o.worst, { days: row.roll.worst })}</span>
    </span>
  );
}

export function OrderTable({ label, rows, isLoading, empty, sort, onSort }: OrderTableProps) {
  const { say, language } = useWords();
  const name = useNames();
  const navigate = useNavigate();
  const columns: TableColumn<OrderRow>[] = [
    {
      id: "title",
      label: say(o.order),
      isHeader: true,
      width: "6fr",
      minWidth: 300,
      render: (row) => <MatterTitle {...row} />,
    },
    {
      id: "roll",
      label: say(o.roll),
      width: 210,
      render: (row) => <RollUpBar roll={row.roll} />,
    },
    { id: "late", label: say(o.lateBy), width: 164, render: (row) => <Lateness row={row} /> },
    {
      id: "due",
      label: say(o.nextDue),
      width: 138,
      isSortable: true,
      render: (row) =>
        row.is_open ? (
          row.next_due ? (
            <span className="figures">{sayDay(row.next_due, language)}</span>
          ) : (
            <span className="quiet">–</span>
          )
        ) : (
          <State tone="done">{say(o.closed)}</State>
        ),
    },
    {
      id: "issued",
      label: say(o.issuedOn),
      width: 200,
      isSortable: true,
      narrow: "hide",
      render: (row) => (
        <span className="issued">
          <span className="figures">{sayDay(row.issued_on, language)}</span>
          <span className="small quiet">{name(row.issuer)}</span>
        </span>
      ),
    },
  ];
  return (
    <Table
      label={label}
      columns={columns}
      rows={rows}
      rowId={(row) => String(row.matter)}
      rowName={(row) => `${row.printed ?? ""} ${row.title}`}
      isLate={(row) => row.roll.late > 0}
      onOpen={(row) => void navigate({ href: `/orders/${row.matter}` })}
      isLoading={isLoading ?? false}
      empty={empty}
      {...(onSort ? { sort: sort ?? null, onSort } : {})}
    />
  );
}
