/**
 * `package-lock.json`, `npm-shrinkwrap.json` and the hidden lockfile of an installed tree:
 * https://docs.npmjs.com/cli/configuring-npm/package-lock-json. Versions 2 and 3 list every installed folder under `packages`; version
 * 1, and old files without a version, nest them under `dependencies`.
 */
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import {
  type ManifestDependency,
  ManifestError,
  type ManifestReader,
  type ParsedManifest,
} from '../../manifest.ts';
import { conditionOf, textsOf } from './conditions.ts';
import { projectOf } from './package-json.ts';
import { foldersOf, graphOfPackages, resolveFrom } from './package-lock-graph.ts';
import { graphOfTree, lockedTree } from './package-tree.ts';
import { sourceOf } from './resolved.ts';

const FOLDER = 'node_modules/';

export const packageLock: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'package-lock.json');
    if (!isJsonObject(document))
      throw new ManifestError('not-this-format', 'package-lock.json: no JSON object');
    const packages = document.packages;
    return Number(document.lockfileVersion) >= 2 && isJsonObject(packages)
      ? installed(document, packages)
      : nested(document);
  },
};

function nested(document: JsonDocument): ParsedManifest {
  return {
    dependencies: lockedTree(document),
    project: projectOf(document),
    graph: () => graphOfTree(document),
  };
}

function installed(document: JsonDocument, packages: JsonDocument): ParsedManifest {
  const root = packages[''];
  const direct = directPaths(packages);
  const dependencies: ManifestDependency[] = [];
  for (const path in packages) {
    const at = path.lastIndexOf(FOLDER);
    if (at < 0 || (at > 0 && path.charCodeAt(at - 1) !== 47)) continue;
    const entry = packages[path] as JsonDocument | null;
    if (typeof entry !== 'object' || entry === null) continue;
    const folder = path.slice(at + FOLDER.length);
    if (folder !== '') dependencies.push(installedAt(folder, entry, direct?.has(path) ?? null));
  }
  return {
    dependencies,
    project: projectOf(isJsonObject(root) ? { ...document, ...root } : document),
    graph: () => graphOfPackages(packages),
  };
}

/** One folder of node_modules. All members are written here, as there are thousands of them in a file. */
function installedAt(folder: string, entry: JsonDocument, direct: boolean | null): ManifestDependency {
  const { name, version, integrity, resolved } = entry;
  const isAlias = typeof name === 'string' && name !== '' && name !== folder;
  const isLink = entry.link === true;
  return {
    name: isAlias ? name : folder,
    requirement: typeof version === 'string' ? version : '*',
    type: entry.dev === true || entry.devOptional === true ? 'development' : 'runtime',
    direct,
    optional: entry.optional === true || entry.devOptional === true,
    // `file:` is an archive or, in old files, a folder beside the project.
    local: isLink || (typeof resolved === 'string' && resolved.startsWith('file:')),
    alias: isAlias ? folder : null,
    source: isLink && typeof resolved === 'string' ? resolved : sourceOf(resolved),
    integrity: typeof integrity === 'string' && integrity !== '' ? integrity : null,
    condition: entry.os === undefined && entry.cpu === undefined ? null : machinesOf(entry),
    unresolved: false,
  };
}

function machinesOf(entry: JsonDocument): string | null {
  return ['os', 'cpu', 'libc'].reduce<string | null>(
    (before, key) => conditionOf(before, key, textsOf(entry[key])),
    null,
  );
}

/** Folders of what the project and the members of its workspace require; null where the file tells nothing of them. */
function directPaths(packages: JsonDocument): Set<string> | null {
  if (!Object.hasOwn(packages, '')) return null;
  const direct = new Set<string>();
  for (const [folder, names] of foldersOf(packages))
    for (const name of names) {
      const path = resolveFrom(packages, folder, name);
      if (path !== null) direct.add(path);
    }
  return direct;
}
