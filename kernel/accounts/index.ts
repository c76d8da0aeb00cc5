/** บัญชีผู้ใช้: where people see their own login, and the administrator opens, suspends and restores those of others. */
import { sql } from "kysely";
import { Fields, Note, OneOf, SmallId, Text, Type } from "../input.ts";
import { cybersecurity, digitalGovernment } from "../law/clauses.ts";
import { notify } from "../notices/notify.ts";
import { conflict, fieldFault } from "../problem.ts";
import { act, type House, type Office, room, view } from "../room.ts";
import { identifierMark, linkEnds, linkPath, newToken, resetIdentifier } from "./link.ts";
import { listOfLogins, me, ownSessions, peopleWithout } from "./views.ts";

const Login = Text(64);
const own = digitalGovernment("๑๒");
const safe = cybersecurity("๔๕");

interface LoginRow {
  id: string;
  person: number;
  suspension: number | null;
}

/** The login that an act is about. Its row is locked by what is written below: a suspension, a link. */
async function loginOf(office: Office, login: string): Promise<LoginRow | undefined> {
  const { rows } = await sql<LoginRow>`
    SELECT a.id, a.person, (SELECT s.id FROM account_suspension s WHERE s.login_id = a.id
             AND NOT EXISTS (SELECT FROM account_reinstatement r WHERE r.suspension_id = s.id) ORDER BY s.id DESC LIMIT 1) AS suspension
      FROM account_overview() a WHERE a.id = ${login}`.execute(office.sql);
  return rows[0];
}

/** Makes the one-time link; the token itself is only in the answer. */
async function makeLink(office: Office, login: string) {
  const token = newToken();
  const until = linkEnds(office.now);
  await sql`SELECT account_link(${login}, ${identifierMark(resetIdentifier(token))}, ${until})`.execute(office.sql);
  return { path: linkPath(token), until };
}

/** Whose login is handled by another's hand is told of it, so that it cannot be done behind his back. */
async function tell(office: Office, login: LoginRow, kind: string, th: string, en: string): Promise<void> {
  const { rows } = await sql<{ position_id: number }>`
    SELECT position_id FROM occupancy WHERE person_id = ${login.person} AND during @> ${office.today}::date
     ORDER BY substantive DESC, id LIMIT 1`.execute(office.sql);
  await notify(office, { to: rows.map((row) => row.position_id), person: login.person, kind, th, en });
}

const create = act({
  th: "เปิดบัญชีผู้ใช้ให้บุคคล",
  en: "Open a login for a person",
  duty: "accounts.manage",
  basis: [safe],
  input: Fields({ person: SmallId, email: Type.Optional(Text(254)) }),
  subject: async (office, { person }) => {
    const people = office.sql.selectFrom("person").select(["id", "email", "account_id"]).where("id", "=", person);
    return office.lock(people).executeTakeFirst();
  },
  may: (_actor, person) => person.account_id === null || conflict("บุคคลนี้มีบัญชีแล้ว", "This person has a login already"),
  async run(office, { email }, person) {
    const address = (email ?? person.email ?? "").trim().toLowerCase();
    if (!/^[^@\s]+@[^@\s]+$/.test(address))
      throw fieldFault("email", "ต้องระบุอีเมลสำหรับเข้าสู่ระบบ", "An e-mail address to sign in with is needed");
    const { rows } = await sql<{ id: string }>`SELECT account_open(${person.id}, ${address}) AS id`.execute(office.sql);
    const id = rows[0]!.id;
    const link = await makeLink(office, id);
    office.record("accounts.opened", { detail: { login: id, person: person.id } });
    return { id, person: person.id, email: address, ...link };
  },
});

const resetLink = act({
  th: "ออกลิงก์ตั้งรหัสผ่านใหม่ (ใช้ครั้งเดียว ๗๒ ชั่วโมง)",
  en: "Make a one-time link to set a new password (72 hours)",
  duty: "accounts.manage",
  basis: [safe],
  input: Fields({ login: Login }),
  subject: (office, { login }) => loginOf(office, login),
  may: (_actor, login) => login.suspension === null || conflict("บัญชีนี้ถูกระงับอยู่", "This login is suspended"),
  async run(office, _input, login) {
    const link = await makeLink(office, login.id);
    await tell(
      office,
      login,
      "accounts.linkMade",
      `${office.actor.person.th} (${office.actor.position.th}) ออกลิงก์ตั้งรหัสผ่านใหม่ของบัญชีท่าน หากท่านมิได้ขอ โปรดแจ้งหัวหน้าสำนักงานจังหวัด`,
      `${office.actor.person.en} (${office.actor.position.en}) made a link to set a new password for your login. If you did not ask for it, tell the head of the provincial office`,
    );
    office.record("accounts.linkMade", { detail: { login: login.id, person: login.person } });
    return { id: login.id, ...link };
  },
});

