import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record, version } from '../../../../test/records.ts';
import { createFilledWorld, SHA256_HEX, SHA512, type World } from '../fixtures/world.ts';
import type { VersionJson, VersionWithDependenciesJson } from '../schemas/version.ts';

const WIDGET = '/registries/npmjs.org/packages/@acme/widget';

let world: World;
beforeAll(async () => {
  world = await createFilledWorld();
});
afterAll(() => world.end());

const numbers = async (query: string, of = WIDGET) => {
  const { status, body } = await world.client.get(`${of}/versions${query}`);
  expect(status).toBe(200);
  return (body as VersionJson[]).map(v => v.number);
};

describe('versions of a package', () => {
  it.each([
    ['', ['1.10.0', '2.0.0-beta.1', '1.9.0']],
    ['?order=asc', ['1.10.0', '2.0.0-beta.1', '1.9.0']],
    ['?sort=published_at&order=asc', ['1.9.0', '2.0.0-beta.1', '1.10.0']],
    // As the ecosystem orders versions, not as text.
    ['?sort=number', ['2.0.0-beta.1', '1.10.0', '1.9.0']],
    ['?sort=number&order=asc', ['1.9.0', '1.10.0', '2.0.0-beta.1']],
    ['?sort=number&per_page=1&page=2', ['1.10.0']],
    ['?sort=number&published_before=2024-02-15', ['2.0.0-beta.1', '1.9.0']],
    ['?sort=created_at,published_at&order=desc,asc', ['1.9.0', '2.0.0-beta.1', '1.10.0']],
    ['?published_after=2024-01-15', ['1.10.0', '2.0.0-beta.1']],
    ['?published_after=2024-01-15&published_before=2024-02-15', ['2.0.0-beta.1']],
    ['?created_after=2025-02-01', []],
    ['?updated_before=2025-02-01&per_page=1', ['1.10.0']],
    ['?per_page=2&page=2', ['1.9.0']],
    ['?page=5', []],
  ])('%s', async (query, expected) => {
    if (query === '?order=asc') expect(await numbers(query)).toEqual([...expected].reverse());
    else expect(await numbers(query)).toEqual(expected);
  });

  it('are as many as the package says', async () => {
    const { body } = await world.client.get(WIDGET);
    expect((await numbers('')).length).toBe((body as { versions_count: number }).versions_count);
  });

  it('without a date come last in both directions', async () => {
    await world.write('npmjs.org', [
      record('dateless', {
        versions: [version('1.0.0'), version('2.0.0', { publishedAt: '2024-01-01T00:00:00.000Z' })],
      }),
    ]);
    const of = '/registries/npmjs.org/packages/dateless';
    expect(await numbers('', of)).toEqual(['2.0.0', '1.0.0']);
    expect(await numbers('?order=asc', of)).toEqual(['2.0.0', '1.0.0']);
  });

  it('tell whether there are more', async () => {
    const page = async (query: string) => (await world.client.get(`${WIDGET}/versions${query}`)).page;
    expect(await page('?per_page=2')).toEqual({ page: 1, perPage: 2, hasMore: true });
    expect(await page('?per_page=2&sort=number&page=2')).toEqual({ page: 2, perPage: 2, hasMore: false });
  });

  it.each(['?sort=downloads', '?order=sideways', '?order=asc,desc', '?published_after=x', '?per_page=5000'])(
    '%s: 400',
    async query => {
      expect((await world.client.get(`${WIDGET}/versions${query}`)).status).toBe(400);
    },
  );

  it('are none for a package without any', async () => {
    await world.write('npmjs.org', [record('empty')]);
    expect(await numbers('', '/registries/npmjs.org/packages/empty')).toEqual([]);
    expect(await numbers('?sort=number', '/registries/npmjs.org/packages/empty')).toEqual([]);
    const { body } = await world.client.get('/registries/npmjs.org/packages/empty/version_numbers');
    expect(body).toEqual([]);
    expect((await world.client.get('/registries/npmjs.org/packages/empty/latest_version')).status).toBe(404);
  });

  it('have their numbers listed, the last published first', async () => {
    const { body } = await world.client.get(`${WIDGET}/version_numbers`);
    expect(body).toEqual(['1.10.0', '2.0.0-beta.1', '1.9.0']);
  });
});

