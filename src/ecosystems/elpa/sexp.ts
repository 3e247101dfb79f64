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
/** What ends a symbol or number. */
const DELIMITERS: ReadonlySet<string> = new Set(' \t\r\n\f()[]";\'');
const INTEGER = /^[+-]?\d{1,15}$/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '', ' ': '' };

interface Open {
  list: SexpList;
  close: ')' | ']';
  /** `dot`: the dot came, and what is behind it not yet. */
  state: 'items' | 'dot' | 'done';
}

/**
 * The one value that the text holds. `(a . (b c))` is `(a b c)`, as for Emacs.
 *
 * @throws UpstreamError `malformed`.
 */
export function readSexp(text: string): Sexp {
  if (text.length > MAX_LENGTH) throw malformed(`longer than ${MAX_LENGTH} characters`);
  const stack: Open[] = [];
  let result: Sexp | null = null;
  let values = 0;
  let at = 0;

  const add = (value: Sexp): void => {
    if (++values > MAX_VALUES) throw malformed(`more than ${MAX_VALUES} values`);
    const open = stack.at(-1);
    if (open === undefined) {
      if (result !== null) throw malformed('more than one value');
      result = value;
    } else if (open.state === 'items') open.list.items.push(value);
    else if (open.state === 'dot') {
      setTail(open.list, value);
      open.state = 'done';
    } else throw malformed('two values after a dot');
  };

  while (at < text.length) {
    const character = text[at] as string;
    if (/\s/.test(character)) at++;
    else if (character === ';') {
      const end = text.indexOf('\n', at);
      at = end === -1 ? text.length : end + 1;
    } else if (character === '(' || character === '[') {
      if (stack.length >= MAX_DEPTH) throw malformed(`deeper than ${MAX_DEPTH} levels`);
      stack.push({
        list: { isVector: character === '[', items: [], tail: null },
        close: character === '(' ? ')' : ']',
        state: 'items',
      });
      at++;
    } else if (character === ')' || character === ']') {
      const open = stack.pop();
      if (open?.close !== character || open.state === 'dot') throw malformed('brackets that do not match');
      add(open.list);
      at++;
    } else if (character === '"') {
      const [string, end] = readString(text, at);
      add(string);
      at = end;
    } else if (character === "'") throw malformed('a quote');
    else {
      const end = endOfWord(text, at);
      const word = text.slice(at, end);
      const open = stack.at(-1);
      if (word === '.') {
        if (open?.close !== ')' || open.state !== 'items' || open.list.items.length === 0)
          throw malformed('a dot without a pair');
        open.state = 'dot';
      } else add(INTEGER.test(word) ? Number(word) : { symbol: word.replace(/\\(.)/gs, '$1') });
      at = end;
    }
  }
  if (stack.length > 0 || result === null) throw malformed('it ends too early');
  return result;
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

function readString(text: string, from: number): [string: string, end: number] {
  let string = '';
  let start = from + 1;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') return [string + text.slice(start, at), at + 1];
    if (character !== '\\') continue;
    const escaped = text[at + 1] ?? '';
    string += text.slice(start, at) + (ESCAPES[escaped] ?? escaped);
    at += 1;
    start = at + 1;
  }
  throw malformed('a string that is not closed');
}

function endOfWord(text: string, from: number): number {
  let end = from;
  while (end < text.length && !DELIMITERS.has(text[end] as string)) end += text[end] === '\\' ? 2 : 1;
  return Math.min(end, text.length);
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
