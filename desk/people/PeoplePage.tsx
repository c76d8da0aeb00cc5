/** บุคคลและตำแหน่ง: the province as of a day, as a tree, as a chart, and by name. */
import { Printer, SearchX } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "../design/Button.tsx";
import { DatePicker } from "../design/DatePicker.tsx";
import { EmptyState, PageHead, Skeleton } from "../design/Page.tsx";
import { Select } from "../design/Select.tsx";
import { Tabs } from "../design/Tabs.tsx";
import { SearchField } from "../design/TextField.tsx";
import { useAsked } from "../matters/address.ts";
import { today } from "../matters/due.ts";
import { Refusal } from "../matters/Refusal.tsx";
import { useMay, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { OrgChart } from "./OrgChart.tsx";
import { PersonForm } from "./PersonForm.tsx";
import { PersonTable } from "./PersonTable.tsx";
import { type Arrangement, buildTree, openable, sift } from "./tree.ts";
import { AddUnitForm } from "./UnitForms.tsx";
import { UnitTree } from "./UnitTree.tsx";
import { peopleWords as p } from "./words.ts";
import "../matters/matters.css";
import "./people.css";
import "./explorer.css";

export default function PeoplePage() {
  const { say } = useWords();
  const asked = useAsked();
  const day = asked.get("day") || today();
  const arrangement: Arrangement = asked.get("by") === "ministry" ? "ministry" : "line";
  const view = ["chart", "persons"].find((each) => each === asked.get("view")) ?? "tree";
  const [text, setText] = useState("");
  const [form, setForm] = useState<"unit" | "person" | null>(null);
  const units = useView("authority.units", { day }, { keep: true });
  const positions = useView("authority.positions", { day }, { keep: true });
  const [mayUnit, mayPerson] = useMay([
    ["authority.addUnit", { kind: "agency", th: "-", en: "-", admin_type: "R", from: today() }],
    ["authority.addPerson", { first: "-" }],
  ]);
  const tree = useMemo(
    () => buildTree(units.data?.units ?? [], positions.data ?? [], arrangement),
    [units.data, positions.data, arrangement],
  );
  const found = useMemo(() => (text.trim() === "" ? null : sift(tree, text)), [tree, text]);
  const shown = found?.branches ?? tree;
  const vacant = (positions.data ?? []).filter(({ person }) => person === null).length;
  const isLoading = !units.data || !positions.data;
  const none = <EmptyState icon={SearchX} title={say(p.noMatch, { text })} help={say(p.noMatchHelp)} />;

  return (
    <>
      <PageHead
        title={say(p.title)}
        lead={say(p.lead)}
        actions={
          <>
            {mayUnit?.may && <Button onPress={() => setForm("unit")}>{say(p.addUnit)}</Button>}
            {mayPerson?.may && <Button onPress={() => setForm("person")}>{say(p.addPerson)}</Button>}
            {view !== "persons" && (
              <Button icon={<Printer aria-hidden />} onPress={() => window.print()}>
                {say(p.print)}
              </Button>
            )}
          </>
        }
      />
      <div className="finder no-print">
        <SearchField label={say(p.find)} value={text} onChange={setText} />
        <DatePicker
          label={say(p.asOf)}
          value={day}
          onChange={(next) => asked.set({ day: next === null || next === today() ? "" : next })}
        />
        <Select
          label={say(p.arrange)}
          value={arrangement}
          onChange={(next) => asked.set({ by: next === "ministry" ? next : "" })}
          choices={[
            { id: "line", label: say(p.byLine) },
            { id: "ministry", label: say(p.byMinistry) },
          ]}
        />
      </div>
      <Refusal problem={units.error ?? positions.error} />
      <p className="quiet small" aria-live="polite">
        {!isLoading &&
          say(p.unitCount, { units: units.data?.units.length ?? 0, positions: positions.data?.length ?? 0, vacant })}
      </p>
      <Tabs
        label={say(p.title)}
        value={view}
        onChange={(next) => asked.set({ view: next === "tree" ? "" : next })}
        tabs={[
          {
            id: "tree",
            label: say(p.tree),
            content: isLoading ? (
              <Skeleton rows={12} kind="table" />
            ) : shown.length === 0 ? (
              none
            ) : (
              <UnitTree
                key={`${arrangement}:${day}`}
                branches={shown}
                forced={found?.open ?? null}
                all={openable(tree)}
              />
            ),
          },
          {
            id: "chart",
            label: say(p.chart),
            content: isLoading ? (
              <Skeleton rows={12} />
            ) : shown.length === 0 ? (
              none
            ) : (
              <OrgChart branches={shown} arrangement={arrangement} isSifted={found !== null} />
            ),
          },
          { id: "persons", label: say(p.persons), content: <PersonTable text={text} /> },
        ]}
      />
      {form === "unit" && <AddUnitForm onClose={() => setForm(null)} />}
      {form === "person" && <PersonForm onClose={() => setForm(null)} />}
    </>
  );
}
