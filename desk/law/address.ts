/** Where a clause is shown: 'state-administration:๕๒/๑' ↔ '/law/state-administration/52-1'. Arabic digits, so that it can be typed and said. */
import { partsOfClause } from "../../kernel/law/clauses.ts";

/** ๕๒/๑ → 52/1. */
export const arabicDigits = (text: string): string =>
  text.replace(/[๐-๙]/gu, (digit) => String(digit.charCodeAt(0) - 0x0e50));
/** 52/1 → ๕๒/๑. */
export const thaiDigits = (text: string): string =>
  text.replace(/[0-9]/gu, (digit) => String.fromCharCode(0x0e50 + Number(digit)));

export function clausePath(clause: string): string {
  const { law, number } = partsOfClause(clause);
  if (number === "") return `/law/${law}`;
  return `/law/${law}/${arabicDigits(number).replace("/", "-").replace(" ", "_")}`;
}

/** The number as the law prints it, from the last part of the address. */
export const clauseNumberAt = (part: string): string => thaiDigits(part.replace("-", "/").replace("_", " "));
