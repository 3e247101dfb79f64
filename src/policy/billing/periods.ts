/** Months and years as they are billed. */

/**
 * The end of a period that begins at `start`, in UTC. A day that a month does not have is its last one, and the day of the
 * anchor comes back in the months that have it: 31 January, 28 February, 31 March.
 *
 * @param anchorDay day of the month on which the first period began.
 */
export function periodEnd(start: Date, period: 'month' | 'year', anchorDay = start.getUTCDate()): Date {
  const months = period === 'year' ? 12 : 1;
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const end = new Date(start);
  // The first, so that setting the month does not run over into the next one.
  end.setUTCDate(1);
  end.setUTCFullYear(year, month, Math.min(anchorDay, last));
  return end;
}

export function addDays(to: Date, days: number): Date {
  return new Date(to.getTime() + days * 86_400_000);
}
