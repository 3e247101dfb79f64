import type { InventoryItem } from '../inventory/index.ts';

/** A locked package with something wrong in its version, and the versions that nothing is known to be wrong with. */
export interface VulnerableItem {
  /** Of the item, by `keyOf`. */
  key: string;
  /** Those that can be had (not removed, not yanked) and that no advisory affects, in any order. */
  safe: readonly string[];
}

/** A version of a package, with what it asks of one other package: of nothing where it does not need it. */
export interface ParentRelease {
  version: string;
  /** In the ecosystem's own syntax, all of which hold; null takes every version. */
  requirements: readonly (string | null)[];
}

/** What an index knows; a call is made once for each pair that matters. */
export interface UpgradeFacts {
  /** All versions of the package of `parent`, with what each asks of `dependency`; null where it is not known. */
  releasesOf(parent: InventoryItem, dependency: InventoryItem): readonly ParentRelease[] | null;
}

export interface Step {
  name: string;
  from: string;
  /** null: it is not needed any more. */
  to: string | null;
}

export interface FixPath {
  /** The direct dependency that brings it, which may be the package itself. */
  direct: string;
  /** From the direct dependency to the package, as `name@version`. */
  way: string[];
  /**
   * - `update`: within what is asked for now; no manifest changes, the lockfile does.
   * - `upgrade`: the project must ask for `to` of the direct dependency, or for more.
   * - `none`: no version is known that would do. - `unknown`: what would do is not known.
   */
  action: 'update' | 'upgrade' | 'none' | 'unknown';
  /** Of the direct dependency, where it is the one that changes. */
  to: string | null;
  /** What changes, from the project's side inwards; empty for `none` and `unknown`. */
  steps: Step[];
  /** Why, for `none` and `unknown`; else null. */
  because: string | null;
}

export interface Fix {
  key: string;
  /** The lowest safe version above the locked one; null where none is known. */
  nearest: string | null;
  /** One for each direct dependency that brings it, the shortest first; empty where no lockfile tells who does. */
  paths: FixPath[];
  /** True where more direct dependencies bring it than are given. */
  truncated: boolean;
}
