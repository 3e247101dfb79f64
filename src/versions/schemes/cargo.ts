/**
 * Cargo: SemVer 2.0.0 with 64-bit numbers, and the requirements of the `semver` crate. A pre-release satisfies a
 * requirement only where one of its comparators names a pre-release of the same `major.minor.patch`.
 */
import { ALL, type Interval } from '../intervals.ts';
import type { Numeric } from '../numeric.ts';
import { badRange, defineScheme, type VersionRange } from '../scheme.ts';
import { allOf } from './shared/all-of.ts';
import { identifiersEnd, readIdentifiers } from './shared/node-version.ts';
import {
  areWithin,
  boundAt,
  boundBefore,
  caretPosition,
  firstPrerelease,
  type Identifier,
  orderSemver,
  parseSemver,
  printSemver,
  readNumbers,
  releaseAfter,
  releaseFrom,
  releaseOf,
  type SemVer,
} from './shared/semver.ts';

const OPERATORS = ['>=', '<=', '=', '>', '<', '~', '^'] as const;
const MAX_U64 = '18446744073709551615';
const MAX_COMPARATORS = 32;

interface Comparator {
  operator: (typeof OPERATORS)[number];
  /** One to three; the absent ones are wildcards. */
  numbers: readonly Numeric[];
  /** With zeros for absent numbers. */
  version: SemVer;
}

export interface CargoRange extends VersionRange<SemVer> {
  comparators?: readonly Comparator[];
}

export const cargo = defineScheme<SemVer, CargoRange>({
  id: 'cargo',
  aliases: ['crates.io', 'crates', 'rust'],
  source: 'https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html',
  parse: text => {
    const version = parseSemver(text);
    return version !== null && areWithin([version.major, version.minor, version.patch], MAX_U64)
      ? version
      : null;
  },
  order: orderSemver,
  print: printSemver,
  isStable: version => version.prerelease.length === 0,
  release: releaseOf,
  parseRange,
  // The intervals say what the numbers allow; here is what becomes of pre-releases within them.
  admits: (version, { comparators }) =>
    version.prerelease.length === 0 ||
    comparators === undefined ||
    (comparators.some(comparator => namesPrereleaseOf(comparator, version)) &&
      comparators.every(comparator => takesPrerelease(comparator, version))),
});

function parseRange(text: string): CargoRange {
  const whole = text.trim();
  if (whole === '*' || whole === 'x' || whole === 'X') return { intervals: ALL, comparators: [] };
  const parts = whole.split(',');
  if (parts.length > MAX_COMPARATORS)
    throw badRange('cargo', text, `it has more than ${MAX_COMPARATORS} parts`);
  const comparators = parts.map(part => readComparator(part.trim(), text));
  const namesPrerelease = comparators.some(({ version }) => version.prerelease.length > 0);
  const sets = comparators.map(comparator => [intervalOf(comparator, namesPrerelease)]);
  return { intervals: allOf(sets, orderSemver), comparators };
}

function readComparator(part: string, range: string): Comparator {
  const refuse = (why: string) => badRange('cargo', range, why);
  const written = OPERATORS.find(known => part.startsWith(known));
  let start = written?.length ?? 0;
  while (part[start] === ' ') start++;
  const read = readNumbers(part, start, 3);
  if (read === null)
    throw refuse(part === '' ? 'a part is missing' : `"${part.slice(0, 40)}" is no version requirement`);
  const { numbers } = read;
  if (!areWithin(numbers, MAX_U64)) throw refuse('a number has more than 64 bits');
  const wildcards = wildcardsEnd(part, read.end, 3 - numbers.length);
  const tail = numbers.length === 3 ? readTail(part, read.end) : { prerelease: [], end: wildcards };
  if (tail === null || tail.end !== part.length)
    throw refuse(`"${part.slice(0, 40)}" is no version requirement`);
  const operator = written ?? (wildcards > read.end ? '=' : '^');
  return { operator, numbers, version: { ...releaseFrom(numbers), prerelease: tail.prerelease } };
}

/** Where `.*` or `.x`, at most `most` of them, end. */
function wildcardsEnd(text: string, start: number, most: number): number {
  let end = start;
  for (let i = 0; i < most && text[end] === '.' && '*xX'.includes(text[end + 1] ?? ' '); i++) end += 2;
  return end;
}

function readTail(text: string, start: number): { prerelease: readonly Identifier[]; end: number } | null {
  let end = start;
  let prerelease: readonly Identifier[] | null = [];
  if (text[end] === '-') {
    end = identifiersEnd(text, start + 1);
    prerelease = end === -1 ? null : readIdentifiers(text, start + 1, end);
  }
  if (prerelease === null) return null;
  if (text[end] === '+') end = identifiersEnd(text, end + 1);
  return { prerelease, end };
}

/**
 * Where no comparator names a pre-release, none can be in the range, and a lower bound that an operator draws between two
 * releases is put on the release itself.
 */
function intervalOf(comparator: Comparator, namesPrerelease: boolean): Interval<SemVer> {
  const { operator, numbers, version } = comparator;
  const isFull = numbers.length === 3;
  const next = releaseAfter(numbers, numbers.length - 1);
  const from = (release: SemVer) =>
    boundAt(namesPrerelease ? firstPrerelease(release) : release, true, printSemver(release));
  const at = (inclusive: boolean) => boundAt(version, inclusive);
  switch (operator) {
    case '=':
      return { lower: at(true), upper: isFull ? at(true) : boundBefore(next) };
    case '>':
      return { lower: isFull ? at(false) : from(next), upper: null };
    case '>=':
      return { lower: at(true), upper: null };
    case '<':
      return { lower: null, upper: isFull ? at(false) : boundBefore(version) };
    case '<=':
      return { lower: null, upper: isFull ? at(true) : boundBefore(next) };
    case '~':
      return { lower: at(true), upper: boundBefore(releaseAfter(numbers, numbers.length === 1 ? 0 : 1)) };
    case '^':
      return {
        lower: isFull ? at(true) : from(version),
        upper: boundBefore(releaseAfter(numbers, caretPosition(numbers))),
      };
  }
}

function namesPrereleaseOf({ version }: Comparator, candidate: SemVer): boolean {
  return (
    version.prerelease.length > 0 &&
    version.major === candidate.major &&
    version.minor === candidate.minor &&
    version.patch === candidate.patch
  );
}

/** An incomplete version names releases only: `=1.2`, `~1.2` and the 1.2.x of `>=1.2` and `<=1.2` hold no pre-release. */
function takesPrerelease({ operator, numbers, version }: Comparator, candidate: SemVer): boolean {
  if (numbers.length === 3) return true;
  if (operator === '=' || operator === '~') return false;
  if (operator === '>=') {
    return orderSemver(candidate, firstPrerelease(releaseAfter(numbers, numbers.length - 1))) >= 0;
  }
  return operator !== '<=' || orderSemver(candidate, firstPrerelease(version)) < 0;
}
