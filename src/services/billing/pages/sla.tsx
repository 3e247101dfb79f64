/** What is promised of the event feeds, and how it was kept. */
import type { Plan } from '../../../core/billing.ts';
import { LAG_BOUNDS_MS } from '../../../core/histogram.ts';
import { availabilityOf, publishLagOf, SLA_TARGETS, type SlaTargets } from '../../../core/sla.ts';
import type { SlaReport, SlaSpan } from '../../../store/sla.ts';
import { HBarChart } from '../../../ui/charts/hbar-chart.tsx';
import { Stats } from '../../../ui/components/facts.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { EmptyState } from '../../../ui/components/text.tsx';
import { Day } from '../../../ui/components/time.tsx';
import { paths } from '../../../ui/paths.ts';

export interface SlaProps {
  plans: readonly Plan[];
  /** Of the month that runs. */
  current: SlaSpan;
  /** Of months that are over, newest first. */
  reports: readonly SlaReport[];
  replayFrom: string | null;
}

export function SlaView({ plans, current, reports, replayFrom }: SlaProps) {
  const promised = plans.flatMap(plan => {
    const targets = SLA_TARGETS[plan.slug];
    return targets ? [{ plan, targets }] : [];
  });
  const nameOf = (slug: string) => plans.find(plan => plan.slug === slug)?.name ?? slug;
  return (
    <>
      <header class="page-head">
        <h1>Service levels of the event feeds</h1>
        <p class="lead">
          Everybody reads the same event log. Some <a href={paths.plans}>plans</a> come with a promise about
          it, which is measured every minute and reported every month.
        </p>
      </header>
      <Section id="promised" title="What is promised">
        {promised.length === 0 ? (
          <p>No plan on offer comes with a promise.</p>
        ) : (
          <Table
            caption="Targets by plan"
            rows={promised}
            columns={[
              { label: 'Plan', role: 'main', cell: ({ plan }) => plan.name },
              { label: 'Available', role: 'number', cell: ({ targets }) => percent(targets.availability) },
              {
                label: 'From commit to followers, p95',
                role: 'number',
                cell: ({ targets }) => `at most ${seconds(targets.publishLagP95Ms)}`,
              },
              {
                label: 'Can be read again',
                role: 'number',
                cell: ({ targets }) => `${targets.replayDays} days`,
              },
            ]}
          />
        )}
        <p class="small">
          A minute counts as available in which the log could be read and at most 5 % of the requests for it
          failed; a minute of which nothing is known does not. If a month is below its target, a tenth of its
          price is given back; below 99 % a quarter, and below 95 % half.
        </p>
      </Section>
      <Section id="now" title="This month so far" more={{ label: 'Freshness', href: paths.status }}>
        {current.minutes === 0 ? (
          <EmptyState title="Nothing measured yet">
            <p>A server measures while it runs. The first numbers are here after a minute.</p>
          </EmptyState>
        ) : (
          <>
            <Stats
              items={[
                { label: 'Available', value: percentOrNull(availabilityOf(current)) },
                { label: 'From commit to followers, p95', value: secondsOrNull(publishLagOf(current, 0.95)) },
                { label: 'Minutes measured', value: current.minutes },
                { label: 'Requests for the log', value: current.requests },
                { label: 'Oldest event', value: replayFrom === null ? null : <Day at={replayFrom} /> },
              ]}
            />
            {current.publishLag.some(count => count > 0) && (
              <HBarChart
                id="lag"
                title="From commit to followers"
                description="Events of this month by the time from their commit to the moment in which followers get them."
                labelName="Time"
                unit="event"
                bars={lagBars(current.publishLag)}
              />
            )}
          </>
        )}
      </Section>
      <Section id="reports" title="Months that are over">
        {reports.length === 0 ? (
          <EmptyState title="No report yet">
            <p>The first one is made when a month ends in which something was measured.</p>
          </EmptyState>
        ) : (
          <Table
            caption="Reports, newest first"
            rows={reports}
            columns={[
              { label: 'Month', role: 'main', cell: ({ month }) => month.slice(0, 7) },
              { label: 'Plan', cell: ({ plan }) => nameOf(plan) },
              {
                label: 'Available',
                role: 'number',
                cell: report =>
                  against(percentOrNull(availabilityOf(report)), percent(report.targets.availability)),
              },
              {
                label: 'p95',
                role: 'number',
                cell: report => against(secondsOrNull(publishLagOf(report, 0.95)), lagTarget(report.targets)),
              },
              { label: 'Given back', role: 'number', cell: ({ creditPercent }) => `${creditPercent} %` },
            ]}
          />
        )}
      </Section>
    </>
  );
}

function lagBars(counts: readonly number[]) {
  return counts.map((value, index) => {
    const bound = LAG_BOUNDS_MS[index];
    return {
      label: bound === undefined ? `over ${seconds(LAG_BOUNDS_MS.at(-1) ?? 0)}` : `up to ${seconds(bound)}`,
      value,
    };
  });
}

/** Rounded down: a target that was missed never looks as if it was met. */
function percent(share: number): string {
  return `${Math.floor(share * 100_000 + 1e-6) / 1000} %`;
}

function percentOrNull(share: number | null): string | null {
  return share === null ? null : percent(share);
}

function seconds(ms: number): string {
  return ms < 1000 ? `${Math.ceil(ms)} ms` : `${Math.ceil(ms / 10) / 100} s`;
}

function secondsOrNull(ms: number | null): string | null {
  return ms === null ? null : seconds(ms);
}

function lagTarget({ publishLagP95Ms }: SlaTargets): string {
  return seconds(publishLagP95Ms);
}

function against(measured: string | null, target: string): string {
  return `${measured ?? 'none measured'} (target ${target})`;
}
