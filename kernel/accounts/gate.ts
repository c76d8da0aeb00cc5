/**
 * The gate /api/auth/*. Only the doors of `doors.ts` lead to better-auth. Guesses are counted before they are made; answers come back
 * without tokens (they belong in the cookie), refusals as problem+json.
 */
import { setTimeout as rest } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type pg from "pg";
import type { Wing } from "../http.ts";
import { checked, Type } from "../input.ts";
import { Problem } from "../problem.ts";
import { type Auth, addressHeader, cookieNames, oidcProvider } from "./auth.ts";
import { type Door, doors, wrongGuesses } from "./doors.ts";
import { identifierMark, resetIdentifier } from "./link.ts";
import { requirePassword } from "./password-policy.ts";
import { type Sessions, unsigned } from "./sessions.ts";
import { type Begun, sourceOf, type Throttle } from "./throttle.ts";
import { oidcFault, problemOf } from "./words.ts";

export interface GateParts {
  pool: pg.Pool;
  secret: string;
  origin: string;
  sessions: Sessions;
  throttle: Throttle;
  /** better-auth; with the identity provider when it is asked for. */
  auth(federated: boolean): Promise<Auth>;
  /** Told when a password was set or changed. */
  onNewPassword(email: string): void;
  /** How long a stranger waits for each answer while a login is guessed at from many places, in ms. */
  slowness: number;
}

const Query = Type.Record(Type.String(), Type.String({ maxLength: 8000 }));
type Body = Record<string, unknown>;
interface Person {
  id: string;
  email: string;
}
/** A forgotten-password answer takes this long for everybody, so that its time tells nothing either. */
const resetTakes = 400;

export const makeGate =
  (parts: GateParts): Wing =>
  (server: FastifyInstance) => {
    const mayKnock = floodgate(1500);
    server.route({
      method: ["GET", "POST"],
      url: "/api/auth/*",
      handler: async (request, reply) => {
        const path = (request.params as { "*": string })["*"];
        const name = `${request.method} /${path}`;
        const door = Object.hasOwn(doors, name) ? doors[name]! : undefined;
        if (!door) throw problemOf(404, "");
        try {
          if (!mayKnock(sourceOf(request.ip))) throw wait(60);
          return await enter(parts, path, door, request, reply);
        } catch (error) {
          if (error instanceof Problem && error.extra.retryAfter)
            reply.header("retry-after", String(error.extra.retryAfter));
          throw error;
        }
      },
    });
  };

async function enter(parts: GateParts, path: string, door: Door, request: FastifyRequest, reply: FastifyReply) {
  const { sessions } = parts;
  const cookie = request.headers.cookie ?? null;
  const body: Body = door.body ? (checked(door.body, request.body ?? {}) as Body) : {};
  checked(Query, request.query); // control characters in an address would reach the database
  // Also ends a session that was not used for twelve hours, before better-auth could take it for a living one.
  const insider = await sessions.login(new Headers(cookie ? { cookie } : {}));
  if (door.isInside && !insider) throw problemOf(401, "UNAUTHORIZED");

  if (path === "request-password-reset") return askedReset(parts, body, request, reply);
  const person = await whoIs(parts, path, body, insider, cookie);
  if (typeof body.newPassword === "string") requirePassword(body.newPassword, person?.email ?? "", "newPassword");

  const begun = await beginGuess(parts, door, body, person, insider, request);
  const answer = await passOn(parts, path, body, request);
  const reason = await reasonOf(answer);
  const isUsed =
    answer.ok &&
    path === "two-factor/verify-totp" &&
    !insider &&
    person &&
    !(await sessions.spendCode(person.id, String(body.code)));
  if (isUsed) {
    // Somebody looked over the shoulder: the session that better-auth has just made ends before its cookie leaves.
    await sessions.end(newToken(parts, answer.headers.getSetCookie()) ?? "");
    throw problemOf(401, "INVALID_CODE");
  }
  await begun?.end(!wrongGuesses.has(reason));
  if (answer.ok && path === "reset-password" && person) await sessions.endAll(person.id);
  if (answer.ok && path === "change-password" && person) await sessions.forgetOtherDevices(cookie, person.id);
  if (answer.ok && person && typeof body.newPassword === "string") parts.onNewPassword(person.email);
  return give(parts, path, door, answer, reason, person, request, reply);
}

