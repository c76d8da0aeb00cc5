/**
 * Accounts: who is at the door. better-auth keeps passwords, second steps, passkeys and the identity provider's answers; this file
 * opens it on the province's schema and hands the program what it needs of it.
 */
import { hkdfSync } from "node:crypto";
import type { Database } from "../database.ts";
import { fromDatabase } from "../database-faults.ts";
import type { Wing } from "../http.ts";
import type { Log } from "../room.ts";
import { type Auth, makeAuth, type Oidc, oidcProvider } from "./auth.ts";
import { makeGate } from "./gate.ts";
import { changedLetter, type Letter, resetLetter } from "./letters.ts";
import { identifierMark, linkEnds, linkPath, newToken, resetIdentifier } from "./link.ts";
import { requirePassword } from "./password-policy.ts";
import { openSessions } from "./sessions.ts";
import { signInOptions } from "./sign-in-options.ts";
import { openThrottle } from "./throttle.ts";

export { type Oidc, oidcFrom } from "./auth.ts";
export type { Letter } from "./letters.ts";

export interface AccountsOptions {
  database: Database;
  /** From the program's home: at least 32 characters. Whoever has it can forge every cookie. */
  secret: string;
  /** Where people reach the program (PUBLIC_URL, else http://localhost:PORT): links in letters and passkeys belong to this name. */
  baseUrl: string;
  oidc?: Oidc | undefined;
  /** Sends a letter; null when no SMTP server is set. May throw: it is logged, and never told to who asked. */
  mail: ((letter: Letter) => Promise<unknown>) | null;
  log: Log;
  clock(): Date;
  /** Told, at most once an hour, that a login is being guessed at from many addresses. */
  onAttack?(login: string): void | Promise<void>;
  /** The password of the invented people, shown on the login page; only a demonstration office shows it. */
  demoPassword?: string | undefined;
  /** Milliseconds that a stranger waits for each answer while a login is under attack; 2,000 unless told. */
  slowness?: number;
}

export interface NewLogin {
  email: string;
  name: string;
  /** Without one, the door opens by a set-password link or by the identity provider. */
  password?: string;
  /** Whose login it is: `person.account_id` is set. */
  person?: number;
}

export interface Accounts {
  /** Mounts /api/auth/*, /api/sign-in-providers and /api/demo-accounts. */
  wing: Wing;
  /** The login behind a request, or null. For `openHttp`. */
  authenticate(headers: Headers): Promise<string | null>;
  /** Opens a login; returns its id. Problem: bad password or e-mail, e-mail taken. */
  createLogin(login: NewLogin): Promise<string>;
  /** A one-time address for setting the password, good for 72 hours; the earlier ones are worthless from now on. */
  setPasswordLink(login: string): Promise<string>;
  /** Ends all sessions of a login, forgets its devices and pending links; the number of sessions ended. */
  revokeAll(login: string): Promise<number>;
  /** The id of the login with this e-mail. */
  loginOf(email: string): Promise<string | undefined>;
}

export async function openAccounts(options: AccountsOptions): Promise<Accounts> {
  const { database, log, clock } = options;
  if (options.secret.length < 32) throw new Error("the secret of accounts is too short: at least 32 characters");
  // Its own key: what signs cookies opens no citizen number.
  const secret = Buffer.from(hkdfSync("sha256", options.secret, "changwat", "accounts", 32)).toString("base64url");
  const { pool } = database;
  const origin = new URL(options.baseUrl).origin;
  const name = await officeName(database);
  const send = (letter: Letter) => {
    if (!options.mail) return;
    options
      .mail(letter)
      .catch((error: Error) => log.warn({ message: error.message }, "a letter about a login could not be sent"));
  };
  const parts = {
    pool,
    secret,
    origin,
    name,
    log,
    sendReset: (email: string, token: string) => send(resetLetter(email, origin + linkPath(token), name)),
  };
  const auth = makeAuth(parts);
  const context = await auth.$context;
  const sessions = openSessions(pool, secret, origin.startsWith("https:"), clock);
  const throttle = openThrottle(pool, secret, clock, log, options.onAttack ?? (() => {}));
  const federated = options.oidc ? awaitProvider(() => makeAuth({ ...parts, oidc: options.oidc })) : async () => auth;
  const gate = makeGate({
    pool,
    secret,
    origin,
    sessions,
    throttle,
    auth: (isFederated) => (isFederated ? federated() : Promise.resolve(auth)),
    onNewPassword: (email) => send(changedLetter(email, name)),
    slowness: options.slowness ?? 2000,
  });

  return {
    wing: async (server, actorOf) => {
      await gate(server, actorOf);
      await signInOptions({ pool, oidc: options.oidc, demoPassword: options.demoPassword })(server, actorOf);
    },
    authenticate: (headers) => sessions.login(headers),
    async createLogin({ email, name: who, password, person }) {
      const address = email.trim().toLowerCase();
      if (password !== undefined) requirePassword(password, address, "password");
      const hash = password === undefined ? null : await context.password.hash(password);
      const { rows } = await pool
        .query<{ id: string }>(
          `WITH login AS (INSERT INTO account_login (email, name) VALUES ($1, $2) RETURNING id),
             way AS (INSERT INTO account_credential (login_id, provider, subject, password)
                     SELECT id, 'credential', id, $3 FROM login WHERE $3::text IS NOT NULL),
             whose AS (UPDATE person SET account_id = (SELECT id FROM login) WHERE id = $4::int)
           SELECT id FROM login`,
          [address, who, hash, person ?? null],
        )
        .catch(fromDatabase(database));
      return rows[0]!.id;
    },
    async setPasswordLink(login) {
      const token = newToken();
      await pool.query("SELECT account_link($1, $2, $3)", [
        login,
        identifierMark(resetIdentifier(token)),
        linkEnds(new Date()),
      ]);
      return origin + linkPath(token);
    },
    revokeAll: (login) => sessions.endAll(login),
    async loginOf(email) {
      const { rows } = await pool.query<{ id: string }>("SELECT id FROM account_login WHERE email = $1", [
        email.trim().toLowerCase(),
      ]);
      return rows[0]?.id;
    },
  };
}

async function officeName({ pool }: Database): Promise<string> {
  const { rows } = await pool.query<{ th: string }>("SELECT th FROM office");
  return rows[0]?.th ?? "Changwat";
}

/**
 * better-auth reads the provider's description once, when it is made. A provider that was away at that moment must not be lost
 * until the next restart, nor may waiting for it hold up those who sign in with a password: so this one is made when first needed, and again
 * until the provider answers.
 */
function awaitProvider(make: () => Auth): () => Promise<Auth> {
  let ready: Auth | undefined;
  let asked: Promise<Auth> | undefined;
  return async () => {
    if (ready) return ready;
    asked ??= (async () => {
      const auth = make();
      const late = new Promise<never>((_, fail) =>
        setTimeout(fail, 10_000, new Error("the identity provider is silent")).unref(),
      );
      const context = await Promise.race([auth.$context, late]);
      if (context.socialProviders.some((each) => each.id === oidcProvider)) ready = auth;
      return auth;
    })().finally(() => {
      asked = undefined;
    });
    return asked;
  };
}
