import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { agreesWithTables } from './fixtures/tables.ts';
import { maven } from './maven.ts';

agreesWithTables(maven, {
  chains: [
    // https://maven.apache.org/pom.html#version-order-specification
    '1 < 1.1',
    '1-snapshot < 1 < 1-sp',
    '1-foo2 < 1-foo10',
    '1.foo = 1-foo < 1-1 < 1.1',
    '1.ga = 1-ga = 1-0 = 1.0 = 1',
    '1-ga < 1-sp',
    '1-ga.1 < 1-sp.1',
    '1-sp-1 < 1-ga-1 = 1-1',
    '1-a1 = 1-alpha-1',
    '1.0.0-foo.0.0 = 1-foo',
    '1.0.0-0.0.0 = 1. = 1- = 1',
    '1-1.foo-bar1baz-.1 = 1-1.foo-bar-1-baz-0.1',
    '1-alpha < 1-beta < 1-milestone < 1-rc = 1-cr < 1-snapshot < 1 = 1-final = 1-ga = 1-release < 1-sp < 1-abc < 1-xyz < 1-1 < 1.1',
    // What libraries call their releases: https://cwiki.apache.org/confluence/display/MAVENOLD/Versioning
    '1.0-alpha-1-SNAPSHOT < 1.0-alpha-1 < 1.0-alpha-2 < 1.0-beta-1 < 1.0-SNAPSHOT < 1.0 < 1.0-1 < 1.0-2 < 1.0.1',
    '1.0.0-M1 < 1.0.0-M2 < 1.0.0-M10 < 1.0.0-RC1 < 1.0.0-RC2 < 1.0.0-RC10 < 1.0.0.RELEASE = 1.0.0 < 1.0.0.SP1',
    '4.1.0.Alpha1 < 4.1.0.Beta1 < 4.1.0.CR1 < 4.1.0.Final = 4.1 < 4.1.1.Final < 4.1.10.Final',
    '2.9.9 < 2.9.9.1 < 2.9.9.3 < 2.9.10 < 2.9.10.8 < 2.10.0.pr1 < 2.10.0.1',
    '31.0-android < 31.0-jre < 31.0.1-android < 31.0.1-jre',
    '2.0.1-klm < 2.0.1-lmn < 2.0.1-xyz < 2.0.1-123',
    '1.0.0.RC1 < 1.0.0-RC2',
    // One order where Maven's own has none (see maven-version.ts).
    '1-rc < 1 < 1.x.2',
    '1.rc.1 = 1-rc.1',
    '1-0-1 = 1-1',
    '2 < 2-a < 2-1 < 2.0.a < 2.0.0.a < 2.0.2',
    '1.0.0.RC1 = 1-rc1 < 1.0-RC2 < 1.0.0.Final.x = 1-x < 1.0.0.x',
    '99999999999999999998.1 < 99999999999999999999.0 < 99999999999999999999.1 < 100000000000000000000',
    'alpha < 0 = 0.0 = ga < foo < 0-1 < 0.1 < 1',
    '1A1 = 1-ALPHA-1 = 1-alpha-01',
  ],
  ranges: [
    // https://maven.apache.org/pom.html#dependency-version-requirement-specification
    ['1.0', '1.0 1 1.0.0 1.0-ga', '1.1 0.9 1.0-rc1 1.0-1'],
    ['[1.0]', '1.0 1', '1.0.1 1.0-SNAPSHOT'],
    ['(,1.0]', '0 0.9 1.0 1.0-rc1', '1.0.1 1.0-1 1.0-sp'],
    ['[1.2,1.3]', '1.2 1.2.9 1.3 1.3-rc1', '1.1 1.2-rc1 1.3.1'],
    ['[1.0,2.0)', '1.0 1.9 2.0-rc1 2.0-SNAPSHOT', '0.9 2.0 2 2.1'],
    ['[1.5,)', '1.5 1.5.0 99', '1.4.99 1.5-beta-1'],
    ['(,1.0],[1.2,)', '0.1 1.0 1.2 3', '1.0.1 1.1 1.2-rc1'],
    ['(,1.1),(1.1,)', '1.0 1.1.1 1.1-rc1', '1.1 1.1.0'],
    ['(1.0,2.0)', '1.0.1 1.0-1 1.0-sp', '1.0 2.0 1.0-rc1'],
    [' [ 1.0 , 2.0 ) ', '1.0 1.5', '2.0'],
    ['[1.0,1.1),[1.3,1.4)', '1.0 1.3.9', '1.1 1.2 1.4'],
    ['[1,2][3,4]', '1 2 3 4', '2.5'],
    ['[1,3],[2,4]', '1 2.5 4', '0.9 4.1'],
    ['[1.0] , ', '1.0', '1.1'],
    ['(,)', '0 1 1-alpha', ''],
    ['[1,1]', '1 1.0', '1.1'],
    ['[1.0-alpha,1.0)', '1.0-alpha 1.0-rc1 1.0-SNAPSHOT', '1.0 0.9'],
    // https://maven.apache.org/resolver/apidocs/org/eclipse/aether/util/version/GenericVersionScheme.html
    ['[1.2.*]', '1.2 1.2-alpha 1.2.0.1 1.2.99 1.2-sp 1.2-1', '1.1.9 1.3 1.3-alpha'],
    ['[1.0.*]', '1 1.0 1.0.3 1-x', '1.1 0.9 1.1-alpha'],
    ['LATEST', '1 2-alpha', ''],
  ],
  normal: [
    ['1.0.0', '1'],
    ['1.0-RC1', '1-rc-1'],
    ['1.0.0.CR1', '1-rc-1'],
    ['1.0.Final', '1'],
    ['1.0.Final-redhat-1', '1-redhat-1'],
    ['1.2b3', '1.2-beta-3'],
    ['01.020', '1.20'],
    ['0', '0'],
    ['0-1', '0-1'],
    ['1--1', '1-1'],
    ['1-ga.1', '1-ga.1'],
    ['1_2', '1-_-2'],
    ['2.0.0.a', '2.0.0.a'],
    ['2.0.1.a', '2.0.1-a'],
  ],
  stable: [
    '1.0',
    '1',
    '2.0.1.RELEASE',
    '4.1.0.Final',
    '1.0-1',
    '31.0-jre',
    '1.0-sp1',
    '2.9.9.3',
    '1.0-incubating',
  ],
  unstable: [
    ...[
      '1.0-SNAPSHOT',
      '1.0-alpha',
      '1.0a1',
      '1.0-beta-2',
      '1.0-b01',
      '1.0-M1',
      '1.0-milestone-2',
      '1.0-rc1',
    ],
    ...[
      '1.0.CR1',
      '1.0-alpha-1-SNAPSHOT',
      '1.0-preview',
      '1.0-ea',
      '2.0-dev-12',
      '1.0-20240131.123456-7',
      '',
    ],
  ],
  releases: [
    ['1.2.3', { major: 1, minor: 2, patch: 3 }],
    ['1.2.3.4-rc1', { major: 1, minor: 2, patch: 3 }],
    ['1', { major: 1, minor: 0, patch: 0 }],
    ['1.0-2', { major: 1, minor: 0, patch: 0 }],
    ['0', { major: 0, minor: 0, patch: 0 }],
    ['9007199254740991.1', { major: 9007199254740991, minor: 1, patch: 0 }],
    ['9007199254740992', null],
    ['foo-1', null],
    ['1/2', null],
  ],
  noVersions: ['', ' ', '1.0 ', '1 0', '{version}', '1,2', '[1.0]', '1:2', 'a/b', '1*', '1\t2', '1\u0000'],
  noRanges: [
    ...[
      '',
      ' ',
      '{project.version}',
      '[1.0',
      '[1.0,',
      '1.0]',
      '(1.0)',
      '[1.0)',
      '(1.0]',
      '[2.0,1.0]',
      '(1.0,1.0)',
    ],
    ...[
      '[1.0,1.0)',
      '[1,2,3]',
      '[1.0],2.0',
      '1.0,[2.0]',
      '[]',
      '[1.0]x',
      '[[1.0]]',

      '>=1.0',
      '[a.*]',
      '(1.*)',
    ],
  ],
  vers: [
    ['1.0', 'vers:maven/1.0'],
    ['[1.0]', 'vers:maven/1.0'],
    ['(,1.0]', 'vers:maven/<=1.0'],
    ['[1.0,2.0)', 'vers:maven/>=1.0|<2.0'],
    ['[1.5,)', 'vers:maven/>=1.5'],
    ['(,1.0],[1.2,)', 'vers:maven/<=1.0|>=1.2'],
    ['(,1.1),(1.1,)', 'vers:maven/!=1.1'],
    ['[1.2,1.3],[1.0-beta1,1.1]', 'vers:maven/>=1.0-beta1|<=1.1|>=1.2|<=1.3'],
    ['[1.2.*]', 'vers:maven/>=1.2|<1.3'],
    ['(,)', 'vers:maven/*'],
  ],
});

