import { Type } from 'typebox';
import { LIST, SINGLE } from '../../../core/cost.ts';
import type { Route } from '../../service.ts';
import { onRegistry } from '../find.ts';
import { createLinks } from '../links.ts';
import { pageOf, pagingOf, textOf } from '../parameters.ts';
import { freshRegistryCounts } from '../queries/registry-counts.ts';
import { optionalText, paging, Query } from '../schemas/common.ts';
import { Registry } from '../schemas/registry.ts';
import { registryJson } from '../serialize/registry.ts';
import { registryTag } from './reply.ts';

const ONE = '/registries/{registryName}';

export const registryRoutes: Route[] = [
  {
    method: 'GET',
    path: '/registries',
    operationId: 'getRegistries',
    summary: 'list registries',
    tags: ['registries'],
    query: Query({ ecosystem: optionalText('filter by ecosystem name or purl type'), ...paging() }),
    response: Type.Array(Registry),
    cost: LIST,
    cache: 'shared',
    async handle(context) {
      const { directory, db, now } = context;
      const paged = pagingOf(context.query);
      const ecosystem = textOf(context.query, 'ecosystem');
      const registries = ecosystem === undefined ? directory.all() : directory.ofEcosystem(ecosystem);
      const from = registries.slice(paged.offset, paged.offset + paged.perPage + 1);
      const { rows, page } = pageOf(from, paged);
      const counts = await freshRegistryCounts(db, now);
      const links = createLinks(context);
      return {
        body: rows.map(registry => registryJson(registry, counts.get(registry.id), links)),
        page,
        tags: rows.map(registryTag),
      };
    },
  },
  {
    method: 'GET',
    path: ONE,
    operationId: 'getRegistry',
    summary: 'get a registry by name',
    tags: ['registries'],
    // The contract has both, though there is nothing to page through.
    query: Query(paging()),
    response: Registry,
    cost: SINGLE,
    cache: 'shared',
    handle: context =>
      onRegistry(context, ONE, async registry => {
        const counts = await freshRegistryCounts(context.db, context.now);
        return {
          body: registryJson(registry, counts.get(registry.id), createLinks(context)),
          tags: [registryTag(registry)],
        };
      }),
  },
];
