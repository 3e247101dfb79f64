/** Actions `depend` as dependencies: https://docs.oracle.com/cd/E37838_01/html/E61051/dependtypes.html. */
import type { DependencyRecord } from '../../core/records.ts';
import { clean } from '../families/whole-index/text.ts';
import type { Action } from './actions.ts';
import { parseFmri } from './fmri.ts';
import type { DependencyKind } from './kinds.ts';

/** The types that name what is needed or wanted. Others forbid (`exclude`) or speak of images (`origin`, `parent`). */
const KINDS: ReadonlyMap<string, DependencyKind> = new Map([
  ['require', 'runtime'],
  ['require-any', 'runtime'],
  ['optional', 'optional'],
  ['conditional', 'conditional'],
  ['group', 'group'],
  ['group-any', 'group'],
  ['incorporate', 'incorporate'],
]);
const MAX_DEPENDENCIES = 10_000;
const MAX_QUALIFIERS = 8;

/** In the order of the actions, each once. */
export function dependenciesOf(actions: readonly Action[]): DependencyRecord[] {
  const found: DependencyRecord[] = [];
  const seen = new Set<string>();
  for (const { type, attributes } of actions) {
    if (type !== 'depend' || found.length >= MAX_DEPENDENCIES) continue;
    const kind = KINDS.get(attributes.get('type')?.[0] ?? '');
    if (kind === undefined) continue;
    const qualifiers = qualifiersOf(attributes);
    const group: DependencyRecord[] = [];
    for (const fmri of attributes.get('fmri') ?? []) {
      const target = parseFmri(fmri);
      if (target === null) continue;
      const record: DependencyRecord = {
        name: target.name,
        requirement: clean(target.version, 300),
        kind,
        optional: kind !== 'runtime',
      };
      if (group.length > 0) record.alternative = true;
      if (qualifiers !== null) record.qualifiers = qualifiers;
      group.push(record);
    }
    const [first, ...others] = group;
    if (first === undefined) continue;
    // Most are one plain name; names and kinds hold no space.
    const isPlain = others.length === 0 && qualifiers === null;
    const key = isPlain ? `${kind} ${first.name} ${first.requirement ?? ''}` : JSON.stringify(group);
    if (seen.has(key)) continue;
    seen.add(key);
    for (const each of group.slice(0, MAX_DEPENDENCIES)) found.push(each);
  }
  return found;
}

/** What a dependency holds for: the package that must be there as well, architectures, zones and facets. */
function qualifiersOf(attributes: Action['attributes']): Record<string, string> | null {
  const entries: [string, string][] = [];
  for (const [key, values] of attributes) {
    if (key !== 'predicate' && !/^(?:variant|facet)\.[A-Za-z0-9._-]{1,100}$/.test(key)) continue;
    const value = clean(values.join(','), 200);
    if (value !== null && entries.length < MAX_QUALIFIERS) entries.push([key, value]);
  }
  return entries.length === 0 ? null : Object.fromEntries(entries);
}
