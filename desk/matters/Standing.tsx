/** Small marks that every list of matters shows alike: state, due, progress, urgency and secrecy. */
import { CalendarClock, CircleAlert } from "lucide-react";
import { termOf } from "../../kernel/glossary.ts";
import { sayDay } from "../days.ts";
import { SecrecyMark, State, type Tone, UrgencyMark } from "../design/Marks.tsx";
import { type Language, useWords } from "../words.ts";
import { dueStanding } from "./due.ts";
import { matterWords } from "./words.ts";
import "./matters.css";

export const tones: Readonly<Record<string, Tone>> = {
  given: "waiting",
  acknowledged: "active",
  reported: "official",
  returned: "returned",
  accepted: "done",
  cancelled: "stopped",
};

/** A word of the glossary as it begins a mark: English ones stand there in small letters. */
export function stateWord(kind: string, code: string | number, language: Language): string {
  const word = termOf(kind, code, language);
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** State of an assignment, in the glossary's word. */
export function AssignmentState({ state }: { state: string }) {
  const { language } = useWords();
  return <State tone={tones[state] ?? "plain"}>{stateWord("assignment", state, language)}</State>;
}

export interface DueProps {
  due: string | null;
  late: number | null;
  state?: string;
  /** The day beside the words; without it only how it stands. */
  withDay?: boolean;
}

/** "เหลือ 3 วันทำการ", "เกินกำหนด 2 วันทำการ": red only when late, and then with a sign and words too. */
export function Due({ due, late, state, withDay = true }: DueProps) {
  const { say, language } = useWords();
  const { tone, words } = dueStanding(due, late, state);
  const text = say(words);
  const day = due && sayDay(due, language);
  return (
    <span className={`due ${tone}`}>
      {text !== "" && (
        <span className="due-words">
          {tone === "late" && <CircleAlert aria-hidden />}
          {tone === "soon" && <CalendarClock aria-hidden />}
          {text}
        </span>
      )}
      {withDay && day && (
        <time dateTime={due} className="figures">
          {day}
        </time>
      )}
    </span>
  );
}

/** A short bar with its number; the bar is drawn, the number is read. */
export function PercentBar({ percent, label }: { percent: number; label?: string }) {
  const { say } = useWords();
  return (
    <span className="percent" role="img" aria-label={label ?? say(matterWords.percent, { percent })}>
      <span className="percent-bar" aria-hidden>
        <span style={{ width: `${percent}%` }} />
      </span>
      <span className="figures" aria-hidden>
        {percent}%
      </span>
    </span>
  );
}

const grade = (value: number): 1 | 2 | 3 | null => (value === 1 || value === 2 || value === 3 ? value : null);

/** Secrecy in its red box, then urgency in red letters, as they stand on the paper; nothing for an ordinary matter. */
export function GradeMarks({ secrecy, urgency }: { secrecy: number; urgency: number }) {
  const secret = grade(secrecy);
  const urgent = grade(urgency);
  if (!secret && !urgent) return null;
  return (
    <span className="grades">
      {secret && <SecrecyMark secrecy={secret} />}
      {urgent && <UrgencyMark urgency={urgent} />}
    </span>
  );
}

/** The title of a matter in a row: marks, title, number. */
export function MatterTitle(row: {
  title: string;
  printed: string | null;
  secrecy: number;
  urgency: number;
  over?: string;
}) {
  return (
    <span className="matter-title">
      <span className="matter-over">
        {row.over && <span>{row.over}</span>}
        {row.printed && <span className="figures">{row.printed}</span>}
        <GradeMarks secrecy={row.secrecy} urgency={row.urgency} />
      </span>
      <span className="matter-words">{row.title}</span>
    </span>
  );
}
