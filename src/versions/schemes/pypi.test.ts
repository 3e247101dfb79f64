import { compare as pep440Compare } from '@renovatebot/pep440';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { contains } from '../intervals.ts';
import { agreesWithTables } from './fixtures/tables.ts';
import { pypi } from './pypi.ts';

// https://packaging.python.org/en/latest/specifications/version-specifiers/: "Summary of permitted suffixes and relative
// ordering", "Normalization", "Version specifiers"; https://peps.python.org/pep-0440/#version-specifiers for the examples.
agreesWithTables(pypi, {
  chains: [
    '1.dev0 < 1.0.dev456 < 1.0a1 < 1.0a2.dev456 < 1.0a12.dev456 < 1.0a12 < 1.0b1.dev456 < 1.0b2 < 1.0b2.post345.dev456 < 1.0b2.post345 < 1.0rc1.dev456 < 1.0rc1 < 1.0 < 1.0+abc.5 < 1.0+abc.7 < 1.0+5 < 1.0.post456.dev34 < 1.0.post456 < 1.0.15 < 1.1.dev1',
    '0.9 < 0.9.1 < 0.9.2 < 0.9.10 < 0.9.11 < 1.0 = 1 = 1.0.0 < 1.0.1 < 1.1 < 2.0 < 2.0.1',
    '1.1a1 = 1.1.a1 = 1.1-a1 = 1.1_a1 = 1.1alpha1 = 1.1.ALPHA.1 = 1.1-Alpha_1 < 1.1b1 = 1.1beta-1 < 1.1c1 = 1.1rc1 = 1.1pre1 = 1.1preview1 = 1.1.Preview_1 < 1.1',
    '1.1a = 1.1a0 = 1.1alpha = 1.1a- < 1.1a1 < 1.1a2',
    '1.2 < 1.2.post = 1.2.post0 = 1.2-r = 1.2rev < 1.2.post2 = 1.2-post2 = 1.2post2 = 1.2.rev-2 = 1.2-r2 = 1.2-2 < 1.2.post3',
    '1.2.dev = 1.2dev0 = 1.2-dev = 1.2_DEV-0 = 1.2.dev- < 1.2.dev2 = 1.2-dev2 = 1.2dev.2 < 1.2a0.dev0 < 1.2a',
    '1.0a0 < 1.0a--1 = 1.0a0.post1 < 1.0a1',
    'v1.0 = V1.0 = 1.0 = 01.00 = 0!1.0 < 1!0.1 < 1!1 < 2!0',
    '2013.10 < 2014.04 = 2014.4 < 1!1.0 < 1!1.1 < 1!2.0',
    '1.0 < 1.0+abc < 1.0+abc.1 < 1.0+abc.2 < 1.0+abcd < 1.0+1 = 1.0+01 < 1.0+1.a < 1.0+1.0 < 1.0+2 < 1.0+10',
    '1.0+ubuntu.1 = 1.0+ubuntu-1 = 1.0+UBUNTU_1 < 1.0+ubuntu.2',
    '1.0.99999999999999999998 < 1.0.99999999999999999999 < 1.0.100000000000000000000 < 1.1.dev99999999999999999999 < 1.1',
    '1.0.post1.dev9 < 1.0.post1 < 1.0.post1+local < 1.0.post2.dev0',
  ],
  ranges: [
    ['~=2.2', '2.2 2.2.post3 2.3 2.99.9 2.10+local', '2.1 3 3.0.dev1 2.3a1 2.2rc1'],
    ['~= 1.4.5', '1.4.5 1.4.6 1.4.5+x', '1.5 1.4.4 1.4.5.dev1 1.5.0a1'],
    ['~=2.2.post3', '2.2.post3 2.2.post4 2.3', '2.2 2.2.post2 3.0'],
    ['~=1.4.5a4', '1.4.5a4 1.4.5 1.4.6b1', '1.4.5a3 1.5.0a1 1.5'],
    ['~=1.4.5.0', '1.4.5 1.4.5.9', '1.4.6'],
    ['~=1!2.2', '1!2.2 1!2.9', '2.2 1!3.0'],
    ['==1.1', '1.1 1.1.0 1.1+local 01.1', '1.1.post1 1.1a1 1.1.dev1 1.1.1'],
    ['==1.1.post1', '1.1.post1 1.1-1 1.1.post1+x', '1.1 1.1.post2'],
    ['==1.1.*', '1.1 1.1.0 1.1.post1 1.1.3 1.1+x', '1.1a1 1.2 1.2.dev1 1.10 1.0.9'],
    ['==1.1.*,>=1.1.dev0', '1.1 1.1a1 1.1.dev0 1.1.5rc1', '1.2.dev0 1.0'],
    ['==1.0+abc', '1.0+abc 1.0.0+ABC', '1.0 1.0+abd'],
    ['!=1.1', '1.0 1.1.post1 1.2', '1.1 1.1.0 1.1+local 1.1a1'],
    ['!=1.1.*', '1.0 1.2 2', '1.1 1.1.post1 1.1.1'],
    ['!=1.0+abc', '1.0 1.0+abd', '1.0+abc'],
    ['>1.7', '1.7.1 1.8 2', '1.7 1.7.0 1.7.0.post1 1.7+local 1.7.post3.dev1 1.8a1'],
    ['>1.7.post2', '1.7.post3 1.7.1 1.7.0.post3', '1.7 1.7.post2 1.7.post1 1.7.post2+x'],
    ['>1.7a1', '1.7a2 1.7b1 1.7 1.7.post1 1.8.dev1', '1.7a1 1.7a1+x 1.7a0 1.7a1.post1'],
    ['>1.7.dev3', '1.7.dev4 1.7a1 1.7', '1.7.dev3 1.7.dev3+x 1.7.dev1'],
    ['<3.1', '3.0 3.0.post9 3.0+x 0', '3.1 3.1.dev0 3.1a1 3.1rc1 3.1+x'],
    ['<3.1rc1', '3.1b9 3.1.dev4 3.0', '3.1rc1 3.1'],
    ['<1.0.post2', '1.0 1.0.post1 1.0+x', '1.0.post2 1.0.post2.dev1'],
    ['<=1.0', '1.0 0.9 1.0+local', '1.0.post1 1.1'],
    ['>=1.0', '1.0 1.0.post1 1.0+x 2', '0.9 1.0rc1 2.0a1'],
    ['>=1.0a1', '1.0a1 1.0 2.0.dev1', '1.0.dev5 0.9'],
    ['>=1.0,!=1.0a1', '1.0', '1.0a1 1.1a1'],
    ['>=1,<2,!=1.5.*', '1 1.4.9 1.6', '0.9 1.5 1.5.2 2'],
    [' >= 1 ,< 2, ', '1.5', '2'],
    ['>= v1.0-2', '1.0.post2', '1.0.post1'],
    ['===1.0', '1.0', '1.0.0 v1.0 1.0+x'],
    ['=== 1.0RC1', '1.0rc1 1.0RC1', '1.0-rc1'],
    ['===foobar', '', 'foobar 1.0'],
    ['', '1.0 0', '1.0a1 x'],
    [',', '1.0', '1.0a1'],
    ['>2,<1', '', '0 1 1.5 2 3'],
  ],
  normal: [
    [' v1.0 ', '1.0'],
    ['1.0.0', '1.0.0'],
    ['01.002', '1.2'],
    ['0!1', '1'],
    ['2!1', '2!1'],
    ['1.1-ALPHA_1', '1.1a1'],
    ['1.1c', '1.1rc0'],
    ['1.1preview.3', '1.1rc3'],
    ['1.2-4', '1.2.post4'],
    ['1.2rev5', '1.2.post5'],
    ['1.2DEV', '1.2.dev0'],
    ['1.0-a.1-post.2-dev.3+Ubuntu_01-b', '1.0a1.post2.dev3+ubuntu.1.b'],
  ],
  stable: ['1.0', '1.0.post1', '1.0+local', '1!2', '0'],
  unstable: ['1.0a1', '1.0b2', '1.0rc1', '1.0.dev1', '1.0.post1.dev1', '1.0a1.post1', 'x', ''],
  releases: [
    ['1.2.3.4rc1', { major: 1, minor: 2, patch: 3 }],
    ['3!7', { major: 7, minor: 0, patch: 0 }],
    ['1.9007199254740992', null],
    ['x', null],
  ],
  noVersions: [
    ...['', 'x', '1.0.', '1.0-', '1.0_', '1.0_1', 'v 1.0', '1!0!1', '1.0+', '1.0+a.', '1.0+a--b', '1.0+é'],
    ...[
      '1..0',
      '.1',
      '1.0prev',
      '1.0rc1rc2',
      '1.0.dev1.post1',
      '1.0 a',
      '1.0\0',
      '1.0x',
      '1.0+ſ',
      '!1',
      '1!',
      'dev',
    ],
  ],
  noRanges: [
    ...[
      '1.0',
      '=1.0',
      '>=1.0 <2',
      '>=',
      '>=x',
      '~=1',
      '~=1.0+x',
      '>=1.0+x',
      '<1.0+x',
      '==1.0.*+x',
      '==1.0a1.*',
    ],
    ...[
      '==1.0.dev1.*',
      '>=1.0.*',
      '~=1.0.*',
      '==1.0 .*',
      '==1.0*',
      '==*',
      '===',
      '===1 .0',
      '===1;',
      '^1.0',
      '>=1 || <2',
    ],
  ],
  vers: [
    ['>= 1.0', 'vers:pypi/>=1.0'],
    ['==1.0', 'vers:pypi/1.0'],
    ['!=5', 'vers:pypi/!=5'],
    ['<2.1.0', 'vers:pypi/<2.1.0'],
    ['<=1.0', 'vers:pypi/<=1.0'],
    ['>1.0.post1', 'vers:pypi/>1.0.post1'],
    ['~=1.4.2', 'vers:pypi/>=1.4.2|<1.5'],
    ['==1.4.*', 'vers:pypi/>=1.4|<1.5'],
    ['!=1.4.*', 'vers:pypi/<1.4|>=1.5'],
    ['>1.0,<2.0,!=1.5', 'vers:pypi/>1.0|!=1.5|<2.0'],
    ['===1.0', 'vers:pypi/1.0'],
    ['', 'vers:pypi/*'],
    ['>2,<1', null],
    ['===foobar', null],
  ],
});

