/** แต่งตั้ง: who enters which position, as what, by which order, from when; with what stands in the way told at once. */
import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Link } from "react-aria-components";
import { sayInstant } from "../days.ts";
import { Button } from "../design/Button.tsx";
import { ComboBox } from "../design/ComboBox.tsx";
import { DatePicker } from "../design/DatePicker.tsx";
import { PageHead, Section } from "../design/Page.tsx";
import { TextField } from "../design/TextField.tsx";
import { RadioGroup, Switch } from "../design/Ticks.tsx";
import { toast } from "../design/Toast.tsx";
import { tell } from "../ledger/events.ts";
import { useAsked } from "../matters/address.ts";
import { today } from "../matters/due.ts";
import { useNames } from "../matters/names.ts";
import { Refusal } from "../matters/Refusal.tsx";
import { usePersonChoices, usePositionChoices } from "../people/choices.ts";
import { endOf, sayPeriod } from "../people/period.ts";
import { SubNav } from "../people/SubNav.tsx";
import { useAct, useMay, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { type As, conflicts, ownPost, type Remark } from "./conflicts.ts";
import { NotYours } from "./NotYours.tsx";
import { adminWords as a, adminPages } from "./words.ts";
import "../matters/matters.css";
import "../people/people.css";
import "./administration.css";

const ways: readonly As[] = ["own", "besides", "stand_in", "acting"];
const wayWords = { own: a.own, besides: a.besides, stand_in: a.standIn, acting: a.acting } as const;
const never = 2147483647;

export default function AppointmentsPage() {
  const { say } = useWords();
  const [may] = useMay([
    ["authority.appoint", { person: never, position: 1, instrument: "-", from: today(), own: true }],
  ]);
  return (
    <>
      <SubNav label={a.pages} pages={adminPages} />
      <PageHead title={say(a.wizard)} lead={say(a.wizardLead)} />
      {may?.may ? <Wizard /> : may?.problem && <NotYours problem={may.problem} />}
      <Recent />
    </>
  );
}

function Wizard() {
  const { w, say, language } = useWords();
  const asked = useAsked();
  const people = usePersonChoices();
  const positions = usePositionChoices();
  const [person, setPerson] = useState<string | null>(asked.get("person") || null);
  const [position, setPosition] = useState<string | null>(asked.get("position") || null);
  const [as, setAs] = useState<As>("own");
  const [leaves, setLeaves] = useState(false);
  const [instrument, setInstrument] = useState("");
  const [from, setFrom] = useState<string | null>(today());
  const [until, setUntil] = useState<string | null>(null);
  const { data: me } = useView("accounts.me", {});
  const { data: who } = useView("authority.person", { person: Number(person) }, { isOff: !person });
  const { data: post } = useView("authority.position", { position: Number(position) }, { isOff: !position });
  const onDone = () => {
    toast({
      title: say(a.appointed),
      ...(who ? { more: say(who) } : {}),
    });
    setPerson(null);
    setPosition(null);
    setInstrument("");
    setLeaves(false);
    asked.set({ person: "", position: "" });
  };
  const appoint = useAct("authority.appoint", { onDone });
  const standIn = useAct("authority.standIn", { onDone });
  const acting = useAct("authority.appointActing", { onDone });
  const act = as === "stand_in" ? standIn : as === "acting" ? acting : appoint;
  const to = endOf(until) ?? null;
  const remarks =
    who && post && from
      ? conflicts({
          person: who,
          position: post,
          as,
          from,
          to,
          leavesOwnPost: leaves,
          me: me?.person.id,
          sayPeriod: (start, end) => ({ th: sayPeriod(start, end, "th"), en: sayPeriod(start, end, "en") }),
        })
      : null;
  const isStopped = remarks === null || remarks.some(({ kind }) => kind === "stops");
  const own = who && ownPost(who, from ?? today());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!person || !position || !from || isStopped || act.isRunning) return;
    const order = {
      person: Number(person),
      position: Number(position),
      instrument,
      from,
      ...(to ? { to } : {}),
    };
    if (as === "stand_in") void standIn.run(order);
    else if (as === "acting") void acting.run(order);
    else
      void appoint.run({
        ...order,
        own: as === "own",
        ...(as === "own" && leaves ? { leaves_own_post: true } : {}),
      });
  };
  return (
    <form className="wizard" onSubmit={submit} noValidate>
      <div className="form">
        <Refusal problem={act.problem} />
        <ComboBox
          label={say(a.stepWho)}
          choices={people}
          value={person}
          onChange={setPerson}
          error={act.fields.person}
          isRequired
        />
        <ComboBox
          label={say(a.stepPost)}
          choices={positions}
          value={position}
          onChange={setPosition}
          error={act.fields.position}
          isRequired
        />
        <RadioGroup
          label={say(a.stepAs)}
          value={as}
          onChange={(next) => setAs(ways.find((each) => each === next) ?? "own")}
          choices={ways.map((id) => ({ id, label: say(wayWords[id]) }))}
        />
        {as === "own" && own && (
          <Switch isSelected={leaves} onChange={setLeaves} hint={say(a.leavesHint, { post: say(own) })}>
            {say(a.leaves)}
          </Switch>
        )}
        <fieldset className="order-part">
          <legend className="label">{say(a.stepOrder)}</legend>
          <TextField
            label={say(a.instrument)}
            hint={say(a.instrumentHint)}
            value={instrument}
            onChange={setInstrument}
            error={act.fields.instrument}
            isRequired
          />
          <div className="form-pair">
            <DatePicker label={say(a.from)} value={from} onChange={setFrom} error={act.fields.from} isRequired />
            <DatePicker
              label={say(a.until)}
              hint={say(a.untilHint)}
              value={until}
              onChange={setUntil}
              error={act.fields.to}
            />
          </div>
        </fieldset>
      </div>
      <aside className="wizard-check" aria-live="polite">
        <h2>{say(a.check)}</h2>
        {who && post && from ? (
          <p className="wizard-sentence">
            {say(a.summary, {
              person: say(who),
              capacity: w(as === "acting" ? "acting" : as === "stand_in" ? "standing_in" : "holder"),
              position: say(post),
              period: sayPeriod(from, to, language),
            })}
          </p>
        ) : (
          <p className="quiet">{say(a.chooseFirst)}</p>
        )}
        {remarks && <Remarks remarks={remarks} />}
        <Button
          type="submit"
          kind="primary"
          isDisabled={isStopped || instrument.trim() === "" || !from}
          isPending={act.isRunning}
        >
          {w("save")}
        </Button>
      </aside>
    </form>
  );
}

