import { Copy, Download } from "lucide-react";
import { useState } from "react";
import { Button } from "../design/Button.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { useWords } from "../words.ts";
import { settingsWords as s } from "./words.ts";

/** Codes that are shown once; with `onClose` in a dialog of their own. */
export function BackupCodes({ codes, onClose }: { codes: readonly string[]; onClose?: () => void }) {
  const { w, say } = useWords();
  const [isCopied, setCopied] = useState(false);
  const list = (
    <>
      <ul className="backup-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p className="row-of">
        <Button
          small
          icon={<Copy aria-hidden />}
          onPress={() =>
            void navigator.clipboard?.writeText(codes.join("\n")).then(
              () => setCopied(true),
              () => {},
            )
          }
        >
          {say(isCopied ? s.copied : s.copyCodes)}
        </Button>
        <a
          className="button quiet small"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${codes.join("\n")}\n`)}`}
          download="changwat-backup-codes.txt"
        >
          <Download aria-hidden />
          {say(s.printCodes)}
        </a>
      </p>
    </>
  );
  if (!onClose) return list;
  return (
    <Dialog
      title={say(s.backup)}
      isOpen
      onClose={onClose}
      mustAnswer
      footer={
        <Button kind="primary" onPress={onClose}>
          {w("close")}
        </Button>
      }
    >
      <p className="quiet small">{say(s.codesHelp)}</p>
      {list}
    </Dialog>
  );
}
