/**
 * Ranks in words. A rank is the percentage of a registry's packages whose value is higher (lower is better), so
 * everything said here is literally that: with many packages sharing a value, "more than 98 % of all" would not be true.
 */

/** `Top 0.3%`; `First` where nothing is higher. Rounded up, so that the claim still holds. */
export function rankShort(rank: number): string {
  return rank <= 0 ? 'First' : `Top ${ceilPercent(rank)}`;
}

/**
 * A sentence about a rank: `only 1.2% of the indexed packages of npmjs.org are used by more packages`.
 *
 * @param more what the packages above have more of: `are used by more packages`, `are downloaded more`
 */
export function rankSentence(rank: number, registry: string, more: string): string {
  if (rank <= 0) return `none of the indexed packages of ${registry} ${more}`;
  const only = rank < 10 ? 'only ' : '';
  return `${only}${ceilPercent(rank)} of the indexed packages of ${registry} ${more}`;
}

/** Rounded up to what is worth telling apart: `0.001%` below which ranks are not separated, `0.3%`, `2%`, `45%`. */
export function ceilPercent(percent: number): string {
  if (percent <= 0) return '0%';
  const decimals = percent < 0.01 ? 3 : percent < 0.1 ? 2 : percent < 10 ? 1 : 0;
  const factor = 10 ** decimals;
  // The tiny subtraction keeps 0.3 (stored as 0.30000000000000004 after a division) from becoming 0.4.
  const up = Math.min(100, Math.max(1 / factor, Math.ceil(percent * factor - 1e-6) / factor));
  return `${Number(up.toFixed(decimals))}%`;
}
