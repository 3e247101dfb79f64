import { expect, test } from 'vitest';
import { releaseHistory } from './releases.ts';

const now = new Date('2026-11-21T00:00:00Z');

test('no dates, or impossible ones, give no chart', () => {
  expect(releaseHistory([], now)).toBeNull();
  expect(releaseHistory([{ month: '0001-01', count: 1 }], now)).toBeNull();
  expect(releaseHistory([{ month: '9999-12', count: 1 }], now)).toBeNull();
});

test('a young package is shown by month, without gaps, up to now', () => {
  const history = releaseHistory(
    [
      { month: '2025-07', count: 2 },
      { month: '2026-10', count: 1 },
    ],
    now,
  );
  expect(history?.period).toBe('month');
  // July 2025 to November 2026.
  expect(history?.bars.length).toBe(17);
  expect(history?.bars.slice(0, 2)).toEqual([
    { label: 'Jul 2025', tick: 'Jul ’25', value: 2 },
    { label: 'Aug 2025', tick: 'Aug ’25', value: 0 },
  ]);
  expect(history?.bars.slice(-2)).toEqual([
    { label: 'Oct 2026', tick: 'Oct ’26', value: 1 },
    { label: 'Nov 2026', tick: 'Nov ’26', value: 0 },
  ]);
});

test('quarters and years hold the sums of their months', () => {
  const quarters = releaseHistory(
    [
      { month: '2021-01', count: 1 },
      { month: '2021-03', count: 2 },
      { month: '2021-04', count: 5 },
    ],
    now,
  );
  expect(quarters?.period).toBe('quarter');
  // 2021 Q1 to 2026 Q4.
  expect(quarters?.bars.length).toBe(24);
  expect(quarters?.bars.slice(0, 3)).toEqual([
    { label: '2021 Q1', tick: '2021', value: 3 },
    { label: '2021 Q2', tick: null, value: 5 },
    { label: '2021 Q3', tick: null, value: 0 },
  ]);
  const years = releaseHistory([{ month: '1999-12', count: 4 }], now);
  expect(years?.bars.length).toBe(28);
  expect(years?.bars[0]).toEqual({ label: '1999', value: 4 });
});

test('a lone release stands in a window of twelve months', () => {
  const bars = releaseHistory([{ month: '2026-11', count: 1 }], now)?.bars;
  expect(bars?.length).toBe(12);
  expect(bars?.[0]).toEqual({ label: 'Dec 2025', tick: 'Dec ’25', value: 0 });
});

test('a date in the near future has its bar', () => {
  expect(releaseHistory([{ month: '2027-01', count: 1 }], now)?.bars.at(-1)).toEqual({
    label: 'Jan 2027',
    tick: 'Jan ’27',
    value: 1,
  });
});
