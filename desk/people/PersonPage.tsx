/** A person: how to reach him, and every position he has sat in. Authority is not here; it is in the positions. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Link } from "react-aria-components";
import { capacityWords } from "../../kernel/authority/rules.ts";
import { Button } from "../design/Button.tsx";
import { Badge } from "../design/Marks.tsx";
import { DefinitionList, PageHead, Section, Skeleton } from "../design/Page.tsx";
import { Citation } from "../law/Citation.tsx";
import { Refusal } from "../matters/Refusal.tsx";
import { useMay, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { PersonForm } from "./PersonForm.tsx";
import { sayPeriod } from "./period.ts";
import { capacityOf } from "./Seat.tsx";
import { Unknown } from "./UnitPage.tsx";
import { peopleWords as p } from "./words.ts";
import "../matters/matters.css";
import "./people.css";

export default function PersonPage() {
  const { say, language } = useWords();
  const { id: asked } = useParams({ strict: false }) as { id?: string };
  const id = Number(asked);
  const [isCorrecting, correct] = useState(false);
  const { data: person, error } = useView("authority.person", { person: id });
  const [mayCorrect] = useMay([["authority.correctPerson", { person: id, first: "-" }]]);
  if (person === undefined) return error ? <Refusal problem={error} /> : <Skeleton rows={8} />;
  if (person === null) return <Unknown />;
  return (
    <>
      <PageHead
        over={say(p.person)}
        title={say(person)}
        lead={<span lang={language === "th" ? "en" : "th"}>{language === "th" ? person.en : person.th}</span>}
        actions={mayCorrect?.may && <Button onPress={() => correct(true)}>{say(p.correctPerson)}</Button>}
      />
      <DefinitionList
        facts={[
          { label: say(p.email), value: person.email },
          { label: say(p.phone), value: person.phone },
          { label: say(p.account), value: say(person.has_account ? p.hasAccount : p.noAccount) },
        ]}
      />
      {person.invented && <p className="quiet small">{say(p.invented)}</p>}
      <Section title={say(p.held)}>
        {person.occupancies.length === 0 ? (
          <p className="quiet">{say(p.noPost)}</p>
        ) : (
          <ol className="timeline">
            {person.occupancies.map((each) => (
              <li key={each.id} className={each.now ? "done" : "plain"}>
                <time dateTime={each.from}>{sayPeriod(each.from, each.to, language)}</time>
                <div>
                  <p className="timeline-title">
                    <Link href={`/people/position/${each.position}`}>{say(each)}</Link>{" "}
                    <Badge strong={each.capacity !== "holder"}>{say(capacityWords[capacityOf(each.capacity)])}</Badge>
                  </p>
                  <p className="small">
                    <Link href={`/people/unit/${each.unit}`}>{say({ th: each.unit_th, en: each.unit_en })}</Link>
                  </p>
                  <p className="small quiet">{each.instrument ?? say(p.byLaw)}</p>
                  <p className="small">
                    <Citation clause={each.basis} />
                  </p>
                </div>
              </li>
            ))}
          </ol>
        )}
      </Section>
      <p className="section no-print">
        <Link href={`/ledger?person=${id}`}>{say(p.whatHeDid)}</Link>
      </p>
      {isCorrecting && <PersonForm person={person} onClose={() => correct(false)} />}
    </>
  );
}
