/** Whether releases are intact and authentic. README.md tells what is checked. */
import type { Service } from '../service.ts';
import { pages } from './pages.tsx';
import { routes } from './routes.ts';

const service = {
  id: 'attest',
  title: 'Attest',
  description: 'Whether a release is intact and authentic: checks with their evidence.',
  apiBase: '/api/v1',
  routes,
  pages,
} satisfies Service;

export default service as Service;
