/** What is promised of the event feed, and what was measured. */
import { Stats } from '../../../ui/components/facts.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { TimeAgo, Unknown } from '../../../ui/components/time.tsx';
import { formatNumber } from '../../../ui/format/numbers.ts';
import type { ServiceLevels } from '../schemas.ts';

export function ServiceLevelsSection({ levels }: { levels: ServiceLevels }) {
  const { month, publish_lag: lag, replay, targets, reports } = levels;
  return (
    <Section id="service-levels" title="The event feed">
      <p class="muted">
        {levels.measured_from === null ? (
          'Measured from the first minute in which a server runs.'
        ) : (
          <>
            This month, measured from <TimeAgo at={levels.measured_from} />. Events are not sent to webhooks.
          </>
        )}
      </p>
      <Stats
        items={[
          { label: 'Available', value: percentWords(month.availability) },
          { label: 'Followers get events within, p95', value: lagWords(lag.p95_ms) },
          { label: 'Events reach back', value: replay.from === null ? null : <TimeAgo at={replay.from} /> },
        ]}
      />
      <Table
        caption="What is promised of the event feed"
        rows={Object.entries(targets)}
        columns={[
          { label: 'Plan', role: 'main', cell: ([plan]) => plan },
          { label: 'Available', cell: ([, of]) => percentWords(of.availability) },
          { label: 'Followers get events within, p95', cell: ([, of]) => lagWords(of.publish_lag_p95_ms) },
          { label: 'Events reach back', cell: ([, of]) => `${of.replay_days} days` },
        ]}
      />
      {reports.length > 0 && (
        <Table
          caption="Months that are over"
          rows={reports}
          columns={[
            { label: 'Month', role: 'main', cell: of => of.month },
            { label: 'Plan', cell: of => of.plan },
            { label: 'Available', cell: of => percentWords(of.availability) ?? <Unknown /> },
            { label: 'p95', cell: of => lagWords(of.publish_lag_p95_ms) ?? <Unknown /> },
            { label: 'Credit', role: 'number', cell: of => `${of.credit_percent} %` },
          ]}
        />
      )}
    </Section>
  );
}

/** Never rounded up to what was not reached. */
function percentWords(share: number | null): string | null {
  return share === null ? null : `${Math.floor(share * 100_000) / 1_000} %`;
}

function lagWords(ms: number | null): string | null {
  if (ms === null) return null;
  return ms < 1_000 ? `${formatNumber(Math.max(1, ms))} ms` : `${Number((ms / 1000).toPrecision(2))} s`;
}
