/**
 * Tables of TOML (https://toml.io/en/v1.0.0) one after the other, for lockfiles: long, written by a tool, and read for a few keys.
 * What is not wanted is passed over without being read, and no document is built. Where a table has been closed is not checked, nor
 * that keys are unique: of a key given twice in one table the last counts.
 */

import { UpstreamError } from '../core/errors.ts';
import { isAlphanumeric } from './ascii.ts';

/** Numbers and dates are their source text. */
export type TomlValue = string | boolean | TomlValue[] | Map<string, TomlValue>;

export interface TomlTable {
  /** The names in its header: `['package', 'dependencies']`; empty for what stands before the first header. */
  keys: string[];
  /** Whether it is an item of an array of tables: `[[package]]`. */
  isItem: boolean;
  /** Line of its header, from 1. */
  line: number;
  values: Map<string, TomlValue>;
}

/** Whether a key of a table is to be read; `table` are the names in the table's header. */
export type Wanted = (key: string, table: readonly string[]) => boolean;

const MAX_DEPTH = 50;
const [LF, CR, SPACE, TAB, QUOTE, APOSTROPHE, HASH, COMMA, DOT, EQUALS, BACKSLASH] = Buffer.from(
  '\n\r \t"\'#,.=\\',
) as unknown as number[] as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];
const [OPEN, CLOSE, BRACE, BRACE_END] = Buffer.from('[]{}') as unknown as [number, number, number, number];

/**
 * Every table of the text in order. `what` names the text in errors.
 *
 * @throws UpstreamError `malformed` with the line for what is no table, key or value; `too-large` for values inside each other more than
 * 50 levels deep.
 */
export function* tomlTables(text: string, what: string, wanted: Wanted): Generator<TomlTable> {
  const cursor: Cursor = { text, at: text.charCodeAt(0) === 0xfeff ? 1 : 0, what };
  let table: TomlTable = { keys: [], isItem: false, line: 1, values: new Map() };
  /** Where lines were last counted up to. */
  let counted = { at: 0, line: 1 };
  for (;;) {
    skipBlank(cursor);
    const code = text.charCodeAt(cursor.at);
    if (Number.isNaN(code)) break;
    if (code === OPEN) {
      yield table;
      counted = { at: cursor.at, line: counted.line + breaksIn(text, counted.at, cursor.at) };
      const isItem = text.charCodeAt(cursor.at + 1) === OPEN;
      cursor.at += isItem ? 2 : 1;
      const keys = keysAt(cursor, CLOSE);
      cursor.at += isItem ? 2 : 1;
      table = { keys, isItem, line: counted.line, values: new Map() };
    } else {
      const names = keysAt(cursor, EQUALS);
      const key = names.length === 1 ? (names[0] as string) : names.join('.');
      cursor.at++;
      skipSpaces(cursor);
      if (wanted(key, table.keys)) table.values.set(key, valueAt(cursor, 0));
      else skipValue(cursor);
    }
    endLine(cursor);
  }
  yield table;
}

interface Cursor {
  text: string;
  at: number;
  what: string;
}

/** Names separated by points, up to `end`, which is not consumed. */
function keysAt(cursor: Cursor, end: number): string[] {
  const { text } = cursor;
  const keys: string[] = [];
  for (;;) {
    skipSpaces(cursor);
    const first = text.charCodeAt(cursor.at);
    if (first === QUOTE || first === APOSTROPHE) keys.push(textAt(cursor));
    else {
      const from = cursor.at;
      while (isBare(text.charCodeAt(cursor.at))) cursor.at++;
      if (cursor.at === from) throw malformed(cursor);
      keys.push(text.slice(from, cursor.at));
    }
    if (keys.length > MAX_DEPTH)
      throw new UpstreamError('too-large', `${cursor.what}: too many names in a key`);
    skipSpaces(cursor);
    const next = text.charCodeAt(cursor.at);
    if (next === end) return keys;
    if (next !== DOT) throw malformed(cursor);
    cursor.at++;
  }
}

function valueAt(cursor: Cursor, depth: number): TomlValue {
  if (depth > MAX_DEPTH)
    throw new UpstreamError('too-large', `${cursor.what}: nested deeper than ${MAX_DEPTH} levels`);
  const { text } = cursor;
  const first = text.charCodeAt(cursor.at);
  if (first === QUOTE || first === APOSTROPHE) return textAt(cursor);
  if (first === OPEN) return listAt(cursor, depth);
  if (first === BRACE) return inlineTableAt(cursor, depth);
  const from = cursor.at;
  for (;;) {
    const code = text.charCodeAt(cursor.at);
    if (
      Number.isNaN(code) ||
      code === COMMA ||
      code === CLOSE ||
      code === BRACE_END ||
      code === HASH ||
      isBreak(code)
    )
      break;
    cursor.at++;
  }
  const word = text.slice(from, cursor.at).trim();
  if (word === '') throw malformed(cursor);
  return word === 'true' ? true : word === 'false' ? false : word;
}

function listAt(cursor: Cursor, depth: number): TomlValue[] {
  const items: TomlValue[] = [];
  cursor.at++;
  for (;;) {
    skipBlank(cursor);
    const code = cursor.text.charCodeAt(cursor.at);
    if (code === CLOSE) {
      cursor.at++;
      return items;
    }
    if (code === COMMA && items.length > 0) cursor.at++;
    else items.push(valueAt(cursor, depth + 1));
  }
}

