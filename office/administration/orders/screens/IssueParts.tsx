/** The parts of the form: what, from where, by when, where. Each takes the draft and changes it. */
import { Plus, TriangleAlert, X } from "lucide-react";
import { useState } from "react";
import { sayDay } from "../../../../desk/days.ts";
import { Button, IconButton } from "../../../../desk/design/Button.tsx";
import { ComboBox } from "../../../../desk/design/ComboBox.tsx";
import { DatePicker } from "../../../../desk/design/DatePicker.tsx";
import { FileDrop } from "../../../../desk/design/FileDrop.tsx";
import { MultiPicker } from "../../../../desk/design/MultiPicker.tsx";
import { Section } from "../../../../desk/design/Page.tsx";
import { Select } from "../../../../desk/design/Select.tsx";
import { NumberField, TextArea, TextField } from "../../../../desk/design/TextField.tsx";
import { RadioGroup } from "../../../../desk/design/Ticks.tsx";
import { useAreaChoices } from "../../../../desk/matters/areas.ts";
import { today } from "../../../../desk/matters/due.ts";
import { PointDialog, sayPoint } from "../../../../desk/matters/PointField.tsx";
import { stateWord } from "../../../../desk/matters/Standing.tsx";
import { fileLimit, kindsTaken, sendFile } from "../../../../desk/matters/send.ts";
import { useWords } from "../../../../desk/words.ts";
import { type Source, sources } from "../rules.ts";
import { Basis } from "./Basis.tsx";
import type { Draft } from "./draft.ts";
import { issueWords as i } from "./issue-words.ts";

export interface PartProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  faults: Readonly<Record<string, string>>;
}

export function What({ draft, change, faults }: PartProps) {
  const { say } = useWords();
  return (
    <Section title={say(i.whatPart)}>
      <div className="form">
        <TextField
          label={say(i.subject)}
          hint={say(i.subjectHint)}
          value={draft.title}
          onChange={(title) => change({ title })}
          error={faults.title}
          isRequired
        />
        <TextArea
          label={say(i.body)}
          hint={say(i.bodyHint)}
          value={draft.body}
          onChange={(body) => change({ body })}
          error={faults.body}
          limit={20_000}
          isRequired
        />
      </div>
    </Section>
  );
}

export interface FromProps extends PartProps {
  ownName: string;
  /** The governor's position, when the actor may record orders in that name. */
  governorName: string | null;
}

export function From({ draft, change, faults, ownName, governorName }: FromProps) {
  const { say, w, language } = useWords();
  return (
    <Section title={say(i.fromPart)}>
      <div className="form">
        {governorName !== null && (
          <RadioGroup
            label={say(i.issuer)}
            value={draft.issuer}
            onChange={(id) => change({ issuer: id === "governor" ? "governor" : "own" })}
            choices={[
              { id: "own", label: say(i.issuerOwn, { name: ownName }) },
              { id: "governor", label: say(i.issuerGovernor, { name: governorName }) },
            ]}
            error={faults.issuer}
          />
        )}
        <div className="form-pair">
          <Select
            label={say(i.source)}
            choices={Object.entries(sources).map(([id, words]) => ({ id, label: say(words) }))}
            value={draft.source}
            onChange={(id) => id && change({ source: id as Source })}
            error={faults.source}
          />
          <TextField
            label={say(i.sourceNote)}
            hint={say(i.sourceNoteHint)}
            value={draft.sourceNote}
            onChange={(sourceNote) => change({ sourceNote })}
            error={faults.sourceNote}
          />
        </div>
        <Basis value={draft.basis} onChange={(basis) => change({ basis })} error={faults.basis} />
        {(["urgency", "secrecy"] as const).map((kind) => (
          <RadioGroup
            key={kind}
            label={w(kind === "urgency" ? "urgencyOf" : "secrecyOf")}
            orientation="horizontal"
            value={String(draft[kind])}
            onChange={(grade) => change({ [kind]: Number(grade) })}
            choices={[0, 1, 2, 3].map((grade) => ({ id: String(grade), label: stateWord(kind, grade, language) }))}
            error={faults[kind]}
          />
        ))}
        {draft.secrecy > 0 && (
          <p className="secrecy-warning" role="note">
            <TriangleAlert aria-hidden />
            <span>{say(i.secrecyWarning)}</span>
          </p>
        )}
      </div>
    </Section>
  );
}

export interface WhenProps extends PartProps {
  nameOf: (id: string) => string;
  /** The day that the working days lead to. */
  dueDay: string | null;
}

