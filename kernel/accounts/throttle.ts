/**
 * Guesses at passwords and codes. Delays grow by source (address, or known device), never by login, so that nobody can lock
 * out another: wrong passwords from elsewhere do not touch a device that has signed in before, a passkey, or the identity provider.
 */
import { createHmac } from "node:crypto";
import { isIPv4, isIPv6 } from "node:net";
import type pg from "pg";
import type { Log } from "../room.ts";

export type Step = "password" | "second" | "reset";
export interface Guess {
  email: string;
  /** The login with that e-mail, when there is one. */
  login: string | undefined;
  address: string;
  device: Buffer | null;
  step: Step;
}
export interface Begun {
  /** Seconds to wait before the next try; 0 = go on. */
  wait: number;
  /** Many addresses guess at this login now. */
  isAttacked: boolean;
  /** Tells how it ended; without it the guess counts as failed. */
  end(succeeded: boolean): Promise<void>;
}
export interface Throttle {
  begin(guess: Guess): Promise<Begun>;
  /** Whether another set-password mail may be asked for: three an hour for an e-mail, twenty from an address. */
  mayReset(email: string, address: string): Promise<{ mail: boolean; wait: number }>;
}

/** IPv4 as it is; of IPv6 the /64, which is one subscriber. */
export function sourceOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (isIPv4(address) || !isIPv6(address)) return address;
  const [head = "", tail] = address.split("%")[0]!.split("::");
  const left = head ? head.split(":") : [];
  const right = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}

export function openThrottle(
  pool: pg.Pool,
  secret: string,
  clock: () => Date,
  log: Log,
  onAttack: (login: string) => void | Promise<void>,
): Throttle {
  const markOf = (email: string) => createHmac("sha256", secret).update(`guess:${email.trim().toLowerCase()}`).digest();
  return {
    async begin({ email, login, address, device, step }) {
      const mark = markOf(email);
      const { rows } = await pool.query<{ attempt: number | null; wait: number; attacked: boolean }>(
        "SELECT attempt, wait, attacked FROM account_attempt_begin($1, $2, $3, $4, $5)",
        [mark, sourceOf(address), device, step, clock()],
      );
      const { attempt = null, wait = 0, attacked = false } = rows[0] ?? {};
      return {
        wait,
        isAttacked: attacked,
        async end(succeeded) {
          if (succeeded) await pool.query("UPDATE account_attempt SET succeeded = true WHERE id = $1", [attempt]);
          else if (login && !device) await noteAttack(mark, login);
        },
      };
    },
    async mayReset(email, address) {
      const mark = markOf(email);
      const now = clock();
      const { rows } = await pool.query<{ same: number; here: number }>(
        `SELECT count(*) FILTER (WHERE login_mark = $1)::int AS same, count(*) FILTER (WHERE address = $2)::int AS here
           FROM account_attempt WHERE step = 'reset' AND at > $3 AND (login_mark = $1 OR address = $2)`,
        [mark, sourceOf(address), new Date(now.getTime() - 3_600_000)],
      );
      const { same = 0, here = 0 } = rows[0] ?? {};
      if (here >= 20) return { mail: false, wait: 900 };
      await pool.query(
        "INSERT INTO account_attempt (at, login_mark, address, step, succeeded) VALUES ($1, $2, $3, 'reset', true)",
        [now, mark, sourceOf(address)],
      );
      return { mail: same < 3, wait: 0 };
    },
  };

  /** Tells once an hour that a login is being guessed at from many places. */
  async function noteAttack(mark: Buffer, login: string): Promise<void> {
    const now = clock();
    const { rows } = await pool.query<{ failures: number; addresses: number }>(
      `INSERT INTO account_attack (login_id, at, failures, addresses)
       SELECT $2, $3, n.failures, n.addresses FROM (
         SELECT count(*)::int AS failures, count(DISTINCT address)::int AS addresses FROM account_attempt
          WHERE login_mark = $1 AND device IS NULL AND step <> 'reset' AND NOT succeeded AND at > $3::timestamptz - interval '1 hour') n
        WHERE n.failures >= 20 AND n.addresses >= 3
          AND NOT EXISTS (SELECT FROM account_attack a WHERE a.login_id = $2 AND a.at > $3::timestamptz - interval '1 hour')
       ON CONFLICT DO NOTHING RETURNING failures, addresses`,
      [mark, login, now],
    );
    const attack = rows[0];
    if (!attack) return;
    log.warn({ login, ...attack }, "a login is being guessed at from many addresses");
    await Promise.resolve(onAttack(login)).catch((error: Error) =>
      log.error({ message: error.message }, "the notice of an attack failed"),
    );
  }
}
