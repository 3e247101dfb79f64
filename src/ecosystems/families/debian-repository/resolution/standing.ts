/** What is installed while it is worked out, and who does not stand beside whom. */
import type { Budget } from '../../../../resolving/budget.ts';
import { meets } from '../../../../resolving/distribution/catalogue.ts';
import type { Exclusion, Unit } from '../../../../resolving/distribution/types.ts';

export interface Standing {
  /** In the order in which they came. */
  readonly installed: ReadonlySet<Unit>;
  add(unit: Unit): void;
  remove(unit: Unit): void;
  /** Of those that are installed, the ones that a unit does not stand beside: it says so, or they do. */
  rivalsOf(unit: Unit): Unit[];
}

export function createStanding(budget: Budget): Standing {
  const installed = new Set<Unit>();
  const byName = new Map<string, Set<Unit>>();
  /** Under the name that is excluded. */
  const exclusions = new Map<string, Map<Unit, Exclusion[]>>();
  return {
    installed,
    add(unit) {
      installed.add(unit);
      for (const name of namesOf(unit)) {
        const units = byName.get(name);
        if (units === undefined) byName.set(name, new Set([unit]));
        else units.add(unit);
      }
      for (const exclusion of unit.facts.conflicts) {
        const { name } = exclusion;
        const owners = exclusions.get(name) ?? new Map<Unit, Exclusion[]>();
        exclusions.set(name, owners);
        const list = owners.get(unit);
        if (list === undefined) owners.set(unit, [exclusion]);
        else list.push(exclusion);
      }
    },
    remove(unit) {
      installed.delete(unit);
      for (const name of namesOf(unit)) byName.get(name)?.delete(unit);
      for (const { name } of unit.facts.conflicts) exclusions.get(name)?.delete(unit);
    },
    rivalsOf(unit) {
      const rivals = new Set<Unit>();
      for (const exclusion of unit.facts.conflicts) {
        budget.spend();
        for (const other of byName.get(exclusion.name) ?? [])
          if (other !== unit && meets(other, exclusion)) rivals.add(other);
      }
      for (const name of namesOf(unit)) {
        for (const [owner, list] of exclusions.get(name) ?? []) {
          budget.spend(list.length);
          if (owner !== unit && list.some(exclusion => meets(unit, exclusion))) rivals.add(owner);
        }
      }
      return [...rivals];
    },
  };
}

function namesOf({ candidate, facts }: Unit): Set<string> {
  const names = new Set([candidate.name]);
  for (const { name } of facts.provides) names.add(name);
  return names;
}
