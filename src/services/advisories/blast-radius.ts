/** How far a vulnerability reaches, as ecosyste.ms reckons it. */

import type { FullAdvisory } from '../../store/advisory-queries.ts';
import { dependentsOfNames } from '../../store/advisory-reach.ts';
import type { Queryable } from '../../store/database.ts';

/** Dependents of packages by `ecosystem` and normalised name, joined by a line feed. */
export type Reach = ReadonlyMap<string, number>;

/** What is known of the dependents of all packages that these advisories name, in one statement. */
export async function reachOf(db: Queryable, advisories: readonly FullAdvisory[]): Promise<Reach> {
  const packages = advisories.flatMap(of => of.packages);
  return packages.length === 0 ? new Map() : dependentsOfNames(db, packages);
}

/**
 * Over the ecosystems of its packages, the sum of log10(most dependents of a package there) x CVSS score; 1 for an ecosystem without
 * dependents or where there is no score (../shared/reference/services.md, 3). Dependent packages stand in for dependent
 * repositories, which are not indexed.
 */
export function blastRadius({ packages, score }: FullAdvisory, reach: Reach): number {
  const most = new Map<string, number>();
  for (const { ecosystem, name } of packages)
    most.set(ecosystem, Math.max(most.get(ecosystem) ?? 0, reach.get(`${ecosystem}\n${name}`) ?? 0));
  let sum = 0;
  for (const dependents of most.values()) sum += score && dependents > 0 ? Math.log10(dependents) * score : 1;
  return Math.round(sum * 100) / 100;
}
