import { type ReactNode, useState } from "react";
import { Button } from "../design/Button.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { Refusal } from "../matters/Refusal.tsx";
import type { Problem } from "../problem.ts";
import { useWords } from "../words.ts";
import "../matters/matters.css";
import "./people.css";

export interface ActDialogProps {
  title: string;
  /** What the act does, before it is done. */
  lead?: ReactNode;
  /** The word on the button that acts. */
  verb: string;
  act: { isRunning: boolean; problem: Problem | null };
  onSend: () => void;
  onClose: () => void;
  /** False while something needed is missing: the button then says so by being closed. */
  isReady?: boolean;
  isDanger?: boolean;
  size?: "narrow" | "normal" | "wide";
  children?: ReactNode;
}

/** The form of one act over the page it was called from. */
export function ActDialog(props: ActDialogProps) {
  const { title, lead, verb, act, onSend, onClose, isReady = true, isDanger, size, children } = props;
  const { w } = useWords();
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      {...(size ? { size } : {})}
      footer={
        <>
          <Button onPress={onClose}>{w("cancel")}</Button>
          <Button
            kind={isDanger ? "danger" : "primary"}
            isDisabled={!isReady}
            isPending={act.isRunning}
            onPress={() => !act.isRunning && onSend()}
          >
            {verb}
          </Button>
        </>
      }
    >
      <div className="form">
        <Refusal problem={act.problem} />
        {lead && <p className="quiet">{lead}</p>}
        {children}
      </div>
    </Dialog>
  );
}

/** Values of a form by name, and one setter for each. */
export function useFields<T extends object>(first: T): [T, <K extends keyof T>(name: K) => (value: T[K]) => void] {
  const [values, setValues] = useState(first);
  return [values, (name) => (value) => setValues((all) => ({ ...all, [name]: value }))];
}