const number = fc.oneof(
  { weight: 5, arbitrary: fc.nat(3).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('00', '01', '10', '20240131', '99999999999999999999') },
);
const separator = fc.constantFrom('', '', '.', '-', '_');
const suffix = (...words: string[]) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    {
      weight: 1,
      arbitrary: fc
        .tuple(separator, fc.constantFrom(...words), separator, fc.option(number, { nil: '' }))
        .map(parts => parts.join('')),
    },
  );
const local = fc
  .array(fc.constantFrom('1', '01', 'abc', 'A1', '9'.repeat(20)), { minLength: 1, maxLength: 3 })
  .map(parts => `+${parts.join('-')}`);
const release = fc.array(number, { minLength: 1, maxLength: 4 }).map(parts => parts.join('.'));
const publicVersion = fc
  .tuple(
    fc.constantFrom('', '', '', 'v', 'V', ' ', '1!', '0!'),
    release,
    suffix('a', 'B', 'c', 'rc', 'alpha', 'Beta', 'pre', 'preview'),
    fc.oneof(
      suffix('post', 'rev', 'R'),
      number.map(digits => `-${digits}`),
    ),
    suffix('dev', 'DEV'),
  )
  .map(parts => parts.join(''));
const version = fc
  .tuple(publicVersion, fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: local }))
  .map(parts => parts.join(''));
