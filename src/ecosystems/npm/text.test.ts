import { describe, expect, it } from 'vitest';
import { cleanDate, cleanJson, cleanText } from './text.ts';

describe('cleanText', () => {
  it('trims, drops NUL and lone surrogates, and keeps pairs', () => {
    expect(cleanText(' a\0\ud83d\ude00\udc00b\ud800 ', 100)).toBe('a😀b');
    expect(cleanText('\0 \ud800', 100)).toBeNull();
    for (const value of [null, undefined, 42, true, {}, ['a']]) expect(cleanText(value, 100)).toBeNull();
  });

  it('never cuts a pair in two', () => {
    expect(cleanText('ab😀', 3)).toBe('ab');
    expect(cleanText('ab😀', 4)).toBe('ab😀');
    expect(cleanText('abcd', 3)).toBe('abc');
  });
});

describe('cleanJson', () => {
  it('copies without nulls and empty members', () => {
    expect(cleanJson({ a: [1, null, 'x\0'], b: null, c: {}, d: '', e: false }, 1000)).toEqual({
      a: [1, 'x'],
      e: false,
    });
    for (const value of [null, undefined, {}, [], '', Number.NaN, [[null]]])
      expect(cleanJson(value, 1000)).toBeUndefined();
  });

  it('gives nothing for what is too large or too deep', () => {
    expect(cleanJson({ a: 'x'.repeat(100) }, 100)).toBeUndefined();
    expect(
      cleanJson(
        Array.from({ length: 2000 }, () => 1),
        1_000_000,
      ),
    ).toBeUndefined();
    expect(cleanJson(JSON.parse(`${'['.repeat(100_000)}1${']'.repeat(100_000)}`), 1_000_000)).toBeUndefined();
  });

  it('does not set prototypes', () => {
    const copy = cleanJson(JSON.parse('{"__proto__":{"a":1},"b":1}'), 1000);
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(copy).toEqual({ b: 1 });
  });
});

describe('cleanDate', () => {
  it('gives UTC', () => {
    expect(cleanDate('2024-12-04T23:03:58.786000+00:00')).toBe('2024-12-04T23:03:58.786Z');
    expect(cleanDate('2024-01-01T01:30:00+02:00')).toBe('2023-12-31T23:30:00.000Z');
  });

  it('refuses what is no date of our time', () => {
    for (const value of [
      '',
      'yesterday',
      '1969-12-31T00:00:00Z',
      '+010000-01-01T00:00:00Z',
      '2024-13-01',
      1_700_000_000_000,
      null,
      ' '.repeat(50),
    ])
      expect(cleanDate(value), String(value)).toBeNull();
  });
});
