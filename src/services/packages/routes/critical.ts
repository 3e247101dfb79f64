/** The critical packages of all registries, and who maintains them. */

import { Type } from 'typebox';
import { LIST } from '../../../core/cost.ts';
import { NotFoundError } from '../../../core/errors.ts';
import type { IndexedRegistry, Reply, RequestContext, Route } from '../../service.ts';
import { pageOf, pagingOf, textOf } from '../parameters.ts';
import { applyFilters } from '../queries/filters.ts';
import { CRITICAL_MAINTAINER_SORTS, listCriticalMaintainers } from '../queries/maintainers.ts';
import { findByIds } from '../queries/packages.ts';
import { createSelection, listPackages, type Selection } from '../queries/selection.ts';
import { directionOf, sortNames, sortsOf, unknownSort } from '../queries/sorts.ts';
import { dates, optionalBoolean, optionalText, paging, Query, sorting } from '../schemas/common.ts';
import { CriticalMaintainer, PackageWithRegistry } from '../schemas/package.ts';
import { packagesWithRegistry, packagesWithRegistryReply, registryTag } from './reply.ts';

const registryFilter = optionalText('filter by registry name');
const filters = {
  ...dates('created_after', 'updated_after', 'created_before', 'updated_before'),
  funding: optionalBoolean('only packages with funding links, or only others'),
};
/** Maintainers on one page: each brings all of their critical packages. */
const MAX_MAINTAINERS = 100;

/** The registry that the query names, in any case. @throws NotFoundError when there is none. */
function registryOf({ query, directory }: RequestContext): IndexedRegistry | null {
  const name = textOf(query, 'registry');
  if (name === undefined) return null;
  const found = directory.byName(name);
  if (!found) throw new NotFoundError(`unknown registry ${JSON.stringify(name.slice(0, 100))}`);
  return found.registry;
}

async function criticalReply(
  context: RequestContext,
  narrow: (selection: Selection) => void = () => {},
): Promise<Reply> {
  const { query, db } = context;
  const paged = pagingOf(query);
  const registry = registryOf(context);
  const sorts = sortsOf(textOf(query, 'sort'), textOf(query, 'order'), 'dependent_packages_count', true);
  const selection = createSelection(registry?.id ?? null);
  selection.where('u.critical', ['u']);
  applyFilters(selection, query);
  narrow(selection);
  const rows = await listPackages(db, selection, sorts, paged);
  return packagesWithRegistryReply(context, rows, paged, [registry ? registryTag(registry) : 'everything']);
}

/** In use, and the registry names exactly one maintainer. Where it names none, nothing is known and nothing is said. */
function soleMaintainer(selection: Selection): void {
  selection.where('u.active', ['u']);
  selection.where('p.maintainers_count = 1', ['p']);
}

export const criticalRoutes: Route[] = [
  {
    method: 'GET',
    path: '/critical',
    operationId: 'getCriticalPackages',
    summary: 'list critical packages, the most depended upon first',
    tags: ['critical'],
    query: Query({ registry: registryFilter, ...paging(), ...sorting(sortNames(true)) }),
    response: Type.Array(PackageWithRegistry),
    cost: LIST,
    cache: 'shared',
    handle: context => criticalReply(context),
  },
  {
    method: 'GET',
    path: '/critical/sole_maintainers',
    operationId: 'getCriticalSoleMaintainers',
    summary: 'list critical packages with sole maintainers',
    tags: ['critical'],
    query: Query({ registry: registryFilter, ...paging(), ...sorting(sortNames(true)) }),
    response: Type.Array(PackageWithRegistry),
    cost: LIST,
    cache: 'shared',
    handle: context => criticalReply(context, soleMaintainer),
  },
  {
    method: 'GET',
    path: '/critical/maintainers',
    operationId: 'getCriticalMaintainers',
    summary: 'list unique maintainers of critical packages, those of most packages first',
    tags: ['critical'],
    query: Query({
      registry: registryFilter,
      ...paging(MAX_MAINTAINERS),
      ...sorting(CRITICAL_MAINTAINER_SORTS),
    }),
    response: Type.Array(CriticalMaintainer),
    cost: LIST,
    cache: 'shared',
    handle: criticalMaintainers,
  },
  {
    method: 'GET',
    path: '/packages/critical',
    operationId: 'getCriticalPackagesList',
    summary: 'list all critical packages, the most depended upon first',
    tags: ['packages'],
    query: Query({ ...paging(), ...filters, ...sorting(sortNames(true)) }),
    response: Type.Array(PackageWithRegistry),
    cost: LIST,
    cache: 'shared',
    handle: context => criticalReply(context),
  },
  {
    method: 'GET',
    path: '/packages/critical/sole-maintainers',
    operationId: 'getCriticalPackagesSoleMaintainers',
    summary: 'list critical packages with sole maintainers',
    tags: ['packages'],
    query: Query({ registry: registryFilter, ...paging(), ...filters, ...sorting(sortNames(true)) }),
    response: Type.Array(PackageWithRegistry),
    cost: LIST,
    cache: 'shared',
    handle: context => criticalReply(context, soleMaintainer),
  },
];

async function criticalMaintainers(context: RequestContext): Promise<Reply> {
  const { query, db, directory } = context;
  const paged = pagingOf(query);
  const registry = registryOf(context);
  const name = textOf(query, 'sort') ?? 'packages_count';
  const sort = CRITICAL_MAINTAINER_SORTS.find(known => known === name);
  if (!sort) throw unknownSort(name, CRITICAL_MAINTAINER_SORTS);
  const order = textOf(query, 'order');
  const direction = order === undefined ? (sort === 'login' ? 'asc' : 'desc') : directionOf(order);

  const people = await listCriticalMaintainers(db, {
    registryId: registry?.id ?? null,
    sort,
    direction,
    paging: paged,
  });
  const { rows, page } = pageOf(people, paged);
  const ids = rows.flatMap(({ registryId, packageIds }) => packageIds.map(id => ({ registryId, id })));
  const distinct = [...new Map(ids.map(ref => [ref.id, ref])).values()];
  const packages = await packagesWithRegistry(context, await findByIds(db, distinct));
  const byId = new Map(packages.map(item => [item.id, item]));
  return {
    body: rows.map(row => {
      const own = row.packageIds.flatMap(id => byId.get(id) ?? []);
      return {
        login: row.login ?? row.uuid,
        name: row.name,
        registry_name: directory.byId(row.registryId)?.name ?? '',
        packages_count: own.length,
        packages: own,
      };
    }),
    page,
    tags: [registry ? registryTag(registry) : 'everything'],
  };
}
