import { type FormEvent, useState } from "react";
import { Button } from "../design/Button.tsx";
import { Section } from "../design/Page.tsx";
import { PasswordField } from "../design/TextField.tsx";
import { toast } from "../design/Toast.tsx";
import { Refusal } from "../matters/Refusal.tsx";
import { useWords } from "../words.ts";
import { changePassword } from "./auth.ts";
import { useDoor } from "./useDoor.ts";
import { settingsWords as s } from "./words.ts";

const shortest = 12;

/** Only the length is judged here; whether it can be guessed, the server says. */
export function PasswordSection({ hasPassword }: { hasPassword: boolean }) {
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
  const isShort = [...next].length < shortest;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (current !== "" && !isShort && next === again) void door.run(current, next);
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
            error={door.fields.newPassword ?? (isTried && isShort ? w("passwordShort") : undefined)}
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