function Remarks({ remarks }: { remarks: readonly Remark[] }) {
  const { say } = useWords();
  if (remarks.length === 0)
    return (
      <p className="remark fine">
        <CircleCheck aria-hidden />
        {say(a.noConflict)}
      </p>
    );
  return (
    <ul>
      {remarks.map(({ kind, words }) => (
        <li key={words.th} className={`remark ${kind}`}>
          {kind === "stops" ? <CircleAlert aria-hidden /> : <Info aria-hidden />}
          <span>{say(words)}</span>
        </li>
      ))}
    </ul>
  );
}

const recorded = new Set([
  "authority.appointed",
  "authority.standInAppointed",
  "authority.actingAppointed",
  "authority.occupancyEnded",
  "authority.occupancyWithdrawn",
]);

function Recent() {
  const { say, language } = useWords();
  const name = useNames();
  const { data } = useView("ledger.lines", { event: "authority", limit: 100 }, { topics: ["authority"] });
  const lines = (data?.lines ?? []).filter(({ event }) => recorded.has(event)).slice(0, 10);
  return (
    <Section title={say(a.recent)}>
      {lines.length === 0 ? (
        <p className="quiet">{say(a.noRecent)}</p>
      ) : (
        <ul className="plain-rows">
          {lines.map((line) => (
            <li key={line.id}>
              <span className="quiet small figures">{sayInstant(line.at, language)}</span>{" "}
              {say(tell(line.event, line.detail))} <span className="quiet small">{name(line.person)}</span>{" "}
              {typeof line.detail.position === "number" && (
                <Link href={`/people/position/${line.detail.position}`} className="small">
                  {say(a.toPosition)}
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
