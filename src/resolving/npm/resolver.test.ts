/**
 * What npm would install in universes made up for it. Expected trees are worked out by hand from npm's documentation
 * (https://docs.npmjs.com/cli/commands/npm-install#algorithm, https://docs.npmjs.com/cli/configuring-npm/package-json): nearest to the
 * root, breadth first, by name.
 */
import { expect, test } from 'vitest';
import type { DependencyRecord } from '../../core/records.ts';
import { npm as scheme } from '../../versions/schemes/npm.ts';
import { createBudget } from '../budget.ts';
import { needs, request, universeOf, type VersionInWords } from '../fixtures/universe.ts';
import { memoryUniverse } from '../memory-universe.ts';
import type { Resolution, ResolveRequest } from '../types.ts';
import { npmResolver } from './resolver.ts';

type Packages = Record<string, Record<string, VersionInWords>>;

const of =
  (kind: string, optional: boolean) =>
  (said: string): DependencyRecord => ({ ...needs(said), kind, optional });
const peer = of('peer', false);
const peerOptional = of('peer', true);
const optional = of('optional', true);
const alias = (name: string, said: string): DependencyRecord => ({
  ...needs(said),
  qualifiers: { alias: name },
});
const bundled = (said: string): DependencyRecord => ({ ...needs(said), qualifiers: { bundled: 'true' } });

function resolve(
  packages: Packages,
  roots: (string | DependencyRecord)[],
  more: Partial<ResolveRequest> = {},
) {
  return npmResolver.resolve({ ...request(...roots), ...more }, universeOf(scheme, packages), createBudget());
}

/** `a`, `a/b` for `node_modules/a/node_modules/b`, with versions. */
function folders({ nodes }: Resolution): string[] {
  return nodes.map(
    ({ location, version }) => `${location!.replace(/(^|\/)node_modules\//g, '$1')}@${version}`,
  );
}

function kinds({ problems }: Resolution): string[] {
  return problems.map(({ kind, severity, name }) => `${severity} ${kind} ${name}`);
}

const two = { '1.0.0': [], '2.0.0': [] };

