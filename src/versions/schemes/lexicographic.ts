/**
 * Any text, in the order of its UTF-8 bytes, without normalisation:
 * https://github.com/package-url/vers-spec/blob/main/docs/version-schemes.md (generic types). Empty text and text that
 * is no Unicode (half a surrogate pair) are no versions. The scheme knows no pre-releases: every version is stable.
 * Ranges are comparators; a version with white space, comma or `|` can only be in a vers.
 */
import { defineScheme } from '../scheme.ts';
import { parseComparators } from './shared/comparators.ts';

export const lexicographic = defineScheme<string>({
  id: 'lexicographic',
  aliases: [],
  source: 'https://github.com/package-url/vers-spec/blob/main/docs/version-schemes.md',
  parse,
  order: compareCodePoints,
  print: version => version,
  isStable: () => true,
  parseRange: text => parseComparators(text, { id: 'lexicographic', parse, order: compareCodePoints }),
});

function parse(text: string): string | null {
  return text !== '' && text.isWellFormed() ? text : null;
}

/**
 * The order of code points, which is that of UTF-8 bytes. UTF-16 code units differ from it where a surrogate meets a
 * unit from U+E000 on. Allocates nothing.
 */
function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left === right) continue;
    // A surrogate stands for a code point from U+10000 on, above all that one unit writes.
    if (isSurrogate(left) !== isSurrogate(right)) return isSurrogate(left) ? 1 : -1;
    return left - right;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
