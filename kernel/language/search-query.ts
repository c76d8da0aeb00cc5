import {
  type Chunk,
  chunks,
  cutLexeme,
  DOCUMENT_NUMBER,
  documentNumber,
  fold,
  quoteLexeme,
  sameAs,
} from "./search-terms.ts";
import { knowsWord, platformWords, words } from "./segment.ts";

/**
 * What a person types into the search field, as a question to the index that `search-terms.ts` makes: all words must be
 * there, the last may be unfinished. A run of Thai letters is asked for whole, or by our words, or by the platform's.
 */
export type SearchQuery = {
  /** Words that must all be there. */
  lexemes: string[];
  /** The last word, perhaps unfinished; null when a space or a closing sign follows it. */
  prefix: string | null;
  /** The words in a plain line, folded, for comparison by trigrams (`%`, ILIKE after escaping). */
  phraseless: string;
};

/**
 * A typed word, which may be found as any of several alternatives: each a list of lexemes that must all be there.
 * `ours` is the alternative by our own words.
 */
export type Wanted = { ours: string[]; alternatives: string[][]; prefix: boolean };

const LONGEST_INPUT = 1000;
const MOST_CHUNKS = 24;
const LONGEST_RUN = 160;

/** Particles that a question may lose without losing its meaning, when other words remain. */
const PARTICLES = new Set(
  "การ ความ และ หรือ ที่ ของ ใน โดย ให้ ได้ เป็น มี แก่ แด่ ต่อ กับ จาก ตาม เพื่อ ว่า นี้ นั้น จะ ไป มา".split(" "),
);

/** A mark that continues a cluster; alone it is no word to ask for. */
const MARKS_ONLY = /^[ะ-ฺๅ็-๎]+$/;

function withoutParticles(list: string[]): string[] {
  const kept = list.filter((word) => !PARTICLES.has(word) && !MARKS_ONLY.test(word));
  return kept.length > 0 ? kept : list;
}

/** A run of Thai letters: whole; by our words; by the platform's words; by another writing of one of them. */
function wantedThai(run: string): Wanted {
  const cut = words(run).map((word) => word.text);
  const ours = withoutParticles(cut);
  const alternatives = [[run], ours, withoutParticles(platformWords(run).map((word) => word.text))];
  for (const word of cut.filter(knowsWord)) {
    for (const other of sameAs(word)) {
      alternatives.push(withoutParticles(cut.flatMap((w) => (w === word ? lexemesOfRun(other) : [w]))));
    }
  }
  return { ours, alternatives, prefix: false };
}

/** The words of another writing, itself of several runs perhaps ("รอง ผวจ."). */
function lexemesOfRun(text: string): string[] {
  return [...chunks(text)].flatMap((c) => (c.kind === "thai" ? words(c.text).map((w) => w.text) : [c.text]));
}

function wantedOf({ kind, text, parts }: Chunk): Wanted {
  if (kind === "thai") return wantedThai(text.slice(0, LONGEST_RUN));
  const others = kind === "abbreviation" ? sameAs(text).map(lexemesOfRun) : [];
  return { ours: [text], alternatives: [[text], ...(parts.length > 0 ? [parts] : []), ...others], prefix: false };
}

function unique(alternatives: string[][]): string[][] {
  const seen = new Map<string, string[]>();
  for (const alternative of alternatives) {
    const lexemes = [...new Set(alternative.map(cutLexeme).filter((lexeme) => lexeme !== ""))];
    if (lexemes.length > 0) seen.set(lexemes.join(" "), lexemes);
  }
  return [...seen.values()];
}

/** What must be found, one entry a typed word; at most 24 of the first 1,000 characters. */
export function wantedOfQuery(input: string): Wanted[] {
  const folded = fold(input.slice(0, LONGEST_INPUT));
  const wanted: Wanted[] = [];
  let at = 0;
  const take = (text: string) => {
    for (const chunk of chunks(text)) wanted.push(wantedOf(chunk));
  };
  for (const match of folded.matchAll(DOCUMENT_NUMBER)) {
    take(folded.slice(at, match.index));
    const number = [documentNumber(match)];
    wanted.push({ ours: number, alternatives: [number], prefix: false });
    at = match.index + match[0].length;
  }
  take(folded.slice(at));
  const kept = wanted
    .slice(0, MOST_CHUNKS)
    .map((w) => ({ ...w, ours: w.ours.map(cutLexeme), alternatives: unique(w.alternatives) }))
    .filter((w) => w.alternatives.length > 0);
  const last = kept.at(-1);
  if (last && /[\p{L}\p{M}\p{N}]$/u.test(folded)) last.prefix = true;
  return kept;
}

/** The query in its parts, our words only; null when it holds nothing to look for. */
export function searchQuery(input: string): SearchQuery | null {
  const wanted = wantedOfQuery(input);
  const last = wanted.at(-1);
  if (!last) return null;
  const lexemes = wanted.flatMap((w) => w.ours);
  const prefix = last.prefix ? lexemes.pop()! : null;
  const phraseless = [...chunks(fold(input.slice(0, LONGEST_INPUT)))].map((c) => c.text).join(" ");
  return { lexemes: [...new Set(lexemes)], prefix, phraseless };
}

/**
 * The query as the text of a tsquery (`$1::tsquery`), or null when it holds nothing to look for. PostgreSQL accepts the
 * answer for any input: lexemes consist of letters and figures, are quoted, and are never longer than 200 bytes.
 */
export function tsquery(input: string): string | null {
  const wanted = wantedOfQuery(input);
  if (wanted.length === 0) return null;
  return wanted.map(asTsquery).join(" & ");
}

/** A single letter begins so many words that looking for all of them takes long and finds everything. */
const SHORTEST_PREFIX = 2;

function asTsquery({ alternatives, prefix }: Wanted): string {
  const options = alternatives.map((lexemes) => {
    const last = lexemes.at(-1)!;
    const unfinished = prefix && last.length >= SHORTEST_PREFIX;
    const kept = prefix && !unfinished && lexemes.length > 1 ? lexemes.slice(0, -1) : lexemes;
    const terms = kept.map((lexeme) => quoteLexeme(lexeme) + (unfinished && lexeme === last ? ":*" : ""));
    return terms.length === 1 ? terms[0]! : `(${terms.join(" & ")})`;
  });
  return options.length === 1 ? options[0]! : `(${options.join(" | ")})`;
}
