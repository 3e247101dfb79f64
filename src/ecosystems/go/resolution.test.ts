/*
 * Expected lists are worked out by hand from https://go.dev/ref/mod: minimal-version-selection, graph-pruning, version-queries, and the
 * sections on exclude, replace and retract of go.mod files.
 */
import { describe, expect, test } from 'vitest';
import { createBudget } from '../../resolving/budget.ts';
import { needs, request, universeOf, type VersionInWords } from '../../resolving/fixtures/universe.ts';
import type { ResolveRequest } from '../../resolving/types.ts';
import { golang } from '../../versions/schemes/golang.ts';
import resolver from './resolution.ts';

type Modules = Record<string, Record<string, VersionInWords>>;

/** Versions of go 1.17 and later. */
const at = (go: string, ...list: string[]): VersionInWords => ({ metadata: { go }, needs: list });

async function resolved(modules: Modules, asked: ResolveRequest) {
  const resolution = await resolver.resolve(asked, universeOf(golang, modules), createBudget());
  return {
    ...resolution,
    list: resolution.nodes.map(({ name, version }) => `${name}@${version}`).join(' '),
    kinds: resolution.problems.map(({ kind }) => kind).join(' '),
  };
}

/** The example of the reference: A 1.2 and B 1.2 are required; C 1.4 is the highest of what they want. */
const REFERENCE: Modules = {
  a: { 'v1.1.0': ['c@v1.1.0'], 'v1.2.0': ['c@v1.3.0'] },
  b: { 'v1.1.0': ['c@v1.2.0'], 'v1.2.0': ['c@v1.4.0'] },
  c: { 'v1.1.0': [], 'v1.2.0': [], 'v1.3.0': ['d@v1.2.0'], 'v1.4.0': ['d@v1.2.0'], 'v1.5.0': ['d@v1.3.0'] },
  d: { 'v1.2.0': [], 'v1.3.0': [] },
};

