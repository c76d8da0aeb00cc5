import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { fieldPath, Problem } from "../problem.ts";
import { refresh } from "../queries.ts";
import { useWords } from "../words.ts";

/** Goes through one door of /api/auth: whether it is open, what it refused, and what is read again afterwards. */
export function useDoor<A extends unknown[], R>(door: (...given: A) => Promise<R>, onDone: (row: R) => void) {
  const client = useQueryClient();
  const { say } = useWords();
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const fields: Record<string, string> = {};
  for (const { field, message } of problem?.errors ?? []) fields[fieldPath(field)] = say(message);
  return {
    isRunning,
    problem,
    fields,
    run: async (...given: A) => {
      if (isRunning) return;
      setRunning(true);
      setProblem(null);
      try {
        const row = await door(...given);
        refresh(client, ["accounts"]);
        onDone(row);
      } catch (reason) {
        if (!(reason instanceof Problem)) throw reason;
        setProblem(reason);
      } finally {
        setRunning(false);
      }
    },
  };
}
