import { Lock } from "lucide-react";
import { LinkButton } from "../design/Button.tsx";
import { EmptyState } from "../design/Page.tsx";
import { Refusal } from "../matters/Refusal.tsx";
import type { Problem } from "../problem.ts";
import { useWords } from "../words.ts";
import { adminWords as a } from "./words.ts";

/** A page that the present position may not read says so, and where to learn who may. */
export function NotYours({ problem }: { problem: Problem }) {
  const { say } = useWords();
  if (problem.status !== 403) return <Refusal problem={problem} />;
  return (
    <EmptyState
      icon={Lock}
      title={say(a.notYours)}
      help={say(a.notYoursHelp)}
      action={<LinkButton href="/authority">{say(a.whoMay)}</LinkButton>}
    />
  );
}
