import { Type } from 'typebox';
import { SINGLE } from '../../../core/cost.ts';
import { InputError } from '../../../core/errors.ts';
import type { IndexedRegistry, Reply, RequestContext, Route } from '../../service.ts';
import { onRegistry, pending, readThrough } from '../find.ts';
import { findWanted, repositorySpellings, type Wanted, wantedByName, wantedByPurl } from '../lookup.ts';
import { type Paging, pagingOf, textOf } from '../parameters.ts';
import type { PackageRow } from '../queries/package-row.ts';
import { createSelection, listPackages } from '../queries/selection.ts';
import { sortNames, sortsOf } from '../queries/sorts.ts';
import { optionalText, paging, Query, sorting } from '../schemas/common.ts';
import { PackageWithRegistry } from '../schemas/package.ts';
import { packagesWithRegistry, packagesWithRegistryReply } from './reply.ts';

const registryPath = '/registries/{registryName}/lookup';

const query = Query({
  repository_url: optionalText('repository URL in any spelling'),
  purl: optionalText('package URL; its version is ignored'),
  ecosystem: optionalText('only registries of this ecosystem'),
  name: optionalText('package name'),
  ...sorting(sortNames(true)),
  ...paging(),
});

export const lookupRoutes: Route[] = [
  {
    method: 'GET',
    path: '/packages/lookup',
    operationId: 'lookupPackage',
    summary: 'lookup a package by repository URL, purl or ecosystem+name',
    tags: ['packages'],
    query,
    response: Type.Array(PackageWithRegistry),
    cost: SINGLE,
    cache: 'none',
    handle: context => lookup(context, context.directory.all()),
  },
  {
    method: 'GET',
    path: registryPath,
    operationId: 'lookupRegistryPackage',
    summary: 'lookup a package of a registry by repository URL, purl or name',
    tags: ['packages'],
    query,
    response: Type.Array(PackageWithRegistry),
    cost: SINGLE,
    cache: 'none',
    handle: context => onRegistry(context, registryPath, registry => lookup(context, [registry])),
  },
];

const KEYS = ['purl', 'repository_url', 'name'] as const;

/** @param registries those that the answer may come from. */
async function lookup(context: RequestContext, registries: readonly IndexedRegistry[]): Promise<Reply> {
  const { directory } = context;
  const paged = pagingOf(context.query);
  const given = KEYS.filter(key => textOf(context.query, key) !== undefined);
  const [key, other] = given;
  if (key === undefined) {
    throw new InputError('purl', 'Missing parameter: one of purl, repository_url or name');
  }
  if (other !== undefined) throw new InputError(other, `${other}: cannot be combined with ${key}`);
  const value = textOf(context.query, key) as string;
  const ecosystem = textOf(context.query, 'ecosystem');
  const within = new Set(ecosystem === undefined ? registries : directory.ofEcosystem(ecosystem));
  const allowed = registries.filter(registry => within.has(registry));
  // Looked at before anything is fetched.
  sortsOf(textOf(context.query, 'sort'), textOf(context.query, 'order'), 'name', true);

  if (key === 'repository_url') return byRepository(context, repositorySpellings(value), allowed, paged);
  const wanted =
    key === 'purl'
      ? wantedByPurl(directory, value, registry => allowed.includes(registry))
      : wantedByName(allowed, value);
  if (wanted.repositoryUrl !== null) {
    return byRepository(context, repositorySpellings(wanted.repositoryUrl), allowed, paged);
  }
  // A bare name says too little of where to fetch it from.
  const fetchable = key === 'purl' || ecosystem !== undefined || registries.length === 1;
  return byName(context, wanted, fetchable, { [key]: value }, paged);
}

async function byRepository(
  context: RequestContext,
  spellings: readonly string[],
  registries: readonly IndexedRegistry[],
  paged: Paging,
): Promise<Reply> {
  const { query, db, directory } = context;
  const sorts = sortsOf(textOf(query, 'sort'), textOf(query, 'order'), 'dependent_packages_count', true);
  const selection = createSelection(registries.length === 1 ? (registries[0]?.id ?? null) : null);
  selection.where(`lower(p.repository_url) = any(${selection.bind(spellings)})`, ['p']);
  if (registries.length !== directory.all().length) {
    selection.where(`p.registry_id = any(${selection.bind(registries.map(r => r.id))})`, ['p']);
  }
  return packagesWithRegistryReply(context, await listPackages(db, selection, sorts, paged), paged, []);
}

async function byName(
  context: RequestContext,
  wanted: Wanted,
  fetchable: boolean,
  asked: Record<string, string>,
  paged: Paging,
): Promise<Reply> {
  let [rows = []] = await findWanted(context.db, [wanted]);
  if (rows.length === 0 && fetchable) {
    const outcome = await fetchFirst(context, wanted);
    if (outcome === 'pending') return pending(asked);
    if (outcome === 'indexed') [rows = []] = await findWanted(context.db, [wanted]);
  }
  if (rows.length > 1 && textOf(context.query, 'sort') !== undefined) {
    return sorted(context, rows, paged);
  }
  const shown = rows.slice(paged.offset, paged.offset + paged.perPage);
  return {
    body: await packagesWithRegistry(context, shown),
    page: { page: paged.page, perPage: paged.perPage, hasMore: rows.length > paged.offset + paged.perPage },
    noStore: true,
  };
}

/** Asks the first registry that can be asked: the default one where there is one. */
async function fetchFirst(context: RequestContext, { candidates }: Wanted) {
  const first = candidates.find(({ registry }) => registry.definition.connector.mode === 'package');
  return first ? readThrough(context, first.registry, first.name) : 'missing';
}

async function sorted(context: RequestContext, rows: readonly PackageRow[], paged: Paging): Promise<Reply> {
  const { query, db } = context;
  const sorts = sortsOf(textOf(query, 'sort'), textOf(query, 'order'), 'name', true);
  const selection = createSelection(null);
  const registries = selection.bind(rows.map(row => row.registryId));
  const ids = selection.bind(rows.map(row => row.id));
  selection.source = {
    sql: `unnest(${registries}::int[], ${ids}::int[]) as w (registry_id, id)`,
    id: 'w.id',
  };
  selection.where('p.registry_id = w.registry_id', ['p']);
  return packagesWithRegistryReply(context, await listPackages(db, selection, sorts, paged), paged, []);
}
