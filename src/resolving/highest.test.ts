import { expect, test } from 'vitest';
import { npm } from '../versions/schemes/npm.ts';
import { BudgetError, createBudget } from './budget.ts';
import { request, universeOf } from './fixtures/universe.ts';
import { highestMatch } from './highest.ts';

const resolver = highestMatch(npm, ['runtime']);

test('takes the highest version that the first requirement admits, and says which later ones it breaks', async () => {
  const universe = universeOf(npm, {
    app: { '1.0.0': ['a@^1.0.0', 'b@*'] },
    a: { '1.0.0': [], '1.2.0': [], '2.0.0': [] },
    b: { '3.0.0': ['a@^2.0.0', 'gone@1'] },
  });
  const { nodes, edges, problems } = await resolver.resolve(request('app@*'), universe, createBudget());
  expect(nodes.map(node => `${node.name}@${node.version}`)).toEqual(['app@1.0.0', 'a@1.2.0', 'b@3.0.0']);
  expect(edges.map(edge => [edge.from, edge.to, edge.name, edge.requirement, edge.satisfied])).toEqual([
    [null, 0, 'app', '*', true],
    [0, 1, 'a', '^1.0.0', true],
    [0, 2, 'b', '*', true],
    [2, 1, 'a', '^2.0.0', false],
    [2, null, 'gone', '1', false],
  ]);
  expect(problems.map(problem => [problem.kind, problem.name, problem.from])).toEqual([
    ['conflict', 'a', 2],
    ['missing-package', 'gone', 2],
  ]);
});

test('pre-releases are taken where nothing else satisfies, or where they are wished', async () => {
  const universe = universeOf(npm, { a: { '1.0.0': [], '1.1.0-rc.1': [] } });
  const versionsOf = async (more: object) =>
    (await resolver.resolve({ ...request('a@*'), ...more }, universe, createBudget())).nodes.map(
      node => node.version,
    );
  expect(await versionsOf({})).toEqual(['1.0.0']);
  expect(await versionsOf({ prereleases: true })).toEqual(['1.1.0-rc.1']);
  expect(await versionsOf({ locked: [{ name: 'a', version: '1.1.0-rc.1', location: null }] })).toEqual([
    '1.1.0-rc.1',
  ]);
});

test('ends when its budget is spent or its caller is gone', async () => {
  const universe = universeOf(npm, { a: { '1.0.0': ['b@*'] }, b: { '1.0.0': ['a@*'] } });
  await expect(resolver.resolve(request('a@*'), universe, createBudget({ steps: 2 }))).rejects.toThrow(
    BudgetError,
  );
  const signal = AbortSignal.abort(new Error('gone'));
  await expect(resolver.resolve(request('a@*'), universe, createBudget({ signal }))).rejects.toThrow('gone');
});
