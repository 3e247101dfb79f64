import { NotFoundError } from '../../core/errors.ts';
import { advisoriesByIdentifier, type FullAdvisory } from '../../store/advisory-queries.ts';
import type { RequestContext } from '../service.ts';

/** The advisory that the path names, by any of its identifiers. @throws NotFoundError */
export async function advisoryOf({ db, params }: RequestContext): Promise<FullAdvisory> {
  const [found] = (await advisoriesByIdentifier(db, [String(params.advisoryUUID)]))[0] ?? [];
  if (!found) throw new NotFoundError('there is no such advisory');
  return found;
}
