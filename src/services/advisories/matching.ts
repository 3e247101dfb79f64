/** Which advisories are about packages, and about their versions: many at once. */
import { LRUCache } from 'lru-cache';
import { createMatcher, type PackageStatement, type Verdict } from '../../advisories/index.ts';
import type { PackageAdvisory } from '../../store/advisory-queries.ts';
import { advisoriesNaming, type NamedAdvisory, statementsOf } from '../../store/advisory-statements.ts';
import type { Queryable } from '../../store/database.ts';
import type { AdvisoryTarget } from './targets.ts';

/** An advisory about a package, and what it says of the version that was asked for. */
export interface Matched extends PackageAdvisory {
  /** null where no version was asked for. */
  verdict: Verdict | null;
}

/** Both for the whole process: what they hold changes when an advisory does, which its revision in the key tells. */
const matcher = createMatcher();
const statements = new LRUCache<string, PackageStatement[]>({
  maxSize: 2_000_000,
  sizeCalculation: list =>
    1 +
    list.reduce(
      (sum, { affected }) =>
        sum + affected.reduce((n, of) => n + 5 + of.versions.length + of.ranges.length, 0),
      0,
    ),
});

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
  for (const target of targets) if (target) asked.set(packageKey(target), target);
  const named = asked.size === 0 ? [] : await advisoriesNaming(db, [...asked.values()]);
  const standing = named.filter(
    ({ advisory }) => options.withdrawn === true || advisory.withdrawnAt === null,
  );
  const withStatements = await readStatements(db, standing);
  const byPackage = new Map<string, PackageAdvisory[]>();
  for (const [i, { advisory, displayName, ...of }] of standing.entries()) {
    const key = packageKey(of);
    const list = byPackage.get(key);
    const row = { advisory, displayName, statements: withStatements[i] ?? [] };
    if (list) list.push(row);
    else byPackage.set(key, [row]);
  }
  return targets.map(target =>
    target
      ? (byPackage.get(packageKey(target)) ?? []).map(of => ({ ...of, verdict: verdictFor(target, of) }))
      : [],
  );
}

/** From memory, and the rest in one statement. */
async function readStatements(db: Queryable, named: readonly NamedAdvisory[]): Promise<PackageStatement[][]> {
  const keys = named.map(({ advisory, ...of }) => statementKey(advisory, of));
  const found = keys.map(key => statements.get(key));
  const lacking = named.flatMap((_, i) => (found[i] === undefined ? [i] : []));
  if (lacking.length === 0) return found as PackageStatement[][];
  const read = await statementsOf(
    db,
    lacking.map(i => {
      const { ecosystem, name, advisory } = named[i] as NamedAdvisory;
      return { ecosystem, name, advisoryId: advisory.id };
    }),
  );
  for (const [n, i] of lacking.entries()) {
    const list = read[n] ?? [];
    found[i] = list;
    statements.set(keys[i] as string, list);
  }
  return found as PackageStatement[][];
}

/** What the source that is asked first says of the version. */
export function verdictFor(target: AdvisoryTarget, of: PackageAdvisory): Verdict | null {
  const { version, release, scheme } = target;
  const [chosen] = of.statements;
  if (version === null || !chosen) return null;
  return matcher.verdict(statementKey(of.advisory, target), chosen.affected, version, { scheme, release });
}

/** Those that are about the version: affected, or without a version all. */
export function concerning(matched: readonly Matched[]): Matched[] {
  return matched.filter(({ verdict }) => verdict === null || verdict.verdict === 'affected');
}

function packageKey({ ecosystem, name }: { ecosystem: string; name: string }): string {
  return `${ecosystem}\n${name}`;
}

function statementKey(
  { id, revision }: { id: number; revision: number },
  { ecosystem, name }: { ecosystem: string; name: string },
): string {
  return `${id}:${revision}:${ecosystem}:${name}`;
}
