/**
 * A reader of the data that Emacs prints (https://www.gnu.org/software/emacs/manual/html_node/elisp/Printed-Representation.html):
 * lists, dotted pairs, vectors, strings, integers, symbols and comments. Nothing is evaluated. Bounded in size, depth and
 * number of values; one pass without recursion.
 */
import { UpstreamError } from '../../core/errors.ts';

/** A list or vector. `tail` is what comes after a dot: `(a . b)` has the item a and the tail b; null elsewhere. */
export interface SexpList {
  isVector: boolean;
  items: Sexp[];
  tail: Sexp | null;
}

export interface SexpSymbol {
  symbol: string;
}

export type Sexp = SexpList | SexpSymbol | string | number;

const MAX_LENGTH = 64 * 1024 * 1024;
const MAX_DEPTH = 100;
const MAX_VALUES = 5_000_000;
const INTEGER = /^[+-]?\d{1,15}$/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '', ' ': '' };

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_VECTOR, CLOSE_VECTOR, SEMICOLON, APOSTROPHE] = Buffer.from(
  '"\\()[];\'',
) as unknown as [number, number, number, number, number, number, number, number];
/** What ends a symbol or number, by code; what is not ASCII ends none but for white space. */
const DELIMITERS = new Uint8Array(128);
for (const code of Buffer.from(' \t\r\n\v\f()[]";\'')) DELIMITERS[code] = 1;

/** What is left to read of a text, and how many values were read of it. */
interface Reader {
  text: string;
  at: number;
  values: number;
}

interface Open {
  list: SexpList;
  close: number;
  /** `dot`: the dot came, and what is behind it not yet. */
  state: 'items' | 'dot' | 'done';
}

/**
 * The one value that the text holds. `(a . (b c))` is `(a b c)`, as for Emacs.
 *
 * @throws UpstreamError `malformed`.
 */
export function readSexp(text: string): Sexp {
  const reader = readerOf(text);
  const value = readValue(reader);
  expectEnd(reader);
  return value;
}

/**
 * The items of the one list that the text holds, one after the other: only the item at hand is in memory. Text that begins as
 * something else has none.
 *
 * @throws UpstreamError `malformed`, once what is malformed is reached; a list with a dot is malformed here.
 */
export function* readItems(text: string): Generator<Sexp> {
  const reader = readerOf(text);
  if (nextCode(reader) !== OPEN) return;
  reader.at++;
  for (let code = nextCode(reader); code !== CLOSE; code = nextCode(reader)) yield readValue(reader);
  reader.at++;
  expectEnd(reader);
}

function readerOf(text: string): Reader {
  if (text.length > MAX_LENGTH) throw malformed(`longer than ${MAX_LENGTH} characters`);
  return { text, at: 0, values: 0 };
}

/** The code of the next character that is neither white space nor of a comment, at which the reader then is; NaN at the end. */
function nextCode(reader: Reader): number {
  const { text } = reader;
  let { at } = reader;
  let code = text.charCodeAt(at);
  while (isSpace(code) || code === SEMICOLON) {
    if (code === SEMICOLON) {
      const end = text.indexOf('\n', at);
      at = end === -1 ? text.length : end;
    } else at++;
    code = text.charCodeAt(at);
  }
  reader.at = at;
  return code;
}

function expectEnd(reader: Reader): void {
  if (!Number.isNaN(nextCode(reader))) throw malformed('more than one value');
}

/** One value from where the reader is, which is then behind it. */
function readValue(reader: Reader): Sexp {
  const { text } = reader;
  const stack: Open[] = [];
  for (;;) {
    const code = nextCode(reader);
    let value: Sexp;
    if (code === OPEN || code === OPEN_VECTOR) {
      if (stack.length >= MAX_DEPTH) throw malformed(`deeper than ${MAX_DEPTH} levels`);
      const isVector = code === OPEN_VECTOR;
      const list = { isVector, items: [], tail: null };
      stack.push({ list, close: isVector ? CLOSE_VECTOR : CLOSE, state: 'items' });
      reader.at++;
      continue;
    }
    if (code === CLOSE || code === CLOSE_VECTOR) {
      const open = stack.pop();
      if (open?.close !== code || open.state === 'dot') throw malformed('brackets that do not match');
      value = open.list;
      reader.at++;
    } else if (code === QUOTE) value = readString(reader);
    else if (code === APOSTROPHE) throw malformed('a quote');
    else if (Number.isNaN(code)) throw malformed('it ends too early');
    else {
      const start = reader.at;
      const end = endOfWord(text, start);
      const word = text.slice(start, end);
      reader.at = end;
      if (word === '.') {
        const open = stack.at(-1);
        if (open?.close !== CLOSE || open.state !== 'items' || open.list.items.length === 0)
          throw malformed('a dot without a pair');
        open.state = 'dot';
        continue;
      }
      value = valueOfWord(word);
    }
    if (++reader.values > MAX_VALUES) throw malformed(`more than ${MAX_VALUES} values`);
    const open = stack.at(-1);
    if (open === undefined) return value;
    add(open, value);
  }
}

function add(open: Open, value: Sexp): void {
  if (open.state === 'items') open.list.items.push(value);
  else if (open.state === 'dot') {
    setTail(open.list, value);
    open.state = 'done';
  } else throw malformed('two values after a dot');
}

/** A number or a symbol. */
function valueOfWord(word: string): Sexp {
  // Most are symbols, which begin with a letter or a colon: no number does.
  if (word.charCodeAt(0) < 0x3a && INTEGER.test(word)) return Number(word);
  return { symbol: word.includes('\\') ? word.replace(/\\(.)/gs, '$1') : word };
}

/** Behind a dot, a list goes on with the list before it, and `nil` ends it. */
function setTail(list: SexpList, tail: Sexp): void {
  if (symbolOf(tail) === 'nil') return;
  if (!isList(tail) || tail.isVector) {
    list.tail = tail;
    return;
  }
  for (const item of tail.items) list.items.push(item);
  list.tail = tail.tail;
}

function readString(reader: Reader): string {
  const { text } = reader;
  let string = '';
  let start = reader.at + 1;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      reader.at = at + 1;
      return string + text.slice(start, at);
    }
    if (code !== BACKSLASH) continue;
    const escaped = text[at + 1] ?? '';
    string += text.slice(start, at) + (ESCAPES[escaped] ?? escaped);
    at += 1;
    start = at + 1;
  }
  throw malformed('a string that is not closed');
}

function endOfWord(text: string, from: number): number {
  let end = from;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code < 128 && DELIMITERS[code] === 1) break;
    end += code === BACKSLASH ? 2 : 1;
  }
  return Math.min(end, text.length);
}

/** White space of ASCII, as Emacs knows it between values, and of Unicode. */
function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return code >= 0xa0 && /\s/.test(String.fromCharCode(code));
}

/** True for a list or vector. */
export function isList(value: Sexp | null | undefined): value is SexpList {
  return typeof value === 'object' && value !== null && 'items' in value;
}

/** The name of a symbol; null for all else. */
export function symbolOf(value: Sexp | null | undefined): string | null {
  return typeof value === 'object' && value !== null && 'symbol' in value ? value.symbol : null;
}

function malformed(problem: string): UpstreamError {
  return new UpstreamError('malformed', `archive-contents: ${problem}`);
}
