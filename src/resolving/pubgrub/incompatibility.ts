/**
 * What may not all be true at once. A package is in one of `count + 1` states: one of its versions, or, as the last state, not
 * selected. A term is a set of its states, so "not b 2.0.0" needs no sign: it is the set of all other states with "not selected".
 */
import { both, type Positions } from './positions.ts';

/** A package by its number in the solver. */
export type PackageId = number;

/** The project that asks: the package of which the one version is selected from the start. */
export const ROOT: PackageId = 0;

/** What a dependency asks for, one of these. */
export interface Option {
  package: PackageId;
  /** Of its versions, those that would do. */
  versions: Positions;
  /** As it is shown: `b >=2`. */
  words: string;
}

/** A fact about packages, which the solver was told. */
export type Fact =
  /** Needs one of the options, of which there may be none; `note` is what is to be said of that: "which does not exist". */
  | ({ kind: 'depends'; options: readonly Option[]; note: string | null } & About)
  /** May not stand beside these. */
  | ({ kind: 'conflicts'; with: Option } & About)
  /** Cannot be used: "needs Python >=3.9". */
  | ({ kind: 'refused'; because: string } & About)
  /** The project is there. */
  | { kind: 'root' };

interface About {
  subject: PackageId;
  /** What of the subject was turned on, where the fact is about that: the package that stands for it. */
  feature: PackageId | null;
  /** What those who told the fact know it by. */
  tag: unknown;
}

export type Cause = { fact: Fact } | { left: Incompatibility; right: Incompatibility };

export interface Incompatibility {
  readonly packages: readonly PackageId[];
  /** Beside `packages`: the states that may not come together. */
  readonly terms: readonly Positions[];
  readonly cause: Cause;
  /** Where in the assignments it was last seen contradicted, and which assignment that was; for the solver alone. */
  contradictedAt: number;
  contradictedBy: number;
}

/**
 * @returns null where it says nothing, because one of its terms can never be. Terms that always hold are left out, as is, beside
 * others and in what is derived, that the project is there.
 */
export function incompatibility(
  terms: Iterable<readonly [PackageId, Positions]>,
  cause: Cause,
  statesOf: (id: PackageId) => number,
): Incompatibility | null {
  const packages: PackageId[] = [];
  const sets: Positions[] = [];
  for (const [id, set] of terms) {
    const known = packages.indexOf(id);
    if (known < 0) {
      packages.push(id);
      sets.push(set);
    } else sets[known] = both(sets[known]!, set);
  }
  for (let i = packages.length - 1; i >= 0; i--) {
    const set = sets[i]!;
    if (set.length === 0) return null;
    const holds = set.length === 2 && set[0] === 0 && set[1] === statesOf(packages[i]!);
    if (holds || ('left' in cause && packages[i] === ROOT && packages.length > 1)) {
      packages.splice(i, 1);
      sets.splice(i, 1);
    }
  }
  return { packages, terms: sets, cause, contradictedAt: -1, contradictedBy: -1 };
}

/** False for what was told, by a package or the request. */
export function isDerived(
  one: Incompatibility,
): one is Incompatibility & { cause: { left: Incompatibility; right: Incompatibility } } {
  return 'left' in one.cause;
}

/** True where it says that the project itself cannot be. */
export function isFailure({ packages }: Incompatibility): boolean {
  return packages.length === 0 || (packages.length === 1 && packages[0] === ROOT);
}
