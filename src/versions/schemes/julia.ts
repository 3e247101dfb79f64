/**
 * Julia: version numbers as `v"..."` reads them, in which build metadata orders, and the compat entries of Pkg. A compat
 * entry looks at the three numbers only, so it holds every pre-release and build of the versions it names.
 */
import { type Bound, type Interval, normalise } from '../intervals.ts';
import { compareNumeric, type Numeric, numeric } from '../numeric.ts';
import { badRange, defineScheme, type VersionRange } from '../scheme.ts';
import { printTail, readIdentifiers } from './shared/loose-semver.ts';
import {
  areWithin,
  caretPosition,
  type Identifier,
  orderIdentifiers,
  printSemver,
  releaseAfter,
  releaseFrom,
  releaseOf,
  type SemVer,
} from './shared/semver.ts';

export interface JuliaVersion extends SemVer {
  build: readonly Identifier[];
}

const MAX_UINT32 = 4_294_967_295;
const FRONT = /^v?(\d+)(?:\.(\d+)(?:\.(\d+))?)?(?![.\d])/i;
const WORDS = /^[0-9a-z.-]+$/i;
/** `1.0.0-` is below all of 1.0.0, `1.0.0+` above. */
const EDGE: readonly Identifier[] = [''];

export const julia = defineScheme<JuliaVersion>({
  id: 'julia',
  aliases: ['juliahub.com', 'juliahub'],
  source: 'https://pkgdocs.julialang.org/v1/compatibility/',
  parse,
  order,
  print: version => printSemver(version) + printTail([], version.build),
  isStable: version => version.prerelease.length === 0,
  release: releaseOf,
  parseRange,
});

function parse(text: string): JuliaVersion | null {
  const front = FRONT.exec(text);
  if (front === null) return null;
  const numbers = numbersOf(front);
  if (!areWithin(numbers, MAX_UINT32)) return null;
  const tail = text.slice(front[0].length);
  const plus = tail.indexOf('+');
  const prerelease = readPrerelease(plus === -1 ? tail : tail.slice(0, plus));
  const build = readBuild(plus === -1 ? undefined : tail.slice(plus + 1));
  if (prerelease === null || build === null) return null;
  if (prerelease === EDGE && build.length > 0) return null;
  return { ...releaseFrom(numbers), prerelease, build };
}

function numbersOf(front: RegExpExecArray): Numeric[] {
  return front
    .slice(1)
    .filter(digits => digits !== undefined)
    .map(numeric);
}

/** `-rc.1`, or `rc.1` where it starts with a letter. */
function readPrerelease(text: string): readonly Identifier[] | null {
  if (text === '') return [];
  if (text === '-') return EDGE;
  const words = text.startsWith('-') ? text.slice(1) : text;
  if (words === text && !/^[a-z]/i.test(text)) return null;
  return WORDS.test(words) ? readIdentifiers(words) : null;
}

function readBuild(text: string | undefined): readonly Identifier[] | null {
  if (text === undefined) return [];
  if (text === '') return EDGE;
  return WORDS.test(text) ? readIdentifiers(text) : null;
}

function order(a: JuliaVersion, b: JuliaVersion): number {
  if (a.major !== b.major) return compareNumeric(a.major, b.major);
  if (a.minor !== b.minor) return compareNumeric(a.minor, b.minor);
  if (a.patch !== b.patch) return compareNumeric(a.patch, b.patch);
  const isPrerelease = a.prerelease.length > 0;
  if (isPrerelease !== b.prerelease.length > 0) return isPrerelease ? -1 : 1;
  return orderIdentifiers(a.prerelease, b.prerelease) || orderBuilds(a.build, b.build);
}

function orderBuilds(a: readonly Identifier[], b: readonly Identifier[]): number {
  const isTop = a[0] === '';
  const isOtherTop = b[0] === '';
  return isTop || isOtherTop ? Number(isTop) - Number(isOtherTop) : orderIdentifiers(a, b);
}

