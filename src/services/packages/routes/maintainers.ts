import { Type } from 'typebox';
import { LIST, SINGLE } from '../../../core/cost.ts';
import { NotFoundError } from '../../../core/errors.ts';
import type { IndexedRegistry, RequestContext, Route } from '../../service.ts';
import { onRegistry } from '../find.ts';
import { createLinks } from '../links.ts';
import { isUnstorable } from '../names.ts';
import { dateBoundsOf, pageOf, pagingOf, textOf } from '../parameters.ts';
import {
  findMaintainer,
  listMaintainers,
  MAINTAINER_SORTS,
  maintainerOrder,
} from '../queries/maintainers.ts';
import type { MaintainerRow } from '../queries/package-row.ts';
import { choosePackages, createSelection } from '../queries/selection.ts';
import { sortsOf } from '../queries/sorts.ts';
import { dates, paging, Query, sorting } from '../schemas/common.ts';
import { Maintainer } from '../schemas/maintainer.ts';
import { Package } from '../schemas/package.ts';
import { maintainerJson } from '../serialize/maintainer.ts';
import { packagesReply, registryTag } from './reply.ts';

const listPath = '/registries/{registryName}/maintainers';
const onePath = `${listPath}/{MaintainerLoginOrUUID+}`;
const packagesPath = `${onePath}/packages`;

async function maintainerOf(context: RequestContext, registry: IndexedRegistry): Promise<MaintainerRow> {
  const key = context.params.MaintainerLoginOrUUID ?? '';
  if (key === '' || isUnstorable(key)) throw new NotFoundError();
  const found = await findMaintainer(context.db, registry.id, key);
  if (!found) throw new NotFoundError();
  return found;
}

export const maintainerRoutes: Route[] = [
  {
    method: 'GET',
    path: listPath,
    operationId: 'getRegistryMaintainers',
    summary: 'list maintainers of a registry, those of most packages first',
    tags: ['maintainers'],
    query: Query({
      ...paging(),
      ...dates('created_after', 'updated_after', 'created_before', 'updated_before'),
      ...sorting(MAINTAINER_SORTS),
    }),
    response: Type.Array(Maintainer),
    cost: LIST,
    cache: 'shared',
    handle: context =>
      onRegistry(context, listPath, async registry => {
        const { query } = context;
        const paged = pagingOf(query);
        const found = await listMaintainers(context.db, registry.id, {
          bounds: dateBoundsOf(query),
          order: maintainerOrder(textOf(query, 'sort'), textOf(query, 'order')),
          paging: paged,
        });
        const { rows, page } = pageOf(found, paged);
        const links = createLinks(context);
        return {
          body: rows.map(row => maintainerJson(registry, row, links)),
          page,
          tags: [registryTag(registry)],
        };
      }),
  },
  {
    method: 'GET',
    path: onePath,
    operationId: 'getRegistryMaintainer',
    summary: 'get a maintainer by login or uuid',
    tags: ['maintainers'],
    query: Query({}),
    response: Maintainer,
    cost: SINGLE,
    cache: 'shared',
    handle: context =>
      onRegistry(context, onePath, async registry => {
        const row = await maintainerOf(context, registry);
        return { body: maintainerJson(registry, row, createLinks(context)), tags: [registryTag(registry)] };
      }),
  },
  {
    method: 'GET',
    path: packagesPath,
    operationId: 'getRegistryMaintainerPackages',
    summary: 'list packages of a maintainer, the most depended upon first',
    tags: ['maintainers'],
    query: Query(paging()),
    response: Type.Array(Package),
    cost: LIST,
    cache: 'shared',
    handle: context =>
      onRegistry(context, packagesPath, async registry => {
        const paged = pagingOf(context.query);
        const maintainer = await maintainerOf(context, registry);
        const selection = createSelection(registry.id);
        selection.source = { sql: 'maintainerships ms', id: 'ms.package_id' };
        selection.where(
          `ms.registry_id = ${selection.bind(registry.id)} and ms.maintainer_id = ${selection.bind(maintainer.id)}`,
        );
        const sorts = sortsOf(undefined, undefined, 'dependent_packages_count', true);
        return packagesReply(
          context,
          registry,
          await choosePackages(context.db, selection, sorts, paged),
          paged,
        );
      }),
  },
];
