/** Accounts: signing in, keys, members, sessions. README.md tells how they hang together. */
import type { Service } from '../service.ts';
import { pages } from './pages.tsx';
import { routes } from './routes.ts';

const service = {
  id: 'accounts',
  title: 'Accounts and keys',
  description: 'The account behind a key or a session, and its API keys: made, listed, rotated and revoked.',
  apiBase: '/api/v1',
  routes,
  pages,
} satisfies Service;

export default service as Service;