const trees: [string, Packages, (string | DependencyRecord)[], string[]][] = [
  [
    'a dependency of a dependency lies at the top',
    { a: { '1.0.0': ['b@^1'] }, b: two },
    ['a'],
    ['a@1.0.0', 'b@1.0.0'],
  ],
  [
    'the second of two versions lies where it is needed',
    { a: { '1.0.0': ['b@^1'] }, c: { '1.0.0': ['b@^2'] }, b: two },
    ['a', 'c'],
    ['a@1.0.0', 'b@1.0.0', 'c@1.0.0', 'c/b@2.0.0'],
  ],
  [
    'what the project asks for lies at the top',
    { a: { '1.0.0': ['b@^1'] }, b: two },
    ['b@^2', 'a'],
    ['a@1.0.0', 'a/b@1.0.0', 'b@2.0.0'],
  ],
  [
    'names decide the order, not who was said first',
    { z: { '1.0.0': ['b@^2'] }, a: { '1.0.0': ['b@^1'] }, b: two },
    ['z', 'a'],
    ['a@1.0.0', 'b@1.0.0', 'z@1.0.0', 'z/b@2.0.0'],
  ],
  [
    'a version that is there is taken, although there is a higher one',
    { a: { '1.0.0': ['b@^1'] }, c: { '1.0.0': ['b@*'] }, b: two },
    ['a', 'c'],
    ['a@1.0.0', 'b@1.0.0', 'c@1.0.0'],
  ],
  [
    'a folder goes no further up than where it would hide what somebody finds there',
    {
      a: { '1.0.0': ['b@1.0.0', 'c@1.0.0'] },
      b: { '1.0.0': ['d@1.0.0'] },
      c: { '1.0.0': ['d@2.0.0'] },
      d: two,
    },
    ['a'],
    ['a@1.0.0', 'b@1.0.0', 'c@1.0.0', 'c/d@2.0.0', 'd@1.0.0'],
  ],
  ['cycles end', { a: { '1.0.0': ['b'] }, b: { '1.0.0': ['a'] } }, ['a'], ['a@1.0.0', 'b@1.0.0']],
  ['a package may depend on itself', { a: { '1.0.0': ['a@*'] } }, ['a'], ['a@1.0.0']],
  [
    'a package may depend on another version of itself',
    { a: { '1.0.0': [], '2.0.0': ['a@^1'] } },
    ['a@2'],
    ['a@2.0.0', 'a/a@1.0.0'],
  ],
  [
    'pre-releases are not taken for ranges',
    { a: { '1.0.0': [], '1.1.0-beta.1': [] } },
    ['a@^1'],
    ['a@1.0.0'],
  ],
  [
    'pre-releases are taken where they are named',
    { a: { '1.0.0': [], '1.1.0-beta.1': [] } },
    ['a@^1.1.0-beta.0'],
    ['a@1.1.0-beta.1'],
  ],
  [
    'what is deprecated is taken last',
    { a: { '1.0.0': [], '1.1.0': { metadata: { deprecated: 'no' } } } },
    ['a@^1'],
    ['a@1.0.0'],
  ],
  [
    'what wants another Node is taken last',
    { a: { '1.0.0': [], '1.1.0': { metadata: { engines: { node: '>=99' } } } } },
    ['a@^1'],
    ['a@1.0.0'],
  ],
  ['an alias is the name of the folder', { b: two }, [alias('a', 'b@^1')], ['a@1.0.0']],
  [
    'an alias may stand beside the package itself',
    { b: two },
    [alias('a', 'b@^1'), 'b@^2'],
    ['a@1.0.0', 'b@2.0.0'],
  ],
  [
    'a peer is installed beside',
    { a: { '1.0.0': { needs: [peer('p@^1')] } }, p: two },
    ['a'],
    ['a@1.0.0', 'p@1.0.0'],
  ],
  [
    'an optional peer is not',
    { a: { '1.0.0': { needs: [peerOptional('p@^1')] } }, p: two },
    ['a'],
    ['a@1.0.0'],
  ],
  [
    'peers of peers come along',
    { a: { '1.0.0': { needs: [peer('p@*')] } }, p: { '1.0.0': { needs: [peer('q@^1')] } }, q: two },
    ['a'],
    ['a@1.0.0', 'p@1.0.0', 'q@1.0.0'],
  ],
  [
    'the peer decides the version where the project leaves it open',
    { a: { '1.0.0': { needs: [peer('p@^1')] } }, p: two },
    ['a', 'p@*'],
    ['a@1.0.0', 'p@1.0.0'],
  ],
  [
    'peers that do not go together with the top lie further down, with who has them',
    { w: { '1.0.0': ['a@*'] }, a: { '1.0.0': { needs: [peer('p@^1')] } }, p: two },
    ['w', 'p@^2'],
    ['p@2.0.0', 'w@1.0.0', 'w/a@1.0.0', 'w/p@1.0.0'],
  ],
  [
    'peers may have one another as peers',
    { a: { '1.0.0': { needs: [peer('b@1')] } }, b: { '1.0.0': { needs: [peer('a@1')] } } },
    ['a'],
    ['a@1.0.0', 'b@1.0.0'],
  ],
  [
    'an optional peer moves what is not as it wants',
    { a: { '1.0.0': { needs: [peerOptional('p@^1')] } }, b: { '1.0.0': ['p@^2'] }, p: two },
    ['a', 'b'],
    ['a@1.0.0', 'b@1.0.0', 'b/p@2.0.0', 'p@1.0.0'],
  ],
  [
    'what is optional and there is installed',
    { a: { '1.0.0': { needs: [optional('o@*')] } }, o: { '1.0.0': ['b@^1'] }, b: two },
    ['a'],
    ['a@1.0.0', 'b@1.0.0', 'o@1.0.0'],
  ],
  [
    'what is optional and needs what is not goes, with all that only it needs',
    { a: { '1.0.0': { needs: [optional('o@*'), 'c'] } }, o: { '1.0.0': ['b', 'c', 'gone'] }, b: two, c: two },
    ['a'],
    ['a@1.0.0', 'c@2.0.0'],
  ],
  [
    'what is optional and for another system goes',
    {
      a: { '1.0.0': { needs: [optional('mac@*'), optional('linux@*')] } },
      mac: { '1.0.0': { metadata: { os: ['darwin'] } } },
      linux: { '1.0.0': { metadata: { os: ['!win32'], cpu: ['x64'], libc: ['glibc'] } } },
    },
    ['a'],
    ['a@1.0.0', 'linux@1.0.0'],
  ],
];

