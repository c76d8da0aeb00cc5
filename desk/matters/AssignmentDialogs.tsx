/** The forms of one's own assignment: report, ask for time, pass on. */
import { useState } from "react";
import { sayDay } from "../days.ts";
import { Button } from "../design/Button.tsx";
import { ComboBox } from "../design/ComboBox.tsx";
import type { Choice } from "../design/choice.ts";
import { DatePicker } from "../design/DatePicker.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { FileDrop } from "../design/FileDrop.tsx";
import type { StoredFile } from "../design/files.ts";
import { uploads } from "../design/files.ts";
import { MultiPicker } from "../design/MultiPicker.tsx";
import { NumberField, TextArea } from "../design/TextField.tsx";
import { toast } from "../design/Toast.tsx";
import { useAct, useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { useAreaChoices } from "./areas.ts";
import { today } from "./due.ts";
import { type Point, PointField } from "./PointField.tsx";
import { Refusal } from "./Refusal.tsx";
import { fileLimit, kindsTaken, sendFile } from "./send.ts";
import type { Assignment } from "./shapes.ts";
import { matterWords as m } from "./words.ts";

export interface OwnDialogProps {
  assignment: Assignment;
  /** Live topics of the matter, so that its page is read again. */
  topics: readonly string[];
  onClose: () => void;
}

/** Percent, words, evidence, place. A hundred per cent is the final report. */
export function ReportDialog({ assignment, topics, onClose }: OwnDialogProps) {
  const { w, say } = useWords();
  const [percent, setPercent] = useState(assignment.percent === 100 ? 100 : Math.min(100, assignment.percent || 50));
  const [text, setText] = useState("");
  const [files, setFiles] = useState<StoredFile[]>([]);
  const [area, setArea] = useState<string | null>(null);
  const [point, setPoint] = useState<Point | null>(null);
  const areas = useAreaChoices();
  const act = useAct("assignments.report", {
    topics,
    onDone: () => {
      toast({ title: say(m.reported), more: assignment.to });
      onClose();
    },
  });
  const isSending = uploads.use() > 0;
  const send = () =>
    void act.run({
      assignment: assignment.id,
      percent,
      text,
      ...(area ? { area } : {}),
      ...(point ? { lon: point.lon, lat: point.lat } : {}),
      ...(files.length > 0 ? { files: files.map(({ id }) => id) } : {}),
    });
  return (
    <Dialog
      title={say(m.report)}
      isOpen
      size="wide"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{w("cancel")}</Button>
          <Button kind="primary" onPress={send} isPending={act.isRunning || isSending}>
            {say(m.sendReport)}
          </Button>
        </>
      }
    >
      <div className="form">
        <Refusal problem={act.problem} />
        <div className="percent-field">
          <label className="percent-slide">
            <span className="unseen">{say(m.reportPercent)}</span>
            <input
              type="range"
              min={0}
              max={100}
              step={5}
              value={percent}
              style={{ "--part": `${percent}%` } as React.CSSProperties}
              onChange={(event) => setPercent(event.currentTarget.valueAsNumber)}
            />
          </label>
          <NumberField
            label={say(m.reportPercent)}
            unit="%"
            minValue={0}
            maxValue={100}
            value={percent}
            onChange={(value) => setPercent(Number.isNaN(value) ? 0 : value)}
            error={act.fields.percent}
            hint={percent === 100 ? say(m.reportFinal) : undefined}
          />
        </div>
        <TextArea
          label={say(m.reportText)}
          hint={say(m.reportTextHint)}
          value={text}
          onChange={(next) => {
            setText(next);
            act.clear();
          }}
          error={act.fields.text}
          limit={10_000}
          isRequired
          autoFocus
        />
        <FileDrop
          label={say(m.reportFiles)}
          value={files}
          onChange={setFiles}
          send={sendFile}
          limit={fileLimit}
          kinds={say(kindsTaken)}
          error={act.fields.files}
        />
        <div className="form-pair">
          <ComboBox label={say(m.reportArea)} choices={areas} value={area} onChange={setArea} error={act.fields.area} />
          <PointField
            label={say(m.reportPoint)}
            value={point}
            onChange={setPoint}
            error={act.fields.lat ?? act.fields.lon}
          />
        </div>
      </div>
    </Dialog>
  );
}

export function AskTimeDialog({ assignment, topics, onClose }: OwnDialogProps) {
  const { w, say, language } = useWords();
  const [due, setDue] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const act = useAct("assignments.askTime", {
    topics,
    onDone: () => {
      toast({ title: say(m.askedTime) });
      onClose();
    },
  });
  return (
    <Dialog
      title={say(m.askTime)}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{w("cancel")}</Button>
          <Button
            kind="primary"
            isDisabled={due === null}
            isPending={act.isRunning}
            onPress={() => due && void act.run({ assignment: assignment.id, due, reason })}
          >
            {say(m.askTime)}
          </Button>
        </>
      }
    >
      <div className="form">
        <Refusal problem={act.problem} />
        <DatePicker
          label={say(m.newDue)}
          value={due}
          onChange={setDue}
          min={today()}
          error={act.fields.due}
          isRequired
          hint={assignment.due ? say(m.presentDue, { day: sayDay(assignment.due, language) }) : undefined}
        />
        <TextArea
          label={say(m.why)}
          value={reason}
          onChange={(next) => {
            setReason(next);
            act.clear();
          }}
          error={act.fields.reason}
          limit={2000}
          isRequired
        />
      </div>
    </Dialog>
  );
}

/** Passing on down the line: only positions of one's own unit and below are offered. */
export function PassDownDialog({ assignment, topics, onClose }: OwnDialogProps) {
  const { w, say } = useWords();
  const [to, setTo] = useState<string[]>([]);
  const [instruction, setInstruction] = useState("");
  const [due, setDue] = useState<string | null>(null);
  const { data } = useView("orders.choices", { below: true });
  const choices: Choice[] = (data?.positions ?? [])
    .filter(({ position }) => position !== assignment.to_position)
    .map((row) => ({ id: String(row.position), label: row.th, detail: row.person ?? say(m.vacant), group: row.unit }));
  const act = useAct("assignments.passDown", {
    topics,
    onDone: () => {
      toast({ title: say(m.passedDown) });
      onClose();
    },
  });
  const send = () =>
    void act.run({ assignment: assignment.id, to: to.map(Number), instruction, ...(due ? { due } : {}) });
  return (
    <Dialog
      title={say(m.passDown)}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{w("cancel")}</Button>
          <Button kind="primary" isDisabled={to.length === 0} isPending={act.isRunning} onPress={send}>
            {say(m.passDown)}
          </Button>
        </>
      }
    >
      <div className="form">
        <Refusal problem={act.problem} />
        <MultiPicker
          label={say(m.passTo)}
          choices={choices}
          value={to}
          onChange={setTo}
          error={act.fields.to}
          isRequired
        />
        <TextArea
          label={say(m.passWhat)}
          value={instruction}
          onChange={(next) => {
            setInstruction(next);
            act.clear();
          }}
          error={act.fields.instruction}
          limit={4000}
          isRequired
        />
        <DatePicker
          label={say(m.passDue)}
          value={due}
          onChange={setDue}
          min={today()}
          {...(assignment.due ? { max: assignment.due } : {})}
          hint={say(m.passDueHint)}
          error={act.fields.due}
        />
      </div>
    </Dialog>
  );
}
