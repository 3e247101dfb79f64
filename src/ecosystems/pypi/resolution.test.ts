/**
 * Universes worked out by hand from https://peps.python.org/pep-0440/, https://peps.python.org/pep-0592/,
 * https://packaging.python.org/en/latest/specifications/dependency-specifiers/ and the description of pip's resolver,
 * https://pip.pypa.io/en/stable/topics/more-dependency-resolution/.
 */
import { expect, test } from 'vitest';
import type { ResolveRequest } from '../../resolving/types.ts';
import { install, type Projects, python } from './fixtures/universe.ts';

/** What is asked for, and what is installed or which problem there is. */
const CASES: [string, Projects, string[], string[], Partial<ResolveRequest>?][] = [
  ['the highest release', { a: { '1.0': [], '1.10': [], '1.9': [] } }, ['a'], ['a==1.10']],
  ['within the specifier', { a: { '1.0': [], '1.9': [], '2.0': [] } }, ['a~=1.0'], ['a==1.9']],
  ['nothing there', {}, ['a'], ['missing-package a']],
  ['no such version', { a: { '1.0': [] } }, ['a>1'], ['no-matching-version a']],
  ['transitively nothing there', { a: { '1.0': ['b'] } }, ['a'], ['a==1.0', 'missing-package b']],
  ['an older release that needs nothing missing', { a: { '1.0': [], '2.0': ['b'] } }, ['a'], ['a==1.0']],
  [
    'an older one that suits',
    { a: { '1.0': ['b==1.0'], '2.0': ['b==2.0'] }, b: { '1.0': [], '2.0': [] } },
    ['a', 'b<2'],
    ['a==1.0', 'b==1.0'],
  ],
  [
    'two that exclude one another',
    { a: { '1.0': ['c==1.0'] }, b: { '1.0': ['c==2.0'] }, c: { '1.0': [], '2.0': [] } },
    ['a', 'b'],
    ['a==1.0', 'b==1.0', 'c==1.0', 'conflict c'],
  ],
  ['a version that no specifier excludes but `!=`', { a: { '1.0': [], '1.1': [] } }, ['a!=1.1'], ['a==1.0']],

  ['no pre-release while there is a release', { a: { '1.0': [], '2.0b1': [] } }, ['a'], ['a==1.0']],
  ['pre-releases where there is nothing else', { a: { '1.0a1': [], '1.0b1': [] } }, ['a'], ['a==1.0b1']],
  ['pre-releases where no release is in range', { a: { '0.1': [], '1.0a1': [] } }, ['a>0.1'], ['a==1.0a1']],
  ['a specifier that names one', { a: { '0.1': [], '1.0a1': [], '1.0a2': [] } }, ['a>=0.1a1'], ['a==1.0a2']],
  ['`<` a release takes none of its pre-releases', { a: { '0.1': [], '0.2a1': [] } }, ['a<0.2'], ['a==0.1']],
  [
    'one named by a dependency',
    { a: { '1.0': ['c==2.0b1'] }, b: { '1.0': ['c>=1.0,<=3.0'] }, c: { '1.0': [], '2.0b1': [] } },
    ['a', 'b'],
    ['a==1.0', 'b==1.0', 'c==2.0b1'],
  ],
  ['wished for', { a: { '1.0': [], '2.0b1': [] } }, ['a'], ['a==2.0b1'], { prereleases: true }],
  [
    'an older release rather than a pre-release',
    { a: { '1.0': ['b==1.0'], '1.1a1': [] }, b: { '1.0': [], '2.0': [] } },
    ['a', 'b>=1'],
    ['a==1.0', 'b==1.0'],
  ],
  ['development releases are pre-releases', { a: { '1.0': [], '1.1.dev3': [] } }, ['a'], ['a==1.0']],
  ['post releases are releases', { a: { '1.0': [], '1.0.post1': [] } }, ['a'], ['a==1.0.post1']],
  [
    '`>` takes no post release of its version',
    { a: { '1.0.post1': [] } },
    ['a>1.0'],
    ['no-matching-version a'],
  ],

  [
    'a local version is more than the plain one',
    { a: { '1.2.3': [], '1.2.3+foo': [] } },
    ['a==1.2.3'],
    ['a==1.2.3+foo'],
  ],
  [
    'a local version asked for',
    { a: { '1.2.3': [], '1.2.3+bar': [], '1.2.3+foo': [] } },
    ['a==1.2.3+bar'],
    ['a==1.2.3+bar'],
  ],
  [
    '`>` takes no local version of its version',
    { a: { '1.2.3+foo': [] } },
    ['a>1.2.3'],
    ['no-matching-version a'],
  ],
  ['`<=` takes it', { a: { '1.2.3+foo': [] } }, ['a<=1.2.3'], ['a==1.2.3+foo']],
  [
    'another local version',
    { a: { '1.0': ['b==2.0+foo'] }, b: { '2.0': [], '2.0+foo': [], '2.0+bar': [] } },
    ['a', 'b==2.0+bar'],
    ['a==1.0', 'b==2.0+bar', 'conflict b'],
  ],
  ['`===` asks for the spelling', { a: { '1.0': [], '1.0.0': [] } }, ['a===1.0'], ['a==1.0']],

  ['yanked ones are passed over', { a: { '1.0': [], '1.1': { yanked: true } } }, ['a'], ['a==1.0']],
  ['all are yanked', { a: { '1.0': { yanked: true } } }, ['a'], ['standing a', 'a==1.0']],
  ['a yanked one named', { a: { '1.0': [], '1.1': { yanked: true } } }, ['a==1.1'], ['a==1.1']],
  ['a range is no name', { a: { '1.0': { yanked: true }, '0.9': [] } }, ['a>=1.0'], ['standing a', 'a==1.0']],
  [
    'named by a dependency',
    { a: { '1.0': ['b==1.1'] }, b: { '1.0': [], '1.1': { yanked: true } } },
    ['a', 'b'],
    ['a==1.0', 'b==1.1'],
  ],
  ['a wildcard is no name', { a: { '1.0': [], '1.1': { yanked: true } } }, ['a==1.*'], ['a==1.0']],

  [
    'an older release for an older Python',
    { a: { '1.0': { python: '>=3.6' }, '2.0': { python: '>=3.10' } } },
    ['a'],
    ['a==1.0'],
    python('3.9'),
  ],
  [
    'none for this Python',
    { a: { '1.0': { python: '>=3.10' } } },
    ['a'],
    ['environment a', 'a==1.0'],
    python('3.9'),
  ],
  [
    'a Python that is too new',
    { a: { '1.0': { python: '<=3.8' } } },
    ['a'],
    ['environment a', 'a==1.0'],
    python('3.9'),
  ],
  [
    'the third number counts',
    { a: { '1.0': { python: '>=3.8.4' } } },
    ['a'],
    ['environment a', 'a==1.0'],
    python('3.8'),
  ],
  ['and is given', { a: { '1.0': { python: '>=3.8.4' } } }, ['a'], ['a==1.0'], python('3.8.5')],
  [
    'of a dependency',
    { a: { '1.0': [], '2.0': ['b'] }, b: { '1.0': { python: '>=3.12' } } },
    ['a'],
    ['a==1.0'],
    python('3.11'),
  ],

  [
    'markers that hold and do not',
    {
      a: { '1.0': ["b; sys_platform == 'linux'", "c; sys_platform == 'win32'"] },
      b: { '1': [] },
      c: { '1': [] },
    },
    ['a'],
    ['a==1.0', 'b==1'],
  ],
  [
    'for another system',
    {
      a: { '1.0': ["b; os_name == 'posix'", "c; platform_system == 'Windows'"] },
      b: { '1': [] },
      c: { '1': [] },
    },
    ['a'],
    ['a==1.0', 'c==1'],
    python('3.12', { sys_platform: 'win32' }),
  ],
  ['for an older Python', { a: { '1.0': ["b; python_version < '3.8'"] }, b: { '1': [] } }, ['a'], ['a==1.0']],
  ['of a root', { a: { '1.0': [] } }, ["a; python_version < '3'"], []],
  [
    '3.10 is more than 3.9',
    { a: { '1.0': ["b; python_version >= '3.9'"] }, b: { '1': [] } },
    ['a'],
    ['a==1.0', 'b==1'],
    python('3.10'),
  ],

  [
    'an extra',
    { a: { '1.0': ["b; extra == 'x'", "c; extra == 'y'"] }, b: { '1': [] }, c: { '1': [] } },
    ['a[x]'],
    ['a[x]==1.0', 'b==1'],
  ],
  [
    'two extras',
    { a: { '1.0': ["b; extra == 'x'", "c; extra == 'y'"] }, b: { '1': [] }, c: { '1': [] } },
    ['a[y,x]'],
    ['a[x,y]==1.0', 'b==1', 'c==1'],
  ],
  [
    'extras of dependencies',
    { a: { '1.0': ['b[x]>=1'] }, b: { '1': ["c; extra == 'x'"] }, c: { '1': [] } },
    ['a'],
    ['a==1.0', 'b[x]==1', 'c==1'],
  ],
  [
    'an extra of itself',
    {
      a: { '1.0': ["a[x,y]; extra == 'all'", "b; extra == 'x'", "c; extra == 'y'"] },
      b: { '1': [] },
      c: { '1': [] },
    },
    ['a[all]'],
    ['a[all,x,y]==1.0', 'b==1', 'c==1'],
  ],
  [
    'an extra that excludes another',
    { a: { '1.0': ["b==1; extra == 'x'", "b==2; extra == 'y'"] }, b: { '1': [], '2': [] } },
    ['a[x]', 'a[y]'],
    ['a[x,y]==1.0', 'b==1', 'conflict b'],
  ],
  [
    'an extra for which an older release does',
    { a: { '1.0': ["b==1; extra == 'x'"], '2.0': ["b==2; extra == 'x'"] }, b: { '1': [], '2': [] } },
    ['a[x]', 'b<2'],
    ['a[x]==1.0', 'b==1'],
  ],
  ['an extra that there is not is no error', { a: { '1.0': [] } }, ['a[x]'], ['a[x]==1.0']],
  [
    'an extra in another spelling',
    { a: { '1.0': ["b; extra == 'Some_Thing'"] }, b: { '1': [] } },
    ['a[some.thing]'],
    ['a[some-thing]==1.0', 'b==1'],
  ],
  [
    'extras and other conditions',
    {
      a: { '1.0': ["b; extra == 'x' and sys_platform == 'win32'", "c; extra == 'x' or os_name == 'nt'"] },
      b: { '1': [] },
      c: { '1': [] },
    },
    ['a[x]'],
    ['a[x]==1.0', 'c==1'],
  ],

  [
    'an address is no release',
    { a: { '1.0': ['b @ https://example.org/b-1.0.tar.gz', 'c'] }, b: { '1': [] }, c: { '1': [] } },
    ['a'],
    ['a==1.0', 'c==1', 'unsupported b'],
  ],
  ['what cannot be read', { a: { '1.0': [] }, b: { '1': ['a>=x'] } }, ['b'], ['b==1', 'unsupported a']],
  ['a cycle', { a: { '1': ['b'] }, b: { '1': ['a'] } }, ['a'], ['a==1', 'b==1']],
  ['itself in another version', { a: { '1': [], '2': ['a==1'] } }, ['a'], ['a==1']],
  [
    'pinned ones first, whatever the order',
    { a: { '1': ['b<3'], '2': ['b>=3'] }, b: { '1': [], '2': [], '3': [] } },
    ['a', 'b==2'],
    ['a==1', 'b==2'],
  ],
];

