import { useState } from "react";
import { Button } from "../design/Button.tsx";
import { State } from "../design/Marks.tsx";
import { Section } from "../design/Page.tsx";
import { PasswordField, TextField } from "../design/TextField.tsx";
import { toast } from "../design/Toast.tsx";
import { ActDialog } from "../people/ActDialog.tsx";
import { useWords } from "../words.ts";
import { beginTwoStep, confirmTwoStep, type Enrolment, endTwoStep, newBackupCodes, secretOf } from "./auth.ts";
import { BackupCodes } from "./BackupCodes.tsx";
import { QrCode } from "./QrCode.tsx";
import { useDoor } from "./useDoor.ts";
import { settingsWords as s } from "./words.ts";

type Step = "begin" | "enrol" | "end" | "codes" | null;

/** The second step: on by scanning and confirming, off by the password, new backup codes when the old ones are used up. */
export function TwoStepSection({ isOn, hasPassword }: { isOn: boolean; hasPassword: boolean }) {
  const { say } = useWords();
  const [step, setStep] = useState<Step>(null);
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [fresh, setFresh] = useState<string[] | null>(null);
  const close = () => {
    setStep(null);
    setEnrolment(null);
    setFresh(null);
  };
  const begin = useDoor(beginTwoStep, (row) => {
    setEnrolment(row);
    setStep("enrol");
  });
  const end = useDoor(endTwoStep, () => {
    close();
    toast({ title: say(s.turnedOff) });
  });
  const codes = useDoor(newBackupCodes, (row) => setFresh(row.backupCodes));
  return (
    <Section title={say(s.twoStep)} aside={<State tone={isOn ? "done" : "waiting"}>{say(isOn ? s.on : s.off)}</State>}>
      <p className="quiet small">{say(s.twoStepHelp)}</p>
      <p className="row-of">
        {isOn ? (
          <>
            <Button onPress={() => setStep("codes")}>{say(s.newCodes)}</Button>
            <Button kind="danger" onPress={() => setStep("end")}>
              {say(s.turnOff)}
            </Button>
          </>
        ) : (
          <Button onPress={() => setStep("begin")}>{say(s.turnOn)}</Button>
        )}
      </p>
      {step === "begin" && (
        <PasswordStep title={say(s.turnOn)} door={begin} hasPassword={hasPassword} onClose={close} />
      )}
      {step === "end" && (
        <PasswordStep title={say(s.turnOff)} door={end} hasPassword={hasPassword} isDanger onClose={close} />
      )}
      {step === "codes" && !fresh && (
        <PasswordStep
          title={say(s.newCodes)}
          lead={say(s.newCodesHelp)}
          door={codes}
          hasPassword={hasPassword}
          onClose={close}
        />
      )}
      {fresh && <BackupCodes codes={fresh} onClose={close} />}
      {step === "enrol" && enrolment && <Enrol enrolment={enrolment} onClose={close} />}
    </Section>
  );
}

interface PasswordStepProps {
  title: string;
  lead?: string;
  door: Pick<ReturnType<typeof useDoor<[string], unknown>>, "isRunning" | "problem" | "fields" | "run">;
  hasPassword: boolean;
  isDanger?: boolean;
  onClose: () => void;
}

/** Whoever finds an open desk must not be able to change its lock: the password is asked for again. */
function PasswordStep({ title, lead, door, hasPassword, isDanger, onClose }: PasswordStepProps) {
  const { say } = useWords();
  const [password, setPassword] = useState("");
  return (
    <ActDialog
      title={title}
      lead={lead}
      verb={title}
      act={door}
      isDanger={!!isDanger}
      size="narrow"
      isReady={!hasPassword || password !== ""}
      onSend={() => void door.run(password)}
      onClose={onClose}
    >
      {hasPassword && (
        <PasswordField
          label={say(s.confirmPassword)}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={door.fields.password}
          autoFocus
        />
      )}
    </ActDialog>
  );
}

function Enrol({ enrolment, onClose }: { enrolment: Enrolment; onClose: () => void }) {
  const { say } = useWords();
  const [code, setCode] = useState("");
  const confirm = useDoor(confirmTwoStep, () => {
    toast({ title: say(s.turnedOn) });
    onClose();
  });
  return (
    <ActDialog
      title={say(s.turnOn)}
      verb={say(s.confirmCode)}
      act={confirm}
      size="wide"
      isReady={code.replace(/\D/g, "").length === 6}
      onSend={() => void confirm.run(code)}
      onClose={onClose}
    >
      <section className="enrol">
        <div>
          <h3>{say(s.scan)}</h3>
          <p className="quiet small">{say(s.scanHelp)}</p>
          <p className="small">{say(s.orKey)}</p>
          <p>
            <code className="secret">{secretOf(enrolment.totpURI)}</code>
          </p>
          <p className="small">
            <a href={enrolment.totpURI}>{say(s.openApp)}</a>
          </p>
        </div>
        <QrCode text={enrolment.totpURI} label={say(s.qr)} />
      </section>
      <section>
        <h3>{say(s.codes)}</h3>
        <p className="quiet small">{say(s.codesHelp)}</p>
        <BackupCodes codes={enrolment.backupCodes} />
      </section>
      <section>
        <h3>{say(s.enterCode)}</h3>
        <TextField
          label={say(s.code)}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          value={code}
          onChange={setCode}
          error={confirm.fields.code}
        />
      </section>
    </ActDialog>
  );
}
