/** Universes that are made to be hard: each ends within its budget, with a problem in words where it cannot be met. */
import { expect, test } from 'vitest';
import type { DependencyRecord } from '../../core/records.ts';
import { npm as scheme } from '../../versions/schemes/npm.ts';
import { createBudget } from '../budget.ts';
import { needs, request, universeOf, type VersionInWords } from '../fixtures/universe.ts';
import { npmResolver } from './resolver.ts';

type Packages = Record<string, Record<string, VersionInWords>>;

const peer = (said: string): DependencyRecord => ({ ...needs(said), kind: 'peer' });
const count = (most: number) => Array.from({ length: most }, (_, at) => at);

function resolve(packages: Packages, roots: (string | DependencyRecord)[], steps = 3_000_000) {
  return npmResolver.resolve(request(...roots), universeOf(scheme, packages), createBudget({ steps }));
}

test('10,000 versions', async () => {
  const versions = Object.fromEntries(count(10_000).map(at => [`1.0.${at}`, ['b@<1.0.0']]));
  const { nodes, problems } = await resolve({ a: versions, b: versions }, ['a']);
  expect(nodes.map(({ name, version }) => `${name}@${version}`)).toEqual(['a@1.0.9999']);
  expect(problems.map(({ message }) => message)).toEqual(['no version of b satisfies <1.0.0']);
});

test('a chain of 10,000 packages', async () => {
  const packages = Object.fromEntries(count(10_000).map(at => [`p${at}`, { '1.0.0': [`p${at + 1}`] }]));
  const { nodes, problems } = await resolve(packages, ['p0']);
  expect(nodes).toHaveLength(10_000);
  expect(problems.map(({ message }) => message)).toEqual(['there is no package p10000']);
});

test('folders within folders for ever: each version needs the next one of another', async () => {
  const chain = (other: string) =>
    Object.fromEntries(count(500).map(at => [`${at + 1}.0.0`, [`${other}@${at + 2}.0.0`]]));
  const { nodes, problems } = await resolve({ a: chain('b'), b: chain('a') }, ['a@1.0.0', 'b@1.0.0']);
  expect(nodes.length).toBeGreaterThan(100);
  expect(nodes.length).toBeLessThan(1_000);
  expect(problems.some(({ message }) => message.includes('folders deep'))).toBe(true);
});

test('two versions that need each other are linked, not nested for ever', async () => {
  // a1 -> b1 -> a2 -> b2 -> a1 ...: https://github.com/npm/cli/tree/latest/workspaces/arborist links to the earlier folder.
  const { nodes, edges } = await resolve(
    {
      a: { '1.0.0': ['b@1.0.0'], '2.0.0': ['b@2.0.0'] },
      b: { '1.0.0': ['a@2.0.0'], '2.0.0': ['a@1.0.0'] },
    },
    ['a@1.0.0', 'b@1.0.0'],
  );
  expect(nodes.map(({ location, version }) => `${location}@${version}`)).toEqual([
    'node_modules/a@1.0.0',
    'node_modules/b@1.0.0',
    'node_modules/b/node_modules/a@2.0.0',
    'node_modules/b/node_modules/b@2.0.0',
    'node_modules/b/node_modules/b/node_modules/a@1.0.0',
  ]);
  // The last of them needs b@1.0.0, below whose folder it lies.
  expect(edges.filter(({ from }) => from === 4)).toMatchObject([{ name: 'b', to: 1, satisfied: true }]);
});

test('everybody is everybody’s peer', async () => {
  const names = count(40).map(at => `p${String(at).padStart(2, '0')}`);
  const packages = Object.fromEntries(
    names.map(name => [name, { '1.0.0': { needs: names.filter(other => other !== name).map(peer) } }]),
  );
  const { nodes, problems } = await resolve(packages, ['p00']);
  expect(nodes).toHaveLength(40);
  expect(problems).toEqual([]);
});

