/** What the index knows of resolved packages: licences, standing, use and advisories. */
import { purlOf } from '../../ecosystems/ecosystem.ts';
import type { ResolvedNode } from '../../resolving/types.ts';
import type { UniverseVersion } from '../../store/universe.ts';
import { concerning, matchTargets, targetOfPurl, verdictJson } from '../advisories/public.ts';
import { lookupPurls } from '../index-api/public.ts';
import type { IndexedRegistry, RequestContext } from '../service.ts';
import type { NodeJson } from './schemas.ts';

export type FactsContext = Pick<RequestContext, 'db' | 'directory' | 'sync' | 'siteUrl' | 'now'>;

export type NodeFacts = Pick<
  NodeJson,
  | 'published_at'
  | 'status'
  | 'licenses'
  | 'size'
  | 'latest'
  | 'deprecated'
  | 'critical'
  | 'dependent_packages_count'
  | 'downloads'
  | 'advisories'
>;

const BATCH = 1_000;
/** Of the vulnerabilities of one version: more is told by its own page. */
const MOST_ADVISORIES = 50;

/** By position. @param asked false: only what the universe has told already. */
export async function factsOfNodes(
  context: FactsContext,
  registry: IndexedRegistry,
  nodes: readonly ResolvedNode[],
  asked: boolean,
): Promise<NodeFacts[]> {
  const facts = nodes.map(ownFacts);
  if (!asked) return facts;
  const purls = nodes.map(({ name, version }) => purlOf(registry, name, version));
  for (let at = 0; at < purls.length; at += BATCH) {
    const part = purls.slice(at, at + BATCH);
    const targets = part.map(purl => targetOfPurl(context.directory, purl));
    const [rows, matched] = await Promise.all([
      lookupPurls(context, part, { sync: false }),
      matchTargets(context.db, targets),
    ]);
    for (const [i, row] of rows.entries()) {
      const fact = facts[at + i] as NodeFacts;
      const { package: found, version } = row;
      if (found) {
        fact.latest = found.latest_release_number;
        fact.critical = found.critical;
        fact.dependent_packages_count = found.dependent_packages_count;
        fact.downloads = found.downloads;
        fact.licenses ??= version?.licenses ?? found.licenses;
        fact.deprecated ??= found.status;
      }
      fact.advisories = concerning(matched[i] ?? [])
        .slice(0, MOST_ADVISORIES)
        .map(of => {
          const { uuid, title, severity, verdict, fixed, api_url } = verdictJson(of, context);
          return { uuid, title, severity, verdict, fixed: fixed.nearest, url: api_url };
        });
    }
  }
  return facts;
}

function ownFacts({ candidate }: ResolvedNode): NodeFacts {
  const version = candidate as (UniverseVersion & ResolvedNode['candidate']) | null;
  return {
    published_at: version?.publishedAt ?? null,
    status: version?.status ?? null,
    licenses: version?.licenses ?? null,
    size: version === null ? null : sizeOf(version.metadata),
    latest: null,
    deprecated: version === null ? null : deprecationOf(version.metadata),
    critical: null,
    dependent_packages_count: null,
    downloads: null,
    advisories: null,
  };
}

/** What registries call the size of what they deliver, and of what it unpacks to. */
const SIZES = [
  'size',
  'package_size',
  'crate_size',
  'file_size',
  'full_size',
  'dist.unpackedSize',
  'installed_size',
];

/** In bytes as the registry gives it, with the field that says so. */
export function sizeOf(metadata: Readonly<Record<string, unknown>>): NodeJson['size'] {
  for (const field of SIZES) {
    const [first, second] = field.split('.');
    const outer = metadata[first as string];
    const value =
      second === undefined ? outer : (outer as Record<string, unknown> | null | undefined)?.[second];
    if (typeof value === 'number' && Number.isFinite(value)) return { bytes: value, field };
  }
  return null;
}

function deprecationOf(metadata: Readonly<Record<string, unknown>>): string | null {
  for (const field of [
    'deprecated',
    'deprecation',
    'yanked_reason',
    'yank_message',
    'retraction',
    'retirement',
  ]) {
    const value = metadata[field];
    if (typeof value === 'string' && value !== '') return value.slice(0, 500);
    if (value === true) return 'deprecated';
  }
  return null;
}
