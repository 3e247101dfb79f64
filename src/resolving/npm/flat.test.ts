/** Versions that yarn 1 and pnpm choose: https://classic.yarnpkg.com/en/docs/, https://pnpm.io/settings. */
import { expect, test } from 'vitest';
import type { DependencyRecord } from '../../core/records.ts';
import { npm as scheme } from '../../versions/schemes/npm.ts';
import { createBudget } from '../budget.ts';
import { needs, request, universeOf, type VersionInWords } from '../fixtures/universe.ts';
import { npmResolver } from './resolver.ts';

type Packages = Record<string, Record<string, VersionInWords>>;

const peer = (said: string): DependencyRecord => ({ ...needs(said), kind: 'peer' });
const optional = (said: string): DependencyRecord => ({ ...needs(said), kind: 'optional', optional: true });
const versions = { '1.0.0': [], '1.1.0': [], '2.0.0': [] };

const cases: [string, 'yarn' | 'pnpm' | 'npm', Packages, string[], string[]][] = [
  // npm takes the b that is there; yarn asks the registry for each requirement; pnpm takes what the project has.
  ['npm', 'npm', { a: { '1.0.0': ['b@^1.0.0'] }, b: versions }, ['a', 'b@1.0.0'], ['a@1.0.0', 'b@1.0.0']],
  [
    'each requirement for itself',
    'yarn',
    { a: { '1.0.0': ['b@^1.0.0'] }, b: versions },
    ['a', 'b@1.0.0'],
    ['a@1.0.0', 'b@1.0.0', 'b@1.1.0'],
  ],
  [
    'what the project has',
    'pnpm',
    { a: { '1.0.0': ['b@^1.0.0'] }, b: versions },
    ['b@1.0.0', 'a'],
    ['a@1.0.0', 'b@1.0.0'],
  ],
  [
    'peers are not installed',
    'yarn',
    { a: { '1.0.0': { needs: [peer('b@^1')] } }, b: versions },
    ['a'],
    ['a@1.0.0'],
  ],
  [
    'peers are installed',
    'pnpm',
    { a: { '1.0.0': { needs: [peer('b@^1')] } }, b: versions },
    ['a'],
    ['a@1.0.0', 'b@1.1.0'],
  ],
  [
    'one version of a peer for all who ask',
    'pnpm',
    { a: { '1.0.0': { needs: [peer('b@*')] } }, c: { '1.0.0': { needs: [peer('b@~1.0')] } }, b: versions },
    ['a', 'c'],
    ['a@1.0.0', 'b@1.0.0', 'c@1.0.0'],
  ],
  [
    'deprecated versions come last',
    'pnpm',
    { a: { '1.0.0': [], '1.1.0': { metadata: { deprecated: 'no' } } } },
    ['a@^1'],
    ['a@1.0.0'],
  ],
  [
    'deprecated versions are versions',
    'yarn',
    { a: { '1.0.0': [], '1.1.0': { metadata: { deprecated: 'no' } } } },
    ['a@^1'],
    ['a@1.1.0'],
  ],
  [
    'optional packages for other systems are left out',
    'yarn',
    { a: { '1.0.0': { needs: [optional('m@1')] } }, m: { '1.0.0': { metadata: { os: ['darwin'] } } } },
    ['a'],
    ['a@1.0.0'],
  ],
];

test.each(cases)('%s (%s)', async (_, flavour, packages, roots, expected) => {
  const { nodes } = await npmResolver.resolve(
    { ...request(...roots), options: { flavour } },
    universeOf(scheme, packages),
    createBudget(),
  );
  expect(nodes.map(({ name, version }) => `${name}@${version}`).sort()).toEqual(expected);
});

test('a peer that nobody provides is said', async () => {
  const { problems, edges } = await npmResolver.resolve(
    { ...request('a', 'b@2'), options: { flavour: 'yarn' } },
    universeOf(scheme, { a: { '1.0.0': { needs: [peer('b@^1'), peer('c')] } }, b: versions }),
    createBudget(),
  );
  expect(problems.map(({ message }) => message)).toEqual([
    'a@1.0.0 wants b@^1 as a peer, but b@2.0.0 is there',
    'a@1.0.0 wants c@* as a peer, but nobody provides it',
  ]);
  expect(edges.map(({ name, to, satisfied }) => [name, to, satisfied])).toEqual([
    ['a', 0, true],
    ['b', 1, true],
    ['b', 1, false],
    ['c', null, false],
  ]);
});
