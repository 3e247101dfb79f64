/** How much of its quota an account has used. */
import type { Account } from '../../store/accounts.ts';
import type { RequestContext } from '../service.ts';
import type { Quota } from './pages/overview.tsx';

export async function quotasOf(_context: RequestContext, _account: Account): Promise<Quota[]> {
  return [];
}
