/** All registries. */

import type { RegistryCounts } from '../../../store/registries.ts';
import { Table } from '../../../ui/components/table.tsx';
import { TimeAgo, Unknown } from '../../../ui/components/time.tsx';
import { formatNumber } from '../../../ui/format/numbers.ts';
import { paths } from '../../../ui/paths.ts';
import type { IndexedRegistry, Page, RequestContext } from '../../service.ts';
import { freshRegistryCounts } from '../queries/registry-counts.ts';
import { lastChanges } from './data/lists.ts';
import { ListHead } from './package-list.tsx';

export interface RegistryLine {
  registry: IndexedRegistry;
  counts: RegistryCounts;
  /** When a package of it was last changed; null: there is none. */
  changedAt: string | null;
}

export function Registries({ lines }: { lines: RegistryLine[] }) {
  return (
    <>
      <ListHead crumbs={[]} title="Registries">
        Where packages come from, and how much of each is indexed.
      </ListHead>
      <Table
        caption="Registries"
        rows={lines}
        columns={[
          {
            label: 'Registry',
            role: 'main',
            cell: ({ registry }) => <a href={paths.registry(registry.name)}>{registry.name}</a>,
          },
          { label: 'Ecosystem', cell: ({ registry }) => registry.definition.label },
          { label: 'Packages', role: 'number', cell: ({ counts }) => formatNumber(counts.packages) },
          { label: 'Versions', role: 'number', cell: ({ counts }) => formatNumber(counts.versions) },
          {
            label: 'Maintainers',
            role: 'number',
            cell: ({ counts }) =>
              knownMaintainers(counts) === null ? <Unknown /> : formatNumber(counts.maintainers),
          },
          {
            label: 'Last change',
            cell: ({ changedAt }) =>
              changedAt ? <TimeAgo at={changedAt} /> : <Unknown>nothing yet</Unknown>,
          },
        ]}
      />
    </>
  );
}

/** A registry that has packages and nobody behind them does not say who maintains them. */
export function knownMaintainers({ maintainers, packages }: RegistryCounts): number | null {
  return maintainers === 0 && packages > 0 ? null : maintainers;
}

export async function registryLines(
  context: RequestContext,
  registries: IndexedRegistry[],
): Promise<RegistryLine[]> {
  const [counts, changes] = await Promise.all([
    freshRegistryCounts(context.db, context.now),
    lastChanges(context.db),
  ]);
  const none = { packages: 0, versions: 0, maintainers: 0, namespaces: 0, keywords: 0, downloads: 0 };
  return registries.map(registry => ({
    registry,
    counts: counts.get(registry.id) ?? none,
    changedAt: changes.get(registry.id) ?? null,
  }));
}

export const registries: Page = {
  path: '/registries',
  cache: 'shared',
  async load(context) {
    return {
      title: 'Registries',
      description: 'The registries whose packages are indexed, with their counts and their freshness.',
      view: <Registries lines={await registryLines(context, context.directory.all())} />,
      tags: ['everything'],
    };
  },
};
