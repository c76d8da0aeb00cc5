import { KeyRound } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "../design/Button.tsx";
import { PasswordField, TextField } from "../design/TextField.tsx";
import { Checkbox } from "../design/Ticks.tsx";
import { type Both, useWords } from "../words.ts";
import { canPasskey, type Outcome, signIn, signInWithPasskey, verifyBackupCode, verifyTotp } from "./auth.ts";

export interface SignInProps {
  onIn: (email: string) => void;
  /** Signing in again in the middle of the work: the same person, so the e-mail cannot be changed. */
  email?: string;
  submitLabel?: string;
  /** Written into the fields from outside (a demonstration account). */
  fill?: { email: string; password: string } | null;
}

/** The form itself: e-mail and password, a passkey, and the second step where the account has one. */
export function SignIn({ onIn, email: fixed, submitLabel, fill }: SignInProps) {
  const { w, say } = useWords();
  const [step, setStep] = useState<"password" | "totp" | "backup">("password");
  const [email, setEmail] = useState(fixed ?? "");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [trust, setTrust] = useState(false);
  const [why, setWhy] = useState<Both | null>(null);
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const codeInput = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (!fill) return;
    setEmail(fill.email);
    setPassword(fill.password);
    setStep("password");
    setWhy(null);
  }, [fill]);
  useEffect(() => {
    if (step !== "password") codeInput.current?.focus();
  }, [step]);

  const attempt = async (work: () => Promise<Outcome>) => {
    setBusy(true);
    setWhy(null);
    const outcome = await work();
    setBusy(false);
    if (outcome.kind === "in") return onIn(email);
    if (outcome.kind === "secondStep") return setStep("totp");
    setWhy(outcome.why);
    setCode("");
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isBusy) return;
    if (step === "password") {
      if (email.trim() !== "" && password !== "") void attempt(() => signIn(email, password));
    } else if (code.trim() !== "") {
      void attempt(() => (step === "totp" ? verifyTotp(code, trust) : verifyBackupCode(code, trust)));
    }
  };
  const need = (value: string) => (isTried && value.trim() === "" ? w("needed") : undefined);

  return (
    <form onSubmit={submit} className="form" noValidate>
      <div role="alert" className="form-refusal">
        {why && <p>{say(why)}</p>}
      </div>
      {step === "password" ? (
        <>
          <TextField
            label={w("email")}
            type="email"
            name="email"
            autoComplete="username webauthn"
            value={email}
            onChange={setEmail}
            error={need(email)}
            isReadOnly={fixed !== undefined}
          />
          <PasswordField
            label={w("password")}
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            error={need(password)}
          />
          <Button type="submit" kind="primary" isPending={isBusy}>
            {submitLabel ?? w("signIn")}
          </Button>
          {canPasskey() && (
            <Button icon={<KeyRound aria-hidden />} isDisabled={isBusy} onPress={() => attempt(signInWithPasskey)}>
              {w("withPasskey")}
            </Button>
          )}
        </>
      ) : (
        <>
          <h2>{w("secondStep")}</h2>
          <TextField
            key={step}
            label={w(step === "totp" ? "totpCode" : "backupCode")}
            name="code"
            autoComplete="one-time-code"
            inputMode={step === "totp" ? "numeric" : "text"}
            value={code}
            onChange={setCode}
            error={isTried && code === "" && !why ? w("needed") : undefined}
            ref={codeInput}
          />
          <Checkbox isSelected={trust} onChange={setTrust} hint={w("trustDeviceHelp")}>
            {w("trustDevice")}
          </Checkbox>
          <Button type="submit" kind="primary" isPending={isBusy}>
            {w("confirm")}
          </Button>
          <div className="row-of">
            <Button kind="plain" small onPress={() => setStep(step === "totp" ? "backup" : "totp")}>
              {w(step === "totp" ? "useBackup" : "useTotp")}
            </Button>
            <Button kind="plain" small onPress={() => setStep("password")}>
              {w("startAgain")}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
