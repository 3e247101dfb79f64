/** Which of the versions that this index has are affected. */
import type { Verdict } from '../../advisories/index.ts';
import type { AdvisoryPackageRow, FullAdvisory } from '../../store/advisory-queries.ts';
import { versionNumbersOf } from '../../store/advisory-reach.ts';
import { schemeOfPackage } from '../../versions/index.ts';
import type { RequestContext } from '../service.ts';
import { verdictFor } from './matching.ts';
import type { AdvisoryJson } from './schemas.ts';

/** The same answer with `affected_versions` and `unaffected_versions` of its packages that are indexed, oldest first. */
export async function splitVersions(
  { db }: Pick<RequestContext, 'db'>,
  advisory: FullAdvisory,
  body: AdvisoryJson,
): Promise<AdvisoryJson> {
  const numbers = await versionNumbersOf(db, advisory.packages);
  const packages = body.packages.map((json, i) => {
    const of = advisory.packages[i] as AdvisoryPackageRow;
    const judged = judgeVersions(advisory, of, numbers.get(`${of.ecosystem}\n${of.name}`) ?? []);
    if (judged.length === 0) return json;
    const having = (verdict: JudgedVersion['verdict']) =>
      judged.filter(one => one.verdict === verdict).map(({ version }) => version);
    return {
      ...json,
      affected_versions: having('affected'),
      unaffected_versions: having('not-affected'),
    };
  });
  return { ...body, packages };
}

export interface JudgedVersion {
  version: string;
  verdict: Verdict['verdict'];
}

/** What an advisory says of each version of a package, oldest first. */
export function judgeVersions(
  advisory: FullAdvisory,
  { ecosystem, name, displayName, statements }: AdvisoryPackageRow,
  numbers: readonly string[],
): JudgedVersion[] {
  const scheme = schemeOfPackage(ecosystem, name);
  return (scheme ? numbers.toSorted(scheme.compare) : numbers).map(version => {
    const target = { ecosystem, name, version, release: null, scheme };
    const verdict = verdictFor(target, { advisory, displayName, statements });
    return { version, verdict: verdict?.verdict ?? 'unknown' };
  });
}