describe('minimal version selection', () => {
  test.each<[string, Modules, ResolveRequest, string]>([
    [
      'takes the highest of what is required, and nothing newer',
      REFERENCE,
      request('a@v1.2.0', 'b@v1.2.0'),
      'a@v1.2.0 b@v1.2.0 c@v1.4.0 d@v1.2.0',
    ],
    ['a single root', REFERENCE, request('a@v1.1.0'), 'a@v1.1.0 c@v1.1.0'],
    [
      'the main module may require more than its dependencies do',
      REFERENCE,
      request('a@v1.2.0', 'c@v1.5.0'),
      'a@v1.2.0 c@v1.5.0 d@v1.3.0',
    ],
    [
      'a root below what a dependency requires is raised',
      REFERENCE,
      request('b@v1.2.0', 'c@v1.1.0'),
      'b@v1.2.0 c@v1.4.0 d@v1.2.0',
    ],
    ['nothing', {}, request(), ''],
    [
      'a cycle ends',
      { a: { 'v1.0.0': ['b@v1.0.0'] }, b: { 'v1.0.0': ['a@v1.0.0'] } },
      request('a@v1.0.0'),
      'a@v1.0.0 b@v1.0.0',
    ],
    [
      'a cycle may raise the version of what it began with',
      {
        a: { 'v1.0.0': ['b@v1.0.0'], 'v1.1.0': ['c@v1.0.0'] },
        b: { 'v1.0.0': ['a@v1.1.0'] },
        c: { 'v1.0.0': [] },
      },
      { ...request('a@v1.0.0'), environment: { go: '1.16' } },
      'a@v1.1.0 b@v1.0.0 c@v1.0.0',
    ],
    [
      'a module that requires itself',
      { a: { 'v1.0.0': ['a@v1.1.0'], 'v1.1.0': [] } },
      request('a@v1.0.0'),
      'a@v1.1.0',
    ],
    [
      'what only a superseded version required stays in the list',
      { a: { 'v1.0.0': ['old@v1.0.0'], 'v1.1.0': [] }, b: { 'v1.0.0': ['a@v1.1.0'] }, old: { 'v1.0.0': [] } },
      { ...request('a@v1.0.0', 'b@v1.0.0'), environment: { go: '1.16' } },
      'a@v1.1.0 b@v1.0.0 old@v1.0.0',
    ],
    [
      'major versions are modules of their own',
      { a: { 'v1.0.0': ['m@v1.2.0', 'm/v2@v2.1.0'] }, m: { 'v1.2.0': [] }, 'm/v2': { 'v2.1.0': [] } },
      request('a@v1.0.0'),
      'a@v1.0.0 m@v1.2.0 m/v2@v2.1.0',
    ],
    [
      'a pre-release that is required counts above the release before it',
      { a: { 'v1.0.0': ['m@v1.3.0-rc.1'] }, m: { 'v1.2.0': [], 'v1.3.0-rc.1': [] } },
      request('a@v1.0.0', 'm@v1.2.0'),
      'a@v1.0.0 m@v1.3.0-rc.1',
    ],
    [
      'a pre-release is below its release',
      { a: { 'v1.0.0': ['m@v1.3.0-rc.1'] }, m: { 'v1.3.0': [], 'v1.3.0-rc.1': [] } },
      request('a@v1.0.0', 'm@v1.3.0'),
      'a@v1.0.0 m@v1.3.0',
    ],
    [
      'pseudo-versions are in the order of their base and time',
      {
        a: { 'v1.0.0': ['m@v0.0.0-20200101000000-aaaaaaaaaaaa'] },
        b: { 'v1.0.0': ['m@v0.0.0-20210101000000-000000000000'] },
        m: { 'v0.0.0-20200101000000-aaaaaaaaaaaa': [], 'v0.0.0-20210101000000-000000000000': [] },
      },
      request('a@v1.0.0', 'b@v1.0.0'),
      'a@v1.0.0 b@v1.0.0 m@v0.0.0-20210101000000-000000000000',
    ],
    [
      '+incompatible takes no part in the order',
      { a: { 'v1.0.0': ['m@v2.0.0+incompatible'] }, m: { 'v1.9.0': [], 'v2.0.0+incompatible': [] } },
      request('a@v1.0.0', 'm@v1.9.0'),
      'a@v1.0.0 m@v2.0.0+incompatible',
    ],
    [
      'a diamond',
      {
        a: { 'v1.0.0': ['b@v1.0.0', 'c@v1.0.0'] },
        b: { 'v1.0.0': ['d@v1.1.0'] },
        c: { 'v1.0.0': ['d@v1.4.0'] },
        d: { 'v1.1.0': [], 'v1.4.0': [], 'v1.9.0': [] },
      },
      request('a@v1.0.0'),
      'a@v1.0.0 b@v1.0.0 c@v1.0.0 d@v1.4.0',
    ],
  ])('%s', async (_, modules, asked, expected) => {
    const { list, kinds } = await resolved(modules, asked);
    expect(list).toBe(expected);
    expect(kinds).toBe('');
  });

  test('edges say what each selected version requires', async () => {
    const { nodes, edges } = await resolved(REFERENCE, request('a@v1.2.0', 'b@v1.2.0'));
    const named = (at: number | null) => (at === null ? 'main' : nodes[at]!.name);
    expect(edges.map(edge => `${named(edge.from)} ${edge.requirement} ${named(edge.to)}`)).toEqual([
      'main v1.2.0 a',
      'main v1.2.0 b',
      'a v1.3.0 c',
      'b v1.4.0 c',
      'c v1.2.0 d',
    ]);
  });
});

