import { State, type Tone } from "../design/Marks.tsx";
import { useWords } from "../words.ts";
import { authorityWords as a } from "./words.ts";

const tones: Readonly<Record<string, Tone>> = {
  awaiting: "waiting",
  in_force: "done",
  not_yet: "plain",
  ended: "stopped",
};

/** How a delegation stands today. */
export function DelegationState({ state }: { state: string }) {
  const { say } = useWords();
  const words = a[state as "awaiting" | "in_force" | "not_yet" | "ended"];
  return <State tone={tones[state] ?? "plain"}>{words ? say(words) : state}</State>;
}
