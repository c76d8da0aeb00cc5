import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import {
  UNSTABLE_Toast as AriaToast,
  Text,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastList as ToastList,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components";
import { useWords } from "../words.ts";
import { Button, IconButton } from "./Button.tsx";

export interface ToastMessage {
  title: string;
  more?: string;
  kind?: "done" | "wrong" | "note";
  action?: { label: string; run: () => void };
}

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 });

/** Says that something happened. A failure stays until it is closed; the rest goes after eight seconds. */
export function toast(message: ToastMessage): () => void {
  const key = queue.add(message, message.kind === "wrong" || message.action ? {} : { timeout: 8000 });
  return () => queue.close(key);
}

const icons = { done: CircleCheck, wrong: CircleAlert, note: Info };

/** Stands once in the frame. F6 brings the focus here. */
export function Toasts() {
  const { w } = useWords();
  return (
    <ToastRegion queue={queue} className="toasts">
      <ToastList<ToastMessage> className="toasts-list">
        {({ toast: { content, key } }) => {
          const Icon = icons[content.kind ?? "done"];
          return (
            <AriaToast toast={{ content, key }} className={`toast ${content.kind ?? "done"}`}>
              <Icon aria-hidden />
              <ToastContent className="toast-words">
                <Text slot="title">{content.title}</Text>
                {content.more && (
                  <Text slot="description" className="toast-more">
                    {content.more}
                  </Text>
                )}
                {content.action && (
                  <Button
                    small
                    onPress={() => {
                      content.action?.run();
                      queue.close(key);
                    }}
                  >
                    {content.action.label}
                  </Button>
                )}
              </ToastContent>
              <IconButton small label={w("close")} icon={<X aria-hidden />} slot="close" plainTooltip />
            </AriaToast>
          );
        }}
      </ToastList>
    </ToastRegion>
  );
}
