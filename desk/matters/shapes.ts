/** What the views of matters give, as it travels. */
import type { InboxRow as Inbox } from "../../kernel/matter/inbox.ts";
import type { AssignmentRow, Fact, ReportRow, RequestRow, TimelineRow } from "../../kernel/matter/page.ts";
import type { Wire } from "../../kernel/room.ts";

export type InboxRow = Wire<Inbox>;
export type Assignment = Wire<AssignmentRow>;
export type Report = Wire<ReportRow>;
export type Request = Wire<RequestRow>;
export type Line = Wire<TimelineRow>;
export type MatterFact = Wire<Fact>;
export interface Place {
  id: number;
  area_code: string | null;
  area: string | null;
  lon: number | null;
  lat: number | null;
  label: string;
}
export interface Link {
  matter: number;
  kind: string;
  matter_kind: string;
  title: string;
  printed: string | null;
  out: boolean;
}
export interface MatterFile {
  id: number;
  name: string;
  size: number;
  type: string;
  kind?: string;
  at?: string;
  by?: string | null;
}
