/**
 * Composer: versions of up to four numbers, and constraints as composer.json has them. Bounds that name no stability begin
 * and end before the development version (`>=1.0` is `>=1.0.0.0-dev`). A branch without numbers (`dev-main`) is in a
 * constraint that names it, in `*`, and in `!=` of anything else. Stability flags (`@beta`) and `minimum-stability` say
 * which versions a resolver looks at, not which satisfy; only `>=1.0@beta` and its kind move their bound.
 */
import { ALL, type Bound, type Interval, type Intervals, NONE, normalise } from '../intervals.ts';
import { type Numeric, numeric, successor } from '../numeric.ts';
import { badRange, defineScheme, type VersionRange } from '../scheme.ts';
import { allOf } from './shared/all-of.ts';
import {
  type ComposerVersion,
  MODIFIER,
  orderVersions,
  parseVersion,
  stabilityOf,
  versionOf,
} from './shared/composer-version.ts';
import { constraintWords } from './shared/composer-words.ts';
import { releaseOf } from './shared/release.ts';

/** What one word means for numbered versions, and whether it takes a branch. */
interface Constraint {
  intervals: Intervals<ComposerVersion>;
  takesBranch(name: string): boolean;
}

export interface ComposerRange extends VersionRange<ComposerVersion> {
  /** Alternatives of constraints that must all hold. */
  sets?: readonly (readonly Constraint[])[];
}

/** A version with its numbers apart. */
export interface PartialVersion {
  version: ComposerVersion;
  numbers: readonly Numeric[];
  /** True where it names a stability or a branch like `1.x-dev`. */
  isMarked: boolean;
  isBranch: boolean;
}

const PARTIAL = new RegExp(
  `^v?(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?(?:\\.(\\d+))?(?:${MODIFIER}|\\.([x*][.-]?dev))(?:\\+\\S+)?$`,
  'i',
);
const WILDCARD = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.[x*])+$/i;
const ANYTHING = /^(v)?[x*](?:\.[x*])*$/i;
/** A word that names a stability of its own. */
const MARKED = new RegExp(`-${MODIFIER}$`, 'i');
const OPERATORS = ['<>', '!=', '>=', '<=', '==', '>', '<', '='] as const;

export const composer = defineScheme<ComposerVersion, ComposerRange>({
  id: 'composer',
  aliases: ['packagist', 'packagist.org', 'php', 'drupal'],
  source: 'https://getcomposer.org/doc/articles/versions.md',
  parse: parseVersion,
  order: orderVersions,
  print: version => version.text,
  isStable: version => stabilityOf(version) === 'stable',
  release: ({ branch, numbers: [major, minor, patch] }) =>
    branch === null ? releaseOf(major, minor, patch) : null,
  parseRange,
  admits: ({ branch }, { sets }) =>
    branch === null ||
    sets === undefined ||
    sets.some(set => set.every(constraint => constraint.takesBranch(branch))),
});

function parseRange(text: string): ComposerRange {
  const sets = text
    .trim()
    .split(/\|\|?/)
    .map(part => {
      const words = constraintWords(part);
      if (words === null) throw badRange('composer', text, 'something is missing beside "," or "|"');
      return words.map(word => readConstraint(word, text));
    });
  const intervals = sets.flatMap(set =>
    allOf(
      set.map(constraint => constraint.intervals),
      orderVersions,
    ),
  );
  return { intervals: normalise(intervals, orderVersions), sets };
}

function readConstraint(word: string, range: string): Constraint {
  const flag = /@(stable|rc|beta|alpha|dev)$/i.exec(word)?.[1]?.toLowerCase() ?? null;
  const bare = flag === null ? word : word.slice(0, -flag.length - 1) || '*';
  const anything = ANYTHING.exec(bare);
  if (anything !== null) {
    if (anything[1] === undefined && bare.length === 1) return { intervals: ALL, takesBranch: () => true };
    return numbered({ lower: boundAt(versionOf([0], true), true), upper: null });
  }
  const hyphen = /^(\S+) - (\S+)$/.exec(bare);
  if (hyphen !== null) return numbered(hyphenRange(hyphen[1] as string, hyphen[2] as string, range));
  if (bare.startsWith('~') || bare.startsWith('^')) {
    const partial = readPartial(bare.slice(1), range);
    const position = bare.startsWith('~') ? tildePosition(partial) : caretPosition(partial.numbers);
    return numbered({ lower: lowerBound(partial), upper: before(partial.numbers, position) });
  }
  const wildcard = WILDCARD.exec(bare);
  if (wildcard !== null) {
    const numbers = numbersOf(wildcard.slice(1));
    const lower = { ...boundAt(versionOf(numbers, false), true), version: versionOf(numbers, true) };
    return numbered({
      lower: numbers.every(number => number === 0) ? null : lower,
      upper: before(numbers, numbers.length - 1),
    });
  }
  return comparison(bare, flag, range);
}

function numbered(interval: Interval<ComposerVersion>): Constraint {
  return { intervals: normalise([interval], orderVersions), takesBranch: () => false };
}

