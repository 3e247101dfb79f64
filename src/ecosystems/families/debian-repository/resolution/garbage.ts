/** What was installed for a choice that was taken back since, and nobody needs any more, is not installed in the end. */
import { meets } from '../../../../resolving/distribution/catalogue.ts';
import type { Group, Unit } from '../../../../resolving/distribution/types.ts';
import type { Settings } from './rules.ts';

/**
 * Of what is installed, what the request needs, in the same order. What is recommended counts as needed once it is there, also
 * where recommendations are not followed, as with apt's autoremove.
 */
export function neededOf(
  roots: readonly Group[],
  installed: readonly Unit[],
  { recommends }: Pick<Settings, 'recommends'>,
): Unit[] {
  const present = new Set(installed);
  const named = new Map<string, Unit[]>();
  for (const unit of recommends ? [] : installed) {
    const names = new Set([unit.candidate.name]);
    for (const { name } of unit.facts.provides) names.add(name);
    for (const name of names) {
      const list = named.get(name);
      if (list === undefined) named.set(name, [unit]);
      else list.push(unit);
    }
  }
  const needed = new Set<Unit>();
  const waiting: Unit[] = [];
  const keep = (unit: Unit) => {
    if (needed.has(unit) || !present.has(unit)) return;
    needed.add(unit);
    waiting.push(unit);
  };
  for (const { options } of roots) for (const option of options) keep(option);
  for (let unit = waiting.pop(); unit !== undefined; unit = waiting.pop()) {
    for (const { options } of unit.groups ?? []) for (const option of options) keep(option);
    for (const need of unit.facts.needs) {
      if (recommends || need.record.kind !== 'recommends') continue;
      for (const relation of need.relations)
        for (const other of named.get(relation.name) ?? []) if (meets(other, relation)) keep(other);
    }
  }
  return installed.filter(unit => needed.has(unit));
}
