/** The forms of a position: a new one, its corrected facts, a duty granted or ended. */
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { reachWords, roleWords } from "../../kernel/authority/rules.ts";
import { ComboBox } from "../design/ComboBox.tsx";
import { DatePicker } from "../design/DatePicker.tsx";
import { Select } from "../design/Select.tsx";
import { NumberField, TextField } from "../design/TextField.tsx";
import { RadioGroup, Switch } from "../design/Ticks.tsx";
import { toast } from "../design/Toast.tsx";
import { today } from "../matters/due.ts";
import { useAct } from "../queries.ts";
import { useWords } from "../words.ts";
import { ActDialog, useFields } from "./ActDialog.tsx";
import { useDutyChoices } from "./choices.ts";
import { endOf } from "./period.ts";
import { peopleWords as p } from "./words.ts";

type Reach = keyof typeof reachWords;
export const reaches = Object.keys(reachWords) as Reach[];
interface Facts {
  th: string;
  en: string;
  level: string;
  line_of_work: string;
  seniority: number;
}

function FactFields(props: {
  facts: Facts;
  set: <K extends keyof Facts>(name: K) => (value: Facts[K]) => void;
  fields: Readonly<Record<string, string>>;
}) {
  const { facts, set, fields } = props;
  const { say } = useWords();
  return (
    <div className="form-pair">
      <TextField label={say(p.nameThai)} value={facts.th} onChange={set("th")} error={fields.th} isRequired />
      <TextField label={say(p.nameEnglish)} value={facts.en} onChange={set("en")} error={fields.en} isRequired />
      <TextField label={say(p.level)} value={facts.level} onChange={set("level")} error={fields.level} />
      <TextField
        label={say(p.lineOfWork)}
        value={facts.line_of_work}
        onChange={set("line_of_work")}
        error={fields.line_of_work}
      />
      <NumberField
        label={say(p.seniority)}
        value={facts.seniority}
        minValue={1}
        maxValue={32767}
        onChange={set("seniority")}
        error={fields.seniority}
      />
    </div>
  );
}

export function AddPositionForm({ unit, onClose }: { unit: number; onClose: () => void }) {
  const { w, say } = useWords();
  const navigate = useNavigate();
  const [facts, set] = useFields<Facts>({ th: "", en: "", level: "", line_of_work: "", seniority: Number.NaN });
  const [role, setRole] = useState<string | null>("officer");
  const [heads, setHeads] = useState(false);
  const [from, setFrom] = useState<string | null>(today());
  const act = useAct("authority.addPosition", {
    onDone: ({ position }) => {
      toast({ title: say(p.saved), more: facts.th });
      onClose();
      void navigate({ to: `/people/position/${position}` });
    },
  });
  const send = () =>
    role &&
    from &&
    void act.run({
      unit,
      role,
      from,
      heads_unit: heads,
      th: facts.th,
      en: facts.en,
      ...(facts.level ? { level: facts.level } : {}),
      ...(facts.line_of_work ? { line_of_work: facts.line_of_work } : {}),
      ...(Number.isNaN(facts.seniority) ? {} : { seniority: facts.seniority }),
    });
  return (
    <ActDialog
      title={say(p.addPosition)}
      verb={w("save")}
      act={act}
      onSend={send}
      onClose={onClose}
      isReady={facts.th.trim() !== "" && facts.en.trim() !== "" && role !== null && from !== null}
      size="wide"
    >
      <FactFields facts={facts} set={set} fields={act.fields} />
      <div className="form-pair">
        <Select
          label={say(p.role)}
          value={role}
          onChange={setRole}
          choices={Object.entries(roleWords).map(([id, words]) => ({ id, label: say(words) }))}
          error={act.fields.role}
          isRequired
        />
        <DatePicker label={say(p.from)} value={from} onChange={setFrom} error={act.fields.from} isRequired />
      </div>
      <Switch isSelected={heads} onChange={setHeads}>
        {say(p.headsUnit)}
      </Switch>
    </ActDialog>
  );
}

