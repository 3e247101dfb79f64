/** The parts of the client by themselves. */
import { describe, expect, it, test } from 'vitest';
import { readRetryAfter, waitMs } from './backoff.ts';
import { memoryEtagStore, type StoredAnswer } from './etag-store.ts';
import { nextLink, pathOn } from './link.ts';

const now = Date.parse('2025-06-07T08:09:10.000Z');

test.each([
  ['120', 120],
  ['0', 0],
  ['Sat, 07 Jun 2025 08:10:10 GMT', 60],
  // RFC 850's form, obsolete but to be understood.
  ['Saturday, 07-Jun-25 08:09:40 GMT', 30],
  ['Sat, 07 Jun 2025 08:00:00 GMT', 0],
  ['-5', null],
  ['1.5', null],
  ['soon', null],
  ['', null],
  [null, null],
  ['99999999999', null],
])('Retry-After: %s', (value, expected) => expect(readRetryAfter(value, now)).toBe(expected));

test('the wait is anything up to the doubled base, and never before the server wants it', () => {
  expect([1, 2, 3, 4].map(tries => waitMs(tries, null, () => 0.999_999))).toEqual([500, 1_000, 2_000, 4_000]);
  expect(waitMs(20, null, () => 0.999_999)).toBe(20_000);
  expect(waitMs(1, 7, () => 0)).toBe(7_000);
  expect(waitMs(2, 7, () => 0.5)).toBe(7_500);
});

test.each([
  ['<https://a.example/?page=2>; rel="next"', 'https://a.example/?page=2'],
  ['<a>; rel=prev, <b>; title="x, y"; rel="up next"', 'b'],
  ['<a>; rel="license"', null],
  ['<a>', null],
  ['', null],
  [undefined, null],
])('the next page of %j', (value, expected) => expect(nextLink(value)).toBe(expected));

test.each([
  ['https://a.example', 'https://b.example/x?y=1', '/x?y=1'],
  ['https://a.example/eco', 'https://a.example/eco/x', '/x'],
  ['https://a.example/eco', '/ecosystems', '/ecosystems'],
  ['https://a.example', '//evil.example/x', '/x'],
])('on %s, %s is asked as %s', (base, link, expected) => expect(pathOn(base, link)).toBe(expected));

describe('the store in memory', () => {
  const answer = (body: string): StoredAnswer => ({ etag: '"1"', lastModified: null, headers: {}, body });

  it('forgets what was not asked for longest', () => {
    const store = memoryEtagStore(10);
    store.set('a', answer('1234'));
    store.set('b', answer('1234'));
    store.get('a');
    store.set('c', answer('1234'));
    expect(['a', 'b', 'c'].map(url => store.get(url) !== null)).toEqual([true, false, true]);
    store.set('a', answer('x'.repeat(11)));
    expect(store.get('a')).toBeNull();
  });
});
