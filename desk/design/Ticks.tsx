import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import {
  Checkbox as AriaCheckbox,
  CheckboxGroup as AriaCheckboxGroup,
  type CheckboxProps as AriaCheckboxProps,
  Radio as AriaRadio,
  RadioGroup as AriaRadioGroup,
  Switch as AriaSwitch,
  type SwitchProps as AriaSwitchProps,
} from "react-aria-components";
import type { Choice } from "./choice.ts";
import { FieldFoot, FieldLabel, type FieldProps } from "./Field.tsx";

export interface CheckboxProps extends Omit<AriaCheckboxProps, "children" | "className" | "style"> {
  children?: ReactNode;
  hint?: ReactNode;
}

export function Checkbox({ children, hint, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} className="tick check">
      {({ isIndeterminate }) => (
        <>
          <span className="box">{isIndeterminate ? <Minus aria-hidden /> : <Check aria-hidden />}</span>
          {children && (
            <span>
              {children}
              {hint && <span className="hint">{hint}</span>}
            </span>
          )}
        </>
      )}
    </AriaCheckbox>
  );
}

interface GroupProps<V> extends FieldProps {
  choices: readonly Choice[];
  value: V;
  orientation?: "vertical" | "horizontal";
  isDisabled?: boolean;
  name?: string;
  onBlur?: () => void;
}
export interface CheckboxGroupProps extends GroupProps<readonly string[]> {
  onChange: (ids: string[]) => void;
}

export function CheckboxGroup(props: CheckboxGroupProps) {
  const { label, hint, error, isRequired, choices, value, onChange, orientation = "vertical", ...rest } = props;
  return (
    <AriaCheckboxGroup
      {...rest}
      value={[...value]}
      onChange={onChange}
      isRequired={!!isRequired}
      isInvalid={!!error}
      validationBehavior="aria"
      className="field"
    >
      <FieldLabel label={label} isRequired={isRequired} />
      <div className="ticks" data-orientation={orientation}>
        {choices.map((choice) => (
          <Checkbox key={choice.id} value={choice.id} isDisabled={!!choice.isDisabled} hint={choice.detail}>
            {choice.label}
          </Checkbox>
        ))}
      </div>
      <FieldFoot hint={hint} error={error} />
    </AriaCheckboxGroup>
  );
}

export interface RadioGroupProps extends GroupProps<string | null> {
  onChange: (id: string) => void;
}

export function RadioGroup(props: RadioGroupProps) {
  const { label, hint, error, isRequired, choices, value, onChange, orientation = "vertical", ...rest } = props;
  return (
    <AriaRadioGroup
      {...rest}
      value={value}
      onChange={onChange}
      orientation={orientation}
      isRequired={!!isRequired}
      isInvalid={!!error}
      validationBehavior="aria"
      className="field"
    >
      <FieldLabel label={label} isRequired={isRequired} />
      <div className="ticks" data-orientation={orientation}>
        {choices.map((choice) => (
          <AriaRadio key={choice.id} value={choice.id} isDisabled={!!choice.isDisabled} className="tick radio">
            <span className="box" />
            <span>
              {choice.label}
              {choice.detail && <span className="hint">{choice.detail}</span>}
            </span>
          </AriaRadio>
        ))}
      </div>
      <FieldFoot hint={hint} error={error} />
    </AriaRadioGroup>
  );
}

export interface SwitchProps extends Omit<AriaSwitchProps, "children" | "className" | "style"> {
  children: ReactNode;
  hint?: ReactNode;
}

/** On or off, at once (what waits for "save" is a Checkbox). */
export function Switch({ children, hint, ...rest }: SwitchProps) {
  return (
    <AriaSwitch {...rest} className="tick switch">
      <span className="track" />
      <span>
        {children}
        {hint && <span className="hint">{hint}</span>}
      </span>
    </AriaSwitch>
  );
}
