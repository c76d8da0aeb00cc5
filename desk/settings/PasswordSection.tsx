import { type FormEvent, useState } from "react";
import { passwordFault } from "../../kernel/accounts/password-policy.ts";
import { Button } from "../design/Button.tsx";
import { Section } from "../design/Page.tsx";
import { PasswordField } from "../design/TextField.tsx";
import { toast } from "../design/Toast.tsx";
import { Refusal } from "../matters/Refusal.tsx";
import { useWords } from "../words.ts";
import { changePassword } from "./auth.ts";
import { useDoor } from "./useDoor.ts";
import { settingsWords as s } from "./words.ts";

/** The same rule judges here while one types and on the server when it is sent. */
export function PasswordSection({ hasPassword, email }: { hasPassword: boolean; email: string }) {
  const { w, say } = useWords();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [isTried, setTried] = useState(false);
  const door = useDoor(changePassword, () => {
    setCurrent("");
    setNext("");
    setAgain("");
    setTried(false);
    toast({ title: say(s.changed) });
  });
  const fault = passwordFault(next, email);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (current !== "" && !fault && next === again) void door.run(current, next);
  };
  return (
    <Section title={say(s.password)}>
      {!hasPassword ? (
        <p className="quiet">{say(s.passwordNone)}</p>
      ) : (
        <form className="form" onSubmit={submit} noValidate>
          <Refusal problem={door.problem && door.problem.errors.length === 0 ? door.problem : null} />
          <p className="quiet small">{say(s.passwordHelp)}</p>
          <PasswordField
            label={say(s.current)}
            autoComplete="current-password"
            value={current}
            onChange={setCurrent}
            error={
              door.fields.currentPassword ??
              door.fields.password ??
              (isTried && current === "" ? w("needed") : undefined)
            }
          />
          <PasswordField
            label={w("newPassword")}
            hint={w("passwordRule")}
            autoComplete="new-password"
            value={next}
            onChange={setNext}
            error={door.fields.newPassword ?? (isTried && fault ? say(fault) : undefined)}
          />
          <PasswordField
            label={w("repeatPassword")}
            autoComplete="new-password"
            value={again}
            onChange={setAgain}
            error={isTried && next !== again ? w("passwordDiffers") : undefined}
          />
          <p>
            <Button type="submit" isPending={door.isRunning}>
              {say(s.change)}
            </Button>
          </p>
        </form>
      )}
    </Section>
  );
}
