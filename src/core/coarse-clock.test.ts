import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { coarseNow } from './coarse-clock.ts';

test('is the time, and the same for as long as nothing else is done', async () => {
  await sleep(5);
  const before = Date.now();
  const first = coarseNow();
  expect(first).toBeGreaterThanOrEqual(before);
  expect(first).toBeLessThanOrEqual(Date.now());
  while (Date.now() < first + 5);
  expect(coarseNow()).toBe(first);
  // A timer may fire a millisecond before the clock says so.
  await sleep(10);
  expect(coarseNow()).toBeGreaterThanOrEqual(first + 10);
});
