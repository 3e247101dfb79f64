/** One package. */

import { SINGLE } from '../../../core/cost.ts';
import { NotFoundError } from '../../../core/errors.ts';
import type { Route } from '../../service.ts';
import { onPackage, onRegistry, readThrough } from '../find.ts';
import { impossibleName, isUnaddressable } from '../names.ts';
import { findPackage } from '../queries/packages.ts';
import { CodeMeta } from '../schemas/codemeta.ts';
import { Query } from '../schemas/common.ts';
import { Package, Pong } from '../schemas/package.ts';
import { codemetaJson } from '../serialize/codemeta.ts';
import { packageReply, packageTag } from './reply.ts';

const ONE = '/registries/{registryName}/packages/{packageName+}';
const codemetaPath = `${ONE}/codemeta`;
const pingPath = `${ONE}/ping`;

export const packageRoutes: Route[] = [
  {
    method: 'GET',
    path: ONE,
    operationId: 'getRegistryPackage',
    summary: 'get a package by name',
    tags: ['packages'],
    query: Query({}),
    response: Package,
    cost: SINGLE,
    cache: 'shared',
    handle(context) {
      let readAt = 0;
      return onPackage(
        context,
        ONE,
        (registry, name) => {
          readAt = context.memory.now();
          return findPackage(context.db, registry.id, name);
        },
        (registry, row) => packageReply(context, registry, row, readAt),
      );
    },
  },
  {
    method: 'GET',
    path: codemetaPath,
    operationId: 'getRegistryPackageCodeMeta',
    summary: 'get a package as CodeMeta',
    tags: ['packages'],
    query: Query({}),
    response: CodeMeta,
    cost: SINGLE,
    cache: 'shared',
    handle: context =>
      onPackage(
        context,
        codemetaPath,
        (registry, name) => findPackage(context.db, registry.id, name),
        (registry, row) => ({
          body: codemetaJson(registry, row, null),
          lastModified: row.lastSyncedAt,
          tags: [packageTag(row.id)],
        }),
      ),
  },
  {
    method: 'GET',
    path: pingPath,
    operationId: 'pingRegistryPackage',
    summary: 'ask for a package to be read from its registry again',
    tags: ['packages'],
    query: Query({}),
    response: Pong,
    cost: SINGLE,
    cache: 'none',
    handle: context =>
      onRegistry(context, pingPath, async registry => {
        const asked = context.params.packageName ?? '';
        const name = isUnaddressable(asked) ? '' : registry.definition.names.normalise(asked);
        if (impossibleName(registry, name)) throw new NotFoundError();
        const known = await findPackage(context.db, registry.id, name);
        if (known) await context.sync.refresh(registry, name);
        else await readThrough(context, registry, name, { budgetMs: 0 });
        return { body: { message: 'pong' }, noStore: true };
      }),
  },
];