/** Whose login it is about, as far as it can be known before the guess. */
async function whoIs(
  parts: GateParts,
  path: string,
  body: Body,
  insider: string | null,
  cookie: string | null,
): Promise<Person | undefined> {
  const one = async (text: string, value: string) => (await parts.pool.query<Person>(text, [value])).rows[0];
  if (path === "sign-in/email")
    return one("SELECT id, email FROM account_login WHERE email = $1", String(body.email).trim().toLowerCase());
  if (path === "reset-password") {
    return one(
      "SELECT l.id, l.email FROM account_verification v JOIN account_login l ON l.id = v.value WHERE v.identifier = $1 AND v.expires_at > now()",
      identifierMark(resetIdentifier(String(body.token))),
    );
  }
  const login = insider ?? (path.startsWith("two-factor/") ? await parts.sessions.halfway(cookie) : undefined);
  return login ? one("SELECT id, email FROM account_login WHERE id = $1", login) : undefined;
}

async function beginGuess(
  parts: GateParts,
  door: Door,
  body: Body,
  person: Person | undefined,
  insider: string | null,
  request: FastifyRequest,
): Promise<Begun | undefined> {
  const isGuess =
    door.guess === "second"
      ? person !== undefined && !insider
      : door.guess === "password" && ("password" in body || "currentPassword" in body);
  if (!door.guess || !isGuess) return undefined;
  const email = person?.email ?? String(body.email ?? "");
  const device = await parts.sessions.knownDevice(request.headers.cookie ?? null, person?.id);
  const begun = await parts.throttle.begin({ email, login: person?.id, address: request.ip, device, step: door.guess });
  if (begun.wait > 0) throw wait(begun.wait);
  if (begun.isAttacked && !device) await rest(parts.slowness);
  return begun;
}

async function askedReset(parts: GateParts, body: Body, request: FastifyRequest, reply: FastifyReply) {
  const started = performance.now();
  const email = String(body.email).trim();
  const { mail, wait: seconds } = await parts.throttle.mayReset(email, request.ip);
  if (seconds > 0) throw wait(seconds);
  if (mail) {
    const answer = await passOn(parts, "request-password-reset", { email }, request);
    if (!answer.ok && answer.status < 500) throw problemOf(answer.status, await reasonOf(answer));
  }
  await rest(Math.max(0, resetTakes - (performance.now() - started)));
  return reply.send({ status: true });
}

/**
 * The request as better-auth sees it: at the office's one address, whatever name the browser used. That the browser's page is ours
 * has been checked by kernel/http.ts for every request that writes.
 */
async function passOn(parts: GateParts, path: string, given: Body, request: FastifyRequest): Promise<Response> {
  const headers = new Headers({ origin: parts.origin, [addressHeader]: request.ip, accept: "application/json" });
  if (request.headers.cookie) headers.set("cookie", request.headers.cookie);
  const agent = request.headers["user-agent"];
  if (agent) headers.set("user-agent", printable(agent));
  const isSocial = path === "sign-in/social";
  const isFederated = isSocial || path === `callback/${oidcProvider}`;
  let body = given;
  if (isSocial) {
    if (body.provider !== undefined && body.provider !== oidcProvider) return Response.json({}, { status: 404 });
    body = {
      provider: oidcProvider,
      callbackURL: ownPath(body.callbackURL),
      errorCallbackURL: `${parts.origin}/login`,
      disableRedirect: true,
    };
  }
  // Who changes his password because somebody knows it wants that somebody out.
  if (path === "change-password") body = { ...body, revokeOtherSessions: true };
  if (path === "sign-in/email")
    body = { email: String(body.email).trim(), password: body.password, rememberMe: body.rememberMe ?? true };
  const query = request.url.includes("?") ? request.url.slice(request.url.indexOf("?")) : "";
  const isPost = request.method === "POST";
  if (isPost) headers.set("content-type", "application/json");
  const auth = await parts.auth(isFederated).catch(() => null);
  if (!auth) return Response.json({ code: "PROVIDER_NOT_FOUND" }, { status: 503 });
  return auth.handler(
    new Request(`${parts.origin}/api/auth/${path}${isPost ? "" : query}`, {
      method: request.method,
      headers,
      ...(isPost ? { body: JSON.stringify(body) } : {}),
    }),
  );
}

