/** Which advisories are about packages, and about their versions: many at once. */
import { createMatcher, type Verdict } from '../../advisories/index.ts';
import { advisoriesOfPackages, type PackageAdvisory } from '../../store/advisory-queries.ts';
import type { Queryable } from '../../store/database.ts';
import type { AdvisoryTarget } from './targets.ts';

/** An advisory about a package, and what it says of the version that was asked for. */
export interface Matched extends PackageAdvisory {
  /** null where no version was asked for. */
  verdict: Verdict | null;
}

/** Compiled statements of the whole process: they change when advisories do, which their key tells. */
const matcher = createMatcher();

/**
 * For each target all advisories about its package that stand, in the order of the targets; withdrawn ones only where asked for.
 * Verdicts are worked out now, from the advisory and the version as they are: neither a new version nor a changed advisory makes
 * anything stored out of date.
 */
export async function matchTargets(
  db: Queryable,
  targets: readonly (AdvisoryTarget | null)[],
  options: { withdrawn?: boolean } = {},
): Promise<Matched[][]> {
  const asked = new Map<string, { ecosystem: string; name: string }>();
  for (const target of targets)
    if (target)
      asked.set(`${target.ecosystem}\n${target.name}`, { ecosystem: target.ecosystem, name: target.name });
  const keys = [...asked.keys()];
  const found = keys.length === 0 ? [] : await advisoriesOfPackages(db, [...asked.values()]);
  const byKey = new Map(keys.map((key, i) => [key, found[i] ?? []]));
  return targets.map(target => {
    if (!target) return [];
    const about = byKey.get(`${target.ecosystem}\n${target.name}`) ?? [];
    return about
      .filter(({ advisory }) => options.withdrawn === true || advisory.withdrawnAt === null)
      .map(of => ({ ...of, verdict: verdictFor(target, of) }));
  });
}

/** What the source that is asked first says of the version. */
export function verdictFor(
  target: AdvisoryTarget,
  { advisory, statements }: PackageAdvisory,
): Verdict | null {
  const { ecosystem, name, version, release, scheme } = target;
  const [chosen] = statements;
  if (version === null || !chosen) return null;
  const key = `${advisory.id}:${advisory.revision}:${ecosystem}:${name}`;
  return matcher.verdict(key, chosen.affected, version, { scheme, release });
}

/** Those that are about the version: affected, or without a version all. */
export function concerning(matched: readonly Matched[]): Matched[] {
  return matched.filter(({ verdict }) => verdict === null || verdict.verdict === 'affected');
}
