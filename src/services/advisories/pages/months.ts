import type { Bar } from '../../../ui/charts/bar-chart.tsx';

/**
 * One bar for each of the last months up to that of `now`, without gaps; what lies outside is left out.
 *
 * @param counts `period` is the first day of a month (UTC), as `YYYY-MM-DD`; several of one month are summed.
 */
export function monthBars(
  counts: readonly { period: string; count: number }[],
  now: Date,
  months: number,
): Bar[] {
  const sums = new Map<string, number>();
  for (const { period, count } of counts) {
    const month = period.slice(0, 7);
    sums.set(month, (sums.get(month) ?? 0) + count);
  }
  return Array.from({ length: months }, (_, index) => {
    const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1 + index, 1));
    const label = first.toISOString().slice(0, 7);
    return { label, value: sums.get(label) ?? 0 };
  });
}
