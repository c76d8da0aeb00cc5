import { useQuery } from "@tanstack/react-query";
import type { Api } from "../api.ts";
import { sayInstant } from "../days.ts";
import { Button } from "../design/Button.tsx";
import { Badge } from "../design/Marks.tsx";
import { Section } from "../design/Page.tsx";
import { Table } from "../design/Table.tsx";
import { toast } from "../design/Toast.tsx";
import { Refusal } from "../matters/Refusal.tsx";
import { useAct, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { thisSession } from "./auth.ts";
import { deviceOf } from "./device.ts";
import { settingsWords as s } from "./words.ts";

type Session = Api["accounts.sessions"]["output"][number];

/** Every device that is signed in; each but this one can be signed out from here. */
export function SessionSection() {
  const { say, language } = useWords();
  const { data } = useView("accounts.sessions", {});
  const { data: here } = useQuery({ queryKey: ["thisSession"], queryFn: thisSession, retry: false });
  const revoke = useAct("accounts.revokeSession", { onDone: () => void toast({ title: say(s.signedOut) }) });
  const nameOf = (session: Session) => {
    const device = deviceOf(session.user_agent);
    return device ? say(s.onSystem, device) : say(s.unknownDevice);
  };
  return (
    <Section title={say(s.sessions)}>
      <p className="quiet small">{say(s.sessionsHelp)}</p>
      <Refusal problem={revoke.problem} />
      <Table
        label={say(s.sessions)}
        rows={data ?? []}
        isLoading={!data}
        rowId={({ id }) => id}
        rowName={nameOf}
        columns={[
          {
            id: "device",
            label: say(s.device),
            isHeader: true,
            width: "2fr",
            minWidth: 200,
            render: (row) => (
              <>
                {nameOf(row)} {row.id === here && <Badge strong>{say(s.thisDevice)}</Badge>}
              </>
            ),
          },
          { id: "address", label: say(s.address), width: "1fr", minWidth: 130, render: (row) => row.address || "–" },
          { id: "since", label: say(s.signedIn), width: 190, render: (row) => sayInstant(row.created_at, language) },
          { id: "seen", label: say(s.seen), width: 190, render: (row) => sayInstant(row.seen_at, language) },
          {
            id: "act",
            label: say(s.signOutIt),
            width: 170,
            align: "end",
            render: (row) =>
              row.id !== here && (
                <Button small isPending={revoke.isRunning} onPress={() => void revoke.run({ session: row.id })}>
                  {say(s.signOutIt)}
                </Button>
              ),
          },
        ]}
      />
    </Section>
  );
}
