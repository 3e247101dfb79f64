/**
 * Version specifiers of PEP 440: https://packaging.python.org/en/latest/specifications/version-specifiers/. Read as
 * PyPA's `packaging` does where the text leaves a choice, as with stray commas.
 */
import { ALL, type Bound, type Interval, type Intervals, invert, NONE } from '../../intervals.ts';
import { type Numeric, successor } from '../../numeric.ts';
import { badRange, type VersionRange } from '../../scheme.ts';
import { allOf } from './all-of.ts';
import { parseVersion } from './pep440-parse.ts';
import {
  DEV,
  isPrerelease,
  orderVersions,
  type Pep440Version,
  PHASE,
  POST,
  printVersion,
} from './pep440-version.ts';

export interface Pep440Range extends VersionRange<Pep440Version> {
  /** A specifier other than `!=` names a pre-release: then the range admits pre-releases. */
  prereleases: boolean;
  /** What versions must be written like, in lower case (`===`). */
  spellings: readonly string[];
}

/** What one specifier takes. Both differ in local versions, which a vers does not write. */
interface Clause {
  intervals: Intervals<Pep440Version>;
  shown: Intervals<Pep440Version>;
  prerelease: boolean;
  spelling: string | null;
}

type Operator = '===' | '==' | '!=' | '~=' | '<=' | '>=' | '<' | '>';
const OPERATORS: readonly Operator[] = ['===', '==', '!=', '~=', '<=', '>=', '<', '>'];
const ENDS_SPELLING = /[\s;)]/;

/** All specifiers hold where none of their complements does. @throws InputError by `badRange`. */
export function parsePep440Range(text: string): Pep440Range {
  const clauses: Clause[] = [];
  for (const part of text.split(',')) {
    const specifier = part.trim();
    if (specifier !== '') clauses.push(readSpecifier(specifier, text));
  }
  if (clauses.length === 0) return { intervals: ALL, prereleases: false, spellings: [] };
  return {
    intervals: allOf(
      clauses.map(clause => clause.intervals),
      orderVersions,
    ),
    alternatives: [
      allOf(
        clauses.map(clause => clause.shown),
        orderVersions,
      ),
    ],
    prereleases: clauses.some(clause => clause.prerelease),
    spellings: clauses.map(clause => clause.spelling).filter(spelling => spelling !== null),
  };
}

/** Pre-releases only where a specifier names one; what `===` asks for only in that spelling. */
export function admitsVersion(version: Pep440Version, { prereleases, spellings }: Pep440Range): boolean {
  if (!prereleases && isPrerelease(version)) return false;
  return spellings.length === 0 || spellings.every(spelling => spelling === version.text.toLowerCase());
}

function readSpecifier(specifier: string, range: string): Clause {
  const operator = OPERATORS.find(known => specifier.startsWith(known));
  if (operator === undefined) throw badRange('pypi', range, `"${shown(specifier)}" starts with no operator`);
  const written = specifier.slice(operator.length).trim();
  if (operator === '===') return readSpelling(written, range);
  if (written.endsWith('.*') && (operator === '==' || operator === '!='))
    return readPrefix(written, operator, range);
  const version = parseVersion(written);
  if (version === null) throw badRange('pypi', range, `"${shown(written)}" is no version`);
  if (version.local !== null && operator !== '==' && operator !== '!=')
    throw badRange('pypi', range, `"${operator}" takes no local version`);
  if (operator === '~=' && version.release.length === 1)
    throw badRange('pypi', range, '"~=" takes a release of at least two numbers');
  return clause(setsOf(operator, version), operator !== '!=' && isPrerelease(version));
}

function readSpelling(written: string, range: string): Clause {
  if (written === '' || ENDS_SPELLING.test(written))
    throw badRange('pypi', range, `"${shown(written)}" is nothing that "===" can ask for`);
  const version = parseVersion(written);
  if (version === null) return { ...clause({ intervals: NONE }, false), spelling: written.toLowerCase() };
  const intervals = only(version, written);
  return { ...clause({ intervals }, isPrerelease(version)), spelling: written.toLowerCase() };
}

/** `== 1.2.*` takes all that have this release or start with it, from the first development release on. */
function readPrefix(written: string, operator: '==' | '!=', range: string): Clause {
  const prefix = parseVersion(written.slice(0, -2));
  if (prefix === null || !isRelease(prefix) || /[\s._-]$/.test(written.slice(0, -2)))
    throw badRange('pypi', range, `"${shown(written)}" is no release followed by ".*"`);
  const intervals = [{ lower: floorOf(prefix), upper: ceilingOf(prefix) }];
  return clause({ intervals: operator === '==' ? intervals : invert(intervals, orderVersions) }, false);
}

