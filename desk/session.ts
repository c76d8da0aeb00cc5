/** Who is at the desk and as what: the state of the session and the position chosen to work as. */
import { store } from "./store.ts";

/** `unknown` until the first answer; `ended` while the dialog over the page asks to sign in again. */
export const session = store<"unknown" | "open" | "ended">("unknown");

/** The e-mail of the person whose session it is; signing in again in place must be the same person. */
export const sessionOf = store<string | null>(null);

const key = "changwat.actingAs";

function remembered(): string | null {
  try {
    // A tab keeps its own position; a new tab starts with the one chosen last.
    return window.sessionStorage.getItem(key) ?? window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Id of the chosen occupancy, sent as `X-Acting-As`; null leaves the choice to the server. */
export const actingAs = store<string | null>(typeof window === "undefined" ? null : remembered());

export function workAs(chosen: string | number | null): void {
  const occupancy = chosen === null ? null : String(chosen);
  actingAs.set(occupancy);
  try {
    for (const place of [window.sessionStorage, window.localStorage]) {
      if (occupancy) place.setItem(key, occupancy);
      else place.removeItem(key);
    }
  } catch {
    // Not remembered; still chosen for this page.
  }
}

let waiting: ((isBack: boolean) => void)[] = [];

/** Asks, over the page, to sign in again; resolves true once that was done, false when the person gave up. */
export function askToSignIn(): Promise<boolean> {
  if (session.get() === "unknown") return Promise.resolve(false); // nobody was signed in: the login page's business
  session.set("ended");
  return new Promise((resolve) => waiting.push(resolve));
}

/** The dialog tells how it ended; whatever was waiting goes out again, or fails. */
export function answerSignIn(isBack: boolean): void {
  session.set(isBack ? "open" : "unknown");
  const all = waiting;
  waiting = [];
  for (const tell of all) tell(isBack);
}
