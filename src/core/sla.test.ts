import { expect, test } from 'vitest';
import { emptyHistogram, LAG_BOUNDS_MS } from './histogram.ts';
import { availabilityOf, creditPercent, publishLagOf, SLA_TARGETS, type SlaTargets } from './sla.ts';

const MINUTES = 30 * 24 * 60;

function month(downMinutes: number, lags: Record<number, number> = {}) {
  const publishLag = emptyHistogram(LAG_BOUNDS_MS);
  for (const [bound, n] of Object.entries(lags)) publishLag[LAG_BOUNDS_MS.indexOf(Number(bound) as 10)] = n;
  return { minutes: MINUTES, availableMinutes: MINUTES - downMinutes, requests: 0, failures: 0, publishLag };
}

// 0.1 % of a month of 43,200 minutes are 43.2, 0.5 % are 216, 1 % are 432, 5 % are 2,160.
test.each([
  ['scale', 43, 0],
  ['scale', 44, 10],
  ['develop', 44, 0],
  ['develop', 216, 0],
  ['develop', 217, 10],
  ['scale', 432, 10],
  ['scale', 433, 25],
  ['develop', 433, 25],
  ['develop', 2_160, 25],
  ['develop', 2_161, 50],
  ['scale', MINUTES, 50],
])('%s, %d minutes down: %d %%', (plan, down, credit) => {
  expect(creditPercent(month(down), SLA_TARGETS[plan] as SlaTargets)).toBe(credit);
});

test('a lag above its target is worth a tenth', () => {
  const slow = month(0, { 100: 90, 30000: 10 });
  expect(publishLagOf(slow, 0.95)).toBe(22_500);
  expect(creditPercent(slow, SLA_TARGETS.scale as SlaTargets)).toBe(10);
  expect(creditPercent(slow, SLA_TARGETS.develop as SlaTargets)).toBe(0);
});

test('what was not measured is not known, and no reason for a credit', () => {
  const none = { ...month(0), minutes: 0, availableMinutes: 0 };
  expect(availabilityOf(none)).toBeNull();
  expect(publishLagOf(none, 0.95)).toBeNull();
  expect(creditPercent(none, SLA_TARGETS.scale as SlaTargets)).toBe(0);
});
