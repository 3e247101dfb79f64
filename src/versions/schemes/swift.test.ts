/**
 * https://docs.swift.org/package-manager/PackageDescription/PackageDescription.html#package-dependency-requirement and
 * https://github.com/swiftlang/swift-package-manager/blob/main/Documentation/Usage.md
 */
import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { build, dotted, full, prerelease } from './fixtures/semver-texts.ts';
import { agreesWithTables } from './fixtures/tables.ts';
import { swift } from './swift.ts';

agreesWithTables(swift, {
  chains: [
    // https://semver.org/#spec-item-11
    '1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-alpha.beta < 1.0.0-beta < 1.0.0-beta.2 < 1.0.0-beta.11 < 1.0.0-rc.1 < 1.0.0',
    // Tags: https://github.com/swiftlang/swift-package-manager/blob/main/CHANGELOG.md
    '0.9.0 < 1.0.0 = v1.0.0 = 1.0 = v1.0 = 1.0.0+build < 1.0.1 < 1.1 < v1.2.0 < 1.10.0 < 2.0.0',
  ],
  ranges: [
    ['from: "1.2.3"', '1.2.3 v1.2.4 1.9', '1.2.2 2.0.0 2.0.0-alpha 1.3.0-beta'],
    ['.upToNextMajor(from: "1.2.3")', '1.2.3 1.9.9', '2.0.0'],
    ['.upToNextMinor(from: "1.2.3")', '1.2.3 1.2.9', '1.3.0 1.2.2'],
    ['exact: "1.2.3"', '1.2.3 v1.2.3+build', '1.2.4 1.2.3-rc'],
    ['.exact("1.2.3-beta")', '1.2.3-beta', '1.2.3'],
    ['"1.2.3"..<"1.2.6"', '1.2.3 1.2.5', '1.2.6 1.2.2 1.2.6-beta'],
    ['"1.2.3"..."1.2.6"', '1.2.3 1.2.6', '1.2.7 1.2.2'],
    ['1.2.3..<2.0.0', '1.2.3 1.9.9', '2.0.0'],
    ['1.2.3...2.0.0', '2.0.0', '2.0.1'],
    ['"1.0.0" ..< "2.0.0"', '1.0.0', '2.0.0'],
    ['"1.0.0"..<"1.0.0"', '', '1.0.0'],
    ['0.12.0 - 0.12.9223372036854775807', '0.12.0 0.12.99', '0.13.0 0.11.9'],
    ['1.2.3', '1.2.3', '1.2.4 1.2.2'],
    ['from: "0.1.0"', '0.1.0 0.9.0', '1.0.0'],
    // A bound that is a pre-release lets pre-releases in, but not those of an end that is none.
    ['from: "1.0.0-beta"', '1.0.0-beta 1.0.0-rc 1.0.0 1.5.0-alpha', '1.0.0-alpha 2.0.0-alpha 2.0.0'],
    ['"1.0.0"..<"2.0.0-beta"', '1.0.0 1.5.0-rc 2.0.0-alpha', '2.0.0-beta 2.0.0 1.0.0-rc'],
    ['"1.0.0-a"..<"2.0.0-b"', '1.0.0-a 2.0.0-a', '2.0.0-b'],
    ['"1.0.0-a"..."1.5.0"', '1.5.0-rc 1.5.0', '1.5.1'],
    ['upToNextMinor(from: "2.1.0")', '2.1.9', '2.2.0'],
    ['from:"1.0.0"', '1.5.0', '2.0.0'],
  ],
  normal: [
    ['v1.2', '1.2.0'],
    ['v01.2.3-rc.1+build', '1.2.3-rc.1'],
  ],
  stable: ['1.0', 'v1.0.0', '1.0.0+5'],
  unstable: ['1.0.0-beta', '5.0-DEVELOPMENT', 'swift-5.0-RELEASE', 'main'],
  releases: [['v1.2', { major: 1, minor: 2, patch: 0 }]],
  noVersions: [
    '',
    '1',
    'v1',
    'vv1.0.0',
    '1.2.3.4',
    '1.2.3-',
    '1.2.3+',
    '1.2.x',
    ' 1.2.3',
    'main',
    '1.0.9223372036854775808',
  ],
  noRanges: [
    '',
    '*',
    '^1.0.0',
    '>=1.0.0',
    '.branch("main")',
    'branch: "main"',
    'revision: "e74b07278b926c9ec6f9643455ea00d1ce04a021"',
    'from: "1"',
    'from:',
    '"2.0.0"..<"1.0.0"',
    '"1.0.0"..<',
    '..<"1.0.0"',
    '.exact()',
    '"1.0.0',
    '1.0.0, 2.0.0',
  ],
  vers: [
    ['from: "1.2.3"', 'vers:swift/>=1.2.3|<2.0.0'],
    ['.upToNextMinor(from: "1.2.3")', 'vers:swift/>=1.2.3|<1.3.0'],
    ['"1.0.0"..."1.5.0"', 'vers:swift/>=1.0.0|<=1.5.0'],
    ['exact: "1.2.3"', 'vers:swift/1.2.3'],
    ['"1.0.0"..<"1.0.0"', null],
  ],
});

const version = fc.oneof(
  full,
  full.map(text => `v${text}`),
  fc.tuple(dotted(2, 2), prerelease, build).map(parts => parts.join('')),
);
const range = fc.oneof(
  version,
  version.map(text => `from: "${text}"`),
  version.map(text => `.upToNextMinor(from: "${text}")`),
  version.map(text => `.exact("${text}")`),
  fc
    .tuple(version, fc.constantFrom('..<', '...', ' - '), version)
    .map(([a, between, b]) => (swift.compare(a, b) <= 0 ? a + between + b : b + between + a)),
);

keepsTheLaws(swift, { versions: version, ranges: range });
