import { ChevronDown, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { ProgressBar as AriaProgressBar, Label } from "react-aria-components";
import { sayInstant } from "../days.ts";
import { useWords } from "../words.ts";
import { Button } from "./Button.tsx";
import { PositionBadge, type PositionProps } from "./Marks.tsx";

export interface PageHeadProps {
  title: ReactNode;
  /** A short line above the title: book and number, or the wing of the office. */
  over?: ReactNode;
  lead?: ReactNode;
  /** Buttons; the primary one first. */
  actions?: ReactNode;
}

/** The head of a screen, closed by a double rule. The `h1` takes the focus when the page is opened. */
export function PageHead({ title, over, lead, actions }: PageHeadProps) {
  return (
    <header className="sheet-head">
      <div>
        {over && <p className="over">{over}</p>}
        <h1 tabIndex={-1}>{title}</h1>
        {lead && <p className="lead">{lead}</p>}
      </div>
      {actions && <div className="row-of">{actions}</div>}
    </header>
  );
}

export function Section({ title, children, aside }: { title: string; children: ReactNode; aside?: ReactNode }) {
  return (
    <section className="section">
      <h2 className={aside ? "with-aside" : ""}>
        {title}
        {aside && <span className="aside">{aside}</span>}
      </h2>
      {children}
    </section>
  );
}

export interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  /** Why it is empty and what fills it. */
  help: ReactNode;
  action?: ReactNode;
}

/** An empty list says why it is empty and what to do next. */
export function EmptyState({ icon: Icon, title, help, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <Icon aria-hidden strokeWidth={1.25} />
      <div>
        <p className="empty-title">{title}</p>
        <p className="quiet">{help}</p>
        {action && <div className="row-of empty-action">{action}</div>}
      </div>
    </div>
  );
}

/** Holds the place of what is loading, in its own measure, so that nothing jumps when it comes. */
export function Skeleton({ rows = 3, kind = "text" }: { rows?: number; kind?: "text" | "table" | "facts" }) {
  const { w } = useWords();
  return (
    <div className={`skeleton ${kind}`} role="status" aria-label={w("loading")}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <span key={row} style={{ "--part": `${92 - ((row * 37) % 48)}%` } as React.CSSProperties} />
      ))}
    </div>
  );
}

export interface Fact {
  label: string;
  value: ReactNode;
  /** Takes the whole width. */
  wide?: boolean;
}

/** Facts of a matter, label over value on hairlines; an empty value is a dash, so that a missing fact is seen. */
export function DefinitionList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ label, value, wide }) => (
        <div key={label} className={wide ? "wide" : ""}>
          <dt>{label}</dt>
          <dd>{value === null || value === undefined || value === "" ? "–" : value}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface TimelineEvent {
  id: string;
  /** ISO instant. */
  at: string;
  /** What happened: มอบหมาย, รับทราบ, ส่งคืนพร้อมเหตุผล. */
  title: ReactNode;
  by?: PositionProps;
  body?: ReactNode;
  tone?: "done" | "late" | "plain";
}

/** What happened to a matter, in order, each line with who, as what, and when. */
export function Timeline({ label, events }: { label?: string; events: readonly TimelineEvent[] }) {
  const { w, language } = useWords();
  return (
    <ol className="timeline" aria-label={label ?? w("timeline")}>
      {events.map((event) => (
        <li key={event.id} className={event.tone ?? "plain"}>
          <time dateTime={event.at} className="figures">
            {sayInstant(event.at, language)}
          </time>
          <div>
            <p className="timeline-title">{event.title}</p>
            {event.by && <PositionBadge {...event.by} />}
            {event.body && <div className="timeline-body">{event.body}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}

export interface ProgressProps {
  label: string;
  /** 0–100; left out while nobody knows. */
  value?: number;
  tone?: "late" | "done";
  /** Words instead of the percentage: 12 จาก 16 อำเภอ. */
  words?: string;
}

export function Progress({ label, value, tone, words }: ProgressProps) {
  return (
    <AriaProgressBar
      className="progress"
      {...(value === undefined ? { isIndeterminate: true } : { value })}
      {...(words ? { valueLabel: words } : {})}
    >
      {({ percentage, valueText }) => (
        <>
          <span className="progress-words">
            <Label>{label}</Label>
            <span className="figures">{valueText}</span>
          </span>
          <span className={`bar ${tone ?? ""} ${value === undefined ? "unknown" : ""}`}>
            <span style={value === undefined ? {} : { width: `${percentage}%` }} />
          </span>
        </>
      )}
    </AriaProgressBar>
  );
}

export interface LoadMoreProps {
  shown: number;
  /** Left out when the server does not count. */
  total?: number;
  hasMore: boolean;
  isLoading?: boolean;
  onMore: () => void;
}

/** The foot of a list: how much of it is shown, and a button for more (a page number means little in a moving list). */
export function LoadMore({ shown, total, hasMore, isLoading, onMore }: LoadMoreProps) {
  const { w } = useWords();
  const say = (count: number) => count.toLocaleString("en-US");
  return (
    <div className="list-foot">
      <span aria-live="polite">
        {total === undefined
          ? w("rows", { count: say(shown) })
          : w("shownOf", { shown: say(shown), total: say(total) })}
      </span>
      {hasMore && (
        <Button small onPress={onMore} isPending={!!isLoading} icon={<ChevronDown aria-hidden />}>
          {w("loadMore")}
        </Button>
      )}
    </div>
  );
}
