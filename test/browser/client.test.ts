/** `ecosystems/client` in a real browser, on a page of another site: modules as they are built, and the rules of CORS. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Edge, startEdge } from '../../src/api/fixtures/edge.ts';
import indexApi from '../../src/services/index-api/index.ts';
import { buildProgram } from '../program.ts';
import { announceSkip, hasChromium, launchChromium } from './chromium.ts';

announceSkip('test/browser/client.test.ts');
const DIST = new URL('../../dist/', import.meta.url);

describe.skipIf(!hasChromium)('the client in a browser', () => {
  let edge: Edge;
  let pages: Server;
  let browser: Browser;

  beforeAll(async () => {
    await buildProgram();
    [edge, browser] = await Promise.all([startEdge({ services: [indexApi] }), launchChromium()]);
    pages = createServer(async ({ url = '' }, response) => {
      const isModule = /^\/client\/[a-z/-]+\.js$/.test(url);
      response.setHeader('content-type', isModule ? 'text/javascript' : 'text/html');
      response.end(
        isModule ? await readFile(new URL(url.slice(1), DIST)) : '<!doctype html><title>page</title>',
      );
    });
    await new Promise<void>(resolve => pages.listen(0, '127.0.0.1', resolve));
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    pages?.close();
    await edge?.stop();
  });

  test('asks with a key from a page of another origin, and reads answers and errors', async () => {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(pages.address() as AddressInfo).port}/`);
    const script = `(async () => {
      const { createClient } = await import('/client/index.js');
      const client = createClient({
        baseUrl: ${JSON.stringify(edge.url)}, key: 'eco_self_r_made-up', mailto: 'page@example.org', maxTries: 1,
      });
      const { data } = await client.index.lookupPurls({ body: { purls: ['nonsense'], sync: false } });
      const failed = await client.index.searchPackages({ colour: 'red' }).catch(error => [error.code, error.status, error.parameter]);
      return [data.results.map(row => row.status), failed];
    })()`;
    expect(await page.evaluate(script)).toEqual([['invalid'], ['status', 400, 'colour']]);
  });
});
