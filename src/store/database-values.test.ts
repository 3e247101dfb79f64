import { describe, expect, it } from 'vitest';
import { parseInt8, parseTimestamptz } from './database-values.ts';

describe('timestamptz', () => {
  it.each([
    ['2024-01-02 03:04:05.678901+00', '2024-01-02T03:04:05.678Z'],
    ['2024-01-02 03:04:05+00', '2024-01-02T03:04:05.000Z'],
    ['2024-01-02 03:04:05.6+00', '2024-01-02T03:04:05.600Z'],
    ['1999-12-31 23:59:59.999999+00', '1999-12-31T23:59:59.999Z'],
    ['2024-01-02 03:04:05.678901+05:30', '2024-01-01T21:34:05.678Z'],
    ['2024-01-01 20:04:05-08', '2024-01-02T04:04:05.000Z'],
    ['infinity', 'infinity'],
    ['-infinity', '-infinity'],
    ['0044-03-15 12:00:00+00 BC', '0044-03-15 12:00:00+00 BC'],
    ['12024-01-02 03:04:05+00', '12024-01-02 03:04:05+00'],
  ])('%s is %s', (text, expected) => {
    expect(parseTimestamptz(text)).toBe(expected);
  });
});

describe('bigint', () => {
  it.each([
    ['0', 0],
    ['-17', -17],
    ['9007199254740991', 9007199254740991],
    ['-9007199254740991', -9007199254740991],
  ])('%s is a number', (text, expected) => {
    expect(parseInt8(text)).toBe(expected);
  });

  it.each(['9007199254740992', '-9223372036854775808'])('%s is refused', text => {
    expect(() => parseInt8(text)).toThrow(RangeError);
  });
});
