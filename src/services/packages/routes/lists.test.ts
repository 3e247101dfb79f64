import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dependency, record, version } from '../../../../test/records.ts';
import { createFilledWorld, createWorld, type World } from '../fixtures/world.ts';

const NPM = '/registries/npmjs.org';

let world: World;
beforeAll(async () => {
  world = await createFilledWorld();
});
afterAll(() => world.end());

const namesAt = async (url: string): Promise<string[]> => {
  const { status, body } = await world.client.get(url);
  expect(status, url).toBe(200);
  return (body as { name: string }[]).map(item => item.name);
};

describe('packages of a registry', () => {
  it.each([
    ['', ['withdrawn', 'former', '@acme/panel', '@acme/widget', 'helper', 'core-lib']],
    [
      '?sort=created_at&order=asc',
      ['core-lib', 'helper', '@acme/widget', '@acme/panel', 'former', 'withdrawn'],
    ],
    ['?sort=updated_at', ['withdrawn', 'former', '@acme/panel', '@acme/widget', 'helper', 'core-lib']],
    ['?sort=name', ['@acme/panel', '@acme/widget', 'core-lib', 'former', 'helper', 'withdrawn']],
    ['?sort=name&order=DESC', ['withdrawn', 'helper', 'former', 'core-lib', '@acme/widget', '@acme/panel']],
    ['?sort=downloads&per_page=3', ['core-lib', '@acme/widget', '@acme/panel']],
    ['?sort=dependent_packages_count&per_page=3', ['core-lib', 'helper', '@acme/widget']],
    // Not known: as dependent_packages_count.
    ['?sort=stargazers_count&per_page=3', ['core-lib', 'helper', '@acme/widget']],
    ['?sort=latest_release_published_at&per_page=3', ['@acme/widget', 'core-lib', 'former']],
    ['?sort=rank&per_page=1', ['core-lib']],
    ['?created_after=2025-01-04', ['withdrawn', 'former']],
    ['?created_before=2025-01-02T00:00:00Z', ['core-lib']],
    ['?updated_after=2025-01-02&updated_before=2025-01-04', ['@acme/widget']],
    ['?critical=true', ['helper', 'core-lib']],
    ['?critical=true&sort=versions_count,name&order=desc,desc', ['helper', 'core-lib']],
    ['?critical=false', ['withdrawn', 'former', '@acme/panel', '@acme/widget']],
    ['?funding=true', ['@acme/widget', 'helper']],
    ['?funding=true&critical=true', ['helper']],
    ['?prefix=@acme/', ['@acme/panel', '@acme/widget']],
    ['?postfix=r', ['former', 'helper']],
    ['?prefix=f&postfix=r', ['former']],
    ['?prefix=%25', []],
    ['?sort=created_at&page=2&per_page=4', ['helper', 'core-lib']],
    ['?page=9', []],
  ])('%s', async (query, expected) => {
    const names = await namesAt(`${NPM}/packages${query}`);
    if (query === '' || query.includes('sort') || query.includes('created')) expect(names).toEqual(expected);
    else expect(names.sort()).toEqual([...expected].sort());
    // The list of names asks the same.
    const { body } = await world.client.get(
      `${NPM}/package_names${query === '' ? '?sort=created_at' : query}`,
    );
    expect((body as string[]).sort()).toEqual([...expected].sort());
  });

  it('tells where in the list it is', async () => {
    const page = async (query: string) => (await world.client.get(`${NPM}/packages${query}`)).page;
    expect(await page('')).toEqual({ page: 1, perPage: 100, hasMore: false });
    expect(await page('?per_page=4')).toEqual({ page: 1, perPage: 4, hasMore: true });
    expect(await page('?per_page=3&page=2')).toEqual({ page: 2, perPage: 3, hasMore: false });
  });

  it.each([
    ['?page=0', 400, 'page'],
    ['?page=-1', 400, 'page'],
    ['?page=1.5', 400, 'page'],
    ['?per_page=0', 400, 'per_page'],
    ['?per_page=1001', 400, 'per_page'],
    ['?page=1001&per_page=1000', 400, 'page'],
    ['?page=99999999999999999999', 400, 'page'],
    ['?created_after=soon', 400, 'created_after'],
    ['?critical=maybe', 400, 'critical'],
    ['?prefix=%00', 400, 'prefix'],
    ['?sort=id', 400, 'sort'],
    ['?sort=versions_count', 400, 'sort'],
    ['?order=up', 400, 'order'],
    ['?kind=runtime', 400, 'kind'],
    ['?sort=downloads&order=asc', 422, 'downloads'],
  ])('%s: %i naming %s', async (query, status, named) => {
    const answer = await world.client.get(`${NPM}/packages${query}`);
    expect(answer.status).toBe(status);
    const { error, parameter } = answer.body as { error: string; parameter: string };
    expect(`${parameter} ${error}`).toContain(named);
  });

  it('lists names in byte order, up to 10,000 a page', async () => {
    const { body, page } = await world.client.get(`${NPM}/package_names?per_page=10000`);
    expect(body).toEqual(['@acme/panel', '@acme/widget', 'core-lib', 'former', 'helper', 'withdrawn']);
    expect(page).toEqual({ page: 1, perPage: 10_000, hasMore: false });
    expect((await world.client.get(`${NPM}/package_names?per_page=10001`)).status).toBe(400);
  });
});

