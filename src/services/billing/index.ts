/** Plans, licences, and what accounts are billed. README.md tells more. */
import type { Service } from '../service.ts';
import { pages } from './pages.tsx';
import { routes } from './routes.ts';

const service = {
  id: 'billing',
  title: 'Plans and billing',
  description: 'Plans, licences of the data, subscriptions and invoices.',
  apiBase: '/api/v1',
  routes,
  pages,
} satisfies Service;

export default service as Service;
