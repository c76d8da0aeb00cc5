import { useNavigate } from "@tanstack/react-router";
import { Ban, RotateCcw, Send } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button, LinkButton } from "../../../../desk/design/Button.tsx";
import { uploads } from "../../../../desk/design/files.ts";
import { EmptyState, PageHead, Skeleton } from "../../../../desk/design/Page.tsx";
import { toast } from "../../../../desk/design/Toast.tsx";
import { useMe } from "../../../../desk/frame/office.ts";
import { inUse } from "../../../../desk/frame/PositionSwitcher.tsx";
import { Refusal } from "../../../../desk/matters/Refusal.tsx";
import { useAct, useMay, useView } from "../../../../desk/queries.ts";
import { useWords } from "../../../../desk/words.ts";
import { useAddressable } from "./addressee-choices.ts";
import { type Draft, inputOf, useDraft } from "./draft.ts";
import { IssueAddressees } from "./IssueAddressees.tsx";
import { From, What, When, Where } from "./IssueParts.tsx";
import { IssuePreview } from "./IssuePreview.tsx";
import { issueWords as i } from "./issue-words.ts";
import { orderWords as o } from "./words.ts";
import "./issue.css";
import "./orders.css";

/** Waits for the person, whose draft it is, to be known. */
export default function IssueOrder() {
  const { data: me } = useMe();
  return me ? <Form key={me.person.id} draftKey={`changwat.draft.order.${me.person.id}`} /> : <Skeleton rows={12} />;
}

/** What is missing before the server need be asked; the words stand at the fields. */
type Faults = Record<string, string>;

function Form({ draftKey }: { draftKey: string }) {
  const { say, w } = useWords();
  const { data: me } = useMe();
  const navigate = useNavigate();
  const { draft, change, clear, isBack, filesGone } = useDraft(draftKey);
  const [missing, setMissing] = useState<Faults>({});
  const form = useRef<HTMLFormElement>(null);
  const addressable = useAddressable();
  const governor = addressable.governor;
  const sample = { title: "-", body: "-" };
  const [mayIssue, mayRecord] = useMay([
    ["orders.issue", sample],
    ["orders.issue", { ...sample, issuer: governor?.id ?? 1 }],
  ]);
  const own = me && inUse(me);
  const isGovernor = own !== undefined && governor !== null && own.title.th === governor.th;
  const { data: dueOf } = useView(
    "calendar.dueDay",
    { workingDays: Math.min(500, Math.max(0, Math.round(draft.days))) },
    { isOff: draft.dueBy !== "days", keep: true },
  );
  const dueDay = draft.dueBy === "days" ? (dueOf?.due ?? null) : draft.dueBy === "day" ? draft.day : null;
  const act = useAct("orders.issue", {
    topics: ["matters", "inbox", "search"],
    onDone: ({ matter, printed }) => {
      toast({ title: say(i.issued, { number: printed ?? "" }), more: say(i.summary, { count: draft.to.length }) });
      clear();
      void navigate({ href: `/orders/${matter}` });
    },
  });

  const check = (): Faults => ({
    ...(draft.title.trim() === "" ? { title: w("needed") } : {}),
    ...(draft.body.trim() === "" ? { body: w("needed") } : {}),
    ...(draft.to.length === 0 && !draft.residual ? { to: say(i.toNeeded) } : {}),
    ...(draft.dueBy === "day" && draft.day === null ? { due: say(i.dueNeeded) } : {}),
  });
  const isSending = uploads.use() > 0;
  const issue = () => {
    if (uploads.get() > 0) return; // a file on its way would be left behind; the button shows that it waits
    if (act.isRunning) return;
    const found = check();
    setMissing(found);
    if (Object.keys(found).length > 0) return;
    void act.run(inputOf(draft, governor?.id ?? null));
  };
  const hasFaults = Object.keys(missing).length > 0 || act.problem !== null;
  useEffect(() => {
    if (hasFaults) form.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-invalid] input")?.focus();
  }, [hasFaults]);
  const edit = (part: Partial<Draft>) => {
    change(part);
    // A field that is being mended is wrong no more.
    const kept = Object.entries(missing).filter(([field]) => !(field in part) && !(field === "due" && "day" in part));
    if (kept.length < Object.keys(missing).length) setMissing(Object.fromEntries(kept));
  };

  if (mayIssue && !mayIssue.may && mayIssue.problem && !mayRecord?.may)
    return (
      <>
        <PageHead title={say(i.title)} />
        <EmptyState
          icon={Ban}
          title={say(i.notYours)}
          help={mayIssue.problem.say("th") && say({ th: mayIssue.problem.say("th"), en: mayIssue.problem.say("en") })}
          action={<LinkButton href="/orders">{say(o.boardTitle)}</LinkButton>}
        />
      </>
    );
  const part = { draft, change: edit, faults: { ...act.fields, ...missing } };
  const canRecord = mayRecord?.may === true && governor !== null && !isGovernor;
  return (
    <form
      ref={form}
      className="issue"
      noValidate
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          issue();
        }
      }}
    >
      <PageHead title={say(i.title)} lead={say(i.lead)} />
      {(isBack || filesGone) && (
        <p className="draft-back" role="status">
          <span>{[isBack && say(i.draftBack), filesGone && say(i.filesGone)].filter(Boolean).join(" · ")}</span>
          <Button small icon={<RotateCcw aria-hidden />} onPress={clear}>
            {say(i.startOver)}
          </Button>
        </p>
      )}
      <Refusal problem={act.problem} />
      <div className="issue-columns">
        <div>
          <What {...part} />
          <IssueAddressees {...part} addressable={addressable} />
          <When {...part} nameOf={addressable.nameOf} dueDay={dueDay} />
          <From
            {...part}
            ownName={own ? say(own.title) : ""}
            governorName={canRecord && governor ? say({ th: governor.th, en: governor.en || governor.th }) : null}
          />
          <Where {...part} />
        </div>
        <IssuePreview
          draft={draft}
          dueDay={dueDay}
          addressable={addressable}
          issuer={
            draft.issuer === "governor" && canRecord && governor
              ? { th: governor.th, en: governor.en }
              : (own?.title ?? { th: "", en: "" })
          }
          button={
            <Button kind="primary" icon={<Send aria-hidden />} isPending={act.isRunning || isSending} onPress={issue}>
              {say(i.issue)}
            </Button>
          }
        />
      </div>
    </form>
  );
}
