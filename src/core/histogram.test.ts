import { expect, test } from 'vitest';
import { count, emptyHistogram, LATENCY_BOUNDS_MS, percentile } from './histogram.ts';

const BOUNDS = [10, 20, 40];

test('a value on a bound belongs below it, and what exceeds all bounds to the last bucket', () => {
  const counts = emptyHistogram(BOUNDS);
  for (const value of [0, 10, 10.1, 20, 40, 41, 1e9]) count(BOUNDS, counts, value);
  expect(counts).toEqual([2, 2, 1, 2]);
});

// Worked out by hand after https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
test.each([
  [[4, 4, 2, 0], 0.5, 12.5],
  [[4, 4, 2, 0], 0.95, 35],
  [[4, 4, 2, 0], 0, 0],
  [[0, 0, 0, 5], 0.5, 40],
  [[0, 10, 0, 0], 1, 20],
  [[0, 0, 0, 0], 0.5, null],
])('the quantile of %j at %d is %s', (counts, share, expected) => {
  expect(percentile(BOUNDS, counts, share)).toBe(expected);
});

test('answer times have bounds that grow', () => {
  expect([...LATENCY_BOUNDS_MS].sort((a, b) => a - b)).toEqual([...LATENCY_BOUNDS_MS]);
});
