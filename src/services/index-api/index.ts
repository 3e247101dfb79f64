/** The index service: what spans all registries, at `/api/v1`. */
import type { Service } from '../service.ts';
import { pages } from './pages/index.ts';
import { routes } from './routes.ts';

const service = {
  id: 'index',
  title: 'Index',
  description:
    'Batch lookup by package URL, the public event log, search, and freshness, across all registries.',
  apiBase: '/api/v1',
  routes,
  pages,
} satisfies Service;

export default service as Service;