export function ChangePositionForm({ position, onClose }: { position: Facts & { id: number }; onClose: () => void }) {
  const { w, say } = useWords();
  const { id, th, en, level, line_of_work, seniority } = position;
  const before: Facts = { th, en, level, line_of_work, seniority };
  const [facts, set] = useFields(before);
  const act = useAct("authority.changePosition", {
    onDone: () => {
      toast({ title: say(p.saved) });
      onClose();
    },
  });
  const send = () => {
    const changed = Object.fromEntries(
      (Object.keys(before) as (keyof Facts)[])
        .filter((key) => facts[key] !== before[key] && !Number.isNaN(facts[key]))
        .map((key) => [key, facts[key]]),
    ) as Partial<Facts>;
    void act.run({ position: id, ...changed });
  };
  return (
    <ActDialog title={say(p.changePosition)} verb={w("save")} act={act} onSend={send} onClose={onClose} size="wide">
      <FactFields facts={facts} set={set} fields={act.fields} />
    </ActDialog>
  );
}

export function GrantForm({ position, onClose }: { position: number; onClose: () => void }) {
  const { w, say } = useWords();
  const duties = useDutyChoices();
  const [duty, setDuty] = useState<string | null>(null);
  const [reach, setReach] = useState<Reach>("unit");
  const [instrument, setInstrument] = useState("");
  const [from, setFrom] = useState<string | null>(today());
  const [until, setUntil] = useState<string | null>(null);
  const act = useAct("authority.grant", {
    onDone: () => {
      toast({ title: say(p.saved) });
      onClose();
    },
  });
  const send = () => {
    const to = endOf(until);
    if (duty && from) void act.run({ position, duty, reach, instrument, from, ...(to ? { to } : {}) });
  };
  return (
    <ActDialog
      title={say(p.grant)}
      lead={say(p.grantsLead)}
      verb={w("save")}
      act={act}
      onSend={send}
      onClose={onClose}
      isReady={duty !== null && from !== null && instrument.trim() !== ""}
    >
      <ComboBox
        label={say(p.dutyColumn)}
        choices={duties}
        value={duty}
        onChange={setDuty}
        error={act.fields.duty}
        isRequired
      />
      <RadioGroup
        label={say(p.reach)}
        value={reach}
        onChange={(next) => setReach(reaches.find((each) => each === next) ?? "unit")}
        choices={reaches.map((id) => ({ id, label: say(reachWords[id]) }))}
        error={act.fields.reach}
      />
      <TextField
        label={say(p.instrument)}
        hint={say(p.instrumentHint)}
        value={instrument}
        onChange={setInstrument}
        error={act.fields.instrument}
        isRequired
      />
      <div className="form-pair">
        <DatePicker label={say(p.from)} value={from} onChange={setFrom} error={act.fields.from} isRequired />
        <DatePicker
          label={say(p.until)}
          hint={say(p.untilHint)}
          value={until}
          onChange={setUntil}
          error={act.fields.to}
        />
      </div>
    </ActDialog>
  );
}

export function EndGrantForm({ grant, words, onClose }: { grant: number; words: string; onClose: () => void }) {
  const { say } = useWords();
  const [on, setOn] = useState<string | null>(today());
  const [instrument, setInstrument] = useState("");
  const act = useAct("authority.endGrant", {
    onDone: () => {
      toast({ title: say(p.saved) });
      onClose();
    },
  });
  return (
    <ActDialog
      title={say(p.endGrantOf, { duty: words })}
      verb={say(p.endGrant)}
      isDanger
      act={act}
      onClose={onClose}
      isReady={on !== null && instrument.trim() !== ""}
      onSend={() => on && void act.run({ grant, on, instrument })}
    >
      <DatePicker label={say(p.on)} value={on} onChange={setOn} min={today()} error={act.fields.on} isRequired />
      <TextField
        label={say(p.instrument)}
        hint={say(p.instrumentHint)}
        value={instrument}
        onChange={setInstrument}
        error={act.fields.instrument}
        isRequired
      />
    </ActDialog>
  );
}
