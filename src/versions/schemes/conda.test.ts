import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { conda } from './conda.ts';
import { agreesWithTables } from './fixtures/tables.ts';

// https://docs.conda.io/projects/conda-build/en/stable/resources/package-spec.html#package-match-specifications, conda's
// description of its order (https://docs.conda.io/projects/conda/en/stable/dev-guide/api/conda/models/version/index.html)
// and the cases of its tests (https://github.com/conda/conda/blob/main/tests/models/test_version.py).
agreesWithTables(conda, {
  chains: [
    '0.4 = 0.4.0 < 0.4.1.rc = 0.4.1.RC < 0.4.1 < 0.5a1 < 0.5b3 < 0.5C1 = 0.5c1 < 0.5 < 0.9.6 < 0.960923 < 1.0 < 1.1dev1 < 1.1_ < 1.1a1 < 1.1.0dev1 = 1.1.dev1 < 1.1.a1 < 1.1.0rc1 < 1.1.0 = 1.1 < 1.1.0post1 = 1.1.post1 < 1.1post1 < 1996.07.12 < 1!0.4.1 < 1!3.1.1.6 < 2!0.4.1',
    '0.4 < 0.4.1a.vc11 < 0.4.1.rc < 0.4.1.vc11 < 0.4.1 < 0.5* < 0.5a1 < 0.5z < 0.5za < 0.5 < 0.5_5 = 0.5-5 = 0.5.5 < 0.9.6',
    '1.0.4a3 < 1.0.4b1 < 1.0.4 < 1.1.1dev1 < 1.1.1rc1 < 1.1.1 < 1.1.1post1 < 2g6 < 2.0b1pr0 < 2.2be.ta29 < 2.2be5ta29 < 2.2beta29 < 2.2.0.1 < 3.1.1.6',
    '3.2.p.r0 < 3.2.pr0 < 3.2.pr.1 < 5.5.kw < 11g < 14.3.1 < 14.3.1.post26.g9d75ca2 < 1996.07.12',
    '1.0.1dev < 1.0.1_ < 1.0.1a < 1.0.1b < 1.0.1c < 1.0.1d < 1.0.1r < 1.0.1rc < 1.0.1rc1 < 1.0.1rc2 < 1.0.1s < 1.0.1 < 1.0.1post.a < 1.0.1post.b < 1.0.1post.z < 1.0.1post.za < 1.0.2',
    '1.0a1 < 1.0a2.dev456 < 1.0a12.dev456 < 1.0a12 < 1.0b1.dev456 < 1.0b2 < 1.0b2.post345.dev456 < 1.0b2.post345 < 1.0rc2 < 1.0.dev456 < 1.0 < 1.0.post456.dev34 < 1.0.post456 < 1.1.dev1',
    '1.2.r32+123456 < 1.2.rev33+123456 < 1.2+abc < 1.2+abc123def < 1.2+abc123 < 1.2+123abc < 1.2+123abc456 < 1.2+1234.abc < 1.2+123456 < 1!1.0a1',
    '0.4.a1 = 0.4.0a1 < 0.4 < 0.4.1a1',
    '0.3.0.dev < 0.3.3',
    '2013a < 2013b < 2013k < 2013',
    '1.99999999999999999998 < 1.99999999999999999999 < 1.100000000000000000000 < 1post',
  ],
  ranges: [
    ['==1.7', '1.7.0 1.7', '1.7.1'],
    ['1.7.1', '1.7.1 1.7.1.0', '1.7 1.7.2'],
    ['<=1.7', '1.7.0 1.6 1.7rc1', '1.7.1'],
    ['<1.7', '1.6.9 1.7rc1', '1.7.0'],
    ['>=1.7', '1.7.0 1.8', '1.6.7 1.7a'],
    ['>1.7', '1.7.1', '1.7.0'],
    ['>2013b', '2013k 2013 3000', '2013a 3.0.0'],
    ['>1.0.0a', '1.0.0', '1.0.0a'],
    ['>1.0.0*', '1.0.0', ''],
    ['1.0*', '1.0 1.0.0 1 1.0.5 1.0rc1', '1.1 1.10'],
    ['1.0.0*', '1.0', '1.0.1'],
    ['2013a*', '2013a 2013ab 2013a1', '2013b 2013'],
    ['2013b*', '2013b', '2013a 2013c'],
    ['1.2.3*', '1.2.3+4.5.6 1.2.3.4', '1.2.4 1.2.30'],
    ['1.2.3+4*', '1.2.3+4.5.6 1.2.3+4', '1.2.3 1.2.3+5 1.2.4+4'],
    ['1.7.*', '1.7 1.7.1 1.7rc1 1.7.1post2', '1.8 1.70 1.6'],
    ['=1.7', '1.7 1.7.1', '1.8 1.70'],
    ['=3.3.*', '3.3.1 3.3', '3.4'],
    ['!=3.3.*', '3.4 3.4.1', '3.3.1 3.3 3.3.0.0'],
    ['!=3.3', '3.3.1', '3.3.0.0 3.3'],
    ['>=2.7, !=3.0.*, !=3.1.*, !=3.2.*, !=3.3.*', '2.7.2 3.4 3.4a', '2.6.8 3.3 3.3.4'],
    ['>1.7,<1.8', '1.7.1', '1.7 1.8'],
    ['1.7.*|1.8.*', '1.7.1 1.8', '1.9'],
    ['1.5.*|>1.7,<1.8', '1.5.3 1.7.1', '1.6 1.8'],
    ['1.5.*|>1.7,<1.7.1', '1.5', '1.7.1'],
    ['( (1.5|((1.6|1.7), 1.8), 1.9 |2.0))|2.1', '1.5 2.0 2.1', '1.6 1.8 1.9'],
    ['(1.5|1.6),!=1.6', '1.5', '1.6'],
    ['~=1.10', '1.11.0 1.10', '1.9 2.0'],
    ['~=1.10.0', '1.10.5', '1.11.0'],
    ['~=3.3.2|==2.2', '3.3.3 3.3.2.0 2.2.0', '3.4.0 3.3.1 2.2.1'],
    ['1.*.1', '1.7.1 1.0.0.1', '1.7.2 2.7.1'],
    ['*.1|2.0', '1.1 2.0', '1.2'],
    ['1.*.1,>=1.5', '1.7.1', '1.4.1 1.7.2'],
    ['=1.1post', '1.1post1 1.1post', '1.1 1.2 1.1.post1'],
    ['>=3.8,<3.9.0a0', '3.8.5', '3.9.0a0 3.9'],
    ['3.8 *_cpython', '3.8', '3.8.1'],
    ['>=3.8 py*', '3.9', '3.7'],
    ['=1.8=py27_0', '1.8', '1.8.1'],
    ['1.8=py27_0', '1.8', '1.8.1'],
    ['* openblas', '1 2', ''],
    ['>= 1.8 , < 2', '1.9', '2'],
    ['*', '1 2', 'x&'],
    ['', '1 2', ''],
    ['<1,>2', '', '1 2'],
  ],
  normal: [
    ['  0.4.1.RC  ', '0.4.1.rc'],
    ['0.5-5', '0.5_5'],
    ['1!1.0+ABC', '1!1.0+abc'],
  ],
  stable: ['1.0', '1.0.1a', '2013c', '1.0.post1', '1.2+dev', '1.1_'],
  unstable: ['1.0a1', '1.0b2', '1.0rc1', '1.0rc', '1.0.dev3', '1.0dev', '1.0alpha', '1.0beta.2', 'x&'],
  releases: [
    ['1!1.2.3rc1', { major: 1, minor: 2, patch: 3 }],
    ['7', { major: 7, minor: 0, patch: 0 }],
    ['2024.post1', { major: 2024, minor: 0, patch: 0 }],
    ['1.9007199254740992', null],
  ],
  noVersions: [
    ...[
      '',
      '  ',
      '3.5&1',
      '5.5++',
      '5.5..mw',
      '!',
      'a!1.0',
      'a!b!1.0',
      '1.2+',
      '+1.2',
      '+1.2+',
      '++',
      '1.0-1_2',
      '1 2',
    ],
    ...['1!2!3', '.1', '1.', '1.2+a..b', '1.0é', '1!'],
  ],
  noRanges: [
    ...[
      '><2.4.5',
      '!!2.4.5',
      '!',
      '(1.5',
      '1.5)',
      '1.5||1.6',
      '^1.5',
      '^1.7.1$',
      '~',
      '^',
      '1.2+',
      '+1.2',
      '==',
      '=',
      '>=',
    ],
    ...[
      '<=',
      '~=3.3.2.*',
      '===3.3.2',
      '~=1',
      '1.5,',
      ',1.5',
      '|1.5',
      'a=)(=b',
      '()',
      '>=1 <2',
      `${'('.repeat(200)}1`,
    ],
  ],
  vers: [
    ['>=1.8,<2', 'vers:conda/>=1.8|<2'],
    ['=1.8', 'vers:conda/>=1.8|<1.9'],
    ['1.8.*', 'vers:conda/>=1.8|<1.9'],
    ['2013a*', 'vers:conda/>=2013a|<2013b'],
    ['1.8|1.9', 'vers:conda/1.8|1.9'],
    ['!=1.5', 'vers:conda/!=1.5'],
    ['*', 'vers:conda/*'],
    ['<1,>2', null],
  ],
});

