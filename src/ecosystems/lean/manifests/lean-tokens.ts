/** The tokens of a Lean file, as far as declarations of Lake need them: `--` and nested comments, texts, identifiers. */
import { UpstreamError } from '../../../core/errors.ts';

export interface LeanToken {
  /** `word`: an identifier, also between « and »; `sign`: any other character. */
  kind: 'word' | 'text' | 'sign';
  /** Without quotes or signs around it. */
  text: string;
}

const MAX_LENGTH = 8 * 1024 * 1024;
const MAX_TOKENS = 500_000;
const SPACE = 0x20;
const ENDS_WORD: ReadonlySet<string> = new Set('"«(){}[],:;@/|<>=');

/** @throws UpstreamError `too-large` for more than 8 MiB or 500,000 tokens. */
export function leanTokens(text: string): LeanToken[] {
  if (text.length > MAX_LENGTH)
    throw new UpstreamError('too-large', `lakefile.lean: more than ${MAX_LENGTH} characters`);
  const tokens: LeanToken[] = [];
  for (let at = 0; at < text.length; ) {
    const character = text[at] as string;
    if (text.charCodeAt(at) <= SPACE) at++;
    else if (text.startsWith('--', at)) at = endOf(text, '\n', at + 2);
    else if (text.startsWith('/-', at)) at = commentEnd(text, at + 2);
    else {
      let end = at + 1;
      let token: LeanToken = { kind: 'sign', text: character };
      if (character === '"') {
        end = quoteEnd(text, at + 1);
        token = { kind: 'text', text: text.slice(at + 1, end).replace(/\\(.)/gs, '$1') };
        end++;
      } else if (character === '«') {
        end = endOf(text, '»', at);
        token = { kind: 'word', text: text.slice(at + 1, end) };
        end++;
      } else if (!endsWord(text, at)) {
        while (end < text.length && !endsWord(text, end)) end++;
        token = { kind: 'word', text: text.slice(at, end) };
      }
      tokens.push(token);
      if (tokens.length > MAX_TOKENS)
        throw new UpstreamError('too-large', `lakefile.lean: more than ${MAX_TOKENS} tokens`);
      at = end;
    }
  }
  return tokens;
}

/** Blanks and signs. */
function endsWord(text: string, at: number): boolean {
  return text.charCodeAt(at) <= SPACE || ENDS_WORD.has(text[at] as string);
}

function endOf(text: string, what: string, from: number): number {
  const end = text.indexOf(what, from);
  return end < 0 ? text.length : end;
}

/** Comments lie in each other. */
function commentEnd(text: string, start: number): number {
  let depth = 1;
  let at = start;
  while (at < text.length && depth > 0) {
    if (text.startsWith('-/', at)) depth--;
    else if (text.startsWith('/-', at)) depth++;
    else {
      at++;
      continue;
    }
    at += 2;
  }
  return at;
}

function quoteEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at, text.length);
}
