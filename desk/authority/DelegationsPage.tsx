/** การมอบอำนาจ: what waits to be accepted, what is in force, what was; and a new one. */
import { useNavigate } from "@tanstack/react-router";
import { HandHeart } from "lucide-react";
import { useState } from "react";
import type { Api } from "../api.ts";
import { Button } from "../design/Button.tsx";
import { EmptyState, PageHead, Section } from "../design/Page.tsx";
import { Table } from "../design/Table.tsx";
import { Tabs } from "../design/Tabs.tsx";
import { today } from "../matters/due.ts";
import { sayPeriod } from "../people/period.ts";
import { SubNav } from "../people/SubNav.tsx";
import { useMay, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { DelegationForm } from "./DelegationForm.tsx";
import { DelegationState } from "./DelegationState.tsx";
import { authorityWords as a, authorityPages } from "./words.ts";
import "../matters/matters.css";
import "../people/people.css";
import "./authority.css";

type Row = Api["authority.delegations"]["output"][number];

export default function DelegationsPage() {
  const { say } = useWords();
  const [isNew, setNew] = useState(false);
  const { data: me } = useView("accounts.me", {});
  const { data } = useView("authority.delegations", {});
  const [may] = useMay([
    [
      "authority.delegate",
      {
        to: 2147483647,
        duties: ["authority.accept"],
        instrument: "-",
        signed_on: today(),
        from: today(),
      },
    ],
  ]);
  const here = me?.occupancies.find(({ id }) => id === me.current)?.position;
  const rows = data ?? [];
  const mine = rows.filter(({ from, to, root }) => [from, to, root].includes(here ?? -1));
  const toAccept = rows.filter(({ to, state }) => to === here && state === "awaiting");
  return (
    <>
      <SubNav label={a.pages} pages={authorityPages} />
      <PageHead
        title={say(a.delegations)}
        lead={say(a.delegationsLead)}
        actions={
          may?.may && (
            <Button kind="primary" onPress={() => setNew(true)}>
              {say(a.newDelegation)}
            </Button>
          )
        }
      />
      {toAccept.length > 0 && (
        <Section title={say(a.toAccept)}>
          <Rows rows={toAccept} isLoading={false} />
        </Section>
      )}
      <Tabs
        label={say(a.delegations)}
        tabs={[
          {
            id: "in_force",
            label: say(a.in_force),
            count: rows.filter(({ state }) => state === "in_force").length,
            content: <Rows rows={rows.filter(({ state }) => state === "in_force")} isLoading={!data} />,
          },
          { id: "mine", label: say(a.mine), count: mine.length, content: <Rows rows={mine} isLoading={!data} /> },
          { id: "all", label: say(a.all), count: rows.length, content: <Rows rows={rows} isLoading={!data} /> },
        ]}
      />
      {isNew && <DelegationForm onClose={() => setNew(false)} />}
    </>
  );
}

function Rows({ rows, isLoading }: { rows: readonly Row[]; isLoading: boolean }) {
  const { say, language } = useWords();
  const navigate = useNavigate();
  return (
    <Table
      label={say(a.delegations)}
      rows={rows}
      isLoading={isLoading}
      rowId={({ id }) => String(id)}
      rowName={(row) => say({ th: row.to_th, en: row.to_en })}
      onOpen={({ id }) => void navigate({ to: `/authority/delegations/${id}` })}
      empty={<EmptyState icon={HandHeart} title={say(a.noDelegations)} help={say(a.noDelegationsHelp)} />}
      columns={[
        {
          id: "state",
          label: say(a.state),
          narrow: "over",
          width: 150,
          render: (row) => <DelegationState state={row.state} />,
        },
        {
          id: "to",
          label: say(a.to),
          isHeader: true,
          width: "2fr",
          minWidth: 190,
          render: (row) => say({ th: row.to_th, en: row.to_en }),
        },
        {
          id: "from",
          label: say(a.from),
          width: "2fr",
          minWidth: 190,
          render: (row) => say({ th: row.from_th, en: row.from_en }),
        },
        {
          id: "duties",
          label: say(a.duties),
          width: "3fr",
          minWidth: 220,
          render: (row) => row.duties.map((duty) => say(duty)).join(", "),
        },
        {
          id: "period",
          label: say(a.period),
          width: "2fr",
          minWidth: 180,
          by: (row) => row.start,
          render: (row) => sayPeriod(row.start, row.until, language),
        },
        {
          id: "instrument",
          label: say(a.instrument),
          width: "2fr",
          minWidth: 150,
          narrow: "hide",
          render: (row) => row.instrument,
        },
      ]}
    />
  );
}
