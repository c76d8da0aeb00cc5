/** One delegation: its terms, whether it is accepted, what was passed on, and what was done under it (s. 40). */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Link } from "react-aria-components";
import { sayDay, sayInstant } from "../days.ts";
import { Button } from "../design/Button.tsx";
import { DatePicker } from "../design/DatePicker.tsx";
import { DefinitionList, PageHead, Section, Skeleton, Timeline } from "../design/Page.tsx";
import { TextArea } from "../design/TextField.tsx";
import { toast } from "../design/Toast.tsx";
import { eventWords } from "../ledger/events.ts";
import { today } from "../matters/due.ts";
import { Refusal } from "../matters/Refusal.tsx";
import { ActDialog } from "../people/ActDialog.tsx";
import { sayPeriod } from "../people/period.ts";
import { SubNav } from "../people/SubNav.tsx";
import { Unknown } from "../people/UnitPage.tsx";
import { useAct, useMay, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { DelegationForm } from "./DelegationForm.tsx";
import { DelegationState } from "./DelegationState.tsx";
import { authorityWords as a, authorityPages } from "./words.ts";
import "../matters/matters.css";
import "../people/people.css";
import "./authority.css";

export default function DelegationPage() {
  const { say, language } = useWords();
  const { id: asked } = useParams({ strict: false }) as { id?: string };
  const id = Number(asked);
  const [form, setForm] = useState<"revoke" | "pass" | null>(null);
  const { data: row, error } = useView("authority.delegation", { delegation: id });
  const [mayAccept, mayRevoke, mayPass] = useMay(
    [
      ["authority.acceptDelegation", { delegation: id }],
      ["authority.revokeDelegation", { delegation: id, on: today(), reason: "-" }],
      [
        "authority.subdelegate",
        {
          parent: id,
          to: 2147483647,
          duties: ["authority.accept"],
          instrument: "-",
          signed_on: today(),
          from: today(),
        },
      ],
    ],
    { topics: ["authority"] },
  );
  const accept = useAct("authority.acceptDelegation", { onDone: () => void toast({ title: say(a.accepted) }) });
  if (row === undefined) return error ? <Refusal problem={error} /> : <Skeleton rows={8} />;
  if (row === null) return <Unknown />;
  const canAccept = mayAccept?.may && row.accepted_at === null && row.revoked_on === null && row.state !== "ended";
  return (
    <>
      <SubNav label={a.pages} pages={authorityPages} />
      <PageHead
        over={row.instrument}
        title={`${say({ th: row.from_th, en: row.from_en })} → ${say({ th: row.to_th, en: row.to_en })}`}
        lead={<DelegationState state={row.state} />}
        actions={
          <>
            {canAccept && (
              <Button kind="primary" isPending={accept.isRunning} onPress={() => void accept.run({ delegation: id })}>
                {say(a.accept)}
              </Button>
            )}
            {mayPass?.may && row.subdelegable && row.state === "in_force" && (
              <Button onPress={() => setForm("pass")}>{say(a.subdelegate)}</Button>
            )}
            {mayRevoke?.may && row.revoked_on === null && row.state !== "ended" && (
              <Button kind="danger" onPress={() => setForm("revoke")}>
                {say(a.revoke)}
              </Button>
            )}
          </>
        }
      />
      <Refusal problem={accept.problem} />
      <DefinitionList
        facts={[
          {
            label: say(a.from),
            value: <Link href={`/people/position/${row.from}`}>{say({ th: row.from_th, en: row.from_en })}</Link>,
          },
          {
            label: say(a.to),
            value: <Link href={`/people/position/${row.to}`}>{say({ th: row.to_th, en: row.to_en })}</Link>,
          },
          {
            label: say(a.root),
            value: <Link href={`/people/position/${row.root}`}>{say({ th: row.root_th, en: row.root_en })}</Link>,
          },
          { label: say(a.duties), value: row.duties.map((duty) => say(duty)).join(", "), wide: true },
          {
            label: say(a.scope),
            value: row.scope_th ? say({ th: row.scope_th, en: row.scope_en ?? row.scope_th }) : say(a.wholeScope),
          },
          {
            label: say(a.amount),
            value:
              row.amount_limit === null
                ? say(a.noAmount)
                : `${Number(row.amount_limit).toLocaleString("en-US")} ${say(a.baht)}`,
          },
          { label: say(a.period), value: sayPeriod(row.start, row.until, language) },
          { label: say(a.signedOn), value: sayDay(row.signed_on, language) },
          {
            label: say(a.acceptedAt),
            value: row.accepted_at ? sayInstant(row.accepted_at, language) : say(a.notAccepted),
          },
          ...(row.conditions ? [{ label: say(a.conditions), value: row.conditions, wide: true }] : []),
          ...(row.revoked_on
            ? [
                {
                  label: say(a.state),
                  value: say(a.revokedOn, {
                    day: sayDay(row.revoked_on, language),
                    reason: row.revoked_reason ?? "",
                  }),
                  wide: true,
                },
              ]
            : []),
        ]}
      />
      <p className="quiet small">
        {[row.subdelegable && say(a.subdelegable), row.licence_power && say(a.licence)].filter(Boolean).join(" · ")}
      </p>
      {row.under.length > 0 && (
        <Section title={say(a.under)}>
          <ul className="unit-list one">
            {row.under.map((each) => (
              <li key={each.id}>
                <Link href={`/authority/delegations/${each.id}`}>{say({ th: each.to_th, en: each.to_en })}</Link>
                <DelegationState state={each.state} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={say(a.done)}>
        {row.done.length === 0 ? (
          <p className="quiet">{say(a.nothingDone)}</p>
        ) : (
          <Timeline
            events={row.done.map((line) => ({
              id: String(line.id),
              at: line.at,
              title: say(eventWords(line.event)),
              body: (
                <>
                  {line.person} · {line.position}
                  {line.matter !== null && (
                    <p>
                      <Link href={`/matters/${line.matter}`}>{line.title ?? `#${line.matter}`}</Link>
                    </p>
                  )}
                </>
              ),
            }))}
          />
        )}
      </Section>
      {form === "revoke" && <RevokeForm delegation={id} onClose={() => setForm(null)} />}
      {form === "pass" && <DelegationForm parent={row} onClose={() => setForm(null)} />}
    </>
  );
}

function RevokeForm({ delegation, onClose }: { delegation: number; onClose: () => void }) {
  const { say } = useWords();
  const [on, setOn] = useState<string | null>(today());
  const [reason, setReason] = useState("");
  const act = useAct("authority.revokeDelegation", {
    onDone: () => {
      toast({ title: say(a.revoked) });
      onClose();
    },
  });
  return (
    <ActDialog
      title={say(a.revoke)}
      lead={say(a.revokeLead)}
      verb={say(a.revoke)}
      isDanger
      act={act}
      onClose={onClose}
      isReady={on !== null && reason.trim() !== ""}
      onSend={() => on && void act.run({ delegation, on, reason })}
    >
      <DatePicker label={say(a.revokeOn)} value={on} onChange={setOn} min={today()} error={act.fields.on} isRequired />
      <TextArea
        label={say(a.why)}
        value={reason}
        onChange={setReason}
        error={act.fields.reason}
        limit={1000}
        isRequired
      />
    </ActDialog>
  );
}
