/**
 * RubyGems: versions of Gem::Version, ranges of Gem::Requirement
 * (https://docs.ruby-lang.org/en/master/Gem/Requirement.html). A requirement alone takes pre-releases as any other
 * version; that they are not installed unasked is a rule of the resolver.
 */
import { ALL, type Bound, type Interval, type Intervals, invert } from '../intervals.ts';
import { type Numeric, successor } from '../numeric.ts';
import { badRange, defineScheme, type VersionRange } from '../scheme.ts';
import { allOf } from './shared/all-of.ts';
import { type GemVersion, isPrerelease, orderVersions, parseVersion } from './shared/gem-version.ts';
import { releaseOf } from './shared/release.ts';

const OPERATORS = ['~>', '>=', '<=', '!=', '=', '>', '<'] as const;
type Operator = (typeof OPERATORS)[number];

export const gem = defineScheme<GemVersion>({
  id: 'gem',
  aliases: ['rubygems', 'rubygems.org', 'gem.coop', 'bundler', 'ruby'],
  source: 'https://docs.ruby-lang.org/en/master/Gem/Version.html',
  parse: parseVersion,
  order: orderVersions,
  print: version => version.text,
  isStable: version => !isPrerelease(version),
  release: ({ numbers }) => releaseOf(numbers[0], numbers[1], numbers[2]),
  parseRange,
});

/** Requirements joined by commas, or by `&` as in the compact index. Nothing at all is every version. */
function parseRange(text: string): VersionRange<GemVersion> {
  if (text.trim() === '') return { intervals: ALL };
  const sets = text.split(/[,&]/).map(part => readRequirement(part.trim(), text));
  return { intervals: allOf(sets, orderVersions) };
}

function readRequirement(requirement: string, range: string): Intervals<GemVersion> {
  const operator: Operator = OPERATORS.find(known => requirement.startsWith(known)) ?? '=';
  const written = (
    requirement.startsWith(operator) ? requirement.slice(operator.length) : requirement
  ).trim();
  const version = written === '' ? null : parseVersion(written);
  if (version === null) throw badRange('gem', range, `"${requirement.slice(0, 40)}" is no requirement`);
  const at = (inclusive: boolean): Bound<GemVersion> => ({ version, text: version.text, inclusive });
  const only: Interval<GemVersion>[] = [{ lower: at(true), upper: at(true) }];
  switch (operator) {
    case '=':
      return only;
    case '!=':
      return invert(only, orderVersions);
    case '~>':
      return [{ lower: at(true), upper: endOfPessimistic(version) }];
    case '>':
    case '>=':
      return [{ lower: at(operator === '>='), upper: null }];
    default:
      return [{ lower: null, upper: at(operator === '<=') }];
  }
}

/**
 * `~> 2.0.8` ends at 2.1 and `~> 2` at 3. As the release that a version belongs to decides, the pre-releases of the end
 * are out too: an empty word sorts before all of them.
 */
function endOfPessimistic({ numbers }: GemVersion): Bound<GemVersion> {
  const kept = numbers.length > 1 ? numbers.slice(0, -1) : numbers;
  const bumped = [...kept.slice(0, -1), successor(kept.at(-1) as Numeric)];
  const text = bumped.join('.');
  const release = parseVersion(text) as GemVersion;
  return { version: { ...release, segments: [...release.segments, ''] }, text, inclusive: false };
}
