/**
 * Chooses crates as Cargo's resolver does: newest versions first, one version of each range of compatible ones, features united over
 * everybody who asks, at most one crate for a native library; where a choice leads nowhere, back to the last choice that had a part in
 * it. https://doc.rust-lang.org/cargo/reference/resolver.html
 */
import type { DependencyRecord } from '../../../core/records.ts';
import type { Budget } from '../../../resolving/budget.ts';
import type { Candidate } from '../../../resolving/types.ts';
import { type FeatureSet, nameInManifest, turnOn } from './features.ts';

/** A chosen crate, with what is on in it. */
export interface Activation {
  candidate: Candidate;
  wanted: Set<string>;
  on: FeatureSet;
  /** Dependencies that were taken up, each with what was chosen for it (set later). */
  edges: Map<DependencyRecord, Activation | null>;
  /** The decision that activated it. */
  level: number;
}

/** A requirement that has to be met. */
export interface Item {
  from: Activation | null;
  dependency: DependencyRecord;
  features: ReadonlySet<string>;
  /** Decisions without which it would not be there. */
  causes: ReadonlySet<number>;
}

export interface Rules {
  /** To be called before `candidates`, with all names that are coming. */
  load(names: Iterable<string>): Promise<void>;
  /** Matching versions, best first; null: the package is not known, and that is told elsewhere. */
  candidates(dependency: DependencyRecord, from: Candidate | null): readonly Candidate[] | null;
  /** What is required in the end, overrides included. */
  requirement(dependency: DependencyRecord, from: Candidate | null): string;
  /** Whether a dependency of a package is followed: its kind, its platform. */
  followed(dependency: DependencyRecord): boolean;
  /** Two versions with the same key cannot be together. */
  compatibility(candidate: Candidate): string;
}

export interface Solved {
  activations: Activation[];
  roots: Map<DependencyRecord, Activation | null>;
}

/** Why there is no solution: the requirement that could not be met, and who stood in its way. */
export interface Unsolved {
  item: Item;
  reasons: string[];
}

interface Frame {
  item: Item;
  candidates: readonly Candidate[];
  next: number;
  conflicts: Set<number>;
  reasons: string[];
  /** Undoes what the choice did, last first. */
  undo: (() => void)[];
  /** What was still to be met when it was made. */
  pending: Item[];
  /** Whether a choice only turned on more features of a crate that was there. */
  grew: boolean;
}

/** Crates beside which a requirement is known to lead nowhere. */
type Nogood = readonly Candidate[];

/** Remembered for one requirement; more would cost more than they save. */
const MAX_NOGOODS = 32;