describe('maven ranges', () => {
  it('tells a recommendation from a demand', () => {
    expect(maven.parseRange('1.0').soft).toBe(true);
    expect(maven.parseRange('[1.0]').soft).toBe(false);
    expect(maven.parseRange('[1.0,)').soft).toBe(false);
  });

  it('takes the newest version of a range', () => {
    expect(maven.maxSatisfying(['1.0', '1.2', '1.10', '2.0-rc1', '2.0'], '[1.0,2.0)')).toBe('2.0-rc1');
    expect(maven.maxSatisfying(['1.0', '1.1'], '1.0')).toBe('1.0');
  });
});

const number = fc.oneof(
  fc.nat(3).map(String),
  fc.constantFrom('00', '01', '10', '20240131', '99999999999999999999'),
);
const word = fc.constantFrom(
  ...[
    'a',
    'b',
    'm',
    'x',
    'alpha',
    'Beta',
    'M',
    'rc',
    'CR',
    'SNAPSHOT',
    'ga',
    'Final',
    'RELEASE',
    'sp',
    'jre',
    '_',
    '+é',
  ],
);
const version = fc
  .tuple(
    fc.oneof({ weight: 5, arbitrary: number }, { weight: 1, arbitrary: word }),
    fc.array(fc.tuple(fc.constantFrom('.', '.', '-', '-', '', '--', '.-', '-.'), fc.oneof(number, word)), {
      maxLength: 5,
    }),
    fc.constantFrom('', '', '', '.', '-'),
  )
  .map(([first, rest, end]) => first + rest.flat().join('') + end);

const set = fc
  .tuple(version, version, fc.constantFrom('[]', '[)', '(]', '()', 'single', 'lower', 'upper'))
  .map(([a, b, kind]) => {
    if (kind === 'single' || maven.equals(a, b)) return `[${a}]`;
    if (kind === 'lower') return `(,${a}]`;
    if (kind === 'upper') return `[${a} , )`;
    const [low, high] = maven.compare(a, b) < 0 ? [a, b] : [b, a];
    return `${kind.charAt(0)}${low},${high}${kind.charAt(1)}`;
  });

keepsTheLaws(maven, {
  versions: version,
  ranges: fc.oneof(
    version,
    fc.array(set, { minLength: 1, maxLength: 3 }).map(sets => sets.join(', ')),
    fc.constantFrom('[1.2.*]', '[0.*]', '[1.0.*]', '(,)', 'LATEST'),
  ),
});
