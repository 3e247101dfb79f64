/**
 * Kinds of scenarios that packse (https://github.com/astral-sh/packse) describes for installers, as small universes written anew, with
 * what pip, or uv in universal resolutions, does with them.
 */
import { describe, expect, test } from 'vitest';
import type { ResolveRequest } from '../../resolving/types.ts';
import { install, type Projects, python } from './fixtures/universe.ts';

type Case = [name: string, Projects, roots: string[], expected: string[], Partial<ResolveRequest>?];

const plain = (...numbers: string[]) => Object.fromEntries(numbers.map(number => [number, [] as string[]]));
const universal = (version = '3.12', more: Partial<ResolveRequest> = {}) => ({
  environment: { universal: 'true', python_version: version },
  ...more,
});

const FORKS: Case[] = [
  [
    'fork-basic: two requirements under markers that exclude one another',
    { a: plain('1.0.0', '2.0.0') },
    ["a>=2 ; sys_platform == 'linux'", "a<2 ; sys_platform == 'darwin'"],
    ["a==2.0.0 ; sys_platform == 'linux'", "a==1.0.0 ; sys_platform == 'darwin'"],
    universal(),
  ],
  [
    'fork-allows-non-conflicting-non-overlapping-dependencies: one version does for both',
    { a: plain('1.0.0', '2.0.0') },
    ["a>=1 ; sys_platform == 'linux'", "a<2 ; sys_platform == 'darwin'"],
    ["a==2.0.0 ; sys_platform == 'linux'", "a==1.0.0 ; sys_platform == 'darwin'"],
    universal(),
  ],
  [
    'fork-marker-accrue: markers of dependencies are kept, nothing is split',
    {
      a: { '1.0.0': ["c==1.0.0 ; sys_platform == 'linux'"] },
      b: { '1.0.0': ["c==1.0.0 ; sys_platform == 'darwin'"] },
      c: plain('1.0.0'),
    },
    ["a==1.0.0 ; implementation_name == 'cpython'", "b==1.0.0 ; implementation_name == 'pypy'"],
    ['a==1.0.0', 'b==1.0.0', 'c==1.0.0'],
    universal(),
  ],
  [
    'fork-marker-disjoint: the same markers exclude nothing',
    { a: plain('1.0.0', '2.0.0') },
    ["a>=2 ; sys_platform == 'linux'", "a<2 ; sys_platform == 'linux'"],
    ['conflict a', "a==2.0.0 ; sys_platform == 'linux'"],
    universal(),
  ],
  [
    'fork-marker-inherit: what cannot be in a part is not followed',
    { a: { '1.0.0': ["b==1 ; sys_platform == 'linux'"], '2.0.0': [] }, b: plain('1.0.0') },
    ["a>=2 ; sys_platform == 'linux'", "a<2 ; sys_platform == 'darwin'"],
    ["a==2.0.0 ; sys_platform == 'linux'", "a==1.0.0 ; sys_platform == 'darwin'"],
    universal(),
  ],
  [
    'fork-marker-limited-inherit: what can be in another is',
    {
      a: { '1.0.0': ["b ; sys_platform == 'linux'"], '2.0.0': [] },
      b: plain('1.0.0'),
    },
    ["a>=2 ; sys_platform == 'linux'", "a<2 ; sys_platform == 'darwin'", 'b'],
    ["a==2.0.0 ; sys_platform == 'linux'", "a==1.0.0 ; sys_platform == 'darwin'", 'b==1.0.0'],
    universal(),
  ],
  [
    'fork-marker-inherit-transitive: three deep',
    {
      a: { '1.0.0': ['b'], '2.0.0': ['b'] },
      b: { '1.0.0': ['c'] },
      c: { '1.0.0': ["d ; sys_platform == 'linux'"], '2.0.0': [] },
      d: plain('1.0.0'),
    },
    ["a>=2 ; sys_platform == 'linux'", "a<2 ; sys_platform == 'darwin'", "c<2 ; sys_platform == 'darwin'"],
    [
      "a==2.0.0 ; sys_platform == 'linux'",
      "a==1.0.0 ; sys_platform == 'darwin'",
      "b==1.0.0 ; sys_platform == 'linux' or sys_platform == 'darwin'",
      "c==2.0.0 ; sys_platform == 'linux'",
      "c==1.0.0 ; sys_platform == 'darwin'",
    ],
    universal(),
  ],
  [
    'fork-marker-inherit-combined: splits within a split',
    {
      a: {
        '1.0.0': ["b>=2 ; implementation_name == 'cpython'", "b<2 ; implementation_name == 'pypy'"],
        '2.0.0': [],
      },
      b: plain('1.0.0', '2.0.0'),
    },
    ["a>=2 ; sys_platform == 'linux'", "a<2 ; sys_platform == 'darwin'"],
    [
      "a==2.0.0 ; sys_platform == 'linux'",
      "a==1.0.0 ; sys_platform == 'darwin'",
      "b==2.0.0 ; sys_platform == 'darwin' and implementation_name == 'cpython'",
      "b==1.0.0 ; sys_platform == 'darwin' and implementation_name == 'pypy'",
    ],
    universal(),
  ],
  [
    'fork-marker-inherit-combined-allowed: what one of the parts allows is there',
    {
      a: {
        '1.0.0': ["b>=2 ; implementation_name == 'cpython'", "b<2 ; implementation_name == 'pypy'"],
        '2.0.0': [],
      },
      b: { '1.0.0': ["c ; sys_platform == 'linux' or implementation_name == 'pypy'"], '2.0.0': [] },
      c: plain('1.0.0'),
    },
    ["a>=2 ; sys_platform == 'linux'", "a<2 ; sys_platform == 'darwin'"],
    [
      "a==2.0.0 ; sys_platform == 'linux'",
      "a==1.0.0 ; sys_platform == 'darwin'",
      "b==2.0.0 ; sys_platform == 'darwin' and implementation_name == 'cpython'",
      "b==1.0.0 ; sys_platform == 'darwin' and implementation_name == 'pypy'",
      "c==1.0.0 ; sys_platform == 'darwin' and implementation_name == 'pypy'",
    ],
    universal(),
  ],
  [
    'fork-marker-inherit-combined-disallowed: what none allows is not',
    {
      a: {
        '1.0.0': ["b>=2 ; implementation_name == 'cpython'", "b<2 ; implementation_name == 'pypy'"],
        '2.0.0': [],
      },
      b: { '1.0.0': ["c ; sys_platform == 'linux'"], '2.0.0': [] },
      c: plain('1.0.0'),
    },
    ["a>=2 ; sys_platform == 'linux'", "a<2 ; sys_platform == 'darwin'"],
    [
      "a==2.0.0 ; sys_platform == 'linux'",
      "a==1.0.0 ; sys_platform == 'darwin'",
      "b==2.0.0 ; sys_platform == 'darwin' and implementation_name == 'cpython'",
      "b==1.0.0 ; sys_platform == 'darwin' and implementation_name == 'pypy'",
    ],
    universal(),
  ],
  [
    'fork-overlapping-markers-basic: bounds that rise with Python',
    { a: plain('1.0.0', '1.1.0', '1.2.0') },
    [
      "a>=1.0.0 ; python_version < '3.10'",
      "a>=1.1.0 ; python_version >= '3.10'",
      "a>=1.2.0 ; python_version >= '3.11'",
    ],
    ['a==1.2.0'],
    universal('3.9'),
  ],
  [
    'fork-incomplete-markers: what lies between the markers is a part as well',
    { a: plain('1.0.0', '2.0.0'), b: { '1.0.0': ["c ; python_version == '3.10'"] }, c: plain('1.0.0') },
    ["a==1 ; python_version < '3.10'", "a==2 ; python_version >= '3.11'", 'b'],
    [
      "a==1.0.0 ; python_version < '3.10'",
      "a==2.0.0 ; python_version >= '3.11'",
      'b==1.0.0',
      "c==1.0.0 ; python_version >= '3.10' and python_version < '3.11'",
    ],
    universal('3.8'),
  ],
  [
    'conflict-in-fork: a part without a solution says so, the other has one',
    {
      a: { '1.0.0': ['b', 'c'], '2.0.0': [] },
      b: { '1.0.0': ['d==1'] },
      c: { '1.0.0': ['d==2'] },
      d: plain('1.0.0', '2.0.0'),
    },
    ["a>=2 ; sys_platform == 'linux'", "a<2 ; sys_platform == 'darwin'"],
    [
      'conflict d',
      "a==2.0.0 ; sys_platform == 'linux'",
      "a==1.0.0 ; sys_platform == 'darwin'",
      "b==1.0.0 ; sys_platform == 'darwin'",
      "c==1.0.0 ; sys_platform == 'darwin'",
      "d==1.0.0 ; sys_platform == 'darwin'",
    ],
    universal(),
  ],
  [
    'fork-non-fork-marker-direct: what asks through others under other markers is not split',
    { a: { '1.0.0': ['c<2.0.0'] }, b: { '1.0.0': ['c>=2.0.0'] }, c: plain('1.0.0', '2.0.0') },
    ["a==1.0.0 ; sys_platform == 'linux'", "b==1.0.0 ; sys_platform == 'darwin'"],
    ['conflict c', 'a==1.0.0', 'b==1.0.0', 'c==1.0.0'],
    universal(),
  ],
  [
    'fork-upgrade: the newest does not split, so nothing is',
    {
      foo: {
        '1.0.0': ["bar==1 ; sys_platform == 'linux'", "bar==2 ; sys_platform != 'linux'"],
        '2.0.0': ['bar==2'],
      },
      bar: plain('1.0.0', '2.0.0'),
    },
    ['foo'],
    ['foo==2.0.0', 'bar==2.0.0'],
    universal(),
  ],
  [
    'preferences-dependent-forking: a version that splits, and is passed over in both parts; what one chose is kept in the other',
    {
      cleaver: {
        '2.0.0': [
          "unrelated==1 ; sys_platform == 'linux'",
          "unrelated==2 ; sys_platform != 'linux'",
          'reject-cleaver-2',
        ],
        '1.0.0': ["foo==1 ; sys_platform == 'linux'", "bar==1 ; sys_platform != 'linux'"],
      },
      'reject-cleaver-2': { '1.0.0': ['unrelated==3'] },
      unrelated: plain('1.0.0', '2.0.0', '3.0.0'),
      foo: plain('1.0.0', '2.0.0'),
      bar: plain('1.0.0', '2.0.0'),
    },
    ['cleaver', 'foo', 'bar'],
    [
      'cleaver==1.0.0',
      'foo==1.0.0',
      "bar==2.0.0 ; sys_platform == 'linux'",
      "bar==1.0.0 ; sys_platform != 'linux'",
    ],
    universal(),
  ],
  [
    'fork-requires-python: below the least Python there is nothing',
    { a: { '1.0.0': ["b==1.0.0 ; python_version == '3.9'"] }, b: plain('1.0.0') },
    ['a==1.0.0'],
    ['a==1.0.0'],
    universal('3.10'),
  ],
  [
    'fork-requires-python-patch-overlap: a third number of the least Python counts',
    { a: { '1.0.0': ["b==1.0.0 ; python_version == '3.10'"] }, b: plain('1.0.0') },
    ['a==1.0.0'],
    ['a==1.0.0', 'b==1.0.0'],
    universal('3.10.1'),
  ],
  [
    'a newer release for a newer Python, the older one for the rest',
    { a: { '1.0.0': { python: '>=3.9' }, '2.0.0': { python: '>=3.11' } } },
    ['a'],
    ["a==2.0.0 ; python_version >= '3.11'", "a==1.0.0 ; python_version < '3.11'"],
    universal('3.9'),
  ],
  [
    'or one for all, where as few as will do are wished for',
    { a: { '1.0.0': { python: '>=3.9' }, '2.0.0': { python: '>=3.11' } } },
    ['a'],
    ['a==1.0.0'],
    universal('3.9', { options: { 'fork-strategy': 'fewest' } }),
  ],
  [
    'what was chosen in one part is kept in the next where it can be',
    {
      a: {
        '1.0.0': { python: '>=3.9', needs: ['c<=2.0.0'] },
        '2.0.0': { python: '>=3.11', needs: ['c<2.0.0'] },
      },
      c: plain('1.0.0', '2.0.0'),
    },
    ['a'],
    ["a==2.0.0 ; python_version >= '3.11'", "a==1.0.0 ; python_version < '3.11'", 'c==1.0.0'],
    universal('3.9'),
  ],
  [
    'extras split, too, where they are asked for',
    {
      a: {
        '1.0.0': [
          "b<2 ; extra == 'x' and sys_platform == 'win32'",
          "b>=2 ; extra == 'x' and sys_platform != 'win32'",
        ],
      },
      b: plain('1.0.0', '2.0.0'),
    },
    ['a[x]'],
    ['a[x]==1.0.0', "b==1.0.0 ; sys_platform == 'win32'", "b==2.0.0 ; sys_platform != 'win32'"],
    universal(),
  ],
];

