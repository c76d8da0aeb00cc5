import { ABBREVIATIONS } from "../../reference/language/dictionary.ts";
import { arabicDigits } from "./digits.ts";
import { pieces, platformWords, words, wordsWithin } from "./segment.ts";
import { cleanText } from "./text.ts";

/**
 * The words under which a text is found. Thai has no spaces, and where a segmenter cuts depends on what stands around a
 * word; so a text is indexed under two cuts laid over each other, the joined neighbours of one of them, and every word
 * of the dictionary that stands anywhere inside. `search-query.ts` asks with the same words, so that a query finds
 * its text though the two were cut differently.
 */

/** PostgreSQL takes lexemes below 2 kB; longer ones than this are cut, in text and query alike. */
const LEXEME_BYTES = 200;
/** A tsvector holds at most 1 MB: lexemes and four bytes for each. */
const VECTOR_BYTES = 700_000;

/** The letters that are compared: cleaned, small, Arabic digits; signs of repetition and abbreviation as spaces. */
export function fold(text: string): string {
  const small = arabicDigits(cleanText(text.toWellFormed())).toLowerCase().normalize("NFC");
  return small.replace(/[ฯๆ\u0000]/g, " ");
}

/** Cuts a lexeme to 200 bytes of UTF-8, at a letter. */
export function cutLexeme(word: string): string {
  if (word.length * 3 <= LEXEME_BYTES) return word;
  let bytes = 0;
  let cut = "";
  for (const letter of word) {
    const code = letter.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > LEXEME_BYTES) break;
    cut += letter;
  }
  return cut;
}

/** ที่ อย 0017.1/ว 891, 0017.1 (ศดธ.)/12, 1234/2569: letters, number, circular's ว, running number. Not 23/11/2569. */
export const DOCUMENT_NUMBER =
  /(?<![\p{L}\p{M}\p{N}./])(?:([ก-ฮ]{2,3})\s?)?(\d{1,5}(?:\.\d{1,4}){0,3})(?:\s?\([^()\n]{1,12}\))?\s?\/\s?(ว\s?)?(\d{1,7})(?![\d/])/gu;

/** A document's number written without spaces, as one word: "อย0017.1/ว891". */
export function documentNumber(match: RegExpExecArray | RegExpMatchArray): string {
  return `${match[1] ?? ""}${match[2]}/${match[3] ? "ว" : ""}${match[4]}`;
}

/** Letters and figures with the signs that join them (e-mail, 0017.1, covid-19), no spaces. */
const CHUNK = /[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}./_@:-]*[\p{L}\p{M}\p{N}.])?/gu;
/** Dotted consonants: พ.ร.บ., อ.; the last dot may be missing after two or more (ก.พ.ร). */
const DOTTED = /(?<![ก-๎])(?:[ก-ฮ]{1,5}\.)+(?:(?<=\..*\.)[ก-ฮ](?![ก-๎]))?/gu;
const THAI_RUN = /[ก-๎]+/g;
const OTHER_RUN = /[^ก-๎]+/g;

/** `parts`: ผกก.สภ. as ผกก and สภ; covid-19 as covid and 19. Empty when it has none. */
export type Chunk = { kind: "thai" | "abbreviation" | "other"; text: string; parts: string[] };

/** The parts of a folded text that carry words, in order: runs of Thai letters, abbreviations without dots, other words. */
export function* chunks(folded: string): Generator<Chunk> {
  for (const [chunk] of folded.matchAll(CHUNK)) {
    let at = 0;
    for (const match of chunk.matchAll(DOTTED)) {
      yield* plainChunks(chunk.slice(at, match.index));
      const groups = match[0].split(".").filter((group) => group !== "");
      const parts = groups.length > 1 && groups.some((group) => group.length > 1) ? groups : [];
      yield { kind: "abbreviation", text: groups.join(""), parts };
      at = match.index + match[0].length;
    }
    yield* plainChunks(chunk.slice(at));
  }
}

function* plainChunks(text: string): Generator<Chunk> {
  let at = 0;
  for (const match of text.matchAll(THAI_RUN)) {
    yield* otherChunk(text.slice(at, match.index));
    yield { kind: "thai", text: match[0], parts: [] };
    at = match.index + match[0].length;
  }
  yield* otherChunk(text.slice(at));
}

