import { X } from "lucide-react";
import { useState } from "react";
import { reachWords } from "../../kernel/authority/rules.ts";
import type { Api } from "../api.ts";
import { Button, IconButton } from "../design/Button.tsx";
import { Section } from "../design/Page.tsx";
import { Table } from "../design/Table.tsx";
import { Citations } from "../law/Citation.tsx";
import { today } from "../matters/due.ts";
import { useMay } from "../queries.ts";
import { useWords } from "../words.ts";
import { EndGrantForm, GrantForm } from "./PositionForms.tsx";
import { sayPeriod } from "./period.ts";
import { peopleWords as p } from "./words.ts";

type Grant = NonNullable<Api["authority.position"]["output"]>["grants"][number];

/** The duties that go with a position, how far each reaches and on what it rests. */
export function Duties({ position, grants }: { position: number; grants: readonly Grant[] }) {
  const { say, language } = useWords();
  const [isGranting, grant] = useState(false);
  const [ending, end] = useState<Grant | null>(null);
  const [mayGrant] = useMay([
    ["authority.grant", { position, duty: "authority.accept", reach: "own", instrument: "-", from: today() }],
  ]);
  const standing = grants.filter(({ to }) => to === null || to > today());
  return (
    <Section
      title={say(p.grants)}
      aside={
        mayGrant?.may && (
          <Button small onPress={() => grant(true)}>
            {say(p.grant)}
          </Button>
        )
      }
    >
      <Table
        key={String(mayGrant?.may)}
        label={say(p.grants)}
        rows={standing}
        rowId={({ id }) => String(id)}
        rowName={say}
        empty={<p className="quiet">{say(p.noGrants)}</p>}
        columns={[
          { id: "duty", label: say(p.dutyColumn), isHeader: true, width: "3fr", minWidth: 220, by: say, render: say },
          {
            id: "reach",
            label: say(p.reach),
            width: "2fr",
            minWidth: 160,
            by: ({ reach }) => reach,
            render: ({ reach }) => say(reachWords[reach as keyof typeof reachWords] ?? { th: reach, en: reach }),
          },
          {
            id: "basis",
            label: say(p.basis),
            width: "3fr",
            minWidth: 220,
            render: ({ basis }) => <Citations clauses={[basis]} />,
          },
          {
            id: "instrument",
            label: say(p.instrument),
            width: "2fr",
            minWidth: 160,
            narrow: "hide",
            render: (row) =>
              row.instrument ? `${row.instrument} · ${sayPeriod(row.from, row.to, language)}` : say(p.fromRole),
          },
          ...(mayGrant?.may
            ? [
                {
                  id: "end",
                  label: say(p.endGrant),
                  width: 130 as const,
                  align: "end" as const,
                  render: (row: Grant) => (
                    <IconButton
                      small
                      label={say(p.endGrantOf, { duty: say(row) })}
                      icon={<X aria-hidden />}
                      onPress={() => end(row)}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
      {isGranting && <GrantForm position={position} onClose={() => grant(false)} />}
      {ending && <EndGrantForm grant={ending.id} words={say(ending)} onClose={() => end(null)} />}
    </Section>
  );
}
