import { arabicDigits } from "./digits.ts";
import { wantedOfQuery } from "./search-query.ts";
import { words } from "./segment.ts";
import { cleanText } from "./text.ts";
import { isClusterEdge } from "./word-list.ts";

/** A piece of a snippet; `hit` marks what was looked for. Plain text, never markup: the screen draws the mark. */
export type SnippetPiece = { text: string; hit: boolean };

type Span = { start: number; end: number };

/** Shorter Thai words are marked only where they stand as words of their own. */
const MARKED_ANYWHERE = 3;

function escapeRegExp(letter: string): string {
  return letter.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** Matches a word as it may be written: พรบ as พ.ร.บ., a document's number with its spaces. */
function patternOf(word: string): string {
  const letters = [...word].map(escapeRegExp);
  if (/^[ก-ฮ]{1,6}$/.test(word)) return `(?<![ก-๎])${letters.join("\\.?")}(?:\\.|(?![ก-๎]))|${letters.join("")}`;
  if (/^[ก-ฮ]{0,3}[\d.]+\/ว?\d+$/.test(word)) return letters.join("\\s?");
  return /[ก-๎]/.test(word) ? letters.join("") : `(?<![\\p{L}\\p{N}])${letters.join("")}`;
}

/** Small letters and Arabic digits, of the same length, so that places in it are places in the text. */
function foldInPlace(text: string): string {
  const small = [...arabicDigits(text)].map((letter) => {
    const lower = letter.toLowerCase();
    return lower.length === letter.length ? lower : letter;
  });
  return small.join("");
}

function patternOfAll(wanted: readonly string[]): RegExp {
  return new RegExp(
    [...wanted]
      .sort((a, b) => b.length - a.length)
      .map(patternOf)
      .join("|"),
    "gu",
  );
}

/**
 * What to mark: each typed word whole (or its other writing); where the text has it nowhere whole, our words of it;
 * failing that, the platform's.
 */
function wantedWords(query: string, folded: string): string[] {
  const found = wantedOfQuery(query).flatMap(({ ours, alternatives }) => {
    const levels = [alternatives.map((lexemes) => lexemes.join("")), ours, alternatives.flat()];
    return levels.find((level) => patternOfAll(level).test(folded)) ?? [];
  });
  return [...new Set(found)];
}

/** Where the words stand, in order, not overlapping; a longer one is preferred at the same place. */
function spansOf(text: string, query: string): Span[] {
  const folded = foldInPlace(text);
  const wanted = wantedWords(query, folded);
  if (wanted.length === 0) return [];
  const short = wanted.some((word) => word.length < MARKED_ANYWHERE);
  const edges = short ? new Set(words(text).flatMap((word) => [word.start, word.end])) : undefined;
  const spans: Span[] = [];
  for (const match of folded.matchAll(patternOfAll(wanted))) {
    const start = match.index;
    const end = start + match[0].length;
    const thai = /[ก-๎]/.test(match[0]);
    if (thai && !(isClusterEdge(text, start) && isClusterEdge(text, end))) continue;
    if (thai && match[0].length < MARKED_ANYWHERE && edges && !(edges.has(start) && edges.has(end))) continue;
    spans.push({ start, end });
  }
  return spans;
}

/** The window of the wanted length that holds the most hits, the earliest of such. */
function windowAround(spans: readonly Span[], length: number, total: number): Span {
  const lead = Math.floor(length / 4);
  let best = { start: 0, hits: -1 };
  let last = 0;
  for (let first = 0; first < spans.length; first += 1) {
    const start = Math.max(0, spans[first]!.start - lead);
    last = Math.max(last, first);
    while (last < spans.length && spans[last]!.end <= start + length) last += 1;
    if (last - first > best.hits) best = { start, hits: last - first };
  }
  const start = Math.max(0, Math.min(best.start, total - length));
  return { start, end: Math.min(total, start + length) };
}

/** How far an edge of the window may move to fall between two words. */
const SLACK = 24;

function toWordEdges(text: string, window: Span, spans: readonly Span[]): Span {
  const from = Math.max(0, window.start - SLACK);
  const to = Math.min(text.length, window.end + SLACK);
  const edges = words(text.slice(from, to)).flatMap((word) =>
    word.isWord ? [word.start + from, word.end + from] : [],
  );
  const first = spans.find((s) => s.end > window.start)?.start ?? window.end;
  const start =
    window.start === 0 ? 0 : (edges.find((e) => e >= window.start && e <= first) ?? Math.min(first, window.start));
  const end =
    window.end === text.length ? text.length : (edges.findLast((e) => e <= window.end && e > start) ?? window.end);
  return { start: clusterEdge(text, start), end: clusterEdge(text, end) };
}

function clusterEdge(text: string, at: number): number {
  let edge = at;
  while (!isClusterEdge(text, edge)) edge -= 1;
  return edge;
}

/** Only the beginning of a very long text is looked through for hits. */
const LONGEST = 200_000;

/**
 * The part of a text around the words that a query found, in pieces, hits marked; "…" where text was left out. `length`
 * is the number of characters shown, about (default 160). Hits are found as letters, so that they are marked though the
 * text is cut into words differently; abbreviations with or without dots; Thai digits as Arabic.
 */
export function snippet(text: string, query: string, options: { length?: number } = {}): SnippetPiece[] {
  const length = Math.max(20, options.length ?? 160);
  const line = cleanText(text.slice(0, LONGEST).toWellFormed()).replace(/\s+/g, " ").trim();
  if (line === "") return [];
  const spans = spansOf(line, query);
  const { start, end } =
    line.length <= length
      ? { start: 0, end: line.length }
      : toWordEdges(line, windowAround(spans, length, line.length), spans);
  const pieces: SnippetPiece[] = [];
  const push = (piece: string, hit: boolean) => {
    if (piece !== "") pieces.push({ text: piece, hit });
  };
  let at = start;
  if (start > 0) push("…", false);
  for (const span of spans) {
    if (span.end <= at || span.start >= end) continue;
    push(line.slice(at, Math.max(at, span.start)), false);
    push(line.slice(Math.max(at, span.start), Math.min(end, span.end)), true);
    at = Math.min(end, span.end);
  }
  push(line.slice(at, end), false);
  if (end < line.length) push("…", false);
  return pieces;
}
