/** บันทึกหลักฐาน: the chain's standing, its proof, and its lines in sentences. */
import { Download, ShieldCheck } from "lucide-react";
import { useState } from "react";
import type { Api } from "../api.ts";
import { sayInstant } from "../days.ts";
import { Button } from "../design/Button.tsx";
import { State } from "../design/Marks.tsx";
import { DefinitionList, PageHead, Progress, Section } from "../design/Page.tsx";
import { Refusal } from "../matters/Refusal.tsx";
import { useAct, useMay, useView } from "../queries.ts";
import { actingAs } from "../session.ts";
import { useWords } from "../words.ts";
import { Hash } from "./Hash.tsx";
import { LedgerLines } from "./LedgerLines.tsx";
import { ledgerWords as l } from "./words.ts";
import "../matters/matters.css";
import "../people/people.css";
import "./ledger.css";

type Verification = Api["ledger.verify"]["output"];

export default function LedgerPage() {
  const { say, language } = useWords();
  const as = actingAs.use();
  const { data } = useView("ledger.standing", {});
  const [result, setResult] = useState<Verification | null>(null);
  const [may] = useMay([["ledger.verify", {}]]);
  const verify = useAct("ledger.verify", { onDone: setResult });
  const address = new URLSearchParams({ input: "{}", ...(as ? { as } : {}) });
  const verified = data?.verified;
  return (
    <>
      <PageHead
        title={say(l.title)}
        lead={say(l.lead)}
        actions={
          may?.may && (
            <>
              <Button
                kind="primary"
                icon={<ShieldCheck aria-hidden />}
                isPending={verify.isRunning}
                onPress={() => {
                  setResult(null);
                  void verify.run({});
                }}
              >
                {say(l.verify)}
              </Button>
              <a className="button quiet" href={`/api/ledger.export?${address}`} download>
                <Download aria-hidden />
                {say(l.export)}
              </a>
            </>
          )
        }
      />
      <Refusal problem={verify.problem} />
      <div aria-live="polite">
        {verify.isRunning && <Progress label={say(l.verifying)} />}
        {result && <Outcome result={result} />}
      </div>
      <Section title={say(l.standing)}>
        <DefinitionList
          facts={[
            {
              label: say(l.sealed),
              value: data ? say(l.sealedN, { count: data.sealed.toLocaleString("en-US") }) : "…",
            },
            {
              label: say(l.waiting),
              value: data ? say(l.sealedN, { count: data.waiting.toLocaleString("en-US") }) : "…",
            },
            {
              label: say(l.lastVerified),
              value: verified ? (
                <>
                  {sayInstant(verified.at, language)}{" "}
                  <State tone={verified.detail.ok ? "done" : "late"}>
                    {verified.detail.ok ? say(l.verifiedOk) : say(l.verifiedBad, { count: verified.detail.faults })}
                  </State>
                </>
              ) : (
                say(l.never)
              ),
            },
            {
              label: say(l.head),
              wide: true,
              value: data && (
                <>
                  <Hash value={data.head.hash} isWhole />
                  <p className="quiet small">{say(l.headHint)}</p>
                </>
              ),
            },
          ]}
        />
        {may?.may && (
          <details className="how">
            <summary>{say(l.exportHow)}</summary>
            <p>{say(l.exportHelp)}</p>
            <pre className="command">bash kernel/ledger/verify-export.sh ledger-1-{data?.sealed ?? "N"}.txt</pre>
            <p>{say(l.exportHeads)}</p>
            <pre className="command">
              bash kernel/ledger/verify-export.sh ledger-1-{data?.sealed ?? "N"}.txt ledger-heads.log
            </pre>
          </details>
        )}
      </Section>
      <LedgerLines />
    </>
  );
}

function Outcome({ result }: { result: Verification }) {
  const { say } = useWords();
  if (result.ok)
    return (
      <div className="verdict good">
        <ShieldCheck aria-hidden />
        <div>
          <p className="verdict-title">{say(l.allWell)}</p>
          <p className="quiet small">{say(l.allWellMore, { from: result.from, to: result.to, heads: result.heads })}</p>
          <Hash value={result.hash} />
        </div>
      </div>
    );
  return (
    <div className="verdict bad" role="alert">
      <div>
        <p className="verdict-title">{say(l.broken)}</p>
        <p>{say(l.verifiedBad, { count: result.faultCount })}</p>
        <ol>
          {result.faults.slice(0, 50).map((fault) => (
            <li key={`${fault.kind}:${fault.seq}:${fault.ledger}`}>{say(fault)}</li>
          ))}
        </ol>
      </div>
    </div>
  );
}
