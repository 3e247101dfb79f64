/** Every ecosystem, how it is read, how fresh it is, and what is not served of it. */
import { Stats } from '../../../ui/components/facts.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { EmptyState } from '../../../ui/components/text.tsx';
import { TimeAgo, Unknown } from '../../../ui/components/time.tsx';
import { formatNumber } from '../../../ui/format/numbers.ts';
import { paths } from '../../../ui/paths.ts';
import type { Page } from '../../service.ts';
import type { EcosystemList, EcosystemSummary } from '../ecosystem-schemas.ts';
import { ecosystemList } from '../ecosystems.ts';

/** How the registries of an ecosystem are read, in a few words. */
export const HOW_READ = { package: 'package by package', batch: 'as a whole' } as const;

export function Ecosystems({ ecosystems }: Pick<EcosystemList, 'ecosystems'>) {
  return (
    <>
      <header class="page-head">
        <h1>Ecosystems</h1>
        <p class="lead">
          Where packages come from, how each registry is read, and what it does not tell. All of it is
          generated from the definitions that this program runs on.
        </p>
      </header>
      {ecosystems.length === 0 ? (
        <EmptyState title="There are no ecosystems">
          <p>Registries appear here when the program has made its database.</p>
        </EmptyState>
      ) : (
        <>
          <Stats
            items={[
              { label: 'Ecosystems', value: ecosystems.length },
              {
                label: 'Registries',
                value: ecosystems.reduce((sum, of) => sum + of.registries.length, 0),
                href: paths.registries,
              },
              { label: 'Packages', value: ecosystems.reduce((sum, of) => sum + of.packages_count, 0) },
              { label: 'Read so far', value: ecosystems.filter(of => of.last_read_at !== null).length },
            ]}
          />
          <Section id="all" title="How each is read">
            <Table
              caption="Ecosystems, how they are read and how fresh they are"
              rows={ecosystems}
              columns={[
                {
                  label: 'Ecosystem',
                  role: 'main',
                  cell: ({ id, label }) => <a href={paths.ecosystem(id)}>{label}</a>,
                },
                { label: 'Read', cell: ({ mode }) => HOW_READ[mode] },
                { label: 'Registries', role: 'number', cell: of => formatNumber(of.registries.length) },
                { label: 'Packages', role: 'number', cell: of => formatNumber(of.packages_count) },
                {
                  label: 'Last read',
                  cell: ({ last_read_at }) =>
                    last_read_at ? <TimeAgo at={last_read_at} /> : <Unknown>never</Unknown>,
                },
                { label: 'Served', role: 'number', cell: servedOf },
              ]}
            />
          </Section>
          <Section id="served" title="What is served">
            <Table
              caption="What is served, and by which ecosystems not"
              rows={capabilityRows(ecosystems)}
              columns={[
                { label: 'Fact', role: 'main', cell: ({ label }) => label },
                {
                  label: 'Ecosystems',
                  role: 'number',
                  cell: ({ served, lacking }) => `${served} of ${served + lacking.length}`,
                },
                { label: 'Not served by', cell: row => <Lacking {...row} /> },
              ]}
            />
          </Section>
        </>
      )}
    </>
  );
}

function servedOf({ capabilities }: EcosystemSummary): string {
  return `${capabilities.filter(of => of.served).length} of ${capabilities.length}`;
}

interface CapabilityRow {
  label: string;
  served: number;
  lacking: EcosystemSummary[];
}

/** The matrix by its columns, in their order: those that most ecosystems lack name many. */
function capabilityRows(ecosystems: readonly EcosystemSummary[]): CapabilityRow[] {
  const rows = new Map<string, CapabilityRow>();
  for (const ecosystem of ecosystems) {
    for (const { slot, label, served } of ecosystem.capabilities) {
      const row = rows.get(slot) ?? { label, served: 0, lacking: [] };
      if (served) row.served++;
      else row.lacking.push(ecosystem);
      rows.set(slot, row);
    }
  }
  return [...rows.values()];
}

/** Beyond this, names are more to read than they tell. */
const MOST_NAMED = 12;

function Lacking({ served, lacking }: CapabilityRow) {
  if (lacking.length === 0) return <span class="muted">–</span>;
  if (served === 0) return <span class="muted">not built yet, or told by nobody</span>;
  return (
    <span class="wrap">
      {lacking.slice(0, MOST_NAMED).map(({ id, label }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <a href={paths.ecosystem(id)}>{label}</a>
        </span>
      ))}
      {lacking.length > MOST_NAMED && ` and ${formatNumber(lacking.length - MOST_NAMED)} more`}
    </span>
  );
}

export const ecosystems: Page = {
  path: '/ecosystems',
  cache: 'none',
  async load(context) {
    return {
      title: 'Ecosystems',
      description: 'Every ecosystem of the index: how it is read, how fresh it is, and what is served of it.',
      view: <Ecosystems {...(await ecosystemList(context))} />,
      noStore: true,
    };
  },
};
