/** The demonstration office: logins of invented officials, and some weeks of living work done through the acts themselves. */
import { asOwner, type Running } from "../kernel/house.ts";
import type { House } from "../kernel/room.ts";
import { indexMissing } from "../kernel/search/index.ts";
import type { Tell } from "../kernel/store/problem.ts";
import { tellStory } from "./story.ts";

/** Shown on the login page of a demonstration office, and nowhere else. */
export const demoPassword = "lotus-raft-bell-1350";

/** One login for each kind of user, by position key. */
const shown = [
  ["governor", "governor"],
  ["vice_governor.1", "vice-governor"],
  ["office.head", "office-head"],
  ["office.administration.clerk", "clerk"],
  ["office.strategy.planner_1", "planner"],
  ["agency.health.head", "agency-head"],
  ["district.1406.chief", "district-chief"],
  ["office.information.computer_1", "administrator"],
] as const;

export interface DemoLogin {
  email: string;
  th: string;
}

/** Opens the demonstration logins where they are not open yet, and returns them. */
export async function openDemonstration({
  house,
  accounts,
}: Pick<Running, "house" | "accounts">): Promise<DemoLogin[]> {
  const logins: DemoLogin[] = [];
  for (const [key, name] of shown) {
    const who = await asOwner(house.database, async (client) => {
      const { rows } = await client.query<{
        id: number;
        email: string;
        account_id: string | null;
        person: string;
        th: string;
      }>(
        `SELECT p.id, p.email, p.account_id, person_name(p) AS person, s.th FROM position s
           JOIN occupancy o ON o.position_id = s.id AND o.capacity = 'holder' AND o.during @> thai_today() JOIN person p ON p.id = o.person_id
          WHERE s.key = $1 OR ($1 LIKE 'district.%.chief' AND s.role = 'district_chief') OR ($1 LIKE 'agency.%.head' AND s.role = 'agency_head')
          ORDER BY s.key = $1 DESC, s.id LIMIT 1`,
        [key],
      );
      return rows[0];
    });
    if (!who) continue;
    const email = `${name}@demo.invalid`;
    if (!who.account_id)
      await accounts.createLogin({ email, name: who.person, password: demoPassword, person: who.id });
    logins.push({ email, th: `${who.th} · ${who.person}` });
  }
  return logins;
}

/** Weeks of work up to now. What it set off long ago is not announced again: only the last days' notices remain to be told. */
export async function performDemonstration(house: House, progress: Tell): Promise<void> {
  await tellStory(house, progress);
  await asOwner(house.database, (client) =>
    client.query("DELETE FROM outbox o USING ledger l WHERE l.id = o.ledger_id AND l.at < now() - interval '2 days'"),
  );
  await indexMissing(house);
}
