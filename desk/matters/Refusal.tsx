import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Problem } from "../problem.ts";
import { useWords } from "../words.ts";
import "./matters.css";

/** Why the server refused, at the head of a form; its fields are marked where they stand. */
export function Refusal({ problem }: { problem: Problem | null }) {
  const { language, w } = useWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem) place.current?.scrollIntoView({ block: "nearest" });
  }, [problem]);
  if (!problem || problem.code === "signedOut") return null;
  return (
    <div className="refusal" role="alert" ref={place}>
      <CircleAlert aria-hidden />
      <p>
        {problem.errors.length > 1
          ? `${w("fixFields", { count: problem.errors.length })}: ${problem.errors.map(({ message }) => message[language]).join(" · ")}`
          : problem.say(language)}
      </p>
    </div>
  );
}
