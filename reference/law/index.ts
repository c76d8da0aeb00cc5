/** Every law that the program ships clauses of. */
import { cybersecurity, electronicGovernment, electronicTransactions } from "./electronic.ts";
import { digitalGovernment, goodGovernance, officialInformation } from "./governance.ts";
import {
  administrativeProcedure,
  civilService,
  correspondence,
  nationalArchives,
  secrecyRegulation,
} from "./office-rules.ts";
import type { LawFacts } from "./shape.ts";
import { stateAdministration } from "./state-administration.ts";

export type { ClauseFacts, LawFacts } from "./shape.ts";

export const laws: readonly LawFacts[] = [
  stateAdministration,
  goodGovernance,
  officialInformation,
  digitalGovernment,
  electronicTransactions,
  electronicGovernment,
  cybersecurity,
  civilService,
  administrativeProcedure,
  nationalArchives,
  correspondence,
  secrecyRegulation,
];