export function When({ draft, change, faults, nameOf, dueDay }: WhenProps) {
  const { say, w, language } = useWords();
  const set = (at: number, part: Partial<Draft["dueOf"][number]>) =>
    change({ dueOf: draft.dueOf.map((row, index) => (index === at ? { ...row, ...part } : row)) });
  return (
    <Section title={say(i.duePart)}>
      <div className="form">
        <RadioGroup
          label={say(i.dueBy)}
          orientation="horizontal"
          value={draft.dueBy}
          onChange={(id) => change({ dueBy: id === "day" || id === "none" ? id : "days" })}
          choices={[
            { id: "days", label: say(i.dueDays) },
            { id: "day", label: say(i.dueDay) },
            { id: "none", label: say(i.dueNone) },
          ]}
        />
        {draft.dueBy === "days" && (
          <div className="due-days">
            <NumberField
              label={say(i.dueDays)}
              minValue={0}
              maxValue={500}
              value={draft.days}
              onChange={(days) => change({ days: Number.isNaN(days) ? 0 : days })}
              error={faults.workingDays ?? faults.due}
            />
            <p className="due-result" aria-live="polite">
              {dueDay && say(i.dueResult, { day: sayDay(dueDay, language, { weekday: true }) })}
            </p>
          </div>
        )}
        {draft.dueBy === "day" && (
          <DatePicker
            label={say(i.dueDay)}
            value={draft.day}
            onChange={(day) => change({ day })}
            min={today()}
            error={faults.due}
            isRequired
          />
        )}
        {draft.dueOf.length > 0 && (
          <ul className="due-own">
            {draft.dueOf.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row has no identity until its addressee is chosen
              <li key={at}>
                <ComboBox
                  label={say(i.dueOwnOf)}
                  choices={draft.to.map((id) => ({ id, label: nameOf(id) }))}
                  value={row.position}
                  onChange={(position) => set(at, { position })}
                  error={faults[`dueOf.${at}.position`]}
                />
                <DatePicker
                  label={say(i.dueDay)}
                  value={row.due}
                  onChange={(due) => set(at, { due })}
                  min={today()}
                  error={faults[`dueOf.${at}.due`]}
                />
                <IconButton
                  label={w("removeItem", { item: row.position ? nameOf(row.position) : say(i.dueOwn) })}
                  icon={<X aria-hidden />}
                  plainTooltip
                  onPress={() => change({ dueOf: draft.dueOf.filter((_, index) => index !== at) })}
                />
              </li>
            ))}
          </ul>
        )}
        {draft.to.length > 1 && (
          <div className="row-of">
            <Button
              small
              icon={<Plus aria-hidden />}
              onPress={() => change({ dueOf: [...draft.dueOf, { position: null, due: null }] })}
            >
              {say(i.addDueOwn)}
            </Button>
            <span className="small quiet">{say(i.dueOwnHint)}</span>
          </div>
        )}
      </div>
    </Section>
  );
}

export function Where({ draft, change, faults }: PartProps) {
  const { say, w } = useWords();
  const areas = useAreaChoices();
  const [isPicking, pick] = useState(false);
  const placeFault = Object.entries(faults).find(([field]) => field.startsWith("places"))?.[1];
  const districts = areas.filter(({ id }) => id.length === 4).map(({ id }) => id);
  return (
    <Section title={say(i.wherePart)}>
      <div className="form">
        <MultiPicker
          label={say(i.areas)}
          choices={areas}
          value={draft.areas}
          onChange={(chosen) => change({ areas: chosen })}
          error={placeFault}
          sets={[{ id: "all", label: say(i.allDistricts), members: districts }]}
        />
        <div className="field">
          <span className="label">{say(i.points)}</span>
          {draft.points.length > 0 && (
            <ul className="points">
              {draft.points.map((point, at) => (
                <li key={`${point.lon} ${point.lat}`}>
                  <TextField
                    label={say(i.pointLabel)}
                    value={point.label}
                    onChange={(label) =>
                      change({ points: draft.points.map((each, index) => (index === at ? { ...each, label } : each)) })
                    }
                  />
                  <span className="figures small quiet">{sayPoint(point)}</span>
                  <IconButton
                    label={w("removeItem", { item: point.label || sayPoint(point) })}
                    icon={<X aria-hidden />}
                    plainTooltip
                    onPress={() => change({ points: draft.points.filter((_, index) => index !== at) })}
                  />
                </li>
              ))}
            </ul>
          )}
          <span className="row-of">
            <Button small icon={<Plus aria-hidden />} onPress={() => pick(true)}>
              {say(i.addPoint)}
            </Button>
          </span>
        </div>
        <FileDrop
          label={say(i.files)}
          value={draft.files}
          onChange={(files) => change({ files, filesAt: draft.filesAt || Date.now() })}
          send={sendFile}
          limit={fileLimit}
          kinds={say(kindsTaken)}
          error={faults.files}
        />
      </div>
      {isPicking && (
        <PointDialog
          first={null}
          onClose={() => pick(false)}
          onPick={({ lon, lat }) => {
            pick(false);
            change({
              points: [...draft.points.filter((each) => each.lon !== lon || each.lat !== lat), { lon, lat, label: "" }],
            });
          }}
        />
      )}
    </Section>
  );
}