export async function solve(
  roots: readonly DependencyRecord[],
  rules: Rules,
  budget: Budget,
): Promise<Solved | Unsolved> {
  const active = new Map<string, Activation>();
  const links = new Map<string, Activation>();
  const rootEdges = new Map<DependencyRecord, Activation | null>();
  const frames: Frame[] = [];
  const nogoods = new Map<string, Nogood[]>();
  const known = new Map<DependencyRecord, readonly Candidate[] | null>();
  /** The failure of which most had been decided before: what people are told. */
  let deepest: Unsolved = { item: null as unknown as Item, reasons: [] };
  let deepestAt = -1;

  const candidatesOf = ({ dependency, from }: Item) => {
    let found = known.get(dependency);
    if (found === undefined) {
      found = rules.candidates(dependency, from?.candidate ?? null);
      known.set(dependency, found);
    }
    return found;
  };

  let pending: Item[] = roots.map(dependency => ({
    from: null,
    dependency,
    features: askedOf(dependency),
    causes: new Set<number>(),
  }));

  for (;;) {
    await budget.pause();
    await rules.load(pending.map(({ dependency }) => dependency.name));
    const at = mostConstrained(pending, candidatesOf, budget);
    if (at < 0) break;
    const item = pending[at] as Item;
    const rest = pending.filter((_, index) => index !== at);
    const candidates = candidatesOf(item);
    if (candidates === null) {
      note(item, null);
      pending = rest;
      continue;
    }
    frames.push({
      item,
      candidates,
      next: 0,
      conflicts: new Set(),
      reasons: [],
      undo: [],
      pending: rest,
      grew: false,
    });
    if (!advance()) return deepest;
  }
  return { activations: [...active.values()], roots: rootEdges };

  /** Takes the next choice of the last decision, or of one before it. False: there is none left. */
  function advance(): boolean {
    for (;;) {
      const frame = frames.at(-1);
      if (frame === undefined) return false;
      const added = choose(frame, frames.length - 1);
      if (added !== null) {
        pending = [...frame.pending, ...added];
        return true;
      }
      if (frames.length > deepestAt) {
        deepestAt = frames.length;
        deepest = { item: frame.item, reasons: [...new Set(frame.reasons)] };
      }
      learn(frame);
      const blame = new Set([...frame.conflicts, ...frame.item.causes]);
      frames.pop();
      let target = -1;
      for (const one of blame) if (one > target) target = one;
      while (frames.length - 1 > target) rollback(frames.pop() as Frame);
      const back = frames.at(-1);
      if (back === undefined) return false;
      rollback(back);
      blame.delete(target);
      for (const one of blame) back.conflicts.add(one);
      back.reasons.push(
        `${nameOf(frame.item)} cannot be met with ${back.candidates[back.next - 1]!.name} ${back.candidates[back.next - 1]!.number}`,
      );
    }
  }

  /**
   * Keeps what stood in the way of a requirement, so that it is refused at once where the same crates stand there again. Which
   * features are on is not part of what is kept, so decisions that only added features teach nothing.
   */
  function learn({ item, conflicts, grew }: Frame): void {
    if (grew) return;
    const crates: Candidate[] = [];
    for (const level of conflicts) {
      const { candidates, next, grew: added } = frames[level] as Frame;
      if (added) return;
      crates.push(candidates[next - 1] as Candidate);
    }
    const key = keyOf(item);
    const list = nogoods.get(key) ?? [];
    if (list.length < MAX_NOGOODS) nogoods.set(key, [...list, crates]);
  }

  function keyOf({ dependency, from, features }: Item): string {
    const requirement = rules.requirement(dependency, from?.candidate ?? null);
    return `${dependency.name} ${requirement} ${[...features].sort().join()} ${dependency.qualifiers?.registry ?? ''}`;
  }

  /** The crates beside which it is known to lead nowhere and which are all there; null where there are none. */
  function knownConflict(item: Item): Activation[] | null {
    for (const nogood of nogoods.get(keyOf(item)) ?? []) {
      budget.spend();
      const there = nogood.map(candidate => active.get(rules.compatibility(candidate)));
      if (there.every((one, at) => one?.candidate === nogood[at])) return there as Activation[];
    }
    return null;
  }

  function rollback(frame: Frame): void {
    for (let undo = frame.undo.pop(); undo !== undefined; undo = frame.undo.pop()) undo();
  }

  /** The requirements that the next possible candidate brings; null where no candidate is possible. */
  function choose(frame: Frame, at: number): Item[] | null {
    const { item, candidates } = frame;
    while (frame.next < candidates.length) {
      budget.spend();
      const candidate = candidates[frame.next++] as Candidate;
      const added = activate(frame, item, candidate, at);
      if (added !== null) return added;
    }
    return null;
  }

  function activate(frame: Frame, item: Item, candidate: Candidate, at: number): Item[] | null {
    const key = rules.compatibility(candidate);
    const there = active.get(key);
    const refuse = (reason: string, by: Activation | null) => {
      frame.reasons.push(reason);
      if (by !== null && by.level >= 0) frame.conflicts.add(by.level);
      return null;
    };
    if (there !== undefined && there.candidate !== candidate)
      return refuse(
        `${candidate.name} ${candidate.number} cannot be beside ${there.candidate.number}, with which it should be compatible`,
        there,
      );
    const library = there === undefined ? libraryOf(candidate) : null;
    const holder = library === null ? undefined : links.get(library);
    if (holder !== undefined)
      return refuse(
        `${candidate.name} ${candidate.number} links the native library ${library}, as ${holder.candidate.name} ${holder.candidate.number} does`,
        holder,
      );
    const wanted = new Set([...(there?.wanted ?? []), ...item.features]);
    if (there !== undefined && wanted.size === there.wanted.size) {
      noteUndoable(frame, item, there);
      return [];
    }
    const on = turnOn(candidate, wanted, budget.spend);
    if (typeof on === 'string')
      return refuse(`${candidate.name} ${candidate.number} has no feature ${on}`, null);
    const activation = there ?? { candidate, wanted, on, edges: new Map(), level: at };
    if (there === undefined) {
      active.set(key, activation);
      frame.undo.push(() => active.delete(key));
      if (library !== null) {
        links.set(library, activation);
        frame.undo.push(() => links.delete(library));
      }
    } else {
      const before = { wanted: there.wanted, on: there.on };
      Object.assign(there, { wanted, on });
      frame.undo.push(() => Object.assign(there, before));
    }
    noteUndoable(frame, item, activation);
    if (there !== undefined) frame.grew = true;
    const items = needsOf(activation, there !== undefined, new Set([at, activation.level]));
    for (const needed of items) {
      const conflict = knownConflict(needed);
      if (conflict === null) continue;
      rollback(frame);
      for (const by of conflict) if (by !== activation) frame.conflicts.add(by.level);
      if (there !== undefined) frame.conflicts.add(there.level);
      frame.reasons.push(
        `${candidate.name} ${candidate.number} requires ${nameOf(needed)}, which cannot be met beside the rest`,
      );
      return null;
    }
    return items;
  }

  /** What is newly needed: dependencies that are on and were not, or of which more is asked than before. */
  function needsOf(activation: Activation, wasThere: boolean, causes: ReadonlySet<number>): Item[] {
    const { candidate, on } = activation;
    const items: Item[] = [];
    for (const dependency of candidate.dependencies ?? []) {
      if (!rules.followed(dependency)) continue;
      const name = nameInManifest(dependency);
      if (dependency.optional && !on.optional.has(name)) continue;
      const features = new Set([...askedOf(dependency), ...(on.asked.get(name) ?? [])]);
      if (wasThere && activation.edges.has(dependency)) {
        const target = activation.edges.get(dependency);
        if (!target || [...features].every(feature => target.wanted.has(feature))) continue;
      }
      items.push({ from: activation, dependency, features, causes });
    }
    return items;
  }

  function note({ from, dependency }: Item, to: Activation | null): void {
    (from?.edges ?? rootEdges).set(dependency, to);
  }

  function noteUndoable(frame: Frame, item: Item, to: Activation): void {
    const edges = item.from?.edges ?? rootEdges;
    const had = edges.has(item.dependency);
    const before = edges.get(item.dependency) ?? null;
    note(item, to);
    frame.undo.push(() => {
      if (had) edges.set(item.dependency, before);
      else edges.delete(item.dependency);
    });
  }
}

/** What a dependency asks of its crate: the features that it names, and `default` unless it says otherwise. */
function askedOf({ qualifiers }: DependencyRecord): ReadonlySet<string> {
  const named = qualifiers?.features?.split(',').filter(feature => feature !== '') ?? [];
  return new Set(qualifiers?.default_features === 'false' ? named : ['default', ...named]);
}

function libraryOf({ metadata }: Candidate): string | null {
  return typeof metadata.lib_links === 'string' ? metadata.lib_links : null;
}

function nameOf({ dependency }: Item): string {
  return `${dependency.name} ${dependency.requirement ?? '*'}`;
}

/** Position of the requirement with the fewest candidates, the first of these; -1 where there is none. */
function mostConstrained(
  pending: readonly Item[],
  candidatesOf: (item: Item) => readonly Candidate[] | null,
  budget: Budget,
): number {
  let best = -1;
  let fewest = Number.POSITIVE_INFINITY;
  for (const [at, item] of pending.entries()) {
    budget.spend();
    const count = candidatesOf(item)?.length ?? 0;
    if (count >= fewest) continue;
    fewest = count;
    best = at;
    if (count <= 1) break;
  }
  return best;
}
