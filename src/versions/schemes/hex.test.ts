/** https://hexdocs.pm/elixir/Version.html */
import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { dotted, full, prerelease } from './fixtures/semver-texts.ts';
import { agreesWithTables } from './fixtures/tables.ts';
import { hex } from './hex.ts';

agreesWithTables(hex, {
  chains: [
    // https://semver.org/#spec-item-11
    '1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-alpha.beta < 1.0.0-beta < 1.0.0-beta.2 < 1.0.0-beta.11 < 1.0.0-rc.1 < 1.0.0',
    // https://hexdocs.pm/elixir/Version.html#compare/2
    '2.0.1-alpha1 < 2.0.1 = 2.0.1+build0 = 2.0.1+build1 < 2.1.0 < 2.10.0 < 10.0.0',
    '0.0.0 < 0.0.1 < 0.1.0 < 1.0.0-dev < 1.0.0-dev.1 < 1.0.0 < 1.0.1',
  ],
  ranges: [
    ['2.0.0', '2.0.0 2.0.0+build', '2.0.1 2.0.0-dev'],
    ['== 2.0.0', '2.0.0', '2.0.1'],
    ['!= 2.0.0', '2.0.1 1.0.0', '2.0.0'],
    ['!2.0.0', '2.0.1', '2.0.0'],
    ['> 2.0.0', '2.0.1 3.0.0', '2.0.0 1.9.9'],
    ['>= 2.0.0', '2.0.0 3.0.0-rc.1', '1.9.9 2.0.0-rc.1'],
    ['< 2.0.0', '1.9.9 2.0.0-dev', '2.0.0'],
    ['<= 2.0.0', '2.0.0 1.0.0', '2.0.1'],
    // The table of "Requirements"
    ['~> 2.0.0', '2.0.0 2.0.9', '1.9.9 2.1.0 2.1.0-dev'],
    ['~> 2.1.2', '2.1.2 2.1.9', '2.1.1 2.2.0'],
    ['~> 2.1.3-dev', '2.1.3-dev 2.1.3-rc 2.1.3 2.1.9', '2.1.3-beta 2.2.0 2.2.0-dev'],
    ['~> 2.0', '2.0.0 2.9.9', '1.9.9 3.0.0 3.0.0-dev 2.0.0-dev'],
    ['~> 2.1', '2.1.0 2.9.9', '2.0.9 3.0.0'],
    ['~> 2.1-dev', '2.1.0-dev 2.1.0 2.9.9', '2.0.9 3.0.0'],
    ['~> 0.0', '0.0.0 0.9.9', '1.0.0'],
    ['>= 2.0.0 and < 2.1.0', '2.0.0 2.0.9', '1.9.9 2.1.0'],
    ['~> 1.0 or ~> 3.0', '1.0.0 3.9.9', '2.0.0 4.0.0'],
    ['~> 1.0 and != 1.3.0', '1.0.0 1.3.1', '1.3.0'],
    ['== 1.0.0 or >= 2.0.0 and < 3.0.0', '1.0.0 2.5.0', '1.5.0 3.0.0'],
    ['>= 2.0.0 and < 3.0.0 or == 1.0.0', '1.0.0 2.5.0', '1.5.0 3.0.0'],
    ['1.0.0 or 2.0.0', '1.0.0 2.0.0', '1.5.0'],
    ['>=1.0.0 and <2.0.0', '1.0.0', '2.0.0'],
    ['>= 1.0.0 and < 1.0.0', '', '1.0.0'],
    [' ~> 1.0 ', '1.5.0', '2.0.0'],
  ],
  normal: [
    ['2.0.1-alpha1+build', '2.0.1-alpha1'],
    ['2.0.1', '2.0.1'],
  ],
  stable: ['2.0.1', '2.0.1+build'],
  unstable: ['2.0.1-alpha1', '1.0.0-0', '1.0'],
  releases: [['2.0.1-alpha1', { major: 2, minor: 0, patch: 1 }]],
  noVersions: [
    '',
    '2',
    '2.0',
    '2.0.0.0',
    'v2.0.0',
    '01.0.0',
    '1.0.0-01',
    '1.0.0-',
    '1.0.0+',
    ' 1.0.0',
    '2.0-alpha',
    'invalid',
  ],
  noRanges: [
    '',
    ' ',
    '== == 1.0.0',
    '>= 1.0',
    '2.0',
    '~> 1',
    '~> 1.0.0.0',
    '*',
    '^1.0.0',
    '>= 1.0.0 < 2.0.0',
    '>= 1.0.0, < 2.0.0',
    'and 1.0.0',
    '1.0.0 and',
    '1.0.0 or',
    'or',
    '1.0.0 and or 2.0.0',
    '~>',
    '> v1.0.0',
    '1.0.0 && 2.0.0',
    '1.0.0||2.0.0',
  ],
  vers: [
    ['~> 2.0', 'vers:hex/>=2.0.0|<3.0.0'],
    ['~> 2.1.3-dev', 'vers:hex/>=2.1.3-dev|<2.2.0'],
    ['== 1.0.0', 'vers:hex/1.0.0'],
    ['!= 1.0.0', 'vers:hex/!=1.0.0'],
    ['~> 1.0 or ~> 3.0', 'vers:hex/>=1.0.0|<2.0.0|>=3.0.0|<4.0.0'],
    ['> 2.0.0 and < 1.0.0', null],
  ],
});

const term = fc.oneof(
  fc
    .tuple(fc.constantFrom('', '==', '!=', '>', '>=', '<', '<=', '~>', '~> ', '>= '), full)
    .map(parts => parts.join('')),
  fc.tuple(dotted(2, 2), prerelease).map(parts => `~> ${parts.join('')}`),
);
const range = fc
  .tuple(term, fc.array(fc.tuple(fc.constantFrom(' and ', ' or '), term), { maxLength: 3 }))
  .map(([first, more]) => first + more.flat().join(''));

keepsTheLaws(hex, { versions: full, ranges: range });
