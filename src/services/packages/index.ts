/** Packages, versions, dependencies and maintainers. README.md tells what is offered and where it differs from the original. */
import type { Service } from '../service.ts';
import { pages } from './pages.tsx';
import { routes } from './routes/index.ts';

export default {
  id: 'packages',
  title: 'Packages',
  description:
    'Package, version, dependency and maintainer metadata of many open source software ecosystems and registries.',
  apiBase: '/packages/api/v1',
  routes,
  pages,
} satisfies Service;
