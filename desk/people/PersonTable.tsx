import { useNavigate } from "@tanstack/react-router";
import { UserX } from "lucide-react";
import { useState } from "react";
import { State } from "../design/Marks.tsx";
import { EmptyState } from "../design/Page.tsx";
import { Table } from "../design/Table.tsx";
import { Switch } from "../design/Ticks.tsx";
import { useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { peopleWords as p } from "./words.ts";

/** Everybody the record knows, with the post of each; the server looks through the names. */
export function PersonTable({ text }: { text: string }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const [only, setOnly] = useState(false);
  const { data } = useView("authority.people", { text: text.trim().slice(0, 100), without_post: only }, { keep: true });
  return (
    <>
      <Switch isSelected={only} onChange={setOnly}>
        {say(p.onlyWithout)}
      </Switch>
      <Table
        label={say(p.persons)}
        rows={data ?? []}
        isLoading={!data}
        rowId={({ id }) => String(id)}
        rowName={say}
        onOpen={({ id }) => void navigate({ to: `/people/person/${id}` })}
        empty={<EmptyState icon={UserX} title={say(p.noPersons)} help={say(p.noMatchHelp)} />}
        columns={[
          { id: "name", label: say(p.person), isHeader: true, width: "2fr", minWidth: 200, by: say, render: say },
          {
            id: "post",
            label: say(p.position),
            width: "3fr",
            minWidth: 240,
            by: (row) => row.position_th,
            render: (row) =>
              row.position_th ? (
                say({ th: row.position_th, en: row.position_en ?? row.position_th })
              ) : (
                <State tone="waiting">{say(p.noPost)}</State>
              ),
          },
        ]}
      />
    </>
  );
}
