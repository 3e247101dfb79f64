/** Lists over all packages of a registry. */

import { Type } from 'typebox';
import { LIST } from '../../../core/cost.ts';
import type { IndexedRegistry, RequestContext, Route } from '../../service.ts';
import { onRegistry } from '../find.ts';
import { createLinks } from '../links.ts';
import { booleanOf, dateBoundsOf, pageOf, pagingOf, textOf } from '../parameters.ts';
import { applyFilters } from '../queries/filters.ts';
import {
  listRegistryVersions,
  REGISTRY_VERSION_SORTS,
  registryVersionSortOf,
} from '../queries/registry-versions.ts';
import { choosePackages, createSelection, listPackageNames } from '../queries/selection.ts';
import { sortNames, sortsOf } from '../queries/sorts.ts';
import { dates, Names, optionalBoolean, optionalText, paging, Query, sorting } from '../schemas/common.ts';
import { Package } from '../schemas/package.ts';
import { VersionWithPackage } from '../schemas/version.ts';
import { versionJson } from '../serialize/version.ts';
import { packagesReply, registryTag } from './reply.ts';

const filters = {
  ...dates('created_after', 'updated_after', 'created_before', 'updated_before'),
  critical: optionalBoolean('only critical packages, or only others'),
  funding: optionalBoolean('only packages with funding links, or only others'),
  prefix: optionalText('beginning of the name'),
  postfix: optionalText('end of the name'),
};

const MAX_NAMES = 10_000;

const packagesPath = '/registries/{registryName}/packages';
const namesPath = '/registries/{registryName}/package_names';
const versionsPath = '/registries/{registryName}/versions';

/** What the query asks for. The critical packages of a registry are few: their list takes every sort. */
function selected({ query }: RequestContext, registry: IndexedRegistry, fallback: string) {
  const selection = createSelection(registry.id);
  applyFilters(selection, query);
  const short = booleanOf(query, 'critical') === true;
  return {
    selection,
    sorts: sortsOf(textOf(query, 'sort'), textOf(query, 'order'), fallback, short),
  };
}

export const registryPackagesRoutes: Route[] = [
  {
    method: 'GET',
    path: packagesPath,
    operationId: 'getRegistryPackages',
    summary: 'list packages of a registry, the newest first',
    tags: ['packages'],
    query: Query({ ...paging(), ...filters, ...sorting(sortNames(false)) }),
    response: Type.Array(Package),
    cost: LIST,
    cache: 'shared',
    handle: context =>
      onRegistry(context, packagesPath, async registry => {
        const paged = pagingOf(context.query);
        const { selection, sorts } = selected(context, registry, 'created_at');
        return packagesReply(
          context,
          registry,
          await choosePackages(context.db, selection, sorts, paged),
          paged,
        );
      }),
  },
  {
    method: 'GET',
    path: namesPath,
    operationId: 'getRegistryPackageNames',
    summary: 'list names of packages of a registry, in byte order',
    tags: ['packages'],
    query: Query({ ...paging(MAX_NAMES), ...filters, ...sorting(sortNames(false)) }),
    response: Names,
    cost: LIST,
    cache: 'shared',
    handle: context =>
      onRegistry(context, namesPath, async registry => {
        const paged = pagingOf(context.query);
        const { selection, sorts } = selected(context, registry, 'name');
        const names = await listPackageNames(context.db, selection, sorts, paged);
        const { rows, page } = pageOf(names, paged);
        return { body: rows, page, tags: [registryTag(registry)] };
      }),
  },
  {
    method: 'GET',
    path: versionsPath,
    operationId: 'getRegistryRecentVersions',
    summary: 'list versions of a registry, the last published first',
    tags: ['packages'],
    query: Query({
      ...paging(),
      ...dates(
        'created_after',
        'updated_after',
        'published_after',
        'published_before',
        'created_before',
        'updated_before',
      ),
      ...sorting(REGISTRY_VERSION_SORTS),
    }),
    response: Type.Array(VersionWithPackage),
    cost: LIST,
    cache: 'shared',
    handle: context =>
      onRegistry(context, versionsPath, async registry => {
        const { query, db } = context;
        const paged = pagingOf(query);
        const sort = registryVersionSortOf(textOf(query, 'sort'), textOf(query, 'order'));
        const found = await listRegistryVersions(db, registry.id, {
          bounds: dateBoundsOf(query),
          sort,
          paging: paged,
        });
        const links = createLinks(context);
        const { rows, page } = pageOf(found, paged);
        return {
          body: rows.map(row => ({
            ...versionJson(registry, row, row, links),
            package_url: links.package(registry.name, row.name),
          })),
          page,
          tags: [registryTag(registry)],
        };
      }),
  },
];
