import { useState } from "react";
import { absenceWords, type Candidate, capacityWords } from "../../kernel/authority/rules.ts";
import type { Api } from "../api.ts";
import { Button } from "../design/Button.tsx";
import { ComboBox } from "../design/ComboBox.tsx";
import { DatePicker } from "../design/DatePicker.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { State } from "../design/Marks.tsx";
import { TextArea, TextField } from "../design/TextField.tsx";
import { RadioGroup, Switch } from "../design/Ticks.tsx";
import { Citation } from "../law/Citation.tsx";
import { today } from "../matters/due.ts";
import { ActDialog } from "../people/ActDialog.tsx";
import { usePersonChoices, usePositionChoices } from "../people/choices.ts";
import { sayPeriod } from "../people/period.ts";
import { useAct } from "../queries.ts";
import { useWords } from "../words.ts";
import { authorityWords as a } from "./words.ts";

type Reason = keyof typeof absenceWords;
const reasons: readonly Reason[] = ["leave", "duty_elsewhere", "unable", "vacant"];
type Outcome = Api["authority.recordAbsence"]["output"];

/**
 * An absence. Where the law calls several alike, the server refuses and names them: then the order that appoints one of
 * them is asked for, with those whom the law calls first among the choices.
 */
export function AbsenceForm({ first, onClose }: { first: string | null; onClose: () => void }) {
  const { say } = useWords();
  const positions = usePositionChoices();
  const people = usePersonChoices();
  const [position, setPosition] = useState(first);
  const [reason, setReason] = useState<Reason>("leave");
  const [from, setFrom] = useState<string | null>(today());
  const [to, setTo] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const [hasOrder, setOrder] = useState(false);
  const [person, setPerson] = useState<string | null>(null);
  const [instrument, setInstrument] = useState("");
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const act = useAct("authority.recordAbsence", { onDone: setOutcome });
  const candidates = (act.problem?.body.candidates as Candidate[] | undefined) ?? [];
  const asksOrder = hasOrder || candidates.length > 0;
  const called = candidates.map((each) => ({
    id: String(each.person),
    label: say(each.personName),
    detail: say(each.positionName),
    group: say(a.called),
  }));
  const send = () => {
    if (!position || !from) return;
    void act.run({
      position: Number(position),
      reason,
      from,
      ...(to ? { to } : {}),
      ...(note.trim() ? { note } : {}),
      ...(asksOrder && person && instrument.trim() ? { order: { person: Number(person), instrument } } : {}),
    });
  };
  if (outcome) return <OutcomeDialog outcome={outcome} onClose={onClose} />;
  return (
    <ActDialog
      title={say(a.record)}
      lead={say(a.absencesLead)}
      verb={say(a.record)}
      act={act}
      onSend={send}
      onClose={onClose}
      isReady={position !== null && from !== null && (!asksOrder || (person !== null && instrument.trim() !== ""))}
      size="wide"
    >
      <ComboBox
        label={say(a.position)}
        choices={positions}
        value={position}
        onChange={(next) => {
          setPosition(next);
          act.clear();
        }}
        error={act.fields.position}
        isRequired
      />
      <RadioGroup
        label={say(a.reason)}
        orientation="horizontal"
        value={reason}
        onChange={(next) => setReason(reasons.find((each) => each === next) ?? "leave")}
        choices={reasons.map((id) => ({ id, label: say(absenceWords[id]) }))}
        error={act.fields.reason}
      />
      <div className="form-pair">
        <DatePicker label={say(a.firstDay)} value={from} onChange={setFrom} error={act.fields.from} isRequired />
        <DatePicker
          label={say(a.firstBack)}
          hint={say(a.firstBackHint)}
          value={to}
          onChange={setTo}
          error={act.fields.to}
        />
      </div>
      <TextArea label={say(a.note)} value={note} onChange={setNote} error={act.fields.note} limit={500} />
      <Switch isSelected={asksOrder} onChange={setOrder} isDisabled={candidates.length > 0}>
        {say(a.withOrder)}
      </Switch>
      {asksOrder && (
        <div className="form-pair">
          <ComboBox
            label={say(a.orderPerson)}
            choices={[...called, ...people.filter(({ id }) => !called.some((each) => each.id === id))]}
            value={person}
            onChange={setPerson}
            error={act.fields["order.person"]}
            isRequired
          />
          <TextField
            label={say(a.orderInstrument)}
            hint={say(a.orderHint)}
            value={instrument}
            onChange={setInstrument}
            error={act.fields["order.instrument"]}
            isRequired
          />
        </div>
      )}
    </ActDialog>
  );
}

/** What followed from the absence: who acts and by which clause, and what still needs an order. */
function OutcomeDialog({ outcome, onClose }: { outcome: Outcome; onClose: () => void }) {
  const { w, say, language } = useWords();
  return (
    <Dialog
      title={say(a.recorded)}
      isOpen
      onClose={onClose}
      footer={
        <Button kind="primary" onPress={onClose}>
          {w("close")}
        </Button>
      }
    >
      <h3>{say(a.result)}</h3>
      {outcome.acting.length === 0 && outcome.needs_order.length === 0 && <p>{say(a.noRule)}</p>}
      <ul className="holdings">
        {outcome.acting.map((each) => (
          <li key={each.occupancy}>
            <p>
              {say(each)} <strong className="position-capacity">{say(capacityWords[each.capacity])}</strong>
            </p>
            <p className="small quiet">
              {sayPeriod(each.from, each.to, language)} · {each.instrument ?? say(a.actsByLaw)}
            </p>
            <p className="small">
              <Citation clause={each.basis} />
            </p>
          </li>
        ))}
      </ul>
      {outcome.needs_order.length > 0 && (
        <>
          <h3>{say(a.gaps)}</h3>
          <ul className="holdings">
            {outcome.needs_order.map((gap) => (
              <li key={`${gap.position}:${gap.from}`}>
                <State tone="late">{sayPeriod(gap.from, gap.to, language)}</State>{" "}
                {gap.candidates.map((each) => say(each.personName)).join(", ")}
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
