/** The time that is asked about, and sums as JSON. */
import type { Static } from 'typebox';
import { InputError } from '../../core/errors.ts';
import type { UsageSums } from '../../store/usage.ts';
import type { RequestContext } from '../service.ts';
import { momentOf } from './moment.ts';
import { DAY_MS, HOUR_MS, lastPeriod, latencyOf, type Period } from './overview.ts';
import type { Sums } from './schemas.ts';

const DEFAULT_DAYS = 30;
const DEFAULT_HOURS = 48;
const LONGEST_MS = { hour: 31 * DAY_MS, day: 400 * DAY_MS };

/** @throws InputError naming `from` or `to`. */
export function periodOf(query: RequestContext['query'], by: 'hour' | 'day', now: Date): Period {
  const usual = lastPeriod(by === 'hour' ? DEFAULT_HOURS : DEFAULT_DAYS, by, now);
  const to = momentOf(query, 'to') ?? usual.to;
  const step = by === 'hour' ? HOUR_MS * DEFAULT_HOURS : DAY_MS * DEFAULT_DAYS;
  const from = momentOf(query, 'from') ?? new Date(to.getTime() - step);
  if (from >= to) throw new InputError('from', 'from: must be before to');
  if (to.getTime() - from.getTime() > LONGEST_MS[by]) {
    const days = LONGEST_MS[by] / DAY_MS;
    throw new InputError('from', `from: at most ${days} days before to, by ${by}`);
  }
  return { from, to, by };
}

export function sumsJson(of: UsageSums): Static<typeof Sums> {
  return {
    requests: of.requests,
    cost: of.cost,
    bytes: of.bytes,
    hits: of.hits,
    not_modified: of.notModified,
    misses: of.misses,
    client_errors: of.clientErrors,
    server_errors: of.serverErrors,
    p50_ms: latencyOf(of.latency, 0.5),
    p95_ms: latencyOf(of.latency, 0.95),
  };
}
