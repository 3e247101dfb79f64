/** Keys for programs without a browser. README.md tells how. */
import type { Service } from '../service.ts';
import { pages } from './pages.tsx';
import { routes } from './routes.ts';

const service = {
  id: 'device',
  title: 'Keys for programs without a browser',
  description:
    'The device authorization grant (RFC 8628): a program shows a code, a person confirms it, the program gets a key.',
  apiBase: '/api/v1',
  routes,
  pages,
} satisfies Service;

export default service as Service;
