import { type CalendarDate, GregorianCalendar, parseDate, toCalendar } from "@internationalized/date";
import { CalendarDays, ChevronLeft, ChevronRight, TriangleAlert } from "lucide-react";
import { useContext, useEffect, useRef, useState } from "react";
import {
  Button as AriaButton,
  DatePicker as AriaDatePicker,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
  DateFieldStateContext,
  DateInput,
  DateSegment,
  Dialog,
  Group,
  Popover,
} from "react-aria-components";
import { believable, type DayParts, dayParts, dayTrouble, isRealDay, sayDay, sayParts, storedDay } from "../days.ts";
import { useWords } from "../words.ts";
import { Button } from "./Button.tsx";
import { FieldFoot, FieldLabel, type FieldProps } from "./Field.tsx";

export interface DatePickerProps extends FieldProps {
  /** 'YYYY-MM-DD', as days are stored. */
  value: string | null;
  onChange: (day: string | null) => void;
  onBlur?: () => void;
  min?: string;
  max?: string;
  isDisabled?: boolean;
  /** Without the calendar: a day of birth is typed, not paged to. */
  typedOnly?: boolean;
}

const same = (a: DayParts, b: DayParts): boolean => a.day === b.day && a.month === b.month && a.year === b.year;
const toDate = (day: string | null | undefined): CalendarDate | null => (day && dayParts(day) ? parseDate(day) : null);

function fromDate(date: CalendarDate): string | null {
  const plain = toCalendar(date, new GregorianCalendar());
  const year = plain.era === "BC" ? 1 - plain.year : plain.year;
  const parts = { day: plain.day, month: plain.month, year: year + 543 };
  return believable(parts.year) ? storedDay(parts) : null;
}

/** Tells, from inside the field, what stands typed in it, also while that is not a day. */
function Watch({ onTyped }: { onTyped: (parts: DayParts | null) => void }) {
  const state = useContext(DateFieldStateContext);
  const part = (type: string): number | null => {
    const found = state?.segments.find((segment) => segment.type === type);
    return found && !found.isPlaceholder && found.value !== undefined ? found.value : null;
  };
  const [day, month, year] = [part("day"), part("month"), part("year")];
  useEffect(() => {
    onTyped(day === null || month === null || year === null ? null : { day, month, year });
  }, [day, month, year, onTyped]);
  return null;
}

/**
 * A day in the Buddhist era: typed as 27/11/2569 or picked. Beside the digits stand the weekday and month in words,
 * the cheapest check there is. The field underneath turns 29/02/2568 into the 28th silently; here that is said.
 */
