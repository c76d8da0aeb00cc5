/** What is read of logins. The functions of accounts.sql hand out what may be known; hashes, tokens and secrets never leave it. */
import { sql } from "kysely";
import type { Office } from "../room.ts";

interface Both {
  th: string;
  en: string;
}
/** One way in which the person may work today. `until` is the last day, null without an end. */
export interface Occupancy {
  id: number;
  position: number;
  title: Both;
  unit: Both;
  role: string;
  capacity: "holder" | "acting" | "standing_in";
  isOwnPost: boolean;
  until: string | null;
  instrument: string | null;
}
interface OwnLogin {
  id: string;
  email: string;
  twoFactor: boolean;
  passkeys: number;
  hasPassword: boolean;
  hasProvider: boolean;
}
export interface Preferences {
  language: "th" | "en";
  theme: "auto" | "light" | "dark";
  text: "normal" | "large" | "larger";
}

/** Who I am, as what I may work today, and with which duties; `current` is the occupancy used for this answer. */
export async function me(office: Office) {
  const { actor, sql: db } = office;
  const occupancies = await sql<Occupancy>`
    SELECT o.id, s.id AS position, jsonb_build_object('th', s.th, 'en', s.en) AS title, jsonb_build_object('th', u.th, 'en', u.en) AS unit,
           s.role, o.capacity, o.substantive AS "isOwnPost", (upper(o.during) - 1)::text AS until, o.instrument
      FROM occupancy o JOIN position s ON s.id = o.position_id AND s.during @> ${office.today}::date JOIN unit u ON u.id = s.unit_id
     WHERE o.person_id = ${actor.person.id} AND o.during @> ${office.today}::date
     ORDER BY o.substantive DESC, o.id`.execute(db);
  const login = await sql<OwnLogin>`
    SELECT id, email, two_factor AS "twoFactor", passkeys, password AS "hasPassword", federated AS "hasProvider"
      FROM account_of(${actor.person.id})`.execute(db);
  const province = await sql<{ code: string; name: Both; letter: string; isDemo: boolean }>`
    SELECT province_code AS code, jsonb_build_object('th', th, 'en', en) AS name, letter, demonstration AS "isDemo" FROM office`.execute(
    db,
  );
  const preferences = await sql<Preferences>`
    SELECT language, theme, text_size AS text FROM preference WHERE person_id = ${actor.person.id}`.execute(db);
  return {
    person: {
      id: actor.person.id,
      name: { th: actor.person.th, en: actor.person.en },
      email: login.rows[0]?.email ?? "",
    },
    login: login.rows[0] ?? null,
    province: province.rows[0] ?? null,
    occupancies: occupancies.rows,
    current: actor.occupancy,
    duties: actor.powers.map(({ duty, reach, unit, via, onBehalfOf }) => ({ duty, reach, unit, via, onBehalfOf })),
    preferences: preferences.rows[0] ?? null,
  };
}

export interface OwnSession {
  /** Compare with `session.id` of GET /api/auth/get-session: that one is this device. */
  id: string;
  created_at: Date;
  seen_at: Date;
  expires_at: Date;
  address: string;
  user_agent: string;
}
export async function ownSessions(office: Office): Promise<OwnSession[]> {
  const { rows } =
    await sql<OwnSession>`SELECT * FROM account_sessions(${office.actor.person.id}, ${office.now})`.execute(office.sql);
  return rows;
}

export interface LoginLine {
  id: string;
  person: number;
  name: Both;
  email: string;
  title: Both | null;
  unit: Both | null;
  twoFactor: boolean;
  passkeys: number;
  hasPassword: boolean;
  hasProvider: boolean;
  lastSeen: Date | null;
  sessions: number;
  suspension: { at: string; reason: string } | null;
  /** Somebody guesses at it from many places: when that was last noticed. */
  attackedAt: Date | null;
}
export async function listOfLogins(office: Office, text: string): Promise<LoginLine[]> {
  const like = `%${text.trim().replace(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<LoginLine>`
    SELECT a.id, a.person, jsonb_build_object('th', person_name(p), 'en', person_name(p, true)) AS name, a.email, post.title, post.unit,
           a.two_factor AS "twoFactor", a.passkeys, a.password AS "hasPassword", a.federated AS "hasProvider",
           a.last_seen_at AS "lastSeen", a.sessions, a.attacked_at AS "attackedAt",
           (SELECT jsonb_build_object('at', s.at, 'reason', s.reason) FROM account_suspension s WHERE s.login_id = a.id
               AND NOT EXISTS (SELECT FROM account_reinstatement r WHERE r.suspension_id = s.id) ORDER BY s.id DESC LIMIT 1) AS suspension
      FROM account_overview() a JOIN person p ON p.id = a.person
      LEFT JOIN LATERAL (SELECT jsonb_build_object('th', s.th, 'en', s.en) AS title, jsonb_build_object('th', u.th, 'en', u.en) AS unit, u.path, s.seniority
         FROM occupancy o JOIN position s ON s.id = o.position_id JOIN unit u ON u.id = s.unit_id
        WHERE o.person_id = p.id AND o.during @> ${office.today}::date ORDER BY o.substantive DESC, o.id LIMIT 1) post ON true
     WHERE person_name(p) ILIKE ${like} OR person_name(p, true) ILIKE ${like} OR a.email ILIKE ${like} OR post.title->>'th' ILIKE ${like}
     ORDER BY post.path, post.seniority, a.email LIMIT 1000`.execute(office.sql);
  return rows;
}

/** Officials in office today who cannot sign in yet. */
export async function peopleWithout(office: Office, text: string) {
  const like = `%${text.trim().replace(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<{ person: number; name: Both; email: string | null; title: Both; unit: Both }>`
    SELECT * FROM (
      SELECT DISTINCT ON (p.id) p.id AS person, jsonb_build_object('th', person_name(p), 'en', person_name(p, true)) AS name, p.email,
             jsonb_build_object('th', s.th, 'en', s.en) AS title, jsonb_build_object('th', u.th, 'en', u.en) AS unit
        FROM person p JOIN occupancy o ON o.person_id = p.id AND o.during @> ${office.today}::date
        JOIN position s ON s.id = o.position_id JOIN unit u ON u.id = s.unit_id
       WHERE p.account_id IS NULL AND (person_name(p) ILIKE ${like} OR person_name(p, true) ILIKE ${like} OR s.th ILIKE ${like})
       ORDER BY p.id, o.substantive DESC) one
     ORDER BY name->>'th' LIMIT 200`.execute(office.sql);
  return rows;
}
