import { Link } from "react-aria-components";
import { citation, lawNames, partsOfClause } from "../../kernel/law/clauses.ts";
import { type Both, useWords } from "../words.ts";
import { arabicDigits, clausePath } from "./address.ts";

/** A clause by its citation, leading to the law library. */
export function Citation({ clause }: { clause: string }) {
  const { say } = useWords();
  return <Link href={clausePath(clause)}>{say(citation(clause))}</Link>;
}

interface OfLaw {
  law: string;
  name: Both & { part?: string };
  clauses: string[];
}

/** The clauses of one law together, in the order in which the laws are first named. */
function byLaw(clauses: readonly string[]): OfLaw[] {
  const laws = new Map<string, OfLaw>();
  for (const clause of new Set(clauses)) {
    const { law } = partsOfClause(clause);
    const name = (lawNames as Record<string, OfLaw["name"]>)[law] ?? { th: law, en: law };
    const entry = laws.get(law) ?? { law, name, clauses: [] };
    entry.clauses.push(clause);
    laws.set(law, entry);
  }
  return [...laws.values()];
}

/** The clauses on which an act rests, law by law: มาตรา ๔๙, ๕๖ and below it the law's name. */
export function Citations({ clauses }: { clauses: readonly string[] }) {
  const { say, language } = useWords();
  return (
    <ul className="citations">
      {byLaw(clauses).map(({ law, name, clauses: some }) => (
        <li key={law}>
          {language === "th" ? (name.part === "item" ? "ข้อ " : "มาตรา ") : name.part === "item" ? "cl. " : "s. "}
          {some.map((clause, at) => {
            const { number } = partsOfClause(clause);
            return (
              <span key={clause}>
                {at > 0 && ", "}
                <Link href={clausePath(clause)}>{language === "th" ? number : arabicDigits(number)}</Link>
              </span>
            );
          })}{" "}
          <span className="quiet small">{say(name)}</span>
        </li>
      ))}
    </ul>
  );
}
