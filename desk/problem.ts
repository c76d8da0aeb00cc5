import type { Both, Language } from "./words.ts";

/** One field that the server refused; `field` is the path in the input: 'addressees.0.due'. */
export interface FieldProblem {
  field: string;
  message: Both;
}

/**
 * What went wrong, as the server tells it (problem+json, RFC 9457, with Thai beside English), or as the desk finds it
 * when no answer came. `code` is from the server's closed list; of our own: `network`, `signedOut`, `unreadable`.
 */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: Both;
  readonly detail: Both | null;
  readonly errors: readonly FieldProblem[];
  /** The whole answer: a 403 also names `duty` and `basis`. */
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, title: Both, body: Record<string, unknown> = {}) {
    super(title.en);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.title = title;
    this.body = body;
    this.detail = both(body, "detail");
    this.errors = fieldProblems(body.errors);
  }

  /** One sentence for a toast or the head of a form. */
  say(language: Language): string {
    return (this.detail ?? this.title)[language];
  }
}

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

function both(body: Record<string, unknown>, name: string): Both | null {
  const en = text(body[name]);
  const th = text(body[`${name}_th`]);
  return en || th ? { th: th ?? en ?? "", en: en ?? th ?? "" } : null;
}

function fieldProblems(errors: unknown): FieldProblem[] {
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((error: unknown) => {
    if (typeof error !== "object" || error === null) return [];
    const { field, message } = error as { field?: unknown; message?: { th?: unknown; en?: unknown } };
    const th = text(message?.th) ?? text(message);
    const en = text(message?.en) ?? th;
    return typeof field === "string" && (th || en) ? [{ field, message: { th: th ?? en ?? "", en: en ?? "" } }] : [];
  });
}

/** A Problem from the status and parsed body of an answer; whatever the body is, there is a sentence to show. */
export function toProblem(status: number, body: unknown): Problem {
  const facts = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const code = text(facts.code) ?? `http${status}`;
  const unexpected = {
    th: `เกิดเหตุที่ไม่คาดไว้ (${code}) โปรดลองอีกครั้ง`,
    en: `Something unexpected happened (${code}). Please try again`,
  };
  return new Problem(status, code, both(facts, "title") ?? unexpected, facts);
}

/** Input paths as form libraries name them: '/addressees/0/due' and 'addressees[0].due' are 'addressees.0.due'. */
export const fieldPath = (field: string): string =>
  field
    .replace(/\[(\d+)\]/g, ".$1")
    .replace(/\//g, ".")
    .replace(/^\.+/, "");
