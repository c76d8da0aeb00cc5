/**
 * Keys of the desk. They are read by their place on the keyboard (`event.code`), because with the Thai layout the key
 * `g` types "เ" and `j` a tone mark; only `?` and `/` are read by what they type as well.
 */
import { useEffect, useRef } from "react";

export interface Pressed {
  code: string;
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

export type Command =
  | { kind: "search" }
  | { kind: "help" }
  | { kind: "rows" }
  | { kind: "back" }
  | { kind: "go"; key: string };

/** How long after `g` the second key may come, in milliseconds. */
export const patience = 1200;

/**
 * What a key means, given when `g` was pressed (null: not lately). `isTyping` is true inside a text field, where only
 * Ctrl-K is ours.
 */
export function commandOf(
  pressed: Pressed,
  sinceG: number | null,
  isTyping: boolean,
): { command: Command | null; isG: boolean } {
  const none = { command: null, isG: false };
  if ((pressed.ctrlKey || pressed.metaKey) && !pressed.altKey && pressed.code === "KeyK")
    return { command: { kind: "search" }, isG: false };
  if (isTyping || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return none;
  if (sinceG !== null && sinceG <= patience && !pressed.shiftKey && /^Key[A-Z]$/.test(pressed.code))
    return { command: { kind: "go", key: pressed.code }, isG: false };
  if (pressed.key === "?" || (pressed.shiftKey && pressed.code === "Slash"))
    return { command: { kind: "help" }, isG: false };
  if (pressed.key === "/" || (!pressed.shiftKey && pressed.code === "Slash"))
    return { command: { kind: "search" }, isG: false };
  if (pressed.shiftKey) return none;
  if (pressed.key === "Escape") return { command: { kind: "back" }, isG: false };
  if (pressed.code === "KeyG") return { command: null, isG: true };
  if (pressed.code === "KeyJ" || pressed.code === "KeyK") return { command: { kind: "rows" }, isG: false };
  return none;
}

const fields =
  "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true], [role=spinbutton]";

/** Listens on the whole page. Inside an open dialog or menu the keys belong to that. */
export function useShortcuts(run: (command: Command) => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    let gAt: number | null = null;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || !(event.target instanceof Element)) return;
      const isTyping = event.target.closest(fields) !== null;
      const { command, isG } = commandOf(event, gAt === null ? null : event.timeStamp - gAt, isTyping);
      gAt = isG ? event.timeStamp : null;
      if (!command) return;
      // Esc never leaves a page with a form in it: what was typed there is worth more than a key saved.
      if (command.kind === "back" && document.querySelector("main form, main .form, [role=dialog]")) return;
      if (command.kind !== "search" && event.target.closest("[role=dialog], [role=menu], [role=listbox]")) return;
      event.preventDefault();
      latest.current(command);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

/** `KeyI` → `i`, for showing. */
export const keyName = (code: string): string => code.replace(/^Key/, "").toLowerCase();

/** Brings the focus into the first list of the page, so that j and k have rows to move over. */
export function focusRows(): void {
  const rows = document.querySelector<HTMLElement>("main [data-rows]");
  rows?.querySelector<HTMLElement>("tbody [role=row], [role=row][data-key]")?.focus();
  if (rows && !rows.contains(document.activeElement)) rows.focus();
}
