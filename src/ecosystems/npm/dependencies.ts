/** The dependencies of one version: https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies */
import { UpstreamError } from '../../core/errors.ts';
import type { DependencyRecord } from '../../core/records.ts';
import { names } from './names.ts';
import { cleanText, type Doc, isDoc } from './text.ts';

/** In the order of their bits in the store: append only. */
export const dependencyKinds = ['runtime', 'development', 'optional', 'peer', 'bundled'] as const;
type Kind = (typeof dependencyKinds)[number];

const MAX_DEPENDENCIES = 20_000;
const MAX_REQUIREMENT = 2000;

/**
 * All edges of a manifest. The registry copies optional dependencies into `dependencies`; they are given once, as
 * optional. A peer is optional where `peerDependenciesMeta` says so. What `bundleDependencies` names is qualified
 * `bundled`; a bundled package that no other member names has the kind `bundled`.
 *
 * @throws UpstreamError `malformed` for a version with more than 20,000 of them.
 */
export function dependenciesOf(manifest: Doc): DependencyRecord[] {
  const optional = members(manifest.optionalDependencies);
  const runtime = members(manifest.dependencies);
  for (const key of optional.keys()) runtime.delete(key);
  const bundle = bundled(manifest, [...runtime.keys(), ...optional.keys()]);
  const peerMeta = isDoc(manifest.peerDependenciesMeta) ? manifest.peerDependenciesMeta : {};
  const isOptionalPeer = (key: string) => {
    const meta = Object.hasOwn(peerMeta, key) ? peerMeta[key] : null;
    return isDoc(meta) && meta.optional === true;
  };

  const records: DependencyRecord[] = [];
  const seen = new Set<string>();
  const add = (kind: Kind, key: string, requirement: unknown, isOptional: boolean, isBundled: boolean) => {
    const record = edge(kind, key, requirement, isOptional, isBundled);
    const identity = `${kind} ${key.trim()}`;
    if (record === null || seen.has(identity)) return;
    seen.add(identity);
    records.push(record);
    if (records.length > MAX_DEPENDENCIES)
      throw new UpstreamError('malformed', `a version has more than ${MAX_DEPENDENCIES} dependencies`);
  };
  for (const [key, requirement] of runtime) add('runtime', key, requirement, false, bundle.has(key));
  for (const [key, requirement] of members(manifest.devDependencies))
    add('development', key, requirement, false, false);
  for (const [key, requirement] of optional) add('optional', key, requirement, true, bundle.has(key));
  for (const [key, requirement] of members(manifest.peerDependencies))
    add('peer', key, requirement, isOptionalPeer(key), false);
  for (const key of bundle)
    if (!runtime.has(key) && !optional.has(key)) add('bundled', key, null, false, false);
  return records;
}

function members(value: unknown): Map<string, unknown> {
  return new Map(isDoc(value) ? Object.entries(value) : []);
}

/** Both spellings of the member are in use; `true` bundles every dependency. */
function bundled(manifest: Doc, all: string[]): Set<string> {
  const said = manifest.bundleDependencies ?? manifest.bundledDependencies;
  if (said === true) return new Set(all);
  const list = Array.isArray(said) ? said : isDoc(said) ? Object.keys(said) : [];
  return new Set(list.filter(item => typeof item === 'string'));
}

/** Null where the key can name no package. */
function edge(
  kind: Kind,
  key: string,
  said: unknown,
  optional: boolean,
  isBundled: boolean,
): DependencyRecord | null {
  let name = names.normalise(key);
  if (names.problem(name) !== null) return null;
  let requirement = cleanText(said, MAX_REQUIREMENT);
  const qualifiers: { [key: string]: string } = {};
  const alias = requirement === null ? null : aliasOf(requirement);
  if (alias) {
    qualifiers.alias = name;
    ({ name, requirement } = alias);
  }
  if (isBundled) qualifiers.bundled = 'true';
  const record: DependencyRecord = { name, requirement, kind, optional };
  return Object.keys(qualifiers).length > 0 ? { ...record, qualifiers } : record;
}

/** `npm:name@requirement`: the package that is really installed. Together with the alias nothing is lost. */
function aliasOf(requirement: string): { name: string; requirement: string | null } | null {
  if (!requirement.startsWith('npm:')) return null;
  const target = requirement.slice(4).trim();
  const at = target.indexOf('@', 1);
  const name = names.normalise(at < 0 ? target : target.slice(0, at));
  if (names.problem(name) !== null) return null;
  return { name, requirement: at < 0 ? null : cleanText(target.slice(at + 1), MAX_REQUIREMENT) };
}
