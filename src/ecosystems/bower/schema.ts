/** What is accepted from the registry and of bower.json: https://github.com/bower/spec/blob/master/json.md. */
import { UpstreamError } from '../../core/errors.ts';
import type { DependencyRecord } from '../../core/records.ts';
import { declaredUrl, normaliseRepositoryUrl } from '../../core/repository-url.ts';
import {
  isJsonObject,
  type JsonDocument,
  memberOf,
  objectsIn,
  parseJsonArray,
  parseJsonObject,
} from '../../formats/json.ts';
import { clean } from '../families/whole-index/text.ts';
import type { dependencyKinds } from './kinds.ts';
import { names } from './names.ts';

const MAX_PACKAGES = 1_000_000;
const MAX_DEPENDENCIES = 2_000;

/** `/packages/{name}`: where the repository is; null where that is no address. @throws UpstreamError `malformed`. */
export function parseEntry(bytes: Uint8Array, name: string): string | null {
  const document = parseJsonObject(bytes, `package ${name}`);
  const said = clean(document.name, 500);
  if (said === null || names.normalise(said) !== name)
    throw new UpstreamError('malformed', `package ${name}: of another name`);
  const url = clean(document.url, 2_000);
  return url && (normaliseRepositoryUrl(url) ?? declaredUrl(url));
}

/** `/packages`: every name. @throws UpstreamError `malformed`. */
export function parseList(bytes: Uint8Array): string[] {
  const packages = objectsIn(parseJsonArray(bytes, 'list of packages'), MAX_PACKAGES);
  const found = packages.map(({ name }) => (typeof name === 'string' ? names.normalise(name) : ''));
  return [...new Set(found)].filter(name => names.problem(name) === null);
}

/** @throws UpstreamError `malformed` for what is no JSON object. */
export function parseManifest(bytes: Uint8Array, what: string): JsonDocument {
  return parseJsonObject(bytes, `bower.json of ${what}`);
}

const MEMBERS: [member: string, kind: (typeof dependencyKinds)[number]][] = [
  ['dependencies', 'runtime'],
  ['devDependencies', 'development'],
];

/**
 * What a bower.json depends on. A value is a range, `name#range` for another package than the key names, or the address of a
 * repository, which stays as it is written.
 */
export function dependenciesOf(manifest: JsonDocument): DependencyRecord[] {
  const records = new Map<string, DependencyRecord>();
  for (const [member, kind] of MEMBERS) {
    const given = memberOf(manifest, member);
    if (!isJsonObject(given)) continue;
    for (const [key, value] of Object.entries(given).slice(0, MAX_DEPENDENCIES)) {
      const alias = names.normalise(key);
      const text = clean(value, 1_000);
      const hash = text?.indexOf('#') ?? -1;
      const other = hash > 0 ? names.normalise((text as string).slice(0, hash)) : '';
      const isOther = names.problem(other) === null;
      const name = isOther ? other : alias;
      if (names.problem(name) !== null) continue;
      const requirement = isOther ? clean((text as string).slice(hash + 1), 1_000) : text;
      const record: DependencyRecord = { name, requirement, kind, optional: false };
      const isAliased = name !== alias && names.problem(alias) === null;
      records.set([kind, key].join(' '), isAliased ? { ...record, qualifiers: { alias } } : record);
    }
  }
  return [...records.values()];
}
