/** What the agreement on event feeds is measured by, minute for minute, and the reports of whole months. */
import { emptyHistogram, LAG_BOUNDS_MS } from '../core/histogram.ts';
import { creditPercent, SLA_TARGETS, type SlaMeasured, type SlaTargets } from '../core/sla.ts';
import type { Queryable } from './database.ts';

export interface SlaMinute {
  /** Its beginning, in milliseconds since the epoch. */
  minute: number;
  probes: number;
  probeFailures: number;
  requests: number;
  failures: number;
  /** Over LAG_BOUNDS_MS. */
  publishLag: number[];
}

/** Adds what a process measured to what others did. */
export async function addSlaMinutes(db: Queryable, minutes: readonly SlaMinute[]): Promise<void> {
  if (minutes.length === 0) return;
  const sorted = [...minutes].sort((a, b) => a.minute - b.minute);
  await db.query({
    name: 'add-sla-minutes',
    text: `insert into sla_minutes as m (minute, probes, probe_failures, requests, failures, publish_lag)
        select to_timestamp(minute / 1000), probes, "probeFailures", requests, failures, "publishLag"
        from json_to_recordset($1::json) as r (minute bigint, probes integer, "probeFailures" integer, requests integer,
          failures integer, "publishLag" bigint[])
      on conflict (minute) do update set probes = m.probes + excluded.probes,
        probe_failures = m.probe_failures + excluded.probe_failures, requests = m.requests + excluded.requests,
        failures = m.failures + excluded.failures, publish_lag = add_counts(m.publish_lag, excluded.publish_lag)`,
    values: [JSON.stringify(sorted)],
  });
}

export interface SlaSpan extends SlaMeasured {
  /** Since when it is measured, within the time that was asked about; null: not at all. */
  measuredFrom: string | null;
}

/**
 * A minute is available in which some process could read the log and at most 5 % of the requests for it failed. Minutes before
 * the very first that was measured are not counted; those without a row after it are: nobody was there.
 *
 * @param to not included.
 */
export async function measuredSla(db: Queryable, from: Date, to: Date): Promise<SlaSpan> {
  const { rows } = await db.query<SlaSpan & { publishLag: (string | number)[] | null }>({
    name: 'measured-sla',
    text: `with span as (
        select case when first.minute is not null then greatest($1::timestamptz, first.minute) end as begins,
          $2::timestamptz as ends
        from (select min(minute) as minute from sla_minutes) as first
      )
      select case when span.begins < span.ends then span.begins end as "measuredFrom",
        coalesce(greatest(0, extract(epoch from span.ends - span.begins) / 60), 0)::integer as minutes,
        count(m.minute) filter (where m.probes > m.probe_failures and m.failures * 20 <= m.requests)::integer
          as "availableMinutes",
        coalesce(sum(m.requests), 0)::bigint as requests, coalesce(sum(m.failures), 0)::bigint as failures,
        sum_counts(m.publish_lag) as "publishLag"
      from span left join sla_minutes m on m.minute >= span.begins and m.minute < span.ends
      group by span.begins, span.ends`,
    values: [wholeMinute(from), wholeMinute(to)],
  });
  const row = rows[0] as (typeof rows)[number];
  return { ...row, publishLag: row.publishLag?.map(Number) ?? emptyHistogram(LAG_BOUNDS_MS) };
}

const wholeMinute = (at: Date) => new Date(Math.floor(at.getTime() / 60_000) * 60_000);

/** When the oldest event occurred that can be read; null: there is none. */
export async function replayFrom(db: Queryable): Promise<string | null> {
  const { rows } = await db.query<{ at: string | null }>({
    name: 'replay-from',
    text: 'select min(occurred_at) as at from events',
  });
  return rows[0]?.at ?? null;
}

export interface SlaReport extends SlaMeasured {
  /** `YYYY-MM-DD`, its first day. */
  month: string;
  plan: string;
  measuredFrom: string;
  replayFrom: string | null;
  targets: SlaTargets;
  creditPercent: number;
  computedAt: string;
}

/**
 * Writes the reports of the month before, one a plan. Those that are there stay as they are, so it may be called as often as one
 * likes; a month of which nothing was measured has none.
 *
 * @returns how many were written.
 */
export async function writeSlaReports(db: Queryable, now: Date): Promise<number> {
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1));
  const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  const measured = await measuredSla(db, from, to);
  if (measured.measuredFrom === null || measured.minutes === 0) return 0;
  const oldest = await replayFrom(db);
  const plans = Object.entries(SLA_TARGETS);
  const { rowCount } = await db.query({
    text: `insert into sla_reports (month, plan, measured_from, minutes, available_minutes, requests, failures, publish_lag,
        replay_from, targets, credit_percent)
      select $1::date, w.plan, $2, $3, $4, $5, $6, $7, $8, w.targets, w.credit
      from unnest($9::text[], $10::jsonb[], $11::smallint[]) as w (plan, targets, credit)
      on conflict (month, plan) do nothing`,
    values: [
      from.toISOString().slice(0, 10),
      measured.measuredFrom,
      measured.minutes,
      measured.availableMinutes,
      measured.requests,
      measured.failures,
      measured.publishLag,
      oldest,
      plans.map(([plan]) => plan),
      plans.map(([, targets]) => JSON.stringify(targets)),
      plans.map(([, targets]) => creditPercent(measured, targets)),
    ],
  });
  return rowCount;
}

const REPORT = `month::text, plan, measured_from as "measuredFrom", minutes, available_minutes as "availableMinutes", requests,
  failures, publish_lag as "publishLag", replay_from as "replayFrom", targets, credit_percent as "creditPercent",
  computed_at as "computedAt"`;
const reportOf = (row: SlaReport): SlaReport => ({ ...row, publishLag: row.publishLag.map(Number) });

/** The latest first. */
export async function slaReports(db: Queryable, limit = 24): Promise<SlaReport[]> {
  const { rows } = await db.query<SlaReport>({
    name: 'sla-reports',
    text: `select ${REPORT} from sla_reports order by sla_reports.month desc, plan limit $1`,
    values: [limit],
  });
  return rows.map(reportOf);
}

/** @param month its first day. */
export async function slaReportsOf(db: Queryable, month: string): Promise<SlaReport[]> {
  const { rows } = await db.query<SlaReport>({
    name: 'sla-reports-of',
    text: `select ${REPORT} from sla_reports where sla_reports.month = $1::date order by plan`,
    values: [month],
  });
  return rows.map(reportOf);
}

/** Minutes of months that were reported long ago. */
export async function pruneSlaMinutes(db: Queryable, before: Date): Promise<void> {
  await db.query({ text: 'delete from sla_minutes where minute < $1', values: [before] });
}
