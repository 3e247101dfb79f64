/**
 * Packages of distributions that likely hold what an advisory is about, because they repackage it. Likely: no source says so. What
 * speaks for it is told, and where the distribution itself has spoken, its word counts and not this.
 */
import { identifierKey, type Verdict } from '../../advisories/index.ts';
import { type DistributionWord, wordsOfDistributions } from '../../store/advisory-distributions.ts';
import {
  type AdvisoryRow,
  advisoriesOfPackages,
  type PackageAdvisory,
} from '../../store/advisory-queries.ts';
import { versionNumbersOf } from '../../store/advisory-reach.ts';
import type { Queryable } from '../../store/database.ts';
import { type Scheme, schemeOf, schemeOfPackage } from '../../versions/index.ts';
import type { IndexedRegistry } from '../service.ts';
import { verdictFor } from './matching.ts';

export interface Indexed {
  registry: IndexedRegistry;
  row: { name: string; latestVersion: string | null; metadata: Record<string, unknown> };
}

/** One advisory and one package of a distribution. */
export interface Repackage {
  advisory: AdvisoryRow;
  distributed: Indexed;
  /** The distribution's. */
  version: string;
  upstream: Indexed;
  /** Of upstream, as far as the distribution's version tells it. */
  upstreamVersion: string | null;
  /** Of upstream's version: `affected` means that the distribution's package may be. */
  verdict: Verdict['verdict'];
  /** What speaks for it being the same package, then what speaks for the version. */
  evidence: string[];
  /** The first version of upstream that is not affected. */
  fixed: string | null;
  /** What the distribution says of it; null where it does not. */
  stated: { by: DistributionWord; verdict: Verdict } | null;
}

/** A package of a distribution, and what speaks for it being the repackaging of another one. */
export interface Pair {
  distributed: Indexed;
  /** The distribution's; null: not known, and nothing is said. */
  version: string | null;
  evidence: string[];
  upstream: Indexed;
  about: PackageAdvisory;
}

/**
 * What advisories about its upstreams say of a distribution's package.
 *
 * @param version of the distribution; the latest one where null.
 * @param upstreams what it repackages.
 */
export async function repackagesAt(
  db: Queryable,
  distributed: Indexed,
  version: string | null,
  upstreams: readonly (Indexed & { evidence: string[] })[],
): Promise<Repackage[]> {
  const asked = version ?? distributed.row.latestVersion;
  if (upstreams.length === 0 || asked === null) return [];
  const names = upstreams.map(({ registry, row }) => ({ ecosystem: registry.ecosystem, name: row.name }));
  const lists = await advisoriesOfPackages(db, names);
  const pairs = upstreams.flatMap(({ evidence, ...upstream }, i) =>
    (lists[i] ?? [])
      .filter(({ advisory }) => advisory.withdrawnAt === null)
      .map(about => ({ distributed, version: asked, evidence, upstream, about })),
  );
  return judgeRepackages(db, pairs);
}

/** Each in one list: what the distribution states is never among what is concluded. */
export function sortedOut(repackages: readonly Repackage[]) {
  const concluded = repackages.filter(({ stated }) => stated === null);
  const having = (verdict: Repackage['verdict']) => concluded.filter(of => of.verdict === verdict);
  return {
    potentiallyAffected: having('affected'),
    unknown: having('unknown'),
    notAffected: having('not-affected'),
    stated: repackages.filter(({ stated }) => stated !== null),
  };
}

/** In the order of the pairs, in two statements however many there are. */
export async function judgeRepackages(db: Queryable, pairs: readonly Pair[]): Promise<Repackage[]> {
  const [numbers, words] = await Promise.all([
    versionNumbersOf(
      db,
      pairs.map(({ upstream }) => ({ ecosystem: upstream.registry.ecosystem, name: upstream.row.name })),
    ),
    wordsOfDistributions(db, pairs.map(sourceOf), [
      ...new Set(pairs.flatMap(({ about }) => about.advisory.identifiers)),
    ]),
  ]);
  return pairs.flatMap(pair => {
    if (pair.version === null) return [];
    const { registry, row } = pair.upstream;
    const known = numbers.get(`${registry.ecosystem}\n${row.name}`) ?? [];
    return [judged({ ...pair, version: pair.version }, new Set(known), words)];
  });
}