export function DatePicker(props: DatePickerProps) {
  const { label, hint, error, isRequired, value, onChange, onBlur, min, max, isDisabled, typedOnly } = props;
  const { w, language } = useWords();
  const [date, setDate] = useState<CalendarDate | null>(() => toDate(value));
  const emitted = useRef(value);
  const input = useRef<HTMLDivElement>(null);
  const impossible = useRef<DayParts | null>(null);
  const [typed, setTyped] = useState<DayParts | null>(null);
  const [changedFrom, setChangedFrom] = useState<DayParts | null>(null);
  const [isInside, setInside] = useState(false);

  if (value !== emitted.current) {
    emitted.current = value;
    setDate(toDate(value));
  }

  const take = (next: CalendarDate | null) => {
    setDate(next);
    const day = next && fromDate(next);
    if (day === emitted.current) return;
    emitted.current = day;
    onChange(day);
  };
  const [onTyped] = useState(() => (parts: DayParts | null) => {
    setTyped(parts);
    const before = impossible.current;
    const left = !input.current?.contains(document.activeElement);
    if (parts && !isRealDay(parts)) {
      impossible.current = parts;
    } else {
      impossible.current = null;
      // Only leaving the field changes the day behind one's back; while inside, it is the person who corrects it.
      setChangedFrom(parts && before && left && parts.month === before.month && !same(parts, before) ? before : null);
    }
  });

  const trouble = typed && dayTrouble(typed);
  const stored = date && fromDate(date);
  const bounds = { ...(min ? { minValue: parseDate(min) } : {}), ...(max ? { maxValue: parseDate(max) } : {}) };
  const meant = trouble && trouble.kind !== "impossible" && !isInside ? trouble : null;

  return (
    <AriaDatePicker
      value={date}
      onChange={take}
      {...bounds}
      {...(onBlur ? { onBlur } : {})}
      granularity="day"
      shouldForceLeadingZeros
      isDisabled={!!isDisabled}
      isRequired={!!isRequired}
      {...(error ? { isInvalid: true } : {})}
      validationBehavior="aria"
      className="field date"
    >
      <FieldLabel label={label} isRequired={isRequired} />
      <Group className="input group">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: it only notices whether the focus is in the digits */}
        <div className="date-box" onFocus={() => setInside(true)} onBlur={() => setInside(false)}>
          <DateInput className="date-input" ref={input}>
            {(segment) => (
              <>
                <DateSegment segment={segment} className="date-segment" />
                {segment.type === "day" && <Watch onTyped={onTyped} />}
              </>
            )}
          </DateInput>
        </div>
        {stored && (
          <span className="date-said">{sayDay(stored, language, { weekday: "short" }).replace(/ \d+$/, "")}</span>
        )}
        {!typedOnly && (
          <AriaButton className="input-button" aria-label={w("openCalendar")}>
            <CalendarDays aria-hidden />
          </AriaButton>
        )}
      </Group>
      <div aria-live="polite" className="date-notices">
        {changedFrom && stored ? (
          <p className="caution">
            <TriangleAlert aria-hidden size={16} />
            <span>{w("dayChanged", { typed: sayParts(changedFrom, language), now: sayDay(stored, language) })}</span>
          </p>
        ) : trouble?.kind === "impossible" ? (
          <p className="caution">
            <TriangleAlert aria-hidden size={16} />
            <span>{w("dayImpossible", { typed: sayParts(trouble.typed, language), lastDay: trouble.lastDay })}</span>
          </p>
        ) : (
          meant && (
            <p className="caution">
              <TriangleAlert aria-hidden size={16} />
              <span>
                {meant.kind === "shortYear"
                  ? w("yearShort")
                  : w(meant.kind === "farYear" ? "yearFar" : "yearChristian", { year: meant.typed.year })}
              </span>
              {meant.kind !== "farYear" && isRealDay(meant.meant) && (
                // slot={null}: otherwise it takes the part of the button that opens the calendar
                <Button slot={null} small onPress={() => take(toDate(storedDay(meant.meant)))}>
                  {w("useInstead", { day: sayParts(meant.meant, language) })}
                </Button>
              )}
            </p>
          )
        )}
      </div>
      <FieldFoot hint={hint} error={error} />
      {!typedOnly && (
        <Popover className="popover" offset={2}>
          <Dialog className="calendar-dialog">
            <Calendar className="calendar">
              <header>
                <AriaButton slot="previous" className="button icon" aria-label={w("previousMonth")}>
                  <ChevronLeft aria-hidden />
                </AriaButton>
                <CalendarHeading className="calendar-title" />
                <AriaButton slot="next" className="button icon" aria-label={w("nextMonth")}>
                  <ChevronRight aria-hidden />
                </AriaButton>
              </header>
              <CalendarGrid weekdayStyle="narrow">
                <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
                <CalendarGridBody>{(day) => <CalendarCell date={day} className="calendar-day" />}</CalendarGridBody>
              </CalendarGrid>
            </Calendar>
          </Dialog>
        </Popover>
      )}
    </AriaDatePicker>
  );
}

/** A day that is typed only. */
export const DateField = (props: Omit<DatePickerProps, "typedOnly">) => <DatePicker {...props} typedOnly />;
