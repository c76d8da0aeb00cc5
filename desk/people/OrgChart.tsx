import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import { Button as AriaButton, Link } from "react-aria-components";
import { shortPost } from "../../kernel/authority/signature.ts";
import { Badge } from "../design/Marks.tsx";
import { useNarrow } from "../design/media.ts";
import { useMe } from "../frame/office.ts";
import type { Both } from "../words.ts";
import { useWords } from "../words.ts";
import { Seat } from "./Seat.tsx";
import type { Arrangement, Branch } from "./tree.ts";
import { peopleWords as p } from "./words.ts";

const personOf = (th: string | null | undefined, en: string | null | undefined): Both | null =>
  th ? { th, en: en ?? th } : null;

/** Posts of a unit, or the unit by its head. */
function Box({ branch, isLarge }: { branch: Branch; isLarge?: boolean }) {
  const { say, language } = useWords();
  const { data: me } = useMe();
  const { position, unit } = branch;
  const head = unit?.head;
  // In a box of the chart of one province its name is said once, at the top.
  const name =
    isLarge || unit?.kind === "province"
      ? say(branch.name)
      : shortPost(say(branch.name), me?.province?.name[language] ?? "");
  return (
    <div className={`chart-box ${branch.kind} ${isLarge ? "large" : ""}`}>
      {branch.path ? <Link href={branch.path}>{name}</Link> : <span>{name}</span>}
      {position ? (
        <Seat person={personOf(position.person_th, position.person_en)} capacity={position.capacity} />
      ) : head ? (
        <Seat person={personOf(head.person_th, head.person_en)} capacity={head.capacity} />
      ) : null}
    </div>
  );
}

/** More units than this stand in two columns. */
const many = 24;

/** One column of the chart: a heading that folds it, and its boxes on a line; dashed where the governor does not command. */
function Column({ branch, isOpenAtFirst }: { branch: Branch; isOpenAtFirst: boolean }) {
  const { say } = useWords();
  const [isOpen, open] = useState(isOpenAtFirst);
  const units = branch.children.filter(({ kind }) => kind === "unit");
  const isUnder = branch.unit
    ? branch.unit.admin_type === "R"
    : branch.children.some(({ unit }) => !unit || unit.admin_type === "R");
  const own = branch.unit ? [branch] : [];
  const stacks =
    branch.id === "group:R" || branch.id === "group:C"
      ? byMinistry(units)
      : [{ name: null, units: [...own, ...units] }];
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <section className={`chart-column ${isUnder ? "" : "outside"} ${units.length > many ? "broad" : ""}`}>
      <h2>
        <AriaButton aria-expanded={isOpen} onPress={() => open(!isOpen)} className="chart-fold print-keep">
          <Chevron aria-hidden />
          <span>{say(branch.name)}</span>
          {!branch.unit && <Badge label={say(p.unitsN, { count: units.length })}>{units.length}</Badge>}
        </AriaButton>
      </h2>
      <div className="chart-units" hidden={!isOpen}>
        {stacks.map(({ name, units: some }) => (
          <div key={name?.th ?? ""} className="chart-stack">
            {name && <p className="chart-ministry">{say(name)}</p>}
            {some.map((unit) => (
              <Box key={unit.id} branch={unit} />
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}

function byMinistry(units: readonly Branch[]): { name: Both | null; units: Branch[] }[] {
  const ministries = new Map<string, { name: Both; units: Branch[] }>();
  for (const branch of units) {
    const th = branch.unit?.ministry_th ?? "";
    const name = th === "" ? p.noMinistry : { th, en: branch.unit?.ministry_en || th };
    const entry = ministries.get(th) ?? { name, units: [] };
    entry.units.push(branch);
    ministries.set(th, entry);
  }
  return [...ministries.values()];
}

export interface OrgChartProps {
  branches: readonly Branch[];
  arrangement: Arrangement;
  /** A search has narrowed it: everything that is left is shown. */
  isSifted: boolean;
}

/**
 * The organisation chart: the governor and his deputies, below them the branches of the administration side by side.
 * It fits the width of the screen (or of a sheet of A4) instead of having to be dragged about.
 */
export function OrgChart({ branches, arrangement, isSifted }: OrgChartProps) {
  const { say } = useWords();
  const isNarrow = useNarrow();
  const root = arrangement === "line" && branches.length === 1 ? branches[0] : undefined;
  const top = root ? root.children.filter(({ kind }) => kind === "position") : [];
  const [first, ...deputies] = top;
  const columns = root ? root.children.filter(({ kind }) => kind !== "position") : branches;
  const isOpen = (branch: Branch) => isSifted || !isNarrow || branch.unit !== undefined;
  // The few state enterprises, local and independent bodies share a column.
  const isSmall = ({ unit, children }: Branch) => root !== undefined && !unit && children.length < 8;
  const column = (branch: Branch) => (
    <Column key={`${branch.id}:${isSifted}`} branch={branch} isOpenAtFirst={isOpen(branch)} />
  );
  return (
    <div className={`chart ${arrangement}`}>
      {first && (
        <div className="chart-top">
          <Box branch={first} isLarge />
          {deputies.length > 0 && (
            <div className="chart-deputies">
              {deputies.map((branch) => (
                <Box key={branch.id} branch={branch} />
              ))}
            </div>
          )}
        </div>
      )}
      <div className="chart-columns">
        {columns.filter((branch) => !isSmall(branch)).map(column)}
        {columns.some(isSmall) && <div className="chart-pile">{columns.filter(isSmall).map(column)}</div>}
      </div>
      {root && (
        <ul className="chart-legend quiet small">
          <li>{say(p.commandLine)}</li>
          <li className="outside">{say(p.oversightLine)}</li>
        </ul>
      )}
    </div>
  );
}
