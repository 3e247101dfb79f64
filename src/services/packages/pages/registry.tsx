/** One registry and its packages. */

import { purlOf } from '../../../ecosystems/ecosystem.ts';
import { Facts, Stats } from '../../../ui/components/facts.tsx';
import { Filters, Pager } from '../../../ui/components/navigation.tsx';
import { type RowItem, Rows } from '../../../ui/components/rows.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { EmptyState, ExternalLink } from '../../../ui/components/text.tsx';
import { TimeAgo, Unknown } from '../../../ui/components/time.tsx';
import { formatNumber } from '../../../ui/format/numbers.ts';
import { paths, queryString } from '../../../ui/paths.ts';
import type { IndexedRegistry, Page } from '../../service.ts';
import { pageOf, textOf } from '../parameters.ts';
import { type KeywordRow, listKeywords } from '../queries/keywords.ts';
import { listNamespaces, type NamespaceRow } from '../queries/namespaces.ts';
import { unknownSort } from '../queries/sorts.ts';
import { optionalText, Query } from '../schemas/common.ts';
import { packagesOfRegistry, REGISTRY_SORTS, type RegistrySort } from './data/lists.ts';
import { pagingOf, withRegistry } from './find.tsx';
import { ListHead, Tags } from './package-list.tsx';
import { packageRow } from './package-row.ts';
import { knownMaintainers, type RegistryLine, registryLines } from './registries.tsx';
import { PageNumber } from './tab-page.tsx';

const PER_PAGE = 50;
const TOP = { page: 1, perPage: 12, offset: 0 };
const DEFAULT_SORT: RegistrySort = 'dependent_packages_count';

const SORT_LABELS: Record<RegistrySort, string> = {
  dependent_packages_count: 'most used',
  latest_release_published_at: 'newest release',
  updated_at: 'last changed',
  created_at: 'newly indexed',
};

interface RegistryProps {
  line: RegistryLine;
  rows: RowItem[];
  sort: RegistrySort;
  page: number;
  hasMore: boolean;
  keywords: KeywordRow[];
  namespaces: NamespaceRow[];
  /** A purl of this registry, to show how they look. */
  samplePurl: string | null;
}

export function Registry(props: RegistryProps) {
  const { registry, counts } = props.line;
  return (
    <>
      <ListHead crumbs={[{ label: 'Registries', href: paths.registries }]} title={registry.name}>
        {registry.definition.label} packages{registry.version ? `, release ${registry.version}` : ''}, from{' '}
        <ExternalLink url={registry.url} />.
      </ListHead>
      <Stats
        items={[
          { label: 'Packages', value: counts.packages },
          { label: 'Versions', value: counts.versions },
          { label: 'Maintainers', value: knownMaintainers(counts) },
          { label: 'Namespaces', value: counts.namespaces },
          { label: 'Keywords', value: counts.keywords },
        ]}
      />
      <div class="split">
        <RegistryAside {...props} />
        <div class="body">
          <Packages {...props} />
        </div>
      </div>
    </>
  );
}

function RegistryAside({ line: { registry, changedAt }, keywords, namespaces, samplePurl }: RegistryProps) {
  const absent = Object.entries(registry.definition.absent);
  return (
    <aside class="aside" aria-label={`About ${registry.name}`}>
      <Facts
        items={[
          {
            label: 'Last change',
            value: changedAt ? <TimeAgo at={changedAt} /> : <Unknown>nothing indexed yet</Unknown>,
          },
          { label: 'Package URLs look like', value: samplePurl ? <code>{samplePurl}</code> : false },
          { label: 'Kinds of dependencies', value: registry.definition.dependencyKinds.join(', ') },
          {
            label: 'Top keywords',
            value: keywords.length > 0 ? <Tags items={keywords} href={paths.keyword} /> : false,
          },
          {
            label: 'Top namespaces',
            value: namespaces.length > 0 && (
              <Tags items={namespaces} href={name => paths.namespace(registry.name, name)} />
            ),
          },
        ]}
      />
      {absent.length > 0 && (
        <details class="more">
          <summary>What is not known of it, and why</summary>
          <dl>
            {absent.map(([slot, reason]) => (
              <div key={slot}>
                <dt>{slot}</dt>
                <dd>{reason}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </aside>
  );
}

function Packages({ line: { registry, counts }, rows, sort, page, hasMore }: RegistryProps) {
  const address = (of: RegistrySort, at: number) =>
    `${paths.registry(registry.name)}${queryString({ sort: of === DEFAULT_SORT ? null : of, page: at > 1 ? at : null })}`;
  return (
    <Section id="packages" title="Packages">
      {counts.packages > 0 && (
        <Filters
          label="Sort by"
          items={REGISTRY_SORTS.map(of => ({
            label: SORT_LABELS[of],
            href: address(of, 1),
            current: of === sort,
          }))}
        />
      )}
      {rows.length > 0 && <Rows items={rows} />}
      {rows.length === 0 && counts.packages === 0 && <NothingIndexed registry={registry} />}
      {rows.length === 0 && counts.packages > 0 && (
        <EmptyState title="There are no further packages">
          <p>
            <a href={address(sort, 1)}>Back to the first page</a>
          </p>
        </EmptyState>
      )}
      <Pager page={page} hasMore={hasMore} href={to => address(sort, to)} />
    </Section>
  );
}

/** What to do about an empty registry: whole indexes are imported, others are filled by asking. */
function NothingIndexed({ registry }: { registry: IndexedRegistry }) {
  return (
    <EmptyState title="Nothing is indexed yet">
      {registry.definition.connector.mode === 'batch' ? (
        <p>
          This registry is read as a whole. Run <code>bin/ecosystems import {registry.ecosystem}</code> and
          look again.
        </p>
      ) : (
        <p>Search for a package by name, or open its page: it is fetched at once and stays.</p>
      )}
    </EmptyState>
  );
}

export const registry: Page = {
  path: '/registries/{registry}',
  query: Query({ sort: optionalText(`one of ${REGISTRY_SORTS.join(', ')}`), page: PageNumber }),
  cache: 'shared',
  load: context =>
    withRegistry(context, paths.registry, async of => {
      const { db, query } = context;
      const wanted = textOf(query, 'sort') ?? DEFAULT_SORT;
      const sort = REGISTRY_SORTS.find(name => name === wanted);
      if (!sort) throw unknownSort(wanted, REGISTRY_SORTS);
      const paging = pagingOf(context, PER_PAGE);
      const [lines, found, keywords, namespaces] = await Promise.all([
        registryLines(context, [of]),
        packagesOfRegistry(db, of.id, sort, paging),
        listKeywords(db, [of.id], TOP),
        listNamespaces(db, of.id, TOP),
      ]);
      const line = lines[0] as RegistryLine;
      const { rows, page } = pageOf(found, paging);
      const sample = rows[0];
      return {
        title: of.name,
        description: `${of.definition.label} packages of ${of.name}: ${formatNumber(line.counts.packages)} indexed.`,
        view: (
          <Registry
            line={line}
            rows={rows.map(row => packageRow(of.name, row))}
            sort={sort}
            page={page.page}
            hasMore={page.hasMore}
            keywords={keywords.slice(0, TOP.perPage)}
            namespaces={namespaces.slice(0, TOP.perPage)}
            samplePurl={sample ? purlOf(of, sample.name) : null}
          />
        ),
        tags: [`registry:${of.id}`],
      };
    }),
};