function inlineTableAt(cursor: Cursor, depth: number): Map<string, TomlValue> {
  const values = new Map<string, TomlValue>();
  cursor.at++;
  for (;;) {
    skipBlank(cursor);
    const code = cursor.text.charCodeAt(cursor.at);
    if (code === BRACE_END) {
      cursor.at++;
      return values;
    }
    if (code === COMMA && values.size > 0) {
      cursor.at++;
      continue;
    }
    const key = keysAt(cursor, EQUALS).join('.');
    cursor.at++;
    skipSpaces(cursor);
    values.set(key, valueAt(cursor, depth + 1));
  }
}

function textAt(cursor: Cursor): string {
  const { text } = cursor;
  const quote = text[cursor.at] as string;
  const isLong = text.startsWith(quote.repeat(3), cursor.at);
  let from = cursor.at + (isLong ? 3 : 1);
  const end = textEnd(text, cursor.at, quote, isLong);
  if (end < 0) throw malformed(cursor);
  cursor.at = end;
  if (isLong) from = text.charCodeAt(from) === CR ? from + 2 : text.charCodeAt(from) === LF ? from + 1 : from;
  const inner = text.slice(from, end - (isLong ? 3 : 1));
  return quote === '"' && inner.includes('\\') ? withoutEscapes(inner) : inner;
}

/** After the text that begins at `at`; -1 where it does not end. */
function textEnd(text: string, at: number, quote: string, isLong: boolean): number {
  const code = quote.charCodeAt(0);
  for (let i = at + (isLong ? 3 : 1); i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === BACKSLASH && code === QUOTE) i++;
    else if (c === code) {
      if (!isLong) return i + 1;
      if (!text.startsWith(quote.repeat(3), i)) continue;
      // Up to two quotes may stand right before the closing ones.
      let end = i + 3;
      while (end < i + 5 && text.charCodeAt(end) === code) end++;
      return end;
    } else if (!isLong && isBreak(c)) return -1;
  }
  return -1;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['f', '\f'],
  ['r', '\r'],
]);

function withoutEscapes(inner: string): string {
  const pieces: string[] = [];
  let kept = 0;
  for (let at = inner.indexOf('\\'); at >= 0; at = inner.indexOf('\\', kept)) {
    pieces.push(inner.slice(kept, at));
    const letter = inner[at + 1] ?? '';
    const digits = letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
    kept = at + 2 + digits;
    if (digits > 0) pieces.push(characterOf(inner.slice(at + 2, kept)));
    else if (letter === '\n' || letter === '\r') while (isBlankCode(inner.charCodeAt(kept))) kept++;
    else pieces.push(ESCAPES.get(letter) ?? letter);
    if (kept > inner.length) break;
  }
  pieces.push(inner.slice(kept));
  return pieces.join('');
}

function characterOf(hex: string): string {
  const code = /^[0-9A-Fa-f]+$/.test(hex) ? Number.parseInt(hex, 16) : -1;
  return code >= 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : '\ufffd';
}

function skipValue(cursor: Cursor): void {
  const { text } = cursor;
  const first = text.charCodeAt(cursor.at);
  if (first === QUOTE || first === APOSTROPHE) {
    const quote = text[cursor.at] as string;
    const end = textEnd(text, cursor.at, quote, text.startsWith(quote.repeat(3), cursor.at));
    if (end < 0) throw malformed(cursor);
    cursor.at = end;
    return;
  }
  // Tools close a list of several lines with a bracket at the beginning of a line.
  const isLong = first === OPEN && isBreak(text.charCodeAt(cursor.at + 1));
  if (isLong) {
    const end = text.indexOf('\n]', cursor.at);
    if (end < 0) throw malformed(cursor);
    cursor.at = end + 2;
  } else if (first === OPEN || first === BRACE) valueAt(cursor, 0);
  else while (cursor.at < text.length && !isBreak(text.charCodeAt(cursor.at))) cursor.at++;
}

/** Nothing but a comment may follow on the line. */
function endLine(cursor: Cursor): void {
  skipSpaces(cursor);
  const code = cursor.text.charCodeAt(cursor.at);
  if (code === HASH) skipComment(cursor);
  else if (!Number.isNaN(code) && !isBreak(code)) throw malformed(cursor);
}

/** Blanks, ends of lines and comments. */
function skipBlank(cursor: Cursor): void {
  for (;;) {
    const code = cursor.text.charCodeAt(cursor.at);
    if (code === HASH) skipComment(cursor);
    else if (isBlankCode(code)) cursor.at++;
    else return;
  }
}

function skipComment(cursor: Cursor): void {
  while (cursor.at < cursor.text.length && !isBreak(cursor.text.charCodeAt(cursor.at))) cursor.at++;
}

function skipSpaces(cursor: Cursor): void {
  for (let code = cursor.text.charCodeAt(cursor.at); code === SPACE || code === TAB; )
    code = cursor.text.charCodeAt(++cursor.at);
}

function breaksIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function isBreak(code: number): boolean {
  return code === LF || code === CR;
}

function isBlankCode(code: number): boolean {
  return code === SPACE || code === TAB || code === LF || code === CR;
}

function isBare(code: number): boolean {
  return isAlphanumeric(code) || code === 95 || code === 45;
}

function malformed({ text, at, what }: Cursor): UpstreamError {
  const line = 1 + breaksIn(text, 0, at);
  const column = at - text.lastIndexOf('\n', at - 1);
  return new UpstreamError('malformed', `${what}: not TOML at line ${line}, column ${column}`, {
    line,
    column,
  });
}
