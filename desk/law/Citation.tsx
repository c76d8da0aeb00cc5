import { Link } from "react-aria-components";
import { citation } from "../../kernel/law/clauses.ts";
import { useWords } from "../words.ts";
import { clausePath } from "./address.ts";

/** A clause by its citation, leading to the law library. Inside a row that itself opens, use `plain`. */
export function Citation({ clause, plain }: { clause: string; plain?: boolean }) {
  const { say } = useWords();
  const words = say(citation(clause));
  return plain ? <span>{words}</span> : <Link href={clausePath(clause)}>{words}</Link>;
}

/** The clauses on which an act rests, one to a line. */
export function Citations({ clauses }: { clauses: readonly string[] }) {
  return (
    <ul className="citations">
      {[...new Set(clauses)].map((clause) => (
        <li key={clause}>
          <Citation clause={clause} />
        </li>
      ))}
    </ul>
  );
}
