/** Of many versions of distributions' packages at once, the advisories about what they repackage, where nobody else speaks of it. */
import { identifierKey } from '../../advisories/index.ts';
import { purlOf } from '../../ecosystems/ecosystem.ts';
import { advisoriesOfPackages } from '../../store/advisory-queries.ts';
import { resolvePurls, upstreamsOf } from '../packages/public.ts';
import type { RequestContext } from '../service.ts';
import type { Matched } from './matching.ts';
import { type Indexed, judgeRepackages, type Pair, type Repackage, sortedOut } from './repackages.ts';
import type { PotentialMatch } from './schemas.ts';
import type { AdvisoryTarget } from './targets.ts';

interface Asked {
  purl: string;
  target: AdvisoryTarget | null;
  /** Advisories that affect the version, or may: what they are about is not told a second time. */
  about: readonly Matched[];
}

/**
 * In the order of the items; null for what has no version, is of no distribution that repackages, or is not indexed. A handful of
 * statements however many there are.
 */
export async function potentialMatches(
  context: Pick<RequestContext, 'db' | 'directory' | 'siteUrl'>,
  items: readonly Asked[],
): Promise<(PotentialMatch[] | null)[]> {
  const { db, directory, siteUrl } = context;
  const answers: (PotentialMatch[] | null)[] = items.map(() => null);
  const positions = items.flatMap(({ target }, i) =>
    target?.version && directory.ofEcosystem(target.ecosystem).some(of => of.definition.repackaging)
      ? [i]
      : [],
  );
  if (positions.length === 0) return answers;
  const found = await resolvePurls(
    db,
    directory,
    positions.map(i => (items[i] as Asked).purl),
  );
  const distributed = positions.flatMap((position, i) => {
    const [row] = found[i]?.packages ?? [];
    const registry = row && directory.byId(row.registryId);
    return row && registry?.definition.repackaging ? [{ position, registry, row }] : [];
  });
  const upstreams = await upstreamsOf(context, distributed);
  const pairs = await pairsOf(context, items, distributed, upstreams);
  const judged = await judgeRepackages(
    db,
    pairs.map(({ pair }) => pair),
  );
  for (const { position } of distributed) answers[position] = [];
  for (const [i, of] of judged.entries()) {
    const { position } = pairs[i] as (typeof pairs)[number];
    const { about } = items[position] as Asked;
    if (sortedOut([of]).potentiallyAffected.length > 0 && !isToldIn(about, of))
      answers[position]?.push(matchJson(of, siteUrl));
  }
  return answers;
}

async function pairsOf(
  { db }: Pick<RequestContext, 'db'>,
  items: readonly Asked[],
  distributed: readonly (Indexed & { position: number })[],
  upstreams: readonly (readonly (Indexed & { evidence: string[] })[])[],
): Promise<{ position: number; pair: Pair }[]> {
  const links = distributed.flatMap(({ position, ...of }, i) =>
    (upstreams[i] ?? []).map(({ evidence, registry, row }) => ({
      position,
      distributed: of,
      evidence,
      upstream: { registry, row },
    })),
  );
  const names = links.map(({ upstream: { registry, row } }) => ({
    ecosystem: registry.ecosystem,
    name: row.name,
  }));
  const lists = names.length === 0 ? [] : await advisoriesOfPackages(db, names);
  return links.flatMap(({ position, ...link }, i) =>
    (lists[i] ?? [])
      .filter(({ advisory }) => advisory.withdrawnAt === null)
      .map(about => ({
        position,
        pair: { ...link, about, version: items[position]?.target?.version ?? null },
      })),
  );
}

function isToldIn(about: readonly Matched[], { advisory }: Repackage): boolean {
  const keys = new Set(advisory.identifiers.map(identifierKey));
  return about.some(of => of.advisory.identifiers.some(id => keys.has(identifierKey(id))));
}

function matchJson({ advisory, upstream, upstreamVersion, evidence, fixed }: Repackage, siteUrl: string) {
  return {
    id: advisory.uid,
    aliases: advisory.identifiers.filter(id => id !== advisory.uid),
    title: advisory.title,
    severity: advisory.severity,
    kev: advisory.kevAddedAt !== null,
    upstream: purlOf(upstream.registry, upstream.row.name, upstreamVersion),
    first_fixed: fixed,
    evidence,
    url: `${siteUrl}/advisories/${encodeURIComponent(advisory.uid)}`,
  };
}
