import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { person, record } from '../../../../test/records.ts';
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

describe('namespaces', () => {
  it('count what their lists hold', async () => {
    const { body } = await world.client.get(`${NPM}/namespaces`);
    expect(body).toEqual([
      {
        uuid: '@acme',
        name: '@acme',
        packages_count: 2,
        packages_url: 'https://packages.example.org/api/v1/registries/npmjs.org/namespaces/@acme/packages',
      },
    ]);
    expect(await namesAt(`${NPM}/namespaces/@acme/packages`)).toEqual(['@acme/widget', '@acme/panel']);
  });

  it.each(['@nobody', '@nobody/packages', '%20'])('%s: 404', async name => {
    expect((await world.client.get(`${NPM}/namespaces/${name}`)).status).toBe(404);
  });
});

describe('maintainers', () => {
  const uuids = async (query: string) => {
    const { body } = await world.client.get(`${NPM}/maintainers${query}`);
    return (body as { uuid: string }[]).map(m => m.uuid);
  };

  it('are listed by packages, name or age', async () => {
    expect(await uuids('')).toEqual(['alice', 'bob']);
    expect(await uuids('?sort=login&order=desc')).toEqual(['bob', 'alice']);
    expect(await uuids('?sort=created_at&order=asc')).toEqual(['alice', 'bob']);
    expect(await uuids('?created_after=2999-01-01')).toEqual([]);
    expect((await world.client.get(`${NPM}/maintainers?sort=email`)).status).toBe(400);
    expect((await world.client.get(`${NPM}/maintainers?sort=packages_count&order=asc`)).status).toBe(422);
  });

  it('are found by login or uuid, and count their packages', async () => {
    const { body } = await world.client.get(`${NPM}/maintainers/alice`);
    expect(body).toMatchObject({ login: 'alice', packages_count: 3, total_downloads: 0, role: null });
    expect((body as { knowledge: unknown }).knowledge).toEqual({ total_downloads: { state: 'unknown' } });
    expect(await namesAt(`${NPM}/maintainers/alice/packages`)).toEqual([
      'core-lib',
      '@acme/widget',
      '@acme/panel',
    ]);
    const team = await world.client.get('/registries/debian-12/maintainers/team%40example.org');
    expect(team.body).toMatchObject({ uuid: 'team@example.org', login: null, packages_count: 3 });
    expect((await world.client.get(`${NPM}/maintainers/nobody`)).status).toBe(404);
    expect((await world.client.get(`${NPM}/maintainers/nobody/packages`)).status).toBe(404);
  });

  it('are found by login where the uuid is another', async () => {
    const own = await createWorld();
    await own.write('npmjs.org', [
      record('x', {
        maintainers: [
          { ...person('carol'), uuid: 'id-1' },
          { ...person('id-1'), uuid: 'id-2' },
        ],
      }),
    ]);
    const uuidOf = async (key: string) =>
      ((await own.client.get(`${NPM}/maintainers/${key}`)).body as { uuid: string }).uuid;
    expect(await uuidOf('carol')).toBe('id-1');
    // A uuid goes before a login.
    expect(await uuidOf('id-1')).toBe('id-1');
    await own.end();
  });
});
