import { X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useWords } from "../words.ts";
import { IconButton } from "./Button.tsx";

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** The buttons, the one that acts last. */
  footer?: ReactNode;
  size?: "narrow" | "normal" | "wide";
  /** A question that must be answered: no click beside it and no Esc closes it. */
  mustAnswer?: boolean;
  isAlert?: boolean;
}

function Frame({ title, onClose, children, footer, mustAnswer, isAlert }: Omit<DialogProps, "isOpen" | "size">) {
  const { w } = useWords();
  return (
    <AriaDialog className="dialog" role={isAlert ? "alertdialog" : "dialog"}>
      <div className="dialog-head">
        <Heading slot="title" level={2}>
          {title}
        </Heading>
        {!mustAnswer && <IconButton label={w("close")} icon={<X aria-hidden />} onPress={onClose} plainTooltip />}
      </div>
      <div className="dialog-body">{children}</div>
      {footer && <div className="dialog-foot">{footer}</div>}
    </AriaDialog>
  );
}

/** Something has been written in it that Esc or a click beside it would throw away: then only its buttons close it. */
const holdsText = (sheet: HTMLElement | null): boolean =>
  [...(sheet?.querySelectorAll("textarea") ?? [])].some(({ value }) => value.trim() !== "");

/** A sheet over the page for one small piece of work. Focus stays inside and returns to where it came from. */
export function Dialog({ isOpen, size = "normal", ...rest }: DialogProps) {
  const sheet = useRef<HTMLDivElement>(null);
  return (
    <ModalOverlay
      ref={sheet}
      className="scrim"
      isOpen={isOpen}
      onOpenChange={(open) => !open && !holdsText(sheet.current) && rest.onClose()}
      isDismissable={!rest.mustAnswer}
      isKeyboardDismissDisabled={!!rest.mustAnswer}
    >
      <Modal className={`modal ${size}`}>
        <Frame {...rest} />
      </Modal>
    </ModalOverlay>
  );
}

/** The same at the edge of the screen, for what is read beside the list it came from. */
export function Drawer({ isOpen, size: _, ...rest }: DialogProps) {
  return (
    <ModalOverlay className="scrim edge" isOpen={isOpen} onOpenChange={(open) => !open && rest.onClose()} isDismissable>
      <Modal className="modal drawer">
        <Frame {...rest} />
      </Modal>
    </ModalOverlay>
  );
}
