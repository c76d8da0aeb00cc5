/** The forms of the library's keeper: a law, a clause's text by hand. */
import { useNavigate } from "@tanstack/react-router";
import { DatePicker } from "../design/DatePicker.tsx";
import { Select } from "../design/Select.tsx";
import { NumberField, TextArea, TextField } from "../design/TextField.tsx";
import { RadioGroup } from "../design/Ticks.tsx";
import { toast } from "../design/Toast.tsx";
import { ActDialog, useFields } from "../people/ActDialog.tsx";
import { useAct } from "../queries.ts";
import { useWords } from "../words.ts";
import { arabicDigits, clausePath, thaiDigits } from "./address.ts";
import { kindWord, lawWords as l } from "./words.ts";

const kinds = ["act", "decree", "regulation", "rule", "other"] as const;

export function AddLawForm({ onClose }: { onClose: () => void }) {
  const { w, say } = useWords();
  const navigate = useNavigate();
  const [facts, set] = useFields({
    key: "",
    th: "",
    en: "",
    kind: "regulation" as string | null,
    year: 2569,
    part: "item" as string | null,
  });
  const act = useAct("law.addLaw", {
    onDone: ({ law }) => {
      toast({ title: say(l.saved) });
      onClose();
      void navigate({ to: `/law/${law}` });
    },
  });
  const send = () => {
    const kind = kinds.find((each) => each === facts.kind) ?? "other";
    const part = facts.part === "section" ? "section" : "item";
    void act.run({ key: facts.key.trim(), th: facts.th, en: facts.en, kind, year_be: facts.year, part });
  };
  return (
    <ActDialog
      title={say(l.addLaw)}
      verb={w("save")}
      act={act}
      onSend={send}
      onClose={onClose}
      isReady={[facts.key, facts.th, facts.en].every((text) => text.trim() !== "") && !Number.isNaN(facts.year)}
    >
      <TextField label={`${say(l.law)} (ไทย)`} value={facts.th} onChange={set("th")} error={act.fields.th} isRequired />
      <TextField
        label={`${say(l.law)} (English)`}
        value={facts.en}
        onChange={set("en")}
        error={act.fields.en}
        isRequired
      />
      <div className="form-pair">
        <Select
          label={say(l.kind)}
          value={facts.kind}
          onChange={set("kind")}
          choices={kinds.map((id) => ({ id, label: say(kindWord(id)) }))}
          error={act.fields.kind}
        />
        <NumberField
          label={say(l.year)}
          value={facts.year}
          onChange={set("year")}
          minValue={2400}
          maxValue={2700}
          formatOptions={{ useGrouping: false }}
          error={act.fields.year_be}
        />
        <TextField
          label={say(l.key)}
          hint={say(l.keyHint)}
          value={facts.key}
          onChange={set("key")}
          error={act.fields.key}
          isRequired
        />
        <RadioGroup
          label={say(l.partsAre)}
          orientation="horizontal"
          value={facts.part}
          onChange={set("part")}
          choices={[
            { id: "section", label: say(l.sections) },
            { id: "item", label: say(l.items) },
          ]}
        />
      </div>
    </ActDialog>
  );
}

export interface WriteTextFormProps {
  law: string;
  /** Left out for a clause that is not on the shelf yet. */
  number?: string;
  text?: string;
  source?: string;
  onClose: () => void;
}

export function WriteTextForm({ law, number, text = "", source = "", onClose }: WriteTextFormProps) {
  const { w, say } = useWords();
  const navigate = useNavigate();
  const [facts, set] = useFields({
    number: number === undefined ? "" : arabicDigits(number),
    text,
    source,
    source_day: null as string | null,
    remark: "",
    part: "",
  });
  const act = useAct("law.writeText", {
    onDone: (row) => {
      toast({ title: say(l.saved) });
      onClose();
      void navigate({ to: clausePath(`${row.law}:${row.number}`) });
    },
  });
  const send = () =>
    void act.run({
      law,
      number: thaiDigits(facts.number.trim()),
      text: facts.text,
      source: facts.source,
      ...(facts.source_day ? { source_day: facts.source_day } : {}),
      ...(facts.remark.trim() ? { remark: facts.remark } : {}),
      ...(facts.part.trim() ? { part: facts.part } : {}),
    });
  return (
    <ActDialog
      title={say(l.write)}
      lead={say(l.writeLead)}
      verb={w("save")}
      act={act}
      onSend={send}
      onClose={onClose}
      isReady={[facts.number, facts.text, facts.source].every((each) => each.trim() !== "")}
      size="wide"
    >
      {number === undefined && (
        <div className="form-pair">
          <TextField
            label={say(l.number)}
            hint={say(l.numberHint)}
            value={facts.number}
            onChange={set("number")}
            error={act.fields.number}
            isRequired
          />
          <TextField label={say(l.part)} value={facts.part} onChange={set("part")} error={act.fields.part} />
        </div>
      )}
      <TextArea
        label={say(l.text)}
        value={facts.text}
        onChange={set("text")}
        error={act.fields.text}
        limit={60_000}
        isRequired
      />
      <div className="form-pair">
        <TextField
          label={say(l.source)}
          hint={say(l.sourceHint)}
          value={facts.source}
          onChange={set("source")}
          error={act.fields.source}
          isRequired
        />
        <DatePicker
          label={say(l.sourceDay)}
          value={facts.source_day}
          onChange={set("source_day")}
          error={act.fields.source_day}
        />
      </div>
      <TextField label={say(l.remark)} value={facts.remark} onChange={set("remark")} error={act.fields.remark} />
    </ActDialog>
  );
}
