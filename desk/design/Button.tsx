import { LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps, Link as AriaLink } from "react-aria-components";
import { Tooltip } from "./Tooltip.tsx";

type Kind = "primary" | "danger" | "plain" | "quiet";

export interface ButtonProps extends Omit<AriaButtonProps, "children" | "className" | "style"> {
  /** One primary button to a form. `danger` is for what cannot be undone, `plain` reads like a link. */
  kind?: Kind;
  small?: boolean;
  icon?: ReactNode;
  children?: ReactNode;
}

export function Button({ kind = "quiet", small, icon, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={`button ${kind} ${small ? "small" : ""}`}>
      {rest.isPending ? <LoaderCircle className="spin" aria-hidden /> : icon}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, "children" | "kind"> {
  /** What the button does: its accessible name and its tooltip. */
  label: string;
  /** A key that does the same, shown in the tooltip. */
  keys?: string;
  icon: ReactNode;
  plainTooltip?: boolean;
}

export function IconButton({ label, keys, icon, small, plainTooltip, ...rest }: IconButtonProps) {
  const button = (
    <AriaButton {...rest} aria-label={label} className={`button icon ${small ? "small" : ""}`}>
      {rest.isPending ? <LoaderCircle className="spin" aria-hidden /> : icon}
    </AriaButton>
  );
  if (plainTooltip) return button;
  return <Tooltip text={keys ? `${label} (${keys})` : label}>{button}</Tooltip>;
}

export interface LinkButtonProps {
  href: string;
  kind?: Kind;
  small?: boolean;
  icon?: ReactNode;
  download?: boolean | string;
  target?: "_blank";
  children: ReactNode;
}

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function LinkButton({ href, kind = "quiet", small, icon, children, ...rest }: LinkButtonProps) {
  return (
    <AriaLink href={href} {...rest} className={`button ${kind} ${small ? "small" : ""}`}>
      {icon}
      {children}
    </AriaLink>
  );
}
