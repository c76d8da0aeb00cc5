import { Dialog } from "../design/Dialog.tsx";
import { toast } from "../design/Toast.tsx";
import { SignIn } from "../login/SignIn.tsx";
import { answerSignIn, session, sessionOf } from "../session.ts";
import { useWords } from "../words.ts";

/** The session ran out in the middle of the work: sign in over the page, and what was being sent goes out again. */
export function SessionEnded() {
  const { w } = useWords();
  const state = session.use();
  const email = sessionOf.use();
  return (
    <Dialog
      title={w("sessionEnded")}
      isOpen={state === "ended"}
      onClose={() => answerSignIn(false)}
      mustAnswer
      isAlert
      size="narrow"
    >
      <div className="form">
        <p className="quiet">{w("sessionEndedHelp")}</p>
        <SignIn
          {...(email ? { email } : {})}
          submitLabel={w("goOn")}
          onIn={() => {
            answerSignIn(true);
            toast({ title: w("sessionBack") });
          }}
        />
      </div>
    </Dialog>
  );
}