/** The parts between commas are alternatives. */
function parseRange(text: string): VersionRange<JuliaVersion> {
  const intervals = text.split(',').flatMap(part => readPart(part.trim(), text));
  return { intervals: normalise(intervals, order) };
}

function readPart(part: string, range: string): Interval<JuliaVersion>[] {
  if (part === '*') return [{ lower: null, upper: null }];
  const hyphen = part.search(/\s-\s/);
  if (hyphen !== -1) return [between(part.slice(0, hyphen), part.slice(hyphen + 3), range)];
  const words = part.split(/\s+/);
  if (words.every(word => /^v?\d/.test(word)) && (words.length > 1 || part.endsWith('-')))
    return oldRequirement(words, range);
  const dash = part.indexOf('-');
  // A registry's own files write 1.2-3 for every version from 1.2 to 3.x.
  if (dash !== -1) return [between(part.slice(0, dash), part.slice(dash + 1), range)];
  return [readSpecifier(part, range)];
}

function readSpecifier(part: string, range: string): Interval<JuliaVersion> {
  const operator = ['>=', '≥', '=', '<', '^', '~'].find(known => part.startsWith(known)) ?? '^';
  const numbers = readNumbers(part.startsWith(operator) ? part.slice(operator.length) : part, range);
  const last = numbers.length - 1;
  const lower = from(numbers);
  switch (operator) {
    case '<':
      return { lower: null, upper: before(releaseFrom(numbers)) };
    case '>=':
    case '≥':
      return { lower, upper: null };
    case '=':
      return { lower, upper: before(releaseAfter(numbers, last)) };
    case '~':
      return { lower, upper: before(releaseAfter(numbers, tildePosition(numbers))) };
    default:
      return { lower, upper: before(releaseAfter(numbers, caretPosition(numbers))) };
  }
}

/** As for the caret where the first number is zero, else the minor version where there is one. */
function tildePosition(numbers: readonly Numeric[]): number {
  return numbers[0] === 0 ? caretPosition(numbers) : Math.min(1, numbers.length - 1);
}

/** `1.2.3 - 4.5` ends with the last 4.5.x. */
function between(first: string, last: string, range: string): Interval<JuliaVersion> {
  const numbers = readNumbers(last, range);
  return { lower: from(readNumbers(first, range)), upper: before(releaseAfter(numbers, numbers.length - 1)) };
}

/** Before Julia 1.0, in REQUIRE files: `0.3 0.5 0.7-` is everything from 0.3 to before 0.5, and from 0.7- on. */
function oldRequirement(words: readonly string[], range: string): Interval<JuliaVersion>[] {
  const bounds = words.map(word => {
    const version = parse(word);
    if (version === null) throw badRange('julia', range, `"${word.slice(0, 40)}" is no version`);
    return { version, text: word };
  });
  const intervals: Interval<JuliaVersion>[] = [];
  for (let i = 0; i < bounds.length; i += 2) {
    const [lower, upper] = [bounds[i] as (typeof bounds)[0], bounds[i + 1]];
    intervals.push({
      lower: { ...lower, inclusive: true },
      upper: upper === undefined ? null : { ...upper, inclusive: false },
    });
  }
  return intervals;
}

function readNumbers(written: string, range: string): Numeric[] {
  const bare = written.trim();
  const front = FRONT.exec(bare);
  const numbers = front === null ? [] : numbersOf(front);
  if (front?.[0].length !== bare.length || numbers.length === 0 || !areWithin(numbers, MAX_UINT32))
    throw badRange('julia', range, `"${bare.slice(0, 40)}" is no version of one to three numbers`);
  return numbers;
}

function from(numbers: readonly Numeric[]): Bound<JuliaVersion> {
  return { ...before(releaseFrom(numbers)), inclusive: true };
}

function before(release: SemVer): Bound<JuliaVersion> {
  return {
    version: { ...release, prerelease: EDGE, build: [] },
    text: printSemver(release),
    inclusive: false,
  };
}
