import { expect, test } from 'vitest';
import { type DocumentOptions, renderDocument } from './layout.tsx';

const options: DocumentOptions = {
  title: 'curl in debian-12',
  description: 'transfers data',
  view: <h1>curl</h1>,
  path: '/registries/debian-12/packages/curl',
  siteUrl: 'https://www.example.org',
  assets: { styles: ['/assets/site.css'], scripts: ['/assets/enhance.js'], icon: '/assets/favicon.svg' },
};

test('a page is a whole document with its own assets', () => {
  const html = renderDocument(options);
  expect(html).toMatch(/^<!doctype html><html lang="en"><head><meta charset="utf-8"/);
  expect(html).toContain('<title>curl in debian-12 · Ecosystems</title>');
  expect(html).toContain('<link rel="stylesheet" href="/assets/site.css"/>');
  expect(html).toContain('<script src="/assets/enhance.js" defer></script>');
  expect(html).toContain(
    '<link rel="canonical" href="https://www.example.org/registries/debian-12/packages/curl"/>',
  );
});

test('landmarks: a way past the header, one main, a labelled navigation and search', () => {
  const html = renderDocument(options);
  expect(html.match(/<main /g)?.length).toBe(1);
  expect(html).toContain('href="#content"');
  expect(html).toContain('<main id="content"');
  expect(html).toContain('<nav class="site-nav" aria-label="Site">');
  expect(html).toContain('<label class="visually-hidden" for="site-search">');
});

test('what strangers wrote stays text', () => {
  const evil = '</title><script>alert(1)</script>"';
  const html = renderDocument({
    ...options,
    title: evil,
    description: evil,
    view: <p title={evil}>{evil}</p>,
    path: `/search?q=${evil}`,
  });
  expect(html).not.toContain('<script>alert');
  expect(html.match(/<script/g)?.length).toBe(1);
  expect(html).not.toMatch(/content="<\/title>/);
});

test('nothing is inline: the policy of the pages refuses it', () => {
  const html = renderDocument({ ...options, path: '/' });
  expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
});

test('the place of the page is marked, and only there', () => {
  const marked = (path: string) =>
    renderDocument({ ...options, path }).match(/href="([^"]*)" aria-current="page"/)?.[1];
  expect(marked('/critical?registry=npmjs.org')).toBe('/critical');
  expect(marked('/registries/debian-12')).toBeUndefined();
});

test('the search box holds what was searched for; the home page has its own', () => {
  expect(renderDocument({ ...options, path: '/search?q=a%26b+c&page=2' })).toContain('value="a&amp;b c"');
  expect(renderDocument({ ...options, path: '/' })).not.toContain('site-search');
});

test('a page that is not for search engines says so and has no canonical address', () => {
  const html = renderDocument({ ...options, noindex: true });
  expect(html).toContain('<meta name="robots" content="noindex"/>');
  expect(html).not.toContain('canonical');
});
