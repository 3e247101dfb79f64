/** Search results; a purl goes straight to its package. */
import { Type } from 'typebox';
import { Filters, Pager } from '../../../ui/components/navigation.tsx';
import { type RowItem, Rows } from '../../../ui/components/rows.tsx';
import { SearchBox } from '../../../ui/components/search-box.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { EmptyState } from '../../../ui/components/text.tsx';
import { countOf } from '../../../ui/format/numbers.ts';
import { paths, queryString } from '../../../ui/paths.ts';
import type { IndexedRegistry, Page, RequestContext } from '../../service.ts';
import { MAX_PAGES, type SearchHit } from '../schemas.ts';
import { search as searchIndex } from '../search.ts';
import { filledRegistries } from './data.ts';

const PER_PAGE = 25;
const LONGEST_LICENCE = 40;

interface SearchProps {
  query: string;
  /** Name of the registry that the search is narrowed to. */
  registry: string | null;
  hits: SearchHit[];
  page: number;
  hasMore: boolean;
  /** All that may be asked. */
  registries: readonly IndexedRegistry[];
  /** Names of those to which the search can be narrowed: there is something in them. */
  filled: readonly string[];
}

export function Search(props: SearchProps) {
  const { query, registry, hits, page, hasMore, filled } = props;
  if (query === '') return <NothingAsked />;
  const address = (narrowed: string | null, to: number) =>
    `/search${queryString({ q: query, registry: narrowed, page: to > 1 ? to : null })}`;
  return (
    <>
      <header class="page-head">
        <h1>Results for “{query}”</h1>
      </header>
      {filled.length > 1 && (
        <Filters
          label="Registry"
          items={[
            { label: 'all', href: address(null, 1), current: registry === null },
            ...filled.map(name => ({
              label: name,
              href: address(name, 1),
              current: name === registry,
            })),
          ]}
        />
      )}
      {hits.length > 0 ? (
        <Rows items={hits.map(rowOf)} />
      ) : (
        <EmptyState title={page > 1 ? 'There are no further results' : 'Nothing that is indexed matches'}>
          {page > 1 && (
            <p>
              <a href={address(registry, 1)}>Back to the first page</a>
            </p>
          )}
        </EmptyState>
      )}
      <Pager page={page} hasMore={hasMore} href={to => address(registry, to)} />
      {page === 1 && <AskRegistries {...props} />}
    </>
  );
}

function NothingAsked() {
  return (
    <>
      <header class="page-head">
        <h1>Search</h1>
        <p class="lead">By name, by words of the description, or by package URL.</p>
      </header>
      <SearchBox id="page-search" hero />
    </>
  );
}

/** Registries that can be asked for a package of exactly this name. */
function AskRegistries({ query, registry, hits, registries }: SearchProps) {
  const askable = registries.flatMap(({ name: registryName, definition, isDefault }) => {
    const isMeant = registry === null ? isDefault : registry === registryName;
    if (definition.connector.mode !== 'package' || !isMeant) return [];
    const name = definition.names.normalise(query);
    const isFound = hits.some(hit => hit.registry === registryName && hit.name === name);
    return isFound || definition.names.problem(name) !== null ? [] : [{ registryName, name }];
  });
  if (askable.length === 0) return null;
  return (
    <Section id="ask" title={hits.length > 0 ? 'Not what you meant?' : 'It may still exist'}>
      <p class="muted">The index grows by asking. If this is the exact name of a package, fetch it now:</p>
      <ul class="tags tags-large">
        {askable.map(({ registryName, name }) => (
          <li key={registryName}>
            <a href={paths.package(registryName, name)} rel="nofollow">
              {name} from {registryName}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function rowOf(hit: SearchHit): RowItem {
  const { licenses, dependent_packages_count: dependents } = hit;
  return {
    title: hit.name,
    href: paths.package(hit.registry, hit.name),
    version: hit.latest_release_number,
    tag: hit.registry,
    status: hit.status,
    critical: hit.critical,
    text: hit.description,
    meta: [
      dependents > 0 ? countOf(dependents, 'dependent') : null,
      licenses !== null && licenses.length <= LONGEST_LICENCE ? licenses : null,
    ],
  };
}

/** How long a search that found nothing waits for a registry. */
const FETCH_MS = 5_000;

/** What a bare name most likely means, in this order. The page offers the others to be asked one by one. */
const ASKED_BY_NAME = ['npm', 'pypi', 'cargo', 'rubygems'];

/** What is not indexed may be the exact name of a package: the page of the first of these registries that has it. */
async function fetchByName({ directory, sync }: RequestContext, query: string): Promise<string | null> {
  const asked = ASKED_BY_NAME.flatMap(id => directory.ofEcosystem(id)).flatMap(registry => {
    const { connector, names } = registry.definition;
    const name = names.normalise(query);
    const isAskable = connector.mode === 'package' && registry.isDefault && query !== '';
    return isAskable && names.problem(name) === null ? [{ registry, name }] : [];
  });
  const outcomes = asked.map(({ registry, name }) => sync.package(registry, name, { budgetMs: FETCH_MS }));
  // Those after the first find are waited for by nobody.
  for (const outcome of outcomes) outcome.catch(() => {});
  for (const [index, { registry, name }] of asked.entries()) {
    if ((await outcomes[index]) === 'indexed') return paths.package(registry.name, name);
  }
  return null;
}

export const search: Page = {
  path: '/search',
  query: Type.Object(
    {
      q: Type.Optional(
        Type.String({ maxLength: 500, description: 'a name, its beginning, words, or a purl' }),
      ),
      registry: Type.Optional(Type.String({ description: 'name of a registry' })),
      page: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_PAGES })),
    },
    { additionalProperties: false },
  ),
  cache: 'shared',
  async load(context) {
    const { q, registry, page } = context.query;
    const query = typeof q === 'string' ? q.trim() : '';
    if (/^pkg:/i.test(query)) return { title: 'Moved', view: <p>Moved</p>, redirect: paths.lookup(query) };
    const narrowed = typeof registry === 'string' && registry !== '' ? registry : null;
    const registries = context.directory.all();
    const [found, filled] = await Promise.all([
      searchIndex(context, {
        q: query,
        registry: narrowed ?? undefined,
        page: typeof page === 'number' ? page : 1,
        perPage: PER_PAGE,
      }),
      filledRegistries(context.db),
    ]);
    const alone = narrowed === null && found.results.length === 0 && found.page.page === 1;
    const fetched = alone ? await fetchByName(context, query) : null;
    if (fetched !== null) return { title: 'Moved', view: <p>Moved</p>, redirect: fetched, noStore: true };
    return {
      title: query === '' ? 'Search' : `Results for ${query}`,
      view: (
        <Search
          query={query}
          registry={
            narrowed === null ? null : (context.directory.byName(narrowed)?.registry.name ?? narrowed)
          }
          hits={found.results}
          page={found.page.page}
          hasMore={found.page.hasMore}
          registries={registries}
          filled={registries.filter(({ id }) => filled.has(id)).map(({ name }) => name)}
        />
      ),
      headers: { 'x-robots-tag': 'noindex' },
      tags: ['everything'],
    };
  },
};