test.each(trees)('%s', async (_, packages, roots, expected) => {
  const resolution = await resolve(packages, roots);
  expect(folders(resolution)).toEqual(expected);
  expect(resolution.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
});

const refused: [string, Packages, (string | DependencyRecord)[], string[], string[]][] = [
  ['no such package', { a: { '1.0.0': ['gone@1'] } }, ['a'], ['a@1.0.0'], ['error missing-package gone']],
  [
    'no such version',
    { a: { '1.0.0': ['b@^9'] }, b: two },
    ['a'],
    ['a@1.0.0'],
    ['error no-matching-version b'],
  ],
  [
    'no such tag',
    { a: { '1.0.0': ['b@next'] }, b: two },
    ['a'],
    ['a@1.0.0'],
    ['error no-matching-version b'],
  ],
  [
    'a peer that the project itself contradicts (ERESOLVE)',
    { a: { '1.0.0': { needs: [peer('p@^1')] } }, p: two },
    ['a', 'p@^2'],
    ['a@1.0.0', 'p@2.0.0'],
    ['error conflict p'],
  ],
  [
    'a package for another system (EBADPLATFORM)',
    { a: { '1.0.0': { metadata: { os: ['darwin'] } } } },
    ['a'],
    ['a@1.0.0'],
    ['error environment a'],
  ],
  [
    'another engine is a warning (EBADENGINE)',
    { a: { '1.0.0': { metadata: { engines: { node: '^4' } } } } },
    ['a'],
    ['a@1.0.0'],
    ['warning environment a'],
  ],
  [
    'a deprecated version',
    { a: { '1.0.0': { metadata: { deprecated: 'use b' } } } },
    ['a'],
    ['a@1.0.0'],
    ['warning standing a'],
  ],
  [
    'an address of git',
    { a: { '1.0.0': ['b@git+https://example.org/b.git'] } },
    ['a'],
    ['a@1.0.0'],
    ['warning unsupported b'],
  ],
  [
    'what lies in an archive',
    { a: { '1.0.0': { needs: [bundled('b@^1')] } }, b: two },
    ['a'],
    ['a@1.0.0'],
    ['warning unsupported b'],
  ],
  [
    'dependencies that are not known',
    { a: { '1.0.0': { dependencies: null } as never } },
    ['a'],
    ['a@1.0.0'],
    [],
  ],
  [
    'an optional package that is not there',
    { a: { '1.0.0': { needs: [optional('gone@1')] } } },
    ['a'],
    ['a@1.0.0'],
    ['warning missing-package gone'],
  ],
];

test.each(refused)('%s', async (_, packages, roots, expected, problems) => {
  const resolution = await resolve(packages, roots);
  expect(folders(resolution)).toEqual(expected);
  expect(kinds(resolution)).toEqual(problems);
});

test('dependencies that are not known', async () => {
  const universe = memoryUniverse(
    [{ name: 'a', versions: [{ number: '1.0.0', dependencies: null }] }],
    scheme,
  );
  const resolution = await npmResolver.resolve(request('a'), universe, createBudget());
  expect(folders(resolution)).toEqual(['a@1.0.0']);
  expect(kinds(resolution)).toEqual(['warning unknown-dependencies a']);
});

test('names that are still being fetched', async () => {
  const known = universeOf(scheme, { a: { '1.0.0': ['b'] } });
  const universe = {
    ...known,
    get: (name: string) => (name === 'b' ? 'pending' : known.get(name)),
  } as typeof known;
  const { pending, nodes } = await npmResolver.resolve(request('a'), universe, createBudget());
  expect(pending).toEqual(['b']);
  expect(nodes).toHaveLength(1);
});

test('tags: latest where it satisfies, and up to a hidden one where the universe ends at a date', async () => {
  const versions = ['1.0.0', '1.1.0', '2.0.0'].map(number => ({ number }));
  const tags = { latest: '1.1.0', next: '3.0.0' };
  const universe = memoryUniverse([{ name: 'a', metadata: { 'dist-tags': tags }, versions }], scheme);
  const chosen = async (requirement: string, before: string | null) => {
    const { nodes } = await npmResolver.resolve(
      request(`a@${requirement}`),
      { ...universe, before },
      createBudget(),
    );
    return nodes[0]?.version ?? null;
  };
  expect(await chosen('*', null)).toBe('1.1.0');
  expect(await chosen('>=1', null)).toBe('1.1.0');
  expect(await chosen('>=1.2', null)).toBe('2.0.0');
  expect(await chosen('latest', null)).toBe('1.1.0');
  expect(await chosen('next', null)).toBe(null);
  // npm install --before: what is not above the version of the tag, of which latest comes first as ever.
  expect(await chosen('next', '2020-01-01T00:00:00Z')).toBe('1.1.0');
  const hidden = memoryUniverse(
    [{ name: 'a', metadata: { 'dist-tags': { latest: '9.0.0' } }, versions }],
    scheme,
  );
  const { nodes } = await npmResolver.resolve(
    request('a'),
    { ...hidden, before: '2020-01-01T00:00:00Z' },
    createBudget(),
  );
  expect(nodes[0]!.version).toBe('2.0.0');
});

test('who asks, for what, and what it found', async () => {
  const { nodes, edges } = await resolve({ a: { '1.0.0': ['b@^1'] }, b: two }, [alias('x', 'a@1')]);
  expect(nodes.map(({ name, alias: as }) => [name, as])).toEqual([
    ['b', null],
    ['a', 'x'],
  ]);
  expect(edges.map(({ from, to, name, requirement }) => [from, to, name, requirement])).toEqual([
    [null, 1, 'a', '1'],
    [1, 0, 'b', '^1'],
  ]);
});

const options: [string, Record<string, string>, string[]][] = [
  ['legacy-peer-deps', { 'legacy-peer-deps': 'true' }, ['a@1.0.0', 'w@1.0.0']],
  ['nested', { 'install-strategy': 'nested' }, ['w@1.0.0', 'w/a@1.0.0', 'w/p@1.0.0']],
  ['without optional peers', { omit: 'peer' }, ['a@1.0.0', 'w@1.0.0']],
];

test.each(options)('option: %s', async (_, chosen, expected) => {
  const packages = { w: { '1.0.0': ['a'] }, a: { '1.0.0': { needs: [peer('p@^1')] } }, p: two };
  expect(folders(await resolve(packages, ['w'], { options: chosen }))).toEqual(expected);
});

test('overrides replace what is asked for, everywhere or below a package', async () => {
  const packages = {
    a: { '1.0.0': ['b@^1'] },
    c: { '1.0.0': ['b@^1'] },
    b: { '1.0.0': [], '1.1.0': [], '2.0.0': [] },
  };
  const everywhere = await resolve(packages, ['a', 'c'], {
    overrides: [{ within: [], name: 'b', requirement: '2.0.0' }],
  });
  expect(folders(everywhere)).toEqual(['a@1.0.0', 'b@2.0.0', 'c@1.0.0']);
  expect(everywhere.edges.at(-1)).toMatchObject({ requirement: '^1', overridden: '2.0.0', satisfied: true });
  const below = await resolve(packages, ['a', 'c'], {
    overrides: [{ within: ['c'], name: 'b', requirement: '2.0.0' }],
  });
  expect(folders(below)).toEqual(['a@1.0.0', 'b@1.1.0', 'c@1.0.0', 'c/b@2.0.0']);
});

test('an override may be about a range, and may mean what the project asks for', async () => {
  const packages = { a: { '1.0.0': ['b@^1'] }, b: { '1.0.0': [], '1.1.0': [], '2.0.0': [] } };
  const other = await resolve(packages, ['a'], {
    overrides: [{ within: [], name: 'b@^2', requirement: '1.0.0' }],
  });
  expect(folders(other)).toEqual(['a@1.0.0', 'b@1.1.0']);
  const referred = await resolve(packages, ['a', 'b@2.0.0'], {
    overrides: [{ within: [], name: 'b', requirement: '$b' }],
  });
  expect(folders(referred)).toEqual(['a@1.0.0', 'b@2.0.0']);
});

test('an override must not replace what the project itself asks for, unless it says the same', async () => {
  // "You may not set an override for a package that you directly depend on unless both the dependency and the override itself share
  // the exact same spec": https://docs.npmjs.com/cli/configuring-npm/package-json#overrides
  const packages = { a: { '1.0.0': ['b@^2'] }, b: { '1.0.0': [], '2.0.0': [] } };
  const over = (requirement: string) => ({ overrides: [{ within: [], name: 'b', requirement }] });
  const refused = await resolve(packages, ['a', 'b@^1'], over('2.0.0'));
  expect(kinds(refused)).toEqual(['error conflict b']);
  const allowed = await resolve(packages, ['a', 'b@^1'], over('^1'));
  expect(kinds(allowed)).toEqual([]);
  expect(folders(allowed)).toEqual(['a@1.0.0', 'b@1.0.0']);
});

test('locked versions are taken where they satisfy', async () => {
  const packages = { a: { '1.0.0': ['b@^1'] }, b: { '1.0.0': [], '1.1.0': [], '2.0.0': [] } };
  const locked = (version: string) => ({ locked: [{ name: 'b', version, location: null }] });
  expect(folders(await resolve(packages, ['a'], locked('1.0.0')))).toEqual(['a@1.0.0', 'b@1.0.0']);
  expect(folders(await resolve(packages, ['a'], locked('2.0.0')))).toEqual(['a@1.0.0', 'b@1.1.0']);
});

test('a setting that it does not know is refused by name', async () => {
  await expect(resolve({}, [], { environment: { python: '3' } })).rejects.toMatchObject({
    field: 'environment.python',
  });
  await expect(resolve({}, [], { options: { omit: '', hoist: 'no' } })).rejects.toMatchObject({
    field: 'options.hoist',
  });
  await expect(resolve({}, [], { environment: { node: 'new' } })).rejects.toMatchObject({
    field: 'environment.node',
  });
});
