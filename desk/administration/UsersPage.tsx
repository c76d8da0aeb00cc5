/** บัญชีผู้ใช้: every login, how it is guarded, and what may be done with it. */
import { UserX } from "lucide-react";
import { useState } from "react";
import { sayInstant } from "../days.ts";
import { Button } from "../design/Button.tsx";
import { EmptyState, PageHead } from "../design/Page.tsx";
import { Table } from "../design/Table.tsx";
import { SearchField } from "../design/TextField.tsx";
import { SubNav } from "../people/SubNav.tsx";
import { useMay, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { Guard, LoginState } from "./Login.tsx";
import { LoginDrawer } from "./LoginDrawer.tsx";
import { NotYours } from "./NotYours.tsx";
import { OpenLoginForm } from "./OpenLogin.tsx";
import { adminWords as a, adminPages } from "./words.ts";
import "../matters/matters.css";
import "../people/people.css";
import "./administration.css";

export default function UsersPage() {
  const { say, language } = useWords();
  const [text, setText] = useState("");
  const [isOpening, openLogin] = useState(false);
  const [chosen, choose] = useState<string | null>(null);
  const { data, error } = useView("accounts.list", { text: text.slice(0, 200) }, { keep: true });
  const [may] = useMay([["accounts.create", { person: 2147483647 }]]);
  // The answer to that question is "no such person" for whoever has the duty, and "not permitted" for the rest.
  const mayOpen = may?.may || may?.problem?.code === "not-found";
  const login = data?.find(({ id }) => id === chosen);
  return (
    <>
      <SubNav label={a.pages} pages={adminPages} />
      <PageHead
        title={say(a.users)}
        lead={say(a.usersHelp)}
        actions={
          mayOpen && (
            <Button kind="primary" onPress={() => openLogin(true)}>
              {say(a.openLogin)}
            </Button>
          )
        }
      />
      {error ? (
        <NotYours problem={error} />
      ) : (
        <>
          <div className="law-search">
            <SearchField label={say(a.find)} value={text} onChange={setText} />
          </div>
          <Table
            label={say(a.users)}
            rows={data ?? []}
            isLoading={!data}
            rowId={({ id }) => id}
            rowName={({ name }) => say(name)}
            onOpen={({ id }) => choose(id)}
            empty={<EmptyState icon={UserX} title={say(a.noUsers)} help={say(a.noUsersHelp)} />}
            columns={[
              {
                id: "state",
                label: say(a.state),
                narrow: "over",
                width: 150,
                render: (row) => <LoginState login={row} />,
              },
              {
                id: "name",
                label: say(a.person),
                isHeader: true,
                width: "3fr",
                minWidth: 230,
                by: ({ name }) => say(name),
                render: ({ name, email }) => (
                  <>
                    {say(name)}
                    <span className="under-name">{email}</span>
                  </>
                ),
              },
              {
                id: "post",
                label: say(a.post),
                width: "3fr",
                minWidth: 220,
                by: ({ title }) => (title ? say(title) : null),
                render: ({ title }) => (title ? say(title) : "–"),
              },
              { id: "guard", label: say(a.guard), width: "2fr", minWidth: 150, render: (row) => <Guard login={row} /> },
              {
                id: "seen",
                label: say(a.lastSeen),
                width: 190,
                by: ({ lastSeen }) => lastSeen,
                render: ({ lastSeen }) => (lastSeen ? sayInstant(lastSeen, language) : say(a.neverSeen)),
              },
            ]}
          />
        </>
      )}
      {isOpening && <OpenLoginForm onClose={() => openLogin(false)} />}
      {login && <LoginDrawer login={login} onClose={() => choose(null)} />}
    </>
  );
}
