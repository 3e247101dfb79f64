/** How well the event feed is served, against what is promised of it. */
import { availabilityOf, publishLagOf, SLA_TARGETS, type SlaTargets } from '../../core/sla.ts';
import type { Queryable } from '../../store/database.ts';
import { measuredSla, replayFrom, slaReports } from '../../store/sla.ts';
import type { ServiceLevels } from './schemas.ts';

const DAY_MS = 86_400_000;

export async function serviceLevels(db: Queryable, now: Date): Promise<ServiceLevels> {
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  // The running minute is not over.
  const [measured, oldest, reports] = await Promise.all([
    measuredSla(db, month, now),
    replayFrom(db),
    slaReports(db),
  ]);
  return {
    state: measured.minutes > 0 ? 'known' : 'unknown',
    measured_from: measured.measuredFrom,
    month: {
      minutes: measured.minutes,
      available_minutes: measured.availableMinutes,
      availability: rounded(availabilityOf(measured), 6),
      requests: measured.requests,
      failures: measured.failures,
    },
    publish_lag: {
      p50_ms: rounded(publishLagOf(measured, 0.5), 1),
      p95_ms: rounded(publishLagOf(measured, 0.95), 1),
      bursts: measured.publishLag.reduce((sum, n) => sum + n, 0),
    },
    replay: {
      from: oldest,
      days: oldest === null ? null : rounded((now.getTime() - Date.parse(oldest)) / DAY_MS, 2),
    },
    webhooks: {
      state: 'absent',
      reason: 'events are read, waited for or streamed; they are not sent to anybody',
    },
    targets: Object.fromEntries(Object.entries(SLA_TARGETS).map(([plan, of]) => [plan, targetsJson(of)])),
    reports: reports.map(report => ({
      month: report.month.slice(0, 7),
      plan: report.plan,
      availability: rounded(availabilityOf(report), 6),
      publish_lag_p95_ms: rounded(publishLagOf(report, 0.95), 1),
      credit_percent: report.creditPercent,
    })),
  };
}

function targetsJson({ availability, publishLagP95Ms, replayDays }: SlaTargets) {
  return { availability, publish_lag_p95_ms: publishLagP95Ms, replay_days: replayDays };
}

function rounded(value: number | null, digits: number): number | null {
  return value === null ? null : Number(value.toFixed(digits));
}
