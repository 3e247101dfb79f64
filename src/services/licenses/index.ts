/** Which licences an archive or a text holds. README.md tells how they are recognised. */
import type { Service } from '../service.ts';
import { pages } from './pages.tsx';
import { routes } from './routes.ts';

const service = {
  id: 'licenses',
  title: 'Licenses',
  description:
    'Recognises the licences of an archive by its texts, its tags and its manifests, and says whether they agree.',
  apiBase: '/licenses/api/v1',
  routes,
  pages,
} satisfies Service;

export default service as Service;
