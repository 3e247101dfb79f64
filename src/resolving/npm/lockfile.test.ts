/**
 * Trees that lockfiles hold, and what becomes of them. Expected trees are worked out by hand from npm's documentation: what a
 * package-lock.json has stays (https://docs.npmjs.com/cli/configuring-npm/package-lock-json#description), and what is new goes as far
 * up as it can (https://docs.npmjs.com/cli/commands/npm-install#algorithm).
 */
import { describe, expect, test } from 'vitest';
import type { DependencyRecord } from '../../core/records.ts';
import { npm as scheme } from '../../versions/schemes/npm.ts';
import { createBudget } from '../budget.ts';
import { needs, request, universeOf, type VersionInWords } from '../fixtures/universe.ts';
import type { Locked, ResolveRequest } from '../types.ts';
import { npmResolver } from './resolver.ts';

type Packages = Record<string, Record<string, VersionInWords>>;
type Roots = (string | DependencyRecord)[];

const peer = (said: string): DependencyRecord => ({ ...needs(said), kind: 'peer' });

/** `a>b@1.0.0`: b in the node_modules of a, which lies at the top. */
function lockOf(...words: string[]): Locked[] {
  return words.map(said => {
    const at = said.lastIndexOf('@');
    const folders = said.slice(0, at).split('>');
    return {
      name: folders.at(-1)!,
      version: said.slice(at + 1),
      location: folders.map(folder => `node_modules/${folder}`).join('/'),
    };
  });
}

async function install(
  packages: Packages,
  roots: Roots,
  locked: Locked[],
  more: Partial<ResolveRequest> = {},
) {
  const asked = { ...request(...roots), ...more, locked };
  const found = await npmResolver.resolve(asked, universeOf(scheme, packages), createBudget());
  const folders = found.nodes.map(
    ({ location, version }) =>
      `${location!.replaceAll('/node_modules/', '>').replace('node_modules/', '')}@${version}`,
  );
  return { ...found, folders };
}

const versions = (...numbers: string[]) => Object.fromEntries(numbers.map(number => [number, []]));

/** Without a lockfile: d@1.2.0 at the top, and nothing else of d. */
const deep: Packages = {
  a: { '1.0.0': ['b@^1', 'd@^1'] },
  b: { '1.0.0': ['c@^1', 'd@^1'] },
  c: { '1.0.0': ['d@^1'] },
  d: versions('1.0.0', '1.1.0', '1.2.0'),
};
const deepLock = ['a@1.0.0', 'a>b@1.0.0', 'a>b>c@1.0.0', 'a>b>c>d@1.2.0', 'a>b>d@1.1.0', 'd@1.0.0'];

describe('what a lockfile has', () => {
  test.each<[string, Packages, Roots, string[]]>([
    ['one version at several depths, none of them the best', deep, ['a'], deepLock],
    [
      'the second version at the top, the first one where it is needed',
      { a: { '1.0.0': ['c@^1'] }, b: { '1.0.0': ['c@^2'] }, c: versions('1.0.0', '1.1.0', '2.0.0') },
      ['a', 'b'],
      ['a@1.0.0', 'a>c@1.0.0', 'b@1.0.0', 'c@2.0.0'],
    ],
    [
      'the same version in two folders, where one at the top would do',
      { a: { '1.0.0': ['c'] }, b: { '1.0.0': ['c'] }, c: versions('1.0.0', '2.0.0') },
      ['a', 'b'],
      ['a@1.0.0', 'a>c@1.0.0', 'b@1.0.0', 'b>c@1.0.0'],
    ],
    [
      'peers of an old version',
      { w: { '1.0.0': { needs: [peer('p@1 || 2')] } }, p: versions('1.0.0', '2.0.0') },
      ['w'],
      ['p@1.0.0', 'w@1.0.0'],
    ],
    [
      'packages with a scope, in one another',
      { '@s/a': { '1.0.0': ['@s/b@*'] }, '@s/b': versions('1.0.0', '2.0.0') },
      ['@s/a', '@s/b'],
      ['@s/a@1.0.0', '@s/a>@s/b@1.0.0', '@s/b@2.0.0'],
    ],
    [
      'two that need each other',
      { a: { '1.0.0': ['b'], '2.0.0': ['b'] }, b: { '1.0.0': ['a'] } },
      ['a'],
      ['a@1.0.0', 'b@1.0.0'],
    ],
  ])('%s', async (_, packages, roots, lock) => {
    const { folders, problems, edges } = await install(packages, roots, lockOf(...lock));
    expect(folders).toEqual(lock);
    expect(problems).toEqual([]);
    expect(edges.every(({ to, satisfied }) => to !== null && satisfied)).toBe(true);
  });

  test('each finds the one that lies nearest', async () => {
    const { nodes, edges } = await install(deep, ['a'], lockOf(...deepLock));
    const found = edges
      .filter(({ name }) => name === 'd')
      .map(({ from, to }) => `${nodes[from!]!.name} ${nodes[to!]!.version}`);
    expect(found.sort()).toEqual(['a 1.0.0', 'b 1.1.0', 'c 1.2.0']);
  });

  test('under an alias', async () => {
    const root: DependencyRecord = { ...needs('a@^1'), qualifiers: { alias: 'x' } };
    const locked = [{ name: 'a', version: '1.0.0', location: 'node_modules/x' }];
    const { folders, nodes } = await install({ a: versions('1.0.0', '1.1.0') }, [root], locked);
    expect(folders).toEqual(['x@1.0.0']);
    expect(nodes).toMatchObject([{ name: 'a', alias: 'x' }]);
  });
});

