/** What people and some programs write into JSON beyond RFC 8259: comments and commas before closing brackets. */
import { endOfString } from './json-depth.ts';

const COMMA = 44;
const SLASH = 47;
const STAR = 42;

/**
 * The text with `//` and block comments and, if asked for, commas before a closing bracket as spaces, so that positions stay;
 * null where it holds none or a comment does not end. What else is wrong with it stays as it is.
 */
export function withoutExtras(text: string, trailingCommas: boolean): string | null {
  if (!trailingCommas && !text.includes('/')) return null;
  const extras: [from: number, to: number][] = [];
  // The last comma with a value before it and nothing but white space and comments after it.
  let comma = -1;
  let hasValue = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 32) continue;
    if (code === SLASH) {
      const end = endOfComment(text, at);
      if (end < 0) return null;
      if (end > at) {
        extras.push([at, end]);
        at = end - 1;
        continue;
      }
    }
    if (code === COMMA) {
      comma = hasValue ? at : -1;
      hasValue = false;
      continue;
    }
    // `}` and `]`.
    const isClosing = code === 125 || code === 93;
    if (isClosing && comma >= 0 && trailingCommas) extras.push([comma, comma + 1]);
    comma = -1;
    // `{`, `[` and `:` are no values.
    hasValue = code !== 123 && code !== 91 && code !== 58;
    if (code === 34) at = endOfString(text, at);
  }
  if (extras.length === 0) return null;
  // A comma before a comment is known for one only after it.
  return blanked(
    text,
    extras.sort(([a], [b]) => a - b),
  );
}

/** The position after the comment that begins here; the same position where none does, -1 where it does not end. */
function endOfComment(text: string, at: number): number {
  const next = text.charCodeAt(at + 1);
  if (next === STAR) {
    const end = text.indexOf('*/', at + 2);
    return end < 0 ? -1 : end + 2;
  }
  if (next !== SLASH) return at;
  let end = at + 2;
  while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
  return end;
}

function blanked(text: string, ranges: readonly [number, number][]): string {
  const pieces: string[] = [];
  let kept = 0;
  for (const [from, to] of ranges) {
    pieces.push(text.slice(kept, from));
    pieces.push(to - from === 1 ? ' ' : text.slice(from, to).replace(/[^\r\n]/g, ' '));
    kept = to;
  }
  return pieces.join('') + text.slice(kept);
}