const PRERELEASES: Case[] = [
  ['package-only-prereleases', { a: plain('1.0.0a1') }, ['a'], ['a==1.0.0a1']],
  ['package-only-prereleases-in-range', { a: plain('0.1.0', '1.0.0a1') }, ['a>0.1.0'], ['a==1.0.0a1']],
  [
    'package-multiple-prereleases-kinds',
    { a: plain('1.0.0a1', '1.0.0b1', '1.0.0rc1') },
    ['a>=1.0.0a1'],
    ['a==1.0.0rc1'],
  ],
  [
    'package-multiple-prereleases-numbers',
    { a: plain('1.0.0a1', '1.0.0a2', '1.0.0a3') },
    ['a>=1.0.0a1'],
    ['a==1.0.0a3'],
  ],
  [
    'package-prereleases-boundary',
    { a: plain('0.1.0', '0.2.0a1', '0.3.0') },
    ['a<0.2.0'],
    ['a==0.1.0'],
    { prereleases: true },
  ],
  [
    'package-prereleases-specifier-boundary',
    { a: plain('0.1.0', '0.2.0', '0.2.0a1', '0.3.0') },
    ['a<0.2.0a2'],
    ['a==0.2.0a1'],
  ],
  ['requires-package-prerelease-and-final-any', { a: plain('0.1.0', '1.0.0a1') }, ['a'], ['a==0.1.0']],
  [
    'requires-package-prerelease-and-final-any, opted in',
    { a: plain('0.1.0', '1.0.0a1') },
    ['a'],
    ['a==1.0.0a1'],
    { prereleases: true },
  ],
  [
    'package-only-prereleases-boundary',
    { a: plain('0.1.0a1', '0.2.0a1', '0.3.0a1') },
    ['a<0.2.0'],
    ['a==0.1.0a1'],
  ],
  [
    'transitive-package-only-prereleases',
    { a: { '0.1.0': ['b'] }, b: plain('1.0.0a1') },
    ['a'],
    ['a==0.1.0', 'b==1.0.0a1'],
  ],
  [
    'transitive-prerelease-and-stable-dependency',
    { a: { '1.0.0': ['c==2.0.0b1'] }, b: { '1.0.0': ['c>=1.0.0,<=3.0.0'] }, c: plain('1.0.0', '2.0.0b1') },
    ['a', 'b'],
    ['a==1.0.0', 'b==1.0.0', 'c==2.0.0b1'],
  ],
];

