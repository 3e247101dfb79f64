import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record } from '../../../../test/records.ts';
import { createFilledWorld, createWorld, type World } from '../fixtures/world.ts';
import { listKeywordPackages, listKeywords, relatedKeywords } from '../queries/keywords.ts';

let world: World;
beforeAll(async () => {
  world = await createFilledWorld();
});
afterAll(() => world.end());

describe('keywords', () => {
  it('sum up over registries', async () => {
    const { body } = await world.client.get('/keywords');
    expect((body as { name: string; packages_count: number }[]).map(k => [k.name, k.packages_count])).toEqual(
      [
        ['ui', 3],
        ['core', 2],
        ['widget', 1],
      ],
    );
    const { body: second, page } = await world.client.get('/keywords?per_page=1&page=2');
    expect(second).toMatchObject([{ name: 'core', packages_count: 2 }]);
    expect(page).toMatchObject({ hasMore: true });
  });

  it('sum up right where no registry has a keyword at the top of its list', async () => {
    const own = await createWorld();
    const tagged = (prefix: string, counts: Record<string, number>) =>
      Object.entries(counts).flatMap(([keyword, count]) =>
        Array.from({ length: count }, (_, i) => record(`${prefix}-${keyword}-${i}`, { keywords: [keyword] })),
      );
    await own.write('npmjs.org', tagged('n', { a: 5, b: 4, c: 3 }));
    await own.write('pypi.org', tagged('p', { x: 5, y: 4, c: 3 }));
    const { body } = await own.client.get('/keywords?per_page=1');
    expect(body).toMatchObject([{ name: 'c', packages_count: 6 }]);
    const all = await own.client.get('/keywords?per_page=10');
    expect((all.body as { name: string }[]).map(k => k.name)).toEqual(['c', 'a', 'x', 'b', 'y']);
    await own.end();
  });

  it('show their packages, the most used first, and what stands beside them', async () => {
    const { body } = await world.client.get('/keywords/ui');
    const keyword = body as {
      packages_count: number;
      packages: { name: string }[];
      related_keywords: { name: string; packages_count: number }[];
    };
    expect(keyword.packages.map(p => p.name)).toEqual(['core-lib', '@acme/widget', '@acme/panel']);
    expect(keyword.packages_count).toBe(keyword.packages.length);
    // `core` beside `ui` in one package, but borne by two.
    expect(keyword.related_keywords.map(k => [k.name, k.packages_count])).toEqual([
      ['core', 2],
      ['widget', 1],
    ]);
    const second = await world.client.get('/keywords/ui?per_page=2&page=2');
    expect((second.body as typeof keyword).packages.map(p => p.name)).toEqual(['@acme/panel']);
  });

  it('of several registries are merged', async () => {
    const { body } = await world.client.get('/keywords/core');
    expect((body as { packages: { name: string }[] }).packages.map(p => p.name)).toEqual([
      'core-lib',
      'libc6',
    ]);
  });

  it.each(['/keywords/none', '/keywords/%20'])('%s: 404', async url => {
    expect((await world.client.get(url)).status).toBe(404);
  });
});

describe('the list of keywords', () => {
  it('is that of the sums, however they are spread over registries', async () => {
    const own = await createWorld();
    const ids = own.directory.all().map(registry => registry.id);
    const row = fc.record({
      registry: fc.constantFrom(...ids.slice(0, 3)),
      name: fc.constantFrom(...'abcdefghij', 'é', 'Z'),
      count: fc.integer({ min: 0, max: 4 }),
    });
    const rows = fc.uniqueArray(row, { selector: r => `${r.registry} ${r.name}`, maxLength: 36 });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 4 }), async (counts, perPage) => {
        await own.db.query('truncate keyword_counts');
        await own.db.query({
          text: 'insert into keyword_counts select * from unnest($1::int[], $2::text[], $3::int[])',
          values: [counts.map(c => c.registry), counts.map(c => c.name), counts.map(c => c.count)],
        });
        const sums = new Map<string, number>();
        for (const { name, count } of counts) if (count > 0) sums.set(name, (sums.get(name) ?? 0) + count);
        const expected = [...sums]
          .map(([name, packagesCount]) => ({ name, packagesCount }))
          .sort(
            (a, b) =>
              b.packagesCount - a.packagesCount || Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)),
          );
        for (let offset = 0; offset <= expected.length; offset += perPage) {
          const found = await listKeywords(own.db, ids, { page: 1, perPage, offset });
          expect(found).toEqual(expected.slice(offset, offset + perPage + 1));
        }
      }),
      { numRuns: 50 },
    );
    await own.end();
  });
});

describe('a keyword of very many packages', () => {
  it('is looked for from the most used packages down, with the same result', async () => {
    const registryIds = world.directory.all().map(registry => registry.id);
    const few = { keyword: 'ui', registryIds, total: 3 };
    const many = { keyword: 'ui', registryIds, total: 1_000_000 };
    for (const offset of [0, 1, 2, 3]) {
      const paging = { page: 1, perPage: 1, offset };
      const expected = (await listKeywordPackages(world.db, few, paging)).map(row => row.name);
      expect(expected).toEqual(['core-lib', '@acme/widget', '@acme/panel'].slice(offset, offset + 2));
      expect((await listKeywordPackages(world.db, many, paging)).map(row => row.name)).toEqual(expected);
    }
    const related = await relatedKeywords(world.db, many, registryIds);
    expect(related).toEqual(await relatedKeywords(world.db, few, registryIds));
    expect(related).toHaveLength(2);
  });
});
