/** Usage: what was asked, by whom it was about, and in public how much in all. */
import type { Service } from '../service.ts';
import { routes } from './routes.ts';
import { transparencyPage } from './transparency-page.tsx';

const service = {
  id: 'usage',
  title: 'Usage',
  description: 'What you have used, by hour, operation and key; and in public, how much this index is used.',
  apiBase: '/api/v1',
  routes,
  pages: [transparencyPage],
} satisfies Service;

export default service as Service;