function judged(
  pair: Pair & { version: string },
  known: ReadonlySet<string>,
  words: readonly DistributionWord[],
): Repackage {
  const { upstream, distributed, version, about } = pair;
  const { ecosystem } = upstream.registry;
  const scheme = schemeOfPackage(ecosystem, upstream.row.name);
  const spellings = distributed.registry.definition.repackaging?.upstreamVersionsOf(version) ?? [];
  const upstreamVersion = likeliest(spellings, known, scheme);
  const verdict =
    upstreamVersion === null
      ? null
      : verdictFor(
          { ecosystem, name: upstream.row.name, version: upstreamVersion, release: null, scheme },
          about,
        );
  return {
    advisory: about.advisory,
    distributed,
    version,
    upstream,
    upstreamVersion,
    verdict: verdict?.verdict ?? 'unknown',
    evidence: [...pair.evidence, ...versionEvidence(pair, upstreamVersion, known, verdict)],
    fixed: verdict?.fixed.nearest ?? null,
    stated: statedOf(pair, words),
  };
}

/** The spelling that upstream's index has, else the first that is a version there. */
function likeliest(
  spellings: readonly string[],
  known: ReadonlySet<string>,
  scheme: Scheme | null,
): string | null {
  const exact = spellings.find(text => known.has(text));
  if (exact !== undefined || !scheme) return exact ?? null;
  for (const text of spellings) {
    const same = [...known].find(number => scheme.equals(number, text));
    if (same !== undefined) return same;
  }
  return spellings.find(text => scheme.isValid(text)) ?? null;
}

function versionEvidence(
  { version, upstream, distributed }: Pair,
  upstreamVersion: string | null,
  known: ReadonlySet<string>,
  verdict: Verdict | null,
): string[] {
  const { label } = distributed.registry.definition;
  if (upstreamVersion === null) return [`${version} of ${label} does not tell the version of upstream`];
  const released = known.has(upstreamVersion) ? `, which ${upstream.registry.name} has` : '';
  return [
    `${version} of ${label} is ${upstreamVersion} of ${upstream.row.name}${released}`,
    ...(verdict === null ? [] : [because(upstreamVersion, verdict)]),
  ];
}

function because(version: string, { because: why }: Verdict): string {
  switch (why.kind) {
    case 'version':
      return `the advisory names ${version}`;
    case 'range':
      return `${version} lies in ${why.text}`;
    case 'fixed':
      return `${version} is not older than the fix in ${why.version}`;
    case 'outside':
      return `${version} is in no affected range`;
    case 'status':
      return `the advisory says ${why.status}`;
    case 'unknown':
      return why.text;
  }
}

/** The distribution's package as its own database calls it. */
function sourceOf({ distributed: { registry, row } }: Pair): { ecosystem: string; name: string } {
  const name = registry.definition.repackaging?.sourceOf(row.name, row.metadata) ?? row.name;
  return { ecosystem: registry.ecosystem, name };
}

/** What the distribution says for certain of its version, by a record on the same vulnerability. */
function statedOf(pair: Pair & { version: string }, words: readonly DistributionWord[]): Repackage['stated'] {
  const source = sourceOf(pair);
  const keys = new Set(pair.about.advisory.identifiers.map(identifierKey));
  const { registry } = pair.distributed;
  const target = {
    ...source,
    version: pair.version,
    release: registry.version,
    scheme: schemeOf(registry.ecosystem),
  };
  for (const by of words) {
    if (by.ecosystem !== source.ecosystem || by.name !== source.name) continue;
    if (!by.about.some(id => keys.has(identifierKey(id)))) continue;
    const verdict = verdictFor(target, by);
    if (verdict && verdict.verdict !== 'unknown') return { by, verdict };
  }
  return null;
}
