import { type FormEvent, useState } from "react";
import { Link } from "react-aria-components";
import { Button } from "../design/Button.tsx";
import { TextField } from "../design/TextField.tsx";
import { type Both, useWords } from "../words.ts";
import { askReset } from "./auth.ts";
import { Door } from "./Door.tsx";

export default function ForgotPage() {
  const { w, say } = useWords();
  const [email, setEmail] = useState("");
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [isSent, setSent] = useState(false);
  const [why, setWhy] = useState<Both | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (email.trim() === "" || isBusy) return;
    setBusy(true);
    const outcome = await askReset(email);
    setBusy(false);
    if (outcome.kind === "refused") setWhy(outcome.why);
    else setSent(true);
  };
  return (
    <Door title={w(isSent ? "linkSent" : "forgot")} lead={w(isSent ? "linkSentHelp" : "forgotHelp")}>
      {!isSent && (
        <form onSubmit={submit} className="form" noValidate>
          <TextField
            label={w("email")}
            type="email"
            name="email"
            autoComplete="username"
            value={email}
            onChange={setEmail}
            error={why ? say(why) : isTried && email.trim() === "" ? w("needed") : undefined}
          />
          <Button type="submit" kind="primary" isPending={isBusy}>
            {w("sendLink")}
          </Button>
        </form>
      )}
      <p className="door-more">
        <Link href="/login">{w("toSignIn")}</Link>
      </p>
    </Door>
  );
}
