import { SearchX } from "lucide-react";
import { useState } from "react";
import { Link } from "react-aria-components";
import type { Api } from "../api.ts";
import { Drawer } from "../design/Dialog.tsx";
import { EmptyState, Section, Skeleton } from "../design/Page.tsx";
import { Select } from "../design/Select.tsx";
import { Table } from "../design/Table.tsx";
import { SearchField } from "../design/TextField.tsx";
import { matchesThai } from "../design/thai.ts";
import { Citations } from "../law/Citation.tsx";
import { Seat } from "../people/Seat.tsx";
import { useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { authorityWords as a } from "./words.ts";

type Whole = Api["authority.table"]["output"];
type Row = Whole["acts"][number];
type Holding = Whole["holdings"][number];

/** One row for every act of every room, with the duty it needs, the clauses it rests on, and who has the duty today. */
export function AuthorityTable() {
  const { say } = useWords();
  const [room, setRoom] = useState("all");
  const [text, setText] = useState("");
  const [duty, open] = useState<Row | null>(null);
  const { data } = useView("authority.table", {});
  if (!data)
    return (
      <Section title={say(a.table)}>
        <Skeleton rows={10} kind="table" />
      </Section>
    );
  const rooms = [...new Map(data.acts.map((row) => [row.room, row.room_words])).entries()];
  const holdings = new Map<string, Holding[]>();
  for (const each of data.holdings) holdings.set(each.duty, [...(holdings.get(each.duty) ?? []), each]);
  const shown = data.acts.filter(
    (row) =>
      (room === "all" || row.room === room) &&
      matchesThai(
        [
          row.th,
          row.en,
          row.act,
          row.duty_words.th,
          row.duty_words.en,
          ...row.basis.flatMap(({ th, en }) => [th, en]),
        ].join(" "),
        text,
      ),
  );
  return (
    <Section title={say(a.table)} aside={say(a.countActs, { shown: shown.length, all: data.acts.length })}>
      <div className="finder two no-print">
        <SearchField label={say(a.find)} value={text} onChange={setText} />
        <Select
          label={say(a.room)}
          value={room}
          onChange={(next) => setRoom(next ?? "all")}
          choices={[{ id: "all", label: say(a.allRooms) }, ...rooms.map(([id, words]) => ({ id, label: say(words) }))]}
        />
      </div>
      <Table
        label={say(a.table)}
        rows={shown}
        rowId={({ act }) => act}
        rowName={say}
        onOpen={open}
        empty={<EmptyState icon={SearchX} title={say(a.noActs)} help={say(a.noActsHelp)} />}
        columns={[
          {
            id: "act",
            label: say(a.act),
            isHeader: true,
            width: "3fr",
            minWidth: 200,
            by: say,
            render: (row) => (
              <>
                {say(row)}
                <span className="act-room">{say(row.room_words)}</span>
              </>
            ),
          },
          {
            id: "duty",
            label: say(a.duty),
            width: "2fr",
            minWidth: 170,
            by: (row) => say(row.duty_words),
            render: (row) => say(row.duty_words),
          },
          {
            id: "basis",
            label: say(a.basis),
            width: "3fr",
            minWidth: 240,
            render: (row) => <Citations clauses={row.basis.map(({ clause }) => clause)} />,
          },
          {
            id: "who",
            label: say(a.whoHas),
            width: "3fr",
            minWidth: 240,
            render: (row) => <InBrief holdings={holdings.get(row.duty) ?? []} />,
          },
        ]}
      />
      {duty && <DutyDrawer row={duty} acts={data.acts} onClose={() => open(null)} />}
    </Section>
  );
}

/** The roles that have a duty, the fewest first; named where it is one position only. */
function InBrief({ holdings }: { holdings: readonly Holding[] }) {
  const { say } = useWords();
  if (holdings.length === 0) return <span className="quiet">{say(a.nobodyHas)}</span>;
  const shown = holdings.slice(0, 3);
  return (
    <ul className="holdings">
      {shown.map((each) => (
        <li key={`${each.role}:${each.reach}`}>
          {each.count === 1 ? say(each.role_words) : say(a.roleMany, { role: say(each.role_words), count: each.count })}
          <span className="quiet"> · {say(each.reach_words)}</span>
        </li>
      ))}
      {holdings.length > 3 && <li className="quiet">{say(a.more, { count: holdings.length - 3 })}</li>}
    </ul>
  );
}

/** One duty with every position that has it and who sits there. */
function DutyDrawer({ row, acts, onClose }: { row: Row; acts: readonly Row[]; onClose: () => void }) {
  const { say } = useWords();
  const { data } = useView("authority.table", { duty: row.duty });
  return (
    <Drawer title={say(row.duty_words)} isOpen onClose={onClose}>
      <Section title={say(a.actsUnder)}>
        <ul className="holdings">
          {acts
            .filter(({ duty }) => duty === row.duty)
            .map((each) => (
              <li key={each.act}>
                <strong>{say(each)}</strong>
                <Citations clauses={each.basis.map(({ clause }) => clause)} />
              </li>
            ))}
        </ul>
      </Section>
      {!data ? (
        <Skeleton rows={6} />
      ) : (
        data.holdings.map((holding) => (
          <Section
            key={`${holding.role}:${holding.reach}`}
            title={say(holding.role_words)}
            aside={say(holding.reach_words)}
          >
            <ul className="unit-list one">
              {holding.positions.map((position) => (
                <li key={position.id}>
                  <Link href={`/people/position/${position.id}`}>{say(position)}</Link>
                  <Seat
                    person={
                      position.person_th
                        ? { th: position.person_th, en: position.person_en ?? position.person_th }
                        : null
                    }
                    capacity={position.capacity}
                  />
                </li>
              ))}
            </ul>
          </Section>
        ))
      )}
      {data?.holdings.length === 0 && <p className="quiet">{say(a.nobodyHas)}</p>}
    </Drawer>
  );
}