test.each(CASES)('%s', async (_, projects, roots, expected, more) => {
  const { list, kinds } = await install(projects, roots, more);
  expect([...list, ...kinds].sort()).toEqual([...expected].sort());
});

test('universal: what may be needed somewhere, with the Python that is the least', async () => {
  const projects: Projects = {
    a: {
      '1.0': [
        "b; sys_platform == 'win32'",
        "c; python_version < '3.9'",
        "d; python_version >= '3.11'",
        "e; sys_platform == 'win32' and os_name == 'posix'",
        "f; platform_machine == 'riscv64'",
      ],
    },
    b: { '1': { python: '>=3.9,<3.10' }, '2': { python: '>=3.10' } },
    c: { '1': [] },
    d: { '1': [] },
    e: { '1': [] },
    f: { '1': [] },
  };
  const environment = { universal: 'true', python_version: '3.9' };
  const fewest = await install(projects, ['a'], { environment, options: { 'fork-strategy': 'fewest' } });
  expect(fewest.list).toEqual(['a==1.0', 'b==1', 'd==1', 'f==1']);
  const { list, edges } = await install(projects, ['a'], { environment });
  // d is asked for from 3.11 on only, which its edge says: nodes are limited where the parts of the resolution differ.
  expect(list.sort()).toEqual([
    'a==1.0',
    "b==1 ; python_version < '3.10'",
    "b==2 ; python_version >= '3.10'",
    "d==1 ; python_version >= '3.10'",
    'f==1',
  ]);
  expect(edges.filter(({ name }) => name === 'b' || name === 'd').map(({ marker }) => marker)).toEqual([
    "python_version >= '3.10' and sys_platform == 'win32'",
    "python_version >= '3.11'",
    "python_version < '3.10' and sys_platform == 'win32'",
  ]);
});

test('the explanation says what Python is missing', async () => {
  const { problems } = await install(
    { a: { '1.0': { python: '>=3.10' }, '1.1': { python: '>=3.10' } } },
    ['a'],
    python('3.9'),
  );
  expect(problems[0]!.explanation).toEqual([
    'Because the project depends on a which needs Python >=3.10, and 3.9.0 is asked for, there is no solution.',
  ]);
});

test('settings that are none are refused', async () => {
  await expect(install({}, [], { environment: { python_version: 'new' } })).rejects.toThrow(
    'no version of Python',
  );
  await expect(install({}, [], { environment: { pyhton: '3' } })).rejects.toThrow('pyhton');
});
