import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { record } from '../../../../test/records.ts';
import type { Outcome } from '../../../../test/request-context.ts';
import { renamePackage } from '../../../store/removals.ts';
import { createFilledWorld, type World } from '../fixtures/world.ts';
import { resolvePurls } from '../public.ts';

let world: World;
beforeAll(async () => {
  world = await createFilledWorld();
});
afterAll(() => world.end());
afterEach(() => {
  world.sync.asked = [];
  world.sync.answer = () => 'missing';
});

type Found = { name: string; registry: { name: string } }[];
const shown = (body: unknown) => (body as Found).map(p => `${p.registry.name}/${p.name}`);
const lookup = async (query: string, path = '/packages/lookup') => {
  const { status, body, noStore } = await world.client.get(`${path}?${query}`);
  expect(status, query).toBe(200);
  expect(noStore ?? true).toBe(true);
  return shown(body);
};
const purl = (text: string) => `purl=${encodeURIComponent(text)}`;

describe('lookup', () => {
  it.each([
    ['pkg:npm/core-lib', ['npmjs.org/core-lib']],
    ['pkg:npm/core-lib@9.9.9', ['npmjs.org/core-lib']],
    ['pkg:npm/%40acme/widget@1.0.0', ['npmjs.org/@acme/widget']],
    ['pkg:npm/@acme/widget', ['npmjs.org/@acme/widget']],
    ['PKG:NPM/core-lib', ['npmjs.org/core-lib']],
    ['pkg:npm/core-lib?repository_url=https://npm.example/team/', ['Private Mirror/core-lib']],
    ['pkg:npm/core-lib?repository_url=npm.example/team', ['Private Mirror/core-lib']],
    ['pkg:npm/core-lib?repository_url=https://other.example', []],
    ['pkg:deb/debian/curl', ['debian-12/curl']],
    ['pkg:deb/debian/curl?distro=debian-11', ['debian-11/curl']],
    ['pkg:deb/debian/linux?arch=source', ['debian-12/src:linux']],
    // Nothing binary is called linux: the alternative is the source package.
    ['pkg:deb/debian/linux', ['debian-12/src:linux']],
    ['pkg:deb/ubuntu/curl', []],
    ['pkg:pypi/Requests', ['pypi.org/requests']],
    ['pkg:pypi/client', ['pypi.org/python-client']],
    ['pkg:github/acme/widgets', ['npmjs.org/@acme/widget', 'npmjs.org/@acme/panel']],
    ['pkg:cargo/rand', []],
  ])('%s', async (text, expected) => {
    expect(await lookup(purl(text))).toEqual(expected);
  });

  it.each([
    ['repository_url=https://github.com/acme/widgets', ['npmjs.org/@acme/widget', 'npmjs.org/@acme/panel']],
    [
      'repository_url=git@github.com:ACME/Widgets.git&sort=name',
      ['npmjs.org/@acme/panel', 'npmjs.org/@acme/widget'],
    ],
    ['repository_url=https://github.com/acme/widgets&ecosystem=debian', []],
    ['repository_url=https://github.com/acme/widgets&per_page=1&page=2', ['npmjs.org/@acme/panel']],
    ['repository_url=https://salsa.debian.org/debian/curl/', ['debian-12/curl']],
    ['repository_url=nonsense', []],
    ['name=curl&ecosystem=debian', ['debian-12/curl', 'debian-11/curl']],
    ['name=curl&ecosystem=deb&per_page=1', ['debian-12/curl']],
    ['name=curl&ecosystem=debian&sort=created_at&order=asc', ['debian-11/curl', 'debian-12/curl']],
    ['name=curl', ['debian-12/curl', 'debian-11/curl']],
    ['name=core-lib', ['npmjs.org/core-lib', 'Private Mirror/core-lib']],
    ['name=REQUESTS&ecosystem=pypi', ['pypi.org/requests']],
    ['name=core-lib&ecosystem=nothing', []],
    ['purl=pkg:npm/core-lib&ecosystem=npm', ['npmjs.org/core-lib']],
    ['purl=pkg:npm/core-lib&ecosystem=debian', []],
  ])('%s', async (query, expected) => {
    expect(await lookup(query)).toEqual(expected);
  });

  it('within a registry', async () => {
    const path = '/registries/debian-11/lookup';
    expect(await lookup('name=curl', path)).toEqual(['debian-11/curl']);
    expect(await lookup(purl('pkg:deb/debian/curl?distro=debian-11'), path)).toEqual(['debian-11/curl']);
    expect(await lookup(purl('pkg:npm/core-lib'), path)).toEqual([]);
    expect(await lookup('repository_url=https://github.com/acme/widgets', path)).toEqual([]);
    expect(
      await lookup('repository_url=https://github.com/acme/widgets', '/registries/npmjs.org/lookup'),
    ).toEqual(['npmjs.org/@acme/widget', 'npmjs.org/@acme/panel']);
    expect((await world.client.get('/registries/nowhere/lookup?name=curl')).status).toBe(404);
  });

  it.each([
    ['', 400, 'one of purl, repository_url or name'],
    ['ecosystem=npm', 400, 'one of purl, repository_url or name'],
    ['purl=', 400, 'one of purl, repository_url or name'],
    ['name=a&purl=pkg:npm/a', 400, 'cannot be combined'],
    ['purl=npm/core-lib', 422, 'Invalid PURL format: '],
    ['purl=pkg:npm', 422, 'Invalid PURL format: '],
    ['purl=pkg:npm/%2500', 422, 'Invalid PURL format: '],
    ['purl=pkg:npm/core-lib&sort=nothing', 400, '"nothing" is not offered'],
    ['purl=pkg:npm/core-lib&page=0', 400, 'page'],
    ['name=a&kind=x', 400, 'kind'],
  ])('%s: %i', async (query, status, message) => {
    const answer = await world.client.get(`/packages/lookup?${query}`);
    expect(answer.status).toBe(status);
    expect((answer.body as { error: string }).error).toContain(message);
  });
});