const specifier = fc.oneof(
  fc
    .tuple(fc.constantFrom('==', '!=', '<=', '>=', '<', '>', '== ', '> '), publicVersion)
    .map(p => p.join('')),
  fc
    .tuple(
      fc.constantFrom('==', '!=', '==='),
      version.map(text => text.trim()),
    )
    .map(p => p.join('')),
  fc.tuple(fc.constantFrom('==', '!='), release).map(([sign, text]) => `${sign}${text}.*`),
  fc.tuple(release, number).map(parts => `~=${parts.join('.')}`),
);
const range = fc.array(specifier, { maxLength: 3 }).map(parts => parts.join(', '));

keepsTheLaws(pypi, { versions: version, ranges: range });

describe('pypi', () => {
  it('orders text as it orders what the text means', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const [left, right] = [pypi.parse(a), pypi.parse(b)];
        if (left === null || right === null) throw new Error('a version is none');
        expect(Math.sign(pypi.compare(a, b))).toBe(Math.sign(pypi.order(left, right)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('orders as another implementation of PEP 440 does, short of its largest number', () => {
    const small = version.map(text => text.trim().replaceAll('9'.repeat(20), '9'));
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(Math.sign(pypi.compare(a, b))).toBe(Math.sign(pep440Compare(a, b)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('has in the intervals of a range all that it takes once pre-releases are let in', () => {
    const { intervals } = pypi.parseRange('>=1.0, !=1.5.*, <2');
    const has = (text: string) => contains(intervals, pypi.parse(text) as never, pypi.order);
    expect(['1.1a1', '1.0', '1.6.dev0', '1.4.9rc1'].filter(text => !has(text))).toEqual([]);
    expect(['1.5.dev0', '1.5a1', '1.5.9', '2.0a1', '1.0rc1'].filter(has)).toEqual([]);
  });
});
