import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record, version } from '../../../../test/records.ts';
import { type Outcome, requestContext } from '../../../../test/request-context.ts';
import { noteFailure } from '../../../store/freshness.ts';
import { deletePackage, markGone, renamePackage } from '../../../store/removals.ts';
import { createFilledWorld, createWorld, type World } from '../fixtures/world.ts';
import type { PackageJson } from '../schemas/package.ts';

const NPM = '/registries/npmjs.org/packages';
const API = 'https://packages.example.org/api/v1';

describe('a package', () => {
  let world: World;
  beforeAll(async () => {
    world = await createFilledWorld();
  });
  afterAll(() => world.end());

  const get = async (url: string) => {
    const answer = await world.client.get(url);
    return { ...answer, body: answer.body as PackageJson };
  };

  it('says what its registry says', async () => {
    const { status, body, tags, lastModified, noStore } = await get(`${NPM}/@acme/widget`);
    expect(status).toBe(200);
    expect(noStore).toBeUndefined();
    expect(tags).toEqual([`package:${body.id}`]);
    expect(lastModified).toBe('2025-01-03T00:00:00.000Z');
    expect(body).toMatchObject({
      name: '@acme/widget',
      ecosystem: 'npm',
      namespace: '@acme',
      description: 'A widget',
      homepage: 'https://widget.example/',
      licenses: 'MIT OR Apache-2.0',
      normalized_licenses: ['MIT', 'Apache-2.0'],
      repository_url: 'https://github.com/Acme/Widgets',
      repository_candidates: [
        {
          url: 'https://git.acme.example/widgets',
          field: 'repository',
          raw: 'https://***@git.acme.example/widgets',
          kind: 'declared',
          chosen: false,
        },
        {
          url: 'https://github.com/Acme/Widgets',
          field: 'homepage',
          raw: 'https://github.com/Acme/Widgets#readme',
          kind: 'forge',
          chosen: true,
        },
      ],
      keywords_array: ['ui', 'widget'],
      versions_count: 3,
      latest_release_number: '1.10.0',
      first_release_published_at: '2024-01-01T00:00:00.000Z',
      last_synced_at: '2025-01-03T00:00:00.000Z',
      status: null,
      downloads: 500,
      downloads_period: 'last-month',
      dependent_packages_count: 1,
      funding_links: ['https://funding.example/acme'],
      critical: false,
      purl: 'pkg:npm/%40acme/widget',
      registry_url: 'https://www.npmjs.com/package/@acme/widget',
      install_command: expect.stringContaining('@acme/widget'),
      versions_url: `${API}${NPM}/@acme%2Fwidget/versions`,
      codemeta_url: `${API}${NPM}/@acme%2Fwidget/codemeta`,
    });
    expect(body.maintainers.map(m => [m.uuid, m.role, m.name, m.packages_count])).toEqual([
      ['alice', 'admin', 'Alice Example', 3],
      ['bob', null, null, 2],
    ]);
    expect(body.maintainers[0]).toMatchObject({
      packages_url: `${API}/registries/npmjs.org/maintainers/alice/packages`,
      html_url: 'https://www.npmjs.com/~alice',
    });
  });

  it('ranks by the share of the registry that is used more', async () => {
    // Of 6 packages: downloads 9000 > 500 > 40 and three unknown; dependents 3 (core-lib) > 1 (widget, helper) > 0.
    const { body } = await get(`${NPM}/@acme%2Fwidget`);
    const sixth = 100 / 6;
    expect(body.rankings.downloads).toBeCloseTo(sixth, 4);
    expect(body.rankings.dependent_packages_count).toBeCloseTo(sixth, 4);
    expect(body.rankings.average).toBeCloseTo(sixth, 4);
    expect(body.rankings).toMatchObject({ stargazers_count: null, dependent_repos_count: null });
    const former = await get(`${NPM}/former`);
    expect(former.body.rankings).toMatchObject({ downloads: null, average: 100 });
  });

  it('tells what is known, as of when and from where', async () => {
    const { body } = await get(`${NPM}/@acme%2Fwidget`);
    const stated = {
      state: 'known',
      as_of: '2025-01-03T00:00:00.000Z',
      source: 'https://registry.example/@acme/widget',
    };
    expect(body.knowledge).toMatchObject({
      package: stated,
      maintainers: stated,
      downloads: stated,
      dependent_packages_count: { state: 'known', source: 'index' },
      rankings: { state: 'known', as_of: '2025-04-01T00:00:00.000Z' },
      dependent_repos_count: { state: 'unknown' },
      advisories: { state: 'unknown' },
    });
    // Nobody said who maintains it, and how often it is downloaded: the zero and the empty list are no answers.
    const { body: former } = await get(`${NPM}/former`);
    expect(former).toMatchObject({ downloads: 0, maintainers: [] });
    expect(former.knowledge).toMatchObject({
      maintainers: { state: 'unknown' },
      downloads: { state: 'unknown', reason: expect.any(String) },
    });
  });

  it('keeps its facts when the registry fails, and says since when', async () => {
    const { id } = world.registry('npmjs.org');
    await noteFailure(world.db, id, 'helper', 'time-out', new Date('2025-05-01T00:00:00.000Z'));
    const { body } = await get(`${NPM}/helper`);
    expect(body.last_synced_at).toBe('2025-01-02T00:00:00.000Z');
    expect(body.knowledge?.package).toMatchObject({
      as_of: '2025-01-02T00:00:00.000Z',
      failed_at: '2025-05-01T00:00:00.000Z',
      failure: 'time-out',
    });
  });

  it('shows a status that is not active', async () => {
    expect((await get(`${NPM}/withdrawn`)).body.status).toBe('removed');
  });

  it('names its registry in the purl unless it is the default one', async () => {
    const { body } = await get('/registries/Private%20Mirror/packages/core-lib');
    expect(body.purl).toBe('pkg:npm/core-lib?repository_url=https:%2F%2Fnpm.example%2Fteam');
    const linux = await get('/registries/debian-12/packages/src:linux');
    expect(linux.body.purl).toBe('pkg:deb/debian/linux?arch=source&distro=debian-12');
  });

  it('is given as CodeMeta', async () => {
    const { body } = await world.client.get(`${NPM}/@acme%2Fwidget/codemeta`);
    expect(body).toEqual({
      '@context': 'https://w3id.org/codemeta/3.0',
      '@type': 'SoftwareSourceCode',
      identifier: 'pkg:npm/%40acme/widget',
      name: '@acme/widget',
      description: 'A widget',
      version: '1.10.0',
      softwareVersion: '1.10.0',
      license: ['https://spdx.org/licenses/MIT', 'https://spdx.org/licenses/Apache-2.0'],
      codeRepository: 'https://github.com/Acme/Widgets',
      issueTracker: 'https://github.com/Acme/Widgets/issues',
      url: 'https://widget.example/',
      keywords: ['ui', 'widget'],
      maintainer: [
        { '@type': 'Person', name: 'Alice Example', url: 'https://www.npmjs.com/~alice' },
        { '@type': 'Person', name: 'bob', url: 'https://www.npmjs.com/~bob' },
      ],
      dateCreated: '2024-01-01T00:00:00.000Z',
      dateModified: '2025-01-03T00:00:00.000Z',
      datePublished: '2024-03-01T00:00:00.000Z',
      applicationCategory: 'npm',
      runtimePlatform: 'npm',
      developmentStatus: 'active',
      sameAs: ['https://www.npmjs.com/package/@acme/widget'],
      funder: [{ '@type': 'Organization', url: 'https://funding.example/acme' }],
    });
    const version = await world.client.get(`${NPM}/@acme%2Fwidget/versions/1.9.0/codemeta`);
    expect(version.body).toMatchObject({
      identifier: 'pkg:npm/%40acme/widget@1.9.0',
      version: '1.9.0',
      datePublished: '2024-01-01T00:00:00.000Z',
      downloadUrl: 'https://registry.example/@acme/widget/-/widget-1.9.0.tgz',
    });
  });

  it.each([
    ['/registries/none/packages/core-lib', 404],
    [`${NPM}/not-there`, 404],
    [`${NPM}/..%2f..%2fetc`, 404],
    [`${NPM}/@acme%2F..`, 404],
    [`${NPM}/.`, 404],
    [`${NPM}/${'a'.repeat(600)}`, 404],
    [`${NPM}/%00`, 400],
    [`${NPM}/%ff%fe`, 400],
    [`${NPM}/core-lib?unknown=1`, 400],
  ])('%s: %i', async (url, status) => {
    expect((await world.client.get(url)).status).toBe(status);
  });

  it('refuses a NUL that reaches the handler', async () => {
    const route = (await get(`${NPM}/core-lib`)).route;
    for (const packageName of ['a\0b', '\ud800', '']) {
      const params = { registryName: 'npmjs.org', packageName };
      await expect(async () => route?.handle(requestContext(world, { params }))).rejects.toThrow('not found');
    }
  });
});

