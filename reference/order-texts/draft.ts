// How a sample instruction is written down before it is put into the fixed phrases of an official letter.

export type Urgency = "normal" | "urgent" | "very_urgent" | "most_urgent";

/**
 * Whom an instruction addresses: every district, every agency of the regional administration, the agencies of one
 * ministry, one agency, or the provincial administrative organization.
 */
export type AddresseeKind = "all_districts" | "all_agencies" | `ministry:${string}` | `agency:${string}` | "local:pao";

export type Draft = {
  key: string;
  th: string;
  en: string;
  /** follows "ด้วย" */
  why: string;
  /** the numbered points that follow "จึงขอให้…ดำเนินการ ดังนี้" */
  steps: string[];
  gist: string;
  to: AddresseeKind[];
  urgency: Urgency;
  /** working days from issue to due */
  days: number;
  progress: [string, string];
  /** file names of evidence; the extension tells the kind */
  evidence: [string, string];
};
