import { TITLES } from "../../reference/language/titles.ts";
import { cleanLine } from "./text.ts";

/** A person's name in its parts. The English parts are the person's own spelling (passport, official record). */
export type PersonName = {
  prefix?: string | null;
  first: string;
  last?: string | null;
  first_en?: string | null;
  last_en?: string | null;
};

/** "ว่าที่ ร.ต." and "ว่าที่ร.ต." are one title: spaces do not distinguish titles. */
function titleKey(prefix: string): string {
  return prefix.replace(/\s/g, "");
}

const ENGLISH_TITLES = new Map<string, string>();
for (const title of TITLES) {
  for (const form of [title.short, title.full]) {
    const key = titleKey(form);
    if (!ENGLISH_TITLES.has(key)) ENGLISH_TITLES.set(key, title.en);
  }
}

/** Longest first: พล.ต.อ. before พล.ต., นางสาว before นาง. */
const PREFIXES = [...new Set(TITLES.flatMap((title) => [title.full, title.short]))].sort((a, b) => b.length - a.length);

/** The English for a Thai title or rank ("พ.ต.อ." → "Pol. Col."), or undefined when it is not in the list. */
export function titleInEnglish(prefix: string): string | undefined {
  return ENGLISH_TITLES.get(titleKey(prefix));
}

/**
 * The name as it is printed. Thai writes the title against the name: "นายสมชาย ใจดี", "ว่าที่ ร.ต.หญิงอรทัย ศรีสุข".
 * English uses the person's own spelling where it is known, else the Thai letters: "Mr. Somchai Jaidee".
 */
export function fullName(name: PersonName, language: "th" | "en" = "th"): string {
  const prefix = cleanLine(name.prefix ?? "");
  if (language === "th") return cleanLine(`${prefix}${name.first} ${name.last ?? ""}`);
  const title = prefix === "" ? "" : (titleInEnglish(prefix) ?? prefix);
  return cleanLine(`${title} ${name.first_en || name.first} ${name.last_en || name.last || ""}`);
}

/** What persons are ordered by, with `compareThai`: first name, then surname; titles do not count. */
export function nameSortKey(name: PersonName): string {
  return cleanLine(`${name.first} ${name.last ?? ""}`);
}

/** First letter: for Thai the first consonant, since a vowel may stand before it (เสาวนีย์ → ส). */
function initial(word: string): string {
  const letters = [...word.normalize("NFC")].filter((letter) => /\p{L}/u.test(letter) && !/[เ-ไ]/.test(letter));
  return (letters[0] ?? "").toUpperCase();
}

/** Initials for a small round picture: "สมชาย ใจดี" → "สจ", "Somchai Jaidee" → "SJ"; the "ณ" of a surname is passed over. */
export function initials(name: PersonName, language: "th" | "en" = "th"): string {
  const english = language === "en";
  const first = english ? name.first_en || name.first : name.first;
  const last = english ? name.last_en || name.last : name.last;
  return initial(first) + initial((last ?? "").replace(/^ณ\s+/, ""));
}

/**
 * Takes a typed name apart: "ว่าที่ ร.ต.สมชาย ใจดี" → its title, first name and surname ("ณ อยุธยา" and other
 * many-word surnames stay whole). A first name that begins like a title (นางนวล, พระพาย) cannot be told from one, so a
 * title is taken only where a first name is left; an importer shows the result to be checked.
 */
export function splitName(text: string): { prefix: string; first: string; last: string } {
  const line = cleanLine(text);
  const prefix = PREFIXES.find((p) => matchLength(line, p) > 0) ?? "";
  const rest = line.slice(prefix ? matchLength(line, prefix) : 0).trim();
  const [first = "", ...last] = rest.split(" ");
  return { prefix, first, last: last.join(" ") };
}

/** Length of the title at the start of the line, spaces inside it being optional; 0 when it is not there or nothing follows. */
function matchLength(line: string, prefix: string): number {
  let at = 0;
  for (const letter of titleKey(prefix)) {
    while (line[at] === " ") at += 1;
    if (line[at] !== letter) return 0;
    at += 1;
  }
  const next = line.slice(at).trimStart();
  return next === "" || /^[ะ-ฺๅ-๎]/.test(next) ? 0 : at;
}
