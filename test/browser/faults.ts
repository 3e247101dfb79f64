/** What no page may do, looked for in a real browser. */
import type { BrowserContext } from 'playwright-core';

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
  for (const e of all('input:not([type=hidden]), select, textarea')) if (!e.labels?.length) faults.push('no label: ' + e.outerHTML.slice(0, 120));
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
  for (const e of all('table')) if (!e.caption && !e.closest('.chart-data, .prose')) faults.push('a table without caption');
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

/** Bytes of a page's document. */
const HEAVIEST = 60_000;
/** Of one that is a picture of five hundred packages. */
const HEAVIEST_PICTURE = 150_000;

/** Faults by address: those of the document, of the console, and the page's weight. */
export async function visit(
  context: BrowserContext,
  base: string,
  paths: readonly string[],
): Promise<string[]> {
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
    if (!response || (response.status() >= 500 && response.status() !== 502))
      faults.push(`${path}: ${response?.status()}`);
    const weight = (await response?.body())?.length ?? 0;
    const heaviest = path.includes('view=picture') ? HEAVIEST_PICTURE : HEAVIEST;
    if (weight > heaviest && !path.startsWith('/docs')) faults.push(`${path}: ${weight} bytes`);
    for (const fault of (await page.evaluate(FAULTS)) as string[]) faults.push(`${path}: ${fault}`);
  }
  await page.close();
  return faults;
}