describe('what of a lockfile does not stay', () => {
  test.each<[string, Packages, Roots, string[], string[]]>([
    [
      'what the project wants newer; who still wants the old one gets its best',
      {
        a: { '1.0.0': ['c@^1'] },
        b: { '1.0.0': ['c@>=1'] },
        c: versions('1.0.0', '1.1.0', '2.0.0', '2.1.0'),
      },
      ['a', 'b', 'c@^2'],
      ['a@1.0.0', 'b@1.0.0', 'c@1.0.0'],
      ['a@1.0.0', 'a>c@1.1.0', 'b@1.0.0', 'c@2.1.0'],
    ],
    [
      'what a dependency wants newer than the lockfile has it, deep down and further up',
      {
        a: { '1.0.0': ['b@^1', 'd@^2'] },
        b: { '1.0.0': ['c@^1.1.0', 'd@^1'] },
        c: versions('1.0.0', '1.1.0', '1.2.0'),
        d: versions('1.0.0', '1.1.0', '2.0.0', '2.1.0'),
      },
      ['a', 'c@^1'],
      ['a@1.0.0', 'a>b@1.0.0', 'a>b>c@1.0.0', 'a>d@2.0.0', 'c@1.1.0', 'd@1.0.0'],
      // b's own c gives way to the best, which replaces that at the top, too; b finds d@2.0.0, and gets a d of its own.
      ['a@1.0.0', 'a>b@1.0.0', 'a>b>d@1.1.0', 'a>d@2.0.0', 'c@1.2.0'],
    ],
    [
      'what nothing needs any more',
      { a: { '1.0.0': ['b'] }, b: versions('1.0.0'), c: { '1.0.0': ['b'] } },
      ['c'],
      ['a@1.0.0', 'a>b@1.0.0', 'b@1.0.0', 'c@1.0.0'],
      ['b@1.0.0', 'c@1.0.0'],
    ],
    [
      'what only an optional peer finds: npm 11 puts such into a lockfile at times, and takes it out the next time',
      {
        a: { '1.0.0': { needs: [{ ...peer('b@^1'), optional: true }] } },
        b: { '1.0.0': ['c'] },
        c: versions('1.0.0'),
      },
      ['a'],
      ['a@1.0.0', 'b@1.0.0', 'c@1.0.0'],
      ['a@1.0.0'],
    ],
    [
      'a version that there is not, with what lies in its folder',
      { a: { '1.1.0': ['b@^1'] }, b: versions('1.0.0', '1.1.0') },
      ['a'],
      ['a@1.0.0', 'a>b@1.0.0'],
      ['a@1.1.0', 'b@1.1.0'],
    ],
    [
      'the place of what is missing: it goes as far up as it can',
      { a: { '1.0.0': ['b', 'c'] }, b: versions('1.0.0', '2.0.0'), c: versions('1.0.0', '2.0.0') },
      ['a'],
      ['a@1.0.0', 'a>b@1.0.0'],
      ['a@1.0.0', 'a>b@1.0.0', 'c@2.0.0'],
    ],
  ])('%s', async (_, packages, roots, lock, expected) => {
    const { folders, problems } = await install(packages, roots, lockOf(...lock));
    expect(folders).toEqual(expected);
    expect(problems).toEqual([]);
  });

  test('where something better comes to lie further up, what is in the way stays in the way, as npm leaves it', async () => {
    // d@1.1.0 goes as far up as it can, where c does not find it. Recorded from npm 11: c's own d stays, and c is not content with it.
    const packages = { ...deep, c: { '1.0.0': ['d@<1.2.0'] } };
    const { folders, problems } = await install(packages, ['a'], lockOf(...deepLock));
    expect(folders).toEqual(['a@1.0.0', 'a>b@1.0.0', 'a>b>c@1.0.0', 'a>b>c>d@1.2.0', 'd@1.1.0']);
    expect(problems).toMatchObject([
      { kind: 'conflict', severity: 'warning', message: 'c@1.0.0 wants d@<1.2.0, but d@1.2.0 is installed' },
    ]);
  });

  test('what an override replaces', async () => {
    const packages = { a: { '1.0.0': ['b@^1'] }, b: versions('1.0.0', '2.0.0') };
    const overrides = [{ within: [], name: 'b', requirement: '2.0.0' }];
    const { folders } = await install(packages, ['a'], lockOf('a@1.0.0', 'b@1.0.0'), { overrides });
    expect(folders).toEqual(['a@1.0.0', 'b@2.0.0']);
  });
});

test('places that are none, and two for one place, do no harm', async () => {
  const packages = { a: versions('1.0.0', '1.1.0'), __proto__: versions('1.0.0') };
  const odd = [
    '',
    'a',
    'node_modules/',
    'node_modules/node_modules/a',
    '../node_modules/a',
    '/node_modules/a',
  ];
  const tower = Array.from({ length: 5_000 }, () => 'node_modules/a').join('/');
  const locked = [...odd, tower].map(location => ({ name: 'a', version: '1.0.0', location }));
  const again = ['1.0.0', '1.1.0', '7.0.0'].map(version => ({
    name: 'a',
    version,
    location: 'node_modules/a',
  }));
  expect((await install(packages, ['a'], locked)).folders).toEqual(['a@1.1.0']);
  expect((await install(packages, ['a'], [...locked, ...again])).folders).toEqual(['a@1.0.0']);
});
