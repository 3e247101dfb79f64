/** Every page in a real browser, on a phone and on a desk, by day and by night. */
import type { Browser, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { announceSkip, hasChromium, launchChromium } from './chromium.ts';
import { visit } from './faults.ts';
import { ADVISORIES, LONG_NAME, type Site, SLOW, startSite } from './site.ts';
import { FORM_PATHS } from './tool-pages.ts';

announceSkip('test/browser/every-page.test.ts');

const LONG = `/registries/npmjs.org/packages/${encodeURIComponent(LONG_NAME)}`;
const TABS = ['', '/versions', '/dependencies', '/dependents', '/maintainers', '/related', '/advisories'];

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
  '/registries/debian-12/packages/node-core-lib/advisories',
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
  '/advisories',
  '/advisories?ecosystem=npm&severity=critical',
  '/advisories?kev=true',
  ...ADVISORIES.map(id => `/advisories/${id}`),
  '/advisories/none',
  '/critical',
  '/critical?registry=debian-12',
  '/lookup?purl=nonsense',
  '/ecosystems',
  '/ecosystems/npm',
  '/ecosystems/debian',
  '/ecosystems/nowhere',
  '/status',
  '/transparency',
  '/plans',
  '/licences',
  '/licences/CC-BY-SA-4.0',
  `/licences/LicenseRef-${'L'.repeat(100)}`,
  '/licences/none',
  '/commercial-use',
  '/acceptable-use',
  '/sla',
  '/docs',
  '/docs/packages',
  ...FORM_PATHS,
  '/nowhere',
];

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
            '/advisories',
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
    const responses: Response[] = [];
    page.on('response', response => responses.push(response));
    await page.goto(`${site.url}/registries/npmjs.org/packages/core-lib`, { waitUntil: 'networkidle' });
    // Bodies are read before the page is gone: reading takes a while where the machine is busy.
    const loaded = await Promise.all(
      responses.map(async response => ({
        url: new URL(response.url()).pathname,
        bytes: (await response.body()).length,
      })),
    );
    await context.close();
    const size = (extension: string) =>
      loaded.filter(file => file.url.endsWith(extension)).map(file => file.bytes);
    expect(size('.css')).toHaveLength(1);
    expect(size('.css')[0]).toBeLessThan(33_000);
    expect(size('.js')).toHaveLength(1);
    expect(size('.js')[0]).toBeLessThan(4_000);
    expect(new Set(loaded.map(file => file.url.split('/')[1]))).toEqual(new Set(['registries', 'assets']));
  });
});
