/** go.mod: https://go.dev/ref/mod#go-mod-file. What a module requires, and what its author says of its versions. */

export interface GoMod {
  /** Null where there is no such line. */
  module: string | null;
  /** The message behind `Deprecated:` in the comment on `module`; empty where there is none behind it. */
  deprecated: string | null;
  go: string | null;
  toolchain: string | null;
  requires: { path: string; version: string; indirect: boolean }[];
  retractions: Retraction[];
  /** False for the file that a proxy makes up for a version without one: it names the module and nothing else. */
  isWritten: boolean;
}

/** Both ends are included. */
export interface Retraction {
  low: string;
  high: string;
  reason: string | null;
}

const MAX_LINES = 100_000;
const MAX_LINE = 4_096;
const MAX_REASON = 1_000;
const MAX_REQUIRES = 20_000;
const MAX_RETRACTIONS = 2_000;
const PUNCTUATION = '()[],';
const WORD_END = /[\s()[\],"`]/g;

/** Reads what it understands and passes over the rest: every proxy serves files of go versions to come. */
export function parseGoMod(bytes: Uint8Array): GoMod {
  const mod: GoMod = {
    module: null,
    deprecated: null,
    go: null,
    toolchain: null,
    requires: [],
    retractions: [],
    isWritten: false,
  };
  let block: { verb: string; comments: string[] } | null = null;
  let above: string[] = [];
  for (const line of new TextDecoder().decode(bytes).split('\n', MAX_LINES)) {
    if (line.length > MAX_LINE) continue;
    const mark = line.indexOf('//');
    const comment = mark < 0 ? null : line.slice(mark + 2).trim();
    const tokens = tokensOf(mark < 0 ? line : line.slice(0, mark));
    const [verb] = tokens;
    if (verb === undefined) {
      // A blank line ends a comment, so that what is above it belongs to nothing.
      if (comment === null) above = [];
      else above.push(comment);
      continue;
    }
    const comments = comment === null ? above : [...above, comment];
    above = [];
    if (block !== null && verb === ')') block = null;
    else if (block !== null)
      directive(mod, block.verb, tokens, comments.length > 0 ? comments : block.comments);
    else if (tokens[1] === '(') block = { verb, comments };
    else directive(mod, verb, tokens.slice(1), comments);
  }
  return mod;
}

function directive(mod: GoMod, verb: string, args: string[], comments: string[]): void {
  const [first = '', second = ''] = args.map(unquoted);
  if (verb === 'module') {
    mod.module ??= first || null;
    mod.deprecated ??= deprecationIn(comments);
    return;
  }
  mod.isWritten = true;
  if (verb === 'go') mod.go ??= first || null;
  else if (verb === 'toolchain') mod.toolchain ??= first || null;
  else if (verb === 'require' && second !== '' && mod.requires.length < MAX_REQUIRES)
    mod.requires.push({ path: first, version: second, indirect: isIndirect(comments.at(-1)) });
  else if (verb === 'retract' && mod.retractions.length < MAX_RETRACTIONS) retract(mod, args, comments);
}

/** `v1.0.0` or `[v1.0.0, v1.9.9]`. */
function retract(mod: GoMod, args: string[], comments: string[]): void {
  const [low, high = low, ...more] = args.filter(token => !/^[[\],]$/.test(token)).map(unquoted);
  if (low === undefined || high === undefined || more.length > 0) return;
  const reason = comments.join('\n').trim().slice(0, MAX_REASON);
  mod.retractions.push({ low, high, reason: reason === '' ? null : reason });
}

function isIndirect(comment: string | undefined): boolean {
  return comment !== undefined && /^indirect(?:;|$)/.test(comment);
}

/** A paragraph that begins with `Deprecated:`, up to an empty line of the comment. */
function deprecationIn(comments: string[]): string | null {
  const start = comments.findIndex(
    (line, index) => line.startsWith('Deprecated:') && (index === 0 || comments[index - 1] === ''),
  );
  if (start < 0) return null;
  const rest = comments.slice(start);
  const end = rest.indexOf('');
  const paragraph = (end < 0 ? rest : rest.slice(0, end)).join(' ');
  return paragraph.slice('Deprecated:'.length).trim().slice(0, MAX_REASON);
}

/** Strings with their quotes, punctuation, and words. What follows an opening quote that is not closed is dropped. */
function tokensOf(line: string): string[] {
  const tokens: string[] = [];
  for (let at = 0; at < line.length; ) {
    const character = line.charAt(at);
    let end = at + 1;
    if (character === '"' || character === '`') {
      end = stringEnd(line, at);
      if (end < 0) break;
    } else if (!PUNCTUATION.includes(character)) {
      WORD_END.lastIndex = at;
      end = WORD_END.exec(line)?.index ?? line.length;
    }
    // White space ends a word of no length.
    if (end > at) tokens.push(line.slice(at, end));
    at = Math.max(end, at + 1);
  }
  return tokens;
}

/** Behind the closing quote; -1 where there is none. A backslash escapes in double quotes only. */
function stringEnd(line: string, start: number): number {
  const quote = line.charAt(start);
  for (let at = start + 1; at < line.length; at++) {
    if (line.charAt(at) === quote) return at + 1;
    if (quote === '"' && line.charAt(at) === '\\') at++;
  }
  return -1;
}

function unquoted(token: string): string {
  const quote = token[0];
  if (quote === '`') return token.slice(1, -1);
  return quote === '"' ? token.slice(1, -1).replaceAll(/\\(.)/g, '$1') : token;
}