const disable = act({
  th: "ระงับบัญชีผู้ใช้",
  en: "Suspend a login",
  duty: "accounts.manage",
  basis: [safe],
  input: Fields({ login: Login, reason: Text(500) }),
  subject: (office, { login }) => loginOf(office, login),
  may: (actor, login) =>
    login.person === actor.person.id
      ? conflict("ระงับบัญชีของตนเองไม่ได้ ให้ผู้ดูแลระบบคนอื่นทำ", "You cannot suspend your own login; another administrator can")
      : login.suspension === null || conflict("บัญชีนี้ถูกระงับอยู่แล้ว", "This login is suspended already"),
  async run(office, { reason }, login) {
    const { by_person, by_position, by_capacity } = office.by;
    await sql`INSERT INTO account_suspension (login_id, reason, by_person, by_position, by_capacity, at)
      VALUES (${login.id}, ${reason}, ${by_person}, ${by_position}, ${by_capacity}, ${office.now})`.execute(office.sql);
    const { rows } = await sql<{ n: number }>`SELECT account_sign_out(${login.id}) AS n`.execute(office.sql);
    office.record("accounts.suspended", { detail: { login: login.id, person: login.person, reason } });
    return { id: login.id, suspended: true, sessionsEnded: rows[0]!.n };
  },
});

const enable = act({
  th: "ยกเลิกการระงับบัญชีผู้ใช้",
  en: "Reinstate a login",
  duty: "accounts.manage",
  basis: [safe],
  input: Fields({ login: Login, reason: Type.Optional(Note(500)) }),
  subject: (office, { login }) => loginOf(office, login),
  may: (_actor, login) => login.suspension !== null || conflict("บัญชีนี้ไม่ได้ถูกระงับ", "This login is not suspended"),
  async run(office, { reason = "" }, login) {
    const { by_person, by_position, by_capacity } = office.by;
    await sql`INSERT INTO account_reinstatement (suspension_id, reason, by_person, by_position, by_capacity, at)
      SELECT s.id, ${reason}, ${by_person}, ${by_position}, ${by_capacity}, ${office.now} FROM account_suspension s
       WHERE s.login_id = ${login.id} AND NOT EXISTS (SELECT FROM account_reinstatement r WHERE r.suspension_id = s.id)`.execute(
      office.sql,
    );
    office.record("accounts.reinstated", { detail: { login: login.id, person: login.person } });
    return { id: login.id, suspended: false };
  },
});

const signOut = act({
  th: "ให้ผู้ใช้ออกจากระบบทุกอุปกรณ์",
  en: "Sign a person out everywhere",
  duty: "accounts.manage",
  basis: [safe],
  input: Fields({ login: Login }),
  subject: (office, { login }) => loginOf(office, login),
  may: () => true,
  async run(office, _input, login) {
    const { rows } = await sql<{ n: number }>`SELECT account_sign_out(${login.id}) AS n`.execute(office.sql);
    office.record("accounts.signedOut", { detail: { login: login.id, person: login.person } });
    return { id: login.id, sessionsEnded: rows[0]!.n };
  },
});

const removeSecondStep = act({
  th: "ลบการยืนยันสองขั้นและพาสคีย์ของผู้ที่ทำอุปกรณ์หาย",
  en: "Remove the second step and passkeys of a person who lost the device",
  duty: "accounts.manage",
  basis: [safe],
  input: Fields({ login: Login, reason: Text(500) }),
  subject: (office, { login }) => loginOf(office, login),
  // Two people: whoever has an administrator's open desk must not be able to take off the lock that protects it.
  may: (actor, login) =>
    login.person !== actor.person.id || conflict("ให้ผู้ดูแลระบบคนอื่นทำ", "Another administrator must do this for you"),
  async run(office, { reason }, login) {
    await sql`SELECT account_remove_second_step(${login.id}), account_sign_out(${login.id})`.execute(office.sql);
    await tell(
      office,
      login,
      "accounts.secondStepRemoved",
      `${office.actor.person.th} (${office.actor.position.th}) ลบการยืนยันสองขั้นและพาสคีย์ของบัญชีท่าน เหตุผล: ${reason}`,
      `${office.actor.person.en} (${office.actor.position.en}) removed the second step and passkeys of your login. Reason: ${reason}`,
    );
    office.record("accounts.secondStepRemoved", { detail: { login: login.id, person: login.person, reason } });
    return { id: login.id };
  },
});

const revokeSession = act({
  th: "ให้อุปกรณ์หนึ่งของตนออกจากระบบ",
  en: "Sign out one of my devices",
  duty: "accounts.own",
  basis: [own],
  input: Fields({ session: Text(64) }),
  subject: async (office, { session }) => (await ownSessions(office)).find((each) => each.id === session),
  may: () => true,
  async run(office, { session }) {
    await sql`SELECT account_end_session(${office.actor.person.id}, ${session})`.execute(office.sql);
    office.record("accounts.sessionEnded");
    return { id: session };
  },
});

