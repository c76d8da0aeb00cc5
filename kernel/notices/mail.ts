/** Mail through SMTP: off unless SMTP_URL is set. A queue in the database; what cannot be sent now is sent later. */
import { sql } from "kysely";
import { createTransport, type Transporter } from "nodemailer";
import { machinery } from "../actor.ts";
import { transaction } from "../database.ts";
import type { House } from "../room.ts";
import { compose, type Told } from "./mail-text.ts";
import { secretWords } from "./notify.ts";

export interface MailSettings {
  /** smtp://user:password@host:587 or smtps://… */
  smtp: string;
  from: string;
  /** Where the desk is found, for links; "" = no links. */
  origin: string;
  /** Notices of one person gather this long and go in one mail; 300 s unless told. */
  digestSeconds?: number;
  /** First pause after a failure, doubled each time up to an hour; 30 s unless told. */
  retrySeconds?: number;
  /** How often the queue is looked at; 10 s unless told. */
  lookSeconds?: number;
}
export interface Mailer {
  /** One look at the queue, now. Returns how many mails went out. */
  look(): Promise<number>;
  stop(): Promise<void>;
}

/** From SMTP_URL, MAIL_FROM ("สำนักงานจังหวัด <office@…>"), PUBLIC_URL, MAIL_DIGEST_SECONDS. Null when SMTP_URL is not set. */
export function mailSettings(env: NodeJS.ProcessEnv): MailSettings | null {
  const { SMTP_URL: smtp, MAIL_FROM: from, PUBLIC_URL: origin = "", MAIL_DIGEST_SECONDS: digest = "300" } = env;
  if (!smtp) return null;
  if (!URL.canParse(smtp) || !/^smtps?:$/.test(new URL(smtp).protocol))
    throw new Error("SMTP_URL must begin with smtp:// or smtps://");
  if (!from?.includes("@")) throw new Error("MAIL_FROM must be set when SMTP_URL is: the sender's address");
  if (!(Number(digest) >= 0)) throw new Error("MAIL_DIGEST_SECONDS is a number of seconds");
  return { smtp, from, origin: origin.replace(/\/+$/, ""), digestSeconds: Number(digest) };
}

/** A mail that has failed so often (three days and more) is not tried again; a refused address is given up sooner. */
const mostTries = { any: 80, refused: 4 };

/** Starts sending; null settings send nothing (and the notices are not queued up for later). */
export function startMail(house: House, settings: MailSettings | null): Mailer {
  if (!settings) return { look: async () => 0, stop: async () => {} };
  const post = createTransport(settings.smtp, { disableFileAccess: true, disableUrlAccess: true });
  let stopped = false;
  let under: Promise<number> | undefined;
  let timer: NodeJS.Timeout;
  const look = () => {
    under ??= (async () => {
      try {
        await queue(house, settings);
        return await sendDue(house, settings, post, () => stopped);
      } finally {
        under = undefined;
      }
    })();
    return under;
  };
  const tick = () => {
    if (stopped) return;
    look()
      .catch((error: Error) => house.log.warn({ fault: error.message }, "the mail queue could not be worked"))
      .finally(() => {
        if (!stopped) timer = setTimeout(tick, (settings.lookSeconds ?? 10) * 1000).unref();
      });
  };
  tick();
  return {
    look,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await under?.catch(() => {});
      post.close();
    },
  };
}

/** New notices become mail for whoever sits in the position today, has an address, and has not said no. A day old: too late. */
async function queue(house: House, { digestSeconds = 300 }: MailSettings): Promise<void> {
  await transaction(house.database, machinery, (db) =>
    sql`WITH fresh AS (UPDATE notice SET mailed = true WHERE id IN (SELECT id FROM notice WHERE NOT mailed ORDER BY id LIMIT 2000 FOR UPDATE SKIP LOCKED)
        RETURNING id, to_position, person_id, kind, at)
      INSERT INTO mail (notice_id, person_id, not_before)
      SELECT f.id, p.id, f.at + ${digestSeconds} * interval '1 second' FROM fresh f
        CROSS JOIN LATERAL sitting(f.to_position, thai_today()) s JOIN person p ON p.id = s.person_id
       WHERE f.at > now() - interval '1 day' AND p.email IS NOT NULL AND coalesce(f.person_id = p.id, true)
         AND coalesce((SELECT mail FROM notice_mail c WHERE c.person_id = p.id AND c.kind = f.kind),
                      (SELECT mail FROM notice_mail c WHERE c.person_id = p.id AND c.kind = '*'), true)
      ON CONFLICT DO NOTHING`.execute(db),
  );
}

