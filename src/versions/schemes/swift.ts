/**
 * Swift Package Manager: SemVer 2.0.0 as git tags have it (`v1.2.3`, and `1.2` for 1.2.0), and requirements as
 * Package.swift writes them. A range takes pre-releases only where one of its bounds is a pre-release.
 */
import { type Bound, normalise } from '../intervals.ts';
import { badRange, defineScheme, type VersionRange } from '../scheme.ts';
import { parseLoose } from './shared/loose-semver.ts';
import {
  areWithin,
  boundAt,
  boundBefore,
  orderSemver,
  printSemver,
  releaseAfter,
  releaseOf,
  type SemVer,
} from './shared/semver.ts';

export interface SwiftRange extends VersionRange<SemVer> {
  takesPrereleases?: boolean;
}

const MAX_INT64 = '9223372036854775807';
const LABELLED = /^\.?(upToNextMajor|upToNextMinor|exact|from|branch|revision) ?[:(](.*)$/s;

export const swift = defineScheme<SemVer, SwiftRange>({
  id: 'swift',
  aliases: ['swiftpm', 'swifturl', 'swiftpackageindex.com'],
  source: 'https://docs.swift.org/package-manager/PackageDescription/PackageDescription.html',
  parse,
  order: orderSemver,
  print: printSemver,
  isStable: version => version.prerelease.length === 0,
  release: releaseOf,
  parseRange,
  admits: (version, range) => version.prerelease.length === 0 || range.takesPrereleases !== false,
});

function parse(text: string): SemVer | null {
  const loose = parseLoose(text.startsWith('v') ? text.slice(1) : text, 2, 3);
  if (loose === null || !areWithin(loose.numbers, MAX_INT64)) return null;
  const [major = 0, minor = 0, patch = 0] = loose.numbers;
  return { major, minor, patch, prerelease: loose.prerelease };
}

/**
 * `from: "1.0.0"`, `.upToNextMajor(from: "1.0.0")`, `.upToNextMinor(from: "1.0.0")`, `exact: "1.0.0"`, `.exact("1.0.0")`,
 * `"1.0.0"..<"2.0.0"`, `"1.0.0"..."1.9.9"`; also `1.0.0 - 1.9.9`, as package lists write the latter, and a bare version.
 */
function parseRange(text: string): SwiftRange {
  const whole = text.trim();
  const labelled = LABELLED.exec(whole);
  if (labelled !== null) return fromLabel(labelled[1] as string, labelled[2] as string, text);
  for (const [between, inclusive] of [
    ['..<', false],
    ['...', true],
    [' - ', true],
  ] as const) {
    const at = whole.indexOf(between);
    if (at === -1) continue;
    const lower = readVersion(whole.slice(0, at), text);
    return fromBounds(lower, readVersion(whole.slice(at + between.length), text), inclusive, text);
  }
  return exactly(readVersion(whole, text));
}

function fromLabel(label: string, rest: string, text: string): SwiftRange {
  if (label === 'branch' || label === 'revision')
    throw badRange('swift', text, `a ${label} is no set of versions`);
  const inner = rest.trim().replace(/\)$/, '').trim();
  const version = readVersion(inner.startsWith('from:') ? inner.slice('from:'.length) : inner, text);
  if (label === 'exact') return exactly(version);
  const { major, minor, patch } = version;
  const next = releaseAfter([major, minor, patch], label === 'upToNextMinor' ? 1 : 0);
  return fromBounds(version, next, false, text);
}

function exactly(version: SemVer): SwiftRange {
  const bound = boundAt(version, true);
  return { intervals: [{ lower: bound, upper: bound }], takesPrereleases: true };
}

/** Of an exclusive end, its pre-releases are out: 2.0.0-alpha is not below 2.0.0. */
function fromBounds(from: SemVer, to: SemVer, inclusive: boolean, text: string): SwiftRange {
  if (orderSemver(from, to) > 0) throw badRange('swift', text, 'its lower version comes first');
  const isOpen = !inclusive && to.prerelease.length === 0;
  const upper: Bound<SemVer> = isOpen ? boundBefore(to) : boundAt(to, inclusive);
  return {
    intervals: normalise([{ lower: boundAt(from, true), upper }], orderSemver),
    takesPrereleases: from.prerelease.length > 0 || to.prerelease.length > 0,
  };
}

function readVersion(written: string, range: string): SemVer {
  const trimmed = written.trim();
  const isQuoted = trimmed.length > 1 && trimmed.startsWith('"') && trimmed.endsWith('"');
  const bare = isQuoted ? trimmed.slice(1, -1) : trimmed;
  const version = bare.length > 1_024 ? null : parse(bare);
  if (version === null) throw badRange('swift', range, `"${bare.slice(0, 40)}" is no version`);
  return version;
}
