import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { VersionBar, type VersionMark, versionBarWords } from './version-bar.tsx';

/** `+` affected, `-` not, `?` cannot be told; versions are called 0, 1, 2 ... */
const marks = (text: string): VersionMark[] =>
  [...text].map((sign, index) => ({
    version: String(index),
    verdict: sign === '+' ? 'affected' : sign === '-' ? 'not-affected' : 'unknown',
  }));
const bar = (versions: VersionMark[]) =>
  renderToString(<VersionBar id="v" title="Versions" description="All." versions={versions} />);

describe('the bar of versions', () => {
  test('has one mark for neighbours that are alike, as wide as they are many', () => {
    const rects = [
      ...bar(marks('--+++-?++?')).matchAll(/<rect class="(\w+)" x="([\d.]+%)" width="([\d.]+%)"/g),
    ];
    expect(rects.map(([, ...parts]) => parts)).toEqual([
      ['track', '0%', '20%'],
      ['mark', '20%', '30%'],
      ['track', '50%', '10%'],
      ['mark', '70%', '20%'],
    ]);
  });

  test('says the same in a table', () => {
    const html = bar(marks('-++?'));
    expect(html).toContain('<td>0</td><td>1</td><td>not affected</td>');
    expect(html).toContain('<td>1 to 2</td><td>2</td><td>affected</td>');
    expect(html).toContain('<td>3</td><td>1</td><td>cannot be told</td>');
  });

  test('stays bounded, and hostile versions are text', () => {
    const many = bar(marks('+-'.repeat(5_000)));
    expect(many.match(/<rect/g)).toHaveLength(150);
    const html = bar([
      { version: '<b>"', verdict: 'affected' },
      { version: 'x'.repeat(500), verdict: 'unknown' },
    ]);
    expect(html).not.toContain('<b>');
    expect(html).not.toContain('x'.repeat(25));
  });

  test('is told in a sentence', () => {
    expect(versionBarWords(marks('--++-+?'))).toBe(
      'Of 7 indexed versions, 3 affected: 2 to 3, 5; of 1 it cannot be told.',
    );
    expect(versionBarWords(marks('-'))).toBe('Of 1 indexed version, 0 affected.');
  });
});
