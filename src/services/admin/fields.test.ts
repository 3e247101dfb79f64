import { expect, test } from 'vitest';
import { featuresOf, limitsOf, priceOf, sentBy, shownOf, wordsOf } from './fields.ts';

test.each([
  ['200', 'USD', 20_000],
  ['1,200.50', 'USD', 120_050],
  ['0', 'USD', 0],
  ['0.00', 'USD', 0],
  ['5000', 'JPY', 5_000],
])('a price of %s %s is %d', (price, currency, minor) => {
  expect(priceOf({ price }, 'price', currency)).toBe(minor);
});

test.each([
  ['5000.5', 'JPY'],
  ['-1', 'USD'],
  ['1e3', 'USD'],
])('a price of %s %s is none', (price, currency) => {
  expect(() => priceOf({ price }, 'price', currency)).toThrow(`must be an amount in ${currency}`);
});

test('features are lines, in their order, and a line that is none is named', () => {
  expect(featuresOf({ features: ' support: e-mail\n\nsla:99.5 %: monthly ' }, 'features')).toEqual({
    support: 'e-mail',
    sla: '99.5 %: monthly',
  });
  expect(featuresOf({}, 'features')).toEqual({});
  for (const line of ['support', ': x', 'x:', `${'x'.repeat(51)}: y`])
    expect(() => featuresOf({ features: `a: b\n${line}` }, 'features')).toThrow('must be lines such as');
});

test('limits are what is filled in, and a burst is both of its numbers', () => {
  expect(limitsOf({})).toEqual({});
  expect(
    limitsOf({
      hourly: '5',
      daily: 'none',
      per_second: '0.5',
      burst: '10',
      priority: '0',
      fail_mode: 'open',
    }),
  ).toEqual({
    hourly: 5,
    daily: null,
    burst: { perSecond: 0.5, size: 10 },
    priority: 0,
    failMode: 'open',
  });
  expect(limitsOf({ per_second: 'none' })).toEqual({ burst: null });
});

test.each([
  [{ hourly: '-1' }, 'hourly'],
  [{ hourly: '1.5' }, 'hourly'],
  [{ per_second: '5' }, 'burst'],
  [{ per_second: '5', burst: 'none' }, 'burst'],
  [{ burst: '5' }, 'per_second'],
  [{ per_second: 'x', burst: '5' }, 'per_second'],
])('limits such as %j name the field', (form, field) => {
  let thrown: unknown;
  try {
    limitsOf(form);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ field });
});

test('a form that came back shows what was sent, also what was emptied; others on the page show what is', () => {
  expect(shownOf({}, 'name', 'now')).toBe('now');
  expect(shownOf({ name: 'sent' }, 'name', 'now')).toBe('sent');
  expect(shownOf({ other: 'x' }, 'name', 'now')).toBe('');
  expect(sentBy({ reason: 'x' }, 'name', 'address')).toEqual({});
  expect(sentBy({ name: 'x' }, 'name', 'address')).toEqual({ name: 'x' });
  expect(wordsOf({ scope: ' a, b  c,' }, 'scope')).toEqual(['a', 'b', 'c']);
  expect(wordsOf({ scope: ' ,' }, 'scope')).toBeUndefined();
});
