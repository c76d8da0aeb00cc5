/** Clauses on which an order may rest. */

import type { Choice } from "../../../../desk/design/choice.ts";
import { useWords } from "../../../../desk/words.ts";
import { citation, goodGovernance, stateAdministration } from "../../../../kernel/law/clauses.ts";

const usual = [
  stateAdministration("๕๗"),
  stateAdministration("๕๒/๑"),
  stateAdministration("๕๔"),
  stateAdministration("๖๐"),
  stateAdministration("๖๒"),
  goodGovernance("๑๐"),
  goodGovernance("๔๕"),
];

export function useClauseChoices(): Choice[] {
  const { say } = useWords();
  return usual.map((clause) => ({ id: clause, label: say(citation(clause)) }));
}