const number = fc.oneof(fc.nat(3).map(String), fc.constantFrom('0', '01', '10', '99999999999999999999'));
const component = fc.oneof(
  number,
  number,
  fc
    .tuple(number, fc.constantFrom('a', 'rc1', 'dev', 'post', 'post2', 'B2', '*', 'x*y'))
    .map(parts => parts.join('')),
  fc.constantFrom('a', 'dev', 'dev1', 'post', 'post1', 'rc', 'g9d75', '*'),
);
const version = fc
  .tuple(
    fc.constantFrom('', '', '', '1!', ' '),
    fc.array(fc.tuple(component, fc.constantFrom('.', '.', '_')), { minLength: 1, maxLength: 4 }),
    component,
    fc.constantFrom('', '', '', '_', '+1', '+a.2', '+1_b'),
  )
  .map(([start, parts, last, end]) => start + parts.flat().join('') + last + end);
const plain = fc
  .tuple(fc.array(number, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '', 'rc1', 'a', 'post', '+4'))
  .map(([parts, end]) => parts.join('.') + end);
const term = fc.oneof(
  fc.tuple(fc.constantFrom('', '=', '==', '!=', '<', '>', '<=', '>='), plain).map(parts => parts.join('')),
  fc.tuple(fc.constantFrom('', '=', '!='), plain).map(([sign, text]) => `${sign}${text}.*`),
  fc.tuple(number, plain).map(parts => `~=${parts.join('.')}`),
  fc.constantFrom('*', '1.*.0', '2*'),
);
const range = fc.letrec<{ range: string }>(tie => ({
  range: fc.oneof(
    { maxDepth: 3 },
    term,
    fc
      .tuple(tie('range'), fc.constantFrom(',', '|', ', ', ' | '), tie('range'))
      .map(([a, sign, b]) => `(${a})${sign}${b}`),
  ),
})).range;

keepsTheLaws(conda, { versions: version, ranges: range });

it('takes by a prefix what starts with it, and has just that in its interval', () => {
  const digit = fc.constantFrom('0', '1', '2', '10');
  const parts = fc.array(digit, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      parts,
      parts,
      fc.constantFrom('', 'rc1', 'dev', 'post', '.post1', '+1', '_'),
      (prefix, whole, end) => {
        // What stands right behind a number is of its part, so that a short version takes no such end.
        if (whole.length < prefix.length) end = '';
        const padded = prefix.map((_, i) => whole[i] ?? '0');
        const starts = prefix.every((part, i) => part === padded[i]);
        expect(conda.satisfies(whole.join('.') + end, `=${prefix.join('.')}`)).toBe(starts);
      },
    ),
    { numRuns: 1_000 },
  );
});
