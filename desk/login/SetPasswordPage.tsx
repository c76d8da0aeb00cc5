import { type FormEvent, useState } from "react";
import { Link } from "react-aria-components";
import { Button, LinkButton } from "../design/Button.tsx";
import { PasswordField } from "../design/TextField.tsx";
import { type Both, useWords } from "../words.ts";
import { setPassword } from "./auth.ts";
import { Door } from "./Door.tsx";

const shortest = 12;

/** `/set-password?token=…`: the first administrator, a new official, or whoever forgot. */
export default function SetPasswordPage() {
  const { w, say } = useWords();
  const [token] = useState(() => new URLSearchParams(window.location.search).get("token") ?? "");
  const [password, setNew] = useState("");
  const [again, setAgain] = useState("");
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [isSet, setSet] = useState(false);
  const [why, setWhy] = useState<Both | null>(null);
  const isShort = [...password].length < shortest;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isShort || password !== again || isBusy) return;
    setBusy(true);
    const outcome = await setPassword(token, password);
    setBusy(false);
    if (outcome.kind === "refused") setWhy(outcome.why);
    else setSet(true);
  };
  if (token === "")
    return (
      <Door title={w("linkBroken")} lead={w("linkBrokenHelp")}>
        <p className="door-more">
          <Link href="/forgot">{w("forgot")}</Link>
        </p>
      </Door>
    );
  if (isSet)
    return (
      <Door title={w("passwordSet")} lead={w("passwordSetHelp")}>
        <LinkButton href="/login" kind="primary">
          {w("signIn")}
        </LinkButton>
      </Door>
    );
  return (
    <Door title={w("setPassword")} lead={w("passwordRule")}>
      <form onSubmit={submit} className="form" noValidate>
        <PasswordField
          label={w("newPassword")}
          name="new-password"
          autoComplete="new-password"
          value={password}
          onChange={setNew}
          error={why ? say(why) : isTried && isShort ? w("passwordShort") : undefined}
        />
        <PasswordField
          label={w("repeatPassword")}
          name="repeat-password"
          autoComplete="new-password"
          value={again}
          onChange={setAgain}
          error={isTried && password !== again ? w("passwordDiffers") : undefined}
        />
        <Button type="submit" kind="primary" isPending={isBusy}>
          {w("setPassword")}
        </Button>
      </form>
    </Door>
  );
}