describe('lookup of what is not indexed', () => {
  it('fetches it', async () => {
    world.sync.answer = async (registry, name): Promise<Outcome> => {
      await world.write(registry.name, [record(name)]);
      return 'indexed';
    };
    expect(await lookup(purl('pkg:npm/just-now@1.0.0'))).toEqual(['npmjs.org/just-now']);
    expect(world.sync.asked).toEqual([{ registry: 'npmjs.org', name: 'just-now' }]);
    expect(await lookup('name=just-then&ecosystem=npm')).toEqual(['npmjs.org/just-then']);
  });

  it.each(['pending', 'failed'] as const)('answers 202 while it is %s', async outcome => {
    world.sync.answer = () => outcome;
    expect(await world.client.get('/packages/lookup?purl=pkg:npm/slow')).toMatchObject({
      status: 202,
      body: { status: 'pending', purl: 'pkg:npm/slow' },
      headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
      noStore: true,
    });
  });

  it('is empty where the registry does not know it', async () => {
    expect(await lookup('purl=pkg:npm/absent')).toEqual([]);
    expect(world.sync.asked).toHaveLength(1);
  });

  it('asks nobody who cannot be asked, nor for a bare name', async () => {
    await lookup('purl=pkg:deb/debian/absent');
    await lookup('name=absent');
    await lookup('repository_url=https://github.com/acme/absent');
    await lookup('purl=pkg:npm/absent%2520name');
    expect(world.sync.asked).toEqual([]);
  });
});

describe('lookup of a package that was renamed', () => {
  it('finds it by its earlier name, though that is still indexed as removed', async () => {
    await world.write('npmjs.org', [record('before'), record('after')]);
    await renamePackage(world.db, world.registry('npmjs.org'), 'before', 'after', name => `pkg:npm/${name}`);
    expect(await lookup(purl('pkg:npm/before'))).toEqual(['npmjs.org/after']);
    expect(await lookup('name=before&ecosystem=npm')).toEqual(['npmjs.org/after']);
    expect(await lookup(purl('pkg:npm/withdrawn'))).toEqual(['npmjs.org/withdrawn']);
    expect(world.sync.asked).toEqual([]);
  });
});

