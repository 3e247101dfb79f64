/** The public page of how this index is used. */
import { HBarChart } from '../../ui/charts/hbar-chart.tsx';
import { Stats } from '../../ui/components/facts.tsx';
import { Section } from '../../ui/components/section.tsx';
import { Table } from '../../ui/components/table.tsx';
import { EmptyState } from '../../ui/components/text.tsx';
import { countOf, formatBytes, formatNumber } from '../../ui/format/numbers.ts';
import { paths } from '../../ui/paths.ts';
import type { Page } from '../service.ts';
import { CostChart, ErrorsChart, millisecondsWords, RequestsChart } from './charts.tsx';
import { lastPeriod, latencyOf } from './overview.ts';
import { type Transparency, transparency } from './transparency.ts';

const DAYS = 30;

export function TransparencyView({ shown }: { shown: Transparency }) {
  const { totals, tiers, days, withheld, leastSubjects } = shown;
  return (
    <>
      <header class="page-head">
        <h1>How this index is used</h1>
        <p class="lead">
          Totals of the last {DAYS} days by tier, and never of one client. Addresses are shortened after a day
          and given up after a month.
        </p>
      </header>
      {totals.requests === 0 ? (
        <EmptyState title="Nothing to show yet">
          <p>
            A day of a tier is shown once at least {leastSubjects} different askers used it. Workers add the
            days up every hour: run one with <code>ecosystems work</code>.
          </p>
        </EmptyState>
      ) : (
        <>
          <Stats
            items={[
              { label: 'Requests', value: totals.requests },
              { label: 'Cost units', value: totals.cost },
              {
                label: 'From memory or unchanged',
                value: share(totals.hits + totals.notModified, totals.requests),
              },
              { label: 'Errors of the server', value: share(totals.serverErrors, totals.requests) },
              { label: 'Sent', value: formatBytes(totals.bytes) },
              { label: '95 % within', value: millisecondsWords(latencyOf(totals.latency, 0.95)) },
            ]}
          />
          <RequestsChart id="requests" points={days} by="day" />
          <CostChart id="cost" points={days} by="day" />
          <ErrorsChart id="errors" points={days} by="day" />
          <HBarChart
            id="tiers"
            title="Requests by tier"
            description="Requests of the last 30 days by tier, the most first."
            labelName="Tier"
            unit="request"
            bars={tiers.map(({ tier, requests }) => ({ label: tier, value: requests }))}
          />
          <Section id="by-tier" title="By tier">
            <Table
              caption="Use by tier"
              rows={tiers}
              columns={[
                { label: 'Tier', role: 'main', cell: ({ tier }) => tier },
                { label: 'Requests', role: 'number', cell: of => formatNumber(of.requests) },
                { label: 'Cost units', role: 'number', cell: of => formatNumber(of.cost) },
                {
                  label: 'Cached',
                  role: 'number',
                  cell: of => share(of.hits + of.notModified, of.requests),
                },
                {
                  label: 'Errors',
                  role: 'number',
                  cell: of => share(of.clientErrors + of.serverErrors, of.requests),
                },
              ]}
            />
          </Section>
        </>
      )}
      {withheld > 0 && (
        <p class="muted">
          {countOf(withheld, 'day of a tier', 'days of tiers')} had fewer than {leastSubjects} askers and{' '}
          {withheld === 1 ? 'is' : 'are'} left out of everything here.
        </p>
      )}
    </>
  );
}

function share(part: number, whole: number): string {
  const percent = whole === 0 ? 0 : (100 * part) / whole;
  return `${percent === 0 || percent >= 10 ? Math.round(percent) : Number(percent.toPrecision(2))} %`;
}

export const transparencyPage: Page = {
  path: paths.transparency,
  cache: 'none',
  async load({ db, now, usage }) {
    const shown = await transparency(db, lastPeriod(DAYS, 'day', now), usage.leastSubjects);
    return {
      title: 'How this index is used',
      description: 'Requests, cost, cache hits and errors by day and tier.',
      view: <TransparencyView shown={shown} />,
      noStore: true,
    };
  },
};