const WHEELS: Case[] = [
  [
    'no-binary',
    { a: { '1.0.0': { wheels: ['py3-none-any'], sdist: true } } },
    ['a'],
    ['a==1.0.0'],
    { options: { 'no-binary': 'true' } },
  ],
  [
    'only-wheels-no-binary',
    { a: { '1.0.0': { wheels: ['py3-none-any'], sdist: false } } },
    ['a'],
    ['environment a', 'a==1.0.0'],
    { options: { 'no-binary': 'true' } },
  ],
  [
    'no-build',
    { a: { '1.0.0': { wheels: ['py3-none-any'], sdist: true } } },
    ['a'],
    ['a==1.0.0'],
    { options: { 'only-binary': 'true' } },
  ],
  [
    'no-wheels-no-build',
    { a: { '1.0.0': { sdist: true } } },
    ['a'],
    ['environment a', 'a==1.0.0'],
    { options: { 'only-binary': 'true' } },
  ],
  ['no-wheels', { a: { '1.0.0': { sdist: true } } }, ['a'], ['a==1.0.0']],
  [
    'no-wheels-with-matching-platform',
    { a: { '1.0.0': { wheels: ['py3-none-macosx_10_0_ppc64'], sdist: true } } },
    ['a'],
    ['a==1.0.0'],
  ],
  [
    'no-sdist-no-wheels-with-matching-platform',
    { a: { '1.0.0': { wheels: ['py3-none-macosx_10_0_ppc64'] } } },
    ['a'],
    ['environment a', 'a==1.0.0'],
  ],
  [
    'no-sdist-no-wheels-with-matching-python',
    { a: { '1.0.0': { wheels: ['graalpy310-none-any'] } } },
    ['a'],
    ['environment a', 'a==1.0.0'],
  ],
  [
    'no-sdist-no-wheels-with-matching-abi',
    { a: { '1.0.0': { wheels: ['py3-graalpy240_310_native-any'] } } },
    ['a'],
    ['environment a', 'a==1.0.0'],
  ],
  [
    'an older release with a wheel that fits',
    {
      a: {
        '1.0.0': { wheels: ['cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64'] },
        '2.0.0': { wheels: ['cp313-cp313-manylinux_2_17_x86_64'] },
      },
    },
    ['a'],
    ['a==1.0.0'],
  ],
  [
    'a stable ABI of an older Python',
    { a: { '1.0.0': { wheels: ['cp38-abi3-manylinux2014_x86_64'] } } },
    ['a'],
    ['a==1.0.0'],
  ],
  [
    'a wheel for another C library',
    { a: { '1.0.0': { wheels: ['cp312-cp312-musllinux_1_2_x86_64'] }, '0.9': [] } },
    ['a'],
    ['a==0.9'],
  ],
  [
    'and for this one',
    { a: { '1.0.0': { wheels: ['cp312-cp312-musllinux_1_2_x86_64'] }, '0.9': [] } },
    ['a'],
    ['a==1.0.0'],
    { environment: { libc: 'musl' } },
  ],
  [
    'a C library that is too old',
    { a: { '1.0.0': { wheels: ['cp312-cp312-manylinux_2_28_x86_64'] }, '0.9': [] } },
    ['a'],
    ['a==0.9'],
    { environment: { libc_version: '2.17' } },
  ],
  [
    'a universal wheel of macOS',
    { a: { '1.0.0': { wheels: ['cp312-cp312-macosx_11_0_universal2'] }, '0.9': [] } },
    ['a'],
    ['a==1.0.0'],
    { environment: { sys_platform: 'darwin', platform_machine: 'arm64' } },
  ],
  [
    'an old macOS',
    { a: { '1.0.0': { wheels: ['cp312-cp312-macosx_11_0_universal2'] }, '0.9': [] } },
    ['a'],
    ['a==0.9'],
    { environment: { sys_platform: 'darwin', macos_version: '10.15' } },
  ],
  [
    'Windows',
    { a: { '1.0.0': { wheels: ['cp312-cp312-win_amd64'] } } },
    ['a'],
    ['a==1.0.0'],
    { environment: { sys_platform: 'win32', platform_machine: 'AMD64' } },
  ],
  [
    'the ABI of Python before 3.8',
    { a: { '1.0.0': { wheels: ['cp37-cp37m-manylinux1_x86_64'] } } },
    ['a'],
    ['a==1.0.0'],
    python('3.7'),
  ],
  [
    'PyPy',
    { a: { '1.0.0': { wheels: ['pp310-pypy310_pp73-manylinux_2_17_x86_64'] } } },
    ['a'],
    ['a==1.0.0'],
    python('3.10', { implementation_name: 'pypy' }),
  ],
  [
    'requires-python-wheels: everywhere from 3.10 on',
    {
      a: { '1.0.0': { wheels: ['cp39-cp39-any'] }, '0.9': { wheels: ['cp311-cp311-any', 'cp39-cp39-any'] } },
    },
    ['a'],
    ['a==0.9'],
    universal('3.10'),
  ],
];

