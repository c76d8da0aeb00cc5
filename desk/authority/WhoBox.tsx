import { useState } from "react";
import { Link } from "react-aria-components";
import type { Api } from "../api.ts";
import { Button } from "../design/Button.tsx";
import { ComboBox } from "../design/ComboBox.tsx";
import { DatePicker } from "../design/DatePicker.tsx";
import { DefinitionList, Section, Skeleton } from "../design/Page.tsx";
import { Citation } from "../law/Citation.tsx";
import { useAsked } from "../matters/address.ts";
import { today } from "../matters/due.ts";
import { Refusal } from "../matters/Refusal.tsx";
import { useUnitChoices } from "../people/choices.ts";
import { useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { authorityWords as a } from "./words.ts";

type Answer = NonNullable<Api["authority.who"]["output"]["answer"]>;

/** "ใครทำ … ในเรื่องของ … ได้ในวันที่ …": the one answer, also for a day years ago. */
export function WhoBox() {
  const { say } = useWords();
  const asked = useAsked();
  const units = useUnitChoices();
  const { data: table } = useView("authority.table", {});
  const act = asked.get("act") || "orders.issue";
  const unit = asked.get("unit") || units[0]?.id || "";
  const day = asked.get("on") || today();
  const acts = (table?.acts ?? []).map((row) => ({
    id: row.act,
    label: say(row),
    group: say(row.room_words),
    alias: `${row.act} ${row.duty}`,
  }));
  const { data, error } = useView(
    "authority.who",
    { act, unit: Number(unit), day },
    { isOff: act === "" || unit === "", keep: true },
  );
  return (
    <section className="who" aria-labelledby="who-title">
      <h2 id="who-title">{say(a.ask)}</h2>
      <div className="who-question">
        <ComboBox
          label={say(a.askAct)}
          choices={acts}
          value={act}
          onChange={(next) => next && asked.set({ act: next })}
        />
        <ComboBox
          label={say(a.askUnit)}
          choices={units}
          value={unit || null}
          onChange={(next) => next && asked.set({ unit: next })}
        />
        <DatePicker
          label={say(a.askDay)}
          value={day}
          onChange={(next) => asked.set({ on: next === null || next === today() ? "" : next })}
        />
      </div>
      <Refusal problem={error} />
      <div aria-live="polite">
        {!data ? (
          <Skeleton rows={4} />
        ) : (
          <>
            {data.answer ? (
              <AnswerCard answer={data.answer} />
            ) : (
              <>
                <p className="who-none">{say(a.nobody)}</p>
                {data.residual && (
                  <p className="quiet">
                    {say(a.residual, { unit: say(data.residual), clause: say(data.residual.citation) })}
                  </p>
                )}
                {data.residual?.answer && <AnswerCard answer={data.residual.answer} />}
              </>
            )}
            {data.others.length > 0 && <Others key={`${act}:${unit}:${day}`} answers={data.others} />}
          </>
        )}
      </div>
    </section>
  );
}

function AnswerCard({ answer }: { answer: Answer }) {
  const { say, language } = useWords();
  return (
    <div className="answer">
      <div>
        <p className="answer-person">
          <Link href={`/people/person/${answer.person.id}`}>{say(answer.person)}</Link>
        </p>
        <p className="answer-post">
          <strong className={answer.capacity === "holder" ? "quiet" : "position-capacity"}>{say(answer.words)}</strong>{" "}
          <Link href={`/people/position/${(answer.on_behalf_of ?? answer.position).id}`}>
            {say(answer.on_behalf_of ?? answer.position)}
          </Link>
        </p>
        {answer.on_behalf_of && (
          <p className="small quiet">
            <Link href={`/people/position/${answer.position.id}`}>{say(answer.position)}</Link>
          </p>
        )}
        <DefinitionList
          facts={[
            { label: say(a.underClause), value: <Citation clause={answer.basis} />, wide: true },
            {
              label: say(a.instrument),
              value:
                answer.instrument && answer.delegation ? (
                  <Link href={`/authority/delegations/${answer.delegation}`}>{answer.instrument}</Link>
                ) : (
                  answer.instrument
                ),
            },
            { label: say(a.reach), value: say(answer.reach_words) },
          ]}
        />
      </div>
      <aside className="signature" aria-label={say(a.signature)}>
        <h3>{say(a.signature)}</h3>
        <div className="document signature-lines">
          {answer.signature[language].map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      </aside>
    </div>
  );
}

const few = 5;

function Others({ answers }: { answers: readonly Answer[] }) {
  const { say } = useWords();
  const [isWhole, show] = useState(false);
  const shown = isWhole ? answers : answers.slice(0, few);
  return (
    <Section title={say(a.others)}>
      <ol className="others" start={2}>
        {shown.map((each) => (
          <li key={`${each.rank}`}>
            <Link href={`/people/person/${each.person.id}`}>{say(each.person)}</Link>
            <span>
              {each.capacity !== "holder" && <strong className="position-capacity">{say(each.words)} </strong>}
              {say(each.on_behalf_of ?? each.position)}
            </span>
            <span className="quiet small">{say(each.reach_words)}</span>
          </li>
        ))}
      </ol>
      {!isWhole && answers.length > few && (
        <Button small onPress={() => show(true)}>
          {say(a.moreOthers, { count: answers.length - few })}
        </Button>
      )}
    </Section>
  );
}
