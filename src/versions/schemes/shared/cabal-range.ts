/**
 * Version ranges of Cabal files, in the syntax of all versions of the file format:
 * https://cabal.readthedocs.io/en/stable/cabal-package-description-file.html#pkg-field-build-depends and
 * https://hackage.haskell.org/package/Cabal-syntax/docs/Distribution-Types-VersionRange.html.
 *
 *     range   = all *( "||" all )                           nothing at all is every version
 *     all     = factor *( "&&" factor )
 *     factor  = "(" range ")" | "-any" | "-none" | operator version
 *             | "==" version ".*" | ( "==" | "^>=" ) "{" version *( "," version ) "}"
 */
import {
  ALL,
  type Bound,
  type Interval,
  type Intervals,
  NONE,
  normalise,
  type OrderOf,
} from '../../intervals.ts';
import { badRange, type VersionRange } from '../../scheme.ts';
import { allOf } from './all-of.ts';

type Version = readonly number[];

interface Line {
  parse(text: string): Version | null;
  order: OrderOf<Version>;
}

/** A place in the text that moves on. */
interface Reader extends Line {
  text: string;
  at: number;
}

const MAX_DEPTH = 20;
const OPERATORS = ['^>=', '>=', '<=', '==', '>', '<'] as const;
type Operator = (typeof OPERATORS)[number];

/** @throws InputError by `badRange`. */
export function parseCabalRange(text: string, line: Line): VersionRange<Version> {
  if (text.trim() === '') return { intervals: ALL };
  const reader: Reader = { ...line, text, at: 0 };
  const intervals = readRange(reader, 0);
  if (reader.at < text.length) throw refuse(reader, 'ends here or goes on with "&&" or "||"');
  return { intervals: normalise(intervals, line.order) };
}

function readRange(reader: Reader, depth: number): Interval<Version>[] {
  if (depth > MAX_DEPTH) throw refuse(reader, `has at most ${MAX_DEPTH} parentheses in one another`);
  const alternatives = [...readAll(reader, depth)];
  while (take(reader, '||')) alternatives.push(...readAll(reader, depth));
  return normalise(alternatives, reader.order);
}

function readAll(reader: Reader, depth: number): Intervals<Version> {
  const factors = [readFactor(reader, depth)];
  while (take(reader, '&&')) factors.push(readFactor(reader, depth));
  return allOf(factors, reader.order);
}

function readFactor(reader: Reader, depth: number): Intervals<Version> {
  if (take(reader, '(')) {
    const inner = readRange(reader, depth + 1);
    if (!take(reader, ')')) throw refuse(reader, 'closes a parenthesis');
    return inner;
  }
  if (take(reader, '-any')) return ALL;
  if (take(reader, '-none')) return NONE;
  const operator = OPERATORS.find(known => take(reader, known));
  if (operator === undefined) throw refuse(reader, 'has an operator');
  const isSetOperator = operator === '==' || operator === '^>=';
  if (!isSetOperator || !take(reader, '{')) return readOne(reader, operator);
  const members: Interval<Version>[] = [];
  do members.push(...meaning(operator, readVersion(reader)));
  while (take(reader, ','));
  if (!take(reader, '}')) throw refuse(reader, 'closes a set');
  return normalise(members, reader.order);
}

function readOne(reader: Reader, operator: Operator): Intervals<Version> {
  const version = readVersion(reader);
  if (!reader.text.startsWith('.*', reader.at)) return meaning(operator, version);
  if (operator !== '==') throw refuse(reader, `has no ".*" after "${operator}"`);
  take(reader, '.*');
  return [{ lower: bound(version, true), upper: bound(afterPrefix(version), false) }];
}

function meaning(operator: Operator, version: Version): Intervals<Version> {
  switch (operator) {
    case '==':
      return [{ lower: bound(version, true), upper: bound(version, true) }];
    case '^>=':
      return [{ lower: bound(version, true), upper: bound(nextMajor(version), false) }];
    case '>=':
    case '>':
      return [{ lower: bound(version, operator === '>='), upper: null }];
    default:
      return [{ lower: null, upper: bound(version, operator === '<=') }];
  }
}

/** The major version is the first two numbers: https://pvp.haskell.org/#version-numbers. */
function nextMajor([first = 0, second = 0]: Version): Version {
  return [first, second + 1];
}

function afterPrefix(version: Version): Version {
  return [...version.slice(0, -1), (version.at(-1) as number) + 1];
}

function bound(version: Version, inclusive: boolean): Bound<Version> {
  return { version, text: version.join('.'), inclusive };
}

/** Takes the version that starts here, without white space after it, so that `.*` can be told. */
function readVersion(reader: Reader): Version {
  skipSpace(reader);
  const start = reader.at;
  while (reader.at < reader.text.length && /[0-9A-Za-z.-]/.test(reader.text[reader.at] as string))
    reader.at++;
  if (reader.text[reader.at] === '*' && reader.text[reader.at - 1] === '.') reader.at--;
  const version = reader.parse(reader.text.slice(start, reader.at));
  if (version === null) throw refuse({ ...reader, at: start }, 'has a version');
  if (!reader.text.startsWith('.*', reader.at)) skipSpace(reader);
  return version;
}

/** True, and moves on behind it and the white space around it, where `token` is next. */
function take(reader: Reader, token: string): boolean {
  skipSpace(reader);
  if (!reader.text.startsWith(token, reader.at)) return false;
  reader.at += token.length;
  skipSpace(reader);
  return true;
}

function skipSpace(reader: Reader): void {
  while (/\s/.test(reader.text[reader.at] ?? '')) reader.at++;
}

function refuse({ text, at }: Reader, expected: string): Error {
  return badRange('hackage', text, `a range ${expected} at character ${at + 1}`);
}
