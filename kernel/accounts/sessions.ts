/** Sessions and devices as cookies carry them, read and written as the owner of the tables. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type pg from "pg";
import { cookieNames, sessionLife } from "./auth.ts";
import { identifierMark } from "./link.ts";

/** Cookies of a request by name; the first of a name counts. */
export function cookiesOf(header: string | null | undefined): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at).trim();
    if (at > 0 && !cookies.has(name)) cookies.set(name, part.slice(at + 1).trim());
  }
  return cookies;
}

const signature = (secret: string, value: string) => createHmac("sha256", secret).update(value).digest();

/** The value of a signed cookie (`value.base64`, URL-encoded, as better-auth writes it); undefined when it is not ours. */
export function unsigned(secret: string, cookie: string | undefined): string | undefined {
  if (!cookie) return undefined;
  let text: string;
  try {
    text = decodeURIComponent(cookie);
  } catch {
    return undefined;
  }
  const at = text.lastIndexOf(".");
  const given = Buffer.from(text.slice(at + 1), "base64");
  const value = text.slice(0, at);
  const right = signature(secret, value);
  return at > 0 && given.length === right.length && timingSafeEqual(given, right) ? value : undefined;
}

export const signed = (secret: string, value: string): string =>
  encodeURIComponent(`${value}.${signature(secret, value).toString("base64")}`);

export interface Sessions {
  /** The login behind a request's cookie, or null. Notes the use (once a minute); a session unused for twelve hours is ended here. */
  login(headers: Headers): Promise<string | null>;
  /** The login whose second step is under way in this browser. */
  halfway(cookie: string | null): Promise<string | undefined>;
  /** Uses a code up; false when it has been used within the last five minutes (a code lives for one and a half). */
  spendCode(login: string, code: string): Promise<boolean>;
  /** Ends one session. */
  end(token: string): Promise<void>;
  /** Ends all sessions of a login and forgets its devices and pending links. */
  endAll(login: string): Promise<number>;
  /** The mark of the browser's device cookie, when that device is known to the login. */
  knownDevice(cookie: string | null, login: string | undefined): Promise<Buffer | null>;
  /** Knows the device from now on; returns the Set-Cookie line. */
  rememberDevice(cookie: string | null, login: string, agent: string): Promise<string>;
  /** Forgets the login's devices but the one that asks. */
  forgetOtherDevices(cookie: string | null, login: string): Promise<void>;
  loginOfToken(token: string): Promise<string | undefined>;
}

export function openSessions(pool: pg.Pool, secret: string, isHttps: boolean, clock: () => Date): Sessions {
  const idle = sessionLife.idleHours * 3_600_000;
  const tokenOf = (cookie: string | null) => unsigned(secret, cookiesOf(cookie).get(cookieNames.session));
  const deviceOf = (cookie: string | null) => unsigned(secret, cookiesOf(cookie).get(cookieNames.device));
  const markOf = (device: string) => createHash("sha256").update(device).digest();
  return {
    async login(headers) {
      const token = tokenOf(headers.get("cookie"));
      if (!token) return null;
      const now = clock();
      const { rows } = await pool.query<{ id: string; login_id: string; seen_at: Date; suspended: boolean }>(
        "SELECT id, login_id, seen_at, account_suspended(login_id) AS suspended FROM account_session WHERE token = $1 AND expires_at > $2",
        [token, now],
      );
      const session = rows[0];
      if (!session) return null;
      const unused = now.getTime() - session.seen_at.getTime();
      if (session.suspended || unused > idle) {
        await pool.query("DELETE FROM account_session WHERE id = $1", [session.id]);
        return null;
      }
      if (unused > 60_000) {
        await pool.query("UPDATE account_session SET seen_at = greatest(seen_at, $2) WHERE id = $1", [session.id, now]);
      }
      return session.login_id;
    },
    async halfway(cookie) {
      const identifier = unsigned(secret, cookiesOf(cookie).get(cookieNames.secondStep));
      if (!identifier) return undefined;
      const { rows } = await pool.query<{ value: string }>(
        "SELECT value FROM account_verification WHERE identifier = $1 AND expires_at > now()",
        [identifierMark(identifier)],
      );
      return rows[0]?.value;
    },
    async spendCode(login, code) {
      const mark = signature(secret, `code:${login}:${code}`);
      await pool.query("DELETE FROM account_used_code WHERE login_id = $1 AND at < now() - interval '5 minutes'", [
        login,
      ]);
      const { rowCount } = await pool.query(
        "INSERT INTO account_used_code (login_id, mark) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        [login, mark],
      );
      return rowCount === 1;
    },
    async end(token) {
      await pool.query("DELETE FROM account_session WHERE token = $1", [token]);
    },
    async endAll(login) {
      const { rows } = await pool.query<{ n: number }>("SELECT account_sign_out($1) AS n", [login]);
      return rows[0]?.n ?? 0;
    },
    async knownDevice(cookie, login) {
      const device = login && deviceOf(cookie);
      if (!device) return null;
      const mark = markOf(device);
      const { rowCount } = await pool.query("SELECT FROM account_device WHERE login_id = $1 AND mark = $2", [
        login,
        mark,
      ]);
      return rowCount ? mark : null;
    },
    async rememberDevice(cookie, login, agent) {
      const device = deviceOf(cookie) ?? randomBytes(32).toString("base64url");
      await pool.query(
        `INSERT INTO account_device (login_id, mark, user_agent, first_seen_at, last_seen_at) VALUES ($1, $2, $3, $4, $4)
         ON CONFLICT (login_id, mark) DO UPDATE SET last_seen_at = $4, user_agent = $3`,
        [login, markOf(device), agent, clock()],
      );
      // 400 days is the longest that browsers keep a cookie.
      return `${cookieNames.device}=${signed(secret, device)}; Max-Age=${400 * 86_400}; Path=/; HttpOnly; SameSite=Lax${isHttps ? "; Secure" : ""}`;
    },
    async forgetOtherDevices(cookie, login) {
      const device = deviceOf(cookie);
      await pool.query("DELETE FROM account_device WHERE login_id = $1 AND mark IS DISTINCT FROM $2", [
        login,
        device ? markOf(device) : null,
      ]);
    },
    async loginOfToken(token) {
      const { rows } = await pool.query<{ login_id: string }>("SELECT login_id FROM account_session WHERE token = $1", [
        token,
      ]);
      return rows[0]?.login_id;
    },
  };
}
