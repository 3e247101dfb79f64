import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dependency, record, version } from '../../../../test/records.ts';
import { createFilledWorld, createWorld, type World } from '../fixtures/world.ts';
import type { DependencyJson } from '../schemas/version.ts';

let world: World;
beforeAll(async () => {
  world = await createFilledWorld();
});
afterAll(() => world.end());

const list = async (query = '', of = world) => {
  const { status, body, headers } = await of.client.get(`/dependencies${query}`);
  expect(status, query).toBe(200);
  return { rows: body as DependencyJson[], next: /after=(\d+)/.exec(headers?.link ?? '')?.[1] ?? null };
};
const names = (rows: DependencyJson[]) => rows.map(d => d.package_name).sort();
const idOf = async (registry: string, name: string) =>
  ((await world.client.get(`/registries/${registry}/packages/${name}`)).body as { id: number }).id;

describe('dependencies', () => {
  it('are all there, by id', async () => {
    const { rows, next } = await list();
    expect(next).toBeNull();
    // Six packages of npm have 8 edges, curl has 4, the Python client 1.
    expect(rows.filter(d => d.ecosystem === 'npm')).toHaveLength(8);
    expect(rows.filter(d => d.ecosystem === 'debian')).toHaveLength(4);
    expect(rows).toHaveLength(13);
    expect(rows.map(d => d.id)).toEqual(rows.map(d => d.id).sort((a, b) => a - b));
  });

  it.each([
    ['?ecosystem=debian', ['cdebconf', 'debconf', 'libc6', 'manpages']],
    ['?ecosystem=nothing', []],
    ['?package_name=helper', ['helper']],
    ['?package_name=core-lib&ecosystem=npm', Array(5).fill('core-lib')],
    ['?package_name=core-lib&ecosystem=debian', []],
    ['?package_name=absent', []],
    ['?kind=peer', ['core-lib']],
    ['?kind=RunTime&ecosystem=pypi', ['requests']],
    ['?kind=nothing', []],
    ['?optional=true', ['extra']],
    ['?requirements=~2.1.0', ['helper']],
    ['?requirements=%3E%3D%202.34', ['libc6']],
    ['?package_id=2147483648', []],
    ['?package_id=999999', []],
  ])('%s', async (query, expected) => {
    expect(names((await list(query)).rows)).toEqual(expected);
  });

  it('are found by the number of the package', async () => {
    const id = await idOf('npmjs.org', 'core-lib');
    expect((await list(`?package_id=${id}`)).rows).toHaveLength(5);
    expect((await list(`?package_id=${id}&package_name=helper`)).rows).toEqual([]);
    expect((await list(`?package_id=${id}&kind=development`)).rows).toHaveLength(1);
  });

  it('are walked by after, each once', async () => {
    const { rows: all } = await list();
    for (const perPage of [1, 2, 5]) {
      const seen: number[] = [];
      let after: string | null = '0';
      while (after !== null) {
        const page: Awaited<ReturnType<typeof list>> = await list(`?per_page=${perPage}&after=${after}`);
        seen.push(...page.rows.map(d => d.id));
        after = page.next;
      }
      expect(seen).toEqual(all.map(d => d.id));
    }
    const { rows } = await list('?per_page=4&page=2');
    expect(rows.map(d => d.id)).toEqual(all.slice(4, 8).map(d => d.id));
    expect((await list(`?after=${all[12]?.id}`)).rows).toEqual([]);
    expect((await list('?after=9007199254740991')).rows).toEqual([]);
  });

  it('keep the other parameters on the way', async () => {
    const { headers } = await world.client.get('/dependencies?ecosystem=npm&per_page=1&optional=false');
    expect(headers?.link).toMatch(
      /^<https:\/\/packages\.example\.org\/api\/v1\/dependencies\?ecosystem=npm&per_page=1&optional=false&after=\d+>; rel="next"$/,
    );
  });

  it.each([
    ['?after=-1', 'after'],
    ['?after=x', 'after'],
    ['?after=99999999999999999999', 'after'],
    ['?package_id=abc', 'package_id'],
    ['?page=101', 'page'],
    ['?page=2&after=5', 'page'],
    ['?sort=kind', 'sort'],
    ['?order=up', 'order'],
    ['?unknown=1', 'unknown'],
  ])('%s: 400', async (query, named) => {
    const answer = await world.client.get(`/dependencies${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ parameter: named });
  });

  it('descend for nobody', async () => {
    expect((await world.client.get('/dependencies?order=desc')).status).toBe(422);
    expect((await world.client.get('/dependencies?sort=created_at&order=asc')).status).toBe(200);
  });

  it('cost a bounded walk: a page may be short and still have a next one', async () => {
    const own = await createWorld();
    // More versions than one call looks at, and the only match is the last.
    const versions = Array.from({ length: 5_200 }, (_, i) =>
      version(`1.0.${i}`, { dependencies: [dependency('common', i === 5_199 ? 'peer' : 'runtime')] }),
    );
    await own.write('npmjs.org', [record('many', { versions })]);
    const first = await list('?kind=peer', own);
    expect(first.rows).toEqual([]);
    expect(first.next).not.toBeNull();
    const second = await list(`?kind=peer&after=${first.next}`, own);
    expect(names(second.rows)).toEqual(['common']);
    expect(second.next).toBeNull();
    await own.end();
  });
});
