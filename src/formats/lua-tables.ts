/**
 * Tables and texts that a Lua program sets (https://www.lua.org/manual/5.4/manual.html#3.4.9), read without running it: `name = value` at its top, and the table
 * that it returns. One pass; what is not literal becomes `computed`.
 */

import { UpstreamError } from '../core/errors.ts';
import { isAlphanumeric } from './ascii.ts';

export type LuaValue =
  | { kind: 'text'; text: string }
  | { kind: 'table'; items: LuaValue[]; fields: Map<string, LuaValue> }
  /** Numbers, names, calls, sums of texts. */
  | { kind: 'computed' };

const MAX_DEPTH = 50;
const MAX_VALUES = 500_000;
/** Longest program, in characters: people write them, and the lockfile of one holds its few dependencies. */
const MAX_LENGTH = 10_000_000;
const COMPUTED: LuaValue = { kind: 'computed' };

interface Cursor {
  text: string;
  at: number;
  values: number;
}

/**
 * What is set at the top, by name; what is returned stands under `return`. Of a name that is set twice the last value counts.
 *
 * @throws UpstreamError `too-large` for more than ten million characters or half a million values, and for tables deeper than 50 levels.
 */
export function luaTables(text: string): Map<string, LuaValue> {
  if (text.length > MAX_LENGTH) throw new UpstreamError('too-large', `more than ${MAX_LENGTH} characters`);
  const cursor: Cursor = { text, at: 0, values: 0 };
  const found = new Map<string, LuaValue>();
  for (;;) {
    skipBlank(cursor);
    if (cursor.at >= text.length) return found;
    const word = wordAt(cursor);
    if (word === '') {
      // Texts and tables that stand alone are passed over as a whole, so that nothing in them is taken for a statement.
      const first = text[cursor.at];
      if (first === '{' || first === '"' || first === "'" || first === '[') literal(cursor, 0);
      else cursor.at++;
      continue;
    }
    skipBlank(cursor);
    const isSet = text[cursor.at] === '=' && text[cursor.at + 1] !== '=';
    if (isSet) cursor.at++;
    if (isSet || word === 'return') found.set(word, valueAt(cursor, 0));
  }
}

/** The text of a value; null for anything else. */
export function luaText(value: LuaValue | undefined): string | null {
  return value?.kind === 'text' ? value.text : null;
}

function valueAt(cursor: Cursor, depth: number): LuaValue {
  if (++cursor.values > MAX_VALUES) throw new UpstreamError('too-large', `more than ${MAX_VALUES} values`);
  skipBlank(cursor);
  const found = literal(cursor, depth);
  if (depth === 0) {
    skipBlank(cursor);
    return found !== null && !cursor.text.startsWith('..', cursor.at) ? found : COMPUTED;
  }
  skipBlank(cursor);
  const next = cursor.text[cursor.at];
  if (found !== null && (next === ',' || next === ';' || next === '}' || next === undefined)) return found;
  skipExpression(cursor);
  return COMPUTED;
}

/** A text or a table; null where something else stands. */
function literal(cursor: Cursor, depth: number): LuaValue | null {
  const { text } = cursor;
  const first = text[cursor.at];
  if (first === '"' || first === "'") return { kind: 'text', text: quotedAt(cursor, first) };
  if (first === '[') {
    const inner = longAt(cursor);
    if (inner === null) cursor.at++;
    return inner === null ? null : { kind: 'text', text: inner };
  }
  if (first !== '{') return null;
  if (depth > MAX_DEPTH) throw new UpstreamError('too-large', `tables deeper than ${MAX_DEPTH} levels`);
  return tableAt(cursor, depth);
}

