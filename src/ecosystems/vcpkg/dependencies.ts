/** Dependencies of a port and of its features: https://learn.microsoft.com/vcpkg/reference/vcpkg-json#dependency. */
import type { DependencyRecord } from '../../core/records.ts';
import { isJsonObject, type JsonDocument, memberOf, objectsIn } from '../../formats/json.ts';
import { textsOf } from '../families/registry-api/values.ts';
import { clean } from '../families/whole-index/text.ts';
import { names } from './names.ts';

const MAX_DEPENDENCIES = 2_000;
const MAX_FEATURES = 1_000;
const FEATURES = { count: 100, length: 100 };

const NONE: ReadonlySet<string> = new Set();

export interface Feature {
  name: string;
  dependencies: unknown;
}

interface Found {
  record: DependencyRecord;
  /** Features of the port that need it; empty where the port itself does. */
  features: string[];
}

/** Each name once a kind and platform: what the port needs goes before what its features need. */
export function dependenciesOf(
  port: JsonDocument,
  portName: string,
  features: readonly Feature[],
): DependencyRecord[] {
  const found = new Map<string, Found>();
  for (const item of itemsIn(port.Dependencies)) {
    const record = dependency(item, portName);
    if (record === null) continue;
    const key = keyOf(record);
    if (!found.has(key)) found.set(key, { record, features: [] });
  }
  const defaults = features.length > 0 ? new Set(defaultFeatures(port)) : NONE;
  for (const { name: feature, dependencies } of features) {
    for (const item of itemsIn(dependencies)) {
      const record = dependency(item, portName);
      if (record === null || found.size >= MAX_DEPENDENCIES) continue;
      const optional = !defaults.has(feature);
      const key = keyOf(record);
      const known = found.get(key);
      if (known === undefined) {
        record.optional = optional;
        found.set(key, { record, features: [feature] });
      } else if (known.features.length > 0) {
        known.record.optional &&= optional;
        if (!known.features.includes(feature)) known.features.push(feature);
      }
    }
  }
  const records: DependencyRecord[] = [];
  for (const { record, features: needing } of found.values()) {
    if (needing.length > 0)
      record.qualifiers = { ...record.qualifiers, feature: needing.slice(0, 20).join(',') };
    records.push(record);
  }
  return records;
}

/** Names of features, each once. */
export function featureNames(features: readonly Feature[]): string[] {
  return [...new Set(features.map(({ name }) => name))];
}

/** Names, or objects that name one (`{name, platform}`). */
export function defaultFeatures(port: JsonDocument): string[] {
  const list: unknown = port['Default-Features'];
  return Array.isArray(list)
    ? textsOf(
        list.map(item => (isJsonObject(item) ? item.name : item)),
        FEATURES,
      )
    : [];
}

function itemsIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, MAX_DEPENDENCIES) : [];
}

/** The features of a port: an object by name, or a list of objects that say theirs. */
export function featuresOf({ Features: said }: JsonDocument): Feature[] {
  const entries: [unknown, unknown][] = isJsonObject(said)
    ? Object.entries(said).slice(0, MAX_FEATURES)
    : objectsIn(said, MAX_FEATURES).map(feature => [feature.name ?? feature.Name, feature]);
  const features: Feature[] = [];
  for (const [key, feature] of entries) {
    const name = clean(key, FEATURES.length);
    const dependencies = memberOf(feature, 'dependencies') ?? memberOf(feature, 'Dependencies');
    if (name !== null) features.push({ name, dependencies });
  }
  return features;
}

/** Null for what names no other port: features need features of their own port, too. */
function dependency(item: unknown, portName: string): DependencyRecord | null {
  const name = names.normalise(clean(isJsonObject(item) ? item.name : item, 1_000) ?? '');
  if (names.problem(name) !== null || name === portName) return null;
  if (!isJsonObject(item)) return { name, requirement: null, kind: 'runtime', optional: false };
  const platform = clean(memberOf(item, 'platform'), 500);
  const features = featuresWanted(memberOf(item, 'features'));
  const qualifiers = {
    ...(platform !== null && { platform }),
    ...(features !== '' && { features }),
    ...(memberOf(item, 'default-features') === false && { default_features: 'false' }),
  };
  const least = clean(memberOf(item, 'version>='), 200);
  return {
    name,
    requirement: least === null ? null : `>=${least}`,
    kind: memberOf(item, 'host') === true ? 'build' : 'runtime',
    optional: false,
    ...(Object.keys(qualifiers).length > 0 && { qualifiers }),
  };
}

function featuresWanted(value: unknown): string {
  if (!Array.isArray(value)) return '';
  return textsOf(
    value.map(item => (isJsonObject(item) ? item.name : item)),
    FEATURES,
  ).join(',');
}

function keyOf({ kind, name, qualifiers }: DependencyRecord): string {
  return `${kind} ${name} ${qualifiers?.platform ?? ''}`;
}
