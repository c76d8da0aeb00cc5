import { useState } from "react";
import { sayDay } from "../days.ts";
import { DatePicker } from "../design/DatePicker.tsx";
import { TextArea, TextField } from "../design/TextField.tsx";
import { RadioGroup } from "../design/Ticks.tsx";
import { toast } from "../design/Toast.tsx";
import { ActDialog, useFields } from "../people/ActDialog.tsx";
import { useAct } from "../queries.ts";
import { useWords } from "../words.ts";
import { type Holiday, type HolidayKind, kindWords } from "./holiday.ts";
import { adminWords as a } from "./words.ts";

const kinds: readonly HolidayKind[] = ["holiday", "substitution", "special"];

/** Enters a holiday, or confirms one that was reckoned: with a source either way. */
export function HolidayForm({ holiday = {}, onClose }: { holiday?: Partial<Holiday>; onClose: () => void }) {
  const { w, say } = useWords();
  const [facts, set] = useFields({
    day: holiday.day ?? null,
    th: holiday.name_th ?? "",
    en: holiday.name_en ?? "",
    kind: kinds.find((each) => each === holiday.kind) ?? "holiday",
    source: holiday.confirmed ? (holiday.source ?? "") : "",
  });
  const act = useAct("calendar.setHoliday", {
    onDone: () => {
      toast({ title: say(a.saved) });
      onClose();
    },
  });
  return (
    <ActDialog
      title={say(holiday.name_th ? a.confirmIt : a.addHoliday)}
      verb={w("save")}
      act={act}
      onClose={onClose}
      isReady={facts.day !== null && facts.th.trim() !== "" && facts.source.trim() !== ""}
      onSend={() =>
        facts.day &&
        void act.run({
          day: facts.day,
          th: facts.th,
          kind: facts.kind,
          source: facts.source,
          ...(facts.en.trim() ? { en: facts.en } : {}),
        })
      }
    >
      <DatePicker label={say(a.day)} value={facts.day} onChange={set("day")} error={act.fields.day} isRequired />
      <TextField label={say(a.name)} value={facts.th} onChange={set("th")} error={act.fields.th} isRequired />
      <TextField label={say(a.nameEn)} value={facts.en} onChange={set("en")} error={act.fields.en} />
      <RadioGroup
        label={say(a.kind)}
        value={facts.kind}
        onChange={(next) => set("kind")(kinds.find((each) => each === next) ?? "holiday")}
        choices={kinds.map((id) => ({ id, label: say(kindWords[id]) }))}
        error={act.fields.kind}
      />
      <TextField
        label={say(a.source)}
        hint={say(a.sourceHint)}
        value={facts.source}
        onChange={set("source")}
        error={act.fields.source}
        isRequired
      />
    </ActDialog>
  );
}

export function RemoveHolidayForm({ holiday, onClose }: { holiday: Holiday; onClose: () => void }) {
  const { say, language } = useWords();
  const [reason, setReason] = useState("");
  const act = useAct("calendar.removeHoliday", {
    onDone: () => {
      toast({ title: say(a.done) });
      onClose();
    },
  });
  return (
    <ActDialog
      title={say(a.removeHolidayOf, {
        name: say({ th: holiday.name_th, en: holiday.name_en }),
        day: sayDay(holiday.day, language),
      })}
      verb={say(a.removeHoliday)}
      isDanger
      act={act}
      onClose={onClose}
      isReady={reason.trim() !== ""}
      onSend={() => void act.run({ day: holiday.day, reason })}
    >
      <TextArea
        label={say(a.reason)}
        value={reason}
        onChange={setReason}
        error={act.fields.reason}
        limit={300}
        isRequired
      />
    </ActDialog>
  );
}
