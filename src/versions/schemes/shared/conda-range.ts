/**
 * The version part of conda's match specifications, as in `numpy >=1.8,<2|1.9*`:
 * https://docs.conda.io/projects/conda-build/en/stable/resources/package-spec.html#package-match-specifications.
 *
 *     range = all *( "|" all )                 nothing at all is every version
 *     all   = one *( "," one )
 *     one   = "(" range ")" | [ operator ] version | version "*" | a version with stars in it
 *
 * `=1.8` and `1.8*` take what starts with 1.8, `==1.8` and `1.8` what equals it. A build string after the version
 * (`1.8 py27_0`, `=1.8=py27_0`) is read over: it does not say which versions. Regular expressions (`^1\.8$`), which
 * conda reads too, are refused.
 */
import { ALL, contains, type Interval, type Intervals, invert, normalise } from '../../intervals.ts';
import { badRange, type VersionRange } from '../../scheme.ts';
import { allOf } from './all-of.ts';
import { boundAt, startingWith } from './conda-prefix.ts';
import { type CondaVersion, orderVersions, parseVersion } from './conda-version.ts';
import { matchesGlob } from './glob.ts';

/** What a range says, for those that intervals can't say. */
type Condition =
  | { kind: 'any' | 'all'; of: readonly Condition[] }
  | { kind: 'within'; intervals: Intervals<CondaVersion> }
  | { kind: 'glob'; pattern: string };

export interface CondaRange extends VersionRange<CondaVersion> {
  /** Null where the intervals say it all. */
  condition: Condition | null;
}

interface Reader {
  text: string;
  at: number;
}

const MAX_DEPTH = 20;
const OPERATORS = ['==', '!=', '~=', '>=', '<=', '=', '>', '<'] as const;
type Operator = (typeof OPERATORS)[number];
const GLOB = /^[*.+!_0-9a-z-]{1,1024}$/;

/** @throws InputError by `badRange`. */
export function parseCondaRange(text: string): CondaRange {
  const { version, hasBuild } = splitBuild(text.trim());
  const bare = version.replaceAll(/\s/g, '').toLowerCase();
  if (bare === '') return { intervals: ALL, condition: null };
  // With a build at its side, `=1.8` is exact.
  const exact = hasBuild && /^=[^=,|]+$/.test(bare) && !bare.endsWith('*') ? `=${bare}` : bare;
  const reader = { text: exact, at: 0 };
  const condition = readAny(reader, 0);
  if (reader.at < exact.length) throw badRange('conda', text, 'something is missing beside a parenthesis');
  const intervals = intervalsOf(condition);
  return { intervals, condition: hasGlob(condition) ? condition : null };
}

/** True where the condition holds; ranges without globs have none. */
export function admitsVersion(version: CondaVersion, { condition }: CondaRange): boolean {
  return condition === null || holds(condition, version);
}

/** The build is what follows the first space or `=` right after a version, if it holds no operator itself. */
function splitBuild(text: string): { version: string; hasBuild: boolean } {
  const last = Math.max(...['-', '=', ',', '|', '<', '>', '~'].map(sign => text.lastIndexOf(sign)));
  for (let at = Math.max(last, 1); at < text.length - 1; at++) {
    if (text[at] !== ' ' && text[at] !== '=') continue;
    if ('=!|,<>~( '.includes(text[at - 1] as string)) continue;
    const build = text.slice(at + 1).trim();
    if (build !== '' && !build.includes(')')) return { version: text.slice(0, at), hasBuild: true };
  }
  return { version: text, hasBuild: false };
}

function readAny(reader: Reader, depth: number): Condition {
  const of = [readAll(reader, depth)];
  while (take(reader, '|')) of.push(readAll(reader, depth));
  return of.length === 1 ? (of[0] as Condition) : { kind: 'any', of };
}

function readAll(reader: Reader, depth: number): Condition {
  const of = [readOne(reader, depth)];
  while (take(reader, ',')) of.push(readOne(reader, depth));
  return of.length === 1 ? (of[0] as Condition) : { kind: 'all', of };
}

