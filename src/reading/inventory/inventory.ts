/**
 * What a project consists of: the manifests of a tree put together into one list of packages with their package URLs. Where a
 * lockfile stands beside a manifest, its versions count, and the manifest says which of them the project asks for itself.
 */
import { buildPurl } from '../../core/purl/index.ts';
import type { ManifestDependency, ManifestGraph } from '../../ecosystems/manifest.ts';
import { type Manifest, manifestSetOf, type ReadManifest } from '../manifests/index.ts';

export interface InventoryItem {
  /** null where there is no package URL for it: a path, an ecosystem without a type. */
  purl: string | null;
  /** Without the version. */
  packagePurl: string | null;
  ecosystem: string;
  name: string;
  /** Locked; null where only a requirement is known. */
  version: string | null;
  /** As written where the project asks for it; of a locked package that nobody asks for, null. */
  requirement: string | null;
  type: string | null;
  /** null: not told. */
  direct: boolean | null;
  optional: boolean;
  integrity: string | null;
  source: string | null;
  condition: string | null;
  /** The files that name it. */
  manifests: string[];
}

export interface Inventory {
  /** By ecosystem, name and version. */
  items: InventoryItem[];
  /** Pairs of keys (see `keyOf`); null is the project itself. */
  edges: [from: string | null, to: string][];
  /** Keys whose dependencies a lockfile states in full. */
  stated: string[];
  /** What the manifest nearest to the root says of the project. */
  project: { name: string | null; version: string | null; license: string | null; ecosystem: string } | null;
  /** Manifests that could not be read. */
  failed: { path: string; message: string; line: number | null }[];
}

/** Names an item in edges. */
export function keyOf(item: Pick<InventoryItem, 'purl' | 'ecosystem' | 'name' | 'version'>): string {
  return item.purl ?? `${item.ecosystem}:${item.name}${item.version === null ? '' : `@${item.version}`}`;
}

/** @param manifests as `parseTree` gives them, with their related paths, and with graphs where edges are wanted. */
export function inventoryOf(manifests: readonly Manifest[]): Inventory {
  const items = new Map<string, InventoryItem>();
  const edges: Inventory['edges'] = [];
  const stated = new Set<string>();
  const read = manifests.filter(manifest => manifest.success);
  const byPath = new Map(read.map(manifest => [`${manifest.ecosystem}\0${manifest.path}`, manifest]));
  for (const manifest of read) {
    const related = manifest.related_paths.map(path => byPath.get(`${manifest.ecosystem}\0${path}`));
    const locks = related.filter(other => other?.kind === 'lockfile');
    // What a lockfile beside it pins is counted there, with its requirement.
    if (manifest.kind === 'manifest' && locks.length > 0)
      addUnlocked(manifest, locks as ReadManifest[], items);
    else if (manifest.kind === 'manifest')
      for (const each of manifest.dependencies) add(items, manifest, each, null);
    else
      addLocked(manifest, related.filter(other => other?.kind === 'manifest') as ReadManifest[], {
        items,
        edges,
        stated,
      });
  }
  const failed = manifests.flatMap(of =>
    of.success ? [] : [{ path: of.path, message: of.error.message, line: of.error.line }],
  );
  const sorted = [...items.values()].sort((a, b) => order(sortKey(a), sortKey(b)));
  return { items: sorted, edges, stated: [...stated], project: projectOf(read), failed };
}

/** Of a manifest with lockfiles only what these do not hold: they may be of another tool, or out of date. */
function addUnlocked(manifest: ReadManifest, locks: ReadManifest[], items: Map<string, InventoryItem>): void {
  const locked = new Set(locks.flatMap(({ dependencies }) => dependencies.map(({ name }) => name)));
  for (const each of manifest.dependencies) if (!locked.has(each.name)) add(items, manifest, each, null);
}

