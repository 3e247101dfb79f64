/** Optional dependencies that bound versions, as https://hexdocs.pm/mix/Mix.Tasks.Deps.html describes them (`optional`). */
import { expect, test } from 'vitest';
import { npm } from '../../versions/schemes/npm.ts';
import { createBudget } from '../budget.ts';
import { request, universeOf, type VersionInWords } from '../fixtures/universe.ts';
import type { ResolveRequest } from '../types.ts';
import { oneVersion } from './one-version.ts';
import { positionsIn } from './positions.ts';
import { constraint, dependencyNeeds } from './rules.ts';

const resolver = oneVersion({
  id: 'pubgrub',
  description: 'For tests.',
  kinds: ['runtime'],
  environment: [],
  options: [],
  begin: () => ({
    admitted: (requirement, versions) => positionsIn(npm, versions, npm.parseRange(requirement).intervals),
    needs: ({ dependencies }) => [
      ...dependencyNeeds(dependencies ?? [], new Set(['runtime'])),
      ...(dependencies ?? []).filter(({ optional }) => optional).map(constraint),
    ],
  }),
});

/** `?b@^1` is optional. */
async function resolve(
  packages: Record<string, Record<string, string[]>>,
  roots: string[],
  more: Partial<ResolveRequest> = {},
) {
  const words = Object.entries(packages).map(([name, versions]) => {
    const read = Object.entries(versions).map(([number, list]): [string, VersionInWords] => {
      const needs = list.map(said =>
        said.startsWith('?') ? { ...request(said.slice(1)).roots[0]!, optional: true } : said,
      );
      return [number, { needs }];
    });
    return [name, Object.fromEntries(read)];
  });
  const universe = universeOf(npm, Object.fromEntries(words));
  const resolution = await resolver.resolve({ ...request(...roots), ...more }, universe, createBudget());
  return {
    ...resolution,
    list: resolution.nodes.map(({ name, version }) => `${name}@${version}`),
    arrows: resolution.edges.map(({ from, to, name }) => `${from ?? 'root'} ${name} ${to}`),
  };
}

const B = { '1.0.0': [], '1.5.0': [], '2.0.0': [] };

test('what nobody needs is not selected, and has no edge', async () => {
  const { list, arrows } = await resolve({ a: { '1.0.0': ['?b@^1'] }, b: B }, ['a']);
  expect(list).toEqual(['a@1.0.0']);
  expect(arrows).toEqual(['root a 0']);
});

test('what others need is within the bounds, whoever came first', async () => {
  const universe = { a: { '1.0.0': ['?b@^1'] }, b: B, c: { '1.0.0': ['b@*'] } };
  const first = await resolve(universe, ['a', 'c']);
  expect(first.list).toEqual(['a@1.0.0', 'c@1.0.0', 'b@1.5.0']);
  expect(first.arrows).toEqual(['root a 0', 'root c 1', '1 b 2', '0 b 2']);
  expect((await resolve(universe, ['b', 'c', 'a'])).list.sort()).toEqual(['a@1.0.0', 'b@1.5.0', 'c@1.0.0']);
});

test('bounds that exclude each other are a conflict, told with its proof', async () => {
  const { problems, list, edges } = await resolve({ a: { '1.0.0': ['?b@^1'] }, b: B }, ['a', 'b@^2']);
  expect(list).toEqual(['a@1.0.0', 'b@2.0.0']);
  expect(edges.map(({ satisfied }) => satisfied)).toEqual([true, true, false]);
  expect(problems.map(({ kind, severity }) => [kind, severity])).toEqual([['conflict', 'error']]);
  expect(problems[0]!.explanation.join(' ')).toContain('a 1.0.0 conflicts with other versions than b ^1');
});

test('an older version without the bound is found', async () => {
  const universe = { a: { '1.0.0': [], '2.0.0': ['?b@^1'] }, b: B };
  expect((await resolve(universe, ['b@^2', 'a'])).list).toEqual(['b@2.0.0', 'a@1.0.0']);
});

test('a bound that no version is in keeps the package away; one that cannot be read bounds nothing', async () => {
  const universe = { a: { '1.0.0': ['?b@^9'], '2.0.0': ['?b@^9'] }, b: B };
  expect((await resolve(universe, ['a'])).list).toEqual(['a@2.0.0']);
  expect((await resolve(universe, ['a', 'b'])).problems.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'conflict b',
  ]);
  expect((await resolve({ a: { '1.0.0': ['?b@no range'] }, b: B }, ['a', 'b'])).list).toEqual([
    'a@1.0.0',
    'b@2.0.0',
  ]);
  expect((await resolve({ a: { '1.0.0': ['?gone@1'] } }, ['a'])).problems).toEqual([]);
});

test('an override replaces the bound, too; a bound on itself is a version that cannot be', async () => {
  const universe = { a: { '1.0.0': ['?b@^1'] }, b: B };
  const overrides = [{ within: [], name: 'b', requirement: '2' }];
  expect((await resolve(universe, ['a', 'b'], { overrides })).list).toEqual(['a@1.0.0', 'b@2.0.0']);
  expect((await resolve({ a: { '1.0.0': [], '2.0.0': ['?a@^1'] } }, ['a'])).list).toEqual(['a@1.0.0']);
});

test('bounds by the hundred: what is left in the middle is found, and what is not is told', async () => {
  const universe: Record<string, Record<string, string[]>> = { x: {} };
  for (let minor = 0; minor < 2_000; minor++) universe.x![`1.${minor}.0`] = [];
  const roots = ['x'];
  for (let i = 0; i < 150; i++) {
    universe[`low${i}`] = { '1.0.0': [`?x@>=1.${i}.0`] };
    universe[`high${i}`] = { '1.0.0': [`?x@<=1.${1_999 - i * 12}.0`] };
    roots.push(`low${i}`, `high${i}`);
  }
  // 1,999 - 149 * 12 = 211, and all that begins below 150 goes with it.
  const { list } = await resolve(universe, roots);
  expect(list).toContain('x@1.211.0');
  expect(list).toHaveLength(301);
  universe.wall = { '1.0.0': ['?x@>=1.300.0'] };
  const walled = await resolve(universe, [...roots, 'wall']);
  expect(walled.problems.length).toBeGreaterThan(0);
  expect(walled.problems.every(({ kind }) => kind === 'conflict')).toBe(true);
});

test('packages that bound each other in a ring settle on what goes together', async () => {
  const universe: Record<string, Record<string, string[]>> = {};
  const roots: string[] = [];
  for (let i = 0; i < 40; i++) {
    const next = `p${(i + 1) % 40}`;
    universe[`p${i}`] = { '1.0.0': [`?${next}@^1`], '2.0.0': [`?${next}@^1`], '3.0.0': [`?${next}@^9`] };
    roots.push(`p${i}`);
  }
  const { list, problems } = await resolve(universe, roots);
  expect(problems).toEqual([]);
  // Whoever comes before another in the ring keeps that one at its first version.
  expect([...list].sort()).toEqual(roots.map(name => `${name}@1.0.0`).sort());
});
