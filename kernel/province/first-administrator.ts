/** The first login of an empty office: a person in the administrator's position, and a one-time link to set the password. */
import { asOwner, type Running } from "../house.ts";

/** The link, until the first administrator has set a password; null from then on. */
export async function firstAdministrator({ house, accounts }: Pick<Running, "house" | "accounts">): Promise<string | null> {
  const email = (process.env["ADMIN_EMAIL"] ?? "admin@changwat.local").toLowerCase();
  const existing = await asOwner(house.database, async (client) => {
    const { rows } = await client.query<{ logins: number; set: number }>(
      "SELECT (SELECT count(*)::int FROM account_login) AS logins, (SELECT count(*)::int FROM account_credential) AS set",
    );
    return rows[0]!;
  });
  if (existing.set > 0) return null;
  const login = (await accounts.loginOf(email)) ?? (await accounts.createLogin({ email, name: "ผู้ดูแลระบบ", person: await administrator(house.database) }));
  return accounts.setPasswordLink(login);
}

const administrator = (database: Running["house"]["database"]): Promise<number> =>
  asOwner(database, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `WITH post AS (SELECT id FROM position WHERE role = 'administrator' ORDER BY seniority LIMIT 1),
            who AS (INSERT INTO person (first, first_en) VALUES ('ผู้ดูแลระบบ', 'Administrator') RETURNING id),
            sits AS (INSERT INTO occupancy (person_id, position_id, capacity, substantive, basis, instrument, during)
              SELECT who.id, post.id, 'holder', true, 'civil-service:๕๗', 'การติดตั้งระบบ', daterange(thai_today(), NULL) FROM who, post)
       SELECT id FROM who`,
    );
    return rows[0]!.id;
  });
