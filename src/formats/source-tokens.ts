/**
 * The tokens of a program's text, for languages that write comments, texts and brackets alike: Groovy, Kotlin, Scala, Swift,
 * Starlark, Python, SDLang. Nothing is evaluated: whoever looks for `name("text")` finds it among the tokens.
 *
 * One pass, linear in the text: what is not closed ends with its line (texts) or with the file (comments, long texts).
 */
import { UpstreamError } from '../core/errors.ts';
import {
  BLANK,
  BREAK,
  COMMENT,
  classesOf,
  isWordCode,
  QUOTE,
  type SourceSyntax,
  WORD,
} from './source-syntax.ts';

export type { SourceSyntax } from './source-syntax.ts';

export interface SourceToken {
  /** `word`: letters, digits, `_`, `$` and `.`; `sign`: any other character. */
  kind: 'word' | 'text' | 'sign';
  /** Of a text what stands between its quotes; values put into it stay as written. */
  value: string;
  /** Positions in the source, quotes included. */
  at: number;
  end: number;
  /** From 1. */
  line: number;
  /** Characters before it on its line. */
  column: number;
  /** True for the first token of a line. */
  first: boolean;
  /** True for a text into which values are put. */
  computed: boolean;
}

/** More than any build script has; what is longer is no program that somebody wrote. */
const MAX_LENGTH = 8 * 1024 * 1024;
const MAX_TOKENS = 250_000;
const [NEWLINE, RETURN, BACKSLASH, DOLLAR, STAR, SLASH] = [10, 13, 92, 36, 42, 47];

/** @throws UpstreamError `too-large` for more than 8 MiB or 250,000 tokens. `what` names the file. */
export function tokensOf(text: string, syntax: SourceSyntax, what: string): SourceToken[] {
  const tooLarge = (limit: string) => new UpstreamError('too-large', `${what}: more than ${limit}`);
  if (text.length > MAX_LENGTH) throw tooLarge(`${MAX_LENGTH} characters`);
  const tokens: SourceToken[] = [];
  let line = 1;
  let lineStart = 0;
  let first = true;
  const countLines = (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      if (text.charCodeAt(i) !== NEWLINE) continue;
      line++;
      lineStart = i + 1;
      first = true;
    }
  };
  const table = classesOf(syntax);
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    const kind = code > 127 ? WORD : table[code];
    if (kind === BLANK) {
      at++;
      continue;
    }
    if (kind === BREAK) {
      if (code === RETURN && text.charCodeAt(at + 1) === NEWLINE) at++;
      at++;
      line++;
      lineStart = at;
      first = true;
      continue;
    }
    if (kind === COMMENT) {
      const end = endOfComment(text, at, syntax);
      if (end > at) {
        countLines(at, end);
        at = end;
        continue;
      }
    }
    const token: SourceToken = {
      kind: 'sign',
      value: '',
      at,
      end: at + 1,
      line,
      column: at - lineStart,
      first,
      computed: false,
    };
    if (kind === QUOTE) readQuoted(text, token, syntax);
    else if (kind === WORD) {
      token.kind = 'word';
      token.end = wordEnd(text, at + 1);
      token.value = text.slice(at, token.end);
    } else token.value = text[at] as string;
    if (tokens.push(token) > MAX_TOKENS) throw tooLarge(`${MAX_TOKENS} tokens`);
    first = false;
    if (token.kind === 'text') {
      countLines(at, token.end);
      first = false;
    }
    at = token.end;
  }
  return tokens;
}

