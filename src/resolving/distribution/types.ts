/**
 * What the resolvers of distributions share: of every package a few versions, of which one system holds at most one; relations
 * that other packages may satisfy by providing a name; alternatives; conflicts.
 */
import type { DependencyRecord } from '../../core/records.ts';
import type { Candidate } from '../types.ts';

/** A name with what is asked of its version, as it stands in a dependency or in a conflict. */
export interface Relation {
  readonly name: string;
  /** As it is written, without the name; null: none is stated. */
  readonly requirement: string | null;
  /** The same for relations that mean the same. */
  readonly key: string;
  /** Whether a package of the name does in that version; null: it provides the name without saying a version. */
  admits(version: string | null, owner: Candidate): boolean;
}

/** One thing that a package needs, whatever of its relations satisfies it. */
export interface Need {
  readonly relations: readonly Relation[];
  /** Of the first relation. */
  readonly record: DependencyRecord;
  /** As people write it: `a (>= 1) | b`. The same for needs that mean the same. */
  readonly text: string;
}

export interface Provided {
  readonly name: string;
  readonly version: string | null;
}

/** What a version says of others; a function of the version alone, so it may be remembered with it. */
export interface Facts {
  readonly needs: readonly Need[];
  /** What it does not stand beside. Itself never counts. */
  readonly conflicts: readonly Exclusion[];
  readonly provides: readonly Provided[];
}

export interface Exclusion extends Relation {
  /** In words, between two packages: `conflicts with`, `breaks`, `excludes`. */
  readonly verb: string;
}

/** A version that can be installed, in one resolution. */
export interface Unit {
  /** Position among the units of the resolution. */
  readonly index: number;
  readonly candidate: Candidate;
  readonly facts: Facts;
  /** Made by `Catalogue.open`; null before. */
  groups: readonly Group[] | null;
}

/** A need of a unit, or of the request, with all that would satisfy it. */
export interface Group {
  readonly owner: Unit | null;
  readonly need: Need;
  /** False for what a package works without. */
  readonly isHard: boolean;
  /** The preferred first; each once. */
  readonly options: readonly Unit[];
  /** Those of them that are never chosen for this need, but satisfy it where something else chose them; absent: none. */
  readonly unchosen?: ReadonlySet<Unit>;
}

/** Name and version, as sentences have them. */
export function labelOf({ candidate: { name, number } }: Unit): string {
  return `${name} ${number}`;
}
