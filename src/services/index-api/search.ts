/** Finds packages by name, beginning of a name, words, or package URL. */
import { InputError } from '../../core/errors.ts';
import type { RegistryDirectory, RequestContext } from '../service.ts';
import { lookupPurls } from './lookup.ts';
import type { SearchAnswer, SearchHit } from './schemas.ts';
import { findBySearch, type SearchRow, termsOf } from './search-query.ts';
import { summaryOf } from './summary.ts';

export type SearchContext = Pick<RequestContext, 'db' | 'directory' | 'sync' | 'siteUrl' | 'now'>;

export interface SearchRequest {
  q: string;
  /** Name of a registry. */
  registry?: string;
  ecosystem?: string;
  /** From 1 to 100. */
  page?: number;
  perPage?: number;
  /** False: a purl of a package that is not in the index is not fetched. */
  sync?: boolean;
}

export interface SearchResult extends SearchAnswer {
  page: { page: number; perPage: number; hasMore: boolean };
}

const TIERS = ['exact', 'prefix', 'words'] as const;
export const DEFAULT_PER_PAGE = 30;

/**
 * A purl is looked up as itself (`lookup` says how it went); everything else is a search. An empty text finds nothing.
 *
 * @throws InputError naming `q`, `registry` or `ecosystem`.
 */
export async function search(context: SearchContext, request: SearchRequest): Promise<SearchResult> {
  const { page = 1, perPage = DEFAULT_PER_PAGE } = request;
  const q = request.q.trim();
  if (q.includes('\0')) throw new InputError('q', 'q: a NUL character is not allowed');
  const registryIds = registriesOf(context.directory, request);
  const position = (hasMore: boolean) => ({ page, perPage, hasMore });
  if (q === '') return { query: q, results: [], page: position(false) };

  if (/^pkg:/i.test(q)) {
    const [lookup] = await lookupPurls(context, [q], { sync: request.sync !== false });
    const results: SearchHit[] = lookup?.package ? [{ match: 'exact', ...lookup.package }] : [];
    return { query: q, results, lookup, page: position(false) };
  }

  const rows = await findBySearch(context.db, termsOf(q), {
    registryIds,
    limit: perPage + 1,
    offset: (page - 1) * perPage,
  });
  const results = rows.slice(0, perPage).flatMap(row => hitOf(context, row));
  return { query: q, results, page: position(rows.length > perPage) };
}

/** Packages of registries that this program has no definition of are left out: nothing can be said about their names. */
function hitOf({ directory, siteUrl }: SearchContext, row: SearchRow): SearchHit[] {
  const registry = directory.byId(row.registryId);
  return registry ? [{ match: TIERS[row.tier], ...summaryOf(row, registry, siteUrl) }] : [];
}

function registriesOf(directory: RegistryDirectory, request: SearchRequest): number[] | null {
  const { registry, ecosystem } = request;
  if (registry !== undefined) {
    const known = directory.byName(registry);
    if (!known) throw new InputError('registry', 'registry: there is no registry of that name', 404);
    const { id } = known.registry;
    if (ecosystem === undefined || directory.ofEcosystem(ecosystem).some(other => other.id === id))
      return [id];
    throw new InputError('ecosystem', 'ecosystem: the registry belongs to another one');
  }
  if (ecosystem === undefined) return null;
  const ids = directory.ofEcosystem(ecosystem).map(({ id }) => id);
  if (ids.length === 0) throw new InputError('ecosystem', 'ecosystem: there is none of that name', 404);
  return ids;
}
