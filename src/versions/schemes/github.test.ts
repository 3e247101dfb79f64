import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { agreesWithTables } from './fixtures/tables.ts';
import { github } from './github.ts';

const SHA = '3f786850e387550fdab836ed7e6dc881de23001b';

// Spellings of tags as these projects have them: https://github.com/curl/curl/tags, https://github.com/boostorg/boost/tags,
// https://github.com/openssl/openssl/tags, https://github.com/postgres/postgres/tags, https://github.com/apache/logging-log4j2/tags,
// https://github.com/FFmpeg/FFmpeg/tags, https://github.com/golang/go/tags, https://github.com/llvm/llvm-project/tags,
// https://github.com/openjdk/jdk/tags, https://github.com/changesets/changesets/tags.
agreesWithTables(github, {
  chains: [
    'v1.2.3 = 1.2.3 = V1.2.3 = release-1.2.3 = release/1.2.3 = refs/tags/v1.2.3 = version-1.2.3 = REL_1_2_3 = name-1.2.3 = @scope/pkg@1.2.3',
    'v1 = v1.0 = v1.0.0 < v1.0.1 < v1.1 < v1.10 < v2 < v10',
    'v1.0.0-alpha < v1.0.0-alpha.1 < v1.0.0-beta.2 < v1.0.0-beta.11 < v1.0.0-rc.1 < v1.0.0 < v1.0.0-hotfix < v1.0.1',
    'curl-7_19_7 < curl-7_88_0 < curl-7_88_1 < curl-8_0_0 < curl-8_10_1',
    'boost-1.63.0 < boost-1.80.0.beta1 < boost-1.80.0',
    'OpenSSL_1_1_1-pre9 < OpenSSL_1_1_1 < OpenSSL_1_1_1k < openssl-3.0.0-alpha1 < openssl-3.0.0',
    'REL_14_BETA1 < REL_14_0 < REL_15_RC1 < REL_15_2',
    'rel/log4j-2.17.1 = log4j-2.17.1 < log4j-2.18.0 < rel/2.20.0',
    'n4.4-dev < n4.4 < n4.4.1 < n5.0',
    'go1.20rc1 < go1.20 < go1.20.1 < go1.21.0',
    'llvmorg-17.0.0-rc1 < llvmorg-17.0.1 < llvmorg-18.1.0',
    'jdk-17+1 < jdk-17+35 < jdk-17.0.1+1 < jdk-21+3',
    '2023-12-31 < 2024-01-05 < v2024.1.6 < 2024-11-01',
    'nightly-1.2.3 = 1.2.3-nightly < 1.2.3 = rc-slider-1.2.3',
    `${SHA.slice(0, 7)} < main < release < stable < 0.0.1`,
    'latest < v0',
    'h2-1.4.200 < h2-2.0.202',
    'python3.11-v1.2 = 1.2',
    'bzip2-1.0.6 < bzip2-1.0.8',
  ],
  ranges: [
    ['>= 1.0.0, < 2.0.0', 'v1.0.0 1.5 release-1.9.9 v2.0.0-rc1', 'v0.9 v2 v1.0.0-beta main'],
    ['< 2.17.1', 'rel/log4j-2.17.0 log4j-2.17.1-rc1', 'log4j-2.17.1 log4j-2.18.0'],
    ['<= 2.17.1', 'log4j-2.17.1 v2.17.1', 'v2.17.2'],
    ['= 4', 'v4 v4.0.0 4.0', 'v4.0.1 v4.1'],
    ['v4', 'v4 4.0', 'v4.1'],
    ['!= v1.1', 'v1.0 v1.2', '1.1 v1.1.0'],
    ['> v1 || = v0.5', 'v1.0.1 0.5', 'v1 v0.6'],
    ['', 'main v1', ''],
    ['*', 'main v1', ''],
    // https://github.com/Carthage/Carthage/blob/master/Documentation/Artifacts.md#version-requirement
    ['~> 1.2', 'v1.2 v1.2.5 1.9.9', 'v1.1 v2.0 2.0.0-beta.1 v1.2-rc1'],
    ['~> 1.2.3', '1.2.3 1.3', '1.2.2 2'],
    ['~> 0.1.1', '0.1.1 0.1.9', '0.2.0 0.2.0-beta 0.1.0 1.0'],
    ['~>1', '1 1.9', '2 0.9'],
    ['~> 1.2, != 1.5', '1.4 1.6', '1.5 2'],
  ],
  normal: [
    ['v1.2.3', '1.2.3'],
    ['release-1.2.3-RC1', '1.2.3-rc.1'],
    ['curl-7_88_1', '7.88.1'],
    ['refs/tags/v2.0', '2.0'],
    ['Main', 'main'],
    ['nightly-1.2.3', '1.2.3-nightly'],
    ['2024-01-05', '2024.1.5'],
    [SHA.toUpperCase(), SHA],
  ],
  stable: [
    'v1.2.3',
    'v1',
    'release-1.0',
    'OpenSSL_1_1_1k',
    'jdk-17+35',
    'rc-slider-9.1.0',
    '2024-01-05',
    'v1.0-20230101a',
  ],
  unstable: [
    ...[
      'v1.0.0-rc.1',
      '1.0a1',
      'main',
      'latest',
      'nightly',
      'nightly-2024-01-05',
      'canary-1.2',
      'n4.4-dev',
      'boost-1.80.0.beta1',
    ],
    ...[SHA, SHA.slice(0, 7), ''],
  ],
  releases: [
    ['v1.2.3', { major: 1, minor: 2, patch: 3 }],
    ['curl-7_88_1', { major: 7, minor: 88, patch: 1 }],
    ['v4', { major: 4, minor: 0, patch: 0 }],
    ['main', null],
    [SHA, null],
  ],
  // https://git-scm.com/docs/git-check-ref-format
  noVersions: [
    '',
    ' ',
    '-',
    'v 1',
    'a..b',
    '1.0~1',
    '1^2',
    'a:b',
    'what?',
    '1.*',
    'a[1]',
    'a\\b',
    'a\u0007b',
    'refs/tags/',
  ],
  noRanges: ['>=', '~>', '~> main', '>= 1 2 ||', '1,,2', '^1.2', '~1.2'],
  vers: [
    ['>= 1.0.0, < 2.0.0', 'vers:github/>=1.0.0|<2.0.0'],
    ['~> 1.2', 'vers:github/>=1.2|<2.0.0'],
    ['~> 0.1.1', 'vers:github/>=0.1.1|<0.2.0'],
    ['v4', 'vers:github/v4'],
    ['> 2, < 1', null],
  ],
});

