/** Pictures of usage, for dashboards and the public page. */
import type { HintCode } from '../../core/usage.ts';
import { BarChart } from '../../ui/charts/bar-chart.tsx';
import { HBarChart } from '../../ui/charts/hbar-chart.tsx';
import { StackedBars } from '../../ui/charts/stacked-bars.tsx';
import { Stats } from '../../ui/components/facts.tsx';
import { Section } from '../../ui/components/section.tsx';
import { Table } from '../../ui/components/table.tsx';
import { EmptyState } from '../../ui/components/text.tsx';
import { formatDate } from '../../ui/format/dates.ts';
import { formatBytes, formatNumber } from '../../ui/format/numbers.ts';
import { latencyOf, type UsageOverview } from './overview.ts';

type Point = Pick<
  UsageOverview['points'][number],
  'at' | 'requests' | 'cost' | 'hits' | 'notModified' | 'misses' | 'clientErrors' | 'serverErrors'
>;

interface SeriesProps {
  /** Unique on the page: charts need ids. */
  id: string;
  points: readonly Point[];
  by: 'hour' | 'day';
}

const ROUTES_SHOWN = 12;

/** How requests were answered, over time. */
export function RequestsChart({ id, points, by }: SeriesProps) {
  return (
    <StackedBars
      id={id}
      title="Requests"
      description={`Requests in each ${by}: answered from the server's memory, answered as unchanged (304), and computed.`}
      labelName={by === 'hour' ? 'Hour' : 'Day'}
      series={['from memory', 'unchanged (304)', 'computed']}
      bars={points.map(point => ({
        ...labelOf(point.at, by),
        values: [point.hits, point.notModified, point.misses],
      }))}
    />
  );
}

/** Cost units over time. */
export function CostChart({ id, points, by }: SeriesProps) {
  return (
    <BarChart
      id={id}
      title="Cost"
      description={`Cost units that were taken in each ${by}; what is unchanged costs nothing.`}
      labelName={by}
      unit="cost unit"
      bars={points.map(point => ({ ...labelOf(point.at, by), value: point.cost }))}
    />
  );
}

/** Requests that failed, over time. */
export function ErrorsChart({ id, points, by }: SeriesProps) {
  return (
    <StackedBars
      id={id}
      title="Errors"
      description={`Requests in each ${by} that ended in an error: of the request (4xx), and of the server (5xx).`}
      labelName={by === 'hour' ? 'Hour' : 'Day'}
      series={['of the request (4xx)', 'of the server (5xx)']}
      bars={points.map(point => ({
        ...labelOf(point.at, by),
        values: [point.clientErrors, point.serverErrors],
      }))}
    />
  );
}

/** Which operations were asked most. */
export function RoutesChart({ id, routes }: { id: string; routes: UsageOverview['routes'] }) {
  return (
    <HBarChart
      id={id}
      title="Operations"
      description="Requests by operation, the most used first."
      labelName="Operation"
      unit="request"
      bars={routes.slice(0, ROUTES_SHOWN).map(({ name, requests }) => ({
        label: name === '*' ? 'no trace kept' : name,
        value: requests,
      }))}
    />
  );
}

const FIXES: Record<HintCode, { what: string; fix: string }> = {
  'send-if-none-match': {
    what: 'Fetched again though nothing had changed',
    fix: 'keep the ETag of each answer and send it as If-None-Match: what is unchanged is a 304 and costs nothing',
  },
  'use-bulk': {
    what: 'Asked one by one',
    fix: 'ask for up to 1,000 at once with POST /api/v1/purls/lookup',
  },
  'poll-less-often': {
    what: 'Asked again within a minute',
    fix: 'ask less often, or follow GET /api/v1/events and ask for what changed',
  },
  'respect-retry-after': {
    what: 'Asked on while being refused',
    fix: 'after a 429 or 503 wait as long as Retry-After says',
  },
  'stop-asking-for-missing': {
    what: 'Asked again for what is not there',
    fix: 'remember for an hour what was answered with 404',
  },
};

/** What could be had with fewer requests, and how. */
export function WasteTable({ waste }: { waste: UsageOverview['waste'] }) {
  if (waste.length === 0) return <p class="muted">No request was wasted that could be recognised.</p>;
  return (
    <Table
      caption="Requests that need not have been made"
      rows={waste.filter(({ code }) => Object.hasOwn(FIXES, code))}
      columns={[
        { label: 'Requests', role: 'number', cell: ({ requests }) => formatNumber(requests) },
        { label: 'What happened', role: 'main', cell: ({ code }) => FIXES[code].what },
        { label: 'What to do', cell: ({ code }) => FIXES[code].fix },
      ]}
    />
  );
}

/** Everything of one owner in one period: numbers, charts, waste. Says what to do where nothing was used. */
export function UsageCharts({ usage }: { usage: UsageOverview }) {
  const { points, by, totals, routes, waste } = usage;
  if (totals.requests === 0) {
    return (
      <EmptyState title="No requests yet">
        <p>
          Requests appear here some ten seconds after they were answered. Send the key as{' '}
          <code>Authorization: Bearer …</code>.
        </p>
      </EmptyState>
    );
  }
  const cached = (totals.hits + totals.notModified) / totals.requests;
  return (
    <>
      <Stats
        items={[
          { label: 'Requests', value: totals.requests },
          { label: 'Cost units', value: totals.cost },
          { label: 'From memory or unchanged', value: `${Math.round(100 * cached)} %` },
          { label: 'Errors', value: totals.clientErrors + totals.serverErrors },
          { label: 'Sent', value: formatBytes(totals.bytes) },
          { label: '95 % within', value: millisecondsWords(latencyOf(totals.latency, 0.95)) },
        ]}
      />
      <RequestsChart id="usage-requests" points={points} by={by} />
      <CostChart id="usage-cost" points={points} by={by} />
      <ErrorsChart id="usage-errors" points={points} by={by} />
      <RoutesChart id="usage-routes" routes={routes} />
      <Section id="usage-waste" title="What could be had with less">
        <WasteTable waste={waste} />
      </Section>
    </>
  );
}

export function millisecondsWords(ms: number | null): string | null {
  if (ms === null) return null;
  return ms < 1_000 ? `${formatNumber(Math.max(1, ms))} ms` : `${Number((ms / 1000).toPrecision(2))} s`;
}

/** `21 Nov 2026, 06:00`, with `06:00` or `21 Nov` at the axis. */
function labelOf(iso: string, by: 'hour' | 'day'): { label: string; tick: string } {
  const day = formatDate(iso) ?? iso;
  const hour = iso.slice(11, 16);
  return by === 'hour'
    ? { label: `${day}, ${hour}`, tick: hour }
    : { label: day, tick: day.replace(/ \d{4}$/, '') };
}
