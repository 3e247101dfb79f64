import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dependency, record, version } from '../../../../test/records.ts';
import { markGone } from '../../../store/removals.ts';
import { createFilledWorld, createWorld, type World } from '../fixtures/world.ts';

const CORE = '/registries/npmjs.org/packages/core-lib';

let world: World;
beforeAll(async () => {
  world = await createFilledWorld();
});
afterAll(() => world.end());

const namesAt = async (url: string, of = world): Promise<string[]> => {
  const { status, body } = await of.client.get(url);
  expect(status, url).toBe(200);
  return (body as { name: string }[]).map(item => item.name);
};

describe('dependents', () => {
  it.each([
    ['', ['@acme/panel', '@acme/widget', 'helper']],
    ['?kind=runtime', ['@acme/widget']],
    ['?kind=RUNTIME', ['@acme/widget']],
    // The same kind in other ecosystems.
    ['?kind=normal', ['@acme/widget']],
    ['?kind=peer', ['helper']],
    ['?kind=Development', ['@acme/panel']],
    ['?kind=bundled', []],
    ['?latest=false', ['@acme/panel', '@acme/widget', 'former', 'helper']],
    ['?latest=false&kind=runtime', ['@acme/widget', 'former']],
    ['?latest=true', ['@acme/panel', '@acme/widget', 'helper']],
    ['?min_downloads=40', ['@acme/panel', '@acme/widget']],
    ['?min_downloads=41', ['@acme/widget']],
    ['?min_downloads=0', ['@acme/panel', '@acme/widget', 'helper']],
    ['?created_after=2025-01-03', ['@acme/panel']],
    ['?updated_before=2025-01-03', ['helper']],
  ])('%s', async (query, expected) => {
    expect((await namesAt(`${CORE}/dependent_packages${query}`)).sort()).toEqual(expected);
  });

  it.each([
    ['?sort=downloads', ['@acme/widget', '@acme/panel', 'helper']],
    ['?sort=name', ['@acme/panel', '@acme/widget', 'helper']],
    ['?sort=name&order=desc', ['helper', '@acme/widget', '@acme/panel']],
    ['?sort=created_at&order=asc', ['helper', '@acme/widget', '@acme/panel']],
    ['?sort=latest_release_published_at&per_page=1', ['@acme/widget']],
    ['?sort=versions_count&per_page=1', ['@acme/widget']],
    ['?sort=dependent_packages_count&per_page=1&page=3', ['@acme/panel']],
  ])('%s', async (query, expected) => {
    expect(await namesAt(`${CORE}/dependent_packages${query}`)).toEqual(expected);
  });

  it('are, unfiltered, as many as the package says', async () => {
    for (const [registry, name] of [
      ['npmjs.org', 'core-lib'],
      ['npmjs.org', 'helper'],
      ['npmjs.org', '@acme%2Fwidget'],
      ['npmjs.org', 'former'],
      ['debian-12', 'libc6'],
      ['pypi.org', 'requests'],
    ]) {
      const url = `/registries/${registry}/packages/${name}`;
      const { body } = await world.client.get(url);
      const { dependent_packages_count } = body as { dependent_packages_count: number };
      expect(await namesAt(`${url}/dependent_packages`), url).toHaveLength(dependent_packages_count);
    }
  });

  it('stay as many after changes, removals and a new version that drops the dependency', async () => {
    const own = await createWorld();
    const user = (name: string, dependencies: string[]) =>
      record(name, {
        versions: [version('1.0.0', { dependencies: dependencies.map(d => dependency(d, 'runtime')) })],
      });
    await own.write('npmjs.org', [record('lib'), user('a', ['lib']), user('b', ['lib']), user('c', ['lib'])]);
    await own.write('npmjs.org', [
      record('b', {
        versions: [
          version('1.0.0', { dependencies: [dependency('lib', 'runtime')] }),
          version('2.0.0', { dependencies: [] }),
        ],
      }),
    ]);
    await markGone(own.db, own.registry('npmjs.org'), 'c', 'removed', () => 'pkg:npm/c');
    const url = '/registries/npmjs.org/packages/lib';
    const { body } = await own.client.get(url);
    const names = await namesAt(`${url}/dependent_packages`, own);
    expect(names).toHaveLength((body as { dependent_packages_count: number }).dependent_packages_count);
    expect(names.sort()).toEqual(['a', 'c']);
    expect((await namesAt(`${url}/dependent_packages?latest=false`, own)).sort()).toEqual(['a', 'b', 'c']);
    await own.end();
  });

  it('of a package with kinds of its own: runtime means normal', async () => {
    expect(await namesAt('/registries/pypi.org/packages/requests/dependent_packages?kind=runtime')).toEqual([
      'python-client',
    ]);
  });

  it.each([
    ['?kind=depends', 400, 'one of runtime, development, optional, peer, bundled'],
    ['?min_stars=10', 400, 'not known'],
    ['?min_downloads=-1', 400, 'min_downloads'],
    ['?latest=perhaps', 400, 'latest'],
    ['?sort=stars', 400, '"stars" is not offered'],
    ['?sort=downloads&order=asc', 422, 'downloads only supports descending order'],
  ])('%s: %i', async (query, status, message) => {
    const answer = await world.client.get(`${CORE}/dependent_packages${query}`);
    expect(answer.status).toBe(status);
    expect((answer.body as { error: string }).error).toContain(message);
  });

  it('have kinds, in the order of the ecosystem', async () => {
    const kinds = async (query: string, of = CORE) =>
      (await world.client.get(`${of}/dependent_package_kinds${query}`)).body;
    expect(await kinds('')).toEqual(['runtime', 'development', 'peer']);
    expect(await kinds('?latest=false')).toEqual(['runtime', 'development', 'peer']);
    const former = '/registries/npmjs.org/packages/former';
    expect(await kinds('', former)).toEqual([]);
  });

  it('are tagged by the registry: any of its packages may come to depend', async () => {
    const { tags } = await world.client.get(`${CORE}/dependent_packages`);
    expect(tags).toEqual([`registry:${world.registry('npmjs.org').id}`]);
  });
});

describe('related packages', () => {
  it('share the repository, whatever its case', async () => {
    expect(await namesAt('/registries/npmjs.org/packages/@acme/widget/related_packages')).toEqual([
      '@acme/panel',
    ]);
    expect(
      await namesAt('/registries/npmjs.org/packages/@acme/panel/related_packages?sort=versions_count'),
    ).toEqual(['@acme/widget']);
    expect(await namesAt(`${CORE}/related_packages`)).toEqual([]);
    expect(
      await namesAt('/registries/npmjs.org/packages/@acme/widget/related_packages?created_after=2026-01-01'),
    ).toEqual([]);
  });
});
