/** Who depends on whom, over any number of steps. README.md says what an edge is. */
import type { Service } from '../service.ts';
import { routes } from './routes.ts';

const service = {
  id: 'graph',
  title: 'Graph',
  description:
    'Transitive dependents and dependencies, paths, dominators and centrality over the whole index.',
  apiBase: '/api/v1',
  routes,
  pages: [],
} satisfies Service;

export default service as Service;
