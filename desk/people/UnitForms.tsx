/** The forms of a unit: a new one, another name or place, its end. */
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ComboBox } from "../design/ComboBox.tsx";
import { DatePicker } from "../design/DatePicker.tsx";
import { Select } from "../design/Select.tsx";
import { TextField } from "../design/TextField.tsx";
import { toast } from "../design/Toast.tsx";
import { today } from "../matters/due.ts";
import { useAct, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { ActDialog, useFields } from "./ActDialog.tsx";
import { useUnitChoices } from "./choices.ts";
import { codeWord } from "./tree.ts";
import { peopleWords as p } from "./words.ts";

const kinds = ["agency", "work_group", "district", "local", "state_enterprise", "independent", "external"] as const;
const branches = ["R", "C", "S", "L", "I"] as const;

export function AddUnitForm({ parent, onClose }: { parent?: number; onClose: () => void }) {
  const { w, say, language } = useWords();
  const navigate = useNavigate();
  const units = useUnitChoices();
  const { data } = useView("authority.units", {});
  const [facts, set] = useFields({
    th: "",
    en: "",
    short_th: "",
    kind: "agency" as string | null,
    admin_type: "R" as string | null,
    parent: parent ? String(parent) : null,
    ministry: null as string | null,
    from: today() as string | null,
  });
  const ministries = [...new Map((data?.units ?? []).map((unit) => [unit.ministry_th, unit.ministry_en])).entries()]
    .filter(([th]) => th !== "")
    .map(([th, en]) => ({ id: th, label: language === "th" ? th : en || th, alias: `${th} ${en}` }));
  const act = useAct("authority.addUnit", {
    onDone: ({ unit }) => {
      toast({ title: say(p.saved), more: facts.th });
      onClose();
      void navigate({ to: `/people/unit/${unit}` });
    },
  });
  const send = () => {
    const { th, en, short_th, kind, from, ministry } = facts;
    const branch = branches.find((each) => each === facts.admin_type);
    if (!kind || !branch || !from) return;
    const ministryEn = (data?.units ?? []).find((unit) => unit.ministry_th === ministry)?.ministry_en;
    void act.run({
      th,
      en,
      kind,
      admin_type: branch,
      from,
      ...(short_th ? { short_th } : {}),
      ...(facts.parent ? { parent: Number(facts.parent) } : {}),
      ...(ministry ? { ministry_th: ministry } : {}),
      ...(ministryEn ? { ministry_en: ministryEn } : {}),
    });
  };
  return (
    <ActDialog
      title={say(p.addUnit)}
      verb={w("save")}
      act={act}
      onSend={send}
      onClose={onClose}
      isReady={facts.th.trim() !== "" && facts.en.trim() !== "" && facts.from !== null}
      size="wide"
    >
      <div className="form-pair">
        <TextField label={say(p.nameThai)} value={facts.th} onChange={set("th")} error={act.fields.th} isRequired />
        <TextField label={say(p.nameEnglish)} value={facts.en} onChange={set("en")} error={act.fields.en} isRequired />
        <TextField
          label={say(p.shortName)}
          value={facts.short_th}
          onChange={set("short_th")}
          error={act.fields.short_th}
        />
        <Select
          label={say(p.kind)}
          value={facts.kind}
          onChange={set("kind")}
          choices={kinds.map((id) => ({ id, label: say(kindWord(id)) }))}
          error={act.fields.kind}
          isRequired
        />
        <Select
          label={say(p.admin)}
          value={facts.admin_type}
          onChange={set("admin_type")}
          choices={branches.map((id) => ({ id, label: say(codeWord(`admin_type.${id}`)) }))}
          error={act.fields.admin_type}
          isRequired
        />
        <ComboBox label={say(p.ministry)} value={facts.ministry} onChange={set("ministry")} choices={ministries} />
        <ComboBox
          label={say(p.underUnit)}
          value={facts.parent}
          onChange={set("parent")}
          choices={units}
          error={act.fields.parent}
        />
        <DatePicker label={say(p.from)} value={facts.from} onChange={set("from")} error={act.fields.from} isRequired />
      </div>
    </ActDialog>
  );
}

/** The glossary calls a state enterprise "enterprise". */
export const kindWord = (kind: string) => codeWord(kind === "state_enterprise" ? "unit.enterprise" : `unit.${kind}`);

export interface UnitFacts {
  id: number;
  th: string;
  en: string;
  short_th: string;
  parent: number | null;
}

export function ChangeUnitForm({ unit, onClose }: { unit: UnitFacts; onClose: () => void }) {
  const { w, say } = useWords();
  const units = useUnitChoices();
  const [facts, set] = useFields({
    th: unit.th,
    en: unit.en,
    short_th: unit.short_th,
    parent: unit.parent === null ? null : String(unit.parent),
    from: today() as string | null,
    instrument: "",
  });
  const act = useAct("authority.changeUnit", {
    onDone: () => {
      toast({ title: say(p.saved) });
      onClose();
    },
  });
  const send = () => {
    if (!facts.from) return;
    const parent = facts.parent === null ? null : Number(facts.parent);
    void act.run({
      unit: unit.id,
      from: facts.from,
      instrument: facts.instrument,
      ...(facts.th !== unit.th ? { th: facts.th } : {}),
      ...(facts.en !== unit.en ? { en: facts.en } : {}),
      ...(facts.short_th !== unit.short_th ? { short_th: facts.short_th } : {}),
      ...(parent !== null && parent !== unit.parent ? { parent } : {}),
    });
  };
  return (
    <ActDialog
      title={say(p.changeUnit)}
      verb={w("save")}
      act={act}
      onSend={send}
      onClose={onClose}
      isReady={facts.instrument.trim() !== "" && facts.from !== null}
      size="wide"
    >
      <div className="form-pair">
        <TextField label={say(p.nameThai)} value={facts.th} onChange={set("th")} error={act.fields.th} isRequired />
        <TextField label={say(p.nameEnglish)} value={facts.en} onChange={set("en")} error={act.fields.en} isRequired />
        <TextField
          label={say(p.shortName)}
          value={facts.short_th}
          onChange={set("short_th")}
          error={act.fields.short_th}
        />
        <ComboBox
          label={say(p.underUnit)}
          value={facts.parent}
          onChange={set("parent")}
          choices={units.filter(({ id }) => id !== String(unit.id))}
          error={act.fields.parent}
        />
        <DatePicker label={say(p.from)} value={facts.from} onChange={set("from")} error={act.fields.from} isRequired />
        <TextField
          label={say(p.instrument)}
          hint={say(p.instrumentHint)}
          value={facts.instrument}
          onChange={set("instrument")}
          error={act.fields.instrument}
          isRequired
        />
      </div>
    </ActDialog>
  );
}

/** The end of a unit or of a position: a day and an order. */
export function CloseForm({ of, id, onClose }: { of: "unit" | "position"; id: number; onClose: () => void }) {
  const { say } = useWords();
  const [on, setOn] = useState<string | null>(today());
  const [instrument, setInstrument] = useState("");
  const onDone = () => {
    toast({ title: say(p.saved) });
    onClose();
  };
  const unit = useAct("authority.closeUnit", { onDone });
  const position = useAct("authority.closePosition", { onDone });
  const act = of === "unit" ? unit : position;
  const title = say(of === "unit" ? p.closeUnit : p.closePosition);
  return (
    <ActDialog
      title={title}
      lead={say(of === "unit" ? p.closeUnitLead : p.closePositionLead)}
      verb={title}
      isDanger
      act={act}
      onClose={onClose}
      isReady={on !== null && instrument.trim() !== ""}
      onSend={() => {
        if (on === null) return;
        if (of === "unit") void unit.run({ unit: id, on, instrument });
        else void position.run({ position: id, on, instrument });
      }}
    >
      <DatePicker label={say(p.on)} value={on} onChange={setOn} error={act.fields.on} isRequired />
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
