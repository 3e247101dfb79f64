/**
 * `deno.lock`, https://docs.deno.com/runtime/fundamentals/modules/#integrity-checking-and-lock-files. `specifiers` says what each range became,
 * and the tables `npm` and `jsr` hold all packages by `name@version`. The versions of the file differ in where these stand:
 *
 * | version | specifiers            | npm                | jsr            |
 * | ------- | --------------------- | ------------------ | -------------- |
 * | 2       | `npm.specifiers`      | `npm.packages`     |                |
 * | 3       | `packages.specifiers` | `packages.npm`     | `packages.jsr` |
 * | 4, 5    | `specifiers`          | `npm`              | `jsr`          |
 */
import { isJsonObject, type JsonDocument, memberOf, textMembers, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { type DenoLock, graphOfLock } from './deno-graph.ts';
import { specifierOf, withoutPeers } from './specifier.ts';

export const denoLock: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'deno.lock');
    if (!isJsonObject(document)) throw new ManifestError('not-this-format', 'deno.lock: no JSON object');
    const lock = lockOf(document);
    return {
      dependencies: [...packagesOf(lock), ...modulesOf(document.remote)],
      project: null,
      graph: () => graphOfLock(lock),
    };
  },
};

function lockOf(document: JsonDocument): DenoLock {
  const nested = isJsonObject(document.packages) ? document.packages : document;
  const npm = memberOf(document.npm, 'packages') ?? nested.npm;
  const lock: DenoLock = { specifiers: new Map(), packages: new Map(), direct: directOf(document.workspace) };
  for (const [scheme, table] of [
    ['npm', npm],
    ['jsr', nested.jsr],
  ] as const)
    if (isJsonObject(table))
      for (const [key, entry] of Object.entries(table))
        if (isJsonObject(entry)) lock.packages.set(`${scheme}:${key}`, entry);
  for (const [specifier, value] of textMembers(memberOf(document.npm, 'specifiers')))
    lock.specifiers.set(`npm:${specifier}`, `npm:${value}`);
  for (const [specifier, value] of textMembers(nested.specifiers))
    lock.specifiers.set(specifier, keyOf(specifier, value));
  return lock;
}

/** Version 3 writes the whole key, version 4 and 5 only the version. */
function keyOf(specifier: string, value: string): string {
  if (value.startsWith('npm:') || value.startsWith('jsr:')) return value;
  const found = specifierOf(specifier);
  return found === null ? value : `${found.source}:${found.name}@${value}`;
}

/** What specifiers became, one each, then the packages that only other packages ask for. */
function packagesOf({ specifiers, packages, direct }: DenoLock): ManifestDependency[] {
  const found: ManifestDependency[] = [];
  const seen = new Set<string>();
  const add = (key: string, isDirect: boolean | null) => {
    const locked = specifierOf(withoutPeers(key));
    seen.add(key);
    if (locked === null) return;
    const entry = packages.get(key) ?? packages.get(withoutPeers(key));
    found.push(
      dependency(locked.name, locked.requirement, 'runtime', {
        direct: isDirect,
        source: locked.source,
        integrity: textOrNull(entry?.integrity),
      }),
    );
  };
  for (const [specifier, key] of specifiers) add(key, direct?.has(specifier) ?? null);
  for (const key of packages.keys()) if (!seen.has(key)) add(key, direct === null ? null : false);
  return found;
}

/** Modules of deno.land among the addresses of single files, each version once. */
function modulesOf(remote: unknown): ManifestDependency[] {
  const found = new Map<string, ManifestDependency>();
  for (const [address] of textMembers(remote)) {
    const module = specifierOf(address);
    if (module === null) continue;
    const { name, requirement } = module;
    const source = `https://deno.land/${name === 'std' ? '' : 'x/'}${name}${requirement === null ? '' : `@${requirement}`}`;
    if (!found.has(source)) found.set(source, dependency(name, requirement, 'runtime', { source }));
  }
  return [...found.values()];
}

/** Specifiers of the project and of the members of its workspace. */
function directOf(workspace: unknown): Set<string> | null {
  if (!isJsonObject(workspace)) return null;
  const members = isJsonObject(workspace.members) ? Object.values(workspace.members) : [];
  const lists = [workspace, ...members].flatMap(one => [
    memberOf(one, 'dependencies'),
    memberOf(memberOf(one, 'packageJson'), 'dependencies'),
  ]);
  return new Set(lists.flatMap(list => (Array.isArray(list) ? list : [])));
}
