import { ABBREVIATIONS, DICTIONARY } from "../../reference/language/dictionary.ts";
import { addTo, isClusterEdge, type WordList, wordList, wordsAt } from "./word-list.ts";

/**
 * Cuts Thai text into words: the platform's segmenter (ICU's dictionary) proposes, our dictionary of the province's
 * words, places and abbreviations decides where it knows better. The pieces always make up the text again.
 */
export type Word = { text: string; start: number; end: number; isWord: boolean };

/** Undotted forms in use ("ผวจ", "พรบ") are words too. */
const UNDOTTED = ABBREVIATIONS.map((a) => a.short.replace(/[.\s]/g, "")).filter((word) => word.length >= 3);

let dictionary: WordList = wordList([...DICTIONARY, ...UNDOTTED]);

/** Replaces the dictionary. The program starts with the one of `reference/language/dictionary.ts`. */
export function setDictionary(words: Iterable<string>): void {
  dictionary = wordList(words);
}

/** Adds words (places, offices of this province) to the dictionary; words it has already are passed over. */
export function addWords(words: Iterable<string>): void {
  addTo(dictionary, words);
}

/** @returns whether the dictionary has exactly this word. */
export function knowsWord(word: string): boolean {
  return dictionary.has.has(word);
}

const segmenter = new Intl.Segmenter("th", { granularity: "word" });

/** The segmenter's time grows faster than the text beyond some 20,000 characters; it never gets more than this at once. */
const PIECE = 4000;

/**
 * The text in pieces of at most 4,000 characters, cut after a line, else after a space, else between two words.
 * A piece keeps the white space at its end.
 */
export function* pieces(text: string): Generator<{ start: number; text: string }> {
  for (let start = 0; start < text.length; ) {
    const rest = text.slice(start, start + PIECE);
    const piece = start + PIECE < text.length ? rest.slice(0, cutWithin(rest)) : rest;
    yield { start, text: piece };
    start += piece.length;
  }
}

function cutWithin(window: string): number {
  const newline = window.lastIndexOf("\n");
  if (newline >= 0) return newline + 1;
  const space = Math.max(window.lastIndexOf(" "), window.lastIndexOf("\t"));
  if (space >= PIECE / 2) return space + 1;
  const cut = cutPiece(window, Number.POSITIVE_INFINITY).findLast((at) => at > 0 && at < PIECE - 100);
  if (cut) return cut;
  let edge = PIECE - 1;
  while (edge > PIECE - 10 && !isClusterEdge(window, edge)) edge -= 1;
  return edge;
}

/** Where the platform's segmenter cuts a piece: an array with 1 at each beginning of a word, and at the end. */
function proposedCuts(piece: string): Uint8Array {
  const cuts = new Uint8Array(piece.length + 1);
  for (const { index } of segmenter.segment(piece)) cuts[index] = 1;
  cuts[piece.length] = 1;
  return cuts;
}

const WORDLIKE = /[\p{L}\p{N}]/u;

function toWords(piece: string, cuts: readonly number[], offset: number): Word[] {
  return cuts.slice(0, -1).map((start, i) => {
    const text = piece.slice(start, cuts[i + 1]);
    return { text, start: start + offset, end: start + offset + text.length, isWord: WORDLIKE.test(text) };
  });
}

/** A short dictionary word must agree with the proposed cuts; one of this length or more may overrule them. */
const OVERRULES_END = 5;
const OVERRULES_START = 6;

/** Letters and dots, as ก.พ.ร. or พ.ต.อ., not after a Thai letter. */
const ABBREVIATION = /(?:[ก-ฮ]{1,4}\.)+/y;

/** The end of the dictionary's word (not over `longest`) or dotted abbreviation that begins at `at`, or 0. */
function wordEnd(piece: string, at: number, cuts: Uint8Array, longest: number): number {
  const onCut = cuts[at] === 1;
  if (!isClusterEdge(piece, at)) return 0;
  for (const word of wordsAt(dictionary, piece, at)) {
    const end = at + word.length;
    if (word.length > longest) continue;
    if (!onCut && word.length < OVERRULES_START) break;
    if (!isClusterEdge(piece, end)) continue;
    if (word.endsWith(".") || cuts[end] === 1 || word.length >= OVERRULES_END) {
      return Math.max(end, abbreviationEnd(piece, at));
    }
  }
  return onCut ? abbreviationEnd(piece, at) : 0;
}

