import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import {
  Button as AriaButton,
  Select as AriaSelect,
  Header,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  SelectValue,
  Text,
} from "react-aria-components";
import { useWords } from "../words.ts";
import { byGroup, type Choice, choiceText } from "./choice.ts";
import { FieldFoot, FieldLabel, type FieldProps } from "./Field.tsx";

/** A row of a list of choices; the tick is drawn, not only coloured. */
export function ChoiceItem({ choice }: { choice: Choice }) {
  return (
    <ListBoxItem id={choice.id} textValue={choiceText(choice)} isDisabled={!!choice.isDisabled} className="choice">
      <Check aria-hidden className="choice-tick" />
      <span className="choice-words">
        <Text slot="label">{choice.label}</Text>
        {choice.detail && (
          <Text slot="description" className="hint">
            {choice.detail}
          </Text>
        )}
      </span>
    </ListBoxItem>
  );
}

/** Choices under their headings, for any list box. */
export function choiceRows(choices: readonly Choice[]): ReactNode {
  return byGroup(choices).map(({ group, choices: members }) =>
    group === null ? (
      members.map((choice) => <ChoiceItem key={choice.id} choice={choice} />)
    ) : (
      <ListBoxSection key={group} id={`group:${group}`}>
        <Header className="choice-group">{group}</Header>
        {members.map((choice) => (
          <ChoiceItem key={choice.id} choice={choice} />
        ))}
      </ListBoxSection>
    ),
  );
}

export interface SelectProps extends FieldProps {
  choices: readonly Choice[];
  value: string | null;
  onChange: (id: string | null) => void;
  onBlur?: () => void;
  placeholder?: string;
  isDisabled?: boolean;
  name?: string;
}

/** One of a few (up to about fifteen); for more use ComboBox, which can be searched. */
export function Select({
  label,
  hint,
  error,
  isRequired,
  choices,
  value,
  onChange,
  placeholder,
  ...rest
}: SelectProps) {
  const { w } = useWords();
  return (
    <AriaSelect
      {...rest}
      value={value}
      onChange={(key) => onChange(key === null ? null : String(key))}
      placeholder={placeholder ?? w("choose")}
      isRequired={!!isRequired}
      isInvalid={!!error}
      validationBehavior="aria"
      className="field"
    >
      <FieldLabel label={label} isRequired={isRequired} />
      <AriaButton className="input picker-button">
        <SelectValue className="value">
          {({ isPlaceholder, defaultChildren }) =>
            isPlaceholder ? defaultChildren : (choices.find(({ id }) => id === value)?.label ?? "")
          }
        </SelectValue>
        <ChevronDown aria-hidden />
      </AriaButton>
      <FieldFoot hint={hint} error={error} />
      <Popover className="popover choices" offset={2}>
        <ListBox className="choice-list" renderEmptyState={() => <p className="choice-none">{w("nothingToChoose")}</p>}>
          {choiceRows(choices)}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
