import { expect, test } from 'vitest';
import { monthBars } from './months.ts';

test('months have no gaps, are summed, and end with that of now', () => {
  const counts = [
    { period: '2023-10-01', count: 99 },
    { period: '2023-12-01', count: 2 },
    { period: '2023-12-01', count: 3 },
    { period: '2024-02-01', count: 1 },
    { period: '2024-03-01', count: 99 },
  ];
  expect(monthBars(counts, new Date('2024-02-29T23:59:59Z'), 4)).toEqual([
    { label: '2023-11', value: 0 },
    { label: '2023-12', value: 5 },
    { label: '2024-01', value: 0 },
    { label: '2024-02', value: 1 },
  ]);
});
