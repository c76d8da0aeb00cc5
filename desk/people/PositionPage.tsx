/** One position through time: who sat in it and how, its duties, its line of command, what is delegated by and to it. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Link } from "react-aria-components";
import { roleWords } from "../../kernel/authority/rules.ts";
import { Button, LinkButton } from "../design/Button.tsx";
import { DefinitionList, PageHead, Section, Skeleton } from "../design/Page.tsx";
import { today } from "../matters/due.ts";
import { Refusal } from "../matters/Refusal.tsx";
import { useMay, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { Duties } from "./Duties.tsx";
import { ChangePositionForm } from "./PositionForms.tsx";
import { PositionHistory } from "./PositionHistory.tsx";
import { sayPeriod } from "./period.ts";
import { Seat } from "./Seat.tsx";
import { DelegationsOf, SignatureBlock, Superiors } from "./StandingOf.tsx";
import { CloseForm } from "./UnitForms.tsx";
import { Unknown } from "./UnitPage.tsx";
import { peopleWords as p } from "./words.ts";
import "../matters/matters.css";
import "./people.css";

export default function PositionPage() {
  const { say, language } = useWords();
  const { id: asked } = useParams({ strict: false }) as { id?: string };
  const id = Number(asked);
  const [form, setForm] = useState<"change" | "close" | null>(null);
  const { data: position, error } = useView("authority.position", { position: id });
  const { data: unit } = useView("authority.unit", { unit: position?.unit ?? 1 }, { isOff: !position });
  const [mayChange, mayClose, mayAppoint, mayAbsence] = useMay([
    ["authority.changePosition", { position: id, seniority: 1 }],
    ["authority.closePosition", { position: id, on: today(), instrument: "-" }],
    ["authority.appoint", { position: id, person: 2147483647, instrument: "-", from: today(), own: true }],
    ["authority.recordAbsence", { position: id, reason: "leave", from: today() }],
  ]);
  if (position === undefined) return error ? <Refusal problem={error} /> : <Skeleton rows={10} />;
  if (position === null) return <Unknown />;
  const seat = unit?.positions.find((each) => each.id === id);
  const close = () => setForm(null);
  return (
    <>
      <PageHead
        over={<Link href={`/people/unit/${position.unit}`}>{say({ th: position.unit_th, en: position.unit_en })}</Link>}
        title={say(position)}
        lead={<span lang={language === "th" ? "en" : "th"}>{language === "th" ? position.en : position.th}</span>}
        actions={
          <>
            {mayAppoint?.may && (
              <LinkButton href={`/administration/appointments?position=${id}`}>{say(p.appoint)}</LinkButton>
            )}
            {mayAbsence?.may && (
              <LinkButton href={`/authority/absences?record=${id}`}>{say(p.recordAbsence)}</LinkButton>
            )}
            {mayChange?.may && <Button onPress={() => setForm("change")}>{say(p.changePosition)}</Button>}
            {mayClose?.may && (
              <Button kind="danger" onPress={() => setForm("close")}>
                {say(p.closePosition)}
              </Button>
            )}
          </>
        }
      />
      <div className="beside">
        <DefinitionList
          facts={[
            {
              label: say(p.sitsNow),
              wide: true,
              value: seat?.sitting ? (
                <Link href={`/people/person/${seat.sitting.person}`}>
                  <Seat person={seat.sitting} capacity={seat.sitting.capacity} absent={seat.absent} />
                </Link>
              ) : (
                <Seat person={null} capacity={null} absent={seat?.absent ?? null} />
              ),
            },
            { label: say(p.role), value: say(roleWords[position.role] ?? { th: position.role, en: position.role }) },
            { label: say(p.level), value: position.level },
            { label: say(p.lineOfWork), value: position.line_of_work },
            { label: say(p.seniority), value: String(position.seniority) },
            { label: say(p.since), value: sayPeriod(position.from, position.to, language) },
          ]}
        />
        <SignatureBlock position={position} sitting={seat?.sitting ?? null} />
      </div>
      <Section title={say(p.occupancies)}>
        <PositionHistory occupancies={position.occupancies} absences={position.absences} />
      </Section>
      <Section title={say(p.superiors)}>
        <Superiors position={id} />
      </Section>
      <Duties position={id} grants={position.grants} />
      <DelegationsOf position={id} />
      <p className="section no-print">
        <Link href={`/ledger?position=${id}`}>{say(p.whatItDid)}</Link>
      </p>
      {form === "change" && <ChangePositionForm position={position} onClose={close} />}
      {form === "close" && <CloseForm of="position" id={id} onClose={close} />}
    </>
  );
}
