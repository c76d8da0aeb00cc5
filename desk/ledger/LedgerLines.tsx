import { FileSearch } from "lucide-react";
import { useState } from "react";
import { Link } from "react-aria-components";
import type { Api } from "../api.ts";
import { call } from "../client.ts";
import { sayInstant } from "../days.ts";
import { Button } from "../design/Button.tsx";
import { ComboBox } from "../design/ComboBox.tsx";
import { DatePicker } from "../design/DatePicker.tsx";
import { State } from "../design/Marks.tsx";
import { EmptyState, LoadMore, Section, Skeleton } from "../design/Page.tsx";
import { Table } from "../design/Table.tsx";
import { TextField } from "../design/TextField.tsx";
import { useAsked } from "../matters/address.ts";
import { useNames } from "../matters/names.ts";
import { Refusal } from "../matters/Refusal.tsx";
import { usePersonChoices, usePositionChoices } from "../people/choices.ts";
import { capacityOf } from "../people/Seat.tsx";
import { useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { eventWords, knownEvents, tell } from "./events.ts";
import { LineDrawer } from "./LineDrawer.tsx";
import { ledgerWords as l } from "./words.ts";

export type Line = Api["ledger.lines"]["output"]["lines"][number];
const page = 50;

/** The lines, newest first, by whom, as what, on which matter, in which days. The filter stands in the address. */
export function LedgerLines() {
  const { w, say, language } = useWords();
  const asked = useAsked();
  const name = useNames();
  const [opened, open] = useState<Line | null>(null);
  const [more, setMore] = useState<{ of: string; lines: Line[]; next: number | null }>({
    of: "",
    lines: [],
    next: null,
  });
  const [isLoading, setLoading] = useState(false);
  const people = usePersonChoices();
  const positions = usePositionChoices();
  const { data: table } = useView("authority.table", {});
  const number = (key: string) => (/^[1-9]\d{0,14}$/.test(asked.get(key)) ? Number(asked.get(key)) : undefined);
  const [matter, person, position] = [number("matter"), number("person"), number("position")];
  const [event, from, to] = [asked.get("event"), asked.get("from"), asked.get("to")];
  const filter = {
    ...(matter ? { matter } : {}),
    ...(person ? { person } : {}),
    ...(position ? { position } : {}),
    ...(event ? { event } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    limit: page,
  };
  const { data, error } = useView("ledger.lines", filter, { keep: true });
  // More pages belong to the first page that they were asked after: another filter, or a new line, begins anew.
  const key = `${JSON.stringify(filter)}:${data?.lines[0]?.id ?? 0}`;
  const further = more.of === key ? more : null;
  const lines = [...(data?.lines ?? []), ...(further?.lines ?? [])];
  const next = further ? further.next : (data?.next ?? null);
  const loadMore = async () => {
    if (next === null) return;
    setLoading(true);
    try {
      const answer = await call("ledger.lines", { ...filter, before: next });
      setMore({ of: key, lines: [...(further?.lines ?? []), ...answer.lines], next: answer.next });
    } finally {
      setLoading(false);
    }
  };
  const rooms = new Map((table?.acts ?? []).map((row) => [row.room, row.room_words]));
  const byRoom = new Map<string, string[]>();
  for (const each of knownEvents) {
    const room = each.split(".")[0] ?? "";
    byRoom.set(room, [...(byRoom.get(room) ?? []), each]);
  }
  const events = [...byRoom].flatMap(([room, some]) => {
    const group = say(rooms.get(room) ?? { th: room, en: room });
    return [
      { id: room, label: say(l.allOf, { room: group }), group },
      ...some.map((id) => ({ id, label: say(eventWords(id)), group, alias: id })),
    ];
  });
  const isFiltered = [matter, person, position].some(Boolean) || [event, from, to].some((text) => text !== "");
  const who = (line: Line) =>
    line.person_id === null || line.person_id === 0 ? (
      <span className="quiet">{say(l.system)}</span>
    ) : (
      <>
        {name(line.person)}{" "}
        <span className="quiet small">
          {capacityOf(line.capacity) !== "holder" && (
            <strong className="position-capacity">{w(capacityOf(line.capacity))} </strong>
          )}
          {name(line.position)}
        </span>
      </>
    );
  return (
    <Section
      title={say(l.lines)}
      aside={
        isFiltered && (
          <Button
            small
            kind="plain"
            onPress={() => asked.set({ matter: "", person: "", position: "", event: "", from: "", to: "" })}
          >
            {say(l.clearFilter)}
          </Button>
        )
      }
    >
      <div className="ledger-filter no-print">
        <ComboBox
          label={say(l.event)}
          choices={events}
          value={event || null}
          onChange={(next) => asked.set({ event: next ?? "" })}
        />
        <ComboBox
          label={say(l.person)}
          choices={people}
          value={person ? String(person) : null}
          onChange={(next) => asked.set({ person: next ?? "" })}
        />
        <ComboBox
          label={say(l.position)}
          choices={positions}
          value={position ? String(position) : null}
          onChange={(next) => asked.set({ position: next ?? "" })}
        />
        <TextField
          label={say(l.matter)}
          inputMode="numeric"
          value={asked.get("matter")}
          onChange={(next) => asked.set({ matter: next.replace(/\D/g, "").slice(0, 15) })}
        />
        <DatePicker label={say(l.from)} value={from || null} onChange={(day) => asked.set({ from: day ?? "" })} />
        <DatePicker label={say(l.to)} value={to || null} onChange={(day) => asked.set({ to: day ?? "" })} />
      </div>
      <Refusal problem={error} />
      {!data && !error ? (
        <Skeleton rows={10} kind="table" />
      ) : (
        <Table
          label={say(l.lines)}
          rows={lines}
          rowId={({ id }) => String(id)}
          rowName={(line) => say(tell(line.event, line.detail))}
          onOpen={open}
          empty={<EmptyState icon={FileSearch} title={say(l.none)} help={say(l.noneHelp)} />}
          columns={[
            {
              id: "at",
              label: say(l.at),
              width: 190,
              narrow: "over",
              render: (line) => (
                <time className="figures small" dateTime={line.at}>
                  {sayInstant(line.at, language)}
                </time>
              ),
            },
            {
              id: "what",
              label: say(l.event),
              isHeader: true,
              width: "3fr",
              minWidth: 240,
              render: (line) => (
                <>
                  {say(tell(line.event, line.detail))}
                  {line.matter !== null && (
                    <>
                      {" "}
                      <Link href={`/matters/${line.matter}`} className="small">
                        {say(l.matterN, { id: line.matter })}
                      </Link>
                    </>
                  )}
                </>
              ),
            },
            { id: "who", label: say(l.who), width: "3fr", minWidth: 260, render: who },
            {
              id: "seal",
              label: say(l.place),
              width: 110,
              render: (line) =>
                line.seal ? (
                  <State tone="official">{line.seal.seq.toLocaleString("en-US")}</State>
                ) : (
                  <State tone="waiting">{say(l.unsealed)}</State>
                ),
            },
          ]}
        />
      )}
      <LoadMore shown={lines.length} hasMore={next !== null} isLoading={isLoading} onMore={() => void loadMore()} />
      {opened && <LineDrawer line={opened} who={who(opened)} onClose={() => open(null)} />}
    </Section>
  );
}
