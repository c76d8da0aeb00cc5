import { Copy } from "lucide-react";
import { useState } from "react";
import { sayInstant } from "../days.ts";
import { Button } from "../design/Button.tsx";
import { ComboBox } from "../design/ComboBox.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { TextField } from "../design/TextField.tsx";
import { ActDialog } from "../people/ActDialog.tsx";
import { useAct, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { adminWords as a } from "./words.ts";

export interface OneTimeLink {
  path: string;
  /** ISO instant. */
  until: string;
}

/** A login for somebody in office who has none. */
export function OpenLoginForm({ onClose }: { onClose: () => void }) {
  const { say } = useWords();
  const [person, setPerson] = useState<string | null>(null);
  const [email, setEmail] = useState("");
  const [text, setText] = useState("");
  const [link, setLink] = useState<OneTimeLink | null>(null);
  const { data } = useView("accounts.without", { text: text.slice(0, 200) }, { keep: true });
  const act = useAct("accounts.create", { onDone: setLink });
  const choices = (data ?? []).map((row) => ({
    id: String(row.person),
    label: say(row.name),
    detail: [say(row.title), row.email].filter(Boolean).join(" · "),
  }));
  if (link) return <LinkDialog link={link} onClose={onClose} />;
  return (
    <ActDialog
      title={say(a.openLogin)}
      lead={say(a.openLoginLead)}
      verb={say(a.openLogin)}
      act={act}
      onClose={onClose}
      isReady={person !== null}
      onSend={() =>
        person && void act.run({ person: Number(person), ...(email.trim() ? { email: email.trim() } : {}) })
      }
    >
      <ComboBox
        label={say(a.whom)}
        choices={choices}
        value={person}
        onChange={setPerson}
        onSearch={setText}
        error={act.fields.person}
        isRequired
      />
      <TextField
        label={say(a.email)}
        hint={data?.find((row) => String(row.person) === person)?.email ?? say(a.emailHint)}
        type="email"
        value={email}
        onChange={setEmail}
        error={act.fields.email}
      />
    </ActDialog>
  );
}

/** The link is in this answer only; the server keeps no more than its mark. */
export function LinkDialog({ link, onClose }: { link: OneTimeLink; onClose: () => void }) {
  const { w, say, language } = useWords();
  const [isCopied, setCopied] = useState(false);
  const address = `${window.location.origin}${link.path}`;
  const copy = () =>
    void navigator.clipboard?.writeText(address).then(
      () => setCopied(true),
      () => {},
    );
  return (
    <Dialog
      title={say(a.link)}
      isOpen
      onClose={onClose}
      mustAnswer
      footer={
        <>
          <Button icon={<Copy aria-hidden />} onPress={copy}>
            {say(isCopied ? a.copied : a.copy)}
          </Button>
          <Button kind="primary" onPress={onClose}>
            {w("close")}
          </Button>
        </>
      }
    >
      <p>{say(a.linkHelp, { until: sayInstant(link.until, language) })}</p>
      <pre className="command">{address}</pre>
    </Dialog>
  );
}
