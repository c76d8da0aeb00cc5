import type { ReactNode } from "react";
import { sayDay } from "../../../../desk/days.ts";
import { SecrecyMark, UrgencyMark } from "../../../../desk/design/Marks.tsx";
import { type Both, useWords } from "../../../../desk/words.ts";
import type { Addressable } from "./addressee-choices.ts";
import type { Draft } from "./draft.ts";
import { issueWords as i } from "./issue-words.ts";

export interface IssuePreviewProps {
  draft: Draft;
  dueDay: string | null;
  addressable: Addressable;
  issuer: Both;
  button: ReactNode;
}

const grade = (value: number) => (value === 1 || value === 2 || value === 3 ? value : null);

/** The order as it will go out, beside the form; on a phone only its sum and the button, at the foot. */
export function IssuePreview({ draft, dueDay, addressable, issuer, button }: IssuePreviewProps) {
  const { say, language } = useWords();
  const count = draft.to.length + (draft.residual ? 1 : 0);
  const copies = draft.copies.filter((id) => !draft.to.includes(id)).length;
  const sum = [
    say(i.summary, { count }),
    dueDay ? say(i.summaryDue, { day: sayDay(dueDay, language) }) : say(i.summaryNoDue),
    copies > 0 ? say(i.summaryCopies, { count: copies }) : "",
  ].filter(Boolean);
  const secrecy = grade(draft.secrecy);
  const urgency = grade(draft.urgency);
  return (
    <aside className="issue-preview" aria-label={say(i.preview)}>
      <h2>{say(i.preview)}</h2>
      <div className="paper">
        <p className="paper-head">
          {secrecy && <SecrecyMark secrecy={secrecy} />}
          {urgency && <UrgencyMark urgency={urgency} />}
          <span className="small quiet">{say(i.numberToCome)}</span>
        </p>
        <p className="paper-title document">
          {draft.title.trim() || <span className="quiet">{say(i.noSubject)}</span>}
        </p>
        <div className="paper-body document said" lang="th">
          {draft.body.trim() || <span className="quiet">{say(i.noBody)}</span>}
        </div>
        <p className="document signature">
          <span>{say(issuer)}</span>
        </p>
        {draft.to.length > 0 && (
          <ul className="paper-to small" aria-label={say(i.to)}>
            {draft.to.slice(0, 6).map((id) => (
              <li key={id}>{addressable.nameOf(id)}</li>
            ))}
            {draft.to.length > 6 && <li className="quiet">+ {draft.to.length - 6}</li>}
          </ul>
        )}
      </div>
      <div className="issue-foot">
        <p aria-live="polite" className="issue-sum">
          {sum.join(" ")}
        </p>
        <span className="row-of">
          {button}
          <kbd aria-hidden>{say(i.issueKeys)}</kbd>
        </span>
        <p className="small quiet">{say(i.draftKept)}</p>
      </div>
    </aside>
  );
}
