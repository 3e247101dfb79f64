import { describe, expect, it } from 'vitest';
import type { Json } from '../../../core/records.ts';
import { changesSince, newestDate } from './feeds.ts';
import {
  countOf,
  dateOf,
  dateOfUnix,
  sha256Integrity,
  textsOf,
  unlessEmpty,
  versionNumber,
} from './values.ts';

describe('values', () => {
  it('are read as what they should be, else null', () => {
    expect(dateOf('2018-03-24T12:19:00Z')).toBe('2018-03-24T12:19:00.000Z');
    expect(dateOf('2018-03-24T12:19:00.123456+02:00')).toBe('2018-03-24T10:19:00.123Z');
    expect(dateOf('Sat, 24 Mar 2018 12:19:00 GMT')).toBe('2018-03-24T12:19:00.000Z');
    // The epoch stands for "unknown" in archives that are built reproducibly.
    for (const value of [
      '',
      'yesterday',
      '0001-01-01T00:00:00Z',
      '1970-01-01T00:00:00Z',
      5,
      null,
      '9'.repeat(50),
    ])
      expect(dateOf(value)).toBeNull();
    expect(dateOfUnix(1_749_753_259)).toBe('2025-06-12T18:34:19.000Z');
    for (const value of [0, -1, Number.NaN, 1e300, '5', null]) expect(dateOfUnix(value)).toBeNull();
    expect([5, 0, -1, 1.5, 1e300, '5', null].map(countOf)).toEqual([5, 0, null, null, null, null, null]);
    expect(textsOf(['a', ' a ', '', null, 'b', 'c'], { count: 5, length: 9 })).toEqual(['a', 'b']);
    expect(textsOf('a', { count: 5, length: 9 })).toEqual([]);
    expect(
      ['1.0', ' 1.0', '1 0', '', '__proto__', 'x'.repeat(300), 1].map(value => versionNumber(value)),
    ).toEqual(['1.0', null, null, null, null, null, null]);
    expect(([[], ['a'], {}, { a: 1 }, 'x'] as Json[]).map(value => unlessEmpty(value))).toEqual([
      null,
      ['a'],
      null,
      { a: 1 },
      'x',
    ]);
    const digest = 'AB'.repeat(32);
    expect(sha256Integrity(digest)).toBe(`sha256-${'ab'.repeat(32)}`);
    expect(sha256Integrity(`sha256:${digest}`)).toBe(`sha256-${'ab'.repeat(32)}`);
    expect([`${digest}0`, 'sha512:ab', null].map(sha256Integrity)).toEqual([null, null, null]);
  });
});

describe('a feed of dates', () => {
  const entries = [
    { name: 'c', date: '2024-03-01T00:00:00.000Z' },
    { name: 'a', date: '2024-01-01T00:00:00.000Z' },
    { name: 'b', date: '2024-02-01T00:00:00.000Z' },
    { name: 'a', date: '2024-02-15T00:00:00.000Z' },
  ];

  it('gives what is newer than the cursor, oldest first', () => {
    expect(changesSince(entries, null)).toEqual({ names: [], cursor: '2024-03-01T00:00:00.000Z' });
    expect(changesSince(entries, '2024-01-01T00:00:00.000Z')).toEqual({
      names: ['b', 'a', 'c'],
      cursor: '2024-03-01T00:00:00.000Z',
    });
    expect(changesSince(entries, '2025-01-01T00:00:00.000Z')).toEqual({
      names: [],
      cursor: '2025-01-01T00:00:00.000Z',
    });
    expect(changesSince([], null)).toEqual({ names: [], cursor: null });
    expect(newestDate([])).toBeNull();
  });
});
