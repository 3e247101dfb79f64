/**
 * OpenSSL: https://openssl-library.org/policies/releasestrat/.
 *
 * Up to 1.1.1, three numbers and the letters of the patch release (`0.9.8zh`; `z` is followed by `za`, so letters are in
 * the order of a dictionary); from 3.0.0 on, three numbers and no letters. Both have pre-releases: `-dev`, `-alpha3`,
 * `-beta1`, `-pre9`, `-rc1`, in this order, each counted (alpha10 is above alpha2, as these were released, although
 * SemVer has it otherwise). What follows `+` (`3.0.2+quic`) does not count.
 *
 * Ranges are lists of versions as the project's advisories have them (`3.0.1, 1.0.2ck`: any of them), its spans
 * (`from 3.0.0 before 3.0.8`, https://openssl-library.org/news/vulnerabilities/), or comparators.
 */
import { type Interval, normalise } from '../intervals.ts';
import { compareText, type Numeric, numeric } from '../numeric.ts';
import { badRange, defineScheme, type VersionRange } from '../scheme.ts';
import { parseComparators } from './shared/comparators.ts';
import { releaseOf } from './shared/release.ts';
import { compareNumbers } from './shared/tokens.ts';

export interface OpensslVersion {
  numbers: readonly Numeric[];
  letters: string;
  /** Place in `STAGES`; its length for a release. */
  stage: number;
  count: Numeric;
}

const STAGES: readonly string[] = ['dev', 'alpha', 'beta', 'pre', 'rc'];
const SHAPE =
  /^(\d{1,15})\.(\d{1,15})\.(\d{1,15})([a-z]{0,16})(?:-(dev|alpha|beta|pre|rc)(\d{0,15}))?(?:\+[0-9A-Za-z.-]+)?$/;

export const openssl = defineScheme<OpensslVersion>({
  id: 'openssl',
  aliases: [],
  source: 'https://openssl-library.org/policies/releasestrat/',
  maxLength: 128,
  parse,
  order,
  print: ({ numbers, letters, stage, count }) =>
    numbers.join('.') +
    letters +
    (stage < STAGES.length ? `-${STAGES[stage]}${count === 0 ? '' : count}` : ''),
  isStable: ({ stage }) => stage === STAGES.length,
  release: ({ numbers }) => releaseOf(numbers[0], numbers[1], numbers[2]),
  parseRange,
});

function parse(text: string): OpensslVersion | null {
  const match = SHAPE.exec(text.trim());
  if (match === null) return null;
  const [, major = '', minor = '', patch = '', letters = '', word = '', count = ''] = match;
  // Letters ended with 1.1.1; there never was a version 2.
  if (letters !== '' && Number(major) > 1) return null;
  const stage = STAGES.indexOf(word);
  return {
    numbers: [major, minor, patch].map(numeric),
    letters,
    stage: stage === -1 ? STAGES.length : stage,
    count: count === '' ? 0 : numeric(count),
  };
}

function order(a: OpensslVersion, b: OpensslVersion): number {
  return (
    compareNumbers(a.numbers, b.numbers) ||
    compareText(a.letters, b.letters) ||
    a.stage - b.stage ||
    Number(a.count) - Number(b.count)
  );
}

function parseRange(text: string): VersionRange<OpensslVersion> {
  const parts = text.split(',').map(part => part.trim());
  if (text.trim() === '' || /[<>=!|*]/.test(text)) {
    return parseComparators(text, { id: 'openssl', parse, order });
  }
  return {
    intervals: normalise(
      parts.map(part => readPart(part, text)),
      order,
    ),
  };
}

function readPart(part: string, whole: string): Interval<OpensslVersion> {
  const words = part.split(/\s+/);
  const at = (text: string, inclusive: boolean) => {
    const version = parse(text);
    if (version === null) throw badRange('openssl', whole, `"${text.slice(0, 40)}" is no version`);
    return { version, text, inclusive };
  };
  if (words.length === 4 && words[0] === 'from' && (words[2] === 'before' || words[2] === 'through')) {
    const lower = at(words[1] as string, true);
    const upper = at(words[3] as string, words[2] === 'through');
    if (order(lower.version, upper.version) > 0)
      throw badRange('openssl', whole, 'the end is before the start');
    return { lower, upper };
  }
  const bound = at(part, true);
  return { lower: bound, upper: bound };
}
