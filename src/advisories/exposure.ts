/**
 * Whether what a package asks for lets an affected version in. It is asked of versions that exist: a requirement that no affected
 * version satisfies exposes nobody, whatever its bounds.
 */
import { InputError } from '../core/errors.ts';
import type { ListedVersion, Scheme, VersionRange } from '../versions/index.ts';
import { intersect, isEmpty } from '../versions/intervals.ts';
import type { CompiledAffected } from './compile.ts';
import { evaluate, type Verdict } from './match.ts';

export interface Exposure {
  /** `unknown`: the requirement cannot be read, or what it takes is not known to exist or to be affected. */
  verdict: 'admits' | 'excludes' | 'unknown';
  /** The highest affected version that the requirement takes. */
  affected: string | null;
  /**
   * The highest version that it takes, that is not affected, and to which an affected one can be raised: the requirement can stay
   * as it is. Null where there is none, and for all that do not admit.
   */
  fixed: string | null;
  /** Why it is unknown; null elsewhere. */
  because: string | null;
}

/** Answers for requirements of one package, in its ecosystem's own syntax; null is none, which takes every version. */
export type ExposureOf = (requirement: string | null) => Exposure;

/** Versions that nobody can have any more. */
const GONE: readonly string[] = ['removed', 'unpublished'];
/** What a build file leaves to be filled in: `${project.version}`, `@VERSION@`. */
const PLACEHOLDER = /\$\{|\$\(|@[A-Za-z_]+@/;
/** Requirements of one package that are remembered: most of its dependents ask in a few ways. */
const REMEMBERED = 5_000;

/**
 * Makes ready to be asked about many requirements: each version's verdict is worked out once.
 *
 * @param compiled what one advisory says of the package; of one release where it is of a distribution.
 * @param versions all that are known of the package. Removed ones do not count; other ones that are not in good standing
 * (yanked, retracted) only where a requirement takes nothing else, as installers have it.
 */
export function exposureTo(compiled: CompiledAffected, versions: readonly ListedVersion[]): ExposureOf {
  const { scheme } = compiled;
  const known = versions
    .filter(({ status }) => !GONE.includes(status ?? ''))
    .map(
      (version): Known => ({
        number: version.number,
        stands: isStanding(version),
        verdict: evaluate(compiled, version.number).verdict,
      }),
    )
    .sort((a, b) => scheme.compare(a.number, b.number));
  const answers = new Map<string | null, Exposure>();
  return requirement => {
    const remembered = answers.get(requirement);
    if (remembered) return remembered;
    const exposure = exposureOf(compiled, known, requirement);
    if (answers.size < REMEMBERED) answers.set(requirement, exposure);
    return exposure;
  };
}

interface Known {
  number: string;
  stands: boolean;
  verdict: Verdict['verdict'];
}

/** Versions in ascending order. */
function exposureOf(
  compiled: CompiledAffected,
  known: readonly Known[],
  requirement: string | null,
): Exposure {
  const range = readRequirement(compiled.scheme, requirement);
  if (range === null) return unknown('the requirement cannot be read as a range of versions');
  const taken = takenBy(compiled.scheme, range, known);
  if (taken.length === 0) return ofBounds(compiled, range);
  const affected = taken.findLast(({ verdict }) => verdict === 'affected');
  if (!affected) {
    const isTold = taken.every(({ verdict }) => verdict === 'not-affected');
    return isTold ? EXCLUDES : unknown('of versions that it takes it is not known whether they are affected');
  }
  const first = taken.findIndex(({ verdict }) => verdict === 'affected');
  const fixed = taken.findLast(({ verdict }, i) => verdict === 'not-affected' && i > first);
  return { verdict: 'admits', affected: affected.number, fixed: fixed?.number ?? null, because: null };
}

/** Of a requirement that takes no version that is known: it excludes what is affected where the two share nothing. */
function ofBounds(compiled: CompiledAffected, range: VersionRange<unknown> | 'any'): Exposure {
  const { scheme, union, listed, isPartial } = compiled;
  const why = 'no version that it takes is known';
  if (range === 'any' || isPartial) return unknown(why);
  const isApart =
    isEmpty(intersect(range.intervals, union, scheme.order), scheme.order) &&
    ![...listed].some(version => scheme.includes(range, version));
  return isApart ? EXCLUDES : unknown(why);
}

/** The versions that a requirement takes, in the order given. */
function takenBy(
  scheme: Scheme,
  range: VersionRange<unknown> | 'any',
  known: readonly Known[],
): readonly Known[] {
  const all = range === 'any' ? known : known.filter(({ number }) => scheme.includes(range, number));
  const standing = orAll(all, ({ stands }) => stands);
  // Who asks for nothing in particular gets no pre-release.
  return range === 'any' ? orAll(standing, ({ number }) => scheme.isStable(number)) : standing;
}

function orAll(versions: readonly Known[], preferred: (version: Known) => boolean): readonly Known[] {
  const found = versions.filter(preferred);
  return found.length > 0 ? found : versions;
}

/** A requirement as a range; `any` without one; null for what is none: a tag, an address, a path, a placeholder. */
export function readRequirement(
  scheme: Scheme,
  requirement: string | null,
): VersionRange<unknown> | 'any' | null {
  const text = requirement?.trim() ?? '';
  if (text === '') return 'any';
  if (PLACEHOLDER.test(text)) return null;
  try {
    return scheme.parseRange(text);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return text === '*' ? 'any' : null;
  }
}

/** Deprecated versions are installed like others. */
function isStanding({ status, yanked }: ListedVersion): boolean {
  return yanked !== true && (status == null || status === 'deprecated');
}

const EXCLUDES: Exposure = { verdict: 'excludes', affected: null, fixed: null, because: null };

function unknown(because: string): Exposure {
  return { verdict: 'unknown', affected: null, fixed: null, because };
}
