/** What happened to an assignment, in the words of the notices that go out after its commit. */
import { sql } from "kysely";
import { notify } from "../notices/notify.ts";
import type { Happening, Office } from "../room.ts";

/** After commit: who should know of what happened to an assignment. */
export async function tell(office: Office, happening: Happening): Promise<void> {
  const ids = (happening.detail["assignments"] as number[] | undefined) ?? [Number(happening.detail["assignment"])];
  const { rows } = await sql<{
    id: number;
    title: string;
    printed: string | null;
    to_position: number;
    from_position: number;
    watch_position: number | null;
    doer: string;
  }>`
    SELECT a.id, m.title, m.printed, a.to_position, a.from_position, a.watch_position, p.th AS doer
      FROM assignment a JOIN matter m ON m.id = a.matter_id JOIN position p ON p.id = a.to_position WHERE a.id = ANY (${ids}::bigint[])`.execute(
    office.sql,
  );
  const words = tellings[happening.event];
  if (!words) return;
  for (const row of rows) {
    // Who follows up for the issuer is told; the issuer himself sees it on his board and in his inbox, not in a hundred notices.
    const issuers = [row.watch_position ?? row.from_position];
    await notify(office, {
      to: words.to === "doer" ? [row.to_position] : issuers,
      kind: happening.event,
      th: `${words.th(row.doer)}: ${row.title}`,
      en: `${words.en}: ${row.title}`,
      matter: happening.matter,
    });
  }
}

export const tellings: Record<string, { to: "doer" | "issuer"; th: (doer: string) => string; en: string }> = {
  "assignments.given": { to: "doer", th: () => "มีงานมอบหมายถึงท่าน", en: "Assigned to you" },
  "assignments.acknowledged": { to: "issuer", th: (doer) => `${doer}รับทราบแล้ว`, en: "Acknowledged" },
  "assignments.reported": { to: "issuer", th: (doer) => `${doer}รายงานผล`, en: "Reported" },
  "assignments.accepted": { to: "doer", th: () => "รายงานได้รับความเห็นชอบ", en: "Report accepted" },
  "assignments.returned": { to: "doer", th: () => "รายงานถูกส่งคืนให้แก้ไข", en: "Report returned" },
  "assignments.timeAsked": { to: "issuer", th: (doer) => `${doer}ขอขยายเวลา`, en: "More time asked for" },
  "assignments.timeDecided": { to: "doer", th: () => "พิจารณาคำขอขยายเวลาแล้ว", en: "Request for time decided" },
  "assignments.cancelled": { to: "doer", th: () => "งานถูกยกเลิก", en: "Assignment cancelled" },
  "assignments.reminded": { to: "doer", th: () => "เตือนให้เร่งดำเนินการ", en: "Reminder" },
};
