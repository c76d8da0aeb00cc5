import { useEffect, useState } from "react";
import { Button as AriaButton, Link } from "react-aria-components";
import { Button } from "../design/Button.tsx";
import { queries } from "../queries.ts";
import { session, sessionOf } from "../session.ts";
import { type Both, useWords } from "../words.ts";
import { type DemoAccount, demoAccounts, type Provider, providers, safeNext, signInWith } from "./auth.ts";
import { Door } from "./Door.tsx";
import { SignIn } from "./SignIn.tsx";

export default function LoginPage() {
  const { w, say } = useWords();
  const [demo, setDemo] = useState<DemoAccount[]>([]);
  const [others, setOthers] = useState<Provider[]>([]);
  const [fill, setFill] = useState<{ email: string; password: string } | null>(null);
  const [why, setWhy] = useState<Both | null>(null);
  const next = safeNext(new URLSearchParams(window.location.search).get("next"));

  useEffect(() => {
    void demoAccounts().then(setDemo);
    void providers().then(setOthers);
  }, []);

  return (
    <Door title={w("signIn")} lead={w("signInLead")}>
      <SignIn
        fill={fill}
        onIn={(email) => {
          queries.clear();
          session.set("unknown");
          sessionOf.set(email);
          // A whole new page: nothing of whoever sat here before remains in memory.
          window.location.assign(next);
        }}
      />
      <p className="door-more">
        <Link href="/forgot">{w("forgot")}</Link>
      </p>
      {others.length > 0 && (
        <div className="door-others">
          {others.map((provider) => (
            <Button
              key={provider.id}
              onPress={async () => {
                const outcome = await signInWith(provider.id, next);
                if (outcome.kind === "refused") setWhy(outcome.why);
              }}
            >
              {w("signInBy", { name: say(provider.name) })}
            </Button>
          ))}
          {why && (
            <p className="trouble" role="alert">
              {say(why)}
            </p>
          )}
        </div>
      )}
      {demo.length > 0 && (
        <section className="section demo-accounts">
          <h2>{w("demoAccounts")}</h2>
          <p className="quiet small">{w("demoAccountsHelp")}</p>
          <ul>
            {demo.map((account) => (
              <li key={account.email}>
                <AriaButton onPress={() => setFill({ email: account.email, password: account.password ?? "" })}>
                  <strong>{account.title_th}</strong>
                  <span>{account.name_th}</span>
                  <span className="demo-email">{account.email}</span>
                </AriaButton>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Door>
  );
}
