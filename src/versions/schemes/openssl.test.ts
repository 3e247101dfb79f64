import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { agreesWithTables } from './fixtures/tables.ts';
import { openssl } from './openssl.ts';

// The releases and their order: https://openssl-library.org/source/old/ and https://openssl-library.org/news/changelog/.
agreesWithTables(openssl, {
  chains: [
    '0.9.6 < 0.9.6m < 0.9.7-beta1 < 0.9.7-beta6 < 0.9.7 < 0.9.7m < 0.9.8 < 0.9.8a < 0.9.8y < 0.9.8z < 0.9.8za < 0.9.8zh < 1.0.0-beta1',
    '1.0.0 < 1.0.0a < 1.0.0t < 1.0.1-beta3 < 1.0.1 < 1.0.1u < 1.0.2 < 1.0.2zg < 1.1.0-pre1 < 1.1.0-pre6 < 1.1.0 < 1.1.0l',
    '1.1.1-dev < 1.1.1-pre1 < 1.1.1-pre9 < 1.1.1-pre10 < 1.1.1 < 1.1.1a < 1.1.1k < 1.1.1w < 1.1.1za < 3.0.0-alpha1',
    '3.0.0-dev < 3.0.0-alpha1 < 3.0.0-alpha2 < 3.0.0-alpha10 < 3.0.0-alpha17 < 3.0.0-beta1 < 3.0.0-beta2 < 3.0.0 < 3.0.1 < 3.0.10 < 3.1.0',
    '1.0.2k < 1.0.2l-dev < 1.0.2l',
    '3.0.2 = 3.0.2+quic = 03.0.2',
    '3.4.0-rc1 < 3.4.0 < 3.10.0 < 4.0.0 < 4.1.11 < 4.2.0',
  ],
  ranges: [
    ['3.0.1, 0.9.7a', '3.0.1 0.9.7a', '3.0.0 3.0.2 0.9.7 0.9.7b 1.0.2'],
    ['1.1.1k', '1.1.1k', '1.1.1 1.1.1ka 1.1.1l'],
    // https://openssl-library.org/news/vulnerabilities/
    ['from 3.0.0 before 3.0.8', '3.0.0 3.0.7 3.0.8-dev', '3.0.0-beta2 3.0.8 1.1.1k'],
    ['from 1.0.2 before 1.0.2zf', '1.0.2 1.0.2a 1.0.2ze', '1.0.1u 1.0.2zf 1.0.2zg'],
    ['from 3.0.0 before 3.0.8, from 1.1.1 before 1.1.1t', '3.0.7 1.1.1 1.1.1s', '1.1.1t 3.0.8 1.1.0'],
    ['from 1.1.1 through 1.1.1k', '1.1.1 1.1.1k', '1.1.1l'],
    ['>=1.0.1, <1.0.1g', '1.0.1 1.0.1f', '1.0.1-beta3 1.0.1g'],
    ['<1.0.2 || >=3.0.0', '1.0.1u 3.0.0 0.9.8', '1.0.2 1.1.1w 3.0.0-beta1'],
    ['!=3.0.7', '3.0.6 3.0.8', '3.0.7 3.0.7+quic'],
    ['', '0.9.1 3.0.0-alpha1', ''],
    ['*', '0.9.1 3.5.0', ''],
  ],
  normal: [
    ['1.0.2zg', '1.0.2zg'],
    ['3.0.0-alpha17', '3.0.0-alpha17'],
    ['3.0.0-dev', '3.0.0-dev'],
    ['03.00.1+quic', '3.0.1'],
  ],
  stable: ['1.1.1w', '3.0.0', '0.9.8zh', '3.0.2+quic'],
  unstable: ['1.1.1-pre9', '3.0.0-alpha1', '3.0.0-beta2', '1.0.2l-dev', '3.0', ''],
  releases: [
    ['1.1.1w', { major: 1, minor: 1, patch: 1 }],
    ['3.0.0-alpha1', { major: 3, minor: 0, patch: 0 }],
    ['3.0', null],
  ],
  noVersions: [
    '',
    '3',
    '3.0',
    '3.0.0.1',
    '3.0.1a',
    '1.1.1K',
    '1.1.1-',
    '1.1.1-foo',
    '1.1.1_k',
    'OpenSSL_1_1_1k',
    'v3.0.0',
    '3.0.0+',
  ],
  noRanges: [
    '3.0',
    '3.0.0,',
    ',3.0.0',
    '3.0.0 1.1.1',
    'from 3.0.0',
    'from 3.0.8 before 3.0.0',
    'before 3.0.0',
    '>=',
    '^3.0.0',
    '3.0.x',
  ],
  vers: [
    ['3.0.1, 0.9.7a', 'vers:openssl/0.9.7a|3.0.1'],
    ['1.1.1ak', 'vers:openssl/1.1.1ak'],
    ['from 3.0.0 before 3.0.8', 'vers:openssl/>=3.0.0|<3.0.8'],
    ['from 1.1.1 through 1.1.1k', 'vers:openssl/>=1.1.1|<=1.1.1k'],
    ['!=3.0.7', 'vers:openssl/!=3.0.7'],
    ['>3.0.0, <3.0.0', null],
  ],
});

const small = fc.nat(2);
const count = fc.constantFrom('', '0', '1', '2', '10');
const stage = fc.oneof(
  fc.constant(''),
  fc.tuple(fc.constantFrom('-dev', '-alpha', '-beta', '-pre', '-rc'), count).map(parts => parts.join('')),
);
const letters = fc.constantFrom('', '', 'a', 'k', 'z', 'za', 'zh', 'ag');
const version = fc
  .tuple(
    fc.oneof(
      fc.tuple(fc.nat(1), small, small, letters).map(([a, b, c, end]) => `${a}.${b}.${c}${end}`),
      fc.tuple(fc.constantFrom(3, 4), small, small).map(numbers => numbers.join('.')),
    ),
    stage,
    fc.constantFrom('', '', '+quic', '+quic-1.2'),
  )
  .map(parts => parts.join(''));

keepsTheLaws(openssl, {
  versions: version,
  ranges: fc.oneof(
    fc.array(version, { minLength: 1, maxLength: 4 }).map(list => list.join(', ')),
    fc.tuple(version, version).map(([a, b]) => {
      const [low, high] = openssl.compare(a, b) <= 0 ? [a, b] : [b, a];
      return `from ${low} before ${high}`;
    }),
    fc
      .tuple(fc.constantFrom('>=', '>', '!='), version, fc.constantFrom(', <', ' || '), version)
      .map(parts => parts.join('')),
  ),
});
