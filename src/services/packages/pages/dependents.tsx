/** The packages whose latest version depends on a package. */
import { Filters, Pager } from '../../../ui/components/navigation.tsx';
import { Rows } from '../../../ui/components/rows.tsx';
import { EmptyState } from '../../../ui/components/text.tsx';
import { countOf } from '../../../ui/format/numbers.ts';
import { paths, queryString } from '../../../ui/paths.ts';
import type { Page } from '../../service.ts';
import { pageOf, textOf } from '../parameters.ts';
import { kindMask } from '../queries/dependents.ts';
import type { PackageRow } from '../queries/package-row.ts';
import { optionalText, Query } from '../schemas/common.ts';
import { countDependentKinds, kindsOfDependents } from './data/dependents.ts';
import { dependentPackages } from './data/lists.ts';
import { pagingOf } from './find.tsx';
import { packageRow, usedBy } from './package-row.ts';
import { PageNumber, type TabProps, tabPage } from './tab-page.tsx';

const PER_PAGE = 50;

interface DependentsProps extends TabProps {
  dependents: { row: PackageRow; kinds: string[] }[];
  /** Kinds that occur, with their counts. */
  kinds: { name: string; count: number }[];
  /** The kind that the list is narrowed to. */
  kind: string | null;
  page: number;
  hasMore: boolean;
}

export function Dependents({ registry, facts, dependents, kinds, kind, page, hasMore }: DependentsProps) {
  const href = paths.package(registry.name, facts.name, 'dependents');
  const total = facts.dependentPackagesCount ?? 0;
  if (total === 0) {
    return (
      <EmptyState title={`No package of ${registry.name} in this index depends on it`}>
        <p>Only latest versions count. A package that is not indexed yet may still depend on it.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <p class="tab-intro">
        {countOf(total, 'package')} of {registry.name} {total === 1 ? 'depends' : 'depend'} on it in the
        latest version; the most used first.
      </p>
      {kinds.length > 1 && (
        <Filters
          label="Kind"
          items={[
            { label: 'any', href, current: kind === null, count: total },
            ...kinds.map(({ name, count }) => ({
              label: name,
              href: `${href}${queryString({ kind: name })}`,
              current: kind === name,
              count,
            })),
          ]}
        />
      )}
      {dependents.length === 0 ? (
        <EmptyState title={page > 1 ? 'There are no further dependents' : 'None of this kind'}>
          <p>
            <a href={href}>See all dependents</a>
          </p>
        </EmptyState>
      ) : (
        <Rows
          items={dependents.map(dependent => ({
            ...packageRow(registry.name, dependent.row),
            meta: [dependent.kinds.join(', '), usedBy(dependent.row)],
          }))}
        />
      )}
      <Pager
        page={page}
        hasMore={hasMore}
        href={to => `${href}${queryString({ kind, page: to > 1 ? to : null })}`}
      />
    </>
  );
}

export const dependents: Page = {
  ...tabPage('dependents', async (context, { registry, facts }) => {
    const { db, query } = context;
    const names = registry.definition.dependencyKinds;
    const kind = textOf(query, 'kind') ?? null;
    const paging = pagingOf(context, PER_PAGE);
    const [found, counts] = await Promise.all([
      dependentPackages(db, registry.id, facts.id, kind === null ? null : kindMask(registry, kind), paging),
      countDependentKinds(db, facts.id),
    ]);
    const { rows, page } = pageOf(found, paging);
    const kindsOf = await kindsOfDependents(
      db,
      facts.id,
      rows.map(row => row.id),
    );
    return (
      <Dependents
        registry={registry}
        facts={facts}
        dependents={rows.map(row => ({
          row,
          kinds: names.filter((_, bit) => ((kindsOf.get(row.id) ?? 0) & (1 << bit)) !== 0),
        }))}
        kinds={names.flatMap((name, bit) => {
          const count = counts.get(bit);
          return count === undefined ? [] : [{ name, count }];
        })}
        kind={kind}
        page={page.page}
        hasMore={page.hasMore}
      />
    );
  }),
  query: Query({ kind: optionalText('only dependents of this kind'), page: PageNumber }),
};
