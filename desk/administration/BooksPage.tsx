/** ทะเบียน: all registers, their last and next numbers. */
import { useNavigate } from "@tanstack/react-router";
import { BookX } from "lucide-react";
import { useState } from "react";
import { Button } from "../design/Button.tsx";
import { EmptyState, PageHead } from "../design/Page.tsx";
import { Table } from "../design/Table.tsx";
import { SubNav } from "../people/SubNav.tsx";
import { useMay, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { NewBookForm } from "./BookForms.tsx";
import { adminWords as a, adminPages } from "./words.ts";
import "../matters/matters.css";
import "../people/people.css";
import "./administration.css";

export default function BooksPage() {
  const { say } = useWords();
  const navigate = useNavigate();
  const [isNew, setNew] = useState(false);
  const { data } = useView("books.list", {});
  const [may] = useMay([["books.create", { key: "zz-new", th: "-", en: "-", year_kind: "calendar" }]]);
  return (
    <>
      <SubNav label={a.pages} pages={adminPages} />
      <PageHead
        title={say(a.books)}
        lead={say(a.booksLead)}
        actions={
          may?.may && (
            <Button kind="primary" onPress={() => setNew(true)}>
              {say(a.newBook)}
            </Button>
          )
        }
      />
      <Table
        label={say(a.books)}
        rows={data ?? []}
        isLoading={!data}
        rowId={({ key }) => key}
        rowName={say}
        onOpen={({ key }) => void navigate({ to: `/administration/books/${key}` })}
        empty={<EmptyState icon={BookX} title={say(a.noBooks)} help={say(a.booksLead)} />}
        columns={[
          { id: "book", label: say(a.book), isHeader: true, width: "3fr", minWidth: 220, by: say, render: say },
          {
            id: "unit",
            label: say(a.unit),
            width: "2fr",
            minWidth: 170,
            by: (row) => row.unit_th,
            render: (row) => row.unit_th ?? say(a.wholeProvince),
          },
          {
            id: "year",
            label: say(a.yearKind),
            width: 140,
            render: (row) => `${say(row.year_kind === "fiscal" ? a.fiscal : a.calendar)} ${row.year}`,
          },
          {
            id: "last",
            label: say(a.last),
            align: "end",
            width: 100,
            by: ({ last }) => last,
            render: ({ last }) => last || "–",
          },
          { id: "next", label: say(a.next), align: "end", width: 120, render: ({ next }) => next },
          { id: "reserved", label: say(a.reserved), align: "end", width: 90, render: (row) => row.reserved || "–" },
          { id: "void", label: say(a.void), align: "end", width: 90, render: (row) => row.void || "–" },
        ]}
      />
      {isNew && <NewBookForm onClose={() => setNew(false)} />}
    </>
  );
}
