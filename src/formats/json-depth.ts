/** How deep JSON is nested, told before it is parsed: `JSON.parse` takes seconds for some megabytes of `[`. */

const BACKSLASH = 92;
const NEWLINE = 10;
/** Characters before a bracket that are searched for the beginning of its line. */
const MAX_LOOK_BACK = 256;

/**
 * Whether arrays and objects are nested deeper than `limit` in a text that is JSON; of other text whether they are up to where it
 * stops to be JSON. It goes from bracket to bracket and reads only what stands before one on its line, as no string of JSON
 * holds a line break, and is so many times as fast as a reader of every character.
 */
export function isDeeperThan(text: string, limit: number): boolean {
  let openBrace = find(text, '{', 0);
  let openBracket = find(text, '[', 0);
  let closeBrace = find(text, '}', 0);
  let closeBracket = find(text, ']', 0);
  let depth = 0;
  // A position that is in no string.
  let known = 0;
  let quote = -1;
  for (;;) {
    const at = Math.min(openBrace, openBracket, closeBrace, closeBracket);
    if (at === Number.POSITIVE_INFINITY) return false;
    let start = startOfLine(text, at, known);
    let inside = false;
    if (quote < start) quote = find(text, '"', start);
    while (quote < at && !inside) {
      start = endOfString(text, quote) + 1;
      if (start > at) inside = true;
      else quote = find(text, '"', start);
    }
    known = inside ? start : at + 1;
    if (!inside) {
      if (at === openBrace || at === openBracket) {
        if (++depth > limit) return true;
      } else depth--;
    }
    if (openBrace < known) openBrace = find(text, '{', known);
    if (openBracket < known) openBracket = find(text, '[', known);
    if (closeBrace < known) closeBrace = find(text, '}', known);
    if (closeBracket < known) closeBracket = find(text, ']', known);
  }
}

/** The position after the last line break between `known` and `at`; `known` where none is near. */
function startOfLine(text: string, at: number, known: number): number {
  const least = Math.max(known, at - MAX_LOOK_BACK);
  for (let i = at - 1; i >= least; i--) if (text.charCodeAt(i) === NEWLINE) return i + 1;
  return known;
}

/** Position of the quote that ends the string which begins at `start`; the text's length where none does. */
export function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

function find(text: string, character: string, from: number): number {
  const at = text.indexOf(character, from);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}
