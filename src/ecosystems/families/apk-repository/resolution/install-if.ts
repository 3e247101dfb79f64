/**
 * Packages that install themselves where all that their `install_if` names is installed
 * (https://wiki.alpinelinux.org/wiki/APKBUILD_Reference#install_if).
 */
import type { Budget } from '../../../../resolving/budget.ts';
import { type Catalogue, meets } from '../../../../resolving/distribution/catalogue.ts';
import type { Unit } from '../../../../resolving/distribution/types.ts';
import type { Universe } from '../../../../resolving/types.ts';
import { conditionsOf } from './facts.ts';

export interface Triggered {
  /** The one that its first condition names. */
  by: Unit;
  unit: Unit;
  kind: string;
}

/** The name that a universe keeps for whoever waits for a package: no package can be called so. */
export function triggerName(name: string): string {
  return `install_if:${name}`;
}

/** Those whose conditions hold, the highest version of each, whether they are installed already or not. */
export async function triggeredBy(
  installed: readonly Unit[],
  universe: Universe,
  catalogue: Catalogue,
  budget: Budget,
): Promise<Triggered[]> {
  const named = new Map<string, Unit[]>();
  for (const unit of installed)
    for (const name of new Set([unit.candidate.name, ...unit.facts.provides.map(one => one.name)])) {
      const list = named.get(name);
      if (list === undefined) named.set(name, [unit]);
      else list.push(unit);
    }
  const names = [...named.keys()].map(triggerName);
  await catalogue.load(names);
  const found = new Map<string, Triggered>();
  for (const name of names)
    for (const { candidate } of universe.providers?.(name) ?? []) {
      if (found.has(candidate.name)) continue;
      await budget.pause();
      for (const unit of catalogue.unitsOf(candidate.name)) {
        const by = triggerOf(unit);
        if (by === null) continue;
        found.set(candidate.name, { by, unit, kind: 'install_if' });
        break;
      }
    }
  return [...found.values()];

  function triggerOf(unit: Unit): Unit | null {
    let first: Unit | null = null;
    for (const condition of conditionsOf(unit.candidate)) {
      const there = (named.get(condition.name) ?? []).find(other => {
        budget.spend();
        return meets(other, condition);
      });
      if ((there === undefined) !== condition.isConflict) return null;
      if (!condition.isConflict) first ??= there ?? null;
    }
    return first;
  }
}
