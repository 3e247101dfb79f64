/** Administration in the browser. README.md tells who may. */
import type { Service } from '../service.ts';
import { accountPages } from './accounts.tsx';
import { billingPages } from './billing.tsx';
import { machineryPages } from './machinery.tsx';
import { offerPages } from './offers.tsx';

const service = {
  id: 'admin',
  title: 'Administration',
  description: 'Pages for operators.',
  apiBase: '/admin/api/v1',
  routes: [],
  pages: [...machineryPages, ...accountPages, ...billingPages, ...offerPages],
} satisfies Service;

export default service as Service;