function readOne(reader: Reader, depth: number): Condition {
  if (depth > MAX_DEPTH)
    throw badRange('conda', reader.text, `more than ${MAX_DEPTH} parentheses in one another`);
  if (take(reader, '(')) {
    const inner = readAny(reader, depth + 1);
    if (!take(reader, ')')) throw badRange('conda', reader.text, 'a parenthesis is not closed');
    return inner;
  }
  const start = reader.at;
  while (reader.at < reader.text.length && !'()|,'.includes(reader.text[reader.at] as string)) reader.at++;
  return readTerm(reader.text.slice(start, reader.at), reader.text);
}

function take(reader: Reader, sign: string): boolean {
  if (reader.text[reader.at] !== sign) return false;
  reader.at++;
  return true;
}

function readTerm(term: string, range: string): Condition {
  const operator = OPERATORS.find(known => term.startsWith(known));
  if (operator !== undefined)
    return { kind: 'within', intervals: readRelation(operator, term.slice(operator.length), range) };
  if (term.startsWith('^')) throw badRange('conda', range, 'regular expressions are not read');
  if (term === '*') return { kind: 'within', intervals: ALL };
  const prefix = withoutEnd(term, '*');
  if (prefix.includes('*')) {
    if (!GLOB.test(term)) throw badRange('conda', range, `"${term.slice(0, 40)}" is no version with stars`);
    return { kind: 'glob', pattern: term.replaceAll(/[*]+/g, '*') };
  }
  if (prefix === term) return { kind: 'within', intervals: exactly(versionOf(term, range)) };
  return { kind: 'within', intervals: [startingWith(versionOf(withoutEnd(prefix, '.'), range))] };
}

/** Without any number of `sign` at its end. */
function withoutEnd(text: string, sign: string): string {
  let end = text.length;
  while (text[end - 1] === sign) end--;
  return text.slice(0, end);
}

function readRelation(operator: Operator, written: string, range: string): Intervals<CondaVersion> {
  const hasStar = written.endsWith('.*');
  const isFuzzy = operator === '=' && written.endsWith('*') && !hasStar;
  const version = versionOf(hasStar ? written.slice(0, -2) : isFuzzy ? written.slice(0, -1) : written, range);
  switch (operator) {
    case '=':
      return [startingWith(version)];
    case '==':
      return exactly(version);
    case '!=':
      return invert(hasStar ? [startingWith(version)] : exactly(version), orderVersions);
    case '~=':
      return compatible(version, hasStar, range);
    case '>':
    case '>=':
      return [{ lower: boundAt(version, operator === '>='), upper: null }];
    default:
      return [{ lower: null, upper: boundAt(version, operator === '<=') }];
  }
}

/** `~=1.8.1` is `>=1.8.1,=1.8`. */
function compatible(version: CondaVersion, hasStar: boolean, range: string): Interval<CondaVersion>[] {
  const dot = version.text.lastIndexOf('.');
  if (hasStar || dot === -1)
    throw badRange('conda', range, '"~=" takes a version of at least two parts, without a star');
  const series = startingWith(versionOf(version.text.slice(0, dot), range));
  return allOf([[{ lower: boundAt(version, true), upper: null }], [series]], orderVersions);
}

function exactly(version: CondaVersion): Interval<CondaVersion>[] {
  return [{ lower: boundAt(version, true), upper: boundAt(version, true) }];
}

function versionOf(text: string, range: string): CondaVersion {
  const version = parseVersion(text);
  if (version === null) throw badRange('conda', range, `"${text.slice(0, 40)}" is no version`);
  return version;
}

/** Globs count as everything: nothing is ever negated, so this is never too little. */
function intervalsOf(condition: Condition): Interval<CondaVersion>[] {
  if (condition.kind === 'glob') return [...ALL];
  if (condition.kind === 'within') return normalise(condition.intervals, orderVersions);
  const sets = condition.of.map(intervalsOf);
  return condition.kind === 'all' ? allOf(sets, orderVersions) : normalise(sets.flat(), orderVersions);
}

function hasGlob(condition: Condition): boolean {
  if (condition.kind === 'within' || condition.kind === 'glob') return condition.kind === 'glob';
  return condition.of.some(hasGlob);
}

function holds(condition: Condition, version: CondaVersion): boolean {
  switch (condition.kind) {
    case 'any':
      return condition.of.some(part => holds(part, version));
    case 'all':
      return condition.of.every(part => holds(part, version));
    case 'glob':
      return matchesGlob(version.text, condition.pattern);
    default:
      return contains(condition.intervals, version, orderVersions);
  }
}
