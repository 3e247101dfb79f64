/** A reader's way through the site in a real browser: with scripts, and without. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { announceSkip, hasChromium, launchChromium } from './chromium.ts';
import { FETCHABLE, type Site, SLOW, startSite } from './site.ts';

announceSkip('test/browser/journey.test.ts');

describe.skipIf(!hasChromium)('a reader', () => {
  let site: Site;
  let browser: Browser;
  let context: BrowserContext | undefined;

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });
  afterEach(async () => {
    await context?.close();
    context = undefined;
  });

  async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(site.url + path);
    return page;
  }
  const pathOf = (page: Page) => decodeURIComponent(new URL(page.url()).pathname);

  for (const javaScriptEnabled of [true, false]) {
    test(`goes from search to package, version and dependents ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
      const page = await open('/', { javaScriptEnabled });
      await page.getByRole('searchbox', { name: /package name/i }).fill('core-lib');
      await page.getByRole('button', { name: 'Search' }).click();
      await page.waitForURL('**/search?q=core-lib');
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Results for “core-lib”');

      await page.getByRole('link', { name: 'core-lib', exact: true }).first().click();
      await page.waitForURL('**/registries/npmjs.org/packages/core-lib');
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('core-lib');
      expect(await page.getByRole('img', { name: /^Releases per/ }).count()).toBe(1);

      await page.getByRole('link', { name: 'Versions 130' }).click();
      await page.waitForURL('**/core-lib/versions');
      await page.getByRole('link', { name: '1.129.0' }).click();
      await page.waitForURL('**/core-lib/versions/1.129.0');
      expect(await page.getByText('pkg:npm/core-lib@1.129.0').isVisible()).toBe(true);

      await page
        .getByRole('navigation', { name: 'Breadcrumb' })
        .getByRole('link', { name: 'core-lib' })
        .click();
      await page.waitForURL('**/packages/core-lib');
      await page
        .getByRole('navigation', { name: 'Pages of core-lib' })
        .getByRole('link', { name: 'Dependents 60' })
        .click();
      await page.waitForURL('**/core-lib/dependents');
      expect(await page.locator('main').textContent()).toContain('60 packages of npmjs.org depend on it');
      expect(await page.locator('.rows > li').count()).toBe(50);
      await page.getByRole('link', { name: 'Next →' }).click();
      await page.waitForURL('**/dependents?page=2');
      expect(await page.locator('.rows > li').count()).toBe(10);
      await page.getByRole('link', { name: 'peer 20' }).click();
      await page.waitForURL('**/dependents?kind=peer');
      expect(await page.locator('.rows > li').count()).toBe(20);
    });
  }

  test('types a purl and stands before the package', async () => {
    const page = await open('/');
    await page.getByRole('searchbox').fill('pkg:deb/debian/curl');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/registries/debian-12/packages/curl');
    await page.getByRole('link', { name: 'All dependencies' }).click();
    await page.waitForURL('**/dependencies');
    expect(await page.locator('.edge-group').textContent()).toMatch(
      /^mailer\s*any version\s*or\s*mail-transport-agent/,
    );
  });

  test('asks for a package that nobody has asked for before', async () => {
    const page = await open(`/search?q=${FETCHABLE}`, { javaScriptEnabled: false });
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(FETCHABLE);
    expect(await page.getByText('pkg:npm/fetched-live').isVisible()).toBe(true);
  });

  test('waits for a slow registry on a page that looks again by itself', async () => {
    const page = await open(`/registries/npmjs.org/packages/${SLOW}`, { javaScriptEnabled: false });
    expect(await page.locator('main').textContent()).toContain('it is being fetched now');
    await page.waitForResponse(response => response.url().endsWith(SLOW), { timeout: 10_000 });
  });

  test('reads what a name means that is no package', async () => {
    const page = await open('/registries/debian-12/packages/mail-transport-agent');
    expect(await page.locator('main').textContent()).toContain('1 package of debian-12 depends on this name');
    await page.getByRole('link', { name: 'curl', exact: true }).click();
    expect(pathOf(page)).toBe('/registries/debian-12/packages/curl');
  });

  test('copies the purl, presses / to search, and sees how long ago things were', async () => {
    const page = await open('/registries/npmjs.org/packages/core-lib', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.getByRole('button', { name: 'Copy: Package URL' }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('pkg:npm/core-lib');
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.id')).toBe('site-search');
    expect(await page.locator('time.ago').first().textContent()).toMatch(/ago|last/);
    expect(await page.locator('time.ago').first().getAttribute('title')).toBe('1 Jan 2025, 00:00 UTC');
  });

  test('without scripts times are absolute and no button is dead', async () => {
    const page = await open('/registries/npmjs.org/packages/core-lib', { javaScriptEnabled: false });
    expect(await page.locator('time.ago').first().textContent()).toBe('1 Jan 2025, 00:00 UTC');
    expect(await page.getByRole('button').allTextContents()).toEqual(['Search']);
  });

  test('gets past the header with the first key', async () => {
    const page = await open('/registries');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
  });
});
