import { mkdirSync } from 'node:fs';
import { test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { FORM_PATHS, resultPaths, startToolSite } from './tool-pages.ts';

test('shots', async () => {
  mkdirSync('/tmp/shots', { recursive: true });
  const site = await startToolSite();
  const browser = await launchChromium();
  const only = process.env.ONLY?.split(',');
  try {
    const results = await resultPaths(site);
    await new Promise(r => setTimeout(r, 2500));
    const all = {
      ...Object.fromEntries(FORM_PATHS.map(p => [`form${p.replace('/', '-')}`, p])),
      home: '/',
      ...results,
    };
    for (const [width, scheme] of [
      [375, 'dark'],
      [1280, 'light'],
    ] as const) {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme });
      const page = await context.newPage();
      page.on('console', m => console.log(page.url(), m.text()));
      for (const [name, path] of Object.entries(all)) {
        if (only && !only.includes(name)) continue;
        const r = await page.goto(site.url + path);
        console.log(width, name, r?.status(), (await r?.body())?.length);
        await page.screenshot({ path: `/tmp/shots/${name}-${width}.png`, fullPage: true });
      }
      await context.close();
    }
  } finally {
    console.log(JSON.stringify(site.edge.log).slice(0, 3000));
    await browser.close();
    await site.close();
  }
}, 300_000);
