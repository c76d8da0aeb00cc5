import { useState } from "react";
import { Link } from "react-aria-components";
import { absenceWords, capacityWords } from "../../kernel/authority/rules.ts";
import type { Api } from "../api.ts";
import { Button } from "../design/Button.tsx";
import { DatePicker } from "../design/DatePicker.tsx";
import { Badge } from "../design/Marks.tsx";
import { TextArea, TextField } from "../design/TextField.tsx";
import { toast } from "../design/Toast.tsx";
import { Citation } from "../law/Citation.tsx";
import { today } from "../matters/due.ts";
import { useAct, useMay } from "../queries.ts";
import { useWords } from "../words.ts";
import { ActDialog } from "./ActDialog.tsx";
import { sayPeriod, standing } from "./period.ts";
import { capacityOf } from "./Seat.tsx";
import { peopleWords as p } from "./words.ts";

type Position = NonNullable<Api["authority.position"]["output"]>;
type Occupancy = Position["occupancies"][number];

/** Who sat in the position, newest first, with the times when its holder was away. */
export function PositionHistory({ occupancies, absences }: Pick<Position, "occupancies" | "absences">) {
  const { say, language } = useWords();
  const day = today();
  if (occupancies.length === 0 && absences.length === 0) return <p className="quiet">{say(p.noOccupancies)}</p>;
  const entries = [
    ...occupancies.map((each) => ({ key: `o${each.id}`, from: each.from, occupancy: each, absence: null })),
    ...absences.map((each) => ({ key: `a${each.id}`, from: each.from, occupancy: null, absence: each })),
  ].sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0));
  return (
    <ol className="timeline">
      {entries.map(({ key, occupancy, absence }) =>
        occupancy ? (
          <li key={key} className={standing(occupancy.from, occupancy.to, day) === "now" ? "done" : "plain"}>
            <time dateTime={occupancy.from}>{sayPeriod(occupancy.from, occupancy.to, language)}</time>
            <div>
              <p className="timeline-title">
                <Link href={`/people/person/${occupancy.person}`}>{say(occupancy)}</Link>{" "}
                <Badge strong={occupancy.capacity !== "holder"}>
                  {say(capacityWords[capacityOf(occupancy.capacity)])}
                </Badge>
              </p>
              <p className="small quiet">
                {occupancy.instrument ?? say(p.byLaw)}
                {occupancy.capacity === "holder" && ` · ${say(occupancy.own ? p.ownPost : p.besides)}`}
              </p>
              <p className="small">
                <Citation clause={occupancy.basis} />
              </p>
              {(occupancy.ended_by || occupancy.ended_why) && (
                <p className="small quiet">
                  {[occupancy.ended_why, occupancy.ended_by && say(p.endedBy, { by: occupancy.ended_by })]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              )}
              {standing(occupancy.from, occupancy.to, day) !== "past" && <Ends occupancy={occupancy} />}
            </div>
          </li>
        ) : (
          <li key={key} className="late">
            <time dateTime={absence.from}>{sayPeriod(absence.from, absence.to, language)}</time>
            <div>
              <p className="timeline-title">
                {say(absenceWords[absence.reason as keyof typeof absenceWords] ?? p.absences)}
              </p>
              {absence.note && <p className="small quiet">{absence.note}</p>}
            </div>
          </li>
        ),
      )}
    </ol>
  );
}

/** How an occupancy comes to its end: on a day by an order, or struck out because it was never true. */
function Ends({ occupancy }: { occupancy: Occupancy }) {
  const { say } = useWords();
  const [form, setForm] = useState<"end" | "withdraw" | null>(null);
  const isByLaw = occupancy.capacity !== "holder" && occupancy.instrument === null;
  const [mayEnd, mayWithdraw] = useMay(
    [
      ["authority.endOccupancy", { occupancy: occupancy.id, on: today(), reason: "-" }],
      ["authority.withdrawOccupancy", { occupancy: occupancy.id, reason: "-" }],
    ],
    { isOff: isByLaw },
  );
  if (isByLaw || !(mayEnd?.may || mayWithdraw?.may)) return null;
  return (
    <p className="row-of no-print">
      {mayEnd?.may && (
        <Button small onPress={() => setForm("end")}>
          {say(p.endOccupancy)}
        </Button>
      )}
      {mayWithdraw?.may && (
        <Button small kind="plain" onPress={() => setForm("withdraw")}>
          {say(p.withdraw)}
        </Button>
      )}
      {form === "end" && <EndForm occupancy={occupancy} onClose={() => setForm(null)} />}
      {form === "withdraw" && <WithdrawForm occupancy={occupancy} onClose={() => setForm(null)} />}
    </p>
  );
}

function EndForm({ occupancy, onClose }: { occupancy: Occupancy; onClose: () => void }) {
  const { say } = useWords();
  const [on, setOn] = useState<string | null>(today());
  const [instrument, setInstrument] = useState("");
  const [reason, setReason] = useState("");
  const act = useAct("authority.endOccupancy", {
    onDone: () => {
      toast({ title: say(p.saved) });
      onClose();
    },
  });
  return (
    <ActDialog
      title={say(p.endOccupancy)}
      lead={say(occupancy)}
      verb={say(p.endOccupancy)}
      isDanger
      act={act}
      onClose={onClose}
      isReady={on !== null && reason.trim() !== ""}
      onSend={() =>
        on && void act.run({ occupancy: occupancy.id, on, reason, ...(instrument.trim() ? { instrument } : {}) })
      }
    >
      <DatePicker label={say(p.leavesOn)} value={on} onChange={setOn} error={act.fields.on} isRequired />
      <TextField
        label={say(p.instrument)}
        hint={say(p.instrumentHint)}
        value={instrument}
        onChange={setInstrument}
        error={act.fields.instrument}
        isRequired={occupancy.capacity === "holder"}
      />
      <TextArea
        label={say(p.reason)}
        value={reason}
        onChange={setReason}
        error={act.fields.reason}
        limit={500}
        isRequired
      />
    </ActDialog>
  );
}

function WithdrawForm({ occupancy, onClose }: { occupancy: Occupancy; onClose: () => void }) {
  const { say } = useWords();
  const [reason, setReason] = useState("");
  const act = useAct("authority.withdrawOccupancy", {
    onDone: () => {
      toast({ title: say(p.saved) });
      onClose();
    },
  });
  return (
    <ActDialog
      title={say(p.withdraw)}
      lead={`${say(occupancy)}: ${say(p.withdrawLead)}`}
      verb={say(p.withdraw)}
      isDanger
      act={act}
      onClose={onClose}
      isReady={reason.trim() !== ""}
      onSend={() => void act.run({ occupancy: occupancy.id, reason })}
    >
      <TextArea
        label={say(p.reason)}
        value={reason}
        onChange={setReason}
        error={act.fields.reason}
        limit={500}
        isRequired
      />
    </ActDialog>
  );
}
