/** Advisories, the newest first, narrowed by what they are about and how bad they are. */
import { Type } from 'typebox';
import { RATINGS } from '../../../core/severity/index.ts';
import {
  type AdvisoryFacets,
  advisoriesOverTime,
  advisoryFacets,
  type FullAdvisory,
  listAdvisories,
} from '../../../store/advisory-queries.ts';
import { type Bar, BarChart } from '../../../ui/charts/bar-chart.tsx';
import { CursorPager, Filters, type Tab } from '../../../ui/components/navigation.tsx';
import { Rows } from '../../../ui/components/rows.tsx';
import { CodeCopy, EmptyState } from '../../../ui/components/text.tsx';
import { countOf, formatNumber } from '../../../ui/format/numbers.ts';
import { paths, queryString } from '../../../ui/paths.ts';
import type { Page, RequestContext } from '../../service.ts';
import { FILTERS, filterOf } from '../lists.ts';
import { advisoryRow } from './advisory-row.tsx';
import { monthBars } from './months.ts';

const PER_PAGE = 50;
const MONTHS = 24;
const MOST_ECOSYSTEMS = 14;
const SHOWN_PACKAGES = 3;

type Query = RequestContext['query'];

interface ListProps {
  query: Query;
  facets: AdvisoryFacets;
  advisories: FullAdvisory[];
  next: string | null;
  bars: Bar[];
}

/** This list with some parameters changed; from its beginning unless they say otherwise. */
function address(query: Query, changed: Query = {}): string {
  return `${paths.advisories}${queryString({ ...query, cursor: undefined, ...changed })}`;
}

export function AdvisoryList({ query, facets, advisories, next, bars }: ListProps) {
  const total = bars.reduce((sum, bar) => sum + bar.value, 0);
  const isNarrowed = Object.values(query).some(value => value !== undefined);
  return (
    <>
      <header class="page-head">
        <h1>Security advisories</h1>
        <p class="lead">
          {facets.total > 0 || isNarrowed
            ? `${countOf(facets.total, 'advisory', 'advisories')} from ${countOf(facets.source.length, 'source')}, merged where they are about the same.`
            : 'From many sources, merged where they are about the same.'}
        </p>
      </header>
      {facets.total === 0 && !isNarrowed ? (
        <NothingImported />
      ) : (
        <>
          <Facets query={query} facets={facets} />
          {total > 0 && query.cursor === undefined && (
            <BarChart
              id="recent-advisories"
              title="Published per month"
              description={`${countOf(total, 'advisory', 'advisories')} of this list in the last ${MONTHS} months; ${formatNumber(bars.at(-1)?.value)} in this one.`}
              bars={bars}
              unit="publication"
              labelName="month"
            />
          )}
          {advisories.length > 0 ? (
            <Rows items={advisories.map(of => advisoryRow(of, packagesWords(of)))} />
          ) : (
            <EmptyState title="No advisory is like that">
              <p>
                <a href={paths.advisories}>All advisories</a>
              </p>
            </EmptyState>
          )}
          <CursorPager
            first={query.cursor === undefined ? null : address(query)}
            next={next === null ? null : address(query, { cursor: next })}
          />
        </>
      )}
    </>
  );
}

function NothingImported() {
  return (
    <EmptyState title="No advisories were imported">
      <p>Name a source, and a folder or archive of its documents if they are here already:</p>
      <CodeCopy label="Import" code="bin/ecosystems import advisories --source osv --from path" />
    </EmptyState>
  );
}

function Facets({ query, facets }: Pick<ListProps, 'query' | 'facets'>) {
  const choice = (
    name: string,
    value: string | number | boolean | undefined,
    label: string,
    count?: number,
  ): Tab => ({
    label,
    href: address(query, { [name]: value }),
    current: query[name] === value,
    count,
  });
  const ecosystems = facets.ecosystem.slice(0, MOST_ECOSYSTEMS);
  const severities = RATINGS.flatMap(rating => {
    const count = facets.severity.find(of => of.value === rating)?.count ?? 0;
    return count > 0 || query.severity === rating ? [choice('severity', rating, rating, count)] : [];
  });
  return (
    <>
      <Filters
        label="Ecosystem"
        items={[
          choice('ecosystem', undefined, 'all'),
          ...ecosystems.map(({ value, count }) => choice('ecosystem', value, value.slice(0, 40), count)),
        ]}
      />
      <Filters label="Severity" items={[choice('severity', undefined, 'all'), ...severities]} />
      <Filters
        label="Exploited"
        items={[choice('kev', undefined, 'all'), choice('kev', true, 'known to be (KEV)', facets.kev)]}
      />
      <Filters
        label="EPSS"
        items={[
          choice('epss_at_least', undefined, 'all'),
          choice('epss_at_least', 0.1, '10% and more', facets.epss.tenth),
          choice('epss_at_least', 0.5, '50% and more', facets.epss.half),
        ]}
      />
      <Filters
        label="Withdrawn"
        items={[
          choice('withdrawn', undefined, 'all'),
          choice('withdrawn', false, 'no', facets.total - facets.withdrawn),
          choice('withdrawn', true, 'yes', facets.withdrawn),
        ]}
      />
    </>
  );
}

function packagesWords({ packages }: FullAdvisory): string {
  if (packages.length === 0) return 'It names no package.';
  const named = packages
    .slice(0, SHOWN_PACKAGES)
    .map(of => `${of.displayName.slice(0, 100)} (${of.ecosystem.slice(0, 40)})`);
  const more = packages.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${formatNumber(more)} more` : ''}`;
}

export const list: Page = {
  path: '/advisories',
  query: Type.Object(
    { ...FILTERS, cursor: Type.Optional(Type.String({ maxLength: 100 })) },
    { additionalProperties: false },
  ),
  cache: 'shared',
  async load(context) {
    const { db, query, now, siteUrl } = context;
    const filter = filterOf(context);
    const cursor = typeof query.cursor === 'string' ? query.cursor : null;
    const since = new Date(
      Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - MONTHS + 1, 1) - 1,
    ).toISOString();
    const [facets, page, months] = await Promise.all([
      advisoryFacets(db, filter),
      listAdvisories(db, filter, { limit: PER_PAGE, cursor }),
      cursor === null ? advisoriesOverTime(db, { ...filter, publishedAfter: since }, 'month') : [],
    ]);
    const feed = (format: string) =>
      `${siteUrl}/advisories/api/v1/advisories/feed.${format}${queryString({ ...query, cursor: undefined })}`;
    return {
      title: 'Security advisories',
      description: 'Security advisories of open source packages, with the versions that they affect.',
      view: (
        <AdvisoryList
          query={query}
          facets={facets}
          advisories={page.advisories}
          next={page.next}
          bars={monthBars(months, now, MONTHS)}
        />
      ),
      tags: ['everything'],
      feeds: [
        { type: 'application/atom+xml', title: 'Advisories (Atom)', href: feed('atom') },
        { type: 'application/feed+json', title: 'Advisories (JSON Feed)', href: feed('json') },
      ],
    };
  },
};