/** `~1.2` keeps the first number, `~1.2.3` the first two, `~1` the first. */
function tildePosition({ numbers, isBranch }: PartialVersion): number {
  return Math.max(0, numbers.length - 2 + (isBranch ? 1 : 0));
}

/** The first of three numbers that is not zero, or the last one. */
function caretPosition(numbers: readonly Numeric[]): number {
  const first = numbers.slice(0, 2).findIndex(number => number !== 0);
  return first === -1 ? Math.min(2, numbers.length - 1) : first;
}

/** `1.0 - 2.0` ends before 2.1, `1.0 - 2.0.3` with 2.0.3. */
function hyphenRange(from: string, to: string, range: string): Interval<ComposerVersion> {
  const lower = lowerBound(readPartial(from, range));
  const end = readPartial(to, range);
  const isExact = end.numbers.length > 2 || end.isMarked;
  return { lower, upper: isExact ? boundAt(end.version, true) : before(end.numbers, end.numbers.length - 1) };
}

function comparison(word: string, flag: string | null, range: string): Constraint {
  const operator = OPERATORS.find(known => word.startsWith(known)) ?? '';
  const written = withoutReference(word.slice(operator.length).trim());
  const version = parseVersion(written) ?? (operator === '' ? misspelledBranch(written) : null);
  if (version === null) throw badRange('composer', range, `"${word.slice(0, 40)}" is no constraint`);
  if (operator === '' || operator === '=' || operator === '==') {
    const bound = boundAt(version, true);
    return { intervals: [{ lower: bound, upper: bound }], takesBranch: name => name === version.branch };
  }
  const isUnequal = operator === '!=' || operator === '<>';
  const bound = moved(version, operator, flag, written);
  if (isUnequal) {
    const below = { lower: null, upper: bound };
    return {
      intervals: [below, { lower: bound, upper: null }],
      takesBranch: name => name !== version.branch,
    };
  }
  if (version.branch !== null) return { intervals: NONE, takesBranch: () => false };
  return numbered(operator.startsWith('>') ? { lower: bound, upper: null } : { lower: null, upper: bound });
}

/** The bound of a comparison. `<` and `>=` draw it before the development version, a stability flag before its stability. */
function moved(
  version: ComposerVersion,
  operator: string,
  flag: string | null,
  written: string,
): Bound<ComposerVersion> {
  const isInclusive = operator === '>=' || operator === '<=';
  const isStable = stabilityOf(version) === 'stable';
  if (flag !== null && flag !== 'stable' && isStable) {
    return boundAt(parseVersion(`${version.text}-${flag}`) ?? version, isInclusive);
  }
  const isBeforeDev = (operator === '<' || operator === '>=') && isStable && !MARKED.test(written);
  if (!isBeforeDev) return boundAt(version, isInclusive);
  return { ...boundAt(version, isInclusive), version: parseVersion(`${version.text}-dev`) ?? version };
}

/** Only a branch can be bound to a commit. */
function withoutReference(written: string): string {
  const hash = written.indexOf('#');
  const front = written.slice(0, hash);
  return hash !== -1 && (/^dev-./i.test(front) || /\.x-dev$/i.test(front)) ? front : written;
}

/** `main-dev` for dev-main. */
function misspelledBranch(written: string): ComposerVersion | null {
  return /^[0-9a-z./-]+-dev$/i.test(written) ? parseVersion(`dev-${written.slice(0, -4)}`) : null;
}

function readPartial(written: string, range: string): PartialVersion {
  const match = PARTIAL.exec(written);
  const bare = written.split('+', 1)[0] as string;
  const version = match === null ? null : parseVersion(bare);
  if (match === null || version === null)
    throw badRange('composer', range, `"${written.slice(0, 40)}" is no version`);
  const isBranch = match[8] !== undefined;
  const isMarked = isBranch || match[5] !== undefined || match[7] !== undefined;
  return { version, numbers: numbersOf(match.slice(1, 5)), isMarked, isBranch };
}

function numbersOf(digits: readonly (string | undefined)[]): Numeric[] {
  return digits.filter(part => part !== undefined).map(numeric);
}

function lowerBound({ version, isMarked }: PartialVersion): Bound<ComposerVersion> {
  const bound = boundAt(version, true);
  return isMarked ? bound : { ...bound, version: parseVersion(`${version.text}-dev`) ?? version };
}

/** Ends before the development version of what comes after `numbers` at `position`. */
function before(numbers: readonly Numeric[], position: number): Bound<ComposerVersion> {
  const raised = [...numbers.slice(0, position), successor(numbers[position] ?? 0)];
  return { ...boundAt(versionOf(raised, false), false), version: versionOf(raised, true) };
}

/** Written without a fourth number that is zero. */
function boundAt(version: ComposerVersion, inclusive: boolean): Bound<ComposerVersion> {
  return { version, text: version.text.replace(/^(\d+\.\d+\.\d+)\.0(?=-|$)/, '$1'), inclusive };
}
