/**
 * The tokens of a Perl program (https://perldoc.perl.org/perldata), for files that state what a distribution needs: cpanfile, Makefile.PL
 * and Build.PL. Nothing is run. Comments, documentation and here-documents are passed over; a pattern is taken for one only after
 * `=~` or with its letter (`qr/x/`), as elsewhere a slash divides.
 *
 * One pass, linear in the text: what is not closed ends with the file.
 */
import { UpstreamError } from '../core/errors.ts';

export interface PerlToken {
  /**
   * `word`: an identifier or number, `Foo::Bar` or `-name` in one; `text`: a string; `variable`: `$x`, `@x`, `%x` with its sign; `list`:
   * what stands in `qw( )`; `sign`: an operator or bracket, `=>`, `->` and `=~` in one.
   */
  kind: 'word' | 'text' | 'variable' | 'list' | 'sign';
  /** Without quotes. */
  text: string;
  /** From 1. */
  line: number;
  /** True for a text into which variables are put. */
  computed: boolean;
}

const MAX_LENGTH = 8 * 1024 * 1024;
const MAX_TOKENS = 500_000;
const BRACKETS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
/** Words that begin a quotation when a sign follows: how many parts it has. */
const QUOTING: ReadonlyMap<string, number> = new Map([
  ['q', 1],
  ['qq', 1],
  ['qw', 1],
  ['qr', 1],
  ['m', 1],
  ['s', 2],
  ['tr', 2],
  ['y', 2],
]);

/** @throws UpstreamError `too-large` for more than 8 MiB or 500,000 tokens. `what` names the file. */
export function perlTokens(text: string, what: string): PerlToken[] {
  if (text.length > MAX_LENGTH)
    throw new UpstreamError('too-large', `${what}: more than ${MAX_LENGTH} characters`);
  const tokens: PerlToken[] = [];
  const documents: string[] = [];
  let line = 1;
  let at = 0;
  const advance = (to: number) => {
    for (; at < to; at++) if (text.charCodeAt(at) === 10) line++;
  };
  const add = (kind: PerlToken['kind'], value: string, computed = false) => {
    tokens.push({ kind, text: value, line, computed });
    if (tokens.length > MAX_TOKENS)
      throw new UpstreamError('too-large', `${what}: more than ${MAX_TOKENS} tokens`);
  };
  while (at < text.length) {
    const character = text[at] as string;
    const code = text.charCodeAt(at);
    if (code === 10) {
      advance(at + 1);
      for (const delimiter of documents.splice(0)) advance(documentEnd(text, at, delimiter));
      if (text[at] === '=' && isLetter(text.charCodeAt(at + 1))) advance(podEnd(text, at));
    } else if (code <= 32) at++;
    else if (character === '#') at = lineEnd(text, at);
    else if (character === '"' || character === "'" || character === '`') {
      const end = closing(text, at);
      const value = text.slice(at + 1, end);
      add('text', unescaped(value), character !== "'" && /[$@]/.test(value));
      advance(end + 1);
    } else if (isLetter(code) || isDigit(code)) {
      const end = wordEnd(text, at);
      const word = text.slice(at, end);
      if (word === '__END__' || word === '__DATA__') break;
      const open = isKey(text, end, tokens) ? -1 : quotationAt(text, end, word);
      if (open >= 0) readQuotation(open, word);
      else {
        add('word', word);
        at = end;
      }
    } else if ((character === '$' || character === '@' || character === '%') && isName(text, at + 1)) {
      const end = wordEnd(text, text[at + 1] === '{' ? at + 2 : at + 1);
      add('variable', text.slice(at, end));
      at = end;
    } else if (text.startsWith('<<', at) && heredocAt(text, at) !== null) {
      const { delimiter, end } = heredocAt(text, at) as { delimiter: string; end: number };
      documents.push(delimiter);
      add('text', '', true);
      at = end;
    } else if (character === '/' && tokens.at(-1)?.text === '=~') advance(closing(text, at) + 1);
    else {
      const pair = text.slice(at, at + 2);
      const sign = pair === '=>' || pair === '->' || pair === '=~' ? pair : character;
      add('sign', sign);
      at += sign.length;
    }
  }
  return tokens;

  /** A quotation with a letter before it; of those with two parts only the first is kept. */
  function readQuotation(open: number, word: string): void {
    const end = closing(text, open);
    const value = text.slice(open + 1, end);
    if (word === 'qw') add('list', value);
    else add('text', value, word !== 'q' && (word !== 'qq' || /[$@]/.test(value)));
    let next = end + 1;
    if (QUOTING.get(word) === 2) {
      const second = BRACKETS[text[open] as string] === undefined ? end : skipBlanks(text, next);
      next = closing(text, second) + 1;
    }
    advance(Math.min(next, text.length));
  }
}

