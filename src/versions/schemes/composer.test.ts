/**
 * https://getcomposer.org/doc/articles/versions.md, the examples of https://github.com/composer/semver (normalisation and
 * constraints) and, for the order, https://www.php.net/version_compare.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { composer } from './composer.ts';
import { dotted } from './fixtures/semver-texts.ts';
import { agreesWithTables } from './fixtures/tables.ts';

agreesWithTables(composer, {
  chains: [
    '1.0.0-dev < 1.0.0-alpha < 1.0.0-alpha1 = 1.0.0a1 = 1.0.0-alpha.1 < 1.0.0-alpha2 < 1.0.0-alpha10 < 1.0.0-beta = 1.0.0-b < 1.0.0-beta2 < 1.0.0-RC1-dev < 1.0.0-RC1 = 1.0.0-rc.1 < 1.0.0-rc2 < 1.0.0 = v1.0 = 1 = 1.0.0.0 = 1.0.0-stable = 1.0.0+build < 1.0.0-patch1 = 1.0.0pl1 = 1.0.0-p1 < 1.0.0-p2 < 1.0.0.1 < 1.0.1',
    'dev-feature-a < dev-main < dev-master = master < 0.0.0-dev < 0 < 0.1 < 1.0 < 1.9.9 < 1.x-dev < 2.0-dev < 2.0',
    '1.0 < 1.0.x-dev = 1.0.9999999.9999999-dev < 1.1-alpha < 1.1 < 10.4.13-beta < 10.4.13beta2',
    '2010.1.555 = 2010.01.555 < 2010.01.2023 < 2010.10.200 < 20100102 = v20100102 < 20150920.0.0 < 20230101',
    '2010-01-02 < 2010.01.02 < 2010-01-02.5 < 2010-01-02-p1',
  ],
  ranges: [
    // "Exact version constraint" and "version range"
    ['1.0.2', '1.0.2 v1.0.2 1.0.2.0', '1.0.3 1.0.2-beta dev-main'],
    ['>=1.0', '1.0 2.0 1.0-alpha 1.0-dev', '0.9 dev-main'],
    ['>=1.0 <2.0', '1.0 1.9.9', '2.0 2.0-alpha 0.9'],
    ['>=1.0 <1.1 || >=1.2', '1.0.5 1.2 3.0', '1.1 1.1.9'],
    ['>=1.0,<2.0', '1.0', '2.0'],
    ['>= 1.0 , < 2.0', '1.5', '2.0'],
    ['>1.0', '1.0.1 1.0.0-p1', '1.0 1.0-beta'],
    ['<=1.0', '1.0 1.0-beta 0.1', '1.0.1'],
    ['<1.2.3.4-stable', '1.2.3.4-beta', '1.2.3.4'],
    ['<1.2.3.4', '1.2.3.3', '1.2.3.4-beta 1.2.3.4'],
    ['!=1.0.0', '1.0.1 dev-main', '1.0 v1.0.0'],
    ['<>1.0.0', '1.0.1', '1.0.0'],
    ['==1.2.3', '1.2.3', '1.2.4'],
    // "Hyphenated version range"
    ['1.0 - 2.0', '1.0 2.0 2.0.9 1.0-alpha', '0.9 2.1 2.1-dev'],
    ['1.0.0 - 2.1.0', '1.0.0 2.1.0', '2.1.1'],
    ['1 - 2', '1.0 2.9.9', '3.0'],
    ['1.2-beta - 2.3-dev', '1.2-beta 2.3-dev', '1.2-alpha 2.3'],
    // "Wildcard version range"
    ['1.0.*', '1.0 1.0.9 1.0.0-alpha', '1.1 0.9 1.1-dev'],
    ['2.*.*', '2.0 2.9', '3.0'],
    ['v2.x', '2.5', '3.0'],
    ['2.1.3.*', '2.1.3 2.1.3.9', '2.1.4'],
    ['0.*', '0.0.1 0.9', '1.0 dev-main'],
    ['*', '0.1 1.0-dev dev-main', ''],
    ['*.x', '0.1', 'dev-main'],
    // "Tilde version range"
    ['~1.2', '1.2 1.9.9', '1.1 2.0 2.0-dev'],
    ['~1.2.3', '1.2.3 1.2.9', '1.2.2 1.3.0'],
    ['~1', '1.0 1.9', '2.0'],
    ['~1.2.3.4', '1.2.3.4 1.2.3.9', '1.2.3.3 1.2.4'],
    ['~1.2-beta', '1.2-beta 1.2 1.9', '1.2-alpha 2.0'],
    ['~2.x-dev', '2.x-dev', '2.0 3.0'],
    // "Caret version range"
    ['^1.2.3', '1.2.3 1.9.9 1.2.3-alpha', '1.2.2 2.0.0 2.0.0-dev'],
    ['^0.3', '0.3.0 0.3.9', '0.2.9 0.4.0'],
    ['^0.0.3', '0.0.3', '0.0.4'],
    ['^0.0', '0.0.9', '0.1'],
    ['^0', '0.9', '1.0'],
    ['^v1', '1.0', '2.0'],
    ['^1.2.3-beta.2', '1.2.3-beta2 1.2.3', '1.2.3-beta1 2.0'],
    ['^1.2.3.4', '1.2.3.4 1.9', '1.2.3.3 2.0'],
    ['^2.0 || ^3.0', '2.5 3.5', '1.0 4.0'],
    ['^2.0|^3.0', '2.5 3.5', '4.0'],
    ['^1.0 !=1.5.0', '1.4.9 1.5.1', '1.5.0'],
    // "Stability constraints"
    ['^1.0@beta', '1.0 1.9', '2.0'],
    ['>=1.0@beta', '1.0-beta 1.0', '1.0-alpha'],
    ['>1.0@dev', '1.0-alpha 1.0', '1.0-dev'],
    ['1.0@dev', '1.0', '1.0-dev'],
    ['@dev', '1.0 dev-main', ''],
    // "Branches" and aliases
    ['dev-main', 'dev-main', 'dev-other 1.0'],
    ['dev-main#abcdef', 'dev-main', '1.0'],
    ['dev-bugfix as 1.0.x-dev', 'dev-bugfix', '1.0'],
    ['1.0.x-dev', '1.0.x-dev', '1.0 1.1'],
    ['1.0.x-dev#trunk/@123', '1.0.x-dev', '1.0'],
    ['dev-main || ^1.0', 'dev-main 1.5', '2.0 dev-other'],
    ['feature/x-dev', 'dev-feature/x', '1.0'],
    ['>=dev-main', '', 'dev-main 1.0'],
    ['!=dev-main', '1.0 dev-other', 'dev-main'],
  ],
  normal: [
    ['1.0.0', '1.0.0.0'],
    ['1.2.3.4', '1.2.3.4'],
    ['1.0.0RC1dev', '1.0.0.0-RC1-dev'],
    ['1.0.0-rC15-dev', '1.0.0.0-RC15-dev'],
    ['1.0.0.RC.15-dev', '1.0.0.0-RC15-dev'],
    ['1.0.0.pl3-dev', '1.0.0.0-patch3-dev'],
    ['1.0-dev', '1.0.0.0-dev'],
    ['0', '0.0.0.0'],
    ['10.4.13beta.2', '10.4.13.0-beta2'],
    ['10.4.13-b5', '10.4.13.0-beta5'],
    ['v1.0.0', '1.0.0.0'],
    ['2010.01', '2010.01.0.0'],
    ['v20100102', '20100102'],
    // Composer writes 2010.01.02 and 20100102.203040, which it would not read as dates again.
    ['2010-01-02', '2010-01-02'],
    ['20100102-203040-p1', '20100102-203040-patch1'],
    ['1.x-dev', '1.9999999.9999999.9999999-dev'],
    ['DEV-FOOBAR', 'dev-FOOBAR'],
    ['dev-feature+issue-1', 'dev-feature+issue-1'],
    ['dev-master as 1.0.0', 'dev-master'],
    ['trunk', 'dev-trunk'],
    ['1.0.0-beta.5+foo', '1.0.0.0-beta5'],
    ['1.0.0-alpha2.1+foo', '1.0.0.0-alpha2.1'],
    ['1.0.0-alpha-2.1-3+foo', '1.0.0.0-alpha2.1-3'],
    ['1.0.0+foo as 2.0', '1.0.0.0'],
    ['1.0.0-stable', '1.0.0.0'],
  ],
  stable: ['1.0', '1.0-p1', '20100102', '1.0-stable', '1.0+a'],
  unstable: ['1.0-dev', '1.0-alpha', '1.0b2', '1.0-RC1', 'dev-main', '1.x-dev', '1.0-patch1-dev', 'x'],
  releases: [
    ['v1.2', { major: 1, minor: 2, patch: 0 }],
    ['dev-main', null],
  ],
  noVersions: [
    '',
    'a',
    '1.0.0-meh',
    '1.0.0.0.0',
    'feature-foo',
    '1.0.0+foo bar',
    '8.x-1.9',
    '^1.0',
    'dev-',
    'dev-a b',
    '123456.1.2.3',
    'main',
  ],
  noRanges: [
    '',
    ',',
    '1.0,',
    ',1.0',
    '1.0,,2.0',
    '||',
    '1.0 ||',
    '~>1.2',
    '1.0#abcd123',
    '>',
    '>= ',
    '~',
    '^ 1.0',
    'self.version',
    '1.0 -2.0',
    '>=feature-dev',
    '8.x-1.9',
    '1.0.0.0.0',
    'latest',
    '^dev-main',
    '1.0 2.x.3',
  ],
  vers: [
    ['^1.2', 'vers:composer/>=1.2.0|<2.0.0'],
    ['~1.2.3', 'vers:composer/>=1.2.3|<1.3.0'],
    ['1.0.*', 'vers:composer/>=1.0.0|<1.1.0'],
    ['>=1.0 <2.0.0.5', 'vers:composer/>=1.0.0|<2.0.0.5'],
    ['^1.0-beta2', 'vers:composer/>=1.0.0-beta2|<2.0.0'],
    ['dev-main', 'vers:composer/dev-main'],
    ['*', 'vers:composer/*'],
    ['>2 <1', null],
  ],
});

it('refuses a long run of digits behind a stability without trying every way to split it', () => {
  expect(composer.parse(`1.0-p${'1'.repeat(900)}x`)).toBeNull();
});

const modifier = fc.constantFrom(
  '',
  '',
  '',
  '-dev',
  '-alpha',
  'a1',
  '-beta.2',
  'b3',
  '-RC1',
  '.rc.2-dev',
  '-p1',
  'pl2',
  '-patch-3',
  '-stable',
  '+b1',
  '-alpha1.2',
);
const plain = fc.tuple(fc.constantFrom('', '', 'v'), dotted(1, 4), modifier).map(parts => parts.join(''));
const version = fc
  .oneof(
    { weight: 6, arbitrary: plain },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'dev-main',
        'dev-master',
        'DEV-x',
        'master',
        'dev-feature/x',
        '1.x-dev',
        '1.2.x-dev',
        '2-dev',
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '2010-01-02',
        '20100102',
        '2010-01-02.5',
        '20100102-203040-p1',
        '20230101.1',
        '201903.0',
      ),
    },
  )
  .filter(text => composer.isValid(text));
const constraint = fc.oneof(
  fc
    .tuple(fc.constantFrom('', '=', '==', '!=', '<>', '>', '>=', '<', '<=', '>= ', '< '), version)
    .map(parts => parts.join('')),
  fc
    .tuple(fc.constantFrom('~', '^'), dotted(1, 4), fc.constantFrom('', '-beta', '@dev', '-RC1'))
    .map(parts => parts.join('')),
  fc.tuple(dotted(1, 3), fc.constantFrom('.*', '.x', '.x.x')).map(parts => parts.join('')),
  fc.tuple(dotted(1, 4), dotted(1, 4)).map(ends => ends.join(' - ')),
  fc.constantFrom('*', '*.*', '@dev', 'dev-main as 1.0.x-dev'),
);
const set = fc
  .tuple(fc.constantFrom(' ', ',', ', '), fc.array(constraint, { minLength: 1, maxLength: 3 }))
  .map(([comma, list]) => list.join(comma));
const range = fc
  .tuple(fc.constantFrom('||', ' || ', '|'), fc.array(set, { minLength: 1, maxLength: 3 }))
  .map(([or, list]) => list.join(or))
  .filter(text => reads(text));

function reads(text: string): boolean {
  try {
    composer.parseRange(text);
    return true;
  } catch {
    return false;
  }
}

keepsTheLaws(composer, { versions: version, ranges: range });
