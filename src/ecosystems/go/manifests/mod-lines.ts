/**
 * The lines of go.mod and go.work, https://go.dev/ref/mod#go-mod-file-lexical: a verb with its arguments, or a block
 * `verb ( ... )` of lines that share one. A comment begins with `//` wherever it stands.
 */

/** A verb, the words behind it, and the comment at the end of its line. */
export type OnDirective = (verb: string, words: string[], comment: string) => void;

const SLASH = 0x2f;
const QUOTE = 0x22;
const BACKTICK = 0x60;
const SPACE = 0x20;

/** By character code what ends a word: a blank, punctuation, or a slash if another one follows. */
const [BLANK, PUNCTUATION, SLASHES] = [1, 2, 3];
const ENDS_WORD = new Uint8Array(128).fill(BLANK, 0, SPACE + 1);
for (const sign of '()[],') ENDS_WORD[sign.charCodeAt(0)] = PUNCTUATION;
ENDS_WORD[SLASH] = SLASHES;

/** Calls `on` for each line that says something. One array of words serves all calls. */
export function eachDirective(text: string, on: OnDirective): void {
  const words: string[] = [];
  let block: string | null = null;
  let at = 0;
  while (at < text.length) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    words.length = 0;
    const comment = wordsOf(text, at, end, words);
    at = end + 1;
    const first = words[0];
    if (first === undefined) continue;
    if (block !== null) {
      if (first === ')') block = null;
      else on(block, words, comment);
    } else if (words[1] === '(') {
      // `require ()` is an empty block.
      if (words[2] !== ')') block = first;
    } else {
      words.shift();
      on(first, words, comment);
    }
  }
}

/** Puts the words of a line into `words`; gives its comment without the slashes, `''` where it has none. */
function wordsOf(text: string, start: number, end: number, words: string[]): string {
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code <= SPACE) at++;
    else if (code === SLASH && text.charCodeAt(at + 1) === SLASH) return text.slice(at + 2, end).trim();
    else if (code === QUOTE || code === BACKTICK) {
      const close = text.indexOf(code === QUOTE ? '"' : '`', at + 1);
      const stop = close < 0 || close > end ? end : close;
      words.push(text.slice(at + 1, stop));
      at = stop + 1;
    } else {
      const stop = wordEnd(text, at, end);
      words.push(text.slice(at, stop));
      at = stop;
    }
  }
  return '';
}

/** A word ends at a blank or a comment; brackets and commas are words of their own. */
function wordEnd(text: string, start: number, end: number): number {
  if (ENDS_WORD[text.charCodeAt(start)] === PUNCTUATION) return start + 1;
  for (let at = start; at < end; at++) {
    const kind = ENDS_WORD[text.charCodeAt(at)];
    // Most characters end nothing; those beyond ASCII have no entry.
    if (kind === 0 || kind === undefined) continue;
    if (kind !== SLASHES || text.charCodeAt(at + 1) === SLASH) return at;
  }
  return end;
}

/** The words of `left [version] => right [version]`; null where there is no arrow. */
export function replacementOf(words: readonly string[]): Replacement | null {
  const arrow = words.indexOf('=>');
  const target = words[arrow + 1];
  const path = words[0];
  if (arrow < 1 || arrow > 2 || path === undefined || target === undefined) return null;
  return {
    path,
    version: arrow === 2 ? (words[1] as string) : null,
    target,
    targetVersion: words[arrow + 2] ?? null,
  };
}

export interface Replacement {
  path: string;
  /** null: every version. */
  version: string | null;
  target: string;
  /** null for a path. */
  targetVersion: string | null;
}

/** Whether a replacement's target lies beside the module: it begins with `./`, `../` or `/`. */
export function isPath(target: string): boolean {
  return target.startsWith('.') || target.startsWith('/') || /^[A-Za-z]:[\\/]/.test(target);
}
