import { cleanLine } from "./text.ts";

/**
 * A list of words in which the words that begin at a place of a text are found at once: words lie in drawers by their
 * first four letters (shorter words by all of theirs), the longest first.
 */
export type WordList = { drawers: Map<string, string[]>; has: Set<string> };

const DRAWER = 4;
const SHORTEST = 2;
const LONGEST = 100;

export function wordList(words: Iterable<string>): WordList {
  const list: WordList = { drawers: new Map(), has: new Set() };
  addTo(list, words);
  return list;
}

/** Adds words, cleaned; those of one letter or over a hundred are passed over. */
export function addTo(list: WordList, words: Iterable<string>): void {
  const touched = new Set<string[]>();
  for (const typed of words) {
    const word = cleanLine(typed);
    if (word.length < SHORTEST || word.length > LONGEST || list.has.has(word)) continue;
    list.has.add(word);
    const key = word.slice(0, DRAWER);
    const drawer = list.drawers.get(key) ?? [];
    if (drawer.length === 0) list.drawers.set(key, drawer);
    drawer.push(word);
    touched.add(drawer);
  }
  for (const drawer of touched) drawer.sort((a, b) => b.length - a.length);
}

/** The words of the list that stand in the text at `at`, longest first. */
export function* wordsAt(list: WordList, text: string, at: number): Generator<string> {
  for (let length = DRAWER; length >= SHORTEST; length -= 1) {
    const drawer = list.drawers.get(text.slice(at, at + length));
    if (!drawer || at + length > text.length) continue;
    for (const word of drawer) if (text.startsWith(word, at)) yield word;
  }
}

/** A Thai vowel or mark that cannot begin a cluster of letters. */
const DEPENDENT = /[ะ-ฺๅ็-๎]/;

/**
 * Whether a word may begin or end before the unit at `at`: not inside a cluster of Thai letters (ก่ำ, เก), nor inside
 * a surrogate pair.
 */
export function isClusterEdge(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true;
  const next = text.charCodeAt(at);
  if (next >= 0xdc00 && next <= 0xdfff) return false;
  if (next >= 0x0e00 && next <= 0x0e7f && DEPENDENT.test(text[at]!)) return false;
  const before = text.charCodeAt(at - 1);
  return before < 0x0e40 || before > 0x0e44;
}
