/** One register: its numbers of a year, newest first, each used, reserved or void. */
import { useParams } from "@tanstack/react-router";
import { FileDigit } from "lucide-react";
import { useState } from "react";
import { Link } from "react-aria-components";
import type { Api } from "../api.ts";
import { call } from "../client.ts";
import { sayInstant } from "../days.ts";
import { Button } from "../design/Button.tsx";
import { State, type Tone } from "../design/Marks.tsx";
import { EmptyState, LoadMore, PageHead, Skeleton } from "../design/Page.tsx";
import { Select } from "../design/Select.tsx";
import { Table } from "../design/Table.tsx";
import { useAsked } from "../matters/address.ts";
import { useNames } from "../matters/names.ts";
import { Refusal } from "../matters/Refusal.tsx";
import { SubNav } from "../people/SubNav.tsx";
import { useMay, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { AmendBookForm, ReserveForm, TakeOverForm, VoidForm } from "./BookForms.tsx";
import { adminWords as a, adminPages } from "./words.ts";
import "../matters/matters.css";
import "../people/people.css";
import "./administration.css";

type Row = Api["books.page"]["output"]["rows"][number];
const tones: Readonly<Record<Row["state"], Tone>> = {
  used: "done",
  reserved: "returned",
  void: "stopped",
  hidden: "plain",
};
const size = 50;

export default function BookPage() {
  const { say, language } = useWords();
  const name = useNames();
  const { book: key = "" } = useParams({ strict: false }) as { book?: string };
  const asked = useAsked();
  const [form, setForm] = useState<"reserve" | "amend" | "takeOver" | Row | null>(null);
  const [more, setMore] = useState<{ of: string; rows: Row[]; next: number | null }>({ of: "", rows: [], next: null });
  const [isLoading, setLoading] = useState(false);
  const { data: books } = useView("books.list", {});
  const book = books?.find((each) => each.key === key);
  const year = Number(asked.get("year")) || book?.year;
  const only = ["reserved", "void"].find((each) => each === asked.get("state")) as "reserved" | "void" | undefined;
  const input = { book: key, ...(year ? { year } : {}), ...(only ? { state: only } : {}), limit: size };
  const { data, error } = useView("books.page", input, { isOff: !book, keep: true });
  const [mayReserve, mayAmend, mayTakeOver] = useMay([
    ["books.reserve", { book: key, count: 1, reason: "-" }],
    ["books.amend", { book: key }],
    ["books.takeOver", { book: key, year: book?.year ?? 2569, last: 1 }],
  ]);
  if (error) return <Refusal problem={error} />;
  if (!books) return <Skeleton rows={8} />;
  if (!book) return <EmptyState icon={FileDigit} title={say(a.noBooks)} help={say(a.booksLead)} />;
  const of = `${JSON.stringify(input)}:${data?.last ?? 0}`;
  const further = more.of === of ? more : null;
  const rows = [...(data?.rows ?? []), ...(further?.rows ?? [])];
  const next = further ? further.next : (data?.next ?? null);
  const loadMore = async () => {
    if (next === null) return;
    setLoading(true);
    try {
      const answer = await call("books.page", { ...input, under: next });
      setMore({ of, rows: [...(further?.rows ?? []), ...answer.rows], next: answer.next });
    } finally {
      setLoading(false);
    }
  };
  const close = () => setForm(null);
  const about = (row: Row) => {
    if (row.state === "hidden") return <span className="quiet">{say(a.hidden)}</span>;
    if (row.state === "void") return row.void_reason;
    if (row.matter !== null && row.title) return <Link href={`/matters/${row.matter}`}>{row.title}</Link>;
    return say(a.reservedWhy, { name: name(row.reserved_for_th ?? ""), why: row.reserved_why ?? "" });
  };
  return (
    <>
      <SubNav label={a.pages} pages={adminPages} />
      <PageHead
        over={<Link href="/administration/books">{say(a.books)}</Link>}
        title={say(book)}
        lead={`${say(a.next)} ${book.next}`}
        actions={
          <>
            {mayReserve?.may && (
              <Button kind="primary" onPress={() => setForm("reserve")}>
                {say(a.reserve)}
              </Button>
            )}
            {mayAmend?.may && <Button onPress={() => setForm("amend")}>{say(a.amendBook)}</Button>}
            {mayTakeOver?.may && <Button onPress={() => setForm("takeOver")}>{say(a.takeOver)}</Button>}
          </>
        }
      />
      <div className="book-filter">
        <Select
          label={say(book.year_kind === "fiscal" ? a.fiscal : a.calendar)}
          value={String(year)}
          onChange={(to) => asked.set({ year: to && Number(to) !== book.year ? to : "" })}
          choices={[...new Set([book.year, ...book.years])].map((each) => ({
            id: String(each),
            label: say(a.year, { year: each }),
          }))}
        />
        <Select
          label={say(a.onlyState)}
          value={only ?? "all"}
          onChange={(to) => asked.set({ state: to === "all" ? "" : (to ?? "") })}
          choices={[
            { id: "all", label: say(a.all) },
            { id: "reserved", label: say(a.reserved) },
            { id: "void", label: say(a.void) },
          ]}
        />
      </div>
      <Table
        key={String(mayReserve?.may)}
        label={say(book)}
        rows={rows}
        isLoading={!data}
        rowId={({ n }) => String(n)}
        rowName={(row) => row.printed ?? String(row.n)}
        empty={<EmptyState icon={FileDigit} title={say(a.noNumbers)} help={say(a.noNumbersHelp)} />}
        columns={[
          { id: "n", label: say(a.number), isHeader: true, width: 120, render: (row) => row.printed ?? row.n },
          {
            id: "state",
            label: say(a.state),
            narrow: "over",
            width: 130,
            render: (row) => (
              <State tone={tones[row.state]}>{say(row.state === "hidden" ? a.used : a[row.state])}</State>
            ),
          },
          { id: "about", label: say(a.matter), width: "4fr", minWidth: 260, render: about },
          { id: "at", label: say(a.takenAt), width: 190, render: ({ at }) => (at ? sayInstant(at, language) : "–") },
          { id: "by", label: say(a.by), width: "2fr", minWidth: 180, render: ({ by }) => (by ? name(by) : "–") },
          ...(mayReserve?.may
            ? [
                {
                  id: "act",
                  label: say(a.manage),
                  width: 120,
                  align: "end" as const,
                  render: (row: Row) =>
                    (row.state === "used" || row.state === "reserved") && (
                      <Button small kind="plain" onPress={() => setForm(row)}>
                        {say(a.voidIt)}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      {(data?.before ?? 0) > 0 && <p className="quiet small">{say(a.paperBefore, { before: data?.before ?? 0 })}</p>}
      <LoadMore shown={rows.length} hasMore={next !== null} isLoading={isLoading} onMore={() => void loadMore()} />
      {form === "reserve" && <ReserveForm book={key} onClose={close} />}
      {form === "amend" && <AmendBookForm book={book} onClose={close} />}
      {form === "takeOver" && <TakeOverForm book={key} year={book.year} onClose={close} />}
      {form !== null && typeof form === "object" && (
        <VoidForm
          book={key}
          year={data?.year ?? book.year}
          n={form.n}
          printed={form.printed ?? String(form.n)}
          onClose={close}
        />
      )}
    </>
  );
}
