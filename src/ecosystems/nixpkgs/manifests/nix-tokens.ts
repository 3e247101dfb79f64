/** The tokens of a Nix expression (https://nix.dev/manual/nix/latest/language/), as far as sets of plain values need them. */

import { UpstreamError } from '../../../core/errors.ts';
import { isAlphanumeric } from '../../../formats/ascii.ts';

export interface NixToken {
  /** `word`: a name or number; `sign`: any other character. */
  kind: 'word' | 'text' | 'sign';
  /** Of a text what stands between its quotes. */
  text: string;
  /** From 1. */
  line: number;
  /** True for a text into which values are put. */
  computed: boolean;
}

const MAX_LENGTH = 8 * 1024 * 1024;
const MAX_TOKENS = 500_000;

/** @throws UpstreamError `too-large` for more than 8 MiB or 500,000 tokens. */
export function nixTokens(text: string): NixToken[] {
  if (text.length > MAX_LENGTH)
    throw new UpstreamError('too-large', `flake.nix: more than ${MAX_LENGTH} characters`);
  const tokens: NixToken[] = [];
  let line = 1;
  const passed = (from: number, to: number) => {
    for (let i = from; i < to; i++) if (text.charCodeAt(i) === 10) line++;
    return to;
  };
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === 10) {
      line++;
      at++;
    } else if (code <= 32) at++;
    else if (code === 35) at = endOf(text, '\n', at);
    else if (text.startsWith('/*', at)) at = passed(at, endOf(text, '*/', at + 2) + 2);
    else {
      const isLong = text.startsWith("''", at);
      const isText = isLong || text[at] === '"';
      const end = isLong ? longTextEnd(text, at + 2) : isText ? textEnd(text, at + 1) : wordEnd(text, at);
      const value = isText ? text.slice(at + (isLong ? 2 : 1), end) : text.slice(at, Math.max(end, at + 1));
      const kind = isText ? 'text' : end > at ? 'word' : 'sign';
      tokens.push({ kind, text: value, line, computed: isText && value.includes('${') });
      if (tokens.length > MAX_TOKENS)
        throw new UpstreamError('too-large', `flake.nix: more than ${MAX_TOKENS} tokens`);
      at = isText ? passed(at, end + (isLong ? 2 : 1)) : Math.max(end, at + 1);
    }
  }
  return tokens;
}

function endOf(text: string, what: string, from: number): number {
  const end = text.indexOf(what, from);
  return end < 0 ? text.length : end;
}

/** The quote that ends a text; values put into it may hold texts themselves. */
function textEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '$' && text[at + 1] === '{') depth++;
    else if (character === '}' && depth > 0) depth--;
    else if (character === '"' && depth === 0) return at;
  }
  return text.length;
}

/** The two quotes that end a text over several lines; three of them, or two before `$` or a backslash, do not. */
function longTextEnd(text: string, start: number): number {
  for (let at = text.indexOf("''", start); at >= 0; at = text.indexOf("''", at)) {
    const next = text[at + 2] ?? '';
    if (next !== "'" && next !== '$' && next !== '\\') return at;
    at += next === '\\' ? 4 : 3;
  }
  return text.length;
}

/** Letters, digits, `_`, `-` and `'`. Gives `start` where no word begins. */
function wordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && isWordCode(text.charCodeAt(at))) at++;
  return at;
}

function isWordCode(code: number): boolean {
  return isAlphanumeric(code) || code === 95 || code === 45 || code === 39 || code > 127;
}
