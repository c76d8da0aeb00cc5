/** The forms that follow an absence: the order that appoints somebody, and the return. */
import { useState } from "react";
import { ComboBox } from "../design/ComboBox.tsx";
import { DatePicker } from "../design/DatePicker.tsx";
import { TextField } from "../design/TextField.tsx";
import { toast } from "../design/Toast.tsx";
import { today } from "../matters/due.ts";
import { ActDialog } from "../people/ActDialog.tsx";
import { usePersonChoices } from "../people/choices.ts";
import { endOf } from "../people/period.ts";
import { useAct } from "../queries.ts";
import { useWords } from "../words.ts";
import type { Absence } from "./AbsencesPage.tsx";
import { authorityWords as a } from "./words.ts";

/** Only the governor and district chiefs are acted for under the Act; other posts take a stand-in by order. */
const statutory = new Set(["governor", "district_chief"]);

export function ActingForm({ absence, onClose }: { absence: Absence; onClose: () => void }) {
  const { say } = useWords();
  const people = usePersonChoices();
  const [person, setPerson] = useState<string | null>(null);
  const [instrument, setInstrument] = useState("");
  const [from, setFrom] = useState<string | null>([absence.from, today()].sort()[1] ?? null);
  const [until, setUntil] = useState<string | null>(null);
  const onDone = () => {
    toast({ title: say(a.recorded) });
    onClose();
  };
  const acting = useAct("authority.appointActing", { onDone });
  const standIn = useAct("authority.standIn", { onDone });
  const isStatutory = statutory.has(absence.role);
  const act = isStatutory ? acting : standIn;
  return (
    <ActDialog
      title={say(a.appointActing)}
      lead={say(absence)}
      verb={say(a.appointActing)}
      act={act}
      onClose={onClose}
      isReady={person !== null && instrument.trim() !== "" && from !== null}
      onSend={() => {
        if (!person || !from) return;
        const to = endOf(until) ?? absence.to ?? undefined;
        const order = { position: absence.position, person: Number(person), instrument, from, ...(to ? { to } : {}) };
        if (isStatutory) void acting.run(order);
        else void standIn.run(order);
      }}
    >
      <ComboBox
        label={say(a.orderPerson)}
        choices={people}
        value={person}
        onChange={setPerson}
        error={act.fields.person}
        isRequired
      />
      <TextField
        label={say(a.orderInstrument)}
        hint={say(a.orderHint)}
        value={instrument}
        onChange={setInstrument}
        error={act.fields.instrument}
        isRequired
      />
      <div className="form-pair">
        <DatePicker label={say(a.start)} value={from} onChange={setFrom} error={act.fields.from} isRequired />
        <DatePicker label={say(a.until)} value={until} onChange={setUntil} error={act.fields.to} />
      </div>
    </ActDialog>
  );
}

export function ReturnForm({ absence, onClose }: { absence: Absence; onClose: () => void }) {
  const { say } = useWords();
  const [on, setOn] = useState<string | null>(today());
  const act = useAct("authority.recordReturn", {
    onDone: () => {
      toast({ title: say(a.returned) });
      onClose();
    },
  });
  return (
    <ActDialog
      title={say(a.recordReturn)}
      lead={say({ th: absence.holder_th ?? absence.th, en: absence.holder_en ?? absence.en })}
      verb={say(a.recordReturn)}
      act={act}
      onClose={onClose}
      isReady={on !== null}
      onSend={() => on && void act.run({ absence: absence.id, on })}
    >
      <DatePicker label={say(a.returnedOn)} value={on} onChange={setOn} error={act.fields.on} isRequired />
    </ActDialog>
  );
}
