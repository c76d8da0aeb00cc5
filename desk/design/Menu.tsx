import type { ReactNode } from "react";
import {
  Dialog as AriaDialog,
  Menu as AriaMenu,
  Popover as AriaPopover,
  type PopoverProps as AriaPopoverProps,
  DialogTrigger,
  MenuItem,
  MenuTrigger,
  Separator,
} from "react-aria-components";

export interface MenuEntry {
  id: string;
  label: string;
  icon?: ReactNode;
  keys?: string;
  /** Goes there instead of calling `onAction`. */
  href?: string;
  isDanger?: boolean;
  isDisabled?: boolean;
  /** Draws a line above. */
  apart?: boolean;
}

export interface MenuProps {
  label: string;
  /** The button that opens it. */
  trigger: ReactNode;
  entries: readonly MenuEntry[];
  onAction: (id: string) => void;
}

export function Menu({ label, trigger, entries, onAction }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <AriaPopover className="popover" offset={4}>
        <AriaMenu className="menu-list" aria-label={label} onAction={(key) => onAction(String(key))}>
          {entries.flatMap((entry) => [
            ...(entry.apart ? [<Separator key={`${entry.id}:line`} />] : []),
            <MenuItem
              key={entry.id}
              id={entry.id}
              textValue={entry.label}
              {...(entry.href ? { href: entry.href } : {})}
              isDisabled={!!entry.isDisabled}
              className={`menu-item ${entry.isDanger ? "danger" : ""}`}
            >
              {entry.icon}
              <span>{entry.label}</span>
              {entry.keys && <span className="menu-keys">{entry.keys}</span>}
            </MenuItem>,
          ])}
        </AriaMenu>
      </AriaPopover>
    </MenuTrigger>
  );
}

export interface PopoverProps {
  label: string;
  trigger: ReactNode;
  children: ReactNode | ((close: () => void) => ReactNode);
  placement?: AriaPopoverProps["placement"];
  padded?: boolean;
}

/** A small panel beside the button that opens it. */
export function Popover({ label, trigger, children, placement = "bottom end", padded = true }: PopoverProps) {
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover className={`popover ${padded ? "padded" : ""}`} offset={4} placement={placement}>
        <AriaDialog aria-label={label} className="dialog">
          {({ close }) => (typeof children === "function" ? children(close) : children)}
        </AriaDialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
