import { useNavigate } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { Button as AriaButton, Collection, Tree, TreeItem, TreeItemContent } from "react-aria-components";
import { Button } from "../design/Button.tsx";
import { Badge } from "../design/Marks.tsx";
import { useWords } from "../words.ts";
import { Seat } from "./Seat.tsx";
import type { Branch } from "./tree.ts";
import { peopleWords as p } from "./words.ts";

export interface UnitTreeProps {
  branches: readonly Branch[];
  /** Open while a search narrows the tree; null: as the person left it. */
  forced: ReadonlySet<string> | null;
  /** All that can be opened. */
  all: readonly string[];
}

/** What of a branch stands beside its name: who sits there, or how much is in it. */
function Beside({ branch }: { branch: Branch }) {
  const { say } = useWords();
  if (branch.position) {
    const { person_th, person_en, capacity } = branch.position;
    return <Seat person={person_th ? { th: person_th, en: person_en ?? person_th } : null} capacity={capacity} />;
  }
  const head = branch.unit?.head;
  if (head?.person_th)
    return <Seat person={{ th: head.person_th, en: head.person_en ?? head.person_th }} capacity={head.capacity} />;
  if (head) return <Seat person={null} capacity={null} />;
  return branch.unit ? null : (
    <Badge label={say(p.unitsN, { count: branch.children.length })}>{branch.children.length}</Badge>
  );
}

/** Units and positions with arrows: right opens, left closes, Enter goes to the page, letters jump. */
export function UnitTree({ branches, forced, all }: UnitTreeProps) {
  const { say } = useWords();
  const navigate = useNavigate();
  // A single root is opened, and so is the office in which this desk stands.
  const [own, setOwn] = useState<ReadonlySet<string>>(() => {
    if (branches.length !== 1) return new Set();
    const offices = branches[0]?.children.filter(({ unit }) => unit?.kind === "provincial_office") ?? [];
    return new Set([...branches, ...offices].map(({ id }) => id));
  });
  const open = forced ?? own;
  const item = (branch: Branch) => (
    <TreeItem
      key={branch.id}
      id={branch.id}
      textValue={say(branch.name)}
      className={`branch of-${branch.kind}`}
      hasChildItems={branch.children.length > 0}
    >
      <TreeItemContent>
        {({ hasChildItems }) => (
          <div className="branch-row">
            {hasChildItems ? (
              <AriaButton slot="chevron" className="branch-chevron">
                <ChevronRight aria-hidden />
              </AriaButton>
            ) : (
              <span className="branch-chevron" />
            )}
            <span className="branch-name">{say(branch.name)}</span>
            <span className="branch-beside">
              <Beside branch={branch} />
            </span>
          </div>
        )}
      </TreeItemContent>
      <Collection items={branch.children}>{item}</Collection>
    </TreeItem>
  );
  return (
    <>
      <p className="row-of no-print tree-tools">
        <Button small onPress={() => setOwn(new Set(all))}>
          {say(p.expandAll)}
        </Button>
        <Button small onPress={() => setOwn(new Set())}>
          {say(p.collapseAll)}
        </Button>
      </p>
      <Tree
        aria-label={say(p.tree)}
        className="unit-tree"
        items={branches}
        selectionMode="none"
        expandedKeys={open}
        onExpandedChange={(keys) => !forced && setOwn(new Set([...keys].map(String)))}
        onAction={(key) => {
          const branch = find(branches, String(key));
          if (branch?.path) void navigate({ to: branch.path });
          else if (branch)
            setOwn((before) => {
              const next = new Set(before);
              if (!next.delete(branch.id)) next.add(branch.id);
              return next;
            });
        }}
      >
        {item}
      </Tree>
    </>
  );
}

function find(branches: readonly Branch[], id: string): Branch | undefined {
  for (const branch of branches) {
    const found = branch.id === id ? branch : find(branch.children, id);
    if (found) return found;
  }
  return undefined;
}
