/** What stands on the overview and the page of usage. */
import type { StoredKey } from '../../../store/api-keys.ts';
import { Stats } from '../../../ui/components/facts.tsx';
import { Filters } from '../../../ui/components/navigation.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { CodeCopy, EmptyState } from '../../../ui/components/text.tsx';
import { formatNumber } from '../../../ui/format/numbers.ts';
import { queryString } from '../../../ui/paths.ts';
import { RequestsChart, UsageCharts, type UsageOverview, WasteTable } from '../../usage/public.ts';
import { type Access, can } from '../access.ts';
import { keyStatus } from '../keys.ts';
import type { Quotas } from '../quotas.ts';

export interface OverviewProps {
  access: Access;
  keys: readonly StoredKey[];
  /** Of the last days. */
  usage: UsageOverview;
  quotas: Quotas | null;
  siteUrl: string;
  now: Date;
}

export function Overview({ access, keys, usage, quotas, siteUrl, now }: OverviewProps) {
  const live = keys.filter(key => ['active', 'rotated'].includes(keyStatus(key, now)));
  const { totals } = usage;
  return (
    <>
      {live.length === 0 && <FirstKey access={access} siteUrl={siteUrl} />}
      <Stats
        items={[
          { label: 'Plan', value: access.account.plan },
          { label: 'Keys that work', value: live.length, href: '/account/keys' },
          {
            label: `Requests in ${usage.points.length} days`,
            value: totals.requests,
            href: '/account/usage',
          },
          { label: 'Cost units', value: totals.cost, href: '/account/usage' },
        ]}
      />
      {quotas !== null && (
        <Section id="quota" title="Quota">
          <QuotaBars quotas={quotas} />
        </Section>
      )}
      <Section id="use" title="Use" more={{ label: 'All charts', href: '/account/usage' }}>
        {totals.requests === 0 ? (
          <EmptyState title="No requests yet">
            <p>
              Requests appear here some ten seconds after they were answered. Send a key as{' '}
              <code>Authorization: Bearer …</code>.
            </p>
          </EmptyState>
        ) : (
          <RequestsChart id="overview-requests" points={usage.points} by={usage.by} />
        )}
      </Section>
      {usage.waste.length > 0 && (
        <Section id="waste" title="What could be had with less">
          <WasteTable waste={usage.waste} />
        </Section>
      )}
    </>
  );
}

function FirstKey({ access, siteUrl }: { access: Access; siteUrl: string }) {
  return (
    <EmptyState title={can(access.role, 'keys') ? 'Begin with a key' : 'This account has no key yet'}>
      {can(access.role, 'keys') && (
        <p>
          <a class="primary" href="/account/keys#new-key">
            Make your first key
          </a>
        </p>
      )}
      <CodeCopy label="Then" code={`curl -H 'Authorization: Bearer eco_…' '${siteUrl}/api/v1/rate_limit'`} />
    </EmptyState>
  );
}

function QuotaBars({ quotas: { tier, bars, concurrency } }: { quotas: Quotas }) {
  return (
    <div class="quota">
      {bars.length === 0 && <p>The limits “{tier}” set no number of cost units.</p>}
      {bars.map(({ label, used, limit }) => {
        const share = Math.round((100 * used) / limit);
        const words = `${formatNumber(used)} of ${formatNumber(limit)} cost units ${label}`;
        return (
          <div key={label}>
            <meter
              min={0}
              max={limit}
              high={0.8 * limit}
              optimum={0}
              value={Math.min(used, limit)}
              aria-label={words}
            >
              {share} %
            </meter>
            <small>
              {words} ({share} %)
            </small>
          </div>
        );
      })}
      <p class="small">
        Limits “{tier}”{concurrency !== null && `, ${formatNumber(concurrency)} requests at the same time`}.
        All keys of the account share them. Need more? <a href="/plans">See the plans</a>.
      </p>
    </div>
  );
}

const PERIODS = [
  { id: '48h', label: '48 hours' },
  { id: '7d', label: '7 days by hour' },
  { id: '30d', label: '30 days' },
  { id: '365d', label: 'a year' },
] as const;

export function UsageView({
  usage,
  period,
  keys,
}: {
  usage: UsageOverview;
  period: string;
  keys: readonly StoredKey[];
}) {
  const csv = (group: string | null) => `/account/usage.csv${queryString({ period, group })}`;
  const names = new Map(keys.map(key => [String(key.id), key.name]));
  return (
    <>
      <Filters
        label="Period"
        items={PERIODS.map(({ id, label }) => ({
          label,
          href: `/account/usage${queryString({ period: id })}`,
          current: id === period,
        }))}
      />
      <UsageCharts usage={usage} />
      {usage.totals.requests > 0 && (
        <>
          <Section id="by-key" title="By key">
            <Table
              caption="Use by key, most requests first"
              rows={usage.keys}
              columns={[
                {
                  label: 'Key',
                  role: 'main',
                  cell: ({ name }) =>
                    names.has(name) ? (
                      <a href={`/account/keys/${name}`}>{names.get(name)}</a>
                    ) : (
                      'without a key'
                    ),
                },
                { label: 'Requests', role: 'number', cell: of => formatNumber(of.requests) },
                { label: 'Cost units', role: 'number', cell: of => formatNumber(of.cost) },
                { label: 'From memory', role: 'number', cell: of => formatNumber(of.hits) },
                { label: 'Unchanged', role: 'number', cell: of => formatNumber(of.notModified) },
                {
                  label: 'Errors',
                  role: 'number',
                  cell: of => formatNumber(of.clientErrors + of.serverErrors),
                },
              ]}
            />
          </Section>
          <Section id="csv" title="As a file">
            <p>
              CSV <a href={csv(null)}>in all</a>, by <a href={csv('route')}>operation</a>,{' '}
              <a href={csv('key')}>key</a>, <a href={csv('status')}>status</a> or{' '}
              <a href={csv('cache')}>cache</a>.
            </p>
          </Section>
        </>
      )}
    </>
  );
}