const number = fc.oneof(fc.nat(3).map(String), fc.constantFrom('00', '01', '10', '2024'));
const numbers = fc
  .tuple(fc.array(number, { minLength: 1, maxLength: 4 }), fc.constantFrom('.', '.', '_', '-'))
  .map(([list, joint]) => list.join(joint));
const prefix = fc.constantFrom(
  ...[
    '',
    '',
    'v',
    'V',
    'release-',
    'rel/',
    'name-v',
    'log4j-',
    'go',
    'refs/tags/v',
    'nightly-',
    '@a/b1@',
    'python3.11-',
    'REL_',
  ],
);
const suffix = fc.constantFrom(
  '',
  '',
  '',
  '-rc.1',
  'rc2',
  '-beta',
  'a1',
  'k',
  '+35',
  '-Final',
  '.post1',
  '-alpine3.18',
  '-',
  '-é',
);
const version = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(prefix, numbers, suffix).map(parts => parts.join('')) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('main', 'latest', 'Nightly', SHA, 'deadbeef', '1a2b3c4', 'release'),
  },
);

keepsTheLaws(github, {
  versions: version,
  ranges: fc.oneof(
    fc
      .array(fc.tuple(fc.constantFrom('', '!=', '<', '>= '), version, fc.constantFrom(', ', ' ', ' || ')), {
        minLength: 1,
        maxLength: 4,
      })
      .map(parts => parts.flat().slice(0, -1).join('')),
    numbers.map(text => `~> ${text}`),
  ),
});
