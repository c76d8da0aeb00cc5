import { GLOSSARY } from "../../kernel/glossary.ts";
import { Section, Skeleton } from "../design/Page.tsx";
import { Switch } from "../design/Ticks.tsx";
import { eventWords } from "../ledger/events.ts";
import { Refusal } from "../matters/Refusal.tsx";
import { useAct, useView } from "../queries.ts";
import { type Both, useWords } from "../words.ts";
import { settingsWords as s } from "./words.ts";

/** What can come by mail. A kind that is not chosen follows the general choice. */
const kinds: readonly { id: string; words: Both }[] = [
  ...[
    "assignments.given",
    "assignments.reported",
    "assignments.accepted",
    "assignments.returned",
    "assignments.timeAsked",
    "assignments.timeDecided",
    "assignments.reminded",
    "assignments.cancelled",
    "assignments.acknowledged",
  ].map((id) => ({ id, words: eventWords(id) })),
  ...(["reminder.before", "reminder.due", "reminder.late", "reminder.escalated"] as const).map((id) => ({
    id,
    words: { th: `เตือน: ${GLOSSARY[id].th}`, en: `Reminder: ${GLOSSARY[id].en}` },
  })),
];

export function MailSection() {
  const { say } = useWords();
  const { data } = useView("notices.mailChoices", {});
  const act = useAct("notices.setMail");
  const chosen = (kind: string) => data?.choices.find((each) => each.kind === kind)?.mail;
  const general = chosen("*") ?? true;
  return (
    <Section title={say(s.mail)}>
      {!data ? (
        <Skeleton rows={6} />
      ) : (
        <>
          <p className="quiet small">{data.email ? say(s.mailTo, { email: data.email }) : say(s.mailNone)}</p>
          <Refusal problem={act.problem} />
          <Switch
            isSelected={general}
            onChange={(mail) => void act.run({ kind: "*", mail })}
            hint={say(s.mailAllHelp)}
            isDisabled={!data.email}
          >
            {say(s.mailAll)}
          </Switch>
          <div className="mail-kinds">
            {kinds.map(({ id, words }) => (
              <Switch
                key={id}
                isSelected={chosen(id) ?? general}
                isDisabled={!data.email}
                onChange={(mail) => void act.run({ kind: id, mail })}
              >
                {say(words)}
              </Switch>
            ))}
          </div>
        </>
      )}
    </Section>
  );
}
