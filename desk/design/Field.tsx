import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { FieldError, Label, Text } from "react-aria-components";
import { useWords } from "../words.ts";

/** What every field takes. `error` is a sentence that says what to do; given, the field is marked invalid. */
export interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  isRequired?: boolean;
}

/** Label with the word for a required field (a star says nothing to whoever does not know it). */
export function FieldLabel({ label, isRequired }: { label: string; isRequired?: boolean | undefined }) {
  const { w } = useWords();
  return (
    <Label className="label">
      {label}
      {isRequired && <span className="need">{w("required")}</span>}
    </Label>
  );
}

export function FieldFoot({ hint, error }: { hint?: ReactNode; error?: string | undefined }) {
  return (
    <>
      {hint && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="trouble">
        {({ validationErrors }) => (
          <>
            <CircleAlert aria-hidden />
            <span>{error ?? validationErrors.join(" ")}</span>
          </>
        )}
      </FieldError>
    </>
  );
}
