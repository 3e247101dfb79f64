/** Home, search and status, over a small real index and over an empty one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setRegistryFact } from '../../../store/registries.ts';
import { createFilledWorld, createWorld, type World } from '../../packages/fixtures/world.ts';
import { createPageClient } from '../../packages/pages/fixtures/page-client.ts';
import { pages } from './index.ts';

let filled: World;
let empty: World;
let get: ReturnType<typeof createPageClient>;
let getEmpty: ReturnType<typeof createPageClient>;

beforeAll(async () => {
  [filled, empty] = await Promise.all([createFilledWorld(), createWorld()]);
  get = createPageClient(pages, filled);
  getEmpty = createPageClient(pages, empty);
});
afterAll(() => Promise.all([filled.end(), empty.end()]));

describe('home', () => {
  test('has the search box with examples, totals, registries and the newest changes', async () => {
    const { status, html, text } = await get('/');
    expect(status).toBe(200);
    expect(html).toMatch(/<label[^>]*for="home-search"/);
    for (const example of ['react', 'pkg:npm/react', 'pkg:deb/debian/curl']) {
      expect(html).toContain(`<a href="/search?q=${example}" rel="nofollow">${example}</a>`);
    }
    // npm 6, its mirror 1, Debian 12 3, Debian 11 1, Python 2.
    expect(text).toContain('Packages 13');
    expect(text).toContain('Registries 5');
    // Python's were written last.
    const changes = text.slice(text.indexOf('Newest changes'));
    expect(changes).toMatch(/^Newest changes (python-client|requests) \d/);
  });

  test('of an empty index says what to do', async () => {
    const { status, text } = await getEmpty('/');
    expect(status).toBe(200);
    expect(text).toContain('Nothing is indexed yet');
    expect(text).toContain('bin/ecosystems import debian');
  });
});

describe('search', () => {
  test('finds by name and leads to the package', async () => {
    const { html, text, headers } = await get('/search?q=curl');
    expect(text).toContain('Results for “curl”');
    expect(html).toContain('href="/registries/debian-12/packages/curl"');
    expect(html).toContain('href="/registries/debian-11/packages/curl"');
    expect(headers['x-robots-tag']).toBe('noindex');
  });

  test('can be narrowed to a registry', async () => {
    const { html } = await get('/search?q=curl&registry=debian-11');
    expect(html).not.toContain('href="/registries/debian-12/packages/curl"');
    expect(html).toContain('href="/registries/debian-11/packages/curl"');
    expect((await get('/search?q=curl&registry=nowhere')).status).toBe(404);
  });

  test('a purl goes to its package by way of the lookup', async () => {
    expect((await get('/search?q=pkg:npm/react')).location).toBe('/lookup?purl=pkg:npm/react');
    expect((await get('/search?q=%20PKG:npm/react')).location).toBe('/lookup?purl=PKG:npm/react');
  });

  test('what is not found may still be asked for', async () => {
    const { status, text, html } = await get('/search?q=unheard-of');
    expect(status).toBe(200);
    expect(text).toContain('Nothing that is indexed matches');
    expect(html).toContain('<a href="/registries/npmjs.org/packages/unheard-of" rel="nofollow">');
    // Debian is read as a whole: asking for one name brings nothing.
    expect(html).not.toContain('/registries/debian-12/packages/unheard-of');
  });

  test('an empty question is a form; a hostile one is text', async () => {
    expect((await get('/search')).text).toContain('by package URL');
    const { html } = await get(`/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(html).not.toContain('<script>alert');
    expect((await get(`/search?q=${'a'.repeat(501)}`)).status).toBe(400);
    expect((await get('/search?q=a&page=0')).status).toBe(400);
    expect((await get('/search?q=a&nonsense=1')).status).toBe(400);
  });
});

describe('status', () => {
  test('tells how far each registry has been read', async () => {
    const { id } = filled.registry('npmjs.org');
    await setRegistryFact(filled.db, id, 'feed', {
      asOf: new Date('2025-05-01T00:00:00Z'),
      head: '1250',
      position: '1200',
    });
    await setRegistryFact(filled.db, id, 'rankings-run', { asOf: new Date(), detail: { seconds: 1 } });
    const { status, text, noStore } = await get('/status');
    expect([status, noStore]).toEqual([200, true]);
    expect(text).toContain('feed of changes 50 behind 1 May 2025, 00:00 UTC 1250 and 1200');
    expect(text).toMatch(/feed of changes absent – The whole index/);
    expect(text).not.toContain('rankings-run');
    // No worker has ever run on this database.
    expect(text).toContain('Jobs waiting not known');
  });

  test('of an empty index says how each registry is filled', async () => {
    const { text } = await getEmpty('/status');
    expect(text).toContain('debian-12 bin/ecosystems import debian reads its whole index');
    expect(text).toContain('npmjs.org Packages are read one by one');
  });
});