const setPreferences = act({
  th: "ตั้งค่าภาษาและการแสดงผลของตน",
  en: "Set my language and display",
  duty: "accounts.own",
  basis: [own],
  input: Fields({
    language: Type.Optional(OneOf("th", "en")),
    theme: Type.Optional(OneOf("auto", "light", "dark")),
    text: Type.Optional(OneOf("normal", "large", "larger")),
  }),
  subject: async (office) => office.actor.person,
  may: () => true,
  async run(office, { language = null, theme = null, text = null }) {
    const { rows } = await sql<{ language: string; theme: string; text: string }>`
      INSERT INTO preference AS p (person_id, language, theme, text_size, at)
      VALUES (${office.actor.person.id}, coalesce(${language}, 'th'), coalesce(${theme}, 'auto'), coalesce(${text}, 'normal'), ${office.now})
      ON CONFLICT (person_id) DO UPDATE SET language = coalesce(${language}, p.language), theme = coalesce(${theme}, p.theme),
        text_size = coalesce(${text}, p.text_size), at = ${office.now}
      RETURNING language, theme, text_size AS text`.execute(office.sql);
    office.record("accounts.preferencesSet", { detail: { ...rows[0]! } });
    return rows[0]!;
  },
});

/** Takes away what no longer says anything. Guesses stay 90 days: traffic data (Computer Crime Act B.E. 2550, s. 26). */
async function tidy({ database: { pool }, clock }: House) {
  const now = clock();
  const gone = async (text: string) => (await pool.query(text, [now])).rowCount ?? 0;
  return {
    attempts: await gone("DELETE FROM account_attempt WHERE at < $1::timestamptz - interval '90 days'"),
    verifications: await gone("DELETE FROM account_verification WHERE expires_at < $1"),
    codes: await gone("DELETE FROM account_used_code WHERE at < $1::timestamptz - interval '5 minutes'"),
    sessions: await gone(
      "DELETE FROM account_session WHERE expires_at < $1 OR seen_at < $1::timestamptz - interval '12 hours'",
    ),
    devices: await gone("DELETE FROM account_device WHERE last_seen_at < $1::timestamptz - interval '400 days'"),
  };
}

export const accounts = room({
  name: "accounts",
  th: "บัญชีผู้ใช้",
  en: "Accounts",
  serves: "พ.ร.บ.การรักษาความมั่นคงปลอดภัยไซเบอร์ พ.ศ. ๒๕๖๒ มาตรา ๔๕",
  migrations: [new URL("./accounts.sql", import.meta.url)],
  duties: {
    "accounts.manage": {
      th: "เปิด ระงับ และกู้บัญชีผู้ใช้",
      en: "Open, suspend and restore logins",
      basis: safe,
      granted: { administrator: "province", office_head: "province" },
    },
    "accounts.own": {
      th: "ดูแลบัญชีของตนเอง",
      en: "Look after one's own login",
      basis: own,
      granted: {
        governor: "own",
        vice_governor: "own",
        assistant_governor: "own",
        palad: "own",
        office_head: "own",
        group_head: "own",
        planner: "own",
        clerk: "own",
        officer: "own",
        administrator: "own",
        agency_head: "own",
        agency_officer: "own",
        district_chief: "own",
        district_deputy: "own",
      },
    },
  },
  acts: { create, resetLink, disable, enable, signOut, removeSecondStep, revokeSession, setPreferences },
  views: {
    me: view({ th: "ตัวฉัน", en: "Myself", input: Fields({}), run: (office) => me(office) }),
    sessions: view({
      th: "อุปกรณ์ที่เข้าสู่ระบบอยู่",
      en: "Where I am signed in",
      duty: "accounts.own",
      input: Fields({}),
      run: (office) => ownSessions(office),
    }),
    list: view({
      th: "บัญชีผู้ใช้ทั้งหมด",
      en: "All logins",
      duty: "accounts.manage",
      input: Fields({ text: Type.Optional(Note(200)) }),
      run: (office, { text }) => listOfLogins(office, text ?? ""),
    }),
    without: view({
      th: "บุคคลที่ยังไม่มีบัญชี",
      en: "People without a login",
      duty: "accounts.manage",
      input: Fields({ text: Type.Optional(Note(200)) }),
      run: (office, { text }) => peopleWithout(office, text ?? ""),
    }),
  },
  clockwork: {
    tidy: { th: "ลบข้อมูลการเข้าสู่ระบบที่พ้นกำหนด", en: "Clear expired sign-in data", cron: "10 3 * * *", run: tidy },
  },
});
