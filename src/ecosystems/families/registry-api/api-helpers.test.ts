import { describe, expect, it } from 'vitest';
import { fragmentOf } from './fragments.ts';
import { recentHead, recentSince } from './recent.ts';

describe('a list of what is new', () => {
  const entries = [
    { name: 'd', date: '2024-03-01' },
    { name: 'c', date: '2024-02-01' },
    { name: 'b', date: '2024-02-01' },
    { name: 'd', date: '2024-01-01' },
  ];

  it('gives what stands before the entry of the cursor, oldest first', () => {
    expect(recentHead(entries)).toBe('2024-03-01 d');
    expect(recentSince(entries, null)).toEqual({ names: [], cursor: '2024-03-01 d' });
    // Another entry of the same date is not lost.
    expect(recentSince(entries, '2024-02-01 b').names).toEqual(['c', 'd']);
    expect(recentSince(entries, '2024-03-01 d').names).toEqual([]);
  });

  it('goes by the date where the entry is gone', () => {
    expect(recentSince(entries, '2024-02-01 x').names).toEqual(['b', 'c', 'd']);
    expect(recentSince(entries, '2020-01-01 x').names).toEqual(['d', 'b', 'c']);
    expect(recentSince([], '2020-01-01 x')).toEqual({ names: [], cursor: '2020-01-01 x' });
    expect(recentHead([])).toBeNull();
  });
});

describe('fragments', () => {
  it('leave out what says nothing', () => {
    expect(
      fragmentOf({ a: null, b: '', c: [null, 'x '], d: {}, e: Number.NaN, f: false, g: 0 }, 100),
    ).toEqual({
      b: '',
      c: ['x'],
      f: false,
      g: 0,
    });
    expect(fragmentOf({ a: {} }, 100)).toBeNull();
    expect(fragmentOf(undefined, 100)).toBeNull();
  });

  it('are bounded, and hold only what can be stored', () => {
    expect(fragmentOf({ a: 'x'.repeat(101) }, 100)).toBeNull();
    expect(
      fragmentOf(
        Array.from({ length: 1001 }, () => 1),
        100,
      ),
    ).toBeNull();
    const deep = JSON.parse(`${'['.repeat(9)}1${']'.repeat(9)}`);
    expect(fragmentOf(deep, 100)).toBeNull();
    expect(fragmentOf(deep[0][0], 100)).toEqual([[[[[[[1]]]]]]]);
    expect(fragmentOf(JSON.parse('{"__proto__":{"x":1},"a\\u0000":"b\\ud800"}'), 100)).toEqual({ a: 'b' });
  });
});
