/** วันหยุดราชการ: the holidays of a year, compared with the cabinet's resolution and confirmed. */
import { useQueryClient } from "@tanstack/react-query";
import { CalendarX, ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { substitutionDays } from "../../kernel/calendar/rules.ts";
import { call, uuid } from "../client.ts";
import { dayParts, sayDay } from "../days.ts";
import { Button, IconButton } from "../design/Button.tsx";
import { DatePicker } from "../design/DatePicker.tsx";
import { State } from "../design/Marks.tsx";
import { EmptyState, PageHead, Section } from "../design/Page.tsx";
import { Table } from "../design/Table.tsx";
import { NumberField, TextField } from "../design/TextField.tsx";
import { toast } from "../design/Toast.tsx";
import { useAsked } from "../matters/address.ts";
import { today } from "../matters/due.ts";
import { ActDialog } from "../people/ActDialog.tsx";
import { SubNav } from "../people/SubNav.tsx";
import { Problem } from "../problem.ts";
import { refresh, useMay, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { HolidayForm, RemoveHolidayForm } from "./HolidayForms.tsx";
import { type Holiday, type HolidayKind, kindWords } from "./holiday.ts";
import { adminWords as a, adminPages } from "./words.ts";
import "../matters/matters.css";
import "../people/people.css";
import "./administration.css";

type Form = { what: "set"; holiday?: Partial<Holiday> } | { what: "remove"; holiday: Holiday } | { what: "confirm" };

export default function HolidaysPage() {
  const { w, say, language } = useWords();
  const asked = useAsked();
  const thisYear = dayParts(today())?.year ?? 2569;
  const year = Number(asked.get("year")) || thisYear;
  const [form, setForm] = useState<Form | null>(null);
  const { data } = useView("calendar.holidays", { year }, { keep: true });
  const [maySet] = useMay([["calendar.setHoliday", { day: today(), th: "-", kind: "special", source: "-" }]]);
  const holidays = data ?? [];
  const open = holidays.filter(({ confirmed }) => !confirmed);
  const go = (to: number) => asked.set({ year: to === thisYear ? "" : String(to) });
  const kindOf = (kind: string) => say(kindWords[kind as HolidayKind] ?? { th: kind, en: kind });
  const nameOf = (row: Holiday) => say({ th: row.name_th, en: row.name_en });
  const yearly = new Set(holidays.filter(({ kind }) => kind === "holiday").map(({ day }) => day));
  const all = new Set(holidays.map(({ day }) => day));
  const suggested = substitutionDays(yearly).filter(({ day }) => !all.has(day));
  return (
    <>
      <SubNav label={a.pages} pages={adminPages} />
      <PageHead
        title={say(a.holidays)}
        lead={say(a.holidaysLead)}
        actions={
          maySet?.may && (
            <>
              <Button kind="primary" onPress={() => setForm({ what: "set" })}>
                {say(a.addHoliday)}
              </Button>
              {open.length > 0 && <Button onPress={() => setForm({ what: "confirm" })}>{say(a.confirmAll)}</Button>}
            </>
          )
        }
      />
      <div className="year-bar">
        <IconButton label={say(a.yearBefore)} icon={<ChevronLeft aria-hidden />} onPress={() => go(year - 1)} />
        <h2>{say(a.year, { year })}</h2>
        <IconButton label={say(a.yearAfter)} icon={<ChevronRight aria-hidden />} onPress={() => go(year + 1)} />
        <span className="quiet small">
          {say(a.confirmedN, { done: holidays.length - open.length, all: holidays.length })}
        </span>
      </div>
      <Table
        key={String(maySet?.may)}
        label={`${say(a.holidays)} ${say(a.year, { year })}`}
        rows={holidays}
        isLoading={!data}
        rowId={({ day }) => day}
        rowName={nameOf}
        empty={<EmptyState icon={CalendarX} title={say(a.noHolidays)} help={say(a.noHolidaysHelp)} />}
        columns={[
          {
            id: "day",
            label: say(a.day),
            narrow: "over",
            width: 190,
            by: ({ day }) => day,
            render: ({ day }) => sayDay(day, language, { weekday: true }),
          },
          { id: "name", label: say(a.name), isHeader: true, width: "5fr", minWidth: 240, by: nameOf, render: nameOf },
          {
            id: "kind",
            label: say(a.kind),
            width: 175,
            by: ({ kind }) => kind,
            render: ({ kind }) => kindOf(kind),
          },
          {
            id: "source",
            label: say(a.source),
            width: "3fr",
            minWidth: 180,
            render: ({ source }) => <span className="quiet small">{source}</span>,
          },
          {
            id: "confirmed",
            label: say(a.state),
            width: 130,
            by: ({ confirmed }) => Number(confirmed),
            render: ({ confirmed }) => (
              <State tone={confirmed ? "done" : "waiting"}>{say(confirmed ? a.confirmed : a.unconfirmed)}</State>
            ),
          },
          ...(maySet?.may
            ? [
                {
                  id: "acts",
                  label: say(a.manage),
                  width: 165,
                  align: "end" as const,
                  render: (row: Holiday) => (
                    <span className="row-acts">
                      <Button small onPress={() => setForm({ what: "set", holiday: row })}>
                        {say(a.confirmIt)}
                      </Button>
                      <Button small kind="plain" onPress={() => setForm({ what: "remove", holiday: row })}>
                        {w("remove")}
                      </Button>
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
      {suggested.length > 0 && (
        <Section title={say(a.suggested)}>
          <p className="quiet small">{say(a.suggestedHelp)}</p>
          <ul className="plain-rows">
            {suggested.map(({ day, instead_of }) => {
              const instead = holidays.filter((row) => instead_of.includes(row.day));
              const names = instead.map(nameOf).join(", ");
              return (
                <li key={day} className="suggestion">
                  <span>
                    <strong>{sayDay(day, language, { weekday: true })}</strong>{" "}
                    <span className="quiet">{say(a.insteadOf, { names })}</span>
                  </span>
                  {maySet?.may && (
                    <Button
                      small
                      onPress={() =>
                        setForm({
                          what: "set",
                          holiday: {
                            day,
                            kind: "substitution",
                            name_th: `ชดเชย${instead.map((row) => row.name_th).join(" และ")}`,
                            name_en: `Substitution for ${instead.map((row) => row.name_en).join(" and ")}`,
                          },
                        })
                      }
                    >
                      {say(a.addIt)}
                    </Button>
                  )}
                </li>
              );
            })}
          </ul>
        </Section>
      )}
      <DueCalculator />
      {form?.what === "set" && (
        <HolidayForm {...(form.holiday ? { holiday: form.holiday } : {})} onClose={() => setForm(null)} />
      )}
      {form?.what === "remove" && <RemoveHolidayForm holiday={form.holiday} onClose={() => setForm(null)} />}
      {form?.what === "confirm" && <ConfirmYear holidays={open} onClose={() => setForm(null)} />}
    </>
  );
}

/** One act a day, so that each has its own line in the ledger; it stops at the first refusal. */
function ConfirmYear({ holidays, onClose }: { holidays: readonly Holiday[]; onClose: () => void }) {
  const { say } = useWords();
  const client = useQueryClient();
  const [source, setSource] = useState("");
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = async () => {
    setRunning(true);
    setProblem(null);
    try {
      for (const { day, name_th, name_en, kind } of holidays)
        await call(
          "calendar.setHoliday",
          { day, th: name_th, en: name_en, kind: kind as HolidayKind, source },
          { key: uuid() },
        );
      toast({ title: say(a.saved) });
      onClose();
    } catch (reason) {
      if (!(reason instanceof Problem)) throw reason;
      setProblem(reason);
    } finally {
      setRunning(false);
      refresh(client, ["calendar"]);
    }
  };
  return (
    <ActDialog
      title={say(a.confirmAll)}
      lead={say(a.confirmAllLead, { count: holidays.length })}
      verb={say(a.confirmAll)}
      act={{ isRunning, problem }}
      isReady={source.trim() !== ""}
      onSend={() => void send()}
      onClose={onClose}
    >
      <TextField label={say(a.source)} hint={say(a.sourceHint)} value={source} onChange={setSource} isRequired />
    </ActDialog>
  );
}

/** "15 วันทำการนับจากวันนี้คือวันใด", by the same calendar that due days are reckoned with. */
function DueCalculator() {
  const { say, language } = useWords();
  const [from, setFrom] = useState<string | null>(today());
  const [days, setDays] = useState(15);
  const { data } = useView(
    "calendar.dueDay",
    { from: from ?? today(), workingDays: days },
    { isOff: Number.isNaN(days), keep: true },
  );
  return (
    <Section title={say(a.calculator)}>
      <div className="calculator">
        <DatePicker label={say(a.startDay)} value={from} onChange={setFrom} />
        <NumberField label={say(a.workingDays)} value={days} minValue={0} maxValue={500} onChange={setDays} />
        <p aria-live="polite">{data && say(a.dueIs, { day: sayDay(data.due, language, { weekday: true }) })}</p>
      </div>
    </Section>
  );
}
