/** Counts of values by size: what percentiles are told from where the values themselves are not kept. */

/** Upper bounds of the buckets of answer times, in milliseconds; one more bucket holds what is slower. */
export const LATENCY_BOUNDS_MS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000] as const;

/** Of the time from an event's commit to its delivery. 15 s and 60 s are what is promised, so they are bounds. */
export const LAG_BOUNDS_MS = [
  10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 15_000, 30_000, 60_000,
] as const;

/** An empty histogram over these bounds. */
export function emptyHistogram(bounds: readonly number[]): number[] {
  return new Array(bounds.length + 1).fill(0);
}

/** Counts a value in: in the first bucket whose bound it does not exceed. */
export function count(bounds: readonly number[], counts: number[], value: number): void {
  let bucket = 0;
  while (bucket < bounds.length && value > (bounds[bucket] as number)) bucket++;
  counts[bucket] = (counts[bucket] ?? 0) + 1;
}

/**
 * The value below which a share of all lies, taking those of a bucket as evenly spread, as Prometheus' `histogram_quantile`
 * does; of what lies in the last bucket only its lower bound is known.
 *
 * @param share 0..1 @returns null where nothing was counted.
 */
export function percentile(
  bounds: readonly number[],
  counts: readonly number[],
  share: number,
): number | null {
  const total = counts.reduce((sum, n) => sum + n, 0);
  if (total === 0) return null;
  const rank = share * total;
  let below = 0;
  for (const [bucket, upper] of bounds.entries()) {
    const here = counts[bucket] ?? 0;
    if (here > 0 && below + here >= rank) {
      const lower = bounds[bucket - 1] ?? 0;
      return lower + ((upper - lower) * (rank - below)) / here;
    }
    below += here;
  }
  return bounds.at(-1) ?? 0;
}
