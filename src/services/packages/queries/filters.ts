/** The filters of package lists, from query parameters to conditions. */
import type { RequestContext } from '../../service.ts';
import { booleanOf, dateBoundsOf, textOf } from '../parameters.ts';
import type { Selection } from './selection.ts';
import { afterPrefix } from './sql.ts';

/**
 * Applies created_*, updated_*, critical, funding, prefix and postfix where they are given.
 *
 * @throws InputError naming the parameter.
 */
export function applyFilters(selection: Selection, query: RequestContext['query']): void {
  for (const { column, side, at } of dateBoundsOf(query)) {
    selection.where(`p.${column} ${side === 'after' ? '>' : '<'} ${selection.bind(at)}`, ['p']);
  }
  const critical = booleanOf(query, 'critical');
  if (critical !== undefined) selection.where(critical ? 'u.critical' : 'not u.critical', ['u']);
  const funding = booleanOf(query, 'funding');
  if (funding !== undefined) selection.where(`p.funding_links ${funding ? '<>' : '='} '{}'`, ['p']);

  const prefix = textOf(query, 'prefix');
  if (prefix !== undefined) {
    const end = afterPrefix(prefix);
    selection.where(`p.name >= ${selection.bind(prefix)}`, ['p'], { nameOnly: true });
    if (end !== null) selection.where(`p.name < ${selection.bind(end)}`, ['p'], { nameOnly: true });
  }
  const postfix = textOf(query, 'postfix');
  if (postfix !== undefined) {
    const text = `${selection.bind(postfix)}::text`;
    selection.where(`right(p.name, length(${text})) = ${text}`, ['p'], { nameOnly: true });
  }
}
