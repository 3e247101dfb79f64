/** The ladder of limits, from those who say nothing of themselves to the highest plan: as the program applies it now. */
import type { LimitPolicy } from '../../../core/access.ts';
import type { Billing } from '../../../core/billing.ts';
import { HBarChart } from '../../../ui/charts/hbar-chart.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { EmptyState, Notice } from '../../../ui/components/text.tsx';
import { formatNumber } from '../../../ui/format/numbers.ts';
import { paths, queryString } from '../../../ui/paths.ts';
import type { Rung } from '../ladder.ts';
import { priceWords } from '../words.ts';
import { Contact } from './contact.tsx';

const WITHOUT: Readonly<Record<string, { name: string; how: string }>> = {
  anonymous: { name: 'Without a name', how: 'nothing to do' },
  contact: { name: 'With an address', how: 'an e-mail address in From, mailto= or User-Agent' },
};

export function PlansView({
  rungs,
  billing,
}: {
  rungs: readonly Rung[];
  billing: Pick<Billing, 'provider' | 'contact'>;
}) {
  const bounded = rungs.filter(({ policy }) => policy.hourly !== null);
  return (
    <>
      <header class="page-head">
        <h1>Plans</h1>
        <p class="lead">
          Everything can be read by everybody. A plan is for those who ask more often than others: it pays for
          the machines, and a part of them is always kept for those who do not pay.
        </p>
      </header>
      {billing.provider === 'none' && (
        <Notice title="Nothing is sold here">
          This server takes no payments: whoever runs it gives out plans.{' '}
          <Contact contact={billing.contact} />
        </Notice>
      )}
      {rungs.length === 0 ? (
        <EmptyState title="Nobody is limited here">
          <p>This server runs without limits: there is nothing to choose.</p>
        </EmptyState>
      ) : (
        <>
          {bounded.length > 1 && (
            <HBarChart
              id="ladder"
              title="Cost units in any 60 minutes"
              description="The hourly limit of each rung of the ladder, least first."
              labelName="Who asks"
              unit="cost unit"
              bars={bounded.map(rung => ({ label: nameOf(rung), value: rung.policy.hourly ?? 0 }))}
            />
          )}
          <Section id="limits" title="Limits">
            <Table
              caption="Limits of each rung, least first"
              rows={rungs}
              columns={[
                { label: 'Who asks', role: 'main', cell: rung => <Who rung={rung} /> },
                { label: 'Price', cell: ({ plan }) => (plan === null ? 'free' : priceWords(plan)) },
                { label: 'An hour', role: 'number', cell: ({ policy }) => limit(policy.hourly) },
                { label: 'A day', role: 'number', cell: ({ policy }) => limit(policy.daily) },
                { label: 'A second', role: 'number', cell: ({ policy }) => burst(policy) },
                { label: 'At once', role: 'number', cell: ({ policy }) => limit(policy.concurrency) },
                { label: 'Served', cell: ({ policy }) => ORDER[policy.priority] },
                {
                  label: 'With it',
                  cell: ({ plan }) =>
                    Object.entries(plan?.features ?? {})
                      .map(([name, value]) => `${name}: ${value}`)
                      .join(', ') || 'none',
                },
                { label: 'Choose', cell: rung => <Choose rung={rung} sold={billing.provider !== 'none'} /> },
              ]}
            />
            <p class="small">
              Limits are in cost units: one for a single package, more for what takes more work, nothing for
              an answer that did not change (304). Each answer says in <code>X-Cost</code> what it cost and in{' '}
              <code>RateLimit</code> what is left; <code>GET /api/v1/rate_limit</code> is free. All keys of an
              account share its limits. A change of the plan holds everywhere within five seconds.
            </p>
          </Section>
        </>
      )}
      <Section id="more" title="What goes with it">
        <ul>
          <li>
            <a href={paths.licences}>Licences of the data</a>: they do not depend on the plan
          </li>
          <li>
            <a href={paths.commercialUse}>Commercial use</a>, and what it asks of you
          </li>
          <li>
            <a href={paths.sla}>Availability of the event feeds</a>, promised and measured
          </li>
          <li>
            <a href={paths.acceptableUse}>Acceptable use</a>
          </li>
        </ul>
      </Section>
    </>
  );
}

const ORDER = { 0: '1st', 1: '2nd', 2: '3rd', 3: 'last' } as const;

function nameOf({ policy, plan }: Rung): string {
  return plan?.name ?? WITHOUT[policy.name]?.name ?? policy.name;
}

function Who({ rung }: { rung: Rung }) {
  const note = rung.plan?.tagline ?? WITHOUT[rung.policy.name]?.how;
  return (
    <>
      {nameOf(rung)}
      {note && (
        <>
          <br />
          <small>{note}</small>
        </>
      )}
    </>
  );
}

function Choose({ rung: { plan }, sold }: { rung: Rung; sold: boolean }) {
  if (plan === null) return <>nothing to do</>;
  if (plan.priceCents === 0) return <a href="/account/keys">Get a key</a>;
  return sold ? (
    <a href={`${paths.billing}${queryString({ plan: plan.slug })}`}>Choose {plan.name}</a>
  ) : (
    <>on request</>
  );
}

function limit(value: number | null): string {
  return value === null ? 'no limit' : formatNumber(value);
}

function burst({ burst: of }: LimitPolicy): string {
  return of === null ? 'no limit' : `${formatNumber(of.perSecond)}, ${formatNumber(of.size)} after a pause`;
}
