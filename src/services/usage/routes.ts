/** The operations of usage. */
import { SINGLE } from '../../core/cost.ts';
import type { Reply, RequestContext, Route } from '../service.ts';
import { ownUsage } from './own-usage.ts';
import { periodOf, sumsJson } from './period.ts';
import { TransparencyAnswer, TransparencyQuery } from './schemas.ts';
import { transparency } from './transparency.ts';

export const routes: Route[] = [
  ownUsage,
  {
    method: 'GET',
    path: '/transparency',
    operationId: 'getTransparency',
    summary: 'how this index is used: totals by day and tier, never of one client',
    tags: ['usage'],
    query: TransparencyQuery,
    response: TransparencyAnswer,
    cost: SINGLE,
    cache: 'none',
    isNew: true,
    handle: answerTransparency,
  },
];

async function answerTransparency({ db, query, now, usage }: RequestContext): Promise<Reply> {
  const range = periodOf(query, 'day', now);
  const shown = await transparency(db, range, usage.leastSubjects);
  const body: TransparencyAnswer = {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    least_subjects: shown.leastSubjects,
    withheld: shown.withheld,
    totals: sumsJson(shown.totals),
    tiers: shown.tiers.map(of => ({ tier: of.tier, ...sumsJson(of) })),
    days: shown.days.map(of => ({ day: of.at.slice(0, 10), ...sumsJson(of) })),
  };
  return { body, noStore: true };
}
