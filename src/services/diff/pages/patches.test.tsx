import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { cutToFit, Patches } from './patches.tsx';

const patch = (name: string, text: string | null) => ({ source1: name, source2: name, unified_diff: text });

test('lines are marked by what happened to them, the head is not, and nothing becomes markup', () => {
  const text = '--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n--old\n+<script>\n same\n';
  const html = renderToString(<Patches patches={[patch('<b>', text)]} apiHref="/job" />);
  expect(html).toContain('<summary>&lt;b></summary>');
  expect(html).toContain('<span class="hunk">--- a/x\n</span>');
  expect(html).toContain('<del>--old\n</del>');
  expect(html).toContain('<ins>+&lt;script>\n</ins>');
  expect(html).not.toContain('<script');
});

test('a long difference is cut at the end of a line and says so', () => {
  const [shown] = cutToFit([patch('a', `${'+x\n'.repeat(10_000)}`)]);
  expect(shown?.isCut).toBe(true);
  expect(shown?.text.endsWith('+x')).toBe(true);
  const html = renderToString(<Patches patches={[patch('a', '+x\n'.repeat(10_000))]} apiHref="/job" />);
  expect(html.length).toBeLessThan(40_000);
  expect(html).toContain('It goes on: <a href="/job">');
});

test('one endless line is cut within', () => {
  const [shown] = cutToFit([patch('a', `+${'x'.repeat(1_000_000)}`)]);
  expect(shown?.text.length).toBeLessThan(20_000);
  expect(shown?.isCut).toBe(true);
});

test('of many files the first ones are shown, and how many there are', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => patch(`file-${index}`, ''));
  const html = renderToString(<Patches patches={many} apiHref="/job" />);
  expect(html).toContain('The first 60 of 10,000 files are shown.');
});

test('binaries have no lines', () => {
  expect(renderToString(<Patches patches={[patch('a', null)]} apiHref="/job" />)).toBe('');
});
