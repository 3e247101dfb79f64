/** https://learn.microsoft.com/en-us/nuget/concepts/package-versioning */
import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { build, dotted, prerelease } from './fixtures/semver-texts.ts';
import { agreesWithTables } from './fixtures/tables.ts';
import { nuget } from './nuget.ts';

agreesWithTables(nuget, {
  chains: [
    // "Pre-release versions"
    '1.0.1-aaa < 1.0.1-alpha < 1.0.1-alpha2 < 1.0.1-beta < 1.0.1-open < 1.0.1-rc < 1.0.1-zzz < 1.0.1',
    // "Normalized version numbers"
    '1.00 = 1.0 = 1 = 1.0.0 = 1.0.0.0 = 1.0.0+githash < 1.0.0.1 = 1.00.0.1 < 1.0.1 = 1.0.01.0 < 1.1.1 = 1.01.1',
    '1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-alpha.beta < 1.0.0-beta = 1.0.0-BETA < 1.0.0-beta.2 < 1.0.0-Beta.11 < 1.0.0-rc.1 < 1.0.0',
    '0.9.9.1 < 1.0.0-pre < 1.0.0 < 1.0.0.1-alpha < 1.0.0.1-pre < 1.0.0.1 < 1.0.0.10 < 2147483647.0',
  ],
  ranges: [
    // "Version ranges"
    ['1.0', '1.0 1.0.0.1 1.1 9.0 1.1-beta', '0.9 1.0-beta'],
    ['[1.0,)', '1.0 9.0', '0.9'],
    ['(1.0,)', '1.0.0.1 1.1', '1.0 0.9'],
    ['[1.0]', '1.0 1.0.0.0 1.0+githash', '1.0.1 1.0-beta'],
    ['(,1.0]', '1.0 0.1 1.0-beta', '1.0.0.1'],
    ['(,1.0)', '0.9 1.0-beta', '1.0'],
    ['[1.0,2.0]', '1.0 1.5 2.0 2.0-beta', '0.9 2.0.1'],
    ['(1.0,2.0)', '1.5 2.0-beta', '1.0 2.0'],
    ['[1.0,2.0)', '1.0 1.9.9 1.5-beta', '2.0 0.9'],
    ['(, )', '0.0 9.9-beta', ''],
    ['', '0.0 9.9-beta', ''],
    // "References in project files"
    ['6.1', '6.1 7.0', '6.0.9'],
    ['[6,7)', '6.0 6.9', '7.0'],
    ['(4.1.3,)', '4.1.4 5.0', '4.1.3'],
    ['(,5.0)', '4.9.9', '5.0'],
    ['[1,3)', '1.0 2.9', '0.9 3.0'],
    ['[1.3.2,1.5)', '1.3.2 1.4.9', '1.3.1 1.5'],
    [' [ 1.0 , 2.0 ) ', '1.0', '2.0'],
    // Floating versions: https://github.com/NuGet/Home/wiki/Support-pre-release-packages-with-floating-versions
    ['*', '0.1 9.0', '1.0-beta'],
    ['6.*', '6.0 6.9.9', '7.0 5.9 6.1-beta 7.0-beta'],
    ['1.1.*', '1.1.0 1.1.9.9', '1.2.0 1.0.9 1.1.5-alpha'],
    ['1.2.3.*', '1.2.3 1.2.3.9', '1.2.4 1.2.3.4-beta'],
    ['1.0.0-*', '1.0.0 1.0.0-beta 1.0.0-0', '1.0.1 0.9.9 1.0.1-beta'],
    ['1.0.0-beta.*', '1.0.0 1.0.0-beta.1 1.0.0-BETA.2', '1.0.0-rc.1 1.0.0-alpha 1.0.0-beta'],
    ['1.*-*', '1.0 1.9 1.5-beta 1.0-alpha', '2.0 2.0-beta 0.9'],
    ['1.1.*-rc*', '1.1.0 1.1.5-rc1 1.1.5', '1.1.5-beta 1.2.0-rc1'],
    ['*-*', '0.1 9.0 1.0-beta', ''],
    ['*-rc.*', '9.0 1.0-rc.1', '1.0-beta'],
    ['[1.*, 3.0)', '1.0 2.9', '3.0 2.0-beta 0.9'],
    ['[1.*-*, 3.0)', '1.0 2.9 2.0-beta', '3.0'],
  ],
  normal: [
    ['1.00', '1.0.0'],
    ['1.01.1', '1.1.1'],
    ['1.00.0.1', '1.0.0.1'],
    ['1.0.01.0', '1.0.1'],
    ['1.0.0-RC.1+githash', '1.0.0-RC.1'],
    [' 1 ', '1.0.0'],
  ],
  stable: ['1.0', '1.0.0.1', '1.0.0+githash'],
  unstable: ['1.0-beta', '1.0.0.1-a', '1.0.0-0', 'x'],
  releases: [
    ['1.2', { major: 1, minor: 2, patch: 0 }],
    ['1.2.3.4-rc', { major: 1, minor: 2, patch: 3 }],
  ],
  noVersions: [
    '',
    'v1.0',
    '1.2.3.4.5',
    '1.0-',
    '1.0+',
    '1.0-a..b',
    '1.',
    '.1',
    '1.*',
    '1.0.2147483648',
    '1.0-be_ta',
    '1.0-\u212a',
    '1 .0',
  ],
  noRanges: [
    '(1.0)',
    '[1.0)',
    '(1.0]',
    '[1.0',
    '1.0]',
    '[]',
    '()',
    '[,]',
    '[2.0,1.0]',
    '(1.0,1.0)',
    '[1.0,1.0)',
    '(1.0,1.0]',
    '[1,2,3]',
    '[1.0 2.0]',
    '1.0 2.0',
    '>=1.0',
    '1.*.2',
    '1.2.3.4.*',
    '1.*-beta',
    '**',
    '1.0*',
    '[1.0, 2.*)',
    'latest',
    '^1.0',
  ],
  vers: [
    ['1.0', 'vers:nuget/>=1.0'],
    ['[1.0.0, 2.0.0)', 'vers:nuget/>=1.0.0|<2.0.0'],
    ['[1.0]', 'vers:nuget/1.0'],
    ['6.*', 'vers:nuget/>=6.0.0|<7.0.0'],
    ['(, )', 'vers:nuget/*'],
  ],
});

const version = fc.oneof(
  fc.tuple(dotted(1, 4), prerelease, build).map(parts => parts.join('')),
  dotted(1, 4).map(text => `0${text}`),
  fc.tuple(dotted(3, 3), prerelease).map(parts => ` ${parts.join('')} `),
);
const range = fc.oneof(
  version,
  version.map(text => `[${text}]`),
  version.map(text => `(, ${text}]`),
  version.map(text => `(${text},)`),
  fc
    .tuple(version, version)
    .filter(([a, b]) => nuget.compare(a, b) !== 0)
    .map(([a, b]) => (nuget.compare(a, b) < 0 ? `[${a}, ${b})` : `(${b}, ${a}]`)),
  fc.tuple(dotted(1, 3), fc.constantFrom('', '-*', '-rc*', '-0*')).map(([text, pre]) => `${text}.*${pre}`),
  dotted(1, 4).map(text => `${text}-*`),
  fc.constantFrom('', '*', '*-*', '(,)'),
);

keepsTheLaws(nuget, { versions: version, ranges: range });
