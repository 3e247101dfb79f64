import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { agreesWithTables } from './fixtures/tables.ts';
import { gem } from './gem.ts';

// https://docs.ruby-lang.org/en/master/Gem/Version.html ("How Software Changes", "Examples", "Preventing Version
// Catastrophe"), https://docs.ruby-lang.org/en/master/Gem/Requirement.html, and the cases of RubyGems' own tests:
// https://github.com/rubygems/rubygems/blob/master/test/rubygems/test_gem_version.rb and test_gem_requirement.rb.
agreesWithTables(gem, {
  chains: [
    '1.0.a.2 < 1.0.b1 < 1.0 = 1 = 1.0.0 < 1.0.1',
    '0.0.0 < 1.8.2.a < 1.8.2.a9 < 1.8.2.a10 < 1.8.2.b < 1.8.2 < 1.8.3',
    '1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-beta.2 < 1.0.0-beta.11 < 1.0.0-rc.1 < 1.0.0',
    '5.0.0.beta2 < 5.0.0.beta10 < 5.0.0.rc2 < 5.0.0',
    '2.9.b < 2.9 < 2.10.a < 2.10 < 2.11',
    '1.2.b1 = 1.2.b.1 = 1.2b1 < 1.2.b2 < 1.2 = 1.2.00 = 01.2',
    '1.2.pre.1 = 1.2.0.pre.1.0 = 1.2-1 = 1.2-1.0 < 1.2.pre.2 < 1.2',
    '1.A < 1.Z < 1.a < 1.a.1 < 1.aa < 1.b < 1',
    '3.0.rc2 < 3 < 3.0.0.0.1 < 3.0.1',
    '1.0.99999999999999999998 < 1.0.99999999999999999999 < 1.0.100000000000000000000',
    '1.0.a = 1.a = 1.0.0.a = 1.a.0 < 1.0.a.1 < 1.0.a1.1 < 1',
    '1.11.0.pre1 < 1.11.0.pre2 < 1.11 < 1.11.0.1',
  ],
  ranges: [
    ['~> 2.2', '2.2 2.2.1 2.9 2.99.0.rc1', '2.1 3.0 3.0.a 2.2.a 3'],
    ['~> 2.2.0', '2.2 2.2.0 2.2.9', '2.3 2.3.0 2.3.0.a 2.2.0.a'],
    ['~>2.0.8', '2.0.8 2.0.99', '2.0.7 2.1 2.1.0.rc1'],
    ['~> 1', '1 1.9', '2 2.0.a 0.9'],
    ['~> 1.4.4', '1.4.4 1.4.5', '1.3 1.4 1.5 2.0'],
    ['~> 1.0.0', '1.0', '1.1.pre'],
    ['~> 1.1', '1.1', '1.1.pre'],
    ['~> 1.0', '1.0', '2.0.a'],
    ['~> 1.4.beta', '1.4.beta 1.4.beta.0 1.4 1.4.1 1.5', '1.3 1.4.alpha 2.0 2.0.0'],
    ['~> 1.4.0.beta.1', '1.4.0.beta.1 1.4 1.4.1', '1.4.0.beta 1.4.0.alpha 1.5 1.5.0.alpha'],
    ['~> 1.0.a', '1.0.a 1.9', '2 0.9'],
    ['>= 1.4.4, < 1.5', '1.4.4 1.5.0.rc1', '1.4.0 1.5.0'],
    ['>= 1.4&< 1.6&!= 1.5', '1.4', '1.5 1.6'],
    ['1.2', '1.2 1.2.0', '1.1 1.3 1.2.a'],
    ['= 1.0', '1.0.0.0 1', '1.0.0.1'],
    ['=\n1', '1', '2'],
    ['!= 1.02.3', '1.2.4 1.2.3.a', '1.2.003.0.0'],
    ['> 3.2.0.rc1', '3.2.0 3.2.0.rc2 3.2.0.rc1.1', '3.2.0.rc1 3.1'],
    ['< 3.2.rc1', '3.1 3.2.beta', '3.2.rc1 3.2'],
    ['< 3.0', '3.0.rc2 2', '3.0 3'],
    ['<= 9.3.2', '9.3.2 9.3', '9.3.3 9.3.03'],
    ['> 0', '3.0.rc2 0.0.1', '0 0.0'],
    ['>=1.0', '1 1.0 2.a', '1.a'],
    ['', '0 1.a 99', 'x'],
    ['  ', '1', ''],
    ['> 2, < 1', '', '1 2 1.5'],
  ],
  normal: [
    [' 1.0 ', '1.0'],
    ['1.0-1', '1.0.pre.1'],
    ['1.0.0-rc.1', '1.0.0.pre.rc.1'],
    ['1.2.b1', '1.2.b1'],
    ['', '0'],
  ],
  stable: ['1.2.0', '2.9', '22.1.50.0', '0'],
  unstable: ['1.2.0.a', '2.9.b', '22.1.50.0.d', '1.2.d.42', '1.A', '1.0-1', '1.13.0-java', 'x'],
  releases: [
    ['1.2.3.4', { major: 1, minor: 2, patch: 3 }],
    ['1.1.rc10', { major: 1, minor: 1, patch: 0 }],
    ['7', { major: 7, minor: 0, patch: 0 }],
    ['x', null],
  ],
  noVersions: [
    ...[
      'junk',
      '1.0\n2.0',
      '1..2',
      '1.2 3.4',
      '1.',
      '.1',
      '1a',
      'a',
      'v1',
      '1.0-',
      '1-.a',
      '1.0+build',
      '1_0',
      '1.-a',
    ],
    '2.3422222.222.222222222.22222.ads0as.dasd0.ddd2222.2.qd3e.',
  ],
  noRanges: [
    '>>> 1.3.5',
    '> blah',
    '==1',
    '~>',
    '>= 1,',
    ',>= 1',
    '>= 1 < 2',
    '^1.0',
    '*',
    '~> a',
    '>= 1 || 2',
  ],
  vers: [
    ['~>2.0.8', 'vers:gem/>=2.0.8|<2.1'],
    ['~> 2', 'vers:gem/>=2|<3'],
    ['~> 1.4.beta', 'vers:gem/>=1.4.beta|<2'],
    ['>= 1, != 1.5, < 2', 'vers:gem/>=1|!=1.5|<2'],
    ['1.2', 'vers:gem/1.2'],
    ['', 'vers:gem/*'],
    ['> 2, < 1', null],
  ],
});

const number = fc.oneof(
  fc.nat(3).map(String),
  fc.constantFrom('0', '00', '01', '10', '99999999999999999999'),
);
const part = fc.oneof(number, number, fc.constantFrom('a', 'B', 'rc', 'rc1', '1b2', 'pre'));
const version = fc
  .tuple(
    fc.constantFrom('', '', ' '),
    number,
    fc.array(part, { maxLength: 4 }),
    fc.constantFrom('', '', '', '-1', '-rc.1', '--', '-a-b.-'),
  )
  .map(([space, first, rest, tail]) => space + [first, ...rest].join('.') + tail);
const requirement = fc
  .tuple(fc.constantFrom('', '=', '!=', '<', '<=', '>', '>=', '~>', '~> ', '>= '), version)
  .map(parts => parts.join(''));

keepsTheLaws(gem, {
  versions: version,
  ranges: fc
    .tuple(fc.array(requirement, { maxLength: 3 }), fc.constantFrom(',', ', ', '&'))
    .map(([list, comma]) => list.join(comma)),
});
