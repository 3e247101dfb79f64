import { describe, expect, test } from 'vitest';
import { createBudget } from '../../../resolving/budget.ts';
import { request } from '../../../resolving/fixtures/universe.ts';
import type { ResolveRequest } from '../../../resolving/types.ts';
import { CASES, type Crates, dependencyOf, universeOfCrates } from './fixtures/universes.ts';
import resolver from './resolution.ts';

async function resolved(crates: Crates, roots: readonly string[], more: Partial<ResolveRequest> = {}) {
  const asked = { ...request(...roots.map(dependencyOf)), ...more };
  const resolution = await resolver.resolve(asked, universeOfCrates(crates), createBudget());
  return { ...resolution, list: resolution.nodes.map(({ name, version }) => `${name} ${version}`) };
}

test.each(CASES)('$what', async ({ crates, roots, locked = [], expected }) => {
  const { list, problems } = await resolved(crates, roots, {
    locked: locked.map(([name, version]) => ({ name, version, location: null })),
  });
  expect(list).toEqual(expected ?? []);
  expect(problems.some(({ severity }) => severity === 'error')).toBe(expected === null);
});

test('a feature of what is optional is asked only where something else turns it on', async () => {
  const crates: Crates = {
    a: { '1.0.0': { needs: ['s 1 ?'], features: { std: ['s?/std'] } } },
    s: { '1.0.0': { needs: ['x 1 ?'], features: { std: ['dep:x'] } } },
    x: { '1.0.0': [] },
  };
  expect((await resolved(crates, ['a 1 +std'])).list).toEqual(['a 1.0.0']);
  const both = await resolved(crates, ['a 1 +std +s']);
  expect(both.list).toEqual(['a 1.0.0', 's 1.0.0', 'x 1.0.0']);
  expect(both.nodes.map(({ features }) => features)).toEqual([
    ['default', 's', 'std'],
    ['default', 'std'],
    ['default'],
  ]);
});

test('dependencies of a target are those of that target', async () => {
  const crates: Crates = {
    a: { '1.0.0': ['win 1 for=cfg(windows)', 'nix 1 for=cfg(unix)', 'arm 1 for=aarch64-apple-darwin'] },
    win: { '1.0.0': [] },
    nix: { '1.0.0': [] },
    arm: { '1.0.0': [] },
  };
  const on = async (target: string) => (await resolved(crates, ['a 1'], { environment: { target } })).list;
  expect(await on('x86_64-unknown-linux-gnu')).toEqual(['a 1.0.0', 'nix 1.0.0']);
  expect(await on('x86_64-pc-windows-msvc')).toEqual(['a 1.0.0', 'win 1.0.0']);
  expect(await on('aarch64-apple-darwin')).toEqual(['a 1.0.0', 'arm 1.0.0', 'nix 1.0.0']);
});

test('versions for a newer Rust come last', async () => {
  const crates: Crates = {
    a: { '1.0.0': { rust: '1.60' }, '1.1.0': { rust: '1.80' } },
    b: { '1.0.0': { rust: '1.99' } },
  };
  const { list } = await resolved(crates, ['a 1', 'b 1'], { environment: { rust: '1.75.0' } });
  expect(list).toEqual(['a 1.0.0', 'b 1.0.0']);
});

test('an override replaces what is required, of one crate or everywhere', async () => {
  const crates: Crates = { a: { '1.0.0': ['c 1'] }, c: { '1.0.0': [], '1.1.0': [], '2.0.0': [] } };
  const { list, edges } = await resolved(crates, ['a 1', 'c 1'], {
    overrides: [{ within: ['a'], name: 'c', requirement: '2' }],
  });
  expect(list).toEqual(['a 1.0.0', 'c 1.1.0', 'c 2.0.0']);
  expect(edges.find(({ from }) => from === 0)).toMatchObject({ requirement: '1', overridden: '2', to: 2 });
  await expect(
    resolved(crates, ['a 1'], { overrides: [{ within: ['x', 'a'], name: 'c', requirement: '2' }] }),
  ).rejects.toMatchObject({ field: 'overrides' });
});

describe('what cannot be had is said', () => {
  test('in words, with who stands in the way', async () => {
    const crates: Crates = {
      a: { '1.0.0': ['c =1.0.0'] },
      b: { '1.0.0': ['c =1.1.0'] },
      c: { '1.0.0': [], '1.1.0': [] },
    };
    const { problems } = await resolved(crates, ['a 1', 'b 1']);
    expect(problems).toMatchObject([
      {
        kind: 'conflict',
        name: 'c',
        message: 'c =1.1.0, which b 1.0.0 requires, cannot be met beside the rest',
        explanation: ['c 1.1.0 cannot be beside 1.0.0, with which it should be compatible.'],
      },
    ]);
  });

  test('a crate that is not there does not keep the others from being resolved', async () => {
    const { list, problems, edges } = await resolved({ a: { '1.0.0': ['gone 1'] } }, ['a 1']);
    expect(list).toEqual(['a 1.0.0']);
    expect(problems).toMatchObject([{ kind: 'missing-package', name: 'gone', severity: 'error' }]);
    expect(edges.at(-1)).toMatchObject({ from: 0, to: null, satisfied: false });
  });
});

describe('hostile universes end', () => {
  test('a conflict at the bottom of twenty crates of fifty versions each', async () => {
    const crates: Crates = { end: { '1.0.0': ['pin =1.0.0'] }, pin: { '1.0.0': [], '1.1.0': [] } };
    for (let n = 0; n < 20; n++)
      crates[`c${n}`] = Object.fromEntries(
        Array.from({ length: 50 }, (_, v) => [`1.${v}.0`, [n < 19 ? `c${n + 1} 1` : 'end 1']]),
      );
    const { problems } = await resolved(crates, ['c0 1', 'pin =1.1.0']);
    expect(problems).toMatchObject([{ kind: 'conflict' }]);
  });

  test('a circle of crates, and one that needs itself', async () => {
    const { list } = await resolved({ a: { '1.0.0': ['b 1', 'a 1'] }, b: { '1.0.0': ['a 1'] } }, ['a 1']);
    expect(list).toEqual(['a 1.0.0', 'b 1.0.0']);
  });

  test('10,000 versions of which the lowest is the only one that works', async () => {
    const versions = Array.from({ length: 10_000 }, (_, v) => [`1.${v}.0`, v === 0 ? [] : ['b 9']]);
    const { list } = await resolved({ a: Object.fromEntries(versions), b: { '1.0.0': [] } }, ['a 1']);
    expect(list).toEqual(['a 1.0.0']);
  });
});
