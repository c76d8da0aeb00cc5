/** A login that is guessed at from many addresses: its owner and the administrators are told. Nobody is locked out for it. */
import { sql } from "kysely";
import { machinery } from "../actor.ts";
import { transaction } from "../database.ts";
import { notify } from "../notices/notify.ts";
import { officeOf } from "../perform.ts";
import type { House } from "../room.ts";

export const attackNotice =
  (house: House) =>
  (login: string): Promise<void> =>
    transaction(house.database, machinery, async (db) => {
      const { rows } = await sql<{ position_id: number; name: string }>`
        SELECT DISTINCT s.id AS position_id, person_name(p) AS name FROM person p, position s
         WHERE p.account_id = ${login} AND s.during @> thai_today()
           AND (s.role = 'administrator' OR EXISTS (SELECT FROM occupancy o WHERE o.person_id = p.id AND o.position_id = s.id AND o.during @> thai_today()))`.execute(
        db,
      );
      const name = rows[0]?.name;
      if (!name) return;
      await notify(officeOf(house, db, machinery, house.clock(), [], true), {
        to: rows.map((row) => row.position_id),
        kind: "accounts.attacked",
        th: `มีผู้พยายามเดารหัสผ่านบัญชีของ ${name} จากหลายแห่ง`,
        en: `Somebody is guessing at the password of ${name} from many places`,
        path: "/settings",
      });
    });
