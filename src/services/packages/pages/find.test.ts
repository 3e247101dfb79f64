/** The ways to the page of a package, whether or not it is in the index. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { record, version } from '../../../../test/records.ts';
import type { Outcome } from '../../../../test/request-context.ts';
import { noteFailure } from '../../../store/freshness.ts';
import { markGone, renamePackage } from '../../../store/removals.ts';
import { createFilledWorld, type World } from '../fixtures/world.ts';
import { pages } from '../pages.tsx';
import { createPageClient } from './fixtures/page-client.ts';

const NPM = '/registries/npmjs.org/packages';
const DEBIAN = '/registries/debian-12/packages';

let world: World;
let get: ReturnType<typeof createPageClient>;

beforeAll(async () => {
  world = await createFilledWorld();
  get = createPageClient(pages, world);
});
afterAll(() => world.end());
beforeEach(() => {
  world.sync.answer = () => 'missing';
  world.sync.asked.length = 0;
});

describe('the way to a package', () => {
  test('another spelling of registry or name leads to the canonical address', async () => {
    expect((await get('/registries/NPMJS.org/packages/@acme%2Fwidget/versions')).location).toBe(
      `${NPM}/@acme%2Fwidget/versions`,
    );
    expect((await get('/registries/pypi.org/packages/Requests')).location).toBe(
      '/registries/pypi.org/packages/requests',
    );
    expect((await get('/registries/pypi.org/packages/client')).location).toBe(
      '/registries/pypi.org/packages/python-client',
    );
  });

  test('an earlier name leads to the present one', async () => {
    await world.write('npmjs.org', [record('first-name'), record('second-name')]);
    const npm = world.registry('npmjs.org');
    await renamePackage(world.db, npm, 'first-name', 'second-name', name => `pkg:npm/${name}`);
    expect((await get(`${NPM}/first-name`)).location).toBe(`${NPM}/second-name`);
  });

  test('one that is not indexed is asked for and shown', async () => {
    world.sync.answer = async (_registry, name): Promise<Outcome> => {
      await world.write('npmjs.org', [record(name, { versions: [version('1.0.0')] })]);
      return 'indexed';
    };
    const { status, text } = await get(`${NPM}/just-asked`);
    expect(status).toBe(200);
    expect(text).toContain('just-asked 1.0.0');
    expect(world.sync.asked).toEqual([{ registry: 'npmjs.org', name: 'just-asked' }]);
  });

  test('while that takes longer, a page says so and looks again', async () => {
    world.sync.answer = () => 'pending';
    const { status, headers, noStore, text, html } = await get(`${NPM}/slow`);
    expect(html).toContain(`<a href="${NPM}/slow" rel="nofollow">`);
    expect([status, noStore, headers.refresh]).toEqual([202, true, '4']);
    expect(text).toContain('it is being fetched now');
  });

  test('when the registry gives no answer, the page says that it is queued', async () => {
    world.sync.answer = () => 'failed';
    const { status, text } = await get(`${NPM}/unlucky`);
    expect(status).toBe(503);
    expect(text).toContain('It is queued and will be tried again');
  });

  test('when there is none, the page says what to try', async () => {
    const { status, text, html, noStore } = await get(`${NPM}/nowhere`);
    expect([status, noStore]).toEqual([404, true]);
    expect(text).toContain('It was asked, and it says so.');
    expect(html).toContain('<a href="/search?q=nowhere" rel="nofollow">');
  });

  test('a whole-index registry that lacks a name says who depends on it', async () => {
    const { status, text, html } = await get(`${DEBIAN}/debconf`);
    expect(status).toBe(404);
    expect(world.sync.asked).toEqual([{ registry: 'debian-12', name: 'debconf' }]);
    expect(text).toContain('Its index, as it was last imported, does not list it.');
    expect(text).toContain('1 package of debian-12 depends on this name.');
    expect(html).toContain(`href="${DEBIAN}/curl"`);
  });

  test.each(['%2e%2e', 'a%2F..%2Fb', '_leading', 'a'.repeat(600), '%3Cscript%3E'])(
    '%s is no name: nobody is asked',
    async name => {
      const { status, html } = await get(`${NPM}/${name}`);
      expect(status).toBe(404);
      expect(world.sync.asked).toEqual([]);
      expect(html).not.toContain('<script>');
    },
  );

  test('an unknown registry leads to those that are known', async () => {
    const { status, html } = await get('/registries/nowhere.example/packages/a');
    expect(status).toBe(404);
    expect(html).toContain('href="/registries/debian-12"');
  });

  test('a failed attempt says why, and how old the facts are', async () => {
    await world.write(
      'npmjs.org',
      [record('flaky', { versions: [version('1.0.0')] })],
      '2025-01-01T00:00:00.000Z',
    );
    await noteFailure(
      world.db,
      world.registry('npmjs.org').id,
      'flaky',
      'server-error: HTTP 502',
      new Date('2025-01-04T06:00:00Z'),
    );
    const { text } = await get(`${NPM}/flaky`);
    expect(text).toContain('npmjs.org could not be asked');
    expect(text).toContain('failed: server-error: HTTP 502.');
    expect(text).toContain('were 3 days old then: they are from 1 Jan 2025, 00:00 UTC');
  });

  test('a package that was taken back keeps its page', async () => {
    await world.write('npmjs.org', [record('gone', { versions: [version('1.0.0')] })]);
    await markGone(world.db, world.registry('npmjs.org'), 'gone', 'unpublished', () => 'pkg:npm/gone');
    const { status, text } = await get(`${NPM}/gone`);
    expect(status).toBe(200);
    expect(text).toContain('Every version was taken back from npmjs.org.');
  });
});

describe('a purl', () => {
  test.each([
    ['pkg:npm/%40acme/widget', `${NPM}/@acme%2Fwidget`],
    ['pkg:npm/%40acme/widget@1.9.0', `${NPM}/@acme%2Fwidget/versions/1.9.0`],
    ['pkg:deb/debian/curl', `${DEBIAN}/curl`],
    ['pkg:deb/debian/curl?distro=debian-11', '/registries/debian-11/packages/curl'],
  ])('%s', async (purl, location) => {
    expect((await get(`/lookup?purl=${encodeURIComponent(purl)}`)).location).toBe(location);
  });

  test('of a type that is not indexed, or no purl at all, says so', async () => {
    expect((await get('/lookup?purl=pkg:cargo/serde')).status).toBe(404);
    const bad = await get('/lookup?purl=pkg:npm');
    expect([bad.status, bad.text]).toEqual([422, expect.stringContaining('This is not a package URL')]);
    expect((await get('/lookup')).location).toBe('/');
  });
});
