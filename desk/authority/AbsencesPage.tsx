/** การไม่อยู่และรักษาราชการแทน: who is away on a day, who acts and why, and where an order is still needed. */
import { CalendarCheck } from "lucide-react";
import { useState } from "react";
import { Link } from "react-aria-components";
import type { Api } from "../api.ts";
import { Button } from "../design/Button.tsx";
import { DatePicker } from "../design/DatePicker.tsx";
import { State } from "../design/Marks.tsx";
import { EmptyState, PageHead, Skeleton } from "../design/Page.tsx";
import { Citation } from "../law/Citation.tsx";
import { useAsked } from "../matters/address.ts";
import { today } from "../matters/due.ts";
import { sayPeriod } from "../people/period.ts";
import { SubNav } from "../people/SubNav.tsx";
import { useMay, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { AbsenceForm } from "./AbsenceForm.tsx";
import { ActingForm, ReturnForm } from "./ActingForms.tsx";
import { authorityWords as a, authorityPages } from "./words.ts";
import "../matters/matters.css";
import "../people/people.css";
import "./authority.css";

export type Absence = Api["authority.absences"]["output"][number];

export default function AbsencesPage() {
  const { say } = useWords();
  const asked = useAsked();
  const day = asked.get("day") || today();
  const [isNew, setNew] = useState(asked.get("record") !== "");
  const { data } = useView("authority.absences", { day }, { keep: true });
  const { data: me } = useView("accounts.me", {});
  const here = me?.occupancies.find(({ id }) => id === me.current)?.position;
  const [may] = useMay([["authority.recordAbsence", { position: here ?? 1, reason: "leave", from: today() }]], {
    isOff: here === undefined,
  });
  return (
    <>
      <SubNav label={a.pages} pages={authorityPages} />
      <PageHead
        title={say(a.absences)}
        lead={say(a.absencesLead)}
        actions={
          may?.may && (
            <Button kind="primary" onPress={() => setNew(true)}>
              {say(a.record)}
            </Button>
          )
        }
      />
      <div className="as-of no-print">
        <DatePicker
          label={say(a.asOf)}
          value={day}
          onChange={(next) => asked.set({ day: next === null || next === today() ? "" : next })}
        />
      </div>
      {!data ? (
        <Skeleton rows={5} kind="table" />
      ) : data.length === 0 ? (
        <EmptyState icon={CalendarCheck} title={say(a.noAbsences)} help={say(a.noAbsencesHelp)} />
      ) : (
        <ul className="absences">
          {data.map((row) => (
            <Entry key={row.id} row={row} day={day} />
          ))}
        </ul>
      )}
      {isNew && (
        <AbsenceForm
          first={asked.get("record") || null}
          onClose={() => {
            setNew(false);
            asked.set({ record: "" });
          }}
        />
      )}
    </>
  );
}

/** One absence beside who acts: the two facts that are asked for together. */
function Entry({ row, day }: { row: Absence; day: string }) {
  const { say, language } = useWords();
  const [form, setForm] = useState<"return" | "order" | null>(null);
  const [mayReturn, mayOrder] = useMay([
    ["authority.recordReturn", { absence: row.id, on: today() }],
    ["authority.appointActing", { position: row.position, person: 2147483647, instrument: "-", from: today() }],
  ]);
  const acting = row.acting.filter(({ from, to }) => from <= day && (to === null || day < to));
  return (
    <li className="absence">
      <div>
        <p className="absence-post">
          <Link href={`/people/position/${row.position}`}>{say(row)}</Link>
        </p>
        <p>
          {row.holder_th && say({ th: row.holder_th, en: row.holder_en ?? row.holder_th })}{" "}
          <State tone="waiting">{say(row.words)}</State>
        </p>
        <p className="quiet small">{sayPeriod(row.from, row.to, language)}</p>
        {row.note && <p className="small">{row.note}</p>}
      </div>
      <div>
        <p className="small quiet">{say(a.acting)}</p>
        {acting.map((each) => (
          <div key={each.occupancy}>
            <p>
              <Link href={`/people/person/${each.person}`}>{say(each)}</Link>{" "}
              <strong className="position-capacity">{say(each.words)}</strong>
            </p>
            <p className="small quiet">{each.instrument ?? say(a.actsByLaw)}</p>
            <p className="small">
              <Citation clause={each.basis} />
            </p>
          </div>
        ))}
        {acting.length === 0 && (
          <p>
            <State tone={row.needs_order ? "late" : "stopped"}>
              {say(row.needs_order ? a.needsOrder : a.nobodyActs)}
            </State>
          </p>
        )}
        <p className="row-of no-print">
          {mayOrder?.may && (
            <Button small onPress={() => setForm("order")}>
              {say(a.appointActing)}
            </Button>
          )}
          {mayReturn?.may && row.reason !== "vacant" && (
            <Button small onPress={() => setForm("return")}>
              {say(a.recordReturn)}
            </Button>
          )}
        </p>
      </div>
      {form === "return" && <ReturnForm absence={row} onClose={() => setForm(null)} />}
      {form === "order" && <ActingForm absence={row} onClose={() => setForm(null)} />}
    </li>
  );
}