describe('pruning', () => {
  // x (1.17) lists y, which lists z; a newer y would want a newer z.
  const modules: Modules = {
    x: { 'v1.0.0': at('1.17', 'y@v1.0.0') },
    y: { 'v1.0.0': at('1.17', 'z@v1.0.0'), 'v1.1.0': at('1.17', 'z@v1.1.0') },
    z: { 'v1.0.0': at('1.17', 'w@v1.0.0'), 'v1.1.0': at('1.17') },
    w: { 'v1.0.0': at('1.17') },
    old: { 'v1.0.0': at('1.16', 'y@v1.0.0') },
  };
  test.each<[string, ResolveRequest, string]>([
    ['behind what a pruned module requires nothing is looked at', request('x@v1.0.0'), 'x@v1.0.0 y@v1.0.0'],
    [
      'what the main module requires itself is looked at',
      request('x@v1.0.0', 'y@v1.1.0'),
      'x@v1.0.0 y@v1.1.0 z@v1.1.0',
    ],
    [
      'a main module before 1.17 sees everything',
      { ...request('x@v1.0.0'), environment: { go: '1.16' } },
      'w@v1.0.0 x@v1.0.0 y@v1.0.0 z@v1.0.0',
    ],
    [
      'a dependency before 1.17 is looked behind in full',
      request('old@v1.0.0'),
      'old@v1.0.0 w@v1.0.0 y@v1.0.0 z@v1.0.0',
    ],
    [
      'also where a pruned one leads to the same',
      request('old@v1.0.0', 'x@v1.0.0'),
      'old@v1.0.0 w@v1.0.0 x@v1.0.0 y@v1.0.0 z@v1.0.0',
    ],
    [
      'a go.mod without a go line is not pruned',
      request('bare@v1.0.0'),
      'bare@v1.0.0 w@v1.0.0 y@v1.0.0 z@v1.0.0',
    ],
  ])('%s', async (_, asked, expected) => {
    const { list } = await resolved({ ...modules, bare: { 'v1.0.0': ['y@v1.0.0'] } }, asked);
    expect(list).toBe(expected);
  });

  test('a root that is raised is superseded: what its old version required is not in the list', async () => {
    const { list } = await resolved(
      {
        a: { 'v1.0.0': ['b@v1.0.0'], 'v1.1.0': ['c@v1.0.0'] },
        b: { 'v1.0.0': ['a@v1.1.0'] },
        c: { 'v1.0.0': [] },
      },
      request('a@v1.0.0'),
    );
    expect(list).toBe('a@v1.1.0 c@v1.0.0');
  });

  test('a root that is raised brings what its new version requires', async () => {
    const { list } = await resolved(
      {
        a: { 'v1.0.0': at('1.17', 'b@v1.1.0') },
        b: { 'v1.0.0': at('1.17'), 'v1.1.0': at('1.17', 'c@v1.0.0') },
        c: { 'v1.0.0': at('1.17') },
      },
      request('a@v1.0.0', 'b@v1.0.0'),
    );
    expect(list).toBe('a@v1.0.0 b@v1.1.0 c@v1.0.0');
  });
});

describe('exclude, replace, retract', () => {
  test.each<[string, Partial<ResolveRequest>, string]>([
    [
      'a requirement of an excluded version is ignored',
      { options: { exclude: 'c@v1.4.0' } },
      'a@v1.2.0 b@v1.2.0 c@v1.3.0 d@v1.2.0',
    ],
    ['also of the only one', { options: { exclude: 'd@v1.2.0' } }, 'a@v1.2.0 b@v1.2.0 c@v1.4.0'],
    [
      'a replaced module counts with the go.mod of its replacement',
      { overrides: [{ within: [], name: 'c', requirement: 'v1.5.0' }] },
      'a@v1.2.0 b@v1.2.0 c@v1.4.0 d@v1.3.0',
    ],
    [
      'a replacement may be another module',
      { overrides: [{ within: [], name: 'c', requirement: 'fork@v1.0.0' }] },
      'a@v1.2.0 b@v1.2.0 c@v1.4.0 e@v1.0.0',
    ],
  ])('%s', async (_, more, expected) => {
    const modules = { ...REFERENCE, fork: { 'v1.0.0': ['e@v1.0.0'] }, e: { 'v1.0.0': [] } };
    expect((await resolved(modules, { ...request('a@v1.2.0', 'b@v1.2.0'), ...more })).list).toBe(expected);
  });

  const retracting: Modules = {
    m: { 'v1.0.0': [], 'v1.1.0': { status: 'retracted' }, 'v1.2.0-rc.1': [] },
    a: { 'v1.0.0': ['m@v1.1.0'] },
  };
  test.each<[string, ResolveRequest, string, string]>([
    ['latest is the highest release that is not retracted', request('m@latest'), 'm@v1.0.0', ''],
    [
      'a retracted version is taken where it is required, and said',
      request('a@v1.0.0'),
      'a@v1.0.0 m@v1.1.0',
      'standing',
    ],
    [
      'pre-releases are the latest only where they are wished',
      { ...request('m'), prereleases: true },
      'm@v1.2.0-rc.1',
      '',
    ],
  ])('%s', async (_, asked, expected, problems) => {
    const { list, kinds } = await resolved(retracting, asked);
    expect([list, kinds]).toEqual([expected, problems]);
  });
});