async function sendDue(
  house: House,
  settings: MailSettings,
  post: Transporter,
  stopped: () => boolean,
): Promise<number> {
  let sent = 0;
  const { rows } = await transaction(
    house.database,
    machinery,
    (db) =>
      sql<{
        person_id: number;
      }>`SELECT person_id FROM mail WHERE state = 'queued' GROUP BY person_id HAVING min(not_before) <= now() ORDER BY min(not_before) LIMIT 200`.execute(
        db,
      ),
    "read",
  );
  for (const { person_id } of rows) {
    if (stopped()) break;
    if (await sendOne(house, settings, post, person_id)) sent++;
  }
  return sent;
}

interface Queued extends Told {
  id: number;
  tries: number;
  email: string | null;
  person: string;
  office: string;
  needless: boolean;
}

/** Everything queued for one person in one mail. */
async function sendOne(house: House, settings: MailSettings, post: Transporter, person: number): Promise<boolean> {
  const mails = await take(house, person);
  const needed = mails.filter((mail) => !mail.needless && mail.email);
  await mark(
    house,
    mails.filter((mail) => !needed.includes(mail)),
    "needless",
  );
  const [first] = needed;
  if (!first) return false;
  const letter = compose(needed, first.person, first.office, settings.origin);
  try {
    await post.sendMail({
      from: settings.from,
      to: { name: first.person, address: first.email! },
      ...letter,
      // Sent twice after a crash, it is still one mail to a reader's program.
      messageId: `<notice-${first.id}-${needed.at(-1)!.id}@${settings.from.replace(/^.*@|>.*$/g, "")}>`,
      headers: { "Auto-Submitted": "auto-generated" },
    });
    await mark(house, needed, "sent");
    return true;
  } catch (error) {
    await putOff(house, settings, needed, error as Error & { responseCode?: number });
    return false;
  }
}

/**
 * Takes a person's queued mails for five minutes, so that no other program sends them too, and reads them as they stand now:
 * what was read meanwhile is needless, what has become secret is told as secret.
 */
async function take(house: House, person: number): Promise<Queued[]> {
  return transaction(house.database, machinery, async (db) => {
    const { rows: taken } = await sql<{
      id: number;
    }>`UPDATE mail SET not_before = now() + interval '5 minutes', tries = tries + 1
      WHERE id IN (SELECT id FROM mail WHERE person_id = ${person} AND state = 'queued' ORDER BY id LIMIT 50 FOR UPDATE SKIP LOCKED) RETURNING id`.execute(
      db,
    );
    const { rows } = await sql<Queued>`
      SELECT l.id, l.tries, p.email, person_name(p) AS person, coalesce((SELECT o.th FROM office o), 'จังหวัด') AS office, n.path, n.at,
             CASE WHEN n.matter_id IS NULL OR m.secrecy = 0 THEN n.th ELSE ${secretWords.th} END AS th,
             CASE WHEN n.matter_id IS NULL OR m.secrecy = 0 THEN n.en ELSE ${secretWords.en} END AS en,
             EXISTS (SELECT FROM notice_read r WHERE r.notice_id = n.id AND r.person_id = l.person_id)
               OR EXISTS (SELECT FROM notice_read_all a WHERE a.person_id = l.person_id AND a.position_id = n.to_position AND a.upto >= n.id) AS needless
        FROM mail l JOIN notice n ON n.id = l.notice_id JOIN person p ON p.id = l.person_id LEFT JOIN matter m ON m.id = n.matter_id
       WHERE l.id = ANY (${taken.map((row) => row.id)}::bigint[]) ORDER BY l.id`.execute(db);
    return rows;
  });
}

async function mark(house: House, mails: readonly Queued[], state: "sent" | "needless"): Promise<void> {
  if (mails.length === 0) return;
  await transaction(house.database, machinery, (db) =>
    sql`UPDATE mail SET state = ${state}, fault = NULL, sent_at = CASE WHEN ${state} = 'sent' THEN now() END
      WHERE id = ANY (${mails.map((mail) => mail.id)}::bigint[])`.execute(db),
  );
}

async function putOff(
  house: House,
  { retrySeconds = 30 }: MailSettings,
  mails: readonly Queued[],
  error: Error & { responseCode?: number },
): Promise<void> {
  const refused = error.responseCode !== undefined && error.responseCode >= 550 && error.responseCode <= 554;
  const most = refused ? mostTries.refused : mostTries.any;
  house.log.warn({ fault: error.message, mails: mails.length, tries: mails[0]!.tries }, "a mail could not be sent");
  await transaction(house.database, machinery, (db) =>
    sql`UPDATE mail SET fault = ${error.message.slice(0, 1000)}, state = CASE WHEN tries >= ${most} THEN 'dead' ELSE 'queued' END,
          not_before = now() + least(power(2, least(tries, 20) - 1) * ${retrySeconds}, 3600) * interval '1 second'
      WHERE id = ANY (${mails.map((mail) => mail.id)}::bigint[])`.execute(db),
  );
}
