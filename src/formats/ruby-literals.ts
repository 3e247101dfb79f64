/** Where the literals of Ruby source end: strings, `%` forms, heredocs, regular expressions; and its lines and words. */
import { isAlphanumeric } from './ascii.ts';
import type { RubyTokenType } from './ruby-tokens.ts';

const CLOSING = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['<', '>'],
]);

/** After the closing quote of a string whose inside starts at `from`; the text's end where there is none. */
export function quoteEnd(
  text: string,
  from: number,
  open: string,
  close: string,
  interpolated: boolean,
): number {
  let depth = 1;
  /** Braces open within `#{}`; strings in there are passed over with their brackets. */
  let braces = 0;
  for (let i = from; i < text.length; i++) {
    const c = text[i] as string;
    if (c === '\\') i++;
    else if (interpolated && c === '#' && text[i + 1] === '{') {
      braces++;
      i++;
    } else if (braces > 0) {
      if (c === '{') braces++;
      else if (c === '}') braces--;
    } else if (c === close) {
      if (--depth === 0) return i + 1;
    } else if (c === open) depth++;
  }
  return text.length;
}

export function percentLiteral(
  text: string,
  at: number,
): { type: RubyTokenType; text: string; end: number; computed: boolean } | null {
  let i = at + 1;
  let kind = '';
  const letter = text[i] ?? '';
  if ('wWiIqQrsx'.includes(letter) && letter !== '') {
    kind = letter;
    i++;
  }
  const open = text[i] ?? '';
  if (open === '' || isWord(open.charCodeAt(0)) || isBlankAt(text, i) || open === '=') return null;
  const end = quoteEnd(
    text,
    i + 1,
    open,
    CLOSING.get(open) ?? open,
    kind === '' || kind === 'Q' || kind === 'W',
  );
  const inner = text.slice(i + 1, Math.max(i + 1, end - 1));
  const computed = kind === 'x' || ((kind === '' || kind === 'Q' || kind === 'W') && inner.includes('#{'));
  if (kind === 'r') return { type: 'regexp', text: inner, end, computed };
  if (kind === 's') return { type: 'symbol', text: inner, end, computed };
  if ('wWiI'.includes(kind) && kind !== '') return { type: 'words', text: inner, end, computed };
  return { type: 'text', text: inner, end, computed };
}

export function heredocStart(
  text: string,
  at: number,
): { id: string; end: number; computed: boolean } | null {
  let i = at + 2;
  if (text[i] === '~' || text[i] === '-') i++;
  const quote = text[i] === '"' || text[i] === "'" || text[i] === '`' ? (text[i] as string) : '';
  if (quote !== '') i++;
  const from = i;
  if (!isWord(text.charCodeAt(i)) || isDigit(text.charCodeAt(i))) return null;
  while (isWord(text.charCodeAt(i))) i++;
  const id = text.slice(from, i);
  if (quote !== '') {
    if (text[i] !== quote) return null;
    i++;
  }
  return { id, end: i, computed: quote === '`' };
}

/** Where a heredoc's text ends and where the line after its end starts. */
export function heredocEnd(text: string, from: number, id: string): { body: number; next: number } {
  let at = from;
  while (at < text.length) {
    const end = lineEnd(text, at);
    let first = at;
    while (first < end && isBlankAt(text, first)) first++;
    if (end - first === id.length && text.startsWith(id, first))
      return { body: at, next: afterBreak(text, end) };
    at = afterBreak(text, end);
  }
  return { body: text.length, next: text.length };
}

/** After a regular expression's flags; not found where its line ends before. */
export function regexpEnd(text: string, from: number): { found: boolean; at: number } {
  let isInSet = false;
  let i = from;
  for (; i < text.length && !isBreakAt(text, i); i++) {
    const c = text[i];
    if (c === '\\') i++;
    else if (c === '[') isInSet = true;
    else if (c === ']') isInSet = false;
    else if (c === '/' && !isInSet) {
      i++;
      while (isWord(text.charCodeAt(i))) i++;
      return { found: true, at: i };
    }
  }
  return { found: false, at: i };
}

export function unescaped(inner: string, quote: string): string {
  if (!inner.includes('\\')) return inner;
  let out = '';
  let kept = 0;
  for (let i = inner.indexOf('\\'); i >= 0 && i + 1 < inner.length; i = inner.indexOf('\\', i + 2)) {
    const next = inner[i + 1] as string;
    // Single quotes know two escapes; of the others those that a name or a version may hold.
    const value =
      quote === "'"
        ? next === "'" || next === '\\'
          ? next
          : `\\${next}`
        : next === 'n'
          ? '\n'
          : next === 't'
            ? '\t'
            : next;
    out += inner.slice(kept, i) + value;
    kept = i + 2;
  }
  return out + inner.slice(kept);
}

export function lineStartingWith(text: string, from: number, start: string): number {
  let at = from;
  while (at < text.length) {
    const end = lineEnd(text, at);
    if (text.startsWith(start, at)) return end;
    at = afterBreak(text, end);
  }
  return text.length;
}

export function lineEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length && !isBreakAt(text, i)) i++;
  return i;
}

export function afterBreak(text: string, at: number): number {
  return text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
}

export function linesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) count++;
  }
  return count;
}

export function isBreakAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 10 || code === 13 || Number.isNaN(code);
}

export function isBlankAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || (code >= 9 && code <= 13) || Number.isNaN(code);
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Letters, digits, `_` and all that is not ASCII. */
export function isWord(code: number): boolean {
  return isAlphanumeric(code) || code === 95 || code > 127;
}
