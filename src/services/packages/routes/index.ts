import type { Route } from '../../service.ts';
import { bulkLookupRoutes } from './bulk-lookup.ts';
import { criticalRoutes } from './critical.ts';
import { dependencyRoutes } from './dependencies.ts';
import { dependentRoutes } from './dependents.ts';
import { keywordRoutes } from './keywords.ts';
import { lookupRoutes } from './lookup.ts';
import { maintainerRoutes } from './maintainers.ts';
import { namespaceRoutes } from './namespaces.ts';
import { packageRoutes } from './package.ts';
import { pingRoutes } from './ping.ts';
import { registryRoutes } from './registries.ts';
import { registryPackagesRoutes } from './registry-packages.ts';
import { versionRoutes } from './versions.ts';
import { versionsLookupRoutes } from './versions-lookup.ts';

export const routes: Route[] = [
  ...criticalRoutes,
  ...versionsLookupRoutes,
  ...lookupRoutes,
  ...bulkLookupRoutes,
  ...pingRoutes,
  ...keywordRoutes,
  ...registryRoutes,
  ...maintainerRoutes,
  ...namespaceRoutes,
  ...registryPackagesRoutes,
  ...packageRoutes,
  ...dependentRoutes,
  ...versionRoutes,
  ...dependencyRoutes,
];
