/** The forms of a register. */
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Api } from "../api.ts";
import { ComboBox } from "../design/ComboBox.tsx";
import { NumberField, TextArea, TextField } from "../design/TextField.tsx";
import { RadioGroup } from "../design/Ticks.tsx";
import { toast } from "../design/Toast.tsx";
import { ActDialog, useFields } from "../people/ActDialog.tsx";
import { usePositionChoices, useUnitChoices } from "../people/choices.ts";
import { useAct } from "../queries.ts";
import { useWords } from "../words.ts";
import { adminWords as a } from "./words.ts";

export function NewBookForm({ onClose }: { onClose: () => void }) {
  const { w, say } = useWords();
  const navigate = useNavigate();
  const units = useUnitChoices();
  const [facts, set] = useFields({
    key: "",
    th: "",
    en: "",
    kind: "calendar" as "calendar" | "fiscal",
    format: "{n}/{year}",
    prefix: "",
    unit: null as string | null,
  });
  const act = useAct("books.create", {
    onDone: ({ key }) => {
      toast({ title: say(a.saved) });
      onClose();
      void navigate({ to: `/administration/books/${key}` });
    },
  });
  return (
    <ActDialog
      title={say(a.newBook)}
      lead={say(a.booksLead)}
      verb={w("save")}
      act={act}
      size="wide"
      onClose={onClose}
      isReady={[facts.key, facts.th, facts.en].every((text) => text.trim() !== "")}
      onSend={() =>
        void act.run({
          key: facts.key.trim(),
          th: facts.th,
          en: facts.en,
          year_kind: facts.kind,
          format: facts.format,
          prefix: facts.prefix,
          ...(facts.unit ? { unit: Number(facts.unit) } : {}),
        })
      }
    >
      <div className="form-pair">
        <TextField label={say(a.book)} value={facts.th} onChange={set("th")} error={act.fields.th} isRequired />
        <TextField label={say(a.nameEn)} value={facts.en} onChange={set("en")} error={act.fields.en} isRequired />
        <TextField
          label={say(a.key)}
          hint={say(a.keyHint)}
          value={facts.key}
          onChange={set("key")}
          error={act.fields.key}
          isRequired
        />
        <ComboBox
          label={say(a.unit)}
          placeholder={say(a.wholeProvince)}
          choices={units}
          value={facts.unit}
          onChange={set("unit")}
          error={act.fields.unit}
        />
        <TextField
          label={say(a.format)}
          hint={say(a.formatHint)}
          value={facts.format}
          onChange={set("format")}
          error={act.fields.format}
        />
        <TextField label={say(a.prefix)} value={facts.prefix} onChange={set("prefix")} error={act.fields.prefix} />
      </div>
      <RadioGroup
        label={say(a.yearKind)}
        orientation="horizontal"
        value={facts.kind}
        onChange={(next) => set("kind")(next === "fiscal" ? "fiscal" : "calendar")}
        choices={[
          { id: "calendar", label: say(a.calendar) },
          { id: "fiscal", label: say(a.fiscal) },
        ]}
      />
    </ActDialog>
  );
}

export function AmendBookForm({ book, onClose }: { book: Api["books.list"]["output"][number]; onClose: () => void }) {
  const { w, say } = useWords();
  const [facts, set] = useFields({ th: book.th, en: book.en, format: book.format, prefix: book.prefix });
  const act = useAct("books.amend", {
    onDone: () => {
      toast({ title: say(a.saved) });
      onClose();
    },
  });
  return (
    <ActDialog
      title={say(a.amendBook)}
      verb={w("save")}
      act={act}
      onClose={onClose}
      onSend={() => void act.run({ book: book.key, ...facts })}
    >
      <TextField label={say(a.book)} value={facts.th} onChange={set("th")} error={act.fields.th} isRequired />
      <TextField label={say(a.nameEn)} value={facts.en} onChange={set("en")} error={act.fields.en} isRequired />
      <TextField
        label={say(a.format)}
        hint={say(a.formatHint)}
        value={facts.format}
        onChange={set("format")}
        error={act.fields.format}
      />
      <TextField label={say(a.prefix)} value={facts.prefix} onChange={set("prefix")} error={act.fields.prefix} />
    </ActDialog>
  );
}

export function ReserveForm({ book, onClose }: { book: string; onClose: () => void }) {
  const { say } = useWords();
  const positions = usePositionChoices();
  const [count, setCount] = useState(1);
  const [reason, setReason] = useState("");
  const [position, setPosition] = useState<string | null>(null);
  const act = useAct("books.reserve", {
    onDone: ({ numbers }) => {
      toast({ title: say(a.saved), more: numbers.map(({ printed }) => printed).join(", ") });
      onClose();
    },
  });
  return (
    <ActDialog
      title={say(a.reserve)}
      lead={say(a.reserveLead)}
      verb={say(a.reserve)}
      act={act}
      onClose={onClose}
      isReady={!Number.isNaN(count) && reason.trim() !== ""}
      onSend={() => void act.run({ book, count, reason, ...(position ? { position: Number(position) } : {}) })}
    >
      <NumberField
        label={say(a.count)}
        value={count}
        minValue={1}
        maxValue={50}
        onChange={setCount}
        error={act.fields.count}
        isRequired
      />
      <ComboBox
        label={say(a.reservedFor)}
        hint={say(a.ownPosition)}
        choices={positions}
        value={position}
        onChange={setPosition}
        error={act.fields.position}
      />
      <TextArea
        label={say(a.reason)}
        value={reason}
        onChange={setReason}
        error={act.fields.reason}
        limit={500}
        isRequired
      />
    </ActDialog>
  );
}

export function TakeOverForm({ book, year, onClose }: { book: string; year: number; onClose: () => void }) {
  const { say } = useWords();
  const [last, setLast] = useState(Number.NaN);
  const act = useAct("books.takeOver", {
    onDone: () => {
      toast({ title: say(a.saved) });
      onClose();
    },
  });
  return (
    <ActDialog
      title={say(a.takeOver)}
      lead={`${say(a.year, { year })}: ${say(a.takeOverLead)}`}
      verb={say(a.takeOver)}
      act={act}
      onClose={onClose}
      isReady={!Number.isNaN(last)}
      onSend={() => void act.run({ book, year, last })}
    >
      <NumberField
        label={say(a.lastOnPaper)}
        value={last}
        minValue={1}
        onChange={setLast}
        error={act.fields.last}
        isRequired
      />
    </ActDialog>
  );
}

interface VoidFormProps {
  book: string;
  year: number;
  n: number;
  printed: string;
  onClose: () => void;
}

export function VoidForm({ book, year, n, printed, onClose }: VoidFormProps) {
  const { say } = useWords();
  const [reason, setReason] = useState("");
  const act = useAct("books.void", {
    onDone: () => {
      toast({ title: say(a.done), more: printed });
      onClose();
    },
  });
  return (
    <ActDialog
      title={`${say(a.voidIt)} ${printed}`}
      lead={say(a.voidLead, { number: printed })}
      verb={say(a.voidIt)}
      isDanger
      act={act}
      onClose={onClose}
      isReady={reason.trim() !== ""}
      onSend={() => void act.run({ book, year, n, reason })}
    >
      <TextArea
        label={say(a.reason)}
        value={reason}
        onChange={setReason}
        error={act.fields.reason}
        limit={500}
        isRequired
      />
    </ActDialog>
  );
}
