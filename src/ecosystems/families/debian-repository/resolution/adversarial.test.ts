/** Universes made to take long: all end within the budget. */
import { expect, test } from 'vitest';
import { BudgetError, createBudget } from '../../../../resolving/budget.ts';
import { debianRequest, debianUniverse } from './fixtures/universe.ts';
import { debianResolver } from './index.ts';

const count = (n: number) => Array.from({ length: n }, (_, i) => i);
const run = (universe: string[], roots = 'root', steps = 20_000_000) =>
  debianResolver.resolve(debianRequest(roots), debianUniverse(universe.join('\n')), createBudget({ steps }));

test('a chain of 20,000 packages', async () => {
  const { nodes } = await run(['root 1 : p0', ...count(20_000).map(i => `p${i} 1 : p${(i + 1) % 20_000}`)]);
  expect(nodes.length).toBe(20_001);
});

test('300 packages of which every one needs all others', async () => {
  const all = count(300).map(i => `p${i}`);
  const { nodes } = await run(['root 1 : p0', ...all.map(name => `${name} 1 : ${all.join(', ')}`)]);
  expect(nodes.length).toBe(301);
});

test('10,000 providers of a name, of which none stands beside another', async () => {
  const providers = count(10_000).map(i => `p${i} 1 : ; Provides: v; Conflicts: v`);
  const { nodes, problems } = await run(['root 1 : v', ...providers]);
  expect(nodes.length).toBe(2);
  expect(problems).toEqual([]);
});

test('10,000 providers of a name, of which none can be installed', async () => {
  const providers = count(10_000).map(i => `p${i} 1 : none; Provides: v`);
  const { nodes, problems } = await run(['root 1 : v', ...providers]);
  expect(nodes).toEqual([]);
  expect(problems).toMatchObject([{ kind: 'conflict' }]);
});

test('10,000 versions', async () => {
  const { nodes } = await run(['root 1 : a', ...count(10_000).map(i => `a ${i} :`)]);
  expect(nodes.map(({ version }) => version)).toEqual(['1', '9999']);
});

test('choices at every step, which all lead to a conflict with the last: 2^40 ways', async () => {
  const steps = count(40).flatMap(i => [
    `s${i} 1 : a${i} | b${i}`,
    `a${i} 1 : s${i + 1}`,
    `b${i} 1 : s${i + 1}`,
  ]);
  const { nodes, problems } = await run([
    'root 1 : s0, last',
    ...steps,
    's40 1 : ; Conflicts: last',
    'last 1 :',
  ]);
  expect(nodes).toEqual([]);
  expect(problems).toMatchObject([{ kind: 'conflict' }]);
  expect(problems[0]?.explanation).toContain('s40 1 conflicts with last 1');
});

test('a colouring that exists is found', async () => {
  // A ring of even length has two colours; each package of a vertex is one of three.
  const vertices = count(60);
  const colours = ['r', 'g', 'b'];
  const lines = vertices.flatMap(i => [
    `v${i} 1 : r${i} | g${i} | b${i}`,
    ...colours.map(c => `${c}${i} 1 : ; Conflicts: ${c}${(i + 1) % 60}`),
  ]);
  const { nodes, problems } = await run([`root 1 : ${vertices.map(i => `v${i}`).join(', ')}`, ...lines]);
  expect(problems).toEqual([]);
  const chosen = vertices.map(
    i => nodes.find(({ name }) => name !== `v${i}` && name.slice(1) === `${i}`)?.name[0],
  );
  expect(vertices.filter(i => chosen[i] === undefined || chosen[i] === chosen[(i + 1) % 60])).toEqual([]);
});

test('twelve pigeons in eleven holes, which learning clauses does not shorten, end by the budget', async () => {
  const holes = count(11);
  const lines = count(12).flatMap(pigeon => [
    `p${pigeon} 1 : ${holes.map(hole => `p${pigeon}h${hole}`).join(' | ')}`,
    ...holes.map(hole => `p${pigeon}h${hole} 1 : ; Provides: h${hole}; Conflicts: h${hole}`),
  ]);
  const universe = [
    `root 1 : ${count(12)
      .map(i => `p${i}`)
      .join(', ')}`,
    ...lines,
  ];
  await expect(run(universe, 'root', 500_000)).rejects.toThrow(BudgetError);
});

test('nothing of what is needed exists', async () => {
  const { nodes, problems } = await run([
    `root 1 : ${count(1_000)
      .map(i => `none${i}`)
      .join(', ')}`,
  ]);
  expect(nodes).toEqual([]);
  expect(problems).toMatchObject([{ kind: 'conflict', severity: 'error' }]);
});

test('a request that was left ends', async () => {
  const left = new AbortController();
  left.abort(new Error('left'));
  const universe = debianUniverse(
    ['root 1 : p0', ...count(5_000).map(i => `p${i} 1 : p${i + 1}`)].join('\n'),
  );
  const budget = createBudget({ signal: left.signal });
  await expect(debianResolver.resolve(debianRequest('root'), universe, budget)).rejects.toThrow('left');
});

test('fields that are no relationships say nothing', async () => {
  const { nodes } = await run(['root 1 : a', 'a 1 : ; Conflicts: | (; Provides: ((, <; Breaks: root (?? 1)']);
  expect(nodes.map(({ name }) => name)).toEqual(['root', 'a']);
});
