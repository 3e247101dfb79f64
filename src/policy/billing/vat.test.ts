import { expect, test } from 'vitest';
import { periodEnd } from './periods.ts';
import { OUTSIDE, REVERSE_CHARGE, vatIdOf, vatOf } from './vat.ts';

test.each([
  ['DE', 1900, { country: 'DE', vatId: null }, 1900, null],
  ['DE', 1900, { country: 'DE', vatId: 'DE123456789' }, 1900, null],
  ['DE', 1900, { country: 'FR', vatId: 'FR12345678901' }, 0, REVERSE_CHARGE],
  ['DE', 1900, { country: 'FR', vatId: null }, 1900, null],
  ['DE', 1900, { country: 'US', vatId: null }, 0, OUTSIDE],
  ['US', 0, { country: 'DE', vatId: 'DE123456789' }, 0, null],
  ['GB', 2000, { country: 'GB', vatId: null }, 2000, null],
])('a seller in %s at %d and a buyer %j: %d', (country, rate, buyer, expected, note) => {
  expect(vatOf({ country }, rate, buyer)).toEqual({ rate: expected, note });
});

test.each([
  ['de 123 456 789', 'DE', 'DE123456789'],
  ['DE12345678', 'DE', null],
  ['ATU12345678', 'AT', 'ATU12345678'],
  ['EL123456789', 'GR', 'EL123456789'],
  ['GR123456789', 'GR', null],
  ['NL123456789B01', 'NL', 'NL123456789B01'],
  ['FR12345678901', 'DE', null],
  ['12-3456789', 'US', '123456789'],
  ['<b>', 'US', null],
])('%s of %s is %s', (given, country, id) => {
  expect(vatIdOf(given, country)).toBe(id);
});

test.each([
  ['2026-01-31T10:00:00.000Z', 'month', 31, '2026-02-28T10:00:00.000Z'],
  ['2026-02-28T10:00:00.000Z', 'month', 31, '2026-03-31T10:00:00.000Z'],
  ['2024-02-29T00:00:00.000Z', 'year', 29, '2025-02-28T00:00:00.000Z'],
  ['2026-12-15T00:00:00.000Z', 'month', 15, '2027-01-15T00:00:00.000Z'],
] as const)('a period from %s by %s, anchored on %d, ends %s', (start, period, anchor, end) => {
  expect(periodEnd(new Date(start), period, anchor).toISOString()).toBe(end);
});