/** Whether the word is a key of a hash or a method: `q => 1`, `{y}`, `->s`. */
function isKey(text: string, end: number, tokens: readonly PerlToken[]): boolean {
  const next = skipBlanks(text, end);
  const before = tokens.at(-1)?.text;
  return text.startsWith('=>', next) || before === '->' || (before === '{' && text[next] === '}');
}

/** Position of the sign that opens a quotation; -1 where none does. */
function quotationAt(text: string, end: number, word: string): number {
  if (!QUOTING.has(word)) return -1;
  const next = text[end] === '#' ? end : skipBlanks(text, end);
  const code = text.charCodeAt(next);
  if (Number.isNaN(code) || isLetter(code) || isDigit(code)) return -1;
  return '=,;)'.includes(text[next] as string) ? -1 : next;
}

/** Position of the sign that closes the one at `open`; the text's length where none does. */
function closing(text: string, open: number): number {
  const opening = text[open] ?? '';
  const close = BRACKETS[opening] ?? opening;
  let depth = 0;
  for (let at = open + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === close) {
      if (depth === 0) return at;
      depth--;
    } else if (character === opening) depth++;
  }
  return text.length;
}

/** `<<"END"`, `<<'END'`, `<<~END`; null for a shift. */
function heredocAt(text: string, at: number): { delimiter: string; end: number } | null {
  let start = at + 2;
  if (text[start] === '~') start++;
  const quote = text[start];
  if (quote === '"' || quote === "'") {
    const end = text.indexOf(quote, start + 1);
    if (end < 0 || end - start > 100) return null;
    return { delimiter: text.slice(start + 1, end), end: end + 1 };
  }
  if (!isLetter(text.charCodeAt(start))) return null;
  const end = wordEnd(text, start);
  return { delimiter: text.slice(start, end), end };
}

/** Behind the line that ends a here-document. */
function documentEnd(text: string, start: number, delimiter: string): number {
  for (let at = start; at < text.length; ) {
    const end = lineEnd(text, at);
    if (text.slice(at, Math.min(end, at + 200)).trim() === delimiter) return Math.min(end + 1, text.length);
    at = end + 1;
  }
  return text.length;
}

/** Behind the `=cut` that ends documentation. */
function podEnd(text: string, start: number): number {
  const cut = text.indexOf('\n=cut', start);
  return cut < 0 ? text.length : lineEnd(text, cut + 1);
}

function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(/\\(["'\\$@])/g, '$1') : text;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function skipBlanks(text: string, at: number): number {
  let next = at;
  while (next < text.length && text.charCodeAt(next) <= 32) next++;
  return next;
}

/** Letters, digits, `_` and `::`; in a number also dots between digits. */
function wordEnd(text: string, start: number): number {
  const isNumber = isDigit(text.charCodeAt(start));
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isLetter(code) || isDigit(code)) continue;
    if (code === 58 && text.charCodeAt(at + 1) === 58) {
      at++;
      continue;
    }
    if (code === 46 && (isNumber || isVersion(text, start, at)) && isDigit(text.charCodeAt(at + 1))) continue;
    break;
  }
  return at;
}

/** `v5` of `v5.10.1`. */
function isVersion(text: string, start: number, end: number): boolean {
  return text[start] === 'v' && end > start + 1 && isDigit(text.charCodeAt(start + 1));
}

function isName(text: string, at: number): boolean {
  return isLetter(text.charCodeAt(text[at] === '{' ? at + 1 : at));
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code > 127;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
