/**
 * What everybody may know of how this index is used: totals by day and tier, never of one client. A tier on a day on which
 * fewer askers used it than a minimum is left out, from the sums too, so that nothing follows from a difference.
 */
import type { Queryable } from '../../store/database.ts';
import { readTotals, type TierDay, type UsageSums } from '../../store/usage.ts';
import { addUp, DAY_MS } from './overview.ts';

export interface Transparency {
  from: Date;
  /** Not included. */
  to: Date;
  /** Askers that a tier must have had on a day for that day to be shown. */
  leastSubjects: number;
  /** Every day of the range, all shown tiers together. */
  days: ({ at: string } & UsageSums)[];
  tiers: ({ tier: string; leastSubjectsADay: number } & UsageSums)[];
  totals: UsageSums;
  /** Days of tiers that had too few askers to be shown. */
  withheld: number;
}

export async function transparency(
  db: Queryable,
  range: { from: Date; to: Date },
  leastSubjects: number,
): Promise<Transparency> {
  const { days, withheld } = await readTotals(db, range, leastSubjects);
  const of = (matches: (day: TierDay) => boolean) => addUp(days.filter(matches));
  const tiers = [...new Set(days.map(({ tier }) => tier))].map(tier => ({
    tier,
    leastSubjectsADay: Math.min(...days.filter(day => day.tier === tier).map(({ subjects }) => subjects)),
    ...of(day => day.tier === tier),
  }));
  const each: Transparency['days'] = [];
  for (let at = Math.floor(+range.from / DAY_MS) * DAY_MS; at < +range.to; at += DAY_MS) {
    const iso = new Date(at).toISOString();
    each.push({ at: iso, ...of(({ day }) => day === iso.slice(0, 10)) });
  }
  return {
    ...range,
    leastSubjects,
    days: each,
    tiers: tiers.sort((a, b) => b.requests - a.requests),
    totals: addUp(days),
    withheld,
  };
}
