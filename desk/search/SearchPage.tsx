import { FileSearch, SearchX } from "lucide-react";
import { useEffect, useState } from "react";
import { Link } from "react-aria-components";
import { sayInstant } from "../days.ts";
import { EmptyState, LoadMore, PageHead, Skeleton } from "../design/Page.tsx";
import { Select } from "../design/Select.tsx";
import { SearchField } from "../design/TextField.tsx";
import { useAsked } from "../matters/address.ts";
import { useNames } from "../matters/names.ts";
import { usePages } from "../matters/pages.ts";
import { Refusal } from "../matters/Refusal.tsx";
import { GradeMarks } from "../matters/Standing.tsx";
import { kindOf, kindWords, matterWords as m } from "../matters/words.ts";
import { useWords } from "../words.ts";
import "./search.css";

/** How long after the last key the server is asked, in milliseconds. */
const pause = 250;

/** Everything that was found, with the words around it. What is asked stands in the address. */
export default function SearchPage() {
  const { say, language } = useWords();
  const name = useNames();
  const asked = useAsked();
  const query = asked.get("q");
  const kind = asked.get("kind");
  const [typed, type] = useState(query);
  useEffect(() => type(query), [query]);
  useEffect(() => {
    if (typed.trim() === query) return;
    const timer = setTimeout(() => asked.set({ q: typed.trim() }), pause);
    return () => clearTimeout(timer);
  }, [typed, query, asked]);
  const { pages, error, isPending, isStale, hasMore, isLoadingMore, more } = usePages(
    "search.find",
    { query: query || "-", limit: 30, ...(kind ? { kinds: [kind] } : {}) },
    { isOff: query === "", topics: ["matters"], next: ({ next }) => (next ? { after: next } : null) },
  );
  const hits = query === "" ? [] : pages.flatMap((page) => page.hits);
  const [first] = pages;
  return (
    <>
      <PageHead title={say(m.searchPage)} />
      <search className="search-bar">
        <SearchField
          label={say(m.searchField)}
          value={typed}
          onChange={type}
          onSubmit={(text) => asked.set({ q: text.trim() })}
        />
        <Select
          label={say(m.kind)}
          choices={[
            { id: "all", label: say(m.allKinds) },
            ...Object.entries(kindWords).map(([id, words]) => ({ id, label: say(words) })),
          ]}
          value={kind || "all"}
          onChange={(id) => asked.set({ kind: id === null || id === "all" ? "" : id })}
        />
      </search>
      <Refusal problem={error} />
      {query === "" ? (
        <EmptyState icon={FileSearch} title={say(m.searchStart)} help={say(m.searchStartHelp)} />
      ) : isPending ? (
        <Skeleton rows={8} />
      ) : hits.length === 0 && !error ? (
        <EmptyState icon={SearchX} title={say(m.searchNone, { text: query })} help={say(m.searchNoneHelp)} />
      ) : (
        <>
          {first && (
            <p className="small quiet" aria-live="polite">
              {say(first.more ? m.searchCountMore : m.searchCount, { count: first.count })}
            </p>
          )}
          <ul className="hits" data-stale={isStale ? "" : undefined}>
            {hits.map((hit) => (
              <li key={hit.matter}>
                <p className="matter-over">
                  <span>{say(kindOf(hit.kind))}</span>
                  {hit.printed && <span className="figures">{hit.printed}</span>}
                  <GradeMarks secrecy={hit.secrecy} urgency={0} />
                </p>
                <Link href={hit.path} className="hit-title">
                  {hit.title}
                </Link>
                <p className="hit-pieces">
                  {hit.pieces.map((piece, index) =>
                    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no identity but their place
                    piece.hit ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
                  )}
                </p>
                <p className="small quiet">
                  {name(hit.unit)} · <time dateTime={hit.touched}>{sayInstant(hit.touched, language)}</time>
                </p>
              </li>
            ))}
          </ul>
          <LoadMore
            shown={hits.length}
            {...(first && !first.more ? { total: first.count } : {})}
            hasMore={hasMore}
            isLoading={isLoadingMore}
            onMore={more}
          />
        </>
      )}
    </>
  );
}
