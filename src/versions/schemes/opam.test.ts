/**
 * Order: https://opam.ocaml.org/doc/Manual.html#version-ordering, and hyphens by https://github.com/ocaml/opam/issues/4272.
 * Formulas: https://opam.ocaml.org/doc/Manual.html#Package-Formulas and #Filtered-package-formulas there.
 */
import fc from 'fast-check';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { holdsTables } from '../fixtures/tables.ts';
import { opam } from './opam.ts';

holdsTables(opam, {
  ascending: [
    '~~ ~ ~beta2 ~beta10 0.1 1.0~beta 1.0 1.0-test 1.0.1 1.0.10 dev trunk', // the manual's example
    '3.7~coq-platform 3.7~coq-platform~open-source', // issue 4272
    '5.2.0~alpha1 5.2.0~beta1 5.2.0~rc1 5.2.0 5.2.0+options 5.2.1',
    '1.0a 1.0+ 1.0.0 1.0_',
    'v0.15.0 v0.16.0 v0.16.1 v0.100',
    '1.99999999999999999999 1.100000000000000000000',
  ],
  equal: ['1.0 1.00 01.0 1.0-0', 'v1 v01'],
  ranges: [
    ['', '1.0 dev', ''],
    ['{}', '1.0', ''],
    ['{>= "1.0" & < "2.0"}', '1.0 1.9 2.0~beta 1.0-test', '2.0 1.0~beta 0.9'],
    ['>= "1.0"', '1.0 dev', '1.0~rc1'],
    ['> "1.0"', '1.0.1 1.0-test', '1.0'],
    ['< "2.0~"', '1.9', '2.0~beta 2.0'],
    ['<= "1.0"', '1.0 1.0~rc1', '1.0.0'],
    ['{= "1.0"}', '1.0 1.00', '1.0.0'],
    ['{!= "5.1"}', '5.1.0 5', '5.1'],
    ['{!(> "2" & < "3.5") & != "5.1"}', '1 2 3.5 5.2', '2.1 3.4 5.1'], // the manual's example
    ['{= "1" | >= "3" & < "4"}', '1 3 3.9', '2 4'], // & before |
    ['{(= "1" | >= "3") & < "4"}', '1 3 3.9', '2 4'],
    ['{(= "1" | = "5") & < "4"}', '1', '5'],
    ['{with-test & >= "3.12"}', '3.12', '3.11'],
    ['{with-test}', '1', ''],
    ['{>= "2.0" & with-test & !build & os != "win32"}', '2.0', '1.9'],
    ['{>= "1" & (with-test | with-doc)}', '1', '0.9'],
    ['{?coq:version | >= "2"}', '2', '1'],
    ['{! != "1"}', '1', '2'],
    ['{! = "1"}', '2', '1'],
    ['{>= "1" < "2"}', '1.5', '2 0.9'],
    ['{>="1"&<"2"}', '1.5', '2'],
  ],
  notVersions: ['', ' ', '1:2', '1/2', '1 2', '1\n', '"1"', 'é', '1,2', '1%2'],
  notRanges: [
    '{',
    '}',
    '>= 1.0',
    '>= "1.0',
    '{>= "1.0"',
    '{>= }',
    '{& >= "1"}',
    '{>= "1" &}',
    '{>= "1" |}',
    '{()}',
    '{(>= "1"}',
    '{>= "1")}',
    '{= version}',
    '{>= "1 2"}',
    '{"1.0"} {',
    '^1.0',
    '{!}',
    '{"a" "b"}',
    '{>= "1" with-test}',
  ],
  stable: '1.0 1.0+options 1.0-test v0.16.0 dev',
  unstable: '5.2.0~beta1 1.0~ v0.17~preview',
  normal: [['1.0~beta-2', '1.0~beta-2']],
  releases: [
    ['4.14.1', [4, 14, 1]],
    ['v0.16.0', [0, 16, 0]],
    ['dev', null],
  ],
  vers: [
    ['{>= "1.0" & < "2.0"}', 'vers:opam/>=1.0|<2.0'],
    ['{!= "5.1"}', 'vers:opam/!=5.1'],
    ['{= "1" | >= "3" & < "4~"}', 'vers:opam/1|>=3|<4~'],
    ['{< "1" & > "2"}', null],
  ],
});

const versions = fc
  .tuple(
    fc.constantFrom('1', '0', 'v1', '2', '~', 'dev', '_'),
    fc.string({ unit: fc.constantFrom(...'019aZ~+-._'), maxLength: 6 }),
  )
  .map(parts => parts.join(''));
const relation = fc
  .tuple(fc.constantFrom('=', '!=', '<', '<=', '>', '>='), versions)
  .map(([operator, version]) => `${operator} "${version}"`);
const { formula } = fc.letrec<{ formula: string; atom: string }>(tie => ({
  atom: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    relation,
    fc.constantFrom('with-test', 'os = "linux"', '!build'),
    tie('formula').map(inner => `!(${inner})`),
    tie('formula').map(inner => `(${inner})`),
  ),
  formula: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('atom'),
    fc.tuple(tie('atom'), fc.constantFrom(' & ', ' | '), tie('formula')).map(parts => parts.join('')),
  ),
}));

keepsTheLaws(opam, { versions, ranges: formula.map(inner => `{${inner}}`) });
