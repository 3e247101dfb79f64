import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { toolOf } from '../tools.ts';
import { sentence, ToolHome } from './tool-home.tsx';
import { Cut, Downloads } from './tool-result.tsx';
import { Tree, type TreeItem } from './tree.tsx';

const HOSTILE = '<script>alert(1)</script>';
const ESCAPED = '&lt;script>alert(1)&lt;/script>';
const item = (name: string, given: Partial<TreeItem> = {}): TreeItem => ({
  name,
  version: '1',
  children: [],
  more: 0,
  repeated: false,
  href: '/node',
  ...given,
});

test('a tree opens without scripts: the first level is open, what is cut off is a link', () => {
  const html = renderToString(
    <Tree
      label="Tree"
      items={[item('a', { children: [item('b', { children: [item('c')], more: 2 })], more: 0 })]}
    />,
  );
  expect(html).toMatch(/<details open><summary><span class="wrap">a<\/span>/);
  expect(html).toMatch(/<details><summary><span class="wrap">b<\/span>.*\(3\)/);
  expect(html).toContain('<a href="/node" rel="nofollow">and 2 more</a>');
});

test('what stands elsewhere in the tree says so and leads there', () => {
  const html = renderToString(<Tree label="Tree" items={[item('a', { repeated: true })]} />);
  expect(html).toContain('<a href="/node" rel="nofollow">a</a>');
  expect(html).toContain('>again</span>');
});

test('names of strangers are text', () => {
  const html = renderToString(<Tree label={HOSTILE} items={[item(HOSTILE, { version: HOSTILE })]} />);
  expect(html).not.toContain('<script');
  expect(html.split(ESCAPED)).toHaveLength(4);
});

test('a list that is cut says so; one that is whole says nothing', () => {
  expect(renderToString(<Cut shown={200} of={10_000} what="dependencies" />)).toContain(
    'The first 200 of 10,000 dependencies are shown.',
  );
  expect(renderToString(<Cut shown={3} of={3} what="dependencies" />)).toBe('');
});

test('a form keeps what was given, names what was wrong, and nothing of it becomes markup', () => {
  const html = renderToString(
    <ToolHome
      tool={toolOf('parser')}
      fields={[
        { kind: 'file', name: 'file', label: 'Files', multiple: true },
        { kind: 'text', name: 'url', label: 'URL' },
      ]}
      submit="Read it"
      values={{ url: `"${HOSTILE}` }}
      problem={{ message: HOSTILE, field: 'url' }}
      example={{ label: 'Example', values: { purl: 'pkg:npm/a' } }}
      limits={[]}
      commands={[]}
    />,
  );
  expect(html).not.toContain('<script');
  expect(html).toContain('aria-invalid="true"');
  expect(html).toContain('action="/parser" enctype="multipart/form-data"');
  expect(html).toContain('<input type="hidden" name="purl" value="pkg:npm/a"/>');
});

test('downloads are links with a word about them', () => {
  const html = renderToString(<Downloads items={[{ label: 'CSV', href: '/a?b&c', note: 'one a line' }]} />);
  expect(html).toContain('<a href="/a?b&amp;c" rel="nofollow">CSV</a><small>one a line</small>');
});

test('messages become sentences, names in them stay as they are', () => {
  expect(sentence('the form is damaged')).toBe('The form is damaged.');
  expect(sentence('https://example.org/a: status 404')).toBe('https://example.org/a: status 404.');
  expect(sentence('url_2 is needed')).toBe('url_2 is needed.');
});