describe('names', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
    await world.write('npmjs.org', [record('new-name', { versions: [version('1.0.0')] })]);
    await world.write('npmjs.org', [record('old-name'), record('later-deleted')]);
    await world.write('pypi.org', [record('my-package'), record('python-yaml')]);
    const npm = world.registry('npmjs.org');
    await renamePackage(world.db, npm, 'old-name', 'new-name', name => `pkg:npm/${name}`);
    await renamePackage(world.db, npm, 'never-indexed', 'new-name', name => `pkg:npm/${name}`);
  });
  afterAll(() => world.end());

  it.each([
    ['/registries/NPMJS.ORG/packages/new-name', '/registries/npmjs.org/packages/new-name'],
    [
      '/registries/PRIVATE%20mirror/packages?per_page=5&sort=name',
      '/registries/Private%20Mirror/packages?per_page=5&sort=name',
    ],
    ['/registries/npmjs.org/packages/old-name', '/registries/npmjs.org/packages/new-name'],
    [
      '/registries/npmjs.org/packages/never-indexed/versions?page=2',
      '/registries/npmjs.org/packages/new-name/versions?page=2',
    ],
    [
      '/registries/pypi.org/packages/My_Package/versions/1.0/codemeta',
      '/registries/pypi.org/packages/my-package/versions/1.0/codemeta',
    ],
    ['/registries/pypi.org/packages/yaml', '/registries/pypi.org/packages/python-yaml'],
  ])('%s is at %s', async (url, location) => {
    const { status, headers } = await world.client.get(url);
    expect(status).toBe(301);
    expect(headers?.location).toBe(`https://packages.example.org/api/v1${location}`);
    expect(world.sync.asked).toEqual([]);
  });

  it('forgets the earlier name of a package that is deleted', async () => {
    const npm = world.registry('npmjs.org');
    await renamePackage(world.db, npm, 'former', 'later-deleted', name => `pkg:npm/${name}`);
    await deletePackage(world.db, npm, 'later-deleted', 'asked for', () => 'pkg:npm/later-deleted');
    expect((await world.client.get('/registries/npmjs.org/packages/former')).status).toBe(404);
    expect((await world.client.get('/registries/npmjs.org/packages/later-deleted')).status).toBe(404);
  });
});