describe('bulk lookup', () => {
  const bulk = async (body: object) => {
    const answer = await world.client.post('/packages/bulk_lookup', body);
    expect(answer.status).toBe(200);
    return shown(answer.body);
  };

  it('answers in the order of the request, each package once', async () => {
    expect(
      await bulk({
        purls: ['pkg:deb/debian/curl', 'pkg:npm/core-lib', 'pkg:npm/core-lib@1.0.0', 'pkg:npm/absent'],
      }),
    ).toEqual(['debian-12/curl', 'npmjs.org/core-lib']);
    expect(await bulk({ names: ['helper', 'core-lib'], ecosystem: 'npm' })).toEqual([
      'npmjs.org/helper',
      'npmjs.org/core-lib',
      'Private Mirror/core-lib',
    ]);
    expect(
      await bulk({
        repository_urls: ['https://salsa.debian.org/debian/curl', 'https://github.com/acme/widgets'],
      }),
    ).toEqual(['debian-12/curl', 'npmjs.org/@acme/widget', 'npmjs.org/@acme/panel']);
    expect(await bulk({ purls: ['pkg:github/acme/widgets'], ecosystem: 'debian' })).toEqual([]);
  });

  it('has what is unknown fetched for the next request', async () => {
    world.sync.answer = () => 'pending';
    expect(await bulk({ purls: ['pkg:npm/unheard-of', 'pkg:npm/core-lib', 'pkg:deb/debian/x1'] })).toEqual([
      'npmjs.org/core-lib',
    ]);
    expect(world.sync.asked).toEqual([{ registry: 'npmjs.org', name: 'unheard-of', budgetMs: 0 }]);
  });

  it.each([
    [
      { purls: Array.from({ length: 101 }, (_, i) => `pkg:npm/p${i}`) },
      400,
      'Maximum 100 PURLs allowed per request',
    ],
    [{ names: Array.from({ length: 1001 }, (_, i) => `p${i}`) }, 400, 'names: at most 1000 items'],
    [
      { repository_urls: Array.from({ length: 1001 }, () => 'x') },
      400,
      'repository_urls: at most 1000 items',
    ],
    [{}, 400, 'one of repository_urls, purls or names'],
    [{ purls: ['pkg:npm/a', 'nonsense'] }, 422, 'Invalid PURL format: '],
    [{ repository_urls: ['a\0'] }, 400, 'repository_urls[0]'],
  ])('case %#: %i', async (body, status, message) => {
    const answer = await world.client.post('/packages/bulk_lookup', body);
    expect(answer.status).toBe(status);
    expect((answer.body as { error: string }).error).toContain(message);
  });

  it('takes 100 purls and names that nothing can be called', async () => {
    expect(await bulk({ purls: Array.from({ length: 100 }, () => 'pkg:npm/core-lib') })).toEqual([
      'npmjs.org/core-lib',
    ]);
    expect(await bulk({ names: ['\0', '../..', '', 'x'.repeat(5000), '__proto__'] })).toEqual([]);
  });
});

describe('resolving purls for other services', () => {
  it('answers each in its place', async () => {
    const purls = [
      'pkg:npm/core-lib@1.0.0',
      'nonsense',
      'pkg:npm/absent',
      'pkg:github/acme/widgets',
      'pkg:cargo/x',
    ];
    const found = await resolvePurls(world.db, world.directory, purls);
    expect(found.map(f => [f.purl, f.problem !== null, f.version, f.packages.map(p => p.name)])).toEqual([
      ['pkg:npm/core-lib@1.0.0', false, '1.0.0', ['core-lib']],
      ['nonsense', true, null, []],
      ['pkg:npm/absent', false, null, []],
      ['pkg:github/acme/widgets', false, null, ['@acme/widget', '@acme/panel']],
      ['pkg:cargo/x', false, null, []],
    ]);
    expect(found[2]?.candidates.map(c => `${c.registry.name}/${c.name}`)).toEqual(['npmjs.org/absent']);
    expect(found[4]?.candidates).toEqual([]);
  });
});
