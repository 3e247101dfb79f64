/** A resolution in other forms: a tree, versions by name, a bill of materials. All are made of the JSON answer. */
import { type Terms, termsLine } from '../../core/answer-terms.ts';
import { parsePurl, withoutVersion } from '../../core/purl/index.ts';
import type { InventoryItem } from '../../reading/inventory/index.ts';
import type { PackageFacts } from '../../reading/sbom/index.ts';
import { termsOf } from '../answer-terms.ts';
import type { Reply, RequestContext } from '../service.ts';
import { childrenOf } from './measures.ts';
import type { Format, NodeJson, ResolutionJson } from './schemas.ts';

export interface TreeJson {
  purl: string;
  name: string;
  version: string;
  deps: TreeJson[];
  /** There where it stands somewhere else in the tree with all that it depends on. */
  deduped?: true;
}

/** Every node once with what it depends on, where it is met first, breadth first; again without. */
export function treeOf({ nodes, edges }: ResolutionJson): TreeJson[] {
  const next = childrenOf(nodes.length, edges);
  const seen = new Set<number>();
  const roots = [...new Set(edges.flatMap(({ from, to }) => (from === null && to !== null ? [to] : [])))];
  const make = (id: number): TreeJson => {
    const { purl, name, version } = nodes[id] as NodeJson;
    return { purl, name, version, deps: [] };
  };
  const trees: TreeJson[] = [];
  let level: { into: TreeJson[]; ids: readonly number[] }[] = [{ into: trees, ids: roots }];
  while (level.length > 0) {
    const deeper: typeof level = [];
    for (const { into, ids } of level)
      for (const id of ids) {
        const entry = make(id);
        into.push(entry);
        const children = next[id] as number[];
        if (children.length === 0) continue;
        if (seen.has(id)) entry.deduped = true;
        else {
          seen.add(id);
          deeper.push({ into: entry.deps, ids: children });
        }
      }
    level = deeper;
  }
  return trees;
}

/** Of a name in several versions, the one nearest to what was asked. */
export function flatOf({ nodes }: Pick<ResolutionJson, 'nodes'>): Record<string, string> {
  const nearest = new Map<string, NodeJson>();
  for (const node of nodes) {
    const known = nearest.get(node.name);
    if (!known || (node.depth ?? Number.POSITIVE_INFINITY) < (known.depth ?? Number.POSITIVE_INFINITY))
      nearest.set(node.name, node);
  }
  return Object.fromEntries(
    [...nearest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { version }]) => [name, version]),
  );
}

/** What documents are under, and whose data they are. */
export interface DocumentTerms {
  terms: Terms;
  /** Without trailing slash. */
  siteUrl: string;
}

export async function documentTerms(
  context: Pick<RequestContext, 'db' | 'caller' | 'siteUrl'>,
): Promise<DocumentTerms> {
  return { terms: await termsOf(context, 'resolve'), siteUrl: context.siteUrl };
}

/** Readers of SBOMs are loaded when somebody wants one. */
async function sbomOf(
  resolution: ResolutionJson,
  family: 'cyclonedx' | 'spdx',
  toolVersion: string,
  { terms, siteUrl }: DocumentTerms,
): Promise<string> {
  const [{ sbomOfInventory }, { enrichSbom, writeSbom }] = await Promise.all([
    import('../../reading/inventory-sbom/index.ts'),
    import('../../reading/sbom/index.ts'),
  ]);
  const { nodes, edges, subject, ecosystem, resolved_at } = resolution;
  const items = new Map<string, InventoryItem>();
  for (const node of nodes) if (!items.has(node.purl)) items.set(node.purl, itemOf(node, resolution));
  const keys = nodes.map(({ purl }) => purl);
  const pairs = new Map<string, [string | null, string]>();
  for (const { from, to } of edges) {
    if (to === null) continue;
    const pair: [string | null, string] = [from === null ? null : (keys[from] as string), keys[to] as string];
    if (pair[0] !== pair[1]) pairs.set(pair.join('\n'), pair);
  }
  const made = sbomOfInventory(
    {
      items: [...items.values()],
      edges: [...pairs.values()],
      stated: [...items.keys()],
      project: { name: subject.name, version: subject.version, license: null, ecosystem },
      failed: [],
    },
    {
      subject: { name: `resolution of ${subject.name}`, version: subject.version },
      timestamp: `${resolved_at.slice(0, 19)}Z`,
      toolVersion,
    },
  );
  const facts = new Map(nodes.map(node => [node.purl, factsOf(node, resolution)]));
  const { sbom } = enrichSbom(made, facts);
  const notice = termsLine(terms, siteUrl, resolved_at);
  // The licence of SPDX documents is CC0-1.0 by their own specification, so that ours is a comment; CycloneDX has a place for it.
  const licensed = {
    ...sbom,
    comment: notice,
    ...(family === 'cyclonedx' ? { dataLicense: terms.licence.spdx } : {}),
  };
  return writeSbom(licensed, {
    notation: family === 'spdx' ? 'spdx-json' : 'cyclonedx-json',
  }).text;
}

function itemOf(node: NodeJson, { ecosystem, edges }: ResolutionJson): InventoryItem {
  const asked = node.depth === 1 ? edges.find(({ from, to }) => from === null && to === node.id) : undefined;
  return {
    purl: node.purl,
    packagePurl: withoutVersion(node.purl),
    ecosystem,
    name: nameIn(node),
    version: node.version,
    requirement: asked?.requirement ?? null,
    type: asked?.kind ?? null,
    direct: node.depth === 1,
    optional: node.optional,
    integrity: null,
    source: null,
    condition: null,
    manifests: [],
  };
}

/** As package URLs have it: a component of npm's scope is `@scope/name` all the same. */
function nameIn({ purl, name }: NodeJson): string {
  const { namespace, name: own } = parsePurl(purl, { lenient: true });
  return namespace === null ? own : name;
}

function factsOf(node: NodeJson, { registry, resolved_at }: ResolutionJson): PackageFacts {
  return {
    source: registry,
    asOf: resolved_at,
    license: node.licenses,
    latest: node.latest,
    status: node.status ?? node.deprecated,
    dependents: node.dependent_packages_count,
    advisories: (node.advisories ?? []).map(({ uuid, title, severity, fixed, url }) => ({
      id: uuid,
      summary: title,
      severity,
      url,
      fixed: fixed === null ? [] : [fixed],
    })),
  };
}

const MEDIA: Partial<Record<Format, { type: string; file: string }>> = {
  cyclonedx: { type: 'application/vnd.cyclonedx+json', file: 'resolution.cdx.json' },
  spdx: { type: 'application/spdx+json', file: 'resolution.spdx.json' },
};

/** The answer in the form that was asked for. */
export async function replyIn(
  resolution: ResolutionJson,
  format: Format,
  toolVersion: string,
  terms: () => Promise<DocumentTerms>,
): Promise<Reply> {
  switch (format) {
    case 'tree':
      return { body: treeOf(resolution) };
    case 'flat':
      return { body: flatOf(resolution) };
    case 'cyclonedx':
    case 'spdx': {
      const { type, file } = MEDIA[format] as { type: string; file: string };
      return {
        body: await sbomOf(resolution, format, toolVersion, await terms()),
        contentType: `${type}; charset=utf-8`,
        headers: { 'content-disposition': `attachment; filename="${file}"` },
      };
    }
    default:
      return { body: resolution };
  }
}
