/**
 * YAML that a program wrote (https://yaml.org/spec/1.2.2/): block mappings of scalars, line by line, many times as fast as a full
 * reader. It is for lockfiles, whose writers use no more of YAML than this; of what else YAML can say, sequences, texts over
 * several lines, anchors and tags are passed over, and flow collections are given as they are written.
 */
import { positionOf } from './text.ts';

/** A line with a key, by positions in the text; `keyOf` and `scalarOf` give what stands there. The same object for all lines. */
export interface YamlLine {
  text: string;
  /** Number of the mappings around the key, 0 for those of the document. */
  depth: number;
  /** Where the key begins and ends. */
  start: number;
  colon: number;
  /** Where the value begins and the line ends. */
  value: number;
  end: number;
}

/** Returns true to pass over what is inside the key. */
export type OnKey = (line: YamlLine) => boolean | undefined;

const MAX_DEPTH = 32;
const TAB = 9;
const NEWLINE = 10;
const SPACE = 32;
const DOUBLE = 34;
const HASH = 35;
const SINGLE = 39;
const DASH = 45;
const COLON = 58;
const QUESTION = 63;

/**
 * Calls `onKey` for every key of the text in order. Never throws: lines that are no `key: value` are passed over, and so are
 * keys inside sequences and in more than 32 mappings.
 */
export function eachYamlKey(content: string, onKey: OnKey): void {
  const text = content.includes('\r') ? content.replace(/\r\n?/g, '\n') : content;
  const columns = newColumns();
  const line: YamlLine = { text, depth: 0, start: 0, colon: 0, value: 0, end: 0 };
  // Lines indented deeper than this belong to a scalar, a sequence or what nobody wants.
  let shallow = Number.POSITIVE_INFINITY;
  const colons: Colons = { text, next: -1 };
  let next = 0;
  while (next < text.length) {
    const begin = next;
    if (text.charCodeAt(begin) === NEWLINE) {
      next++;
      continue;
    }
    let end = text.indexOf('\n', begin);
    if (end < 0) end = text.length;
    next = end + 1;
    let start = skipSpaces(text, begin, end);
    if (start === end || start - begin > shallow) continue;
    const first = text.charCodeAt(start);
    if (first === HASH || first === TAB) continue;
    shallow = Number.POSITIVE_INFINITY;
    const isIndicator = first === DASH || first === QUESTION || first === COLON;
    if (isIndicator && isSpaceOrEnd(text, start + 1, end)) {
      if (first === DASH) {
        shallow = start - begin;
        continue;
      }
      const inner = skipSpaces(text, start + 1, end);
      // `? key` and, on the next line, `: value`: so keys of more than 1024 characters are written.
      if (first === QUESTION) {
        place(line, depthAt(columns, start - begin), inner, end, end, end);
        if (line.depth < MAX_DEPTH) onKey(line);
        continue;
      }
      if (inner === end) continue;
      start = inner;
    }
    const colon = isQuoteAt(text, start) ? endOfQuotedKey(text, start, end) : endOfKey(colons, start, end);
    if (colon < 0) continue;
    const value = skipSpaces(text, colon + 1, end);
    place(line, depthAt(columns, start - begin), start, colon, value, end);
    const isDone = line.depth >= MAX_DEPTH || onKey(line) === true;
    if (isDone || (value < end && text.charCodeAt(value) !== HASH)) shallow = start - begin;
  }
}

function place(
  line: YamlLine,
  depth: number,
  start: number,
  colon: number,
  value: number,
  end: number,
): void {
  line.depth = depth;
  line.start = start;
  line.colon = colon;
  line.value = value;
  line.end = end;
}

/** The key, without quotes. */
export function keyOf({ text, start, colon }: YamlLine): string {
  return scalar(text, start, colon);
}

/** The plain or unquoted scalar beside the key, or the source text of a flow collection; empty where there is none. */
export function scalarOf({ text, value, end }: YamlLine): string {
  return scalar(text, value, end);
}

/** Whether the key is this, written without quotes. Cheaper than `keyOf`. */
export function isKey({ text, start, colon }: YamlLine, name: string): boolean {
  return colon - start === name.length && text.startsWith(name, start);
}

/** The columns of the mappings around a line, outermost first. */
interface Columns {
  of: Int32Array;
  count: number;
}

function newColumns(): Columns {
  return { of: new Int32Array(MAX_DEPTH), count: 0 };
}

/** The number of mappings around a key at this column; the columns are brought up to date. */
function depthAt(columns: Columns, column: number): number {
  let depth = columns.count;
  while (depth > 0 && (columns.of[depth - 1] as number) >= column) depth--;
  columns.count = Math.min(depth + 1, MAX_DEPTH);
  columns.of[depth] = column;
  return depth;
}

/** Where a colon is next in the text; searched for only when passed, as lines without one may be many. */
interface Colons {
  text: string;
  next: number;
}

/** Position of the colon that ends a plain key; -1 where the line has none. */
function endOfKey(colons: Colons, start: number, end: number): number {
  const { text } = colons;
  let at = colons.next;
  while (at < start || (at < end && !isSpaceOrEnd(text, at + 1, end)))
    at = positionOf(text, ':', Math.max(start, at + 1));
  colons.next = at;
  return at < end ? at : -1;
}

/** Position of the colon after a key in quotes; -1 where the line has none. */
function endOfQuotedKey(text: string, start: number, end: number): number {
  const close = endOfQuoted(text, start, end);
  if (close < 0) return -1;
  const at = skipSpaces(text, close, end);
  return text.charCodeAt(at) === COLON && isSpaceOrEnd(text, at + 1, end) ? at : -1;
}

/** Position after the closing quote; -1 where the text is not closed on this line. */
function endOfQuoted(text: string, start: number, end: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (quote === DOUBLE && code === 92) at++;
    else if (code === quote) {
      if (quote === DOUBLE || text.charCodeAt(at + 1) !== SINGLE) return at + 1;
      at++;
    }
  }
  return -1;
}

function scalar(text: string, start: number, end: number): string {
  if (start >= end) return '';
  const first = text.charCodeAt(start);
  if (first === HASH) return '';
  if (first === SINGLE || first === DOUBLE) {
    const close = endOfQuoted(text, start, end);
    if (close > 0) return unquoted(text.slice(start + 1, close - 1), first);
  }
  let last = end;
  while (last > start && text.charCodeAt(last - 1) === SPACE) last--;
  const plain = text.slice(start, last);
  const comment = plain.indexOf(' #');
  return comment < 0 ? plain : plain.slice(0, comment).trimEnd();
}

function unquoted(text: string, quote: number): string {
  if (quote === SINGLE) return text.includes("''") ? text.replaceAll("''", "'") : text;
  if (!text.includes('\\')) return text;
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    // An escape that JSON does not know.
    return text;
  }
}

function skipSpaces(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) === SPACE) at++;
  return at;
}

function isQuoteAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === SINGLE || code === DOUBLE;
}

function isSpaceOrEnd(text: string, at: number, end: number): boolean {
  return at >= end || text.charCodeAt(at) === SPACE;
}
