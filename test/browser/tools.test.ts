/** The tools in a real browser: files that are chosen and dropped, URLs that are given, with scripts and without. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { record, version } from '../records.ts';
import { announceSkip, hasChromium, launchChromium } from './chromium.ts';
import { visit } from './faults.ts';
import { NEW, OLD, PACKAGE_JSON, PACKAGE_LOCK } from './tool-files.ts';
import { resultPaths, startToolSite, type ToolSite } from './tool-pages.ts';

announceSkip('test/browser/tools.test.ts');

describe.skipIf(!hasChromium)('the tools', () => {
  let site: ToolSite;
  let browser: Browser;
  let folder: string;
  let context: BrowserContext | undefined;
  const fileAt = (name: string) => join(folder, name);

  beforeAll(async () => {
    [site, browser, folder] = await Promise.all([
      startToolSite(),
      launchChromium(),
      mkdtemp(join(tmpdir(), 'tool-files-')),
    ]);
    await site.edge.write('npm', record('core-lib', { versions: [version('1.129.0')] }));
    const files = {
      'package.json': PACKAGE_JSON,
      'package-lock.json': PACKAGE_LOCK,
      'old.tgz': OLD,
      'new.tgz': NEW,
    };
    for (const [name, body] of Object.entries(files)) await writeFile(fileAt(name), body);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await rm(folder, { recursive: true, force: true });
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
  const title = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();
  /** Cells of a table's rows, joined with `|`. */
  const rows = async (page: Page, caption: string) => {
    const table = page.locator('table', { has: page.locator('caption', { hasText: caption }) });
    const cells = await table.locator('tbody tr').evaluateAll(all =>
      // Runs in the browser, whose types are not known here.
      (all as unknown as { children: Iterable<{ textContent: string }> }[]).map(row =>
        [...row.children].map(cell => cell.textContent.trim()).join('|'),
      ),
    );
    return cells;
  };

  test('what would be installed is shown as a tree, a picture and a list, without scripts', async () => {
    const page = await open('/tools', { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'What would be installed?' }).click();
    await page.getByLabel('Package URLs').fill('pkg:npm/resolve-large');
    await page.getByRole('button', { name: 'Resolve' }).click();
    await page.getByRole('heading', { name: 'Tree', exact: true }).waitFor();
    expect(await page.getByText('601 packages would be installed from npm').count()).toBe(1);
    expect(await page.locator('.layered circle').count()).toBe(40);
    const [first] = await page.locator('.tree > li').allTextContents();
    expect(first).toContain('resolve-large');
    await page.getByRole('link', { name: 'A larger picture' }).click();
    await page.waitForURL('**&view=picture');
    expect(await page.locator('.layered circle').count()).toBe(500);
    await page.getByRole('link', { name: 'Versions by name' }).waitFor();
  });

  test('a manifest and its lockfile are resolved together', async () => {
    const page = await open('/resolve', { javaScriptEnabled: false });
    await page.getByLabel('or files').setInputFiles([fileAt('package.json'), fileAt('package-lock.json')]);
    await page.getByRole('button', { name: 'Resolve' }).click();
    await page.waitForURL('**/resolve/jobs/*');
    await page.getByRole('heading', { name: 'What is in the way' }).waitFor();
    expect(await page.locator('main').textContent()).toContain('core-lib');
  });

  for (const javaScriptEnabled of [true, false]) {
    test(`a project's files are read ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
      const page = await open('/', { javaScriptEnabled });
      await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Tools' }).click();
      await page.getByRole('link', { name: 'What does this project depend on?' }).click();
      await page.getByLabel('Files').setInputFiles([fileAt('package.json'), fileAt('package-lock.json')]);
      await page.getByRole('button', { name: 'Read it' }).click();
      await page.waitForURL('**/parser/jobs/*');
      await page.getByRole('heading', { name: 'Files', exact: true }).waitFor();
      expect(await title(page)).toBe('package.json, package-lock.json');
      expect(await rows(page, 'Dependencies of package.json')).toEqual([
        'core-lib|^1.0.0|runtime',
        'left-behind|any version|runtime',
        'test-kit|>=2 <3|development',
      ]);

      // The tree is closed below its roots: it opens by a key, and what was met before is marked.
      const tree = page.getByRole('list', { name: 'Dependency tree of package-lock.json' });
      const deeper = tree.getByText('deeper', { exact: true });
      expect(await deeper.isVisible()).toBe(false);
      await tree.locator('summary', { hasText: /^deep / }).press('Enter');
      expect(await deeper.isVisible()).toBe(true);

      const csv = page.waitForEvent('download');
      await page.getByRole('link', { name: 'CSV' }).click();
      const text = await readFile(await (await csv).path(), 'utf8');
      expect(text.split('\r\n').slice(1, 3)).toEqual([
        'npm,package.json,manifest,core-lib,^1.0.0,runtime,true,false,false,,,,',
        'npm,package.json,manifest,left-behind,*,runtime,true,false,false,,,,',
      ]);
      const sbom = page.waitForEvent('download');
      await page.getByRole('link', { name: 'SBOM: CycloneDX JSON' }).click();
      const bom = JSON.parse(await readFile(await (await sbom).path(), 'utf8'));
      expect(bom.components.map((each: { purl: string }) => each.purl)).toContain('pkg:npm/core-lib@1.129.0');

      await page.getByRole('link', { name: 'core-lib', exact: true }).first().click();
      await page.waitForURL('**/registries/npm/packages/core-lib');
    });
  }

  test('a URL is read, and a wrong one comes back with the form and a way on', async () => {
    const page = await open('/parser');
    await page.getByLabel('or URL').fill(`${site.files}/nothing/package.json`);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/parser/jobs/*');
    const problem = page.getByText('That did not work');
    await problem.waitFor({ timeout: 10_000 });
    expect(await page.locator('main').textContent()).toContain('status 404');
    expect(await page.getByLabel('or URL').inputValue()).toBe(`${site.files}/nothing/package.json`);
    await page.getByLabel('or URL').fill(`${site.files}/package.json`);
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByRole('heading', { name: 'package.json' }).first().waitFor();
    expect(await page.locator('main').textContent()).toContain('1 file states 3 dependencies');
  });

  test('an empty form says what it needs', async () => {
    const page = await open('/diff', { javaScriptEnabled: false });
    await page.getByRole('button', { name: 'Compare them' }).click();
    await page.getByText('That did not work').waitFor();
    expect(await page.getByRole('button', { name: 'Compare them' }).isVisible()).toBe(true);
  });

  test('two archives are compared', async () => {
    const page = await open('/diff');
    await page.getByLabel('Older file').setInputFiles(fileAt('old.tgz'));
    await page.getByLabel('Newer file').setInputFiles(fileAt('new.tgz'));
    await page.getByRole('button', { name: 'Compare them' }).click();
    await page.waitForURL('**/diff/jobs/*');
    await page.getByRole('heading', { name: 'What to look at first' }).waitFor();
    expect(await title(page)).toBe('old.tgz → new.tgz');
    expect(await page.locator('.remarks li').first().textContent()).toContain(
      'package.json now runs code at installation',
    );
    expect(await rows(page, 'Dependencies that changed')).toEqual([
      'fresh|added|–|3|package.json',
      'a|changed|1|2|package.json',
    ]);
    expect(await page.locator('.diff ins', { hasText: 'postinstall' }).count()).toBe(1);
  });

  test('an archive is browsed by folders, with its readme and changelog', async () => {
    const page = await open('/archives', { javaScriptEnabled: false });
    await page.getByLabel('or URL').fill(`${site.files}/old.tgz`);
    await page.getByRole('button', { name: 'Look into it' }).click();
    await page.waitForURL(/\/archives\?url=/);
    await page.getByRole('link', { name: 'src', exact: true }).click();
    await page.getByRole('link', { name: 'index.js' }).click();
    expect(await page.locator('pre.text').textContent()).toBe(
      '// SPDX-License-Identifier: MIT\nexport {};\n',
    );
    await page.getByRole('link', { name: 'Readme' }).first().click();
    expect(await page.locator('.prose em').textContent()).toBe('safe');
    expect(await page.locator('.prose img, .prose script').count()).toBe(0);
    await page.getByRole('link', { name: 'Changelog' }).first().click();
    expect(await page.locator('summary').allTextContents()).toEqual(['1.1.0 6 May 2024', '1.0.0 ']);
  });

  test('an archive that is sent shows all it has on one page', async () => {
    const page = await open('/archives');
    await page.getByLabel('File', { exact: true }).setInputFiles(fileAt('old.tgz'));
    await page.getByRole('button', { name: 'Look into it' }).click();
    await page.getByRole('heading', { name: 'README.md' }).waitFor();
    expect(await rows(page, 'Files and folders')).toContain('src/deep/down/other.js|18 B|');
  });

  test('a dropped file is taken wherever it falls', async () => {
    const page = await open('/digest');
    await page.evaluate(`(() => {
      const dropped = new DataTransfer();
      dropped.items.add(new File(['abc'], 'dropped.txt'));
      document.querySelector('h1').dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
    })()`);
    await page.getByRole('button', { name: 'Calculate' }).click();
    await page.getByText('sha256, hex').waitFor();
    // FIPS 180-2, appendix B.1.
    expect(await page.locator('[data-copy]').first().textContent()).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  test('a release is checked from its own page, without scripts', async () => {
    const page = await open('/registries/npm/packages/proven/versions/1.0.0', {
      javaScriptEnabled: false,
      viewport: { width: 375, height: 700 },
    });
    await page.getByRole('link', { name: 'Check that it is intact and authentic' }).click();
    expect(await title(page)).toBe('pkg:npm/proven@1.0.0');
    await page.getByText('Intact and authentic', { exact: true }).waitFor();
    const first = page.locator('.rows li').first();
    expect(await first.textContent()).toContain('tarball against the registry');
    const found = first.getByText('ab'.repeat(64)).first();
    expect(await found.isVisible()).toBe(false);
    await first.locator('summary').press('Enter');
    expect(await found.isVisible()).toBe(true);
    expect(await page.getByRole('link', { name: 'JSON' }).getAttribute('href')).toBe(
      '/api/v1/attest?purl=pkg:npm/proven@1.0.0',
    );
  });

  test('the form of releases leads to what failed, and says what it cannot find', async () => {
    const page = await open('/tools', { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Is this release intact and authentic?' }).click();
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.getByText('That did not work').waitFor();
    await page.getByLabel('Package URL of a release').fill('pkg:npm/tampered@1.0.0');
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.waitForURL('**/attest?purl=pkg:npm/tampered@1.0.0');
    expect(await page.locator('.notice-danger').textContent()).toContain('Not intact');
    expect(await page.locator('.rows li strong').allTextContents()).toEqual([
      'tarball against the registry',
      'signature of the registry',
    ]);
    await page.goto(`${site.url}/attest?purl=pkg:npm/nowhere@1`);
    expect(await page.locator('main').textContent()).toContain('There is no package pkg:npm/nowhere@1');
    expect(await page.getByLabel('Package URL of a release').inputValue()).toBe('pkg:npm/nowhere@1');
  });

  test('waits on a page that looks again by itself', async () => {
    let answer: (() => void) | undefined;
    site.serve.set('/slow/package.json', (_, response) => {
      answer = () => response.end(PACKAGE_JSON);
    });
    const page = await open('/parser', { javaScriptEnabled: false });
    await page.getByLabel('or URL').fill(`${site.files}/slow/package.json`);
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByText('This page looks again').waitFor();
    answer?.();
    await page.getByRole('heading', { name: 'Downloads' }).waitFor({ timeout: 10_000 });
  });

  test('results are sound at every width, by day and by night', async () => {
    const paths = Object.values(await resultPaths(site));
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [320, 1280]) {
        const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
        expect(await visit(context, site.url, paths), `${width} ${colorScheme}`).toEqual([]);
        await context.close();
      }
  }, 180_000);
});
