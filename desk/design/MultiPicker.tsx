import { ChevronDown, X } from "lucide-react";
import { useState } from "react";
import {
  Button as AriaButton,
  ComboBox as AriaComboBox,
  Group,
  Input,
  Label,
  ListBox,
  Popover,
  Tag,
  TagGroup,
  TagList,
} from "react-aria-components";
import { useWords } from "../words.ts";
import { Button } from "./Button.tsx";
import { type Choice, choiceText } from "./choice.ts";
import { FieldFoot, FieldLabel, type FieldProps } from "./Field.tsx";
import { choiceRows } from "./Select.tsx";
import { matchesThai } from "./thai.ts";

export interface MultiPickerProps extends FieldProps {
  choices: readonly Choice[];
  value: readonly string[];
  onChange: (ids: string[]) => void;
  placeholder?: string;
  isDisabled?: boolean;
  /** Ready-made sets: "ทุกอำเภอ", a saved list of addressees. Choosing one adds its members. */
  sets?: readonly { id: string; label: string; members: readonly string[] }[];
}

const most = 200;

/**
 * Many of many: type to find, Enter to choose and go on typing, Backspace in the empty field takes the last one back,
 * and the chips below are reached with Tab and the arrows (Delete removes).
 */
export function MultiPicker(props: MultiPickerProps) {
  const { label, hint, error, isRequired, choices, value, onChange, placeholder, isDisabled, sets = [] } = props;
  const { w } = useWords();
  const [typed, type] = useState("");
  const shown = typed === "" ? choices : choices.filter((choice) => matchesThai(choiceText(choice), typed));
  const chosen = value.map((id) => choices.find((choice) => choice.id === id) ?? { id, label: id });
  const open = shown.filter(({ id, isDisabled: closed }) => !closed && !value.includes(id));
  const add = (ids: readonly string[]) => onChange([...value, ...ids.filter((id) => !value.includes(id))]);

  return (
    <div className="multi">
      <AriaComboBox
        selectionMode="multiple"
        value={[...value]}
        onChange={(keys: readonly (string | number)[]) => {
          onChange(keys.map(String));
          type("");
        }}
        inputValue={typed}
        onInputChange={(next) => {
          // A choice made writes its text into the field; the field is for searching only.
          if (!choices.some((choice) => choiceText(choice) === next)) type(next);
        }}
        defaultFilter={() => true}
        allowsEmptyCollection
        menuTrigger="focus"
        isDisabled={!!isDisabled}
        isRequired={!!isRequired}
        isInvalid={!!error}
        validationBehavior="aria"
        className="field"
      >
        <FieldLabel label={label} isRequired={isRequired} />
        <Group className="input group" isInvalid={!!error}>
          <Input
            className="input-inner"
            placeholder={placeholder ?? w("choose")}
            onKeyDown={(event) => {
              if (event.key === "Backspace" && typed === "" && value.length > 0) onChange(value.slice(0, -1));
            }}
          />
          <AriaButton className="input-button" aria-label={w("showChoices")}>
            <ChevronDown aria-hidden />
          </AriaButton>
        </Group>
        <FieldFoot hint={hint} error={error} />
        <Popover className="popover choices" offset={2}>
          <ListBox
            className="choice-list"
            renderEmptyState={() => (
              <p className="choice-none">{typed ? w("nothingMatches", { text: typed }) : w("nothingToChoose")}</p>
            )}
          >
            {choiceRows(shown.slice(0, most))}
          </ListBox>
        </Popover>
      </AriaComboBox>
      {chosen.length > 0 && (
        <TagGroup className="chip-group" onRemove={(keys) => onChange(value.filter((id) => !keys.has(id)))}>
          <Label className="unseen">{`${label}: ${w("chosenList")}`}</Label>
          <TagList className="chips">
            {chosen.map((choice) => (
              <Tag key={choice.id} id={choice.id} textValue={choice.label} className="chip">
                {choice.label}
                {!isDisabled && (
                  <AriaButton slot="remove" aria-label={w("removeItem", { item: choice.label })}>
                    <X aria-hidden />
                  </AriaButton>
                )}
              </Tag>
            ))}
          </TagList>
        </TagGroup>
      )}
      {!isDisabled && (
        <div className="picker-foot">
          <span aria-live="polite">{w("chosen", { count: value.length })}</span>
          <span className="row-of">
            {sets.map((set) => (
              <Button key={set.id} small onPress={() => add(set.members)}>
                {set.label}
              </Button>
            ))}
            {typed !== "" && open.length > 1 && (
              <Button small onPress={() => add(open.map(({ id }) => id))}>
                {w("chooseAll", { count: open.length })}
              </Button>
            )}
            {value.length > 0 && (
              <Button small kind="plain" onPress={() => onChange([])}>
                {w("clearAll")}
              </Button>
            )}
          </span>
        </div>
      )}
    </div>
  );
}
