/**
 * Further kinds of scenarios of packse (https://github.com/astral-sh/packse): those that follow from the specifications alone. Version
 * specifiers: https://packaging.python.org/en/latest/specifications/version-specifiers/; yanked releases:
 * https://packaging.python.org/en/latest/specifications/file-yanking/.
 */
import { describe, expect, test } from 'vitest';
import type { ResolveRequest } from '../../resolving/types.ts';
import { install, type Projects, python } from './fixtures/universe.ts';

type Case = [name: string, Projects, roots: string[], expected: string[], Partial<ResolveRequest>?];

const plain = (...numbers: string[]) => Object.fromEntries(numbers.map(number => [number, [] as string[]]));
const only = (...numbers: string[]): Projects => ({ a: plain(...numbers) });
const NONE = ['no-matching-version a'];
const optedIn = { prereleases: true };

/** "The exclusive ordered comparison >V MUST NOT allow a post-release of the given version unless V itself is a post release", and <V likewise. */
const POST: Case[] = [
  ['post-simple', only('1.2.3.post1'), ['a'], ['a==1.2.3.post1']],
  ['post-less-than-or-equal', only('1.2.3.post1'), ['a<=1.2.3'], NONE],
  ['post-less-than', only('1.2.3.post1'), ['a<1.2.3'], NONE],
  ['post-greater-than', only('1.2.3.post1'), ['a>1.2.3'], NONE],
  ['post-greater-than-or-equal', only('1.2.3.post1'), ['a>=1.2.3'], ['a==1.2.3.post1']],
  ['post-equal-available', only('1.2.3.post0'), ['a==1.2.3.post0'], ['a==1.2.3.post0']],
  ['a final release is not its post release', only('1.2.3.post1'), ['a==1.2.3'], NONE],
  ['post-greater-than-post-not-available', only('1.2.3.post1', '1.2.3.post2'), ['a>1.2.3.post3'], NONE],
  [
    'a post release before another',
    only('1.2.3.post1', '1.2.3.post2'),
    ['a<1.2.3.post2'],
    ['a==1.2.3.post1'],
  ],
  ['post-local-greater-than', only('1.2.3.post1', '1.2.3.post1+local'), ['a>1.2.3'], NONE],
  [
    'post-local-greater-than-post',
    only('1.2.3.post1', '1.2.3.post1+local'),
    ['a>=1.2.3.post1'],
    ['a==1.2.3.post1+local'],
  ],
];

/** "If the specified version identifier is a public version identifier, then the local version label of any candidate versions MUST be ignored." */
const LOCAL: Case[] = [
  ['local-simple', only('1.2.3+foo'), ['a==1.2.3'], ['a==1.2.3+foo']],
  ['local-not-latest', only('1.2.3', '1.2.2+foo', '1.2.1+foo'), ['a>=1'], ['a==1.2.3']],
  ['local-greater-than', only('1.2.3+foo'), ['a>1.2.3'], NONE],
  ['local-greater-than-or-equal', only('1.2.3+foo'), ['a>=1.2.3'], ['a==1.2.3+foo']],
  ['local-less-than', only('1.2.3+foo'), ['a<1.2.3'], NONE],
  ['local-less-than-or-equal', only('1.2.3+foo'), ['a<=1.2.3'], ['a==1.2.3+foo']],
  [
    'local-transitive',
    { a: { '1.0.0': ['b==2.0.0'] }, b: plain('2.0.0+foo') },
    ['a', 'b==2.0.0+foo'],
    ['a==1.0.0', 'b==2.0.0+foo'],
  ],
  ['arbitrary equality compares texts', only('1.0', '1.0+x'), ['a===1.0'], ['a==1.0']],
];

/** "Pre-releases of any kind ... are implicitly excluded from all version specifiers, unless ... the only version that satisfies". */
const PRERELEASES: Case[] = [
  ['package-only-prereleases', only('1.0.0a1'), ['a'], ['a==1.0.0a1']],
  ['package-only-prereleases-in-range', only('0.1.0', '1.0.0a1'), ['a>0.1.0'], ['a==1.0.0a1']],
  [
    'package-prereleases-specified-only-final-available',
    only('0.1.0', '0.3.0'),
    ['a>=0.1.0a1'],
    ['a==0.3.0'],
  ],
  [
    'package-prereleases-specified-only-prerelease-available',
    only('0.1.0a1', '0.3.0a1'),
    ['a>=0.1.0a1'],
    ['a==0.3.0a1'],
  ],
  ['package-prereleases-specified-mixed-available', only('0.3.0', '1.0.0a1'), ['a>=0.1.0a1'], ['a==1.0.0a1']],
  ['requires-package-prerelease-and-final-any', only('0.1.0', '0.2.0a1'), ['a'], ['a==0.1.0']],
  // "The exclusive ordered comparison <V MUST NOT allow a pre-release of the specified version".
  ['package-prereleases-global-boundary', only('0.1.0', '0.2.0a1'), ['a<0.2.0'], ['a==0.1.0'], optedIn],
  ['and no development release of it', only('0.9', '1.0.dev1'), ['a<1.0'], ['a==0.9'], optedIn],
  [
    'transitive-package-only-prereleases-in-range-opt-in',
    { a: { '0.1.0': ['b>0.1'] }, b: plain('0.1.0', '1.0.0a1') },
    ['a', 'b>0.0.0a1'],
    ['a==0.1.0', 'b==1.0.0a1'],
  ],
  [
    'transitive-prerelease-and-stable-dependency-many-versions-holes',
    {
      a: { '1.0.0': ['c>1.0.0,!=2.0.0a5,!=2.0.0a6,!=2.0.0a7,!=2.0.0b1,<2.0.0b5'] },
      c: plain('1.0.0', '2.0.0a1', '2.0.0a4', '2.0.0a5', '2.0.0a6', '2.0.0a7', '2.0.0b1', '2.0.0b5'),
    },
    ['a'],
    ['a==1.0.0', 'c==2.0.0a4'],
  ],
];

