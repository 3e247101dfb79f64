/**
 * CPAN: versions of Perl modules as version.pm reads them (https://metacpan.org/pod/version), decimal (`1.02`) or dotted
 * (`v1.20.0`, `1.20.0`). The digits after a decimal point count in threes, so both of these are the same version.
 *
 * An underscore marks a development release and does not count in the order: `1.02_03` is `1.0203`. Releases named
 * `-TRIAL` (https://metacpan.org/pod/Dist::Zilla#trial) are development releases too. version.pm reads no such suffix,
 * but CPAN has it in many names: it sorts right before the version without it.
 *
 * Ranges are those of https://metacpan.org/pod/CPAN::Meta::Spec#Version-Ranges.
 */
import { ALL, type Bound, type Intervals, invert } from '../intervals.ts';
import { compareNumeric, isDigit, type Numeric, numeric } from '../numeric.ts';
import { badRange, defineScheme, type VersionRange } from '../scheme.ts';
import { allOf } from './shared/all-of.ts';
import { releaseOf } from './shared/release.ts';

export interface CpanVersion {
  /** Without the zeros at the end, which make no difference. */
  numbers: readonly Numeric[];
  /** Written with an underscore. */
  isAlpha: boolean;
  /** The number after `-TRIAL`, 0 where none follows; null without the suffix. */
  trial: Numeric | null;
}

const TRIAL = /-TRIAL([0-9]*)$/;
const DECIMAL = /^([0-9]*)(?:\.([0-9]*))?$/;
const OPERATORS = ['==', '!=', '>=', '<=', '>', '<'] as const;
type Operator = (typeof OPERATORS)[number];

export const cpan = defineScheme<CpanVersion>({
  id: 'cpan',
  aliases: ['metacpan.org', 'metacpan', 'perl'],
  source: 'https://metacpan.org/pod/version',
  parse,
  order,
  print,
  isStable: ({ isAlpha, trial }) => !isAlpha && trial === null,
  release: ({ numbers }) => releaseOf(numbers[0], numbers[1], numbers[2]),
  parseRange,
});

/** What version.pm calls lax (https://metacpan.org/pod/version#Lax-versions), and the suffix. */
function parse(text: string): CpanVersion | null {
  const trimmed = text.trim();
  const suffix = TRIAL.exec(trimmed);
  const body = suffix === null ? trimmed : trimmed.slice(0, suffix.index);
  const trial = suffix === null ? null : numeric(suffix[1] || '0');
  if (body === 'undef') return { numbers: [], isAlpha: false, trial };
  const underscore = body.indexOf('_');
  if (underscore !== -1 && !isAlphaPlace(body, underscore)) return null;
  const digits = underscore === -1 ? body : body.slice(0, underscore) + body.slice(underscore + 1);
  const numbers = isDotted(digits) ? dotted(digits) : decimal(digits);
  return numbers === null ? null : { numbers: withoutZeros(numbers), isAlpha: underscore !== -1, trial };
}

/** The one underscore stands between digits, after a point; in a dotted version in its last part. */
function isAlphaPlace(body: string, underscore: number): boolean {
  if (!isDigit(body.charCodeAt(underscore - 1)) || underscore === body.length - 1) return false;
  for (let at = underscore + 1; at < body.length; at++) if (!isDigit(body.charCodeAt(at))) return false;
  return body.lastIndexOf('.', underscore) !== -1;
}

function isDotted(digits: string): boolean {
  return digits.startsWith('v') || digits.indexOf('.') !== digits.lastIndexOf('.');
}

/** `v1`, `v1.2`, `1.2.3`, `.1.2`. */
function dotted(digits: string): Numeric[] | null {
  const hasPrefix = digits.startsWith('v');
  const parts = (hasPrefix ? digits.slice(1) : digits).split('.');
  if (!hasPrefix && parts[0] === '') parts[0] = '0';
  return parts.every(isNumber) ? parts.map(numeric) : null;
}

/** `1`, `1.`, `1.02`, `.5`: the digits after the point in threes, the last filled up with zeros. */
function decimal(digits: string): Numeric[] | null {
  const match = DECIMAL.exec(digits);
  if (match === null) return null;
  const [, whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return null;
  const numbers = [numeric(whole || '0')];
  for (let at = 0; at < fraction.length; at += 3) {
    numbers.push(Number(fraction.slice(at, at + 3).padEnd(3, '0')));
  }
  return numbers;
}

function isNumber(part: string): boolean {
  for (let at = 0; at < part.length; at++) if (!isDigit(part.charCodeAt(at))) return false;
  return part !== '';
}

function withoutZeros(numbers: Numeric[]): Numeric[] {
  let end = numbers.length;
  while (end > 0 && numbers[end - 1] === 0) end--;
  return numbers.slice(0, end);
}

function order(a: CpanVersion, b: CpanVersion): number {
  const length = Math.max(a.numbers.length, b.numbers.length);
  for (let i = 0; i < length; i++) {
    const difference = compareNumeric(a.numbers[i] ?? 0, b.numbers[i] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.trial === null || b.trial === null) return Number(a.trial === null) - Number(b.trial === null);
  return compareNumeric(a.trial, b.trial);
}

/** As version.pm's `normal` does: `v` and at least three numbers. */
function print({ numbers, trial }: CpanVersion): string {
  const padded = [...numbers, 0, 0, 0].slice(0, Math.max(3, numbers.length));
  const suffix = trial === null ? '' : `-TRIAL${trial === 0 ? '' : trial}`;
  return `v${padded.join('.')}${suffix}`;
}

/** Conditions joined by commas. One without an operator is a minimum, and 0 the one that all versions meet. */
function parseRange(text: string): VersionRange<CpanVersion> {
  if (text.trim() === '') return { intervals: ALL };
  const parts = text.split(',').map(part => part.trim());
  // CPAN::Meta::Requirements reads over one comma at the end.
  if (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return {
    intervals: allOf(
      parts.map(part => readCondition(part, text)),
      order,
    ),
  };
}

function readCondition(part: string, range: string): Intervals<CpanVersion> {
  const operator: Operator | undefined = OPERATORS.find(known => part.startsWith(known));
  const written = operator === undefined ? part : part.slice(operator.length).trim();
  const version = parse(written);
  if (version === null) throw badRange('cpan', range, `"${written.slice(0, 40)}" is no version`);
  const at = (inclusive: boolean): Bound<CpanVersion> => ({ version, text: written, inclusive });
  switch (operator) {
    case '==':
      return [{ lower: at(true), upper: at(true) }];
    case '!=':
      return invert([{ lower: at(true), upper: at(true) }], order);
    case '<':
    case '<=':
      return [{ lower: null, upper: at(operator === '<=') }];
    case '>':
      return [{ lower: at(false), upper: null }];
    default:
      return version.numbers.length === 0 ? ALL : [{ lower: at(true), upper: null }];
  }
}
