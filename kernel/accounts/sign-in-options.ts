/** What the login page offers besides e-mail and password: the identity provider, and the demonstration's invented people. */
import type pg from "pg";
import type { Wing } from "../http.ts";
import { Problem } from "../problem.ts";
import { type Oidc, oidcProvider } from "./auth.ts";

export interface DemoAccount {
  email: string;
  title_th: string;
  title_en: string;
  name_th: string;
  name_en: string;
  role: string;
  password: string;
}

/** One of each role, from the governor down. */
const shownFirst = [
  "governor",
  "vice_governor",
  "assistant_governor",
  "palad",
  "office_head",
  "group_head",
  "clerk",
  "planner",
  "officer",
  "agency_head",
  "agency_officer",
  "district_chief",
  "district_deputy",
  "administrator",
];

export const signInOptions =
  ({ pool, oidc, demoPassword }: { pool: pg.Pool; oidc: Oidc | undefined; demoPassword: string | undefined }): Wing =>
  (server) => {
    server.get("/api/sign-in-providers", async () =>
      oidc ? [{ id: oidcProvider, name: { th: oidc.label, en: oidc.label } }] : [],
    );
    server.get("/api/demo-accounts", async (): Promise<DemoAccount[]> => {
      const { rows: offices } = await pool.query<{ demonstration: boolean }>("SELECT demonstration FROM office");
      if (!offices[0]?.demonstration || !demoPassword)
        throw new Problem("not-found", { th: "ไม่มีหน้านี้", en: "No such address" });
      // Only invented people: a real official who was entered into a demonstration is not handed to the world.
      const { rows } = await pool.query<Omit<DemoAccount, "password">>(
        `SELECT * FROM (
           SELECT DISTINCT ON (s.role) l.email, s.th AS title_th, s.en AS title_en, person_name(p) AS name_th, person_name(p, true) AS name_en, s.role
             FROM account_login l
             JOIN person p ON p.account_id = l.id AND p.invented
             JOIN occupancy o ON o.person_id = p.id AND o.substantive AND o.during @> thai_today()
             JOIN position s ON s.id = o.position_id
             JOIN account_credential c ON c.login_id = l.id AND c.password IS NOT NULL
            WHERE NOT account_suspended(l.id)
            ORDER BY s.role, s.seniority, s.id) one
          ORDER BY array_position($1::text[], role), role`,
        [shownFirst],
      );
      return rows.map((row) => ({ ...row, password: demoPassword }));
    });
  };
