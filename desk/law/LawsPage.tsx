/** ห้องสมุดกฎหมาย: all laws, and a search over their clauses. */
import { useNavigate } from "@tanstack/react-router";
import { BookX } from "lucide-react";
import { useState } from "react";
import { Link } from "react-aria-components";
import { Button, LinkButton } from "../design/Button.tsx";
import { EmptyState, PageHead, Skeleton } from "../design/Page.tsx";
import { Table } from "../design/Table.tsx";
import { SearchField } from "../design/TextField.tsx";
import { useAsked } from "../matters/address.ts";
import { Refusal } from "../matters/Refusal.tsx";
import { useMay, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { clausePath } from "./address.ts";
import { AddLawForm } from "./LawForms.tsx";
import { kindWord, lawWords as l } from "./words.ts";
import "../matters/matters.css";
import "../people/people.css";
import "./law.css";

export default function LawsPage() {
  const { say } = useWords();
  const asked = useAsked();
  const text = asked.get("q");
  const [isNew, setNew] = useState(false);
  const [may] = useMay([
    ["law.addLaw", { key: "zz-new", th: "-", en: "-", kind: "other", year_be: 2569, part: "section" }],
  ]);
  return (
    <>
      <PageHead
        title={say(l.title)}
        lead={say(l.lead)}
        actions={may?.may && <Button onPress={() => setNew(true)}>{say(l.addLaw)}</Button>}
      />
      <div className="law-search">
        <SearchField label={say(l.find)} value={text} onChange={(next) => asked.set({ q: next.slice(0, 300) })} />
      </div>
      {text.trim() === "" ? <Laws /> : <Found text={text} />}
      {isNew && <AddLawForm onClose={() => setNew(false)} />}
    </>
  );
}

function Laws() {
  const { say } = useWords();
  const navigate = useNavigate();
  const { data, error } = useView("law.list", {});
  if (error) return <Refusal problem={error} />;
  return (
    <Table
      label={say(l.title)}
      rows={data ?? []}
      isLoading={!data}
      rowId={({ key }) => key}
      rowName={say}
      onOpen={({ key }) => void navigate({ to: `/law/${key}` })}
      columns={[
        {
          id: "kind",
          label: say(l.kind),
          narrow: "over",
          width: "1fr",
          minWidth: 120,
          by: ({ kind }) => kind,
          render: ({ kind }) => <span className="quiet small">{say(kindWord(kind))}</span>,
        },
        { id: "law", label: say(l.law), isHeader: true, width: "5fr", minWidth: 300, by: say, render: say },
        {
          id: "clauses",
          label: say(l.clauses),
          align: "end",
          width: 110,
          by: ({ clauses }) => clauses,
          render: ({ clauses }) => clauses,
        },
        {
          id: "texts",
          label: say(l.texts),
          align: "end",
          width: 110,
          by: ({ texts }) => texts,
          render: ({ texts }) => texts || "–",
        },
        {
          id: "cited",
          label: say(l.citedBy),
          align: "end",
          width: "1fr",
          minWidth: 150,
          by: (row) => row.cited_by,
          render: (row) => row.cited_by || "–",
        },
      ]}
    />
  );
}

/** What was found, with the words found in it marked. */
function Found({ text }: { text: string }) {
  const { say } = useWords();
  const { data, error, isFetching } = useView("law.search", { text }, { keep: true });
  if (error) return <Refusal problem={error} />;
  if (!data) return <Skeleton rows={6} />;
  if (data.length === 0 && !isFetching)
    return (
      <EmptyState
        icon={BookX}
        title={say(l.none, { text })}
        help={say(l.noneHelp)}
        action={<LinkButton href="/law">{say(l.toList)}</LinkButton>}
      />
    );
  return (
    <>
      <p className="quiet small" aria-live="polite">
        {say(l.found, { count: data.length })}
      </p>
      <ol className="law-found">
        {data.map((row) => (
          <li key={`${row.law}:${row.number}`}>
            <p>
              <Link href={clausePath(`${row.law}:${row.number}`)}>{say(row.citation)}</Link>
            </p>
            {row.title_th && <p className="law-title">{say({ th: row.title_th, en: row.title_en || row.title_th })}</p>}
            <p className="quiet small">
              {row.snippet.map((piece, at) => {
                const key = `${at}:${piece.text}`;
                return piece.hit ? <mark key={key}>{piece.text}</mark> : <span key={key}>{piece.text}</span>;
              })}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}
