import { useState } from "react";
import { Link } from "react-aria-components";
import { sayInstant } from "../days.ts";
import { Button } from "../design/Button.tsx";
import { Drawer } from "../design/Dialog.tsx";
import { DefinitionList } from "../design/Page.tsx";
import { TextArea } from "../design/TextField.tsx";
import { toast } from "../design/Toast.tsx";
import { Refusal } from "../matters/Refusal.tsx";
import { ActDialog } from "../people/ActDialog.tsx";
import { useAct, useMay } from "../queries.ts";
import { useWords } from "../words.ts";
import { Guard, type Login, LoginState } from "./Login.tsx";
import { LinkDialog, type OneTimeLink } from "./OpenLogin.tsx";
import { adminWords as a } from "./words.ts";

/** One login with what may be done to it; what may not is not offered. */
export function LoginDrawer({ login, onClose }: { login: Login; onClose: () => void }) {
  const { say, language } = useWords();
  const [form, setForm] = useState<"suspend" | "second" | null>(null);
  const [link, setLink] = useState<OneTimeLink | null>(null);
  const [mayLink, mayDisable, mayEnable, mayOut, maySecond] = useMay([
    ["accounts.resetLink", { login: login.id }],
    ["accounts.disable", { login: login.id, reason: "-" }],
    ["accounts.enable", { login: login.id }],
    ["accounts.signOut", { login: login.id }],
    ["accounts.removeSecondStep", { login: login.id, reason: "-" }],
  ]);
  const onDone = () => {
    toast({ title: say(a.done), more: say(login.name) });
    setForm(null);
  };
  const reset = useAct("accounts.resetLink", { onDone: setLink });
  const enable = useAct("accounts.enable", { onDone });
  const out = useAct("accounts.signOut", { onDone });
  if (link) return <LinkDialog link={link} onClose={() => setLink(null)} />;
  return (
    <Drawer title={say(login.name)} isOpen onClose={onClose}>
      <Refusal problem={reset.problem ?? enable.problem ?? out.problem} />
      <DefinitionList
        facts={[
          {
            label: say(a.person),
            value: <Link href={`/people/person/${login.person}`}>{say(login.name)}</Link>,
            wide: true,
          },
          { label: say(a.post), value: login.title && say(login.title), wide: true },
          { label: say(a.email), value: login.email, wide: true },
          { label: say(a.guard), value: <Guard login={login} /> },
          { label: say(a.state), value: <LoginState login={login} /> },
          {
            label: say(a.lastSeen),
            value: login.lastSeen
              ? `${sayInstant(login.lastSeen, language)} · ${say(a.sessionsN, { count: login.sessions })}`
              : say(a.neverSeen),
            wide: true,
          },
          ...(login.suspension
            ? [
                {
                  label: say(a.suspended),
                  value: `${sayInstant(login.suspension.at, language)} · ${login.suspension.reason}`,
                  wide: true,
                },
              ]
            : []),
          ...(login.attackedAt
            ? [
                {
                  label: say(a.attacked),
                  value: say(a.attackedAt, { at: sayInstant(login.attackedAt, language) }),
                  wide: true,
                },
              ]
            : []),
        ]}
      />
      <div className="stacked-acts">
        {mayLink?.may && (
          <Button isPending={reset.isRunning} onPress={() => void reset.run({ login: login.id })}>
            {say(a.newLink)}
          </Button>
        )}
        {mayOut?.may && login.sessions > 0 && (
          <Button isPending={out.isRunning} onPress={() => void out.run({ login: login.id })}>
            {say(a.signOut)}
          </Button>
        )}
        {maySecond?.may && (login.twoFactor || login.passkeys > 0) && (
          <Button kind="danger" onPress={() => setForm("second")}>
            {say(a.removeSecond)}
          </Button>
        )}
        {mayEnable?.may && (
          <Button isPending={enable.isRunning} onPress={() => void enable.run({ login: login.id })}>
            {say(a.reinstate)}
          </Button>
        )}
        {mayDisable?.may && (
          <Button kind="danger" onPress={() => setForm("suspend")}>
            {say(a.suspend)}
          </Button>
        )}
      </div>
      {form && <WithReason login={login} what={form} onDone={onDone} onClose={() => setForm(null)} />}
    </Drawer>
  );
}

interface WithReasonProps {
  login: Login;
  what: "suspend" | "second";
  onDone: () => void;
  onClose: () => void;
}

function WithReason({ login, what, onDone, onClose }: WithReasonProps) {
  const { say } = useWords();
  const [reason, setReason] = useState("");
  const disable = useAct("accounts.disable", { onDone });
  const second = useAct("accounts.removeSecondStep", { onDone });
  const act = what === "suspend" ? disable : second;
  const title = say(what === "suspend" ? a.suspend : a.removeSecond);
  return (
    <ActDialog
      title={title}
      lead={`${say(login.name)}: ${say(what === "suspend" ? a.suspendLead : a.removeSecondLead)}`}
      verb={title}
      isDanger
      act={act}
      onClose={onClose}
      isReady={reason.trim() !== ""}
      onSend={() => void act.run({ login: login.id, reason })}
    >
      <TextArea
        label={say(a.reason)}
        value={reason}
        onChange={setReason}
        error={act.fields.reason}
        limit={500}
        isRequired
      />
    </ActDialog>
  );
}
