/** Whether the server answers. While it does not, the banner is shown and it is asked again every few seconds. */
import { store } from "./store.ts";

export const away = store(false);
export const retrySeconds = 5;

let timer: ReturnType<typeof setTimeout> | null = null;

/** Asks the server's health once; true when it answered. */
export async function knock(): Promise<boolean> {
  try {
    const answer = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(4000) });
    if (answer.status >= 502 && answer.status <= 504) throw new Error("away");
    noteAnswer();
    return true;
  } catch {
    noteSilence();
    return false;
  }
}

export function noteAnswer(): void {
  if (timer) clearTimeout(timer);
  timer = null;
  away.set(false);
}

export function noteSilence(): void {
  away.set(true);
  timer ??= setTimeout(() => {
    timer = null;
    void knock();
  }, retrySeconds * 1000);
}
