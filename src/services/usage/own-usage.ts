/** One's own usage as JSON and CSV. */
import type { Caller } from '../../core/access.ts';
import { InputError, NotFoundError } from '../../core/errors.ts';
import { readUsage, readWaste, type UsageGroup, type UsageOwner } from '../../store/usage.ts';
import type { Reply, RequestContext, Route } from '../service.ts';
import { CSV_TYPE, usageCsv } from './csv.ts';
import { addUp } from './overview.ts';
import { periodOf, sumsJson } from './period.ts';
import { UsageAnswer, UsageQuery } from './schemas.ts';

const MOST_ROWS = 100_000;

export const ownUsage: Route = {
  method: 'GET',
  path: '/usage',
  operationId: 'getUsage',
  summary: 'what the account that asks has used, or whoever asks without one; as JSON or CSV',
  tags: ['usage'],
  query: UsageQuery,
  response: UsageAnswer,
  cost: 1,
  cache: 'none',
  isNew: true,
  handle: answerUsage,
};

async function answerUsage(context: RequestContext): Promise<Reply> {
  const { db, query, now, caller } = context;
  // Without a gate nobody is known, and nothing is counted.
  if (caller === null) throw new NotFoundError();
  const by = query.by === 'hour' ? 'hour' : 'day';
  const period = periodOf(query, by, now);
  const group = (query.group as UsageGroup | undefined) ?? null;
  const owner = ownerOf(caller);
  const points = await readUsage(db, owner, { ...period, group, limit: MOST_ROWS + 1 });
  if (points.length > MOST_ROWS) {
    throw new InputError('from', `from: more than ${MOST_ROWS} rows, ask for a shorter time`);
  }
  if (query.format === 'csv') {
    return {
      body: usageCsv(points),
      contentType: CSV_TYPE,
      headers: { 'content-disposition': 'attachment; filename="usage.csv"' },
      noStore: true,
    };
  }
  const body: UsageAnswer = {
    subject: caller.subject,
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    by,
    group,
    rows: points.map(point => ({
      at: point.at,
      ...(point.group === null ? {} : { group: point.group }),
      ...sumsJson(point),
    })),
    totals: sumsJson(addUp(points)),
    waste: await readWaste(db, owner, period),
  };
  return { body, noStore: true };
}

/** An account with all its keys; who has none sees what was asked from the same place. */
function ownerOf({ accountId, subject }: Caller): UsageOwner {
  return accountId === null ? { subject } : { accountId };
}
