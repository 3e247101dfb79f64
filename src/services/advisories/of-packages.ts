/** What answers about packages and versions say of advisories. */
import { purlOf } from '../../ecosystems/ecosystem.ts';
import { type FullAdvisory, fullAdvisoriesOfPackages } from '../../store/advisory-queries.ts';
import type { IndexedRegistry, RequestContext } from '../service.ts';
import { type Matched, matchTargets } from './matching.ts';
import type { AdvisoryBriefJson, VerdictJson } from './schemas.ts';
import { advisoryJson } from './serialize.ts';
import { targetOfPurl } from './targets.ts';

/** Most advisories in the answer about a package: those that stand, the newest, come first. The list of advisories has all. */
const MOST = 100;

/** What an answer about a package says. */
export interface PackageAdvisories {
  /** False: no advisory about any package of its ecosystem is here, so that none about this one says nothing. */
  isKnown: boolean;
  advisories: AdvisoryBriefJson[];
}

type Context = Pick<RequestContext, 'db' | 'directory' | 'siteUrl'>;

/** In the order of the packages, in one statement. Names are in the ecosystem's normal form. */
export async function advisoriesAbout(
  context: Context,
  packages: readonly { ecosystem: string; name: string }[],
): Promise<PackageAdvisories[]> {
  if (packages.length === 0) return [];
  const found = await fullAdvisoriesOfPackages(context.db, packages, MOST);
  return found.map(({ isKnown, advisories }) => ({
    isKnown,
    advisories: advisories.map(of => briefJson(of, context)),
  }));
}

/** As the contract of packages has it: without what costs more than the advisory itself, and with null where there is no value. */
function briefJson(advisory: FullAdvisory, { directory, siteUrl }: Context): AdvisoryBriefJson {
  const json = advisoryJson(advisory, new Map(), { directory, siteUrl, serviceUrl: serviceOf(siteUrl) });
  return {
    uuid: json.uuid,
    url: json.url,
    title: json.title,
    description: json.description,
    origin: json.origin,
    severity: json.severity ?? null,
    published_at: json.published_at,
    withdrawn_at: json.withdrawn_at ?? null,
    classification: json.classification,
    cvss_score: json.cvss_score ?? null,
    cvss_vector: json.cvss_vector ?? null,
    references: json.references,
    source_kind: json.source_kind,
    identifiers: json.identifiers,
    packages: json.packages.map(({ ecosystem, package_name, purl, versions }) => ({
      ecosystem,
      package_name,
      purl,
      versions,
    })),
    created_at: json.created_at,
    updated_at: json.updated_at,
  };
}

/** All advisories about a package, withdrawn ones last, each with what it says of the version, where there is one. */
export async function matchVersion(
  { db, directory }: Pick<RequestContext, 'db' | 'directory'>,
  registry: IndexedRegistry,
  name: string,
  version: string | null,
): Promise<Matched[]> {
  const target = targetOfPurl(directory, purlOf(registry, name, version));
  if (target === null) return [];
  const [matched = []] = await matchTargets(db, [{ ...target, name, version }], { withdrawn: true });
  return matched;
}

export function verdictJson(
  { advisory, verdict }: Matched,
  { siteUrl }: Pick<RequestContext, 'siteUrl'>,
): VerdictJson {
  return {
    uuid: advisory.uid,
    severity: advisory.severity,
    title: advisory.title,
    verdict: verdict?.verdict ?? 'unknown',
    because: verdict?.because ?? {},
    fixed: verdict?.fixed ?? { nearest: null, smallest: null },
    api_url: `${serviceOf(siteUrl)}/api/v1/advisories/${encodeURIComponent(advisory.uid)}`,
    withdrawn_at: advisory.withdrawnAt,
  };
}

function serviceOf(siteUrl: string): string {
  return `${siteUrl}/advisories`;
}