function tableAt(cursor: Cursor, depth: number): LuaValue {
  const items: LuaValue[] = [];
  const fields = new Map<string, LuaValue>();
  cursor.at++;
  for (;;) {
    skipBlank(cursor);
    const start = cursor.at;
    const c = cursor.text[cursor.at];
    if (c === undefined) break;
    if (c === '}') {
      cursor.at++;
      break;
    }
    if (c === ',' || c === ';') {
      cursor.at++;
      continue;
    }
    const key = keyAt(cursor);
    if (key === null) {
      cursor.at = start;
      items.push(valueAt(cursor, depth + 1));
    } else fields.set(key, valueAt(cursor, depth + 1));
    if (cursor.at === start) cursor.at++;
  }
  return { kind: 'table', items, fields };
}

/** `name =` or `["name"] =`; null where no field begins. The cursor is behind the `=`, or anywhere where there is none. */
function keyAt(cursor: Cursor): string | null {
  const { text } = cursor;
  let key: string | null = null;
  if (text[cursor.at] === '[' && text[cursor.at + 1] !== '[' && text[cursor.at + 1] !== '=') {
    cursor.at++;
    skipBlank(cursor);
    const quote = text[cursor.at];
    if (quote !== '"' && quote !== "'") return null;
    key = quotedAt(cursor, quote);
    skipBlank(cursor);
    if (text[cursor.at] !== ']') return null;
    cursor.at++;
  } else key = wordAt(cursor) || null;
  if (key === null) return null;
  skipBlank(cursor);
  if (text[cursor.at] !== '=' || text[cursor.at + 1] === '=') return null;
  cursor.at++;
  return key;
}

/** To the `,`, `;` or `}` behind an expression; texts and brackets inside are passed over. */
function skipExpression(cursor: Cursor): void {
  const { text } = cursor;
  let open = 0;
  while (cursor.at < text.length) {
    skipBlank(cursor);
    const c = text[cursor.at];
    if (open === 0 && (c === ',' || c === ';' || c === '}')) return;
    if (c === '"' || c === "'") quotedAt(cursor, c);
    else if (c === '[' && longAt(cursor) !== null) continue;
    else {
      if (c === '(' || c === '{') open++;
      else if (c === ')' || c === '}') open--;
      cursor.at++;
    }
  }
}

function quotedAt(cursor: Cursor, quote: string): string {
  const { text } = cursor;
  const pieces: string[] = [];
  let from = ++cursor.at;
  for (; cursor.at < text.length; cursor.at++) {
    const c = text[cursor.at];
    if (c === quote || c === '\n') break;
    if (c !== '\\') continue;
    pieces.push(text.slice(from, cursor.at));
    from = ++cursor.at;
  }
  pieces.push(text.slice(from, cursor.at));
  cursor.at++;
  return pieces.join('');
}

/** `[[text]]`, `[=[text]=]`; null where none begins. What is not closed ends with the text. */
function longAt(cursor: Cursor): string | null {
  const { text } = cursor;
  let level = cursor.at + 1;
  while (text[level] === '=') level++;
  if (text[level] !== '[') return null;
  const close = `]${text.slice(cursor.at + 1, level)}]`;
  const end = text.indexOf(close, level);
  const inner = text.slice(level + 1, end < 0 ? undefined : end);
  cursor.at = end < 0 ? text.length : end + close.length;
  return inner;
}

function skipBlank(cursor: Cursor): void {
  const { text } = cursor;
  for (;;) {
    const code = text.charCodeAt(cursor.at);
    if (code === 32 || (code >= 9 && code <= 13) || code === 0xfeff) cursor.at++;
    else if (code === 45 && text[cursor.at + 1] === '-') {
      cursor.at += 2;
      if (text[cursor.at] === '[' && longAt(cursor) !== null) continue;
      const end = text.indexOf('\n', cursor.at);
      cursor.at = end < 0 ? text.length : end;
    } else return;
  }
}

function wordAt(cursor: Cursor): string {
  const from = cursor.at;
  while (isWord(cursor.text.charCodeAt(cursor.at))) cursor.at++;
  return cursor.text.slice(from, cursor.at);
}

function isWord(code: number): boolean {
  return isAlphanumeric(code) || code === 95;
}
