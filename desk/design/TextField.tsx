import { Eye, EyeOff, Minus, Plus, Search, X } from "lucide-react";
import { type Ref, useState } from "react";
import {
  Button as AriaButton,
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
  SearchField as AriaSearchField,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Group,
  Input,
} from "react-aria-components";
import { useWords } from "../words.ts";
import { FieldFoot, FieldLabel, type FieldProps } from "./Field.tsx";

type Own = "children" | "className" | "style" | "isInvalid" | "validationBehavior";

export interface TextFieldProps extends FieldProps, Omit<AriaTextFieldProps, Own | "isRequired"> {
  placeholder?: string;
  ref?: Ref<HTMLInputElement>;
}

/** One line of text. Spread react-hook-form's `field` into it: value, onChange, onBlur, ref and name are its own. */
export function TextField({ label, hint, error, isRequired, placeholder, ref, ...rest }: TextFieldProps) {
  return (
    <AriaTextField {...rest} isRequired={!!isRequired} isInvalid={!!error} validationBehavior="aria" className="field">
      <FieldLabel label={label} isRequired={isRequired} />
      <Input className="input" placeholder={placeholder} ref={ref} />
      <FieldFoot hint={hint} error={error} />
    </AriaTextField>
  );
}

/** A password, which may be shown: a person who cannot see it types it wrong. */
export function PasswordField({ label, hint, error, isRequired, ref, ...rest }: TextFieldProps) {
  const { w } = useWords();
  const [shown, show] = useState(false);
  return (
    <AriaTextField
      {...rest}
      type={shown ? "text" : "password"}
      isRequired={!!isRequired}
      isInvalid={!!error}
      validationBehavior="aria"
      className="field"
    >
      <FieldLabel label={label} isRequired={isRequired} />
      <Group className="input group" isInvalid={!!error}>
        <Input className="input-inner" ref={ref} />
        <AriaButton
          className="input-button"
          aria-label={w(shown ? "hidePassword" : "showPassword")}
          onPress={() => show(!shown)}
        >
          {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </AriaButton>
      </Group>
      <FieldFoot hint={hint} error={error} />
    </AriaTextField>
  );
}

export interface TextAreaProps extends FieldProps, Omit<AriaTextFieldProps, Own | "isRequired" | "type"> {
  placeholder?: string;
  /** Shown as a count once four fifths are used; the server refuses more, so the field does not cut. */
  limit?: number;
  ref?: Ref<HTMLTextAreaElement>;
}

/** Text of several lines; grows with what is typed (`field-sizing`). */
export function TextArea({ label, hint, error, isRequired, placeholder, limit, ref, ...rest }: TextAreaProps) {
  const { w } = useWords();
  const count = [...(rest.value ?? "")].length;
  const near = limit !== undefined && count > limit * 0.8 ? w("characters", { count, limit }) : undefined;
  return (
    <AriaTextField {...rest} isRequired={!!isRequired} isInvalid={!!error} validationBehavior="aria" className="field">
      <FieldLabel label={label} isRequired={isRequired} />
      <AriaTextArea className="input" placeholder={placeholder} ref={ref} />
      <FieldFoot hint={near ?? hint} error={error} />
    </AriaTextField>
  );
}

export interface NumberFieldProps extends FieldProps, Omit<AriaNumberFieldProps, Own | "isRequired"> {
  /** Words after the number: บาท, ร้อยละ, ไร่. */
  unit?: string;
  placeholder?: string;
  ref?: Ref<HTMLInputElement>;
}

/** A number with grouping; `NaN` stands for empty, as React Aria has it. */
export function NumberField({ label, hint, error, isRequired, unit, placeholder, ref, ...rest }: NumberFieldProps) {
  const { w } = useWords();
  return (
    <AriaNumberField
      {...rest}
      isRequired={!!isRequired}
      isInvalid={!!error}
      validationBehavior="aria"
      className="field number"
    >
      <FieldLabel label={unit ? `${label} (${unit})` : label} isRequired={isRequired} />
      <Group className="input group">
        <Input className="input-inner figures" placeholder={placeholder} ref={ref} />
        <AriaButton slot="decrement" className="input-button" aria-label={`${w("decrease")} ${label}`}>
          <Minus aria-hidden />
        </AriaButton>
        <AriaButton slot="increment" className="input-button" aria-label={`${w("increase")} ${label}`}>
          <Plus aria-hidden />
        </AriaButton>
      </Group>
      <FieldFoot hint={hint} error={error} />
    </AriaNumberField>
  );
}

export interface SearchFieldProps {
  label: string;
  placeholder?: string;
  value: string;
  onChange: (text: string) => void;
  onSubmit?: (text: string) => void;
  ref?: Ref<HTMLInputElement>;
}

/** A filter over a list. Its label is for screen readers; the placeholder says what can be typed. */
export function SearchField({ label, placeholder, value, onChange, onSubmit, ref }: SearchFieldProps) {
  const { w } = useWords();
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      {...(onSubmit ? { onSubmit } : {})}
      className="field search"
    >
      <Group className="input group">
        <Search aria-hidden className="search-glass" />
        <Input className="input-inner" placeholder={placeholder ?? label} ref={ref} />
        {value !== "" && (
          <AriaButton className="input-button" aria-label={w("clear")}>
            <X aria-hidden />
          </AriaButton>
        )}
      </Group>
    </AriaSearchField>
  );
}
