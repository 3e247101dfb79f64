/** Who requires whom in `packages` of a package-lock.json: by Node's way of looking for a module, from the folder up. */
import { isJsonObject, type JsonDocument, textOrNull } from '../../../formats/json.ts';
import type { ManifestGraph, ManifestNode } from '../../manifest.ts';

const FOLDER = 'node_modules/';
const SECTIONS = ['dependencies', 'optionalDependencies', 'peerDependencies'] as const;
/** Folders that are looked into for one name: far more than are ever nested. */
const MAX_STEPS = 64;

export function graphOfPackages(packages: JsonDocument): ManifestGraph {
  const nodes: ManifestNode[] = [];
  const positions = new Map<string, number>();
  for (const [path, entry] of Object.entries(packages)) {
    // A link stands for the folder that it points to.
    if (path === '' || !isJsonObject(entry) || isLink(packages, entry)) continue;
    positions.set(path, nodes.length);
    nodes.push({ id: path, name: nameOf(path, entry), version: textOrNull(entry.version) });
  }
  const position = (from: string, name: string): number | undefined => {
    const found = resolveFrom(packages, from, name);
    return found === null ? undefined : positions.get(targetOf(packages, found));
  };
  const edges: [number, number][] = [];
  for (const [path, from] of positions)
    for (const name of new Set(requiredBy(packages[path]))) {
      const to = position(path, name);
      if (to !== undefined) edges.push([from, to]);
    }
  return { nodes, edges, roots: rootsOf(packages, positions, position) };
}

function rootsOf(
  packages: JsonDocument,
  positions: ReadonlyMap<string, number>,
  position: (from: string, name: string) => number | undefined,
): number[] | null {
  if (!Object.hasOwn(packages, '')) return null;
  const roots = new Set<number>();
  for (const name of [...requiredBy(packages['']), ...developedWith(packages[''])]) {
    const to = position('', name);
    if (to !== undefined) roots.add(to);
  }
  // Members of the workspace belong to the project whether it names them or not.
  for (const [path, at] of positions) if (!path.includes(FOLDER)) roots.add(at);
  return [...roots];
}

/** The folders of the project and of the members of its workspace, with the names that each requires itself. */
export function* foldersOf(packages: JsonDocument): Generator<[folder: string, names: string[]]> {
  for (const path in packages) {
    if (path !== '' && path.includes(FOLDER)) continue;
    yield [path, [...requiredBy(packages[path]), ...developedWith(packages[path])]];
  }
}

/** The path in `packages` that a module in `folder` gets for a name; null where there is none. */
export function resolveFrom(packages: JsonDocument, folder: string, name: string): string | null {
  let from = folder;
  for (let step = 0; step < MAX_STEPS; step++) {
    const path = from === '' ? FOLDER + name : `${from}/${FOLDER}${name}`;
    if (Object.hasOwn(packages, path)) return path;
    if (from === '') return null;
    from = parentOf(from);
  }
  return null;
}

/** The folder above that may hold node_modules. */
function parentOf(folder: string): string {
  const inner = folder.lastIndexOf(`/${FOLDER}`);
  if (inner >= 0) return folder.slice(0, inner);
  if (folder.startsWith(FOLDER)) return '';
  return folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
}

function requiredBy(entry: unknown): string[] {
  if (!isJsonObject(entry)) return [];
  return SECTIONS.flatMap(section => namesIn(entry[section]));
}

function developedWith(entry: unknown): string[] {
  return isJsonObject(entry) ? namesIn(entry.devDependencies) : [];
}

function namesIn(section: unknown): string[] {
  return isJsonObject(section) ? Object.keys(section) : [];
}

function isLink(packages: JsonDocument, entry: JsonDocument): boolean {
  return entry.link === true && typeof entry.resolved === 'string' && Object.hasOwn(packages, entry.resolved);
}

function targetOf(packages: JsonDocument, path: string): string {
  const entry = packages[path];
  return isJsonObject(entry) && isLink(packages, entry) ? (entry.resolved as string) : path;
}

function nameOf(path: string, entry: JsonDocument): string {
  return textOrNull(entry.name) ?? (path.slice(path.lastIndexOf(FOLDER) + FOLDER.length) || path);
}
