/**
 * The scheme for what no other scheme knows: natural order, as `shared/natural.ts` states it rule by rule. The vers
 * specification names `generic` and leaves its comparison open:
 * https://github.com/package-url/vers-spec/blob/main/docs/version-schemes.md. Ranges are comparators
 * (`shared/comparators.ts`).
 */
import { defineScheme } from '../scheme.ts';
import { parseComparators } from './shared/comparators.ts';
import {
  compareNatural,
  hasPreReleaseWord,
  type Natural,
  parseNatural,
  printNatural,
} from './shared/natural.ts';
import { releaseOf } from './shared/release.ts';

export const generic = defineScheme<Natural>({
  id: 'generic',
  aliases: ['natural'],
  source: 'https://github.com/package-url/vers-spec/blob/main/docs/version-schemes.md',
  parse: parseNatural,
  order: compareNatural,
  print: printNatural,
  isStable: ({ tail }) => !hasPreReleaseWord(tail),
  release: ({ isNumbered, numbers }) => (isNumbered ? releaseOf(numbers[0], numbers[1], numbers[2]) : null),
  parseRange: text => parseComparators(text, { id: 'generic', parse: parseNatural, order: compareNatural }),
});
