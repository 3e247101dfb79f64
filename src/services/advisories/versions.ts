/** Which of the versions that this index has are affected. */
import type { FullAdvisory } from '../../store/advisory-queries.ts';
import { versionNumbersOf } from '../../store/advisory-reach.ts';
import { schemeOf } from '../../versions/index.ts';
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
    const { ecosystem, name, displayName, statements } = advisory.packages[
      i
    ] as (typeof advisory.packages)[number];
    const scheme = schemeOf(ecosystem);
    const known = numbers.get(`${ecosystem}\n${name}`) ?? [];
    if (known.length === 0) return json;
    const affected: string[] = [];
    const unaffected: string[] = [];
    for (const version of scheme ? known.toSorted(scheme.compare) : known) {
      const target = { ecosystem, name, version, release: null, scheme };
      const verdict = verdictFor(target, { advisory, displayName, statements })?.verdict;
      if (verdict === 'affected') affected.push(version);
      else if (verdict === 'not-affected') unaffected.push(version);
    }
    return { ...json, affected_versions: affected, unaffected_versions: unaffected };
  });
  return { ...body, packages };
}
