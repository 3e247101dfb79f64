// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are properties of POMs
/** Universes that are made to cost: all end within the budget, with what can be said of them. */
import { describe, expect, it } from 'vitest';
import type { DependencyRecord } from '../../../../core/records.ts';
import { BudgetError, createBudget } from '../../../../resolving/budget.ts';
import { needs, request, universeOf, type VersionInWords } from '../../../../resolving/fixtures/universe.ts';
import type { Resolution, ResolveRequest, Universe } from '../../../../resolving/types.ts';
import { maven as scheme } from '../../../../versions/schemes/maven.ts';
import { type PomsInWords, universeOfPoms } from './fixtures/poms.ts';
import { mavenResolver } from './resolver.ts';

type Packages = Record<string, Record<string, VersionInWords>>;

const resolver = mavenResolver({
  artifactOf: name => ({ group: name.split(':')[0]!, artifact: name.split(':')[1] ?? '' }),
  nameOf: ({ group, artifact }) => `${group}:${artifact}`,
});
const resolve = (packages: Packages, asked: ResolveRequest) =>
  resolver.resolve(asked, universeOf(scheme, packages), createBudget());
const PROJECT: DependencyRecord = { name: 'g:p', requirement: '1', kind: 'parent', optional: false };
const ofPoms = async (poms: PomsInWords) =>
  resolver.resolve(request(PROJECT), await universeOfPoms(poms), createBudget());
const shown = ({ nodes }: Resolution) => nodes.map(({ name, version }) => `${name}@${version}`);

describe('hostile universes', () => {
  it('a chain of 5,000 packages', async () => {
    const packages: Packages = {};
    for (let i = 0; i < 5_000; i++) packages[`g:p${i}`] = { 1: i < 4_999 ? [`g:p${i + 1}@1`] : [] };
    expect((await resolve(packages, request('g:p0@1'))).nodes).toHaveLength(5_000);
  });

  it('a tree of 2^40 ways', async () => {
    const packages: Packages = { 'g:a40': { 1: [] }, 'g:b40': { 1: [] } };
    for (let i = 0; i < 40; i++)
      for (const side of ['a', 'b']) packages[`g:${side}${i}`] = { 1: [`g:a${i + 1}@1`, `g:b${i + 1}@1`] };
    const { nodes, edges } = await resolve(packages, request('g:a0@1', 'g:b0@1'));
    expect(nodes).toHaveLength(82);
    expect(edges).toHaveLength(162);
  });

  it('exclusions that differ on every way, which Maven keeps apart, end with the budget', async () => {
    // Each level is reached with and without an exclusion of its own: 2^levels contexts.
    const levelled = (levels: number) => {
      const packages: Packages = { [`g:p${levels}`]: { 1: [] } };
      for (let i = 0; i < levels; i++)
        packages[`g:p${i}`] = {
          1: {
            needs: [
              { ...needs(`g:p${i + 1}@1`), qualifiers: { exclusions: `x:${i}` } },
              { ...needs(`g:p${i + 1}@1`), qualifiers: { classifier: 'x' } },
            ],
          },
        };
      return universeOf(scheme, packages);
    };
    const { nodes } = await resolver.resolve(request('g:p0@1'), levelled(8), createBudget());
    // Each but the first as a plain jar and as one with a classifier.
    expect(nodes).toHaveLength(17);
    const spent = resolver.resolve(request('g:p0@1'), levelled(40), createBudget({ steps: 50_000 }));
    await expect(spent).rejects.toThrow(BudgetError);
  });

  it('10,000 versions, each with a range of 10,000 others', async () => {
    const packages: Packages = { 'g:a': {}, 'g:b': {} };
    for (let i = 0; i < 10_000; i++) {
      packages['g:a']![`1.${i}`] = ['g:b@[1,2)'];
      packages['g:b']![`1.${i}`] = ['g:a@[1,2)'];
    }
    expect(shown(await resolve(packages, request('g:a@[1,2)')))).toEqual(['g:a@1.9999', 'g:b@1.9999']);
  });

  it('a circle of 1,000 packages, with ranges', async () => {
    const packages: Packages = {};
    for (let i = 0; i < 1_000; i++)
      packages[`g:p${i}`] = { 1: [`g:p${(i + 1) % 1_000}@[1,3]`, `g:p${(i * 7) % 1_000}@[1,2]`], 2: [] };
    const { nodes, problems } = await resolve(packages, request('g:p0@1'));
    expect(nodes[0]).toMatchObject({ name: 'g:p0', version: '1' });
    expect(problems).toEqual([]);
  });

  it('nothing of all that is asked for', async () => {
    const { nodes, problems } = await resolve(
      { 'g:a': { 1: ['g:x@1', 'g:y@[1,2)'] } },
      request('g:a@1', 'g:b@1', 'g:a@${v}'),
    );
    expect(nodes).toHaveLength(1);
    expect(problems.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'missing-package g:b',
      'unsupported g:a',
      'missing-package g:x',
      'missing-package g:y',
    ]);
  });

  it('what is still being fetched, and dependencies that are not known', async () => {
    const pending: Universe = { load: async () => {}, get: () => 'pending' };
    expect(await resolver.resolve(request('g:a@1'), pending, createBudget())).toMatchObject({
      nodes: [],
      pending: ['g:a'],
      problems: [],
    });
    const known = universeOf(scheme, { 'g:a': { 1: [] } });
    const get = (name: string) => {
      const found = known.get(name);
      return typeof found === 'object'
        ? { ...found, versions: found.versions.map(one => ({ ...one, dependencies: null })) }
        : found;
    };
    const { problems } = await resolver.resolve(
      request('g:a@1'),
      { load: async () => {}, get },
      createBudget(),
    );
    expect(problems).toMatchObject([{ kind: 'unknown-dependencies', severity: 'warning', from: 0 }]);
  });
});

