/** One law: its clauses in order, under their chapters. */
import { useParams } from "@tanstack/react-router";
import { BookX } from "lucide-react";
import { useState } from "react";
import { Link } from "react-aria-components";
import { sayDay } from "../days.ts";
import { Button, LinkButton } from "../design/Button.tsx";
import { Badge, State } from "../design/Marks.tsx";
import { EmptyState, PageHead, Skeleton } from "../design/Page.tsx";
import { SearchField } from "../design/TextField.tsx";
import { Switch } from "../design/Ticks.tsx";
import { matchesThai } from "../design/thai.ts";
import { Refusal } from "../matters/Refusal.tsx";
import { useMay, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { arabicDigits, clausePath } from "./address.ts";
import { WriteTextForm } from "./LawForms.tsx";
import { kindWord, lawWords as l } from "./words.ts";
import "../matters/matters.css";
import "../people/people.css";
import "./law.css";

export default function LawPage() {
  const { say, language } = useWords();
  const { law: key = "" } = useParams({ strict: false }) as { law?: string };
  const [text, setText] = useState("");
  const [only, onlyCited] = useState(false);
  const [isNew, setNew] = useState(false);
  const { data: law, error } = useView("law.law", { law: key });
  const [may] = useMay([["law.writeText", { law: key, number: "๑", text: "-", source: "-" }]]);
  if (law === undefined) return error ? <Refusal problem={error} /> : <Skeleton rows={10} />;
  if (law === null) return <NotOnTheShelf />;
  const shown = law.list.filter(
    (each) =>
      (!only || each.acts > 0) &&
      matchesThai(
        `${each.number} ${arabicDigits(each.number)} ${each.title_th} ${each.title_en} ${each.summary_th} ${each.opening ?? ""}`,
        text,
      ),
  );
  const name = (number: string) =>
    say(law.part === "item" ? l.item : l.section, { number: language === "th" ? number : arabicDigits(number) });
  let part = "";
  return (
    <>
      <PageHead
        over={<Link href="/law">{say(l.title)}</Link>}
        title={say(law)}
        lead={say(kindWord(law.kind))}
        actions={may?.may && <Button onPress={() => setNew(true)}>{say(l.addClause)}</Button>}
      />
      <p className="not-official">
        <strong>{say(l.notOfficial)}</strong> {say(law.notice)}
      </p>
      <p className="quiet small">
        {law.imported
          ? [
              say(l.imported, { source: law.imported.source }),
              law.imported.source_day && say(l.importedDay, { day: sayDay(law.imported.source_day, language) }),
              law.imported.licence && say(l.licence, { licence: law.imported.licence }),
            ]
              .filter(Boolean)
              .join(" · ")
          : say(l.noTexts)}
      </p>
      <div className="law-tools no-print">
        <SearchField label={say(l.find)} value={text} onChange={setText} />
        <Switch isSelected={only} onChange={onlyCited}>
          {say(l.onlyCited)}
        </Switch>
      </div>
      {shown.length === 0 && <EmptyState icon={BookX} title={say(l.none, { text })} help={say(l.noneHelp)} />}
      <ul className="clauses">
        {shown.map((each) => {
          const heading = each.part !== part && each.part !== "" ? each.part : null;
          part = each.part;
          return (
            <li key={each.number}>
              {heading && <p className="clause-part">{heading}</p>}
              <Link href={clausePath(`${key}:${each.number}`)} className="clause-row">
                <span className="clause-number">{name(each.number)}</span>
                <span className="clause-words">
                  <span className="law-title">
                    {each.title_th
                      ? say({ th: each.title_th, en: each.title_en || each.title_th })
                      : (each.opening ?? "")}
                  </span>
                  {each.summary_th && (
                    <span className="quiet small">
                      {say({ th: each.summary_th, en: each.summary_en || each.summary_th })}
                    </span>
                  )}
                </span>
                <span className="clause-marks">
                  {each.acts > 0 && <Badge strong>{say(l.actsN, { count: each.acts })}</Badge>}
                  {each.has_text && <State tone="official">{say(l.text)}</State>}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
      {isNew && <WriteTextForm law={key} onClose={() => setNew(false)} />}
    </>
  );
}

export function NotOnTheShelf() {
  const { say } = useWords();
  return (
    <>
      <PageHead title={say(l.unknown)} />
      <EmptyState
        icon={BookX}
        title={say(l.unknown)}
        help={say(l.unknownHelp)}
        action={<LinkButton href="/law">{say(l.toList)}</LinkButton>}
      />
    </>
  );
}