describe('registries', () => {
  it('count what their lists hold', async () => {
    const { body } = await world.client.get('/registries');
    const registries = body as { name: string; packages_url: string; [count: string]: unknown }[];
    expect(registries.map(r => r.name)).toEqual([
      'npmjs.org',
      'debian-12',
      'pypi.org',
      'Private Mirror',
      'debian-11',
    ]);
    for (const registry of registries) {
      const path = registry.packages_url.slice(
        'https://packages.example.org/api/v1'.length,
        -'/packages'.length,
      );
      const length = async (list: string) =>
        ((await world.client.get(`${path}/${list}`)).body as unknown[]).length;
      expect(await length('packages')).toBe(registry.packages_count);
      expect(await length('versions')).toBe(registry.versions_count);
      expect(await length('maintainers')).toBe(registry.maintainers_count);
      expect(await length('namespaces')).toBe(registry.namespaces_count);
    }
    expect(registries[0]).toMatchObject({
      packages_count: 6,
      versions_count: 9,
      maintainers_count: 2,
      namespaces_count: 1,
      keywords_count: 3,
      downloads: 9540,
      default: true,
      icon_url: 'https://github.com/npm.png',
    });
  });

  it('are filtered by ecosystem and paged', async () => {
    expect(await namesAt('/registries?ecosystem=deb')).toEqual(['debian-12', 'debian-11']);
    expect(await namesAt('/registries?ecosystem=nothing')).toEqual([]);
    const { body, page } = await world.client.get('/registries?per_page=2&page=2');
    expect((body as { name: string }[]).map(r => r.name)).toEqual(['pypi.org', 'Private Mirror']);
    expect(page).toMatchObject({ hasMore: true });
  });

  it('count anew, whatever others were told a moment ago', async () => {
    const own = await createWorld();
    const count = async () => {
      const { body } = await own.client.get('/registries/npmjs.org');
      return (body as { packages_count: number }).packages_count;
    };
    expect(await count()).toBe(0);
    await own.write('npmjs.org', [record('one')]);
    expect(await count()).toBe(1);
    await own.end();
  });

  it('are 404 by another name', async () => {
    expect((await world.client.get('/registries/nowhere')).status).toBe(404);
    expect((await world.client.get('/registries/nowhere/packages')).status).toBe(404);
  });
});

describe('versions of a registry', () => {
  const numbers = async (query: string) => {
    const { status, body } = await world.client.get(`${NPM}/versions${query}`);
    expect(status).toBe(200);
    return (body as { number: string; package_url: string }[]).map(
      v => `${decodeURIComponent(v.package_url.split('/').at(-1) ?? '')}@${v.number}`,
    );
  };

  it('come the last published first, those without a date last', async () => {
    expect(await numbers('')).toEqual([
      '@acme/widget@1.10.0',
      '@acme/widget@2.0.0-beta.1',
      '@acme/widget@1.9.0',
      'core-lib@1.0.0',
      'former@2.0.0',
      'former@1.0.0',
      'withdrawn@1.0.0',
      '@acme/panel@0.1.0',
      'helper@2.1.0',
    ]);
  });

  it.each([
    [
      '?published_after=2023-06-01&published_before=2024-02-15',
      ['@acme/widget@2.0.0-beta.1', '@acme/widget@1.9.0'],
    ],
    ['?created_before=2025-01-03', ['core-lib@1.0.0', 'helper@2.1.0']],
    ['?updated_after=2025-01-05', ['withdrawn@1.0.0']],
    ['?updated_before=2025-01-02', ['core-lib@1.0.0']],
    ['?sort=created_at&order=asc&per_page=2', ['core-lib@1.0.0', 'helper@2.1.0']],
    ['?sort=created_at&per_page=1', ['withdrawn@1.0.0']],
  ])('%s', async (query, expected) => {
    expect(await numbers(query)).toEqual(expected);
  });

  it('say which is the latest of its package', async () => {
    const { body } = await world.client.get(`${NPM}/versions`);
    const latest = (body as { number: string; latest: boolean; purl: string }[]).filter(v => v.latest);
    expect(latest.map(v => v.purl)).toContain('pkg:npm/%40acme/widget@1.10.0');
    expect(latest.map(v => v.purl)).not.toContain('pkg:npm/former@1.0.0');
  });

  it.each([
    ['?sort=number', 400],
    ['?sort=updated_at', 400],
    ['?order=asc', 422],
  ])('%s: %i, no index serves it', async (query, status) => {
    expect((await world.client.get(`${NPM}/versions${query}`)).status).toBe(status);
  });
});

describe('every row of a long list', () => {
  it('is on exactly one page, whatever the order', async () => {
    const own = await createWorld();
    const records = Array.from({ length: 60 }, (_, i) =>
      record(`p${i}`, {
        downloads: i % 3 === 0 ? null : { count: i % 4, period: 'total' },
        versions: [
          version('1.0.0', {
            publishedAt: i % 5 === 0 ? null : `2024-01-0${(i % 3) + 1}T00:00:00.000Z`,
            dependencies: i > 30 ? [dependency(`p${i % 7}`, 'runtime')] : [],
          }),
        ],
      }),
    );
    await own.write('npmjs.org', records);
    const sorts = ['created_at', 'updated_at', 'name', 'downloads', 'dependent_packages_count'];
    for (const sort of [
      ...sorts,
      'latest_release_published_at',
      'rank',
      'created_at,name',
      'updated_at&order=asc',
    ]) {
      const seen: string[] = [];
      for (let page = 1; ; page++) {
        const answer = await own.client.get(`${NPM}/packages?sort=${sort}&per_page=7&page=${page}`);
        seen.push(...(answer.body as { name: string }[]).map(p => p.name));
        if (!answer.page?.hasMore) break;
      }
      expect(seen, sort).toHaveLength(60);
      expect(new Set(seen).size, sort).toBe(60);
    }
    await own.end();
  });
});
