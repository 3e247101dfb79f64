import { SEARCH } from '../../../core/cost.ts';
import { InputError } from '../../../core/errors.ts';
import type { Route } from '../../service.ts';
import { repositorySpellings } from '../lookup.ts';
import { textOf } from '../parameters.ts';
import { findByRepositories } from '../queries/repositories.ts';
import { optionalText, Query } from '../schemas/common.ts';
import { Pong } from '../schemas/package.ts';

const MAX_PACKAGES = 1_000;
/** Refreshes that are queued at a time. */
const AT_ONCE = 10;

export const pingRoutes: Route[] = [
  {
    method: 'GET',
    path: '/packages/ping',
    operationId: 'pingRepositoryPackages',
    summary: 'ask for the packages of a repository to be read from their registries again',
    tags: ['packages'],
    query: Query({ repository_url: optionalText('repository URL in any spelling') }),
    response: Pong,
    cost: SEARCH,
    cache: 'none',
    async handle({ query, db, directory, sync }) {
      const url = textOf(query, 'repository_url');
      if (url === undefined) throw new InputError('repository_url', 'Missing repository_url parameter');
      const ids = directory.all().map(registry => registry.id);
      const packages = await findByRepositories(db, repositorySpellings(url), ids, MAX_PACKAGES);
      for (let start = 0; start < packages.length; start += AT_ONCE) {
        const some = packages.slice(start, start + AT_ONCE);
        await Promise.all(
          some.map(({ registryId, name }) => {
            const registry = directory.byId(registryId);
            return registry && sync.refresh(registry, name);
          }),
        );
      }
      return { body: { message: 'pong' }, noStore: true };
    },
  },
];
