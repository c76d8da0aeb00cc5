import type { ReactNode } from "react";
import { Link } from "react-aria-components";
import { sayInstant } from "../days.ts";
import { Drawer } from "../design/Dialog.tsx";
import { State } from "../design/Marks.tsx";
import { DefinitionList } from "../design/Page.tsx";
import { Citations } from "../law/Citation.tsx";
import { useWords } from "../words.ts";
import { tell } from "./events.ts";
import { Hash } from "./Hash.tsx";
import type { Line } from "./LedgerLines.tsx";
import { ledgerWords as l } from "./words.ts";

/** One line whole, as it was sealed. */
export function LineDrawer({ line, who, onClose }: { line: Line; who: ReactNode; onClose: () => void }) {
  const { say, language } = useWords();
  return (
    <Drawer title={say(l.details)} isOpen onClose={onClose}>
      <p className="verdict-title">{say(tell(line.event, line.detail))}</p>
      <DefinitionList
        facts={[
          { label: say(l.at), value: sayInstant(line.at, language), wide: true },
          { label: say(l.who), value: who, wide: true },
          { label: say(l.act), value: <code>{line.act}</code> },
          { label: say(l.event), value: <code>{line.event}</code> },
          ...(line.matter === null
            ? []
            : [
                {
                  label: say(l.matter),
                  value: <Link href={`/matters/${line.matter}`}>{say(l.matterN, { id: line.matter })}</Link>,
                },
              ]),
          { label: say(l.basis), value: <Citations clauses={line.basis} />, wide: true },
          { label: say(l.instrument), value: line.instrument, wide: true },
          {
            label: say(l.place),
            value: line.seal ? (
              <State tone="official">{line.seal.seq.toLocaleString("en-US")}</State>
            ) : (
              <State tone="waiting">{say(l.unsealed)}</State>
            ),
          },
          ...(line.seal
            ? [{ label: say(l.chainHash), value: <Hash value={line.seal.hash} isWhole />, wide: true }]
            : []),
          { label: say(l.contentHash), value: <Hash value={line.content_hash} isWhole />, wide: true },
          {
            label: say(l.detail),
            value: <pre className="command">{JSON.stringify(line.detail, null, 2)}</pre>,
            wide: true,
          },
        ]}
      />
    </Drawer>
  );
}
