import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "../../../../desk/design/Button.tsx";
import { Dialog } from "../../../../desk/design/Dialog.tsx";
import { MultiPicker } from "../../../../desk/design/MultiPicker.tsx";
import { Section } from "../../../../desk/design/Page.tsx";
import { TextField } from "../../../../desk/design/TextField.tsx";
import { Checkbox } from "../../../../desk/design/Ticks.tsx";
import { toast } from "../../../../desk/design/Toast.tsx";
import { Refusal } from "../../../../desk/matters/Refusal.tsx";
import { useAct } from "../../../../desk/queries.ts";
import { useWords } from "../../../../desk/words.ts";
import type { Addressable } from "./addressee-choices.ts";
import type { PartProps } from "./IssueParts.tsx";
import { issueWords as i } from "./issue-words.ts";

export function IssueAddressees({ draft, change, faults, addressable }: PartProps & { addressable: Addressable }) {
  const { say } = useWords();
  const [isOpen, open] = useState(false);
  const { choices, districts, agencies, lists } = addressable;
  // The issuer himself cannot be addressed; nobody is both addressee and copied.
  return (
    <Section title={say(i.toPart)}>
      <div className="form">
        <MultiPicker
          label={say(i.to)}
          hint={say(i.toHint)}
          choices={choices}
          value={draft.to}
          onChange={(to) => change({ to })}
          error={faults.to}
          isRequired={!draft.residual}
          sets={[
            { id: "districts", label: say(i.allDistricts), members: districts },
            { id: "agencies", label: say(i.allAgencies), members: agencies },
            ...lists.map(({ id, name, members }) => ({
              id: String(id),
              label: say(i.listOf, { name, count: members.length }),
              members,
            })),
          ]}
        />
        {(draft.to.length > 1 || lists.length > 0) && (
          <div className="row-of">
            <Button small kind="plain" onPress={() => open(true)}>
              {draft.to.length > 1 ? say(i.saveList) : say(i.lists)}
            </Button>
          </div>
        )}
        <Checkbox isSelected={draft.residual} onChange={(residual) => change({ residual })} hint={say(i.residualHint)}>
          {say(i.residual)}
        </Checkbox>
        <MultiPicker
          label={say(i.copies)}
          choices={choices.filter(({ id }) => !draft.to.includes(id))}
          value={draft.copies}
          onChange={(copies) => change({ copies })}
          error={faults.copies}
        />
      </div>
      {isOpen && <Lists members={draft.to} lists={lists} onClose={() => open(false)} />}
    </Section>
  );
}

function Lists({
  members,
  lists,
  onClose,
}: {
  members: readonly string[];
  lists: Addressable["lists"];
  onClose: () => void;
}) {
  const { w, say } = useWords();
  const [name, setName] = useState("");
  const save = useAct("orders.saveList", {
    onDone: () => {
      toast({ title: say(i.listSaved), more: name });
      onClose();
    },
  });
  const remove = useAct("orders.removeList");
  return (
    <Dialog
      title={say(members.length > 1 ? i.saveList : i.lists)}
      isOpen
      size="narrow"
      onClose={onClose}
      footer={
        members.length > 1 ? (
          <>
            <Button onPress={onClose}>{w("cancel")}</Button>
            <Button
              kind="primary"
              isPending={save.isRunning}
              onPress={() => void save.run({ name, positions: members.map(Number) })}
            >
              {w("save")}
            </Button>
          </>
        ) : undefined
      }
    >
      <div className="form">
        <Refusal problem={save.problem ?? remove.problem} />
        {members.length > 1 && (
          <TextField
            label={say(i.listName)}
            value={name}
            onChange={setName}
            error={save.fields.name}
            isRequired
            autoFocus
          />
        )}
        {lists.length > 0 && (
          <div className="field">
            <span className="label">{say(i.lists)}</span>
            <ul className="saved-lists">
              {lists.map((list) => (
                <li key={list.id}>
                  <span>{say(i.listOf, { name: list.name, count: list.members.length })}</span>
                  <IconButton
                    small
                    plainTooltip
                    label={say(i.removeList, { name: list.name })}
                    icon={<Trash2 aria-hidden />}
                    onPress={() => void remove.run({ list: list.id })}
                  />
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Dialog>
  );
}