test('a chain of 700 peers comes to the bound of 300 in one set twice', async () => {
  const packages = Object.fromEntries(
    count(700).map(at => [`p${at}`, { '1.0.0': { needs: [peer(`p${at + 1}`)] } }]),
  );
  const { nodes, problems } = await resolve(packages, ['p0']);
  expect(nodes).toHaveLength(700);
  expect(problems.map(({ message }) => message)).toEqual([
    'there is no package p700',
    'p299@1.0.0 wants p300@* as a peer, which is one of more than 300 in one set',
    'p599@1.0.0 wants p600@* as a peer, which is one of more than 300 in one set',
  ]);
});

test('peers that contradict one another in every version', async () => {
  const names = count(6).map(at => `p${at}`);
  const packages = Object.fromEntries(
    names.map((name, at) => [
      name,
      Object.fromEntries(
        count(4).map(version => [
          `${version + 1}.0.0`,
          {
            needs: names
              .filter(other => other !== name)
              .map(other => peer(`${other}@${((version + at) % 4) + 1}`)),
          },
        ]),
      ),
    ]),
  );
  const { problems } = await resolve(packages, names);
  expect(problems.some(({ kind, severity }) => kind === 'conflict' && severity === 'error')).toBe(true);
  expect(problems.some(({ message }) => message.includes('too many that contradict one another'))).toBe(true);
});

test('a lockfile that has the same in each of 1,000 folders, and in 150 within one another', async () => {
  const packages = Object.fromEntries(
    count(1_000).map(at => [`p${at}`, { '1.0.0': ['q'] } as Record<string, VersionInWords>]),
  );
  packages.q = { '1.0.0': ['q'], '2.0.0': [] };
  const at = (...folders: string[]) => ({
    name: folders.at(-1)!,
    version: '1.0.0',
    location: folders.map(folder => `node_modules/${folder}`).join('/'),
  });
  const names = Object.keys(packages).filter(name => name !== 'q');
  const locked = [
    ...names.map(name => at(name)),
    ...names.map(name => at(name, 'q')),
    ...count(150).map(deep => at(...Array.from({ length: deep + 1 }, () => 'q'))),
  ];
  const { nodes, problems } = await npmResolver.resolve(
    { ...request(...names, 'q'), locked },
    universeOf(scheme, packages),
    createBudget({ steps: 3_000_000 }),
  );
  // Each q finds the one in its own folder; the innermost, in whose folder there is none, finds itself.
  expect(nodes).toHaveLength(locked.length);
  expect(problems).toEqual([]);
});

test('packages that displace one another end in words', async () => {
  // c's peer h is there; f, which h needs, has a peer of h that no version of h is.
  const { nodes, problems } = await resolve(
    {
      c: { '2.1.0': { needs: [peer('a@~2.0.0'), peer('h@>=1.1.0')] } },
      a: { '2.0.0': ['h@~2.0.0'] },
      f: { '2.1.0': { needs: [peer('h@~2.0.0')] } },
      h: { '1.1.0': [], '2.1.0': [], '3.0.0': ['e@^3.0.0', 'f'] },
      e: { '1.0.0': [] },
    },
    ['c'],
  );
  expect(nodes.some(({ name, version }) => name === 'h' && version === '3.0.0')).toBe(true);
  expect(problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual(
    expect.arrayContaining(['no version of h satisfies ~2.0.0', 'no version of e satisfies ^3.0.0']),
  );
});

test('everything is missing', async () => {
  const { nodes, edges, problems } = await resolve(
    {},
    count(500).map(at => `gone${at}@^1`),
  );
  expect(nodes).toEqual([]);
  expect(edges).toHaveLength(500);
  expect(problems).toHaveLength(500);
});

test('requirements that nobody can read', async () => {
  const odd = [
    'b@>>>1',
    'c@||||',
    'd@^',
    `e@${'9'.repeat(5_000)}`,
    'f@\u0000',
    'g@__proto__',
    '__proto__@1',
    'constructor@latest',
  ];
  const { nodes } = await resolve({ a: { '1.0.0': odd } }, ['a']);
  expect(nodes.map(({ name }) => name)).toEqual(['a']);
});

test('a budget that is spent says so', async () => {
  const packages = Object.fromEntries(count(2_000).map(at => [`p${at}`, { '1.0.0': [`p${at + 1}`] }]));
  await expect(resolve(packages, ['p0'], 500)).rejects.toMatchObject({ name: 'BudgetError', spent: 'steps' });
});