function addLocked(
  lock: ReadManifest,
  declaring: ReadManifest[],
  into: { items: Map<string, InventoryItem>; edges: Inventory['edges']; stated: Set<string> },
): void {
  const asked = new Map<string, ManifestDependency>();
  for (const { dependencies } of declaring)
    for (const each of dependencies) if (!asked.has(each.name)) asked.set(each.name, each);
  for (const each of lock.dependencies) {
    const item = add(into.items, lock, each, each.requirement === '*' ? null : each.requirement);
    const declared = asked.get(each.name);
    if (declared) {
      item.direct = true;
      item.requirement ??= declared.requirement;
      item.type ??= declared.type;
      for (const { path, dependencies } of declaring)
        if (dependencies.includes(declared) && !item.manifests.includes(path)) item.manifests.push(path);
    } else if (asked.size > 0) item.direct ??= false;
  }
  if (lock.graph) addEdges(lock.ecosystem, lock.graph, into);
}

function addEdges(
  ecosystem: string,
  graph: ManifestGraph,
  {
    items,
    edges,
    stated,
  }: { items: Map<string, InventoryItem>; edges: Inventory['edges']; stated: Set<string> },
): void {
  const keys = graph.nodes.map(({ name, version }) => {
    const key = keyOf({ ...purlsOf(ecosystem, name, version), ecosystem, name, version });
    return items.has(key) ? key : null;
  });
  const seen = new Set<string>();
  const put = (from: string | null, to: string) => {
    const pair = `${from ?? ''}\n${to}`;
    if (from === to || seen.has(pair)) return;
    seen.add(pair);
    edges.push([from, to]);
  };
  for (const root of graph.roots ?? []) {
    const to = keys[root];
    if (to) put(null, to);
  }
  for (const [from, to] of graph.edges) {
    const [a, b] = [keys[from], keys[to]];
    if (a && b) put(a, b);
  }
  for (const key of keys) if (key) stated.add(key);
}

function add(
  items: Map<string, InventoryItem>,
  manifest: ReadManifest,
  dependency: ManifestDependency,
  version: string | null,
): InventoryItem {
  const { ecosystem, path } = manifest;
  const { name, requirement, type, direct, optional, local, integrity, source, condition } = dependency;
  const purls = local === true ? { purl: null, packagePurl: null } : purlsOf(ecosystem, name, version);
  const key = keyOf({ purl: purls.purl, ecosystem, name, version });
  const known = items.get(key);
  if (known) {
    if (!known.manifests.includes(path)) known.manifests.push(path);
    known.direct = known.direct === true || direct === true ? true : (known.direct ?? direct);
    known.optional &&= optional === true;
    known.integrity ??= integrity;
    // What is needed at run time by one is needed at run time.
    if (known.type !== type && (type === 'runtime' || known.type === null)) known.type = type;
    return known;
  }
  const item: InventoryItem = {
    ...purls,
    ecosystem,
    name,
    version,
    requirement: manifest.kind === 'manifest' ? requirement : null,
    type,
    direct: direct ?? (manifest.kind === 'manifest' ? true : null),
    optional: optional === true,
    integrity,
    source,
    condition,
    manifests: [path],
  };
  items.set(key, item);
  return item;
}

function purlsOf(
  ecosystem: string,
  name: string,
  version: string | null,
): { purl: string | null; packagePurl: string | null } {
  const parts = manifestSetOf(ecosystem)?.purl?.(name);
  if (!parts) return { purl: null, packagePurl: null };
  try {
    return { purl: buildPurl({ ...parts, version }), packagePurl: buildPurl(parts) };
  } catch {
    return { purl: null, packagePurl: null };
  }
}

function projectOf(manifests: readonly ReadManifest[]): Inventory['project'] {
  const named = manifests.filter(({ project }) => project?.name);
  named.sort(
    (a, b) => depth(a.path) - depth(b.path) || Number(a.kind === 'lockfile') - Number(b.kind === 'lockfile'),
  );
  const first = named[0];
  return first?.project ? { ...first.project, ecosystem: first.ecosystem } : null;
}

function depth(path: string): number {
  return path.split('/').length;
}

function sortKey({ ecosystem, name, version }: InventoryItem): string {
  return `${ecosystem}\0${name}\0${version ?? ''}`;
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