const OTHERS: Case[] = [
  ['requires-exact-version-does-not-exist', { a: plain('1.0.0') }, ['a==2.0.0'], ['no-matching-version a']],
  [
    'requires-greater-version-does-not-exist',
    { a: plain('0.1.0', '1.0.0') },
    ['a>1.0.0'],
    ['no-matching-version a'],
  ],
  [
    'direct-incompatible-versions',
    { a: plain('1.0.0', '2.0.0') },
    ['a==1.0.0', 'a==2.0.0'],
    ['conflict a', 'a==2.0.0'],
  ],
  [
    'transitive-incompatible-with-root-version',
    { a: { '1.0.0': ['b==2.0.0'] }, b: plain('1.0.0', '2.0.0') },
    ['a', 'b==1.0.0'],
    ['conflict b', 'a==1.0.0', 'b==1.0.0'],
  ],
  [
    'dependency-excludes-range-of-compatible-versions',
    {
      a: { '1.0.0': ['b==1.0.0'], '2.0.0': ['b>=2.0.0'], '3.0.0': ['b==3.0.0'] },
      b: plain('1.0.0', '2.0.0', '3.0.0'),
      c: { '1.0.0': ['a<2.0.0'], '2.0.0': ['a>=3.0.0'] },
    },
    ['a', 'b>=2.0.0', 'c'],
    ['a==3.0.0', 'b==3.0.0', 'c==2.0.0'],
  ],
  [
    'multiple-extras-required',
    {
      a: { '1.0.0': ["b ; extra == 'extra_b'", "c ; extra == 'extra_c'"] },
      b: plain('1.0.0'),
      c: plain('1.0.0'),
    },
    ['a[extra_b,extra_c]'],
    ['a[extra-b,extra-c]==1.0.0', 'b==1.0.0', 'c==1.0.0'],
  ],
  [
    'extra-incompatible-with-root',
    { a: { '1.0.0': ["b==1.0.0 ; extra == 'x'"] }, b: plain('1.0.0', '2.0.0') },
    ['a[x]', 'b==2.0.0'],
    ['conflict b', 'a[x]==1.0.0', 'b==2.0.0'],
  ],
  [
    'extra-does-not-exist-backtrack: a missing extra is no reason to go back',
    { a: { '1.0.0': ["b==1.0.0 ; extra == 'x'"], '2.0.0': [] }, b: plain('1.0.0') },
    ['a[x]'],
    ['a[x]==2.0.0'],
  ],
  [
    'requires-package-yanked-and-unyanked-any',
    { a: { '0.1.0': [], '1.0.0': { yanked: true } } },
    ['a'],
    ['a==0.1.0'],
  ],
  [
    'package-yanked-specified-mixed-available',
    { a: { '0.1.0': [], '0.2.0': { yanked: true }, '0.3.0': [], '1.0.0': { yanked: true } } },
    ['a>=0.1.0'],
    ['a==0.3.0'],
  ],
  [
    'transitive-package-only-yanked',
    { a: { '0.1.0': ['b'] }, b: { '1.0.0': { yanked: true } } },
    ['a'],
    ['standing b', 'a==0.1.0', 'b==1.0.0'],
  ],
  [
    'transitive-yanked-and-unyanked-dependency',
    {
      a: { '1.0.0': ['c==2.0.0'] },
      b: { '1.0.0': ['c>=1.0.0,<=3.0.0'] },
      c: { '1.0.0': [], '2.0.0': { yanked: true } },
    },
    ['a', 'b'],
    ['a==1.0.0', 'b==1.0.0', 'c==2.0.0'],
  ],
  [
    'python-greater-than-current',
    { a: { '1.0.0': { python: '>=3.10' } } },
    ['a==1.0.0'],
    ['environment a', 'a==1.0.0'],
    python('3.9'),
  ],
  [
    'python-greater-than-current-backtrack',
    {
      a: {
        '1.0.0': { python: '>=3.9' },
        '2.0.0': { python: '>=3.10' },
        '3.0.0': { python: '>=3.11' },
        '4.0.0': { python: '>=3.12' },
      },
    },
    ['a'],
    ['a==1.0.0'],
    python('3.9'),
  ],
  [
    'python-greater-than-current-patch',
    { a: { '1.0.0': { python: '>=3.8.14' } } },
    ['a==1.0.0'],
    ['environment a', 'a==1.0.0'],
    python('3.8.12'),
  ],
  [
    'local-transitive-confounding',
    { a: { '1.0.0': ['b==2.0.0'] }, b: plain('2.0.0', '2.0.0+foo') },
    ['a', 'b==2.0.0+foo'],
    ['a==1.0.0', 'b==2.0.0+foo'],
  ],
  [
    'local-not-used-with-sdist: the local version goes before',
    { a: plain('1.2.3', '1.2.3+foo') },
    ['a==1.2.3'],
    ['a==1.2.3+foo'],
  ],
  [
    'local-transitive-greater-than',
    { a: { '1.0.0': ['b>2.0.0'] }, b: plain('2.0.0', '2.0.0+foo') },
    ['a', 'b==2.0.0+foo'],
    ['no-matching-version b', 'a==1.0.0', 'b==2.0.0+foo'],
  ],
  [
    'local-transitive-backtrack',
    { a: { '1.0.0': ['b==2.0.0'], '2.0.0': ['b==2.0.0+bar'] }, b: plain('2.0.0+bar', '2.0.0+foo') },
    ['a', 'b==2.0.0+foo'],
    ['a==1.0.0', 'b==2.0.0+foo'],
  ],
  [
    'post-greater-than-post',
    { a: plain('1.2.3.post0', '1.2.3.post1') },
    ['a>1.2.3.post0'],
    ['a==1.2.3.post1'],
  ],
  [
    'post-equal-not-available',
    { a: plain('1.2.3', '1.2.3.post1') },
    ['a==1.2.3.post0'],
    ['no-matching-version a'],
  ],
  [
    'direct: an address stands in for no release',
    { a: { '1.0.0': ['b @ https://example.org/b-1.0.0-py3-none-any.whl'] }, b: plain('1.0.0') },
    ['a'],
    ['unsupported b', 'a==1.0.0'],
  ],
];

