import { Languages } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../design/Button.tsx";
import { Emblem } from "../frame/Emblem.tsx";
import { changeSettings } from "../settings.ts";
import { useWords } from "../words.ts";
import "./login.css";

/** The page before one is inside: the cover of the ledger at the left, the paper at the right. */
export function Door({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const { w, language } = useWords();
  return (
    <div className="door">
      <aside className="cover" aria-label={w("system")}>
        <Emblem size={64} />
        <p className="cover-title">{w("product")}</p>
        <p className="cover-lead">{w("system")}</p>
        <ul className="cover-wings">
          {(["administration", "strategy", "information", "personnel"] as const).map((wing) => (
            <li key={wing}>{w(wing)}</li>
          ))}
        </ul>
      </aside>
      <main className="door-paper">
        <Button
          kind="plain"
          small
          icon={<Languages aria-hidden />}
          onPress={() => changeSettings({ language: language === "th" ? "en" : "th" })}
        >
          {language === "th" ? "English" : "ภาษาไทย"}
        </Button>
        <header className="sheet-head">
          <div>
            <h1 tabIndex={-1}>{title}</h1>
            {lead && <p className="lead">{lead}</p>}
          </div>
        </header>
        {children}
      </main>
    </div>
  );
}
