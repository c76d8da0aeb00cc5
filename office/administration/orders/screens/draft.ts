/** The order that is being written, kept on the device so that neither a reload nor an ended session loses it. */
import { useEffect, useRef, useState } from "react";
import type { StoredFile } from "../../../../desk/design/files.ts";
import type { Source } from "../rules.ts";

export interface Draft {
  title: string;
  body: string;
  issuer: "own" | "governor";
  source: Source;
  sourceNote: string;
  basis: string[];
  urgency: number;
  secrecy: number;
  to: string[];
  copies: string[];
  residual: boolean;
  dueBy: "days" | "day" | "none";
  days: number;
  day: string | null;
  dueOf: { position: string | null; due: string | null }[];
  areas: string[];
  points: { lon: number; lat: number; label: string }[];
  files: StoredFile[];
  /** When the oldest file was sent, in milliseconds; unbound files live for a day. */
  filesAt: number;
}

export const emptyDraft: Draft = {
  title: "",
  body: "",
  issuer: "own",
  source: "governor",
  sourceNote: "",
  basis: ["state-administration:๕๗"],
  urgency: 0,
  secrecy: 0,
  to: [],
  copies: [],
  residual: false,
  dueBy: "days",
  days: 7,
  day: null,
  dueOf: [],
  areas: [],
  points: [],
  files: [],
  filesAt: 0,
};

const fileLife = 20 * 3_600_000;

/** A draft from stored text: every part of the wrong kind falls back to the empty one's. */
export function readDraft(stored: string | null, now: number): { draft: Draft; isBack: boolean; filesGone: boolean } {
  let raw: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(stored ?? "null");
    if (typeof parsed === "object" && parsed !== null) raw = parsed as Record<string, unknown>;
  } catch {
    // A damaged draft is no reason to keep an official from writing a new one.
  }
  const fits = (name: string, first: unknown): boolean => {
    const value = raw[name];
    if (name === "day") return value === null || typeof value === "string";
    if (name === "source") return ["governor", "meeting", "letter", "visit"].includes(String(value));
    if (name === "dueBy") return ["days", "day", "none"].includes(String(value));
    if (name === "issuer") return value === "own" || value === "governor";
    return Array.isArray(first) ? Array.isArray(value) : typeof value === typeof first;
  };
  const kept = Object.fromEntries(
    Object.entries(emptyDraft).map(([name, first]) => [name, fits(name, first) ? raw[name] : first]),
  );
  const draft = kept as unknown as Draft;
  const filesGone = draft.files.length > 0 && now - draft.filesAt > fileLife;
  return {
    draft: filesGone ? { ...draft, files: [], filesAt: 0 } : draft,
    isBack: JSON.stringify(draft) !== JSON.stringify(emptyDraft),
    filesGone,
  };
}

/** What `orders.issue` takes. */
export function inputOf(draft: Draft, governor: number | null) {
  const own = draft.dueOf.flatMap(({ position, due }) =>
    position && due ? [{ position: Number(position), due }] : [],
  );
  const places = [
    ...draft.areas.map((area) => ({ area })),
    ...draft.points.map(({ lon, lat, label }) => ({ lon, lat, ...(label.trim() ? { label } : {}) })),
  ];
  return {
    title: draft.title.trim(),
    body: draft.body.trim(),
    ...(draft.issuer === "governor" && governor !== null ? { issuer: governor } : {}),
    ...(draft.basis.length > 0 ? { basis: draft.basis } : {}),
    source: draft.source,
    ...(draft.sourceNote.trim() ? { sourceNote: draft.sourceNote.trim() } : {}),
    secrecy: draft.secrecy,
    urgency: draft.urgency,
    to: draft.to.map(Number),
    ...(draft.residual ? { residual: true } : {}),
    ...(draft.copies.length > 0 ? { copies: draft.copies.map(Number) } : {}),
    ...(draft.dueBy === "days" ? { workingDays: draft.days } : {}),
    ...(draft.dueBy === "day" && draft.day ? { due: draft.day } : {}),
    ...(own.length > 0 ? { dueOf: own } : {}),
    ...(places.length > 0 ? { places } : {}),
    ...(draft.files.length > 0 ? { files: draft.files.map(({ id }) => id) } : {}),
  };
}

const load = (key: string): string | null => {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null; // storage refused: the draft lives as long as the page
  }
};

const forget = (key: string): void => {
  try {
    window.localStorage.removeItem(key);
  } catch {
    // refused: then it was never kept
  }
};

export interface DraftState {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** Empties the form and forgets what was kept. */
  clear: () => void;
  isBack: boolean;
  filesGone: boolean;
}

/** The draft of one person; `key` names the person, so that two who share a computer do not share their drafts. */
export function useDraft(key: string): DraftState {
  const [first] = useState(() => readDraft(load(key), Date.now()));
  const [draft, setDraft] = useState(first.draft);
  const [isBack, setBack] = useState(first.isBack);
  const isCleared = useRef(false);
  useEffect(() => {
    const keep = () => {
      try {
        if (isCleared.current || JSON.stringify(draft) === JSON.stringify(emptyDraft))
          window.localStorage.removeItem(key);
        else window.localStorage.setItem(key, JSON.stringify(draft));
      } catch {
        // full or refused; the page still has it
      }
    };
    const timer = setTimeout(keep, 400);
    window.addEventListener("pagehide", keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", keep);
      keep();
    };
  }, [draft, key]);
  return {
    draft,
    change: (part) => {
      isCleared.current = false;
      setDraft((before) => ({ ...before, ...part }));
    },
    clear: () => {
      isCleared.current = true;
      // At once, not with the effects: whatever form is opened next must not find what was just sent.
      forget(key);
      setDraft(emptyDraft);
      setBack(false);
    },
    isBack,
    filesGone: first.filesGone,
  };
}