async function give(
  parts: GateParts,
  path: string,
  door: Door,
  answer: Response,
  reason: string,
  person: Person | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const cookies = answer.headers.getSetCookie();
  const token = newToken(parts, cookies);
  const newcomer = token ? await parts.sessions.loginOfToken(token) : undefined;
  const known = newcomer ?? (path === "reset-password" && answer.ok ? person?.id : undefined);
  if (known)
    cookies.push(
      await parts.sessions.rememberDevice(
        request.headers.cookie ?? null,
        known,
        printable(request.headers["user-agent"] ?? ""),
      ),
    );
  if (cookies.length > 0) reply.header("set-cookie", cookies);
  if (path === `callback/${oidcProvider}`) return reply.redirect(landing(parts.origin, answer, reason), 302);
  if (!answer.ok) throw refusalOf(path, door, answer.status, reason);
  const text = await answer.text();
  const told = withoutTokens(text === "" ? null : JSON.parse(text));
  // better-auth asks for it "preferred"; without finger, face or PIN the passkey is refused afterwards, so ask for it at once.
  if (path === "passkey/generate-authenticate-options" && told) told.userVerification = "required";
  return reply.type("application/json").send(JSON.stringify(told));
}

function refusalOf(path: string, door: Door, status: number, reason: string): Problem {
  const problem = problemOf(status, reason);
  const field = problem.errors[0];
  if (path === "change-password" && field?.field === "password")
    return new Problem(problem.code, problem.words, [{ ...field, field: "currentPassword" }], problem.extra);
  // What better-auth could not make sense of is the caller's fault, not ours: nothing was written.
  if (problem.code === "internal" && door.body && path.startsWith("passkey/"))
    return problemOf(400, "VALIDATION_ERROR");
  return problem;
}

/** The token of a session that this answer begins, if it does. */
function newToken(parts: GateParts, cookies: readonly string[]): string | undefined {
  const start = `${cookieNames.session}=`;
  const line = cookies.findLast((each) => each.startsWith(start));
  return unsigned(parts.secret, line?.slice(start.length).split(";")[0]);
}

/** Where the browser goes from the identity provider's answer: into the office, or to the login page with one of a few words. */
function landing(origin: string, answer: Response, reason: string): string {
  const to = answer.headers.get("location");
  if (answer.status !== 302 || !to) return `/login?error=${oidcFault(reason)}`;
  const url = new URL(to, origin);
  const error = url.searchParams.get("error");
  if (url.origin !== origin) return "/";
  return error ? `/login?error=${oidcFault(error)}` : url.pathname + url.search + url.hash;
}

async function reasonOf(answer: Response): Promise<string> {
  if (answer.status < 400) return "";
  const body = (await answer
    .clone()
    .json()
    .catch(() => null)) as { code?: unknown } | null;
  return typeof body?.code === "string" ? body.code : "";
}

function withoutTokens(told: unknown): Body | null {
  if (told === null || typeof told !== "object" || Array.isArray(told)) return told as Body | null;
  const { token: _kept, ...said } = told as Body;
  const session = said.session;
  if (session && typeof session === "object") {
    const { token: _too, ...rest } = session as Body;
    said.session = rest;
  }
  return said;
}

/** A path of our own, or the front page. */
function ownPath(path: unknown): string {
  return typeof path === "string" && path.startsWith("/") && !path.startsWith("//") && !/[\\\s]/.test(path)
    ? path
    : "/";
}

const printable = (agent: string): string => agent.replace(/[^\x20-\x7e]/g, "").slice(0, 300);

function wait(seconds: number): Problem {
  const words = {
    th: `ลองหลายครั้งเกินไป โปรดรอ ${seconds} วินาทีแล้วลองใหม่`,
    en: `Too many attempts; please wait ${seconds} seconds`,
  };
  return new Problem("too-many", words, [], { retryAfter: seconds });
}

/** So many requests a minute from one source, whatever they ask: against floods, not against guessing. A whole office may be one source. */
function floodgate(aMinute: number): (source: string) => boolean {
  const counts = new Map<string, number>();
  let minute = 0;
  return (source) => {
    const now = Math.floor(Date.now() / 60_000);
    if (now !== minute) counts.clear();
    minute = now;
    const count = (counts.get(source) ?? 0) + 1;
    counts.set(source, count);
    return count <= aMinute;
  };
}
