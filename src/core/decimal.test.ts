import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal } from './decimal.ts';

test.each([
  0,
  7,
  10,
  999,
  1_000,
  1_001,
  10_010,
  999_999,
  1_000_000,
  1_000_001,
  1_001_000,
  12_034_005,
  999_999_999,
  1_000_000_000,
  1e21,
  -1,
  -0,
  0.5,
  1_000.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
])('%d', n => {
  expect(decimal(n)).toBe(String(n));
});

test('any whole number', () => {
  fc.assert(fc.property(fc.nat({ max: 2_000_000_000 }), n => decimal(n) === String(n)));
});
