/** The first login of an empty office: a person in the administrator's position, and a one-time link to set the password. */
import { asOwner, type Running } from "../house.ts";

/** The link, until somebody has set a password; null from then on. A changed ADMIN_EMAIL does not make a second administrator. */
export async function firstAdministrator({
  house,
  accounts,
}: Pick<Running, "house" | "accounts">): Promise<string | null> {
  const email = (process.env["ADMIN_EMAIL"] ?? "admin@changwat.local").toLowerCase();
  const { ways, person, login } = await administrator(house.database);
  if (ways > 0) return null;
  return accounts.setPasswordLink(login ?? (await accounts.createLogin({ email, name: "ผู้ดูแลระบบ", person })));
}

const administrator = (database: Running["house"]["database"]) =>
  asOwner(database, async (client): Promise<{ ways: number; person: number; login: string | null }> => {
    const { rows: counted } = await client.query<{ ways: number }>(
      "SELECT count(*)::int AS ways FROM account_credential",
    );
    const sitting = `SELECT p.id AS person, p.account_id AS login FROM position s JOIN occupancy o ON o.position_id = s.id AND o.during @> thai_today()
      JOIN person p ON p.id = o.person_id WHERE s.role = 'administrator' ORDER BY s.seniority LIMIT 1`;
    const { rows: found } = await client.query<{ person: number; login: string | null }>(sitting);
    if (found[0]) return { ...counted[0]!, ...found[0] };
    const { rows } = await client.query<{ person: number }>(
      `WITH post AS (SELECT id FROM position WHERE role = 'administrator' ORDER BY seniority LIMIT 1),
            who AS (INSERT INTO person (first, first_en) VALUES ('ผู้ดูแลระบบ', 'Administrator') RETURNING id),
            sits AS (INSERT INTO occupancy (person_id, position_id, capacity, substantive, basis, instrument, during)
              SELECT who.id, post.id, 'holder', true, 'civil-service:๕๗', 'การติดตั้งระบบ', daterange(thai_today(), NULL) FROM who, post)
       SELECT id AS person FROM who`,
    );
    return { ...counted[0]!, person: rows[0]!.person, login: null };
  });
