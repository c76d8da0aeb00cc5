import { useSyncExternalStore } from "react";

/** Whether a media query holds, followed as it changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (tell) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", tell);
      return () => list.removeEventListener("change", tell);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}

/** A phone held upright: tables become lists, dialogs fill the screen, the menu moves to the bottom. */
export const useNarrow = (): boolean => useMedia("screen and (max-width: 720px)");
