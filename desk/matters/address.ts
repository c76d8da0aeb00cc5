/** What the address bar asks of a screen: filters and choices live there, so that they can be sent to a colleague. */
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

/** The router writes a text that looks like a number in quotes. */
const plain = (value: string): string => (/^"[^"]*"$/.test(value) ? value.slice(1, -1) : value);

export interface Asked {
  get: (name: string) => string;
  /** Sets or, with an empty text, takes away; the page is not reloaded and Back skips the change. */
  set: (parts: Readonly<Record<string, string>>) => void;
}

export function useAsked(): Asked {
  const { pathname, search } = useLocation({ select: ({ pathname, searchStr }) => ({ pathname, search: searchStr }) });
  const navigate = useNavigate();
  const get = useCallback((name: string) => plain(new URLSearchParams(search).get(name) ?? ""), [search]);
  const set = useCallback(
    (parts: Readonly<Record<string, string>>) => {
      const next = new URLSearchParams(search);
      for (const [name, value] of Object.entries(parts)) {
        if (value === "") next.delete(name);
        else next.set(name, value);
      }
      const text = next.toString();
      void navigate({ href: text === "" ? pathname : `${pathname}?${text}`, replace: true });
    },
    [search, pathname, navigate],
  );
  return { get, set };
}
