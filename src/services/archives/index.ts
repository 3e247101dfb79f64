/** A look into archives without downloading them. README.md tells which formats are read. */
import type { Service } from '../service.ts';
import { pages } from './pages.tsx';
import { routes } from './routes.ts';

const service = {
  id: 'archives',
  title: 'Archives',
  description:
    'Lists and reads the files of package archives: contents, readme, changelog, and all as one text.',
  apiBase: '/archives/api/v1',
  routes,
  pages,
} satisfies Service;

export default service as Service;
