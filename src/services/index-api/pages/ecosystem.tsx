/** One ecosystem: its rules in short, what is served of it and what is not, and its registries. */
import { NotFoundError } from '../../../core/errors.ts';
import { Facts } from '../../../ui/components/facts.tsx';
import { Breadcrumbs } from '../../../ui/components/navigation.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { Badge, ExternalLink, Notice } from '../../../ui/components/text.tsx';
import { TimeAgo, Unknown } from '../../../ui/components/time.tsx';
import { everyWords } from '../../../ui/format/dates.ts';
import { formatNumber } from '../../../ui/format/numbers.ts';
import { paths } from '../../../ui/paths.ts';
import type { Page } from '../../service.ts';
import type { EcosystemRegistry, EcosystemSummary } from '../ecosystem-schemas.ts';
import { ecosystemList } from '../ecosystems.ts';
import { HOW_READ } from './ecosystems.tsx';

/** Of a distribution with many releases, those beyond are on the page of registries. */
const SHOWN_REGISTRIES = 60;

export function EcosystemPage({ ecosystem }: { ecosystem: EcosystemSummary }) {
  const { id, label, capabilities, dependency_kinds, mode, registries } = ecosystem;
  const [first] = registries;
  return (
    <>
      <header class="page-head">
        <Breadcrumbs items={[{ label: 'Ecosystems', href: paths.ecosystems }]} />
        <h1>{label}</h1>
        <p class="lead">Its registries are read {HOW_READ[mode]}.</p>
      </header>
      {ecosystem.packages_count === 0 && <HowToFill ecosystem={ecosystem} />}
      <Facts
        items={[
          { label: 'Name in this index', value: <code>{id}</code> },
          { label: 'Package URLs', value: <code>pkg:{ecosystem.purl_type}/…</code> },
          { label: 'Packages', value: formatNumber(ecosystem.packages_count) },
          {
            label: 'Last read',
            value: ecosystem.last_read_at ? <TimeAgo at={ecosystem.last_read_at} /> : 'never',
          },
          {
            label: 'Looked at',
            value: first?.polled_every_seconds
              ? everyWords(first.polled_every_seconds)
              : 'when somebody asks for a package',
          },
          {
            label: 'Kinds of dependencies',
            value: dependency_kinds.length > 0 ? dependency_kinds.join(', ') : 'none',
          },
        ]}
      />
      <Section id="served" title="What is served">
        <Table
          caption={`What is served of ${label}`}
          rows={[...capabilities].sort((a, b) => Number(b.served) - Number(a.served))}
          columns={[
            { label: 'Fact', role: 'main', cell: of => of.label },
            {
              label: 'Served',
              cell: ({ served }) => (served ? <Badge tone="good">yes</Badge> : <Badge>no</Badge>),
            },
            { label: 'Why not', cell: ({ reason }) => reason ?? <span class="muted">–</span> },
          ]}
        />
      </Section>
      <Section
        id="registries"
        title="Registries"
        more={
          registries.length > SHOWN_REGISTRIES
            ? { label: 'All registries', href: paths.registries }
            : undefined
        }
      >
        <Table
          caption={`Registries of ${label}`}
          rows={registries.slice(0, SHOWN_REGISTRIES)}
          columns={[
            { label: 'Registry', role: 'main', cell: of => <a href={paths.registry(of.name)}>{of.name}</a> },
            { label: 'Address', cell: ({ url }) => <ExternalLink url={url} /> },
            { label: 'Packages', role: 'number', cell: of => formatNumber(of.packages_count) },
            {
              label: 'Last read',
              cell: ({ last_read_at }) =>
                last_read_at ? <TimeAgo at={last_read_at} /> : <Unknown>never</Unknown>,
            },
            { label: 'Behind', cell: of => behindWords(of) },
            { label: 'Requests', cell: of => rateWords(of) },
          ]}
        />
      </Section>
    </>
  );
}

function behindWords({ behind }: EcosystemRegistry) {
  if (behind === null) return <span class="muted">–</span>;
  return behind === 0 ? <Badge tone="good">up to date</Badge> : formatNumber(behind);
}

function rateWords({ requests_per_second: rate }: EcosystemRegistry): string {
  if (rate === null) return 'at the usual pace';
  return rate >= 1 ? `${rate} a second` : `one in ${Math.ceil(1 / rate)} seconds`;
}

function HowToFill({ ecosystem }: { ecosystem: EcosystemSummary }) {
  const { id, mode, capabilities, registries } = ecosystem;
  // An ecosystem's own name stands for its default registry; not every one has one.
  const target = registries.some(of => of.default) ? id : (registries[0]?.name ?? id);
  const hasNames = capabilities.some(of => of.slot === 'allNames' && of.served);
  return (
    <Notice title="Nothing is indexed yet">
      <p>
        {mode === 'package' && 'A package is fetched when somebody asks for it. '}
        {(mode === 'batch' || hasNames) && (
          <>
            <code>bin/ecosystems import {target}</code>{' '}
            {mode === 'batch' ? 'reads its whole index.' : 'queues all that there are.'}
          </>
        )}
      </p>
    </Notice>
  );
}

export const ecosystem: Page = {
  path: '/ecosystems/{id}',
  cache: 'none',
  async load(context) {
    const { id = '' } = context.params;
    const { ecosystems } = await ecosystemList(context);
    const found = ecosystems.find(of => of.id === id);
    if (!found) throw new NotFoundError(`there is no ecosystem ${id.slice(0, 100)}`);
    return {
      title: found.label,
      description: `${found.label}: how its registries are read, what is served of them and how fresh they are.`,
      view: <EcosystemPage ecosystem={found} />,
      noStore: true,
    };
  },
};
