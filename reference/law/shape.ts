/** What the program ships of a law: clause numbers, titles and summaries in our own words. Full texts are imported, never shipped. */
export interface ClauseFacts {
  /** Thai digits, as the law prints it: "๕๒/๑". */
  number: string;
  title: { th: string; en: string };
  summary: { th: string; en: string };
  /** False where it was written from general knowledge and no text was at hand to check it against. */
  verified: boolean;
}
export interface LawFacts {
  key: string;
  th: string;
  en: string;
  kind: "act" | "decree" | "regulation";
  /** Buddhist era. */
  yearBe: number;
  /** มาตรา or ข้อ. */
  part: "section" | "item";
  /** Words by which an imported file's title is recognised, together with the year. */
  recognisedBy: RegExp;
  clauses: ClauseFacts[];
}

type Line = readonly [
  number: string,
  titleTh: string,
  titleEn: string,
  summaryTh: string,
  summaryEn: string,
  unverified?: "unverified",
];

/** Clauses written as lines: number, title (Thai, English), summary (Thai, English), and "unverified" where it is. */
export function clauses(...lines: readonly Line[]): ClauseFacts[] {
  return lines.map(([number, titleTh, titleEn, summaryTh, summaryEn, unverified]) => ({
    number,
    title: { th: titleTh, en: titleEn },
    summary: { th: summaryTh, en: summaryEn },
    verified: unverified === undefined,
  }));
}
