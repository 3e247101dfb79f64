/**
 * Packages nested under `dependencies`: package-lock.json of version 1, npm-shrinkwrap.json of old
 * (https://docs.npmjs.com/cli/v6/configuring-npm/package-lock-json) and what `npm ls --json` prints.
 */
import { isJsonObject, type JsonDocument, textOrNull } from '../../../formats/json.ts';
import { freeId } from '../../families/node-ids.ts';
import {
  dependency,
  type ManifestDependency,
  type ManifestGraph,
  type ManifestNode,
} from '../../manifest.ts';
import { afterHash, sourceOf } from './resolved.ts';
import { aliasTarget } from './specifier.ts';

type Visit = (name: string, entry: JsonDocument, depth: number) => void;

/** All packages of a lockfile, each before those nested in it. */
export function lockedTree(document: JsonDocument): ManifestDependency[] {
  const found: ManifestDependency[] = [];
  visitTree(document, (name, entry) => found.push(locked(name, entry)));
  return found;
}

/** All packages of a tree that `npm ls` printed. */
export function listedTree(document: JsonDocument): ManifestDependency[] {
  const found: ManifestDependency[] = [];
  visitTree(document, (name, entry, depth) =>
    found.push(
      dependency(name, textOrNull(entry.version), 'runtime', {
        direct: depth === 0,
        source: sourceOf(entry.resolved),
        integrity: textOrNull(entry.integrity),
      }),
    ),
  );
  return found;
}

/** Recursion is bounded: JSON is at most 200 levels deep, and each package takes two. */
function visitTree(parent: JsonDocument, visit: Visit, depth = 0): void {
  const children = parent.dependencies;
  if (!isJsonObject(children)) return;
  for (const name in children) {
    const entry = children[name];
    if (!isJsonObject(entry) || name === '') continue;
    visit(name, entry, depth);
    if (entry.dependencies !== undefined) visitTree(entry, visit, depth + 1);
  }
}

function locked(key: string, entry: JsonDocument): ManifestDependency {
  const { integrity } = entry;
  const version = textOrNull(entry.version);
  const type = entry.dev === true ? 'development' : 'runtime';
  const target = version?.startsWith('npm:') ? aliasTarget(key, version) : null;
  return {
    name: target?.name ?? key,
    requirement: target?.requirement ?? requirementOf(version, entry.from),
    type,
    direct: null,
    optional: entry.optional === true,
    local: version?.startsWith('file:') ?? false,
    alias: target && target.name !== key ? key : null,
    source: version?.includes(':') && !target ? sourceOf(version) : sourceOf(entry.resolved),
    integrity: typeof integrity === 'string' && integrity !== '' ? integrity : null,
    condition: null,
    unresolved: false,
  };
}

/** Of what came from git the tag or range that was asked for, else the commit. */
function requirementOf(version: string | null, from: unknown): string {
  const at = typeof from === 'string' ? from.indexOf('#') : -1;
  if (typeof from === 'string' && at >= 0) {
    const wanted = from.slice(at + 1).replace(/^semver:/, '');
    return wanted.startsWith('v') ? wanted.slice(1) : wanted;
  }
  return version === null ? '*' : afterHash(version);
}

/** Who requires whom in a lockfile: `requires` names what is found in the package itself, else in those around it. */
export function graphOfTree(document: JsonDocument): ManifestGraph {
  const { nodes, entries } = nodesOf(document);
  const edges: [number, number][] = [];
  for (const [from, { entry, scopes }] of entries.entries()) {
    if (!isJsonObject(entry.requires)) continue;
    for (const name of Object.keys(entry.requires)) {
      const to = scopes.findLast(scope => scope.has(name))?.get(name);
      if (to !== undefined) edges.push([from, to]);
    }
  }
  return { nodes, edges, roots: null };
}

/** Who holds whom in a tree of `npm ls`. */
export function graphOfListing(document: JsonDocument): ManifestGraph {
  const { nodes, entries, roots } = nodesOf(document);
  const edges: [number, number][] = [];
  for (const [from, { own }] of entries.entries()) for (const to of own.values()) edges.push([from, to]);
  return { nodes, edges, roots: [...roots.values()] };
}

type Scope = Map<string, number>;

function nodesOf(document: JsonDocument) {
  const nodes: ManifestNode[] = [];
  const ids = new Map<string, number>();
  const entries: { entry: JsonDocument; scopes: Scope[]; own: Scope }[] = [];
  const add = (parent: JsonDocument, path: string, outer: Scope[]): Scope => {
    const own: Scope = new Map();
    const scopes = [...outer, own];
    if (!isJsonObject(parent.dependencies)) return own;
    for (const [name, entry] of Object.entries(parent.dependencies)) {
      if (!isJsonObject(entry) || name === '') continue;
      const at = nodes.length;
      const id = freeId(ids, path === '' ? name : `${path}/${name}`);
      own.set(name, at);
      nodes.push({ id, name, version: textOrNull(entry.version) });
      const slot = { entry, scopes, own: new Map() as Scope };
      entries.push(slot);
      slot.own = add(entry, id, scopes);
      slot.scopes = [...scopes, slot.own];
    }
    return own;
  };
  const roots = add(document, '', []);
  return { nodes, entries, roots };
}
