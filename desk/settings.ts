import { useSyncExternalStore } from "react";

/**
 * What a person prefers on this device: language, theme, size of text. Kept in the browser (not on the server): a
 * counter shared by two clerks is one device, and the login page must already speak the right language.
 */
export interface Settings {
  language: "th" | "en";
  /** `auto` follows the operating system. */
  theme: "auto" | "light" | "dark";
  text: "normal" | "large" | "larger";
}

const key = "changwat.settings";
const first: Settings = { language: "th", theme: "auto", text: "normal" };

const allowed: { [K in keyof Settings]: readonly Settings[K][] } = {
  language: ["th", "en"],
  theme: ["auto", "light", "dark"],
  text: ["normal", "large", "larger"],
};

/** Reads settings from stored text; whatever is not a known value falls back to the first one. */
export function readSettings(stored: string | null): Settings {
  let raw: unknown = null;
  try {
    raw = JSON.parse(stored ?? "null");
  } catch {
    // A damaged entry is no reason to keep an official from working.
  }
  const found = (typeof raw === "object" && raw !== null ? raw : {}) as Record<string, unknown>;
  const pick = <K extends keyof Settings>(name: K): Settings[K] =>
    allowed[name].find((value) => value === found[name]) ?? first[name];
  return { language: pick("language"), theme: pick("theme"), text: pick("text") };
}

const browser = typeof window !== "undefined";

function load(): Settings {
  try {
    return readSettings(browser ? window.localStorage.getItem(key) : null);
  } catch {
    return first; // storage refused (private mode, policy)
  }
}

let current = load();
const listeners = new Set<() => void>();

/** The settings now, outside React (the API client, formats). */
export const settings = (): Settings => current;

/** Writes the settings onto `<html>`, where the tokens read them. */
export function applySettings(to: Settings = current): void {
  if (!browser) return;
  const root = document.documentElement;
  root.lang = to.language;
  root.dataset.text = to.text;
  if (to.theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = to.theme;
}

export function changeSettings(change: Partial<Settings>): void {
  current = { ...current, ...change };
  try {
    if (browser) window.localStorage.setItem(key, JSON.stringify(current));
  } catch {
    // Not stored, still applied for this visit.
  }
  applySettings();
  for (const tell of listeners) tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSettings = (): Settings => useSyncExternalStore(subscribe, settings, settings);
