import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { sayInstant } from "../days.ts";
import { Button } from "../design/Button.tsx";
import { EmptyState, Section, Skeleton } from "../design/Page.tsx";
import { TextField } from "../design/TextField.tsx";
import { toast } from "../design/Toast.tsx";
import { ActDialog } from "../people/ActDialog.tsx";
import { useWords } from "../words.ts";
import { addPasskey, canAddPasskey, type Passkey, passkeys, removePasskey } from "./auth.ts";
import { useDoor } from "./useDoor.ts";
import { settingsWords as s } from "./words.ts";

export function PasskeySection() {
  const { w, say, language } = useWords();
  const [form, setForm] = useState<"add" | Passkey | null>(null);
  const [name, setName] = useState("");
  const { data } = useQuery({
    queryKey: ["passkeys"],
    queryFn: passkeys,
    meta: { topics: ["accounts"] },
    retry: false,
  });
  const close = () => setForm(null);
  const add = useDoor(addPasskey, () => {
    close();
    toast({ title: say(s.passkeyAdded) });
  });
  const remove = useDoor(removePasskey, () => {
    close();
    toast({ title: say(s.passkeyRemoved) });
  });
  const nameOf = (passkey: Passkey) => passkey.name || say(s.passkeyUnnamed);
  return (
    <Section title={say(s.passkeys)}>
      <p className="quiet small">{say(s.passkeysHelp)}</p>
      {!data ? (
        <Skeleton rows={2} />
      ) : data.length === 0 ? (
        <EmptyState icon={KeyRound} title={say(s.noPasskeys)} help={canAddPasskey() ? "" : say(s.passkeyUnable)} />
      ) : (
        <ul className="plain-rows">
          {data.map((passkey) => (
            <li key={passkey.id} className="passkey">
              <span>
                {nameOf(passkey)}
                <span className="quiet small"> {say(s.added, { at: sayInstant(passkey.createdAt, language) })}</span>
              </span>
              <Button small onPress={() => setForm(passkey)}>
                {w("remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {canAddPasskey() && (
        <p className="row-of">
          <Button onPress={() => setForm("add")}>{say(s.addPasskey)}</Button>
        </p>
      )}
      {form === "add" && (
        <ActDialog
          title={say(s.addPasskey)}
          lead={say(s.passkeysHelp)}
          verb={w("continue")}
          act={add}
          size="narrow"
          onClose={close}
          onSend={() => void add.run(name)}
        >
          <TextField
            label={say(s.passkeyName)}
            hint={say(s.passkeyNameHint)}
            value={name}
            onChange={setName}
            maxLength={100}
          />
        </ActDialog>
      )}
      {form !== null && form !== "add" && (
        <ActDialog
          title={say(s.removePasskey, { name: nameOf(form) })}
          lead={say(s.removePasskeyLead)}
          verb={w("remove")}
          isDanger
          act={remove}
          size="narrow"
          onClose={close}
          onSend={() => void remove.run(form.id)}
        />
      )}
    </Section>
  );
}