describe('a package that is not indexed', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.end());

  it('is fetched and shown', async () => {
    world.sync.answer = async (registry, name): Promise<Outcome> => {
      await world.write(registry.name, [record(name, { versions: [version('3.2.1')] })]);
      return 'indexed';
    };
    const { status, body } = await world.client.get('/registries/npmjs.org/packages/fresh/latest_version');
    expect(status).toBe(200);
    expect(body).toMatchObject({ number: '3.2.1', purl: 'pkg:npm/fresh@3.2.1' });
    expect(world.sync.asked).toEqual([{ registry: 'npmjs.org', name: 'fresh' }]);
  });

  it('is found under the name that the registry gives it', async () => {
    world.sync.answer = async (registry): Promise<Outcome> => {
      await world.write(registry.name, [record('real-name')]);
      await renamePackage(
        world.db,
        world.registry(registry.name),
        'asked-name',
        'real-name',
        name => `pkg:npm/${name}`,
      );
      return 'indexed';
    };
    const { status, headers } = await world.client.get('/registries/npmjs.org/packages/asked-name');
    expect(status).toBe(301);
    expect(headers?.location).toBe(
      'https://packages.example.org/api/v1/registries/npmjs.org/packages/real-name',
    );
  });

  it.each(['pending', 'failed'] as const)('answers 202 while it is %s', async outcome => {
    world.sync.answer = () => outcome;
    const answer = await world.client.get('/registries/npmjs.org/packages/@acme/slow/versions');
    expect(answer).toMatchObject({
      status: 202,
      body: { status: 'pending', package_url: `${API}/registries/npmjs.org/packages/@acme%2Fslow` },
      headers: { 'retry-after': '10' },
      noStore: true,
    });
  });

  it('is 404 where the registry does not know it', async () => {
    world.sync.answer = () => 'missing';
    expect(await world.client.get('/registries/npmjs.org/packages/absent')).toMatchObject({
      status: 404,
      body: { error: 'not found' },
    });
  });

  it('is not asked for where that cannot help', async () => {
    world.sync.asked = [];
    // Debian is read as a whole; the other is no name of npm's.
    expect((await world.client.get('/registries/debian-12/packages/curl')).status).toBe(404);
    expect((await world.client.get('/registries/npmjs.org/packages/a%20b')).status).toBe(404);
    expect((await world.client.get('/registries/npmjs.org/packages/x?sort=1')).status).toBe(400);
    expect((await world.client.get('/registries/npmjs.org/packages/x/versions?sort=1')).status).toBe(400);
    expect(
      (await world.client.get('/registries/npmjs.org/packages/x/dependent_packages?sort=1')).status,
    ).toBe(400);
    expect(world.sync.asked).toEqual([]);
  });

  it('is queued by a ping, and a known one is refreshed', async () => {
    world.sync.asked = [];
    world.sync.answer = () => 'pending';
    await world.write('npmjs.org', [record('known', { repositoryUrl: 'https://github.com/acme/known' })]);
    const pong = { status: 200, body: { message: 'pong' }, noStore: true };
    expect(await world.client.get('/registries/npmjs.org/packages/known/ping')).toMatchObject(pong);
    expect(await world.client.get('/registries/npmjs.org/packages/unheard-of/ping')).toMatchObject(pong);
    expect(world.sync.refreshed).toEqual([{ registry: 'npmjs.org', name: 'known' }]);
    expect(world.sync.asked).toEqual([{ registry: 'npmjs.org', name: 'unheard-of', budgetMs: 0 }]);

    world.sync.refreshed = [];
    expect(
      await world.client.get('/packages/ping?repository_url=git@github.com:ACME/known.git'),
    ).toMatchObject(pong);
    expect(world.sync.refreshed).toEqual([{ registry: 'npmjs.org', name: 'known' }]);
    expect(await world.client.get('/packages/ping')).toMatchObject({
      status: 400,
      body: { error: 'Missing repository_url parameter' },
    });
    expect((await world.client.get('/registries/npmjs.org/packages/a%20b/ping')).status).toBe(404);
  });

  it('stays when the registry no longer has it, with its status', async () => {
    const npm = world.registry('npmjs.org');
    await markGone(world.db, npm, 'known', 'unpublished', () => 'pkg:npm/known');
    expect((await world.client.get('/registries/npmjs.org/packages/known')).body).toMatchObject({
      status: 'unpublished',
    });
  });
});
