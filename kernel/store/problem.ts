/** A sentence for the person at the terminal, in both languages of the office. */
export type Message = { th: string; en: string };

/** Where long work and trouble are told; the caller decides whether that is a terminal, a log or nothing. */
export type Tell = (message: Message) => void;

/**
 * An error that a person can act on: it says what is wrong and what to do, in Thai and in English.
 * `message` holds both, one per line, so that an uncaught one is still readable.
 */
export class StoreProblem extends Error {
  readonly th: string;
  readonly en: string;

  constructor(message: Message, cause?: unknown) {
    super(`${message.th}\n${message.en}`, cause === undefined ? undefined : { cause });
    this.name = "StoreProblem";
    this.th = message.th;
    this.en = message.en;
  }
}

/** The text of whatever was thrown; a dual-stack connection failure hides its text in its parts. */
export function textOf(error: unknown): string {
  if (error instanceof AggregateError && !error.message) return error.errors.map(textOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}

/** The code of a system or PostgreSQL error (`ENOENT`, `42501`), or "". */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0 && !("code" in error)) return codeOf(error.errors[0]);
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}
