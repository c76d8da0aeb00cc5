import { BellRing } from "lucide-react";
import { useState } from "react";
import { Button } from "../../../../desk/design/Button.tsx";
import { Dialog } from "../../../../desk/design/Dialog.tsx";
import { TextField } from "../../../../desk/design/TextField.tsx";
import { toast } from "../../../../desk/design/Toast.tsx";
import { Refusal } from "../../../../desk/matters/Refusal.tsx";
import { useAct, useMay, useView } from "../../../../desk/queries.ts";
import { useWords } from "../../../../desk/words.ts";
import { arabicDigits } from "../../../../kernel/language/digits.ts";
import { orderWords as o } from "./words.ts";

type Step = "before" | "late" | "escalate";
const steps = ["before", "late", "escalate"] as const;
const labels = { before: o.remindBefore, late: o.remindLate, escalate: o.remindEscalate };

/** "3, 1" or "๓ ๑" as numbers of working days; null when something else stands in it. */
function daysOf(text: string): number[] | null {
  const parts = arabicDigits(text)
    .split(/[\s,]+/)
    .filter(Boolean);
  return parts.every((part) => /^\d{1,3}$/.test(part)) ? [...new Set(parts.map(Number))] : null;
}

/** When the program reminds, and how late before the superior hears: the office's own rule, not the program's. */
export function ReminderRule() {
  const { say } = useWords();
  const [isOpen, setOpen] = useState(false);
  const { data } = useView("orders.reminderRule", {});
  const [may] = useMay([["orders.setReminders", { before: [1], late: [1], escalate: [1] }]]);
  if (!may?.may || !data) return null;
  return (
    <>
      <Button icon={<BellRing aria-hidden />} onPress={() => setOpen(true)}>
        {say(o.remindRule)}
      </Button>
      {isOpen && <RuleDialog now={data} onClose={() => setOpen(false)} />}
    </>
  );
}

function RuleDialog({ now, onClose }: { now: Record<Step, readonly number[]>; onClose: () => void }) {
  const { w, say } = useWords();
  const [typed, setTyped] = useState<Record<Step, string>>({
    before: now.before.join(", "),
    late: now.late.join(", "),
    escalate: now.escalate.join(", "),
  });
  const act = useAct("orders.setReminders", {
    onDone: () => {
      toast({ title: say(o.remindSaved) });
      onClose();
    },
  });
  const days = { before: daysOf(typed.before), late: daysOf(typed.late), escalate: daysOf(typed.escalate) };
  const save = () => {
    const { before, late, escalate } = days;
    if (before && late && escalate) void act.run({ before, late, escalate });
  };
  return (
    <Dialog
      title={say(o.remindRule)}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{w("cancel")}</Button>
          <Button
            kind="primary"
            isPending={act.isRunning}
            isDisabled={steps.some((step) => !days[step])}
            onPress={save}
          >
            {w("save")}
          </Button>
        </>
      }
    >
      <div className="form">
        <p className="small">{say(o.remindHelp)}</p>
        {steps.map((step) => (
          <TextField
            key={step}
            label={say(labels[step])}
            value={typed[step]}
            onChange={(text) => setTyped({ ...typed, [step]: text })}
            error={days[step] ? undefined : say(o.remindFault)}
          />
        ))}
        <Refusal problem={act.problem} />
      </div>
    </Dialog>
  );
}
