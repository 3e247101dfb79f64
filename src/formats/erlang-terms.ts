/**
 * Erlang terms as files hold them for `file:consult/1` (https://www.erlang.org/doc/apps/kernel/file#consult/1): each ends with a dot.
 * Literals alone are read; anything else, such as `fun x/1` or a call, becomes a term of kind `other`.
 */

import { UpstreamError } from '../core/errors.ts';
import { isAlphanumeric } from './ascii.ts';

export type ErlangTerm =
  | { kind: 'atom'; text: string }
  /** A string `"..."` or a binary `<<"...">>`. */
  | { kind: 'text'; text: string }
  | { kind: 'tuple' | 'list'; items: ErlangTerm[] }
  /** Numbers and whatever is not understood, as written. */
  | { kind: 'other'; text: string };

const MAX_DEPTH = 100;
const MAX_LENGTH = 32 * 1024 * 1024;
const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };

/**
 * The terms of a file, in its order; what is cut off at its end is read as far as it goes. A map `#{...}` becomes a list of its keys
 * and values.
 *
 * @throws UpstreamError `malformed` for brackets that do not fit, `too-large` for 32 MiB or brackets 100 deep. `what` names the file.
 */
export function parseErlangTerms(text: string, what: string): ErlangTerm[] {
  if (text.length > MAX_LENGTH)
    throw new UpstreamError('too-large', `${what}: more than ${MAX_LENGTH} characters`);
  const terms: ErlangTerm[] = [];
  const open: { items: ErlangTerm[]; kind: 'tuple' | 'list'; close: string }[] = [];
  const put = (term: ErlangTerm) => void (open.at(-1)?.items ?? terms).push(term);
  for (let at = 0; at < text.length; ) {
    const character = text[at] as string;
    const code = text.charCodeAt(at);
    if (code <= 32 || character === ',' || character === '|' || character === '#') at++;
    else if (character === '%') at = lineEnd(text, at);
    else if (CLOSING[character] !== undefined) {
      if (open.length >= MAX_DEPTH)
        throw new UpstreamError('too-large', `${what}: brackets more than ${MAX_DEPTH} deep`);
      const kind = character === '{' && text[at - 1] !== '#' ? 'tuple' : 'list';
      open.push({ items: [], kind, close: CLOSING[character] as string });
      at++;
    } else if (character === '}' || character === ']' || character === ')') {
      const closed = open.pop();
      if (closed?.close !== character) throw mismatch(text, at, what);
      put({ kind: closed.kind, items: closed.items });
      at++;
    } else if (character === '"') {
      const end = quoteEnd(text, at);
      put({ kind: 'text', text: unescaped(text.slice(at + 1, end)) });
      at = end + 1;
    } else if (character === "'") {
      const end = quoteEnd(text, at);
      put({ kind: 'atom', text: unescaped(text.slice(at + 1, end)) });
      at = end + 1;
    } else if (text.startsWith('<<', at) || text.startsWith('>>', at)) at += 2;
    else if (character === '/' && isWordCode(text.charCodeAt(at + 1))) at = wordEnd(text, at + 1);
    else if (isWordCode(code)) {
      const end = wordEnd(text, at);
      const word = text.slice(at, end);
      put({ kind: code >= 97 && code <= 122 ? 'atom' : 'other', text: word });
      at = end;
    } else at++;
  }
  // What is open at the end was cut off.
  for (let cut = open.pop(); cut; cut = open.pop()) put({ kind: cut.kind, items: cut.items });
  return terms;
}

/** The items of a tuple that begins with this atom; null for every other term. */
export function taggedItems(term: ErlangTerm | undefined, tag: string): ErlangTerm[] | null {
  if (term?.kind !== 'tuple') return null;
  const [first, ...rest] = term.items;
  return first?.kind === 'atom' && first.text === tag ? rest : null;
}

/** The value of `{key, value}` in a list of such pairs. */
export function propertyOf(terms: readonly ErlangTerm[], key: string): ErlangTerm | undefined {
  for (const term of terms) {
    const found = taggedItems(term, key);
    if (found) return found[0];
  }
  return undefined;
}

/** The items of a list; empty for every other term. */
export function listItems(term: ErlangTerm | undefined): readonly ErlangTerm[] {
  return term?.kind === 'list' ? term.items : [];
}

/** A text or an atom, not empty; null for every other term. */
export function nameOf(term: ErlangTerm | undefined): string | null {
  return (term?.kind === 'text' || term?.kind === 'atom') && term.text !== '' ? term.text : null;
}

function mismatch(text: string, at: number, what: string): UpstreamError {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  return new UpstreamError('malformed', `${what}: a bracket closes none that is open`, { line, column });
}

/** Position of the quote that closes the one at `start`; the text's length where none does. */
function quoteEnd(text: string, start: number): number {
  const quote = text[start] as string;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at;
  }
  return text.length;
}

function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(/\\(.)/gs, '$1') : text;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** A dot is part of a word only between two others, as in `1.5`. */
function wordEnd(text: string, start: number): number {
  let at = start;
  while (
    isWordCode(text.charCodeAt(at)) ||
    (text[at] === '.' && at > start && isWordCode(text.charCodeAt(at + 1)))
  )
    at++;
  return at;
}

/** Letters, digits, `_` and `@`. */
function isWordCode(code: number): boolean {
  return isAlphanumeric(code) || code === 95 || code === 64 || code > 127;
}