/** `at` where no comment begins there. */
function endOfComment(text: string, at: number, syntax: SourceSyntax): number {
  const isBlock = text.charCodeAt(at) === SLASH && text.charCodeAt(at + 1) === STAR;
  if (isBlock && syntax.blockComments !== undefined) {
    if (syntax.blockComments === 'plain') {
      const end = text.indexOf('*/', at + 2);
      return end === -1 ? text.length : end + 2;
    }
    let depth = 1;
    let i = at + 2;
    while (i < text.length && depth > 0) {
      if (text.charCodeAt(i) === SLASH && text.charCodeAt(i + 1) === STAR) {
        depth++;
        i += 2;
      } else if (text.charCodeAt(i) === STAR && text.charCodeAt(i + 1) === SLASH) {
        depth--;
        i += 2;
      } else i++;
    }
    return i;
  }
  if (!syntax.lineComments.some(start => text.startsWith(start, at))) return at;
  return endOfLine(text, at);
}

function endOfLine(text: string, at: number): number {
  let i = at;
  while (i < text.length && text.charCodeAt(i) !== NEWLINE && text.charCodeAt(i) !== RETURN) i++;
  return i;
}

/** Scala's quote begins symbols, too: there it is a sign. */
function readQuoted(text: string, token: SourceToken, syntax: SourceSyntax): void {
  const { at } = token;
  if (syntax.characters === true && text[at] === "'") {
    const isCharacter = text[at + 2] === "'";
    token.kind = isCharacter ? 'text' : 'sign';
    token.value = text[isCharacter ? at + 1 : at] as string;
    if (isCharacter) token.end = at + 3;
  } else readText(text, token, syntax);
}

function wordEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && isWordCode(text.charCodeAt(end))) end++;
  return end;
}

/** Reads the text that begins at `token.at`; values inside may hold texts with values themselves. */
function readText(text: string, token: SourceToken, syntax: SourceSyntax): void {
  const quote = text[token.at] as string;
  const isLong = (syntax.longQuotes ?? '').includes(quote) && text.startsWith(quote.repeat(3), token.at);
  const close = isLong ? quote.repeat(3) : quote;
  const isRaw = (syntax.rawQuotes ?? '').includes(quote);
  const values = syntax.values?.quotes.includes(quote) ? syntax.values.kind : null;
  token.kind = 'text';
  const pieces: string[] = [];
  let from = token.at + close.length;
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if ((code === NEWLINE || code === RETURN) && !isLong && !(isRaw && quote === '`')) break;
    if (code === BACKSLASH && !isRaw) {
      if (values === 'backslash' && text[at + 1] === '(') {
        token.computed = true;
        at = endOfValue(text, at + 1, isLong);
        continue;
      }
      const next = text[at + 1] ?? '';
      // Of escapes the character itself is taken, but for those that stand for another one.
      if (next === quote || next === '\\' || next === '$') {
        pieces.push(text.slice(from, at));
        from = at + 1;
      }
      at += next === '\n' || next === '\r' ? 1 : 2;
      continue;
    }
    if (values === 'dollar' && code === DOLLAR) {
      const next = text.charCodeAt(at + 1);
      if (next === 123) {
        token.computed = true;
        at = endOfValue(text, at + 1, isLong);
        continue;
      }
      if (next !== DOLLAR && next !== 46 && isWordCode(next)) token.computed = true;
    }
    if (text.startsWith(close, at)) {
      pieces.push(text.slice(from, at));
      token.value = pieces.join('');
      token.end = at + close.length;
      return;
    }
    at++;
  }
  pieces.push(text.slice(from, Math.min(at, text.length)));
  token.value = pieces.join('');
  token.end = Math.min(at, text.length);
}

/** After the bracket that closes the one at `open`, or the end of the line where none does. Texts inside are passed over. */
function endOfValue(text: string, open: number, isLong: boolean): number {
  const [opening, closing] = text[open] === '(' ? ['(', ')'] : ['{', '}'];
  let depth = 0;
  let quote = '';
  for (let at = open; at < text.length; at++) {
    const character = text[at] as string;
    if ((character === '\n' || character === '\r') && !isLong) return at;
    if (quote !== '') {
      if (character === '\\') at++;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === opening) depth++;
    else if (character === closing && --depth === 0) return at + 1;
  }
  return text.length;
}
