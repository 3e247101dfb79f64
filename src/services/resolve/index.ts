/** What a package manager would install. README.md tells how it is worked out. */
import type { Service } from '../service.ts';
import { jobs } from './jobs.ts';
import { pages } from './pages.tsx';
import { routes } from './routes.ts';

/** As the original has it: `/resolve/api/v1`. */
export const resolve: Service = {
  id: 'resolve',
  title: 'Resolve',
  description: 'Resolves the dependencies of a package, today or on an earlier day.',
  apiBase: '/resolve/api/v1',
  routes: jobs,
  pages,
};

/** What is new here: `/api/v1/resolve`. */
export const resolution: Service = {
  id: 'resolution',
  title: 'Resolution',
  description:
    'What would be installed of packages, manifests, lockfiles and SBOMs: nodes, edges, advisories, explanations.',
  apiBase: '/api/v1',
  routes,
  pages: [],
};
