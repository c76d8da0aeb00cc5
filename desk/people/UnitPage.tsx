/** One unit as of a day: where it stands, who sits in it, what it was called before. */
import { useNavigate, useParams } from "@tanstack/react-router";
import { Building2, Users } from "lucide-react";
import { useState } from "react";
import { Breadcrumb, Breadcrumbs, Link } from "react-aria-components";
import { sayDay } from "../days.ts";
import { Button, LinkButton } from "../design/Button.tsx";
import { DatePicker } from "../design/DatePicker.tsx";
import { Badge } from "../design/Marks.tsx";
import { DefinitionList, EmptyState, PageHead, Section, Skeleton } from "../design/Page.tsx";
import { Table } from "../design/Table.tsx";
import { useAsked } from "../matters/address.ts";
import { today } from "../matters/due.ts";
import { useNames } from "../matters/names.ts";
import { Refusal } from "../matters/Refusal.tsx";
import { useMay, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { AddPositionForm } from "./PositionForms.tsx";
import { sayPeriod } from "./period.ts";
import { Seat } from "./Seat.tsx";
import { codeWord } from "./tree.ts";
import { AddUnitForm, ChangeUnitForm, CloseForm, kindWord } from "./UnitForms.tsx";
import { peopleWords as p } from "./words.ts";
import "../matters/matters.css";
import "./people.css";

export default function UnitPage() {
  const { say, language } = useWords();
  const name = useNames();
  const { id: asked } = useParams({ strict: false }) as { id?: string };
  const id = Number(asked);
  const filters = useAsked();
  const day = filters.get("day") || today();
  const navigate = useNavigate();
  const [form, setForm] = useState<"change" | "close" | "below" | "position" | null>(null);
  const { data: unit, error } = useView("authority.unit", { unit: id, day }, { keep: true });
  const { data: all } = useView("authority.units", { day }, { keep: true });
  const [mayChange, mayClose, mayAdd, mayPosition] = useMay([
    ["authority.changeUnit", { unit: id, from: today(), instrument: "-", short_th: "-" }],
    ["authority.closeUnit", { unit: id, on: today(), instrument: "-" }],
    ["authority.addUnit", { parent: id, kind: "agency", th: "-", en: "-", admin_type: "R", from: today() }],
    ["authority.addPosition", { unit: id, role: "officer", th: "-", en: "-", from: today() }],
  ]);
  if (unit === undefined) return error ? <Refusal problem={error} /> : <Skeleton rows={10} />;
  if (unit === null) return <Unknown />;
  const below = (all?.units ?? []).filter(({ parent }) => parent === id);
  const close = () => setForm(null);
  return (
    <>
      <Breadcrumbs className="crumbs">
        {unit.above
          .filter((each) => each.id !== id)
          .map((each) => (
            <Breadcrumb key={each.id}>
              <Link href={`/people/unit/${each.id}`}>{say(each)}</Link>
            </Breadcrumb>
          ))}
        <Breadcrumb>
          <Link>{say(unit)}</Link>
        </Breadcrumb>
      </Breadcrumbs>
      <PageHead
        over={say(kindWord(unit.kind))}
        title={say(unit)}
        lead={<span lang={language === "th" ? "en" : "th"}>{language === "th" ? unit.en : unit.th}</span>}
        actions={
          <>
            {mayPosition?.may && <Button onPress={() => setForm("position")}>{say(p.addPosition)}</Button>}
            {mayAdd?.may && <Button onPress={() => setForm("below")}>{say(p.addUnit)}</Button>}
            {mayChange?.may && <Button onPress={() => setForm("change")}>{say(p.changeUnit)}</Button>}
            {mayClose?.may && (
              <Button kind="danger" onPress={() => setForm("close")}>
                {say(p.closeUnit)}
              </Button>
            )}
          </>
        }
      />
      <div className="as-of no-print">
        <DatePicker
          label={say(p.asOf)}
          value={day}
          onChange={(next) => filters.set({ day: next === null || next === today() ? "" : next })}
        />
      </div>
      <DefinitionList
        facts={[
          { label: say(p.shortName), value: unit.short_th },
          { label: say(p.admin), value: say(codeWord(`admin_type.${unit.admin_type}`)) },
          { label: say(p.ministry), value: say({ th: unit.ministry_th, en: unit.ministry_en || unit.ministry_th }) },
          { label: say(p.department), value: unit.department_th },
          { label: say(p.docPrefix), value: unit.doc_prefix },
          { label: say(p.since), value: sayPeriod(unit.from, unit.to, language) },
        ]}
      />
      <Section title={say(p.positions)} aside={say(p.positionsN, { count: unit.positions.length })}>
        <Table
          label={say(p.positions)}
          rows={unit.positions}
          rowId={(row) => String(row.id)}
          rowName={say}
          onOpen={(row) => void navigate({ to: `/people/position/${row.id}` })}
          empty={<EmptyState icon={Users} title={say(p.noPositions)} help={say(p.noPositionsHelp)} />}
          columns={[
            {
              id: "position",
              label: say(p.position),
              isHeader: true,
              width: "3fr",
              minWidth: 240,
              render: (row) => (
                <>
                  {say(row)} {row.heads_unit && <Badge strong>{say(p.headUnit)}</Badge>}
                </>
              ),
            },
            {
              id: "seat",
              label: say(p.sitsNow),
              width: "2fr",
              minWidth: 200,
              render: (row) => (
                <Seat person={row.sitting} capacity={row.sitting?.capacity ?? null} absent={row.absent} />
              ),
            },
            { id: "level", label: say(p.level), width: "1fr", minWidth: 100, render: (row) => row.level || "–" },
            {
              id: "contact",
              label: say(p.contact),
              width: "2fr",
              minWidth: 250,
              narrow: "hide",
              render: (row) => row.sitting?.phone ?? row.sitting?.email ?? "–",
            },
          ]}
        />
      </Section>
      {below.length > 0 && (
        <Section title={say(p.below)} aside={say(p.unitsN, { count: below.length })}>
          <ul className="unit-list">
            {below.map((each) => (
              <li key={each.id}>
                <Link href={`/people/unit/${each.id}`}>{say(each)}</Link>
                {each.head && (
                  <Seat
                    person={
                      each.head.person_th
                        ? { th: each.head.person_th, en: each.head.person_en ?? each.head.person_th }
                        : null
                    }
                    capacity={each.head.capacity}
                  />
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={say(p.history)}>
        <ol className="timeline">
          {unit.history.toReversed().map((each) => (
            <li key={each.from}>
              <time dateTime={each.from}>{sayDay(each.from, language)}</time>
              <div>
                <p className="timeline-title">{say(each)}</p>
                {each.parent_th && <p className="small quiet">{say(p.under, { name: name(each.parent_th) })}</p>}
                {each.instrument && <p className="small quiet">{each.instrument}</p>}
              </div>
            </li>
          ))}
        </ol>
      </Section>
      {form === "change" && <ChangeUnitForm unit={unit} onClose={close} />}
      {form === "close" && <CloseForm of="unit" id={id} onClose={close} />}
      {form === "below" && <AddUnitForm parent={id} onClose={close} />}
      {form === "position" && <AddPositionForm unit={id} onClose={close} />}
    </>
  );
}

/** What is not there on the day, or was never there. */
export function Unknown() {
  const { say } = useWords();
  return (
    <>
      <PageHead title={say(p.unknown)} />
      <EmptyState
        icon={Building2}
        title={say(p.unknown)}
        help={say(p.unknownHelp)}
        action={<LinkButton href="/people">{say(p.toList)}</LinkButton>}
      />
    </>
  );
}
