import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../design/Button.tsx";
import { useWords } from "../words.ts";
import { ledgerWords as l } from "./words.ts";

/** A SHA-256 in hex: its beginning in a row, the whole of it where it is compared. Copied with one press. */
export function Hash({ value, isWhole }: { value: string; isWhole?: boolean }) {
  const { say } = useWords();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
      setTimeout(() => setCopied(false), 2000);
    } catch {
      // Without https a browser refuses the clipboard; the text can still be selected.
    }
  };
  return (
    <span className="hash">
      <code title={value}>{isWhole ? value.replace(/(.{8})(?=.)/g, "$1\u200B") : `${value.slice(0, 12)}…`}</code>
      <IconButton
        small
        label={say(isCopied ? l.copied : l.copy)}
        icon={isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
        onPress={() => void copy()}
      />
    </span>
  );
}
