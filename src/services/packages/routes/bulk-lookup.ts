import { Type } from 'typebox';
import { bulkBodyCost } from '../../../core/cost.ts';
import { InputError } from '../../../core/errors.ts';
import type { IndexedRegistry, Reply, RequestContext, Route } from '../../service.ts';
import { readThrough } from '../find.ts';
import { findWanted, repositorySpellings, type Wanted, wantedByName, wantedByPurl } from '../lookup.ts';
import { isUnstorable } from '../names.ts';
import type { PackageRow } from '../queries/package-row.ts';
import { findByIds } from '../queries/packages.ts';
import { findByRepositories } from '../queries/repositories.ts';
import { PackageWithRegistry } from '../schemas/package.ts';
import { packagesWithRegistry } from './reply.ts';

const MAX_PURLS = 100;
const MAX_ITEMS = 1_000;
/** Packages in one answer. */
const MAX_PACKAGES = 1_000;

interface BulkBody {
  repository_urls?: string[];
  purls?: string[];
  names?: string[];
  ecosystem?: string;
}

const list = (description: string) => Type.Optional(Type.Array(Type.String(), { description }));

export const bulkLookupRoutes: Route[] = [
  {
    method: 'POST',
    path: '/packages/bulk_lookup',
    operationId: 'bulkLookupPackages',
    summary: 'lookup multiple packages by repository URLs, PURLs, or names',
    tags: ['packages'],
    body: Type.Object(
      {
        repository_urls: list(`repository URLs, at most ${MAX_ITEMS}`),
        purls: list(`package URLs, at most ${MAX_PURLS}`),
        names: list(`package names, at most ${MAX_ITEMS}`),
        ecosystem: Type.Optional(Type.String({ description: 'only registries of this ecosystem' })),
      },
      { additionalProperties: false },
    ),
    response: Type.Array(PackageWithRegistry, {
      description: `in the order in which they are asked for, at most ${MAX_PACKAGES}`,
    }),
    cost: bulkBodyCost('repository_urls', 'purls', 'names'),
    cache: 'none',
    handle: bulkLookup,
  },
];

async function bulkLookup(context: RequestContext): Promise<Reply> {
  const { directory, db } = context;
  const { repository_urls = [], purls = [], names = [], ecosystem } = context.body as BulkBody;
  if (purls.length > MAX_PURLS)
    throw new InputError('purls', `Maximum ${MAX_PURLS} PURLs allowed per request`);
  for (const [field, items] of Object.entries({ repository_urls, names })) {
    if (items.length > MAX_ITEMS)
      throw new InputError(field, `${field}: at most ${MAX_ITEMS} items per request`);
  }
  if (repository_urls.length + purls.length + names.length === 0) {
    throw new InputError('purls', 'Missing parameter: one of repository_urls, purls or names');
  }
  const registries = ecosystem ? directory.ofEcosystem(ecosystem) : directory.all();
  const within = (registry: IndexedRegistry) => registries.includes(registry);
  const byPurl = purls.map((purl, index) => wantedPurl(context, purl, index, within));
  const byName = names.map(name => wantedByName(registries, name));
  const wanted = [...byPurl, ...byName];

  const found = await findWanted(db, wanted);
  // Known at the next request, perhaps: a purl says where to fetch from.
  const unknown = byPurl.filter((item, index) => item.repositoryUrl === null && found[index]?.length === 0);
  await Promise.all(unknown.map(item => queue(context, item)));

  const repositories = [
    ...repository_urls.map((url, index) => repositorySpellings(url, `repository_urls[${index}]`)),
    ...byPurl.map(item => (item.repositoryUrl === null ? [] : repositorySpellings(item.repositoryUrl))),
  ].flat();
  const rows = [...found.flat(), ...(await ofRepositories(context, repositories, registries))];
  const distinct = [...new Map(rows.map(row => [row.id, row])).values()].slice(0, MAX_PACKAGES);
  return { body: await packagesWithRegistry(context, distinct), noStore: true };
}

function wantedPurl(
  { directory }: RequestContext,
  purl: string,
  index: number,
  within: (registry: IndexedRegistry) => boolean,
): Wanted {
  try {
    return wantedByPurl(directory, purl, within);
  } catch (error) {
    if (error instanceof InputError) throw new InputError(`purls[${index}]`, error.message, error.status);
    throw error;
  }
}

async function ofRepositories(
  { db }: RequestContext,
  spellings: readonly string[],
  registries: readonly IndexedRegistry[],
): Promise<PackageRow[]> {
  const distinct = [...new Set(spellings.filter(url => !isUnstorable(url)))];
  if (distinct.length === 0) return [];
  const ids = await findByRepositories(
    db,
    distinct,
    registries.map(registry => registry.id),
    MAX_PACKAGES,
  );
  return findByIds(db, ids);
}

async function queue(context: RequestContext, { candidates }: Wanted): Promise<void> {
  const [first] = candidates;
  if (first) await readThrough(context, first.registry, first.name, { budgetMs: 0 });
}
