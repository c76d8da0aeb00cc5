/** One clause: what it says in short, its text with its source, what rests on it, and how it was used of late. */
import { useParams } from "@tanstack/react-router";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { Link } from "react-aria-components";
import type { Api } from "../api.ts";
import { sayDay, sayInstant } from "../days.ts";
import { Button, LinkButton } from "../design/Button.tsx";
import { State } from "../design/Marks.tsx";
import { PageHead, Section, Skeleton } from "../design/Page.tsx";
import { eventWords } from "../ledger/events.ts";
import { useNames } from "../matters/names.ts";
import { Refusal } from "../matters/Refusal.tsx";
import { useMay, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { clauseNumberAt, clausePath } from "./address.ts";
import { WriteTextForm } from "./LawForms.tsx";
import { NotOnTheShelf } from "./LawPage.tsx";
import { lawWords as l } from "./words.ts";
import "../matters/matters.css";
import "../people/people.css";
import "./law.css";

type Clause = NonNullable<Api["law.clause"]["output"]>;
type Text = NonNullable<Clause["text"]>;

export default function ClausePage() {
  const { say, language } = useWords();
  const name = useNames();
  const { law: key = "", clause: part = "" } = useParams({ strict: false }) as { law?: string; clause?: string };
  const number = clauseNumberAt(part);
  const [isWriting, write] = useState(false);
  const { data: clause, error } = useView("law.clause", { law: key, number });
  const [may] = useMay([["law.writeText", { law: key, number, text: "-", source: "-" }]]);
  if (clause === undefined) return error ? <Refusal problem={error} /> : <Skeleton rows={10} />;
  if (clause === null) return <NotOnTheShelf />;
  return (
    <>
      <PageHead
        over={
          <>
            <Link href="/law">{say(l.title)}</Link> ›{" "}
            <Link href={`/law/${key}`}>{say({ th: clause.law_th, en: clause.law_en })}</Link>
          </>
        }
        title={say(clause.citation)}
        lead={clause.title_th ? say({ th: clause.title_th, en: clause.title_en || clause.title_th }) : clause.part}
        actions={
          <>
            {clause.before && (
              <LinkButton href={clausePath(`${key}:${clause.before}`)} icon={<ChevronLeft aria-hidden />}>
                {say(l.before)}
              </LinkButton>
            )}
            {clause.after && (
              <LinkButton href={clausePath(`${key}:${clause.after}`)} icon={<ChevronRight aria-hidden />}>
                {say(l.after)}
              </LinkButton>
            )}
            {may?.may && (
              <Button kind="primary" onPress={() => write(true)}>
                {say(l.write)}
              </Button>
            )}
          </>
        }
      />
      <div className="clause-page">
        <div>
          <Section
            title={say(l.summary)}
            aside={
              clause.summary_th && (
                <State tone={clause.verified ? "done" : "waiting"}>
                  {say(clause.verified ? l.verified : l.unverified)}
                </State>
              )
            }
          >
            <p className={clause.summary_th ? "clause-summary" : "quiet"}>
              {clause.summary_th
                ? say({ th: clause.summary_th, en: clause.summary_en || clause.summary_th })
                : say(l.noSummary)}
            </p>
          </Section>
          <Section title={say(l.text)}>
            {clause.text ? (
              <>
                <p className="not-official">
                  <strong>{say(l.notOfficial)}</strong> {say(clause.notice)}
                </p>
                <TextOf text={clause.text} />
              </>
            ) : (
              <p className="quiet">{say(l.noText)}</p>
            )}
            {clause.versions.length > 0 && (
              <details className="how">
                <summary>{`${say(l.versions)} (${clause.versions.length})`}</summary>
                {clause.versions.map((each) => (
                  <TextOf key={each.id} text={each} />
                ))}
              </details>
            )}
          </Section>
        </div>
        <div>
          <Section title={say(l.acts)}>
            {clause.acts.length === 0 ? (
              <p className="quiet">{say(l.noActs)}</p>
            ) : (
              <ul className="plain-rows">
                {clause.acts.map((each) => (
                  <li key={each.act}>
                    <Link href={`/authority?act=${each.act}`}>{say(each)}</Link>
                  </li>
                ))}
              </ul>
            )}
          </Section>
          {clause.duties.length > 0 && (
            <Section title={say(l.duties)}>
              <ul className="plain-rows">
                {clause.duties.map((each) => (
                  <li key={each.code}>{say(each)}</li>
                ))}
              </ul>
            </Section>
          )}
          <Section title={say(l.lines)}>
            {clause.lines.length === 0 ? (
              <p className="quiet">{say(l.noLines)}</p>
            ) : (
              <ul className="plain-rows">
                {clause.lines.map((line) => (
                  <li key={line.id}>
                    <span className="quiet small figures">{sayInstant(line.at, language)}</span>
                    <br />
                    {line.matter === null ? (
                      say(eventWords(line.event))
                    ) : (
                      <Link href={`/matters/${line.matter}`}>{say(eventWords(line.event))}</Link>
                    )}{" "}
                    <span className="quiet small">{name(line.position)}</span>
                  </li>
                ))}
              </ul>
            )}
          </Section>
        </div>
      </div>
      {isWriting && (
        <WriteTextForm
          law={key}
          number={number}
          {...(clause.text ? { text: clause.text.text, source: clause.text.source } : {})}
          onClose={() => write(false)}
        />
      )}
    </>
  );
}

/** A text with where it was taken from; a text without its source is worth nothing. */
function TextOf({ text }: { text: Text }) {
  const { say, language } = useWords();
  const by = text.person_th ? say({ th: text.person_th, en: text.person_en ?? text.person_th }) : null;
  return (
    <figure className="law-text">
      <blockquote className="document" lang="th">
        {text.text.split("\n").map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of a text that does not change
          <p key={at}>{line}</p>
        ))}
      </blockquote>
      <figcaption className="quiet small">
        {[
          `${say(l.source)}: ${text.source}`,
          text.source_day && `${say(l.sourceDay)} ${sayDay(text.source_day, language)}`,
          text.licence && say(l.licence, { licence: text.licence }),
          text.by_hand && by && say(l.byHand, { name: by, at: sayInstant(text.at, language) }),
          text.remark,
        ]
          .filter(Boolean)
          .join(" · ")}
      </figcaption>
    </figure>
  );
}
