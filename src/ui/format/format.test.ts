import { describe, expect, test } from 'vitest';
import { everyWords, formatDate, formatDateTime, spanWords } from './dates.ts';
import { countOf, formatBytes, formatCompact, formatNumber } from './numbers.ts';
import { ceilPercent, rankSentence, rankShort } from './percentiles.ts';
import { shortUrl, webUrl } from './urls.ts';

describe('numbers', () => {
  test('unknown is a word, zero is a number', () => {
    expect([formatNumber(null), formatNumber(undefined), formatNumber(0)]).toEqual([
      'not known',
      'not known',
      '0',
    ]);
    expect([formatCompact(null), formatCompact(0)]).toEqual(['not known', '0']);
    expect([formatBytes(null), formatBytes(0)]).toEqual(['not known', '0 B']);
  });
  test.each([
    [999, '999', '999'],
    [9_999, '9,999', '9,999'],
    [12_345, '12,345', '12.3k'],
    [999_999, '999,999', '1M'],
    [4_561_234, '4,561,234', '4.56M'],
    [1_200_000_000, '1,200,000,000', '1.2bn'],
  ])('%d', (value, exact, short) => {
    expect([formatNumber(value), formatCompact(value)]).toEqual([exact, short]);
  });
  test('counts agree with their noun', () => {
    expect([countOf(0, 'version'), countOf(1, 'version'), countOf(2_000, 'version')]).toEqual([
      'no versions',
      '1 version',
      '2,000 versions',
    ]);
    expect(countOf(2, 'registry', 'registries')).toBe('2 registries');
  });
  test.each([
    [999, '999 B'],
    [1_000, '1 kB'],
    [12_345, '12.3 kB'],
    [999_999, '1 MB'],
    [5_000_000_000_000_000, '5000 TB'],
  ])('%d bytes', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe('dates', () => {
  test('are in UTC whatever the offset they are written in', () => {
    expect(formatDate('2026-11-21T23:30:00-02:00')).toBe('22 Nov 2026');
    expect(formatDateTime('2026-09-01T06:02:59Z')).toBe('1 Sep 2026, 06:02 UTC');
    expect(formatDateTime('2026-01-01T00:00:00.000Z')).toBe('1 Jan 2026, 00:00 UTC');
  });
  test('what is no date is null', () => {
    expect([formatDate('soon'), formatDateTime('')]).toEqual([null, null]);
  });
  test.each([
    ['2026-11-21T06:00:00Z', '2026-11-21T06:00:59Z', 'less than a minute'],
    ['2026-11-21T06:00:00Z', '2026-11-21T06:01:00Z', '1 minute'],
    ['2026-11-21T06:00:00Z', '2026-11-21T05:00:00Z', '1 hour'],
    ['2026-11-18T06:00:00Z', '2026-11-21T07:00:00Z', '3 days'],
    ['2023-11-18T06:00:00Z', '2026-11-21T07:00:00Z', '3 years'],
  ])('from %s to %s', (from, to, words) => expect(spanWords(from, to)).toBe(words));
});

describe('ranks', () => {
  test('are rounded up, so that what they claim is true', () => {
    expect([0, 0.0004, 0.0551, 0.3, 1.21, 9.99, 45.01, 99.9].map(ceilPercent)).toEqual([
      '0%',
      '0.001%',
      '0.06%',
      '0.3%',
      '1.3%',
      '10%',
      '46%',
      '100%',
    ]);
  });
  test('in words', () => {
    expect([rankShort(0), rankShort(1.2)]).toEqual(['First', 'Top 1.2%']);
    expect(rankSentence(0, 'npmjs.org', 'are downloaded more')).toBe(
      'none of the indexed packages of npmjs.org are downloaded more',
    );
    expect(rankSentence(1.2, 'npmjs.org', 'are used by more packages')).toBe(
      'only 1.2% of the indexed packages of npmjs.org are used by more packages',
    );
    expect(rankSentence(55, 'debian-12', 'are used by more packages')).toBe(
      '55% of the indexed packages of debian-12 are used by more packages',
    );
  });
});

describe('URLs of strangers', () => {
  test.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,x',
    'https://user:secret@example.org/',
    'ftp://example.org/',
    '//example.org',
    'example.org',
    'https://',
    null,
  ])('%s is not a link', text => expect(webUrl(text)).toBeNull());
  test('web addresses are', () => {
    expect(webUrl(' https://example.org/a"b ')).toBe('https://example.org/a%22b');
    expect(shortUrl('https://www.example.org/a/')).toBe('example.org/a');
  });
});

test.each([
  [120, 'every 2 minutes'],
  [900, 'every 15 minutes'],
  [3_600, 'every hour'],
  [7_200, 'every 2 hours'],
  [86_400, 'every day'],
  [90, 'every 90 seconds'],
])('%d seconds apart is %s', (seconds, words) => {
  expect(everyWords(seconds)).toBe(words);
});
