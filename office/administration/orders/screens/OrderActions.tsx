import { FileSpreadsheet, MoreHorizontal, Printer } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "../../../../desk/design/Button.tsx";
import { Dialog } from "../../../../desk/design/Dialog.tsx";
import { Menu } from "../../../../desk/design/Menu.tsx";
import { TextArea } from "../../../../desk/design/TextField.tsx";
import { Checkbox } from "../../../../desk/design/Ticks.tsx";
import { toast } from "../../../../desk/design/Toast.tsx";
import { toldWhy } from "../../../../desk/matters/OwnWork.tsx";
import { topicsOf } from "../../../../desk/matters/Parts.tsx";
import { Refusal } from "../../../../desk/matters/Refusal.tsx";
import type { Assignment } from "../../../../desk/matters/shapes.ts";
import { matterWords as m } from "../../../../desk/matters/words.ts";
import { useAct, useMay } from "../../../../desk/queries.ts";
import { actingAs } from "../../../../desk/session.ts";
import { useWords } from "../../../../desk/words.ts";
import type { Wire } from "../../../../kernel/room.ts";
import type { OrderFacts } from "../board.ts";
import { openStates } from "../rules.ts";
import { orderWords as o } from "./words.ts";

export interface OrderActionsProps {
  order: Wire<OrderFacts>;
  assignments: readonly Assignment[];
}

/** What may be done with the order itself; what its addressees do stands with them. */
export function OrderActions({ order, assignments }: OrderActionsProps) {
  const { say, language } = useWords();
  const as = actingAs.use();
  const [open, setOpen] = useState<"close" | "reopen" | null>(null);
  const close = () => setOpen(null);
  const [mayClose, mayReopen] = useMay(
    [
      ["orders.close", { order: order.matter, result: "-", cancelOpen: true }],
      ["orders.reopen", { order: order.matter, reason: "-" }],
    ],
    { topics: topicsOf(order.matter) },
  );
  const sheet = new URLSearchParams({ input: JSON.stringify({ order: order.matter }), ...(as ? { as } : {}) });
  const undone = assignments.filter(
    ({ parent, purpose, state }) =>
      parent === null && purpose === "action" && openStates.some((each) => each === state),
  ).length;
  return (
    <>
      {order.is_open && mayClose?.may && <Button onPress={() => setOpen("close")}>{say(o.close)}…</Button>}
      {!order.is_open && mayReopen?.may && <Button onPress={() => setOpen("reopen")}>{say(o.reopen)}…</Button>}
      <Menu
        label={say(o.more)}
        trigger={<IconButton label={say(o.more)} icon={<MoreHorizontal aria-hidden />} plainTooltip />}
        entries={[
          { id: "print", label: say(o.print), icon: <Printer aria-hidden /> },
          { id: "sheet", label: say(o.addresseesSheet), icon: <FileSpreadsheet aria-hidden /> },
          // An addressee who may close orders of his own must not wonder why he cannot close this one.
          ...(order.is_open && toldWhy(mayClose)
            ? [
                {
                  id: "close",
                  label: say(m.cannot, { act: say(o.close), why: mayClose?.problem?.say(language) ?? "" }),
                  isDisabled: true,
                  apart: true,
                },
              ]
            : []),
        ]}
        onAction={(id) => {
          if (id === "print") window.print();
          else window.location.assign(`/api/orders.addressees?${sheet}`);
        }}
      />
      {open === "close" && <CloseDialog order={order.matter} undone={undone} onClose={close} />}
      {open === "reopen" && <ReopenDialog order={order.matter} onClose={close} />}
    </>
  );
}

function CloseDialog({ order, undone, onClose }: { order: number; undone: number; onClose: () => void }) {
  const { w, say } = useWords();
  const [result, setResult] = useState("");
  const [cancelOpen, setCancelOpen] = useState(false);
  const act = useAct("orders.close", {
    topics: topicsOf(order),
    onDone: () => {
      toast({ title: say(o.closedToast) });
      onClose();
    },
  });
  return (
    <Dialog
      title={say(o.closeTitle)}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{w("cancel")}</Button>
          <Button
            kind="primary"
            isDisabled={undone > 0 && !cancelOpen}
            isPending={act.isRunning}
            onPress={() => void act.run({ order, result, ...(cancelOpen ? { cancelOpen } : {}) })}
          >
            {say(o.close)}
          </Button>
        </>
      }
    >
      <div className="form">
        <Refusal problem={act.problem} />
        <TextArea
          label={say(o.result)}
          hint={say(o.resultHint)}
          value={result}
          onChange={setResult}
          error={act.fields.result}
          limit={5000}
          isRequired
          autoFocus
        />
        {undone > 0 && (
          <Checkbox isSelected={cancelOpen} onChange={setCancelOpen} hint={say(o.cancelOpenHelp)}>
            {say(o.cancelOpen, { count: undone })}
          </Checkbox>
        )}
      </div>
    </Dialog>
  );
}

function ReopenDialog({ order, onClose }: { order: number; onClose: () => void }) {
  const { w, say } = useWords();
  const [reason, setReason] = useState("");
  const act = useAct("orders.reopen", {
    topics: topicsOf(order),
    onDone: () => {
      toast({ title: say(o.reopenedToast) });
      onClose();
    },
  });
  return (
    <Dialog
      title={say(o.reopen)}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{w("cancel")}</Button>
          <Button kind="primary" isPending={act.isRunning} onPress={() => void act.run({ order, reason })}>
            {say(o.reopen)}
          </Button>
        </>
      }
    >
      <div className="form">
        <Refusal problem={act.problem} />
        <TextArea
          label={say(o.reopenWhy)}
          value={reason}
          onChange={setReason}
          error={act.fields.reason}
          limit={2000}
          isRequired
          autoFocus
        />
      </div>
    </Dialog>
  );
}
