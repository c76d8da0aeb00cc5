import { Dialog } from "../design/Dialog.tsx";
import type { Screen } from "../screens.ts";
import { useWords } from "../words.ts";
import { keyName } from "./shortcuts.ts";

export interface KeyboardHelpProps {
  isOpen: boolean;
  onClose: () => void;
  screens: readonly Screen[];
}

/** What the keys do; the part of "go to" is read from the list of screens, so that it is never wrong. */
export function KeyboardHelp({ isOpen, onClose, screens }: KeyboardHelpProps) {
  const { w, say } = useWords();
  const rows: { keys: readonly string[]; inOrder?: boolean; what: string }[] = [
    { keys: ["Ctrl K", "/"], what: w("search") },
    { keys: ["?"], what: w("shortcutHelp") },
    { keys: ["j", "k"], what: w("shortcutMove") },
    { keys: ["Enter"], what: w("shortcutOpen") },
    { keys: ["Esc"], what: w("shortcutBack") },
    ...screens.flatMap(({ nav, title }) =>
      nav?.key ? [{ keys: ["g", keyName(nav.key)], inOrder: true, what: `${w("goTo")} ${say(title)}` }] : [],
    ),
  ];
  return (
    <Dialog title={w("keyboardHelp")} isOpen={isOpen} onClose={onClose} size="narrow">
      <dl className="keys">
        {rows.map(({ keys, inOrder, what }) => (
          <div key={what}>
            <dt>
              {keys.map((key, index) => (
                <span key={key}>
                  {index > 0 && <span className="quiet small">{inOrder ? ` ${w("keyThen")} ` : " / "}</span>}
                  <kbd>{key}</kbd>
                </span>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className="hint quiet small">{w("shortcutThaiNote")}</p>
    </Dialog>
  );
}
