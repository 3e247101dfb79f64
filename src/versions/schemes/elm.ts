/**
 * Elm: three numbers and nothing else, and constraints of one form. A published version is final: the package site takes
 * no pre-releases, so every version is stable.
 */
import { type Bound, normalise } from '../intervals.ts';
import { badRange, defineScheme, type VersionRange } from '../scheme.ts';
import {
  boundAt,
  orderSemver,
  printSemver,
  readNumbers,
  releaseFrom,
  releaseOf,
  type SemVer,
} from './shared/semver.ts';

export const elm = defineScheme<SemVer>({
  id: 'elm',
  aliases: ['package.elm-lang.org', 'elm-package'],
  source: 'https://github.com/elm/compiler/blob/master/docs/elm.json/package.md#dependencies',
  parse,
  order: orderSemver,
  print: printSemver,
  isStable: () => true,
  release: releaseOf,
  parseRange,
});

function parse(text: string): SemVer | null {
  const read = readNumbers(text, 0, 3);
  if (read === null || read.numbers.length !== 3 || read.end !== text.length) return null;
  return releaseFrom(read.numbers);
}

/** `1.0.0 <= v < 2.0.0` of packages, or the one version that an application's elm.json names. */
function parseRange(text: string): VersionRange<SemVer> {
  const words = text.trim().split(/\s+/);
  if (words.length === 1) {
    const bound = readBound(words[0] as string, '<=', text);
    return { intervals: [{ lower: bound, upper: bound }] };
  }
  if (words.length !== 5 || words[2] !== 'v')
    throw badRange('elm', text, 'a constraint looks like 1.0.0 <= v < 2.0.0');
  const [from, fromOperator, , toOperator, to] = words as [string, string, string, string, string];
  const lower = readBound(from, fromOperator, text);
  const upper = readBound(to, toOperator, text);
  const span = orderSemver(lower.version, upper.version);
  // Elm itself prints `exactly 1.0.0` as 1.0.0 <= v <= 1.0.0.
  if (span > 0 || (span === 0 && !(lower.inclusive && upper.inclusive)))
    throw badRange('elm', text, 'the lower version comes first');
  return { intervals: normalise([{ lower, upper }], orderSemver) };
}

function readBound(word: string, operator: string, text: string): Bound<SemVer> {
  if (operator !== '<' && operator !== '<=')
    throw badRange('elm', text, `"${operator.slice(0, 40)}" is neither < nor <=`);
  const version = parse(word);
  if (version === null) throw badRange('elm', text, `"${word.slice(0, 40)}" is no version`);
  return boundAt(version, operator === '<=', word);
}