function abbreviationEnd(piece: string, at: number): number {
  if (at > 0 && /[ก-๎]/.test(piece[at - 1]!)) return 0;
  ABBREVIATION.lastIndex = at;
  return ABBREVIATION.test(piece) ? ABBREVIATION.lastIndex : 0;
}

/** Abbreviations that are never parted from the name after them: อ.บางปะอิน, ต.บ้านเลน, ม.5, รพ.สต.บางนมโค. */
const BEFORE_NAMES = new Set([
  "อ.",
  "ต.",
  "จ.",
  "ม.",
  "ถ.",
  "ซ.",
  "ร.ร.",
  "รร.",
  "รพ.",
  "รพ.สต.",
  "สภ.",
  "อบต.",
  "ทต.",
]);

function cutPiece(piece: string, longest: number): number[] {
  const proposed = proposedCuts(piece);
  const cuts: number[] = [0];
  let joinNext = false;
  for (let at = 0; at < piece.length; ) {
    let end = wordEnd(piece, at, proposed, longest);
    if (end === 0) {
      end = at + 1;
      while (end < piece.length && proposed[end] === 0 && wordEnd(piece, end, proposed, longest) === 0) end += 1;
    }
    const text = piece.slice(at, end);
    if (joinNext && WORDLIKE.test(text)) cuts.pop();
    joinNext = BEFORE_NAMES.has(text);
    cuts.push(end);
    at = end;
  }
  return cuts;
}

/**
 * The words of a text, with everything between them: `text.slice(start, end)` of each, in order, without a gap.
 * `isWord` tells words and numbers from spaces and punctuation. A compound of the dictionary is one word, however long,
 * unless `longest` sets a limit: then the words it is made of stand in its place. Safe for any text; about 0.2 s for a
 * megabyte.
 */
export function words(text: string, { longest = Number.POSITIVE_INFINITY }: { longest?: number } = {}): Word[] {
  const all: Word[] = [];
  for (const piece of pieces(text)) {
    for (const word of toWords(piece.text, cutPiece(piece.text, longest), piece.start)) all.push(word);
  }
  return all;
}

/** The longest compound that a line of a document does not break. */
const UNBROKEN = 16;
/** What may not begin a line, and what may not end one. */
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}ๆฯ%"'’”]+$/u;
const OPENING = /[\p{Ps}\p{Pi}“‘"']$/u;

/**
 * The text in pieces between which a line may break, for typesetting: words with the signs that belong to them
 * ("ต่าง ๆ", "(ศดธ.)"), long compounds in their parts, spaces as pieces of their own. Joined they are the text.
 */
export function linePieces(text: string): string[] {
  const all: string[] = [];
  let glue = false;
  for (const { text: piece } of words(text, { longest: UNBROKEN })) {
    const blank = piece.trim() === "";
    if (piece === "ๆ" && all.length > 1 && all.at(-1) === " ") {
      const space = all.pop()!;
      all.push(all.pop()! + space + piece);
    } else if (all.length > 0 && !blank && (glue || (CLOSING.test(piece) && all.at(-1)!.trim() !== ""))) {
      all.push(all.pop()! + piece);
    } else all.push(piece);
    glue = !blank && OPENING.test(piece);
  }
  return all;
}

/** The words as the platform's segmenter alone cuts them; search lays both cuts over each other. */
export function platformWords(text: string): Word[] {
  const all: Word[] = [];
  for (const piece of pieces(text)) {
    const cuts = [...proposedCuts(piece.text)].flatMap((cut, at) => (cut === 1 ? [at] : []));
    for (const word of toWords(piece.text, cuts, piece.start)) all.push(word);
  }
  return all;
}

/** Words this long count wherever they stand between clusters; shorter ones would be found inside unrelated words. */
const FOUND_ANYWHERE = 4;

/** Every word of the dictionary that stands anywhere in a run of Thai letters, overlapping: the parts of compounds. */
export function wordsWithin(run: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < run.length; at += 1) {
    if (!isClusterEdge(run, at)) continue;
    for (const word of wordsAt(dictionary, run, at)) {
      if (word.length >= FOUND_ANYWHERE && isClusterEdge(run, at + word.length)) found.push(word);
    }
  }
  return found;
}
