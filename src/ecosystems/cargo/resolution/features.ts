/** What features of a crate turn on: https://doc.rust-lang.org/cargo/reference/features.html */
import type { DependencyRecord } from '../../../core/records.ts';
import type { Candidate } from '../../../resolving/types.ts';

export interface FeatureSet {
  /** Features that are on, `default` included. */
  features: ReadonlySet<string>;
  /** Of dependencies, by the name that the manifest gives them: what is asked of each. */
  asked: ReadonlyMap<string, ReadonlySet<string>>;
  /** Optional dependencies that are on. */
  optional: ReadonlySet<string>;
}

/** The name by which features speak of a dependency. */
export function nameInManifest({ name, qualifiers }: DependencyRecord): string {
  return qualifiers?.alias ?? name;
}

interface FeatureTable {
  /** What each feature names; null: the index does not hold the crate's features. */
  features: ReadonlyMap<string, readonly string[]> | null;
  optional: ReadonlySet<string>;
}

const tables = new WeakMap<Candidate, FeatureTable>();

function tableOf(candidate: Candidate): FeatureTable {
  let table = tables.get(candidate);
  if (table) return table;
  const optional = new Set<string>();
  for (const dependency of candidate.dependencies ?? [])
    if (dependency.optional && dependency.kind !== 'dev') optional.add(nameInManifest(dependency));
  table = { features: featuresOf(candidate, optional), optional };
  tables.set(candidate, table);
  return table;
}

/** With the features that optional dependencies have by themselves, where nothing says `dep:` of them. */
function featuresOf(
  { metadata }: Candidate,
  optional: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> | null {
  const said = metadata.features;
  const table = new Map<string, readonly string[]>();
  const hidden = new Set<string>();
  if (said !== undefined && said !== null) {
    if (typeof said !== 'object' || Array.isArray(said)) return null;
    for (const [feature, list] of Object.entries(said)) {
      const named = Array.isArray(list) ? list.filter(item => typeof item === 'string') : [];
      table.set(feature, named);
      for (const item of named) if (item.startsWith('dep:')) hidden.add(item.slice(4));
    }
  }
  for (const name of optional) if (!table.has(name) && !hidden.has(name)) table.set(name, [`dep:${name}`]);
  return table;
}

/**
 * Everything that `wanted` turns on.
 * @param spend called for each feature looked at.
 * @returns the name of a feature that the crate does not have, where there is one.
 */
export function turnOn(
  candidate: Candidate,
  wanted: Iterable<string>,
  spend: () => void,
): FeatureSet | string {
  const { features: table, optional: known } = tableOf(candidate);
  const features = new Set<string>();
  const optional = new Set<string>();
  const asked = new Map<string, Set<string>>();
  const weak: [string, string][] = [];
  const ask = (name: string, feature: string) => {
    const set = asked.get(name) ?? new Set();
    set.add(feature);
    asked.set(name, set);
  };
  const waiting = [...wanted];
  for (let feature = waiting.pop(); feature !== undefined; feature = waiting.pop()) {
    spend();
    if (features.has(feature)) continue;
    const named = table?.get(feature);
    if (named === undefined && table !== null && feature !== 'default') return feature;
    features.add(feature);
    for (const item of named ?? []) {
      const slash = item.indexOf('/');
      if (slash < 0) {
        if (item.startsWith('dep:')) optional.add(item.slice(4));
        else waiting.push(item);
        continue;
      }
      const of = item.slice(0, slash);
      const what = item.slice(slash + 1);
      if (of.endsWith('?')) weak.push([of.slice(0, -1), what]);
      else {
        const name = of.startsWith('dep:') ? of.slice(4) : of;
        ask(name, what);
        if (!known.has(name)) continue;
        optional.add(name);
        // `name/feature` also turns on the feature of that name, where the crate has one.
        if (table?.has(name)) waiting.push(name);
      }
    }
  }
  for (const [name, feature] of weak) if (!known.has(name) || optional.has(name)) ask(name, feature);
  return { features, asked, optional };
}
