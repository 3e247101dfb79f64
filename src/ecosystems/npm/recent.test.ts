import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseRecent } from './recent.ts';

describe('parseRecent', () => {
  it('reads names and dates in order', () => {
    const xml = `<rss><channel><title>feed</title>
      <item><title><![CDATA[@a/b]]></title><pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate></item>
      <item><title>it&apos;s</title></item>
      <item><description>no title</description></item>
    </channel></rss>`;
    expect(parseRecent(xml)).toEqual([
      { name: '@a/b', key: '@a/b Mon, 01 Jan 2024 00:00:00 GMT' },
      { name: "it's", key: "it's" },
    ]);
  });

  it('survives documents made to break it', { timeout: 5000 }, () => {
    for (const xml of [
      '',
      '<item>',
      '<item><title></item>',
      '<item><title>'.repeat(500_000),
      '<item></item>'.repeat(500_000),
    ])
      expect(parseRecent(xml)).toEqual([]);
    expect(parseRecent('<item><title>x</title></item>'.repeat(100_000))).toHaveLength(1000);
    expect(parseRecent('<item><title>&amp;lt;&l9;</title></item>')[0]?.name).toBe('&lt;&l9;');
  });

  const recorded = new URL('../../../../shared/fixtures/registries/npm/new-rss', import.meta.url);
  it.skipIf(!existsSync(recorded))('reads a recorded feed', () => {
    const items = parseRecent(readFileSync(recorded, 'utf8'));
    expect(items.slice(0, 3).map(item => item.name)).toEqual([
      'digital-shell-ui-kit-alpha-one-s',
      '@r3vl/sdk',
      'q-koa',
    ]);
    expect(items[0]?.key).toBe('digital-shell-ui-kit-alpha-one-s Sun, 15 Jan 2023 16:33:56 GMT');
    expect(items).toHaveLength(readFileSync(recorded, 'utf8').split('<item>').length - 1);
  });
});
