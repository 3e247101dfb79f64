import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { fitted } from '../../../ui/components/prose.tsx';
import { FileText, Folder } from './views.tsx';

test('headings of a readme move below those of the page, pictures become their words', () => {
  expect(fitted('<h1>A</h1><h2 title="h1">B</h2><h6>C</h6>')).toBe(
    '<h3>A</h3><h4 title="h1">B</h4><h6>C</h6>',
  );
  expect(fitted('<p><img src="https://example.org/a.png" alt="Logo &amp; name" /></p>')).toBe(
    '<p><span class="picture">Logo &amp; name</span></p>',
  );
  expect(fitted('<img src="https://example.org/a.png">')).toBe('<span class="picture">picture</span>');
});

test('a long text is cut and says so; a hostile one stays text', () => {
  const file = {
    name: 'a',
    directory: false,
    contents: `<script>${'x'.repeat(100_000)}`,
    encoding: 'utf-8',
    size: 100_008,
  };
  const html = renderToString(<FileText file={file} apiHref="/api" />);
  expect(html).not.toContain('<script');
  expect(html.length).toBeLessThan(41_000);
  expect(html).toContain('The API gives all 100 kB');
});

test('entries of a file that was sent have no pages', () => {
  const item = {
    name: '<b>',
    path: '<b>',
    kind: 'file' as const,
    size: 1,
    files: 0,
    target: null,
    executable: true,
  };
  const html = renderToString(<Folder items={[item]} total={10_000} href={null} />);
  expect(html).toContain('&lt;b>');
  expect(html).not.toContain('<a ');
  expect(html).toContain('The first 1 of 10,000 entries are shown.');
});