function clause(
  sets: { intervals: Intervals<Pep440Version>; shown?: Intervals<Pep440Version> },
  prerelease: boolean,
): Clause {
  return { intervals: sets.intervals, shown: sets.shown ?? sets.intervals, prerelease, spelling: null };
}

function setsOf(
  operator: Exclude<Operator, '==='>,
  version: Pep440Version,
): { intervals: Intervals<Pep440Version>; shown?: Intervals<Pep440Version> } {
  const text = printVersion(version);
  const at = (inclusive: boolean): Bound<Pep440Version> => ({ version, text, inclusive });
  const upTo = (upper: Bound<Pep440Version>) => [{ lower: null, upper }];
  const from = (lower: Bound<Pep440Version>) => [{ lower, upper: null }];
  switch (operator) {
    case '==':
    case '!=': {
      const single = only(version, text);
      const all = version.local === null ? [{ lower: at(true), upper: afterLocals(version, false) }] : single;
      if (operator === '==') return { intervals: all, shown: single };
      return { intervals: invert(all, orderVersions), shown: invert(single, orderVersions) };
    }
    case '<=':
      return { intervals: upTo(afterLocals(version, false)), shown: upTo(at(true)) };
    case '>=':
      return { intervals: from(at(true)) };
    case '<': {
      if (isPrerelease(version)) return { intervals: upTo(at(false)) };
      return { intervals: upTo({ version: firstDevelopment(version), text, inclusive: false }) };
    }
    case '>': {
      if (version.devRank === DEV.some || version.postRank === POST.some)
        return { intervals: from(afterLocals(version, true)), shown: from(at(false)) };
      return { intervals: from({ version: { ...version, postRank: POST.beyond }, text, inclusive: false }) };
    }
    case '~=':
      return {
        intervals: [
          { lower: at(true), upper: ceilingOf({ ...version, release: version.release.slice(0, -1) }) },
        ],
      };
  }
}

function only(version: Pep440Version, text: string): Interval<Pep440Version>[] {
  const bound = { version, text, inclusive: true };
  return [{ lower: bound, upper: bound }];
}

/** The first version after all local versions of `version`: its next development or post release. */
function afterLocals(version: Pep440Version, inclusive: boolean): Bound<Pep440Version> {
  const next =
    version.devRank === DEV.some
      ? { ...version, dev: successor(version.dev) }
      : {
          ...version,
          post: version.postRank === POST.none ? 0 : successor(version.post),
          postRank: POST.some,
          devRank: DEV.some,
          dev: 0,
        };
  return bare({ ...next, local: null }, inclusive);
}

/** The least pre-release of a final or post release. */
function firstDevelopment(version: Pep440Version): Pep440Version {
  const phase = version.postRank === POST.none ? PHASE.dev : version.phase;
  return { ...version, phase, devRank: DEV.some, dev: 0, local: null };
}

/** The start of all that begin with this release. Written without `.dev0`, as an end is. */
function floorOf({ epoch, release }: Pep440Version): Bound<Pep440Version> {
  const first = releaseOf(epoch, release);
  return { version: firstDevelopment(first), text: first.text, inclusive: true };
}

/** The end of all that begin with this release. */
function ceilingOf({ epoch, release }: Pep440Version): Bound<Pep440Version> {
  const last = release.length - 1;
  const next = releaseOf(epoch, [...release.slice(0, last), successor(release[last] as Numeric)]);
  return { version: firstDevelopment(next), text: next.text, inclusive: false };
}

function releaseOf(epoch: Numeric, release: readonly Numeric[]): Pep440Version {
  const version: Pep440Version = {
    text: '',
    epoch,
    release,
    phase: PHASE.final,
    pre: 0,
    postRank: POST.none,
    post: 0,
    devRank: DEV.none,
    dev: 0,
    local: null,
  };
  return { ...version, text: printVersion(version) };
}

function bare(version: Pep440Version, inclusive: boolean): Bound<Pep440Version> {
  return { version, text: printVersion(version), inclusive };
}

function isRelease(version: Pep440Version): boolean {
  return version.phase === PHASE.final && version.postRank === POST.none && version.local === null;
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
