/** What differs between two archives or releases. README.md tells what is compared. */
import type { Service } from '../service.ts';
import { pages } from './pages.tsx';
import { routes } from './routes.ts';

const service = {
  id: 'diff',
  title: 'Diff',
  description:
    'Compares two archives or releases: files, text differences, and what a reviewer should look at first.',
  apiBase: '/diff/api/v1',
  routes,
  pages,
} satisfies Service;

export default service as Service;
