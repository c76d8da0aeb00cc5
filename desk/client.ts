/**
 * The way to the server: every act and view is `POST /api/<room>.<name>` with a JSON body. Nothing here knows a room;
 * the types come from `api.ts`.
 */
import type { Api } from "./api.ts";
import { away, noteAnswer, noteSilence } from "./connection.ts";
import { Problem, toProblem } from "./problem.ts";
import { actingAs, askToSignIn, session } from "./session.ts";

export type Name = keyof Api & string;

export interface CallOptions {
  /** Idempotency key of an act: the same key twice is done once. */
  key?: string;
  signal?: AbortSignal;
}

const network = { th: "ติดต่อเครื่องแม่ข่ายไม่ได้ งานที่พิมพ์ยังอยู่", en: "The server cannot be reached; your text is kept" };
const signedOut = { th: "ยังไม่ได้เข้าสู่ระบบ", en: "You are not signed in" };

/** Random id, also on plain http in an office network, where `crypto.randomUUID` is withheld. */
export function uuid(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Headers that go with every request of a signed-in official. */
export function headers(): Record<string, string> {
  const occupancy = actingAs.get();
  return occupancy ? { "X-Acting-As": occupancy } : {};
}

async function send(address: string, body: unknown, options: CallOptions): Promise<Response> {
  try {
    const answer = await fetch(address, {
      method: "POST",
      credentials: "same-origin",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json, application/problem+json",
        ...headers(),
        ...(options.key ? { "Idempotency-Key": options.key } : {}),
      },
      body: JSON.stringify(body ?? {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    // A proxy that stands before a stopped server answers for it.
    if (answer.status === 502 || answer.status === 503 || answer.status === 504) noteSilence();
    else noteAnswer();
    return answer;
  } catch (reason) {
    if (options.signal?.aborted) throw reason;
    noteSilence();
    throw new Problem(0, "network", network);
  }
}

/**
 * Calls an act or a view and gives the row itself. Rejects with a `Problem`.
 *
 * When the session ends in the middle of the work, the person signs in over the page and the same request (with the
 * same key) goes out again: the form is never lost and nothing is done twice.
 */
export async function call<K extends Name>(
  name: K,
  input: Api[K]["input"],
  options: CallOptions = {},
): Promise<Api[K]["output"]> {
  let answer = await send(`/api/${name}`, input, options);
  if (answer.status === 401) {
    if (!(await askToSignIn())) throw new Problem(401, "signedOut", signedOut);
    answer = await send(`/api/${name}`, input, options);
  }
  const text = await answer.text();
  let body: unknown = null;
  try {
    body = text === "" ? null : JSON.parse(text);
  } catch {
    throw toProblem(answer.status, { code: "unreadable" });
  }
  if (!answer.ok) throw toProblem(answer.status, body);
  if (session.get() === "unknown") session.set("open");
  return body as Api[K]["output"];
}

/** Is it worth asking again by itself? Only silence and the server's own trouble are. */
export const worthRetrying = (problem: unknown): boolean =>
  problem instanceof Problem && (problem.status === 0 || problem.status >= 500) && !away.get();
