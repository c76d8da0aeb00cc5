import { useNavigate } from "@tanstack/react-router";
import { ComboBox } from "../design/ComboBox.tsx";
import { DatePicker } from "../design/DatePicker.tsx";
import { MultiPicker } from "../design/MultiPicker.tsx";
import { NumberField, TextArea, TextField } from "../design/TextField.tsx";
import { Switch } from "../design/Ticks.tsx";
import { toast } from "../design/Toast.tsx";
import { today } from "../matters/due.ts";
import { ActDialog, useFields } from "../people/ActDialog.tsx";
import { useDutyChoices, usePositionChoices, useUnitChoices } from "../people/choices.ts";
import { endOf } from "../people/period.ts";
import { useAct, useMay, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { authorityWords as a } from "./words.ts";

export interface Parent {
  id: number;
  /** The position that passes it on: whom it was delegated to. */
  to: number;
  to_th: string;
  to_en: string;
  duties: readonly { code: string }[];
}

/** A new delegation, or with `parent` the passing on of one. Only duties that the giver has are offered. */
export function DelegationForm({ parent, onClose }: { parent?: Parent; onClose: () => void }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const { data: me } = useView("accounts.me", {});
  const own = me?.occupancies.find(({ id }) => id === me.current)?.position ?? null;
  const positions = usePositionChoices();
  const units = useUnitChoices();
  const [facts, set] = useFields({
    giver: null as string | null,
    to: null as string | null,
    duties: [] as string[],
    scope: null as string | null,
    amount: Number.NaN,
    conditions: "",
    subdelegable: false,
    licence: false,
    instrument: "",
    signed: today() as string | null,
    from: today() as string | null,
    until: null as string | null,
  });
  const giver = parent?.to ?? (facts.giver === null ? own : Number(facts.giver));
  const { data: seat } = useView("authority.position", { position: giver ?? 1 }, { isOff: giver === null });
  const given = parent ? parent.duties.map(({ code }) => code) : (seat?.grants ?? []).map(({ duty }) => duty);
  const duties = useDutyChoices(given);
  // Registry work: whoever keeps the record may enter another position's instrument.
  const elsewhere = positions.find(({ id }) => id !== String(own))?.id;
  const [mayForOthers] = useMay(
    [
      [
        "authority.delegate",
        {
          position: Number(elsewhere),
          to: 2147483647,
          duties: ["authority.accept"],
          instrument: "-",
          signed_on: today(),
          from: today(),
        },
      ],
    ],
    { isOff: elsewhere === undefined || parent !== undefined },
  );
  const onDone = ({ delegation }: { delegation: number }) => {
    toast({ title: say(a.delegated) });
    onClose();
    void navigate({ to: `/authority/delegations/${delegation}` });
  };
  const delegate = useAct("authority.delegate", { onDone });
  const pass = useAct("authority.subdelegate", { onDone });
  const act = parent ? pass : delegate;
  const send = () => {
    if (!facts.to || !facts.signed || !facts.from) return;
    const until = endOf(facts.until);
    const terms = {
      to: Number(facts.to),
      duties: facts.duties,
      instrument: facts.instrument,
      signed_on: facts.signed,
      from: facts.from,
      subdelegable: facts.subdelegable,
      licence_power: facts.licence,
      ...(until ? { until } : {}),
      ...(facts.scope ? { scope_unit: Number(facts.scope) } : {}),
      ...(Number.isNaN(facts.amount) ? {} : { amount_limit: facts.amount }),
      ...(facts.conditions.trim() ? { conditions: facts.conditions } : {}),
    };
    if (parent) void pass.run({ parent: parent.id, ...terms });
    else void delegate.run({ ...(facts.giver ? { position: Number(facts.giver) } : {}), ...terms });
  };
  const title = say(parent ? a.subdelegate : a.newDelegation);
  return (
    <ActDialog
      title={title}
      lead={say(a.delegationsLead)}
      verb={title}
      act={act}
      onSend={send}
      onClose={onClose}
      isReady={
        facts.to !== null && facts.duties.length > 0 && facts.instrument.trim() !== "" && !!facts.signed && !!facts.from
      }
      size="wide"
    >
      <div className="form-pair">
        {parent ? (
          <TextField label={say(a.from)} value={say({ th: parent.to_th, en: parent.to_en })} isReadOnly />
        ) : (
          <ComboBox
            label={say(a.from)}
            choices={mayForOthers?.may ? positions : positions.filter(({ id }) => id === String(own))}
            value={facts.giver ?? (own === null ? null : String(own))}
            onChange={(next) => {
              set("giver")(next);
              set("duties")([]);
            }}
            error={act.fields.position}
            isRequired
          />
        )}
        <ComboBox
          label={say(a.to)}
          choices={positions.filter(({ id }) => id !== String(giver))}
          value={facts.to}
          onChange={set("to")}
          error={act.fields.to}
          isRequired
        />
      </div>
      <MultiPicker
        label={say(a.duties)}
        hint={say(a.dutiesHint)}
        choices={duties}
        value={facts.duties}
        onChange={set("duties")}
        error={act.fields.duties}
        isRequired
      />
      <div className="form-pair">
        <ComboBox
          label={say(a.scope)}
          hint={say(a.scopeHint)}
          choices={units}
          value={facts.scope}
          onChange={set("scope")}
          error={act.fields.scope_unit}
        />
        <NumberField
          label={say(a.amount)}
          unit={say(a.baht)}
          value={facts.amount}
          minValue={0.01}
          onChange={set("amount")}
          error={act.fields.amount_limit}
        />
      </div>
      <TextArea
        label={say(a.conditions)}
        value={facts.conditions}
        onChange={set("conditions")}
        error={act.fields.conditions}
        limit={4000}
      />
      <div className="form-pair">
        <Switch isSelected={facts.subdelegable} onChange={set("subdelegable")} hint={say(a.subdelegableHint)}>
          {say(a.subdelegable)}
        </Switch>
        <Switch isSelected={facts.licence} onChange={set("licence")} hint={say(a.licenceHint)}>
          {say(a.licence)}
        </Switch>
      </div>
      <div className="form-pair">
        <TextField
          label={say(a.instrumentNo)}
          value={facts.instrument}
          onChange={set("instrument")}
          error={act.fields.instrument}
          isRequired
        />
        <DatePicker
          label={say(a.signedOn)}
          value={facts.signed}
          onChange={set("signed")}
          error={act.fields.signed_on}
          isRequired
        />
      </div>
      <div className="form-pair">
        <DatePicker label={say(a.start)} value={facts.from} onChange={set("from")} error={act.fields.from} isRequired />
        <DatePicker
          label={say(a.until)}
          hint={say(a.untilHint)}
          value={facts.until}
          onChange={set("until")}
          error={act.fields.until}
        />
      </div>
    </ActDialog>
  );
}
