import { WifiOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { away, knock, noteSilence, retrySeconds } from "../connection.ts";
import { Button } from "../design/Button.tsx";
import { toast } from "../design/Toast.tsx";
import { useWords } from "../words.ts";

/** Tells that the server does not answer, asks it again by itself, and says when it is back. */
export function ServerAway() {
  const { w } = useWords();
  const isAway = away.use();
  const [isAsking, ask] = useState(false);
  const wasAway = useRef(false);
  useEffect(() => {
    if (wasAway.current && !isAway) toast({ title: w("serverBack") });
    wasAway.current = isAway;
  }, [isAway, w]);
  useEffect(() => {
    const onBack = () => void knock();
    window.addEventListener("offline", noteSilence);
    window.addEventListener("online", onBack);
    return () => {
      window.removeEventListener("offline", noteSilence);
      window.removeEventListener("online", onBack);
    };
  }, []);
  if (!isAway) return null;
  return (
    <div className="banner" role="alert">
      <WifiOff aria-hidden />
      <p>
        <strong>{w(navigator.onLine ? "serverAway" : "offline")}</strong>{" "}
        {w("serverAwayHelp", { seconds: retrySeconds })}
      </p>
      <Button
        small
        isPending={isAsking}
        onPress={async () => {
          ask(true);
          await knock();
          ask(false);
        }}
      >
        {w("retry")}
      </Button>
    </div>
  );
}

/** Says to a screen reader which page was opened, and brings the focus to its heading. */
export function RouteAnnouncer({ address, title }: { address: string; title: string }) {
  const { w } = useWords();
  const [said, say] = useState("");
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: announced when the address changes, not when words do
  useEffect(() => {
    document.title = `${title} · ${w("product")}`;
    if (first.current) {
      first.current = false;
      return;
    }
    say(w("pageOpened", { title }));
    // After the screen has been laid out; a lazy one may need a moment longer, then the main region keeps the focus.
    const frame = requestAnimationFrame(() => {
      (document.querySelector<HTMLElement>("main h1") ?? document.querySelector<HTMLElement>("main"))?.focus();
      window.scrollTo(0, 0);
    });
    return () => cancelAnimationFrame(frame);
  }, [address]);
  return (
    <p className="unseen" aria-live="polite">
      {said}
    </p>
  );
}