/** "An installer MUST ignore yanked releases, if the selection constraints can be satisfied with a non-yanked version". */
const mixed: Projects = { a: { '0.1.0': [], '1.0.0': { yanked: true } } };
const YANKED: Case[] = [
  ['package-only-yanked', { a: { '1.0.0': { yanked: true } } }, ['a'], ['standing a', 'a==1.0.0']],
  ['package-only-yanked-in-range', mixed, ['a>0.1.0'], ['standing a', 'a==1.0.0']],
  ['requires-package-yanked-and-unyanked-any', mixed, ['a'], ['a==0.1.0']],
  ['package-yanked-specified', mixed, ['a==1.0.0'], ['a==1.0.0']],
  ['a prefix names no version', mixed, ['a==1.0.*'], ['standing a', 'a==1.0.0']],
];

const EXTRAS: Case[] = [
  [
    'extra-required',
    { a: { '1.0.0': ["b ; extra == 'extra'"] }, b: plain('1.0.0') },
    ['a[extra]'],
    ['a[extra]==1.0.0', 'b==1.0.0'],
  ],
  ['missing-extra', only('1.0.0'), ['a[extra]'], ['a[extra]==1.0.0']],
  [
    'extra-incompatible-with-extra-not-requested',
    {
      a: { '1.0.0': ["b==1.0.0 ; extra == 'extra_b'", "b==2.0.0 ; extra == 'extra_c'"] },
      b: plain('1.0.0', '2.0.0'),
    },
    ['a[extra_c]'],
    ['a[extra-c]==1.0.0', 'b==2.0.0'],
  ],
  [
    'all-extras-required, by an extra that asks for others',
    { a: { '1.0.0': ["a[x] ; extra == 'all'", "b ; extra == 'x'"] }, b: plain('1.0.0') },
    ['a[all]'],
    ['a[all,x]==1.0.0', 'b==1.0.0'],
  ],
];

const PYTHON: Case[] = [
  [
    'python-greater-than-current-many',
    {
      a: {
        '2.0.0': { python: '>=3.8' },
        '2.1.0': { python: '>=3.8' },
        '2.2.0': { python: '>=3.12' },
        '2.3.0': { python: '>=3.12' },
      },
    },
    ['a'],
    ['a==2.1.0'],
    python('3.9'),
  ],
  [
    'python-less-than-current',
    { a: { '1.0.0': { python: '<=3.8' } } },
    ['a==1.0.0'],
    ['environment a', 'a==1.0.0'],
    python('3.9'),
  ],
  [
    'python-version-does-not-exist',
    { a: { '1.0.0': { python: '>=3.30' } } },
    ['a'],
    ['environment a', 'a==1.0.0'],
    python('3.12'),
  ],
  [
    'what cannot be read as a specifier excludes nothing',
    { a: { '2.0.0': { python: '>=3.x' } } },
    ['a'],
    ['a==2.0.0'],
    python('3.9'),
  ],
];

const ABSENT: Case[] = [
  ['requires-exact-version-does-not-exist', only('2.0.0'), ['a==1.0.0'], NONE],
  ['requires-less-version-does-not-exist', only('2.0.0', '3.0.0'), ['a<2.0.0'], NONE],
  [
    'transitive-requires-package-does-not-exist',
    { a: { '1.0.0': ['b'] } },
    ['a'],
    ['missing-package b', 'a==1.0.0'],
  ],
  ['backtrack-to-missing-package', { a: { '1.0.0': [], '2.0.0': ['nope'] } }, ['a'], ['a==1.0.0']],
  [
    'fork-allows-non-conflicting-repeated-dependencies',
    only('1.0.0', '2.0.0'),
    ['a>=1', 'a<2'],
    ['a==1.0.0'],
  ],
  ['an epoch goes before', only('2024.1', '1!1.0'), ['a'], ['a==1!1.0']],
];

describe.each([
  ['post-', POST],
  ['local-', LOCAL],
  ['prereleases-', PRERELEASES],
  ['yanked-', YANKED],
  ['extras-', EXTRAS],
  ['requires-python-', PYTHON],
  ['does-not-exist-', ABSENT],
])('%s', (_kind, cases) => {
  test.each(cases)('%s', async (_name, projects, roots, expected, more) => {
    const { kinds, list } = await install(projects, roots, more);
    expect([...kinds, ...list]).toEqual(expected);
  });
});

test('transitive-incompatible-versions: why, in sentences', async () => {
  const projects: Projects = {
    app: { '1.0.0': ['lib<2'] },
    tool: { '1.0.0': ['lib>=2'], '1.1.0': ['lib>=2'] },
    lib: plain('1.0.0', '2.0.0'),
  };
  const { problems } = await install(projects, ['app', 'tool>=1']);
  expect(problems.map(({ explanation }) => explanation)).toEqual([
    [
      'Because every version of tool depends on lib >=2 and app 1.0.0 depends on lib <2, no version of tool can be used together with app.',
      'So, because the project depends on app and the project depends on tool >=1, there is no solution.',
    ],
  ]);
});
