/** Dependencies of manifests and lockfiles, one by one or of whole archives. README.md tells what is read and how. */
import type { Service } from '../service.ts';
import { pages } from './pages.tsx';
import { routes } from './routes.ts';

const service = {
  id: 'parser',
  title: 'Parser',
  description: 'Reads what projects depend on from the manifests and lockfiles of many ecosystems.',
  apiBase: '/parser/api/v1',
  routes,
  pages,
} satisfies Service;

export default service as Service;