describe.each([
  ['forks', FORKS],
  ['pre-releases', PRERELEASES],
  ['files', WHEELS],
  ['others', OTHERS],
])('%s', (_, cases) => {
  test.each(cases)('%s', async (_name, projects, roots, expected, more) => {
    const { list, kinds } = await install(projects, roots, more);
    expect([...kinds, ...list].sort()).toEqual([...expected].sort());
  });
});

test('what has no file for the environment says which files there are', async () => {
  const { problems } = await install({ a: { '1.0.0': { wheels: ['cp311-cp311-win_amd64'] } } }, ['a']);
  expect(problems[0]!.message).toBe(
    'a 1.0.0 has no wheel for CPython 3.12 on linux x86_64: its wheels are for cp311-cp311, and there is no source distribution',
  );
});

test('a part that has no solution says where', async () => {
  const { problems, edges } = await install(
    {
      a: { '1.0.0': ['b', 'c'], '2.0.0': [] },
      b: { '1.0.0': ['d==1'] },
      c: { '1.0.0': ['d==2'] },
      d: plain('1.0.0', '2.0.0'),
    },
    ["a>=2 ; sys_platform == 'linux'", "a<2 ; sys_platform == 'darwin'"],
    universal(),
  );
  expect(problems.map(({ message }) => message)).toEqual([
    "c 1.0.0 depends on d ==2, which other requirements exclude (where sys_platform == 'darwin')",
  ]);
  expect(
    edges.filter(({ from }) => from === null).map(({ requirement, marker }) => [requirement, marker]),
  ).toEqual([
    ['>=2', "sys_platform == 'linux'"],
    ['<2', "sys_platform == 'darwin'"],
  ]);
});

test('parts that never end are bounded', async () => {
  const projects: Projects = {};
  const roots: string[] = [];
  for (let i = 0; i < 12; i++) {
    projects[`p${i}`] = plain('1', '2');
    roots.push(`p${i}<2 ; platform_machine == 'm${i}'`, `p${i}>=2 ; platform_machine != 'm${i}'`);
    roots.push(`p${i}>=1 ; implementation_name == 'i${i}'`);
  }
  const { nodes, problems } = await install(projects, roots, universal());
  expect(nodes.length).toBeGreaterThanOrEqual(12);
  expect(problems.map(({ message }) => message).at(-1)).toContain('resolved as one');
}, 60_000);
