/**
 * The first answer, as apt finds it: depth first, each need satisfied when it is met, by what is installed already, else by the
 * first that can be installed. Worked out from what `apt-get --simulate` of apt 2.6 does with `Debug::pkgDepCache::AutoInstall`.
 */
import type { Budget } from '../../../../resolving/budget.ts';
import type { Catalogue } from '../../../../resolving/distribution/catalogue.ts';
import type { Group, Unit } from '../../../../resolving/distribution/types.ts';
import { createStanding } from './standing.ts';

export interface Marking {
  /** In the order in which they were installed. */
  installed: Unit[];
  /** False where a need is not satisfied: what was chosen first does not stand beside what was chosen later. */
  isWhole: boolean;
}

interface Frame {
  unit: Unit;
  /** Nothing that comes later may take its place: the request or its needs leave no other choice. */
  isProtected: boolean;
  group: number;
  option: number;
  /** Its package was installed before; it is walked only to protect what it needs. */
  isRevisit: boolean;
}

type Entered = 'done' | 'refused' | 'pushed';

export async function mark(roots: readonly Group[], catalogue: Catalogue, budget: Budget): Promise<Marking> {
  const standing = createStanding(budget);
  const isProtected = new Set<Unit>();
  const refused = new Set<Unit>();
  const onStack = new Set<Unit>();
  const stack: Frame[] = [];
  let isWhole = true;

  for (const group of roots) {
    const only = single(group.options, 0);
    let satisfied = false;
    for (const option of group.options) {
      satisfied = await install(option, only);
      if (satisfied) break;
    }
    isWhole &&= satisfied;
  }
  if (isWhole) isWhole = [...standing.installed].every(unit => holds(unit));
  return { installed: [...standing.installed], isWhole: isWhole && roots.every(isSatisfied) };

  /** Runs the stack until the unit is installed with all that it needs, or refused. */
  async function install(unit: Unit, protect: boolean): Promise<boolean> {
    let last = await enter(unit, protect);
    while (stack.length > 0) {
      budget.spend();
      await budget.pause();
      const frame = stack[stack.length - 1] as Frame;
      if (last !== 'pushed') settle(frame, last);
      last = await step(frame);
    }
    return last === 'done';
  }

  async function enter(unit: Unit, protect: boolean): Promise<Entered> {
    if (refused.has(unit)) return 'refused';
    if (standing.installed.has(unit)) {
      if (!protect || isProtected.has(unit)) return 'done';
      isProtected.add(unit);
      push(unit, true, true);
      return 'pushed';
    }
    const loading = catalogue.open(unit);
    if (loading !== undefined) await loading;
    const rivals = standing.rivalsOf(unit);
    const groups = unit.groups as readonly Group[];
    if (rivals.some(rival => isProtected.has(rival) || onStack.has(rival)) || groups.some(isHopeless)) {
      refused.add(unit);
      return 'refused';
    }
    for (const rival of rivals) standing.remove(rival);
    standing.add(unit);
    if (protect) isProtected.add(unit);
    push(unit, protect, false);
    return 'pushed';
  }

  function push(unit: Unit, protect: boolean, isRevisit: boolean): void {
    stack.push({ unit, isProtected: protect, group: 0, option: 0, isRevisit });
    if (!isRevisit) onStack.add(unit);
  }

  function settle(frame: Frame, outcome: Entered): void {
    if (outcome === 'refused') frame.option++;
    else {
      frame.group++;
      frame.option = 0;
    }
  }

  /** Goes on with a frame until it needs another one, or is over. */
  async function step(frame: Frame): Promise<Entered> {
    const groups = frame.unit.groups as readonly Group[];
    for (;;) {
      const group = groups[frame.group];
      if (group === undefined) return leave(frame, true);
      const protect = frame.isProtected && group.isHard;
      const there = frame.option === 0 ? group.options.find(one => standing.installed.has(one)) : undefined;
      const next = there ?? group.options[frame.option];
      if (next === undefined) {
        if (group.isHard && !frame.isRevisit) return leave(frame, false);
        settle(frame, 'done');
        continue;
      }
      if (there !== undefined && !protect) {
        settle(frame, 'done');
        continue;
      }
      const entered = await enter(next, protect && single(group.options, frame.option));
      if (entered === 'pushed') return 'pushed';
      settle(frame, there === undefined ? entered : 'done');
    }
  }

  function leave({ unit, isRevisit }: Frame, isDone: boolean): Entered {
    stack.pop();
    if (!isRevisit) onStack.delete(unit);
    if (isDone) return 'done';
    refused.add(unit);
    standing.remove(unit);
    isProtected.delete(unit);
    return 'refused';
  }

  /** Whether there is no choice but one; those before `from` were refused. */
  function single(options: readonly Unit[], from: number): boolean {
    let count = 0;
    for (let i = from; i < options.length; i++) {
      budget.spend();
      if (!refused.has(options[i] as Unit) && ++count > 1) return false;
    }
    return count === 1;
  }

  function isHopeless({ isHard, options }: Group): boolean {
    if (!isHard) return false;
    return options.every(option => {
      budget.spend();
      return refused.has(option);
    });
  }

  function holds(unit: Unit): boolean {
    return (unit.groups as readonly Group[]).every(group => !group.isHard || isSatisfied(group));
  }

  function isSatisfied({ options }: Group): boolean {
    return options.some(option => standing.installed.has(option));
  }
}
