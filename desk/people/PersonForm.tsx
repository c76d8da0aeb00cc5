import { useNavigate } from "@tanstack/react-router";
import { TextField } from "../design/TextField.tsx";
import { toast } from "../design/Toast.tsx";
import { useAct } from "../queries.ts";
import { useWords } from "../words.ts";
import { ActDialog, useFields } from "./ActDialog.tsx";
import { peopleWords as p } from "./words.ts";

export interface PersonFacts {
  prefix: string;
  first: string;
  last: string;
  prefix_en: string;
  first_en: string;
  last_en: string;
  email: string | null;
  phone: string | null;
}
const none: PersonFacts = {
  prefix: "",
  first: "",
  last: "",
  prefix_en: "",
  first_en: "",
  last_en: "",
  email: null,
  phone: null,
};

/** A new person, or the corrected name of one. What was not touched is not sent. */
export function PersonForm({ person, onClose }: { person?: PersonFacts & { id: number }; onClose: () => void }) {
  const { w, say } = useWords();
  const navigate = useNavigate();
  const [facts, set] = useFields<PersonFacts>(person ?? none);
  const done = (id: number) => {
    toast({ title: say(p.saved) });
    onClose();
    if (!person) void navigate({ to: `/people/person/${id}` });
  };
  const add = useAct("authority.addPerson", { onDone: (row) => done(row.person) });
  const correct = useAct("authority.correctPerson", { onDone: (row) => done(row.person) });
  const act = person ? correct : add;
  const send = () => {
    const before = person ?? none;
    const changed: Partial<Record<keyof PersonFacts, string>> = {};
    for (const key of Object.keys(none) as (keyof PersonFacts)[]) {
      const now = (facts[key] ?? "").trim();
      // An address cannot be emptied, only replaced.
      if (now !== (before[key] ?? "") && !((key === "email" || key === "phone") && now === "")) changed[key] = now;
    }
    if (person) void correct.run({ person: person.id, ...changed });
    else void add.run({ ...changed, first: facts.first.trim() });
  };
  const field = (
    name: keyof PersonFacts,
    label: string,
    more: { isRequired?: boolean; type?: "email" | "tel" } = {},
  ) => <TextField label={label} value={facts[name] ?? ""} onChange={set(name)} error={act.fields[name]} {...more} />;
  return (
    <ActDialog
      title={say(person ? p.correctPerson : p.addPerson)}
      verb={w("save")}
      act={act}
      onSend={send}
      onClose={onClose}
      isReady={facts.first.trim() !== ""}
      size="wide"
    >
      <div className="form-triple">
        {field("prefix", say(p.prefix))}
        {field("first", say(p.first), { isRequired: true })}
        {field("last", say(p.last))}
        {field("prefix_en", say(p.prefixEn))}
        {field("first_en", say(p.firstEn))}
        {field("last_en", say(p.lastEn))}
      </div>
      <div className="form-pair">
        {field("email", say(p.email), { type: "email" })}
        {field("phone", say(p.phone), { type: "tel" })}
      </div>
    </ActDialog>
  );
}
