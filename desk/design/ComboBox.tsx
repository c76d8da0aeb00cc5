import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { Button as AriaButton, ComboBox as AriaComboBox, Group, Input, ListBox, Popover } from "react-aria-components";
import { useWords } from "../words.ts";
import { type Choice, choiceText } from "./choice.ts";
import { FieldFoot, FieldLabel, type FieldProps } from "./Field.tsx";
import { choiceRows } from "./Select.tsx";
import { matchesThai } from "./thai.ts";

export interface ComboBoxProps extends FieldProps {
  choices: readonly Choice[];
  value: string | null;
  onChange: (id: string | null) => void;
  onBlur?: () => void;
  placeholder?: string;
  isDisabled?: boolean;
  name?: string;
  /** Called with what is typed when the server does the searching; `choices` are then shown as given. */
  onSearch?: (text: string) => void;
}

/** How many rows are laid out at once; whoever has more keeps typing. */
const most = 200;

/** One of many, found by typing (see `matchesThai`). */
export function ComboBox(props: ComboBoxProps) {
  const { label, hint, error, isRequired, choices, value, onChange, placeholder, onSearch, ...rest } = props;
  const { w } = useWords();
  const chosen = choices.find(({ id }) => id === value);
  const [typed, type] = useState<string | null>(null);
  const text = typed ?? chosen?.label ?? "";
  const shown =
    typed === null || onSearch ? choices : choices.filter((choice) => matchesThai(choiceText(choice), typed));
  return (
    <AriaComboBox
      {...rest}
      value={value}
      onChange={(key) => {
        type(null);
        onChange(key === null ? null : String(key));
      }}
      inputValue={text}
      onInputChange={(next) => {
        if (next === (chosen?.label ?? "")) return type(null);
        // React Aria writes the item's whole searched text into the field when it is chosen; keep to its label.
        if (choices.some((choice) => choiceText(choice) === next)) return type(null);
        type(next);
        onSearch?.(next);
        if (next === "" && value !== null) onChange(null);
      }}
      onOpenChange={(isOpen) => !isOpen && type(null)}
      defaultFilter={() => true}
      allowsEmptyCollection
      menuTrigger="focus"
      isRequired={!!isRequired}
      isInvalid={!!error}
      validationBehavior="aria"
      className="field"
    >
      <FieldLabel label={label} isRequired={isRequired} />
      <Group className="input group" isInvalid={!!error}>
        <Input className="input-inner" placeholder={placeholder ?? w("choose")} />
        <AriaButton className="input-button" aria-label={w("showChoices")}>
          <ChevronDown aria-hidden />
        </AriaButton>
      </Group>
      <FieldFoot hint={hint} error={error} />
      <Popover className="popover choices" offset={2}>
        <ListBox
          className="choice-list"
          renderEmptyState={() => (
            <p className="choice-none">{text ? w("nothingMatches", { text }) : w("nothingToChoose")}</p>
          )}
        >
          {choiceRows(shown.slice(0, most))}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