function* otherChunk(text: string): Generator<Chunk> {
  for (const [run] of text.matchAll(OTHER_RUN)) {
    const trimmed = run.replace(/^[^\p{L}\p{N}]{1,1000}|[^\p{L}\p{M}\p{N}]{1,1000}$/gu, "");
    if (/[\p{L}\p{N}]/u.test(trimmed)) yield { kind: "other", text: trimmed, parts: partsOfOther(trimmed) };
  }
}

/** "0017.1" → 0017, 1; "covid-19" → covid, 19; a word without joining signs has no parts. */
function partsOfOther(word: string): string[] {
  const parts = word.split(/[^\p{L}\p{M}\p{N}]+/u).filter((part) => part !== "");
  return parts.length > 1 ? parts : [];
}

/** Joined neighbours are indexed up to this length: a word that the segmenter cut in two or three is found whole. */
const JOINED_TWO = 24;
const JOINED_THREE = 14;

function* thaiTerms(run: string): Generator<string> {
  for (const word of words(run)) yield word.text;
  const cuts = platformWords(run);
  for (let i = 0; i < cuts.length; i += 1) {
    let joined = cuts[i]!.text;
    yield joined;
    for (const limit of [JOINED_TWO, JOINED_THREE]) {
      const next = cuts[i + (limit === JOINED_TWO ? 1 : 2)];
      if (!next || joined.length + next.text.length > limit) break;
      joined += next.text;
      yield joined;
    }
  }
  yield* wordsWithin(run);
}

function* termsOfPiece(folded: string): Generator<string> {
  for (const match of folded.matchAll(DOCUMENT_NUMBER)) {
    yield documentNumber(match);
    if (match[1]) yield documentNumber(match).slice(match[1].length);
    if (match[3]) yield `ว${match[4]}`;
  }
  for (const { kind, text, parts } of chunks(folded)) {
    if (kind === "thai") yield* thaiTerms(text);
    else yield text;
    yield* parts;
  }
}

function* allTerms(text: string): Generator<string> {
  for (const piece of pieces(text)) {
    for (const term of termsOfPiece(fold(piece.text))) {
      const lexeme = cutLexeme(term);
      if (lexeme !== "") yield lexeme;
    }
  }
}

/**
 * The words under which a text is indexed, in order and as often as they occur: small letters, NFC, Arabic digits, no
 * punctuation; numbers such as "อย 0017.1/ว 891" whole and in parts; compounds whole and in parts. Each at most 200 bytes.
 */
export function searchTerms(text: string): string[] {
  return [...allTerms(text)];
}

/**
 * The same words, each once, for `array_to_tsvector($1::text[])`. Of a very long text the words beyond a tsvector's
 * 1 MB are left out, the last first.
 */
export function searchLexemes(text: string): string[] {
  const lexemes = new Set<string>();
  let bytes = 0;
  for (const term of allTerms(text)) {
    if (lexemes.has(term)) continue;
    bytes += term.length * 3 + 8;
    if (bytes > VECTOR_BYTES) break;
    lexemes.add(term);
  }
  return [...lexemes];
}

/** A lexeme in PostgreSQL's quotes, for a tsvector or tsquery text. */
export function quoteLexeme(lexeme: string): string {
  return `'${lexeme.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

/** `searchLexemes` as the text of a tsvector, for `$1::tsvector` where an array cannot be passed (COPY, generated SQL). */
export function tsvectorText(text: string): string {
  return searchLexemes(text).map(quoteLexeme).join(" ");
}

/** What an abbreviation stands for, and the abbreviation of a full form; folded, without dots. */
const SAME_AS = new Map<string, string[]>();
for (const { short, full } of ABBREVIATIONS) {
  const undotted = fold(short).replace(/[.\s]/g, "");
  const spelt = fold(full);
  SAME_AS.set(undotted, [...(SAME_AS.get(undotted) ?? []), spelt]);
  SAME_AS.set(spelt, [...(SAME_AS.get(spelt) ?? []), undotted]);
}

/** Other writings of a word: "ผวจ" ↔ "ผู้ว่าราชการจังหวัด". */
export function sameAs(word: string): readonly string[] {
  return SAME_AS.get(word) ?? [];
}
