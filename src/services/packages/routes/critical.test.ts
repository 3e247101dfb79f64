import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { person, record } from '../../../../test/records.ts';
import { createFilledWorld, createWorld, type World } from '../fixtures/world.ts';

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

describe('critical packages', () => {
  it('come from all registries, with theirs', async () => {
    const { body } = await world.client.get('/critical');
    const found = body as { name: string; registry: { name: string; packages_count: number } }[];
    expect(found.map(p => [p.name, p.registry.name, p.registry.packages_count])).toEqual([
      ['core-lib', 'npmjs.org', 6],
      ['helper', 'npmjs.org', 6],
      ['libc6', 'debian-12', 3],
    ]);
  });

  it.each([
    ['/critical?registry=debian-12', ['libc6']],
    ['/critical?registry=DEBIAN-12', ['libc6']],
    ['/critical?sort=name&order=desc', ['libc6', 'helper', 'core-lib']],
    ['/critical?sort=latest_release_published_at&order=asc&per_page=1', ['core-lib']],
    ['/packages/critical?funding=true', ['helper']],
    ['/packages/critical?created_after=2025-01-15', ['libc6']],
    ['/critical/sole_maintainers?sort=name', ['core-lib', 'helper', 'libc6']],
    ['/packages/critical/sole-maintainers?funding=false&sort=name', ['core-lib', 'libc6']],
  ])('%s', async (url, expected) => {
    expect(await namesAt(url)).toEqual(expected);
  });

  it('have a sole maintainer only where exactly one is known and they are in use', async () => {
    const own = await createWorld();
    await own.write('npmjs.org', [
      record('one', { maintainers: [person('a')] }),
      record('two', { maintainers: [person('a'), person('b')] }),
      record('none', { maintainers: [] }),
      record('unknown', { maintainers: null }),
      record('deprecated', { maintainers: [person('a')], status: 'deprecated' }),
      record('not-critical', { maintainers: [person('a')] }),
    ]);
    await own.db.query({
      text: `update package_usage u set critical = true from packages p
        where p.registry_id = u.registry_id and p.id = u.package_id and p.name <> 'not-critical'`,
    });
    const { body } = await own.client.get('/critical/sole_maintainers');
    expect((body as { name: string }[]).map(p => p.name)).toEqual(['one']);
    await own.end();
  });

  it('have maintainers, with all their critical packages', async () => {
    const people = async (query: string) => {
      const { body } = await world.client.get(`/critical/maintainers${query}`);
      return (body as { login: string; packages_count: number; packages: { name: string }[] }[]).map(m => ({
        login: m.login,
        count: m.packages_count,
        names: m.packages.map(p => p.name),
      }));
    };
    const alice = { login: 'alice', count: 1, names: ['core-lib'] };
    const bob = { login: 'bob', count: 1, names: ['helper'] };
    const team = { login: 'team@example.org', count: 1, names: ['libc6'] };
    expect(await people('')).toEqual([alice, bob, team]);
    expect(await people('?sort=login&order=desc&per_page=2')).toEqual([team, bob]);
    expect(await people('?registry=debian-12')).toEqual([team]);
    expect((await world.client.get('/critical/maintainers?per_page=101')).status).toBe(400);
    expect((await world.client.get('/critical/maintainers?sort=name')).status).toBe(400);
  });

  it('of an unknown registry: 404', async () => {
    expect((await world.client.get('/critical?registry=nowhere')).status).toBe(404);
  });
});