describe('hostile POMs', () => {
  it('properties that mean each other', async () => {
    const { nodes, problems } = await ofPoms({
      'p 1': { needs: ['a ${x}', 'b 1'], properties: { x: '${y}', y: '${z}', z: '${x}' } },
      'a 1': [],
      'b 1': [],
    });
    expect(nodes.map(({ name }) => name)).toEqual(['g:b']);
    expect(problems).toMatchObject([{ kind: 'unsupported', name: 'g:a' }]);
  });

  it('parents and BOMs that are their own', async () => {
    const poms: PomsInWords = {
      'p 1': { parent: 'q 1', needs: ['a'], manages: ['x 1 type=pom import'] },
      'q 1': { parent: 'p 1', needs: ['b 1'] },
      'x 1': { manages: ['y 1 type=pom import'] },
      'y 1': { manages: ['x 1 type=pom import', 'a 1'] },
      'a 1': [],
      'b 1': [],
    };
    expect(shown(await ofPoms(poms))).toEqual(['g:a@1', 'g:b@1']);
  });

  it('artifacts that moved in a circle', async () => {
    const poms: PomsInWords = { 'p 1': ['a 1'], 'a 1': { movedTo: 'b 1' }, 'b 1': { movedTo: 'a 1' } };
    expect((await ofPoms(poms)).nodes.length).toBeLessThanOrEqual(1);
  });

  it('more parents than anybody has', async () => {
    const poms: Record<string, PomsInWords[string]> = { 'p 1': ['c0 1'], 'a 1': [] };
    for (let i = 0; i < 50; i++) poms[`c${i} 1`] = { parent: `c${i + 1} 1`, needs: i === 0 ? ['a 1'] : [] };
    expect(shown(await ofPoms(poms))).toEqual(['g:c0@1', 'g:a@1']);
  });
});

describe('requests', () => {
  it('overrides anywhere, and within a package', async () => {
    const packages: Packages = {
      'g:a': { 1: ['g:c@1'] },
      'g:b': { 1: ['g:c@1'] },
      'g:c': { 1: [], 2: [], 3: [] },
    };
    const over = async (within: string[]) => {
      const overrides = [{ within, name: 'g:c', requirement: '2' }];
      const { nodes, edges } = await resolve(packages, { ...request('g:a@1', 'g:b@1'), overrides });
      return [
        shown({ nodes, edges, problems: [], pending: [] }).at(-1),
        edges.map(({ overridden }) => overridden),
      ];
    };
    expect(await over([])).toEqual(['g:c@2', [null, null, '2', '2']]);
    expect(await over(['g:a'])).toEqual(['g:c@2', [null, null, '2', null]]);
    expect(await over(['g:b'])).toEqual(['g:c@1', [null, null, null, '2']]);
  });

  it('locked versions where ranges hold them', async () => {
    const packages: Packages = {
      'g:a': { 1: ['g:c@[1,3)', 'g:d@[1,2)'] },
      'g:c': { 1: [], 2: [] },
      'g:d': { 1: [], 2: [] },
    };
    const locked = ['g:c', 'g:d'].map(name => ({
      name,
      version: name === 'g:c' ? '1' : '2',
      location: null,
    }));
    expect(shown(await resolve(packages, { ...request('g:a@1'), locked }))).toEqual([
      'g:a@1',
      'g:c@1',
      'g:d@1',
    ]);
  });

  it('kinds of packages that are followed, and a root without a version', async () => {
    const packages: Packages = {
      'g:a': { 1: [], 2: { needs: [{ ...needs('g:t@1'), kind: 'test' }] } },
      'g:t': { 1: [] },
    };
    expect(shown(await resolve(packages, request('g:a')))).toEqual(['g:a@2']);
    expect(shown(await resolve(packages, { ...request('g:a'), kinds: ['test'] }))).toEqual([
      'g:a@2',
      'g:t@1',
    ]);
  });

  it('edges to what was chosen instead say so', async () => {
    const packages: Packages = { 'g:a': { 1: ['g:c@2'] }, 'g:c': { 1: [], 2: [] } };
    const { edges } = await resolve(packages, request('g:a@1', 'g:c@1'));
    expect(edges.map(({ from, to, requirement, satisfied }) => [from, to, requirement, satisfied])).toEqual([
      [null, 0, '1', true],
      [null, 1, '1', true],
      [0, 1, '2', false],
    ]);
  });
});
