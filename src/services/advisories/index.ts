/** Security advisories from many sources, merged. README.md tells what is offered and where it differs from the original. */
import type { Service } from '../service.ts';
import { pages } from './pages/index.ts';
import { routes } from './routes.ts';

const service = {
  id: 'advisories',
  title: 'Advisories',
  description:
    'Security advisories of packages from many sources, merged, with the versions that they affect.',
  apiBase: '/advisories/api/v1',
  routes,
  pages,
} satisfies Service;

export default service as Service;
