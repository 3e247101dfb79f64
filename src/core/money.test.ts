import { expect, test } from 'vitest';
import { formatMoney, parseMoney, shareOf } from './money.ts';

test.each([
  [123_450, 'USD', 'USD 1,234.50'],
  [5, 'EUR', 'EUR 0.05'],
  [-100_000_001, 'EUR', 'EUR -1,000,000.01'],
  [1234, 'JPY', 'JPY 1,234'],
  [1234, 'BHD', 'BHD 1.234'],
])('%d of %s is %s', (minor, currency, text) => {
  expect(formatMoney(minor, currency)).toBe(text);
});

test.each([
  ['1234.50', 'EUR', 123_450],
  ['1,234.5', 'EUR', 123_450],
  ['EUR 0.05', 'EUR', 5],
  [' 1234 ', 'JPY', 1234],
  ['1.234', 'BHD', 1234],
  ['0', 'EUR', null],
  ['-5', 'EUR', null],
  ['1.5', 'JPY', null],
  ['1.005', 'EUR', null],
  ['12,34', 'EUR', null],
  ['USD 5', 'EUR', null],
  ['1e3', 'EUR', null],
  ['', 'EUR', null],
  ['999999999999999999', 'EUR', null],
])('%s of %s is %s', (text, currency, minor) => {
  expect(parseMoney(text, currency)).toBe(minor);
});

test.each([
  // 19 % of 0.05 is 0.0095, of 0.13 is 0.0247
  [5, 1900, 10_000, 1],
  [13, 1900, 10_000, 2],
  [50, 1, 100, 1],
  [-50, 1, 100, -1],
  [49, 1, 100, 0],
  [1_000_000_000, 2_678_399_999, 2_678_400_000, 1_000_000_000],
])('%d by %d of %d is %d', (minor, numerator, denominator, share) => {
  expect(shareOf(minor, numerator, denominator)).toBe(share);
});
