import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  Clock,
  CornerUpLeft,
  Eye,
  Lock,
  type LucideIcon,
  Stamp,
} from "lucide-react";
import { sayDay } from "../days.ts";
import { type Both, useWords } from "../words.ts";

/** What a state is like; the room gives the word, the tone gives icon and ink. Colour is never the only sign. */
export type Tone = "waiting" | "active" | "seen" | "done" | "late" | "returned" | "stopped" | "official" | "plain";

const icons: Record<Tone, LucideIcon> = {
  waiting: CircleDashed,
  active: CircleDot,
  seen: Eye,
  done: CircleCheck,
  late: CircleAlert,
  returned: CornerUpLeft,
  stopped: Ban,
  official: Stamp,
  plain: Clock,
};

export interface StateProps {
  tone: Tone;
  /** The word of the state: รับทราบแล้ว, เกินกำหนด ๓ วันทำการ. */
  children: string;
}

/** A state, as icon and word on a short coloured rule. */
export function State({ tone, children }: StateProps) {
  const Icon = icons[tone];
  return (
    <span className={`state ${tone}`}>
      <Icon aria-hidden />
      {children}
    </span>
  );
}

/** A small number or word beside a name. */
export function Badge({ children, label, strong }: { children: string | number; label?: string; strong?: boolean }) {
  return (
    <span className={`badge ${strong ? "strong" : ""}`}>
      <span aria-hidden={label ? true : undefined}>{children}</span>
      {label && <span className="unseen">{label}</span>}
    </span>
  );
}

export type SecrecyClass = 1 | 2 | 3;

/**
 * ลับ, ลับมาก, ลับที่สุด in red letters in a red box, as they stand at the head of the paper. Comes first on the page of
 * a secret matter, before its title.
 */
export function SecrecyBanner({ secrecy, note }: { secrecy: SecrecyClass; note?: string }) {
  const { w } = useWords();
  return (
    <div className="secrecy" role="note" aria-label={w("secrecyOf")}>
      <strong className="stamp">{w(`secret${secrecy}`)}</strong>
      <span>
        <Lock aria-hidden /> {note ?? w("secrecyCare")}
      </span>
    </div>
  );
}

/** The same mark in a row of a list. */
export function SecrecyMark({ secrecy }: { secrecy: SecrecyClass }) {
  const { w } = useWords();
  return (
    <span className="stamp little">
      <span className="unseen">{w("secrecyOf")} </span>
      {w(`secret${secrecy}`)}
    </span>
  );
}

/** ด่วน, ด่วนมาก, ด่วนที่สุด: red letters without a box; the box belongs to secrecy. */
export function UrgencyMark({ urgency, isLarge }: { urgency: 1 | 2 | 3; isLarge?: boolean }) {
  const { w } = useWords();
  return (
    <strong className={`urgency u${urgency} ${isLarge ? "large" : ""}`}>
      <span className="unseen">{w("urgencyOf")} </span>
      {w(`urgent${urgency}`)}
    </strong>
  );
}

/** In which capacity a person holds the pen: by appointment, for an absent or a missing holder, or by delegation. */
export type Capacity = "holder" | "acting" | "standing_in" | "delegate";

export interface PositionProps {
  /** Title of the position: หัวหน้าสำนักงานจังหวัด. */
  title: Both;
  capacity: Capacity;
  person?: string;
  unit?: Both;
  until?: string | null;
  isLarge?: boolean;
}

/** "ในฐานะ รักษาราชการแทน ผู้ว่าราชการจังหวัด": who did it is never told without as what. */
export function PositionBadge({ title, capacity, person, unit, until, isLarge }: PositionProps) {
  const { w, say, language } = useWords();
  return (
    <span className={`position ${capacity} ${isLarge ? "large" : ""}`}>
      {person && <span className="position-person">{person}</span>}
      <span className="position-title">
        <span className="position-as">{w("inCapacityOf")} </span>
        {capacity !== "holder" && <strong className="position-capacity">{w(capacity)} </strong>}
        {say(title)}
      </span>
      {(unit || until) && (
        <span className="position-more">
          {[unit && say(unit), until && w("until", { day: sayDay(until, language) })].filter(Boolean).join(" · ")}
        </span>
      )}
    </span>
  );
}
