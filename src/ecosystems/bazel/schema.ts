/**
 * What is accepted from a registry: https://bazel.build/external/registry#index_registry. Members can be of a wrong type or
 * missing; `map.ts` reads each with care.
 */
import { UpstreamError } from '../../core/errors.ts';
import type { DependencyRecord, Json, JsonObject } from '../../core/records.ts';
import { type JsonDocument, memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { fragmentOf } from '../families/registry-api/fragments.ts';
import type { RecentEntry } from '../families/registry-api/recent.ts';
import { versionNumber } from '../families/registry-api/values.ts';
import { clean, present } from '../families/whole-index/text.ts';
import type { dependencyKinds } from './kinds.ts';
import { names } from './names.ts';
import { checkedCalls } from './starlark.ts';

const MAX_VERSIONS = 20_000;
const MAX_MODULES = 200_000;

/** `metadata.json` and its versions. @throws UpstreamError `malformed`. */
export function parseMetadata(
  bytes: Uint8Array,
  name: string,
): { document: JsonDocument; numbers: string[] } {
  const document = parseJsonObject(bytes, `metadata of ${name}`);
  if (!Array.isArray(document.versions))
    throw new UpstreamError('malformed', `metadata of ${name}: no versions`);
  const numbers = document.versions.slice(0, MAX_VERSIONS).map(number => versionNumber(number));
  return { document, numbers: [...new Set(numbers)].filter(number => number !== null) };
}

export interface Source {
  integrity: string | null;
  metadata: JsonObject;
}

const KEPT = [
  'type',
  'url',
  'mirror_urls',
  'strip_prefix',
  'archive_type',
  'remote',
  'commit',
  'tag',
  'patches',
];
const SRI = /^(?:sha256|sha384|sha512)-[A-Za-z0-9+/]{40,90}={0,2}$/;

/** `source.json` of a version. @throws UpstreamError `malformed`. */
export function parseSource(bytes: Uint8Array, what: string): Source {
  const document = parseJsonObject(bytes, what);
  const integrity = clean(document.integrity, 200);
  const kept: [string, Json][] = KEPT.map(key => [key, fragmentOf(memberOf(document, key), 8_000)]);
  return {
    integrity: integrity !== null && SRI.test(integrity) ? integrity : null,
    metadata: present(Object.fromEntries(kept)),
  };
}

export interface ModuleFile {
  compatibilityLevel: number | null;
  dependencies: DependencyRecord[];
}

/** `MODULE.bazel` of a version. @throws UpstreamError `malformed`. */
export function parseModuleFile(bytes: Uint8Array, what: string): ModuleFile {
  const records = new Map<string, DependencyRecord>();
  let compatibilityLevel: number | null = null;
  for (const call of checkedCalls(new TextDecoder().decode(bytes), what)) {
    if (call.name === 'module') {
      const level = call.word('compatibility_level') ?? '';
      if (/^[0-9]{1,9}$/.test(level)) compatibilityLevel = Number(level);
    }
    const name = names.normalise(clean(call.text('name'), 200) ?? '');
    if (call.name !== 'bazel_dep' || names.problem(name) !== null) continue;
    const isDevelopment = call.isTrue('dev_dependency');
    const kind: (typeof dependencyKinds)[number] = isDevelopment ? 'development' : 'runtime';
    const requirement = clean(call.text('version'), 200);
    records.set([name, requirement, kind].join(' '), { name, requirement, kind, optional: false });
  }
  return { compatibilityLevel, dependencies: [...records.values()] };
}

/** The modules that the front page names as recently updated, newest first. @throws UpstreamError `malformed`. */
export function parseFrontPage(bytes: Uint8Array): RecentEntry[] {
  const page = new TextDecoder().decode(bytes);
  const start = page.indexOf('Recently updated');
  if (start === -1) throw new UpstreamError('malformed', 'front page: no list of recent modules');
  const found: RecentEntry[] = [];
  const mark = 'href="/modules/';
  for (let at = page.indexOf(mark, start); at !== -1 && found.length < 1_000; at = page.indexOf(mark, at)) {
    at += mark.length;
    const name = page.slice(at, at + 250).split('"', 1)[0] ?? '';
    if (names.problem(name) === null) found.push({ name, date: '' });
  }
  return found;
}

/** The folders of a tree of GitHub's, by name, with the hash of each. @throws UpstreamError `malformed`. */
export function parseTree(bytes: Uint8Array): Map<string, string> {
  const { tree } = parseJsonObject(bytes, 'tree of the registry');
  if (!Array.isArray(tree)) throw new UpstreamError('malformed', 'tree of the registry: no list');
  const folders = new Map<string, string>();
  for (const { path, type, sha } of objectsIn(tree, MAX_MODULES))
    if (
      type === 'tree' &&
      typeof path === 'string' &&
      typeof sha === 'string' &&
      /^[0-9a-f]{40,64}$/.test(sha)
    )
      folders.set(path, sha);
  return folders;
}
