/** Home, search and status, over a small real index and over an empty one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import debianDefinition from '../../../ecosystems/debian/index.ts';
import npm from '../../../ecosystems/npm/index.ts';
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
    expect(text).toContain('Ecosystems 3');
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
    expect(text).toContain(
      'Debian debian-12 , debian-11 every hour bin/ecosystems import debian reads its whole index',
    );
    expect(text).toMatch(/npm npmjs\.org , Private Mirror every 5 minutes Packages are read one by one/);
    expect(text).toMatch(/Python pypi\.org when asked for Packages are read/);
  });

  test('tells what workers do and how often', async () => {
    const { text } = await get('/status');
    expect(text).toContain(
      'least-recent syncs packages whose facts are older than 30 days, the oldest first every 15 minutes',
    );
    expect(text).toContain('What changed is looked up every 5 minutes.');
  });
});

describe('ecosystems', () => {
  test('says of each how it is read, how fresh it is and how much of it is served', async () => {
    const { status, text, html, noStore } = await get('/ecosystems');
    expect([status, noStore]).toEqual([200, true]);
    expect(html).toContain('<a href="/ecosystems/debian">Debian</a>');
    // Two registries of Debian with 3 and 1 packages.
    expect(text).toMatch(/Debian as a whole 2 4 \d/);
    expect(text).toMatch(/npm package by package 2 7 \d/);
    expect(text).toContain('Ecosystems 3');
    expect(html).toContain('<a href="/ecosystems" aria-current="page">');
  });

  test('says what is not served by whom', async () => {
    const { text } = await get('/ecosystems');
    // Debian's index holds every name; npm and the Python-like ecosystem have no list of theirs.
    expect(text).toMatch(/names of all packages 1 of 3 npm , Python/);
    expect(text).toMatch(/versions 3 of 3 –/);
  });

  test('one of them gives the reasons', async () => {
    const { status, text, html, title } = await get('/ecosystems/npm');
    expect([status, title]).toEqual([200, 'npm']);
    expect(text).toContain('pkg:npm/…');
    expect(text).toContain('recent changes yes –');
    expect(text).toContain(`names of all packages no ${npm.absent.allNames}`);
    expect(html).toContain('<a href="/registries/Private%20Mirror">Private Mirror</a>');
    const debian = await get('/ecosystems/debian');
    expect(debian.text).toContain(`downloads no ${debianDefinition.absent.downloads}`);
    expect(debian.text).toContain('names of all packages yes');
    expect(debian.text).not.toContain('end of the feed');
  });

  test('what there is none of is not found', async () => {
    const { status, text } = await get('/ecosystems/%3Cscript%3E');
    expect([status, text]).toEqual([404, 'not found']);
  });

  test('of an empty index says what fills it', async () => {
    expect((await getEmpty('/ecosystems')).text).toMatch(/Debian as a whole 2 0 never/);
    expect((await getEmpty('/ecosystems/debian')).text).toContain(
      'bin/ecosystems import debian reads its whole index',
    );
    const { text } = await getEmpty('/ecosystems/npm');
    expect(text).toContain('A package is fetched when somebody asks for it.');
    expect(text).not.toContain('bin/ecosystems import npm');
  });
});
