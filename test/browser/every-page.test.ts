/** Every page in a real browser, on a phone and on a desk, by day and by night. */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { announceSkip, hasChromium, launchChromium } from './chromium.ts';
import { LONG_NAME, type Site, SLOW, startSite } from './site.ts';

announceSkip('test/browser/every-page.test.ts');

const LONG = `/registries/npmjs.org/packages/${encodeURIComponent(LONG_NAME)}`;
const TABS = ['', '/versions', '/dependencies', '/dependents', '/maintainers', '/related'];

const PATHS = [
  '/',
  '/search',
  '/search?q=user',
  `/search?q=${'unfindable'.repeat(45)}`,
  '/registries',
  '/registries/npmjs.org',
  '/registries/npmjs.org?sort=created_at&page=2',
  '/registries/debian-11',
  ...TABS.map(tab => `/registries/npmjs.org/packages/core-lib${tab}`),
  ...TABS.map(tab => `${LONG}${tab}`),
  '/registries/npmjs.org/packages/core-lib/versions/1.129.0',
  `${LONG}/versions/1.0.0-${'a'.repeat(120)}`,
  ...TABS.map(tab => `/registries/npmjs.org/packages/hostile${tab}`),
  '/registries/npmjs.org/packages/hostile/versions/1.0.0',
  ...TABS.map(tab => `/registries/npmjs.org/packages/bare${tab}`),
  '/registries/debian-12/packages/curl',
  '/registries/debian-12/packages/curl/dependencies',
  '/registries/debian-12/packages/mail-transport-agent',
  `/registries/npmjs.org/packages/${SLOW}`,
  `/registries/npmjs.org/packages/${'n'.repeat(200)}`,
  '/registries/nowhere.example',
  '/registries/npmjs.org/maintainers/alice',
  `/registries/npmjs.org/maintainers/${'m'.repeat(180)}`,
  `/registries/npmjs.org/namespaces/${encodeURIComponent(LONG_NAME.split('/')[0] as string)}`,
  '/keywords',
  `/keywords/keyword${'k'.repeat(59)}`,
  '/keywords/none',
  '/critical',
  '/critical?registry=debian-12',
  '/lookup?purl=nonsense',
  '/ecosystems',
  '/ecosystems/npm',
  '/ecosystems/debian',
  '/ecosystems/nowhere',
  '/status',
  '/docs',
  '/docs/packages',
  '/nowhere',
];

/** What is wrong with the page at hand, as sentences. Runs in the browser. */
const FAULTS = `(() => {
  const faults = [];
  const all = selector => [...document.querySelectorAll(selector)];
  const width = document.scrollingElement.scrollWidth;
  if (width > innerWidth) {
    const wide = all('body *').filter(e => e.getBoundingClientRect().right > innerWidth + 1).at(-1);
    faults.push('wider than the screen: ' + width + ' at ' + wide?.outerHTML.slice(0, 120));
  }
  const one = selector => { const n = all(selector).length; if (n !== 1) faults.push(n + ' ' + selector); };
  one('h1'); one('main'); one('body > header'); one('body > footer'); one('head > title');
  if (document.documentElement.lang !== 'en') faults.push('no language');
  for (const e of all('input, select, textarea')) if (!e.labels?.length) faults.push('no label: ' + e.outerHTML.slice(0, 120));
  for (const e of all('a, button')) {
    const name = e.getAttribute('aria-label') ?? e.textContent;
    if (!name.trim()) faults.push('no name: ' + e.outerHTML.slice(0, 120));
  }
  for (const e of all('nav')) if (!e.getAttribute('aria-label')) faults.push('nav without a label');
  for (const e of all('.chart svg')) {
    for (const id of (e.getAttribute('aria-labelledby') ?? 'none').split(' ')) {
      if (!document.getElementById(id)?.textContent) faults.push('a picture without ' + id);
    }
  }
  for (const e of all('table')) if (!e.caption && !e.closest('.chart-data')) faults.push('a table without caption');
  const ids = all('[id]').map(e => e.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push('twice: #' + id);
  for (const e of all('[aria-labelledby]:not(svg)')) {
    if (!document.getElementById(e.getAttribute('aria-labelledby'))) faults.push('labelled by nothing');
  }
  let level = 0;
  for (const e of all('h1, h2, h3, h4')) {
    const next = Number(e.tagName[1]);
    if (next > level + 1) faults.push('a heading skips a level: ' + e.textContent);
    level = next;
  }
  for (const e of all('[style], [onclick], [onload], [onerror], style')) faults.push('inline: ' + e.outerHTML.slice(0, 120));
  return faults;
})()`;