describe('a version', () => {
  const get = async (url: string) => {
    const answer = await world.client.get(url);
    return { ...answer, body: answer.body as VersionWithDependenciesJson };
  };

  it('has its links and dependencies', async () => {
    const { body, tags } = await get(`${WIDGET}/versions/1.10.0`);
    expect(body).toMatchObject({
      number: '1.10.0',
      published_at: '2024-03-01T00:00:00.000Z',
      latest: true,
      status: null,
      integrity: `sha512-${SHA512.toString('base64')}`,
      purl: 'pkg:npm/%40acme/widget@1.10.0',
      download_url: 'https://registry.example/@acme/widget/-/widget-1.10.0.tgz',
      version_url:
        'https://packages.example.org/api/v1/registries/npmjs.org/packages/@acme%2Fwidget/versions/1.10.0',
      knowledge: { dependencies: { state: 'known' } },
    });
    const shown = body.dependencies.map(d => [
      d.package_name,
      d.requirements,
      d.kind,
      d.optional,
      d.ecosystem,
    ]);
    expect(shown.sort()).toEqual([
      ['core-lib', '^1.0.0', 'runtime', false, 'npm'],
      ['extra', '^1.0.0', 'optional', true, 'npm'],
      ['helper', '~2.1.0', 'development', false, 'npm'],
    ]);
    expect(new Set(body.dependencies.map(d => Math.floor(d.id / 65_536)))).toEqual(new Set([body.id]));
    expect(tags?.[0]).toMatch(/^package:\d+$/);
  });

  it('tells unknown dependencies from none', async () => {
    const unknown = await get(`${WIDGET}/versions/2.0.0-beta.1`);
    expect(unknown.body).toMatchObject({
      dependencies: [],
      knowledge: { dependencies: { state: 'unknown' } },
      latest: false,
    });
    const none = await get('/registries/npmjs.org/packages/former/latest_version');
    expect(none.body).toMatchObject({
      number: '2.0.0',
      dependencies: [],
      knowledge: { dependencies: { state: 'known' } },
    });
  });

  it('keeps alternatives behind their first, and what else limits a dependency', async () => {
    const { body } = await get('/registries/debian-12/packages/curl/versions/7.88.1-10');
    const names = body.dependencies.map(d => d.package_name);
    expect(names.indexOf('cdebconf')).toBe(names.indexOf('debconf') + 1);
    const of = (name: string) => body.dependencies.find(d => d.package_name === name);
    expect(of('cdebconf')).toMatchObject({ alternative: true, requirements: null, kind: 'depends' });
    expect(of('debconf')).not.toHaveProperty('alternative');
    expect(of('manpages')).toMatchObject({ kind: 'suggests', qualifiers: { architecture: 'linux-any' } });
  });

  it.each(['9.9.9', '1.10.0%00', 'latest', '1.10.0/', '%20'])('%s: 4xx', async number => {
    const { status } = await world.client.get(`${WIDGET}/versions/${number}`);
    expect([400, 404]).toContain(status);
  });
});

describe('versions by their digest', () => {
  const found = async (query: string) => {
    const { status, body } = await world.client.get(`/versions/lookup${query}`);
    expect(status, query).toBe(200);
    return (body as (VersionJson & { package: { name: string; registry: { name: string } } })[]).map(
      v => `${v.package.registry.name}/${v.package.name}@${v.number}`,
    );
  };
  const sha256Base64 = Buffer.from(SHA256_HEX, 'hex').toString('base64');
  const encoded = encodeURIComponent;

  it.each([
    // npm gives base64, Debian hexadecimal; here both were stored in hexadecimal.
    [`?sha256=${SHA256_HEX}`, ['npmjs.org/@acme/panel@0.1.0', 'debian-12/curl@7.88.1-10']],
    [`?sha256=${SHA256_HEX.toUpperCase()}&per_page=1&page=2`, ['debian-12/curl@7.88.1-10']],
    [`?integrity=sha256-${encoded(sha256Base64)}&per_page=1`, ['npmjs.org/@acme/panel@0.1.0']],
    [`?integrity=${SHA256_HEX}&per_page=1`, ['npmjs.org/@acme/panel@0.1.0']],
    [`?sha512=${SHA512.toString('hex')}`, ['npmjs.org/@acme/widget@1.10.0']],
    [`?integrity=${encoded(`sha512-${SHA512.toString('base64')}`)}`, ['npmjs.org/@acme/widget@1.10.0']],
    [`?sha1=${'0'.repeat(40)}`, []],
  ])('%s', async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  it('bring their dependencies and are never kept', async () => {
    const { body, noStore } = await world.client.get(`/versions/lookup?sha512=${SHA512.toString('hex')}`);
    expect(noStore).toBe(true);
    expect((body as VersionWithDependenciesJson[])[0]?.dependencies).toHaveLength(3);
  });

  it.each([
    ['', 'Missing integrity parameter'],
    ['?integrity=', 'Missing integrity parameter'],
    ['?sha256=abc', 'sha256'],
    [`?sha1=${SHA256_HEX}`, 'sha1'],
    [`?sha1=${'0'.repeat(40)}&sha256=${SHA256_HEX}`, 'sha1'],
    ['?integrity=sha256-%00', 'integrity'],
  ])('%s: 400', async (query, named) => {
    const answer = await world.client.get(`/versions/lookup${query}`);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(named);
  });
});
