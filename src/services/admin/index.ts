/** Administration in the browser. README.md tells who may. */
import type { Service } from '../service.ts';
import { accountPages } from './accounts.tsx';
import { creditPages } from './credits.tsx';
import { invoicePages } from './invoices.tsx';
import { licencePages } from './licences.tsx';
import { limitPages } from './limits.tsx';
import { machineryPages } from './machinery.tsx';
import { planPages } from './plans.tsx';
import { userPages } from './users.tsx';
import { webhookPages } from './webhooks.tsx';

const service = {
  id: 'admin',
  title: 'Administration',
  description: 'Pages for operators.',
  apiBase: '/admin/api/v1',
  routes: [],
  pages: [
    ...machineryPages,
    ...accountPages,
    ...userPages,
    ...planPages,
    ...limitPages,
    ...licencePages,
    ...invoicePages,
    ...creditPages,
    ...webhookPages,
  ],
} satisfies Service;

export default service as Service;