describe.skipIf(!hasChromium)('every page', () => {
  let site: Site;
  let empty: Site;
  let browser: Browser;

  beforeAll(async () => {
    [site, empty, browser] = await Promise.all([startSite(), startSite(false), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([site?.stop(), empty?.stop()]);
  });

  /** Faults by address: those of the document, of the console, and the page's weight. */
  async function visit(context: BrowserContext, base: string, paths: string[]): Promise<string[]> {
    const faults: string[] = [];
    const page = await context.newPage();
    let path = '';
    page.on('console', message => {
      // The browser itself reports a page that is answered with 404 and the like.
      const isAnswer =
        message.location().url === base + path && message.text().startsWith('Failed to load resource');
      if (!isAnswer && ['error', 'warning'].includes(message.type()))
        faults.push(`${path}: console: ${message.text()}`);
    });
    page.on('pageerror', error => faults.push(`${path}: script: ${error.message}`));
    page.on('dialog', dialog => {
      faults.push(`${path}: a dialog opened`);
      void dialog.dismiss();
    });
    page.on('requestfailed', request => {
      // Leaving a page ends what it is still loading, such as its icon.
      const reason = request.failure()?.errorText;
      if (reason !== 'net::ERR_ABORTED') faults.push(`${path}: not loaded: ${request.url()}: ${reason}`);
    });
    for (path of paths) {
      const response = await page.goto(base + path);
      if (!response || response.status() >= 500) faults.push(`${path}: ${response?.status()}`);
      const weight = (await response?.body())?.length ?? 0;
      if (weight > 60_000 && !path.startsWith('/docs')) faults.push(`${path}: ${weight} bytes`);
      for (const fault of (await page.evaluate(FAULTS)) as string[]) faults.push(`${path}: ${fault}`);
    }
    await page.close();
    return faults;
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [375, 1280]) {
      test(`${width} pixels wide, ${colorScheme}`, async () => {
        const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
        expect(await visit(context, site.url, PATHS)).toEqual([]);
        expect(
          await visit(context, empty.url, [
            '/',
            '/registries',
            '/keywords',
            '/critical',
            '/ecosystems',
            '/ecosystems/npm',
            '/status',
            '/search?q=a',
          ]),
        ).toEqual([]);
        await context.close();
      }, 120_000);
    }
  }

  test('320 pixels wide', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
    expect(await visit(context, site.url, PATHS)).toEqual([]);
    await context.close();
  }, 120_000);

  test('dark is dark', async () => {
    const ground = async (colorScheme: 'light' | 'dark') => {
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      await page.goto(site.url);
      const colour = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      await context.close();
      return colour;
    };
    expect(await ground('light')).toBe('rgb(251, 251, 248)');
    expect(await ground('dark')).toBe('rgb(16, 21, 18)');
  });

  test('the styles are one small file, the script another', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const loaded: { url: string; bytes: number }[] = [];
    page.on('response', async response => {
      loaded.push({ url: new URL(response.url()).pathname, bytes: (await response.body()).length });
    });
    await page.goto(`${site.url}/registries/npmjs.org/packages/core-lib`, { waitUntil: 'networkidle' });
    await context.close();
    const size = (extension: string) =>
      loaded.filter(file => file.url.endsWith(extension)).map(file => file.bytes);
    expect(size('.css')).toHaveLength(1);
    expect(size('.css')[0]).toBeLessThan(30_000);
    expect(size('.js')).toHaveLength(1);
    expect(size('.js')[0]).toBeLessThan(4_000);
    expect(new Set(loaded.map(file => file.url.split('/')[1]))).toEqual(new Set(['registries', 'assets']));
  });
});
