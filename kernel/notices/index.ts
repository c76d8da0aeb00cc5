/** การแจ้ง: in-app notices, mail, live screens. */
import { sql } from "kysely";
import { machinery } from "../actor.ts";
import { transaction } from "../database.ts";
import { type House, room } from "../room.ts";
import { count, mailChoices, mine, read, readAll, setMail } from "./mine.ts";

export { type Live, liveHearers, startLive } from "./live.ts";
export { liveWing } from "./live-wing.ts";
export { type Mailer, type MailSettings, mailSettings, startMail } from "./mail.ts";
export { notify, secretWords, type Telling } from "./notify.ts";

/** Notices are pointers, the matters remain: after a year they go, with what was mailed of them. */
async function forget(house: House): Promise<{ notices: number }> {
  const gone = await transaction(house.database, machinery, (db) =>
    sql`DELETE FROM notice WHERE at < now() - interval '1 year'`.execute(db),
  );
  return { notices: Number(gone.numAffectedRows ?? 0) };
}

export const notices = room({
  name: "notices",
  th: "การแจ้ง",
  en: "Notices",
  serves: "พ.ร.บ.การปฏิบัติราชการทางอิเล็กทรอนิกส์ พ.ศ. ๒๕๖๕ มาตรา ๑๕",
  migrations: [new URL("./notices.sql", import.meta.url)],
  duties: {},
  acts: { read, readAll, setMail },
  views: { mine, count, mailChoices },
  clockwork: {
    forget: { th: "ลบการแจ้งที่เก่ากว่าหนึ่งปี", en: "Forget notices older than a year", cron: "51 2 * * *", run: forget },
  },
});
