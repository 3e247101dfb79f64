import { Type } from 'typebox';
import { LIST, SINGLE } from '../../../core/cost.ts';
import { NotFoundError } from '../../../core/errors.ts';
import type { Route } from '../../service.ts';
import { onRegistry } from '../find.ts';
import { createLinks } from '../links.ts';
import { isUnstorable } from '../names.ts';
import { pageOf, pagingOf } from '../parameters.ts';
import { findNamespace, listNamespaces } from '../queries/namespaces.ts';
import { choosePackages, createSelection } from '../queries/selection.ts';
import { sortsOf } from '../queries/sorts.ts';
import { paging, Query } from '../schemas/common.ts';
import { Package } from '../schemas/package.ts';
import { Namespace } from '../schemas/registry.ts';
import { namespaceJson } from '../serialize/registry.ts';
import { packagesReply, registryTag } from './reply.ts';

const listPath = '/registries/{registryName}/namespaces';
const onePath = `${listPath}/{namespaceName+}`;
const packagesPath = `${onePath}/packages`;

function namespaceOf(params: Record<string, string>): string {
  const name = params.namespaceName ?? '';
  if (name === '' || isUnstorable(name)) throw new NotFoundError();
  return name;
}

export const namespaceRoutes: Route[] = [
  {
    method: 'GET',
    path: listPath,
    operationId: 'getRegistryNamespaces',
    summary: 'list namespaces of a registry, the largest first',
    tags: ['namespaces'],
    query: Query(paging()),
    response: Type.Array(Namespace),
    cost: LIST,
    cache: 'shared',
    handle: context =>
      onRegistry(context, listPath, async registry => {
        const paged = pagingOf(context.query);
        const { rows, page } = pageOf(await listNamespaces(context.db, registry.id, paged), paged);
        const links = createLinks(context);
        return {
          body: rows.map(row => namespaceJson(registry, row, links)),
          page,
          tags: [registryTag(registry)],
        };
      }),
  },
  {
    method: 'GET',
    path: onePath,
    operationId: 'getRegistryNamespace',
    summary: 'get a namespace by name',
    tags: ['namespaces'],
    query: Query({}),
    response: Namespace,
    cost: SINGLE,
    cache: 'shared',
    handle: context =>
      onRegistry(context, onePath, async registry => {
        const row = await findNamespace(context.db, registry.id, namespaceOf(context.params));
        if (!row) throw new NotFoundError();
        return { body: namespaceJson(registry, row, createLinks(context)), tags: [registryTag(registry)] };
      }),
  },
  {
    method: 'GET',
    path: packagesPath,
    operationId: 'getRegistryNamespacePackages',
    summary: 'list packages of a namespace, the most depended upon first',
    tags: ['namespaces'],
    query: Query(paging()),
    response: Type.Array(Package),
    cost: LIST,
    cache: 'shared',
    handle: context =>
      onRegistry(context, packagesPath, async registry => {
        const paged = pagingOf(context.query);
        const name = namespaceOf(context.params);
        const selection = createSelection(registry.id);
        selection.where(`p.namespace = ${selection.bind(name)}`, ['p']);
        const sorts = sortsOf(undefined, undefined, 'dependent_packages_count', true);
        const chosen = await choosePackages(context.db, selection, sorts, paged);
        if (chosen.length === 0 && !(await findNamespace(context.db, registry.id, name)))
          throw new NotFoundError();
        return packagesReply(context, registry, chosen, paged);
      }),
  },
];