describe('version queries of the main module', () => {
  const modules: Modules = {
    m: { 'v1.2.3': [], 'v1.2.9': [], 'v1.10.0': [], 'v2.0.0+incompatible': [], 'v1.11.0-beta.1': [] },
  };
  test.each([
    ['latest', 'v1.10.0'],
    ['v1', 'v1.10.0'],
    ['v1.2', 'v1.2.9'],
    ['<v1.10.0', 'v1.2.9'],
    ['>=v1.2.4', 'v1.10.0'],
    ['v1.2.3', 'v1.2.3'],
    ['v1.11.0-beta.1', 'v1.11.0-beta.1'],
  ])('%s', async (query, version) => {
    expect((await resolved(modules, request(`m@${query}`))).list).toBe(`m@${version}`);
  });
});

describe('what cannot be had', () => {
  test.each<[string, Modules, ResolveRequest, string, string]>([
    ['no such module', {}, request('m'), '', 'missing-package'],
    [
      'nothing that answers to the query',
      { m: { 'v1.0.0': [] } },
      request('m@v3'),
      '',
      'no-matching-version',
    ],
    [
      'a required version that is not in the index',
      { a: { 'v1.0.0': ['m@v1.5.0'] }, m: { 'v1.0.0': [] } },
      request('a@v1.0.0'),
      'a@v1.0.0 m@v1.5.0',
      'no-matching-version',
    ],
    [
      'a required module that is not there',
      { a: { 'v1.0.0': ['gone@v1.0.0'] } },
      request('a@v1.0.0'),
      'a@v1.0.0 gone@v1.0.0',
      'missing-package',
    ],
    [
      'requirements that are not known',
      { m: { 'v1.0.0': { metadata: {} } } },
      request('m@v1.0.0'),
      'm@v1.0.0',
      '',
    ],
    ['a newer Go', { m: { 'v1.0.0': at('1.99') } }, request('m@v1.0.0'), 'm@v1.0.0', 'environment'],
    [
      'another path',
      { m: { 'v1.0.0': { metadata: { declared_path: 'n' } } } },
      request('m@v1.0.0'),
      'm@v1.0.0',
      'conflict',
    ],
  ])('%s', async (_, modules, asked, expected, problems) => {
    const { list, kinds } = await resolved(modules, asked);
    expect([list, kinds]).toEqual([expected, problems]);
  });

  test('bad settings name the field', async () => {
    const universe = universeOf(golang, {});
    const failing = (more: Partial<ResolveRequest>) =>
      resolver.resolve({ ...request(), ...more }, universe, createBudget());
    await expect(failing({ environment: { go: 'new' } })).rejects.toMatchObject({ field: 'environment.go' });
    await expect(failing({ environment: { os: 'linux' } })).rejects.toMatchObject({
      field: 'environment.os',
    });
    await expect(
      failing({ overrides: [{ within: ['a'], name: 'b', requirement: 'v1.0.0' }] }),
    ).rejects.toMatchObject({ field: 'overrides' });
  });

  test('10,000 versions that all require one another end, with the highest of each', async () => {
    const versions = Array.from({ length: 10_000 }, (_, n) => `v1.${n}.0`);
    const modules: Modules = {
      a: Object.fromEntries(
        versions.map((v, n) => [v, n + 1 < versions.length ? [`b@${versions[n + 1]}`] : []]),
      ),
      b: Object.fromEntries(versions.map(v => [v, [`a@${v}`]])),
    };
    const { list } = await resolved(modules, { ...request('a@v1.0.0'), environment: { go: '1.16' } });
    expect(list).toBe('a@v1.9999.0 b@v1.9999.0');
  });
});

test('a dependency record of the index is read as it is written', async () => {
  const { list } = await resolved(
    {
      a: { 'v1.0.0': { needs: [{ ...needs('b@v1.0.0'), qualifiers: { indirect: 'true' } }] } },
      b: { 'v1.0.0': [] },
    },
    request('a@v1.0.0'),
  );
  expect(list).toBe('a@v1.0.0 b@v1.0.0');
});
