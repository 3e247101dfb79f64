/** The pods that a podspec depends on: its own, those of platforms, of subspecs and of test specs. */
import type { DependencyRecord } from '../../core/records.ts';
import { isJsonObject, type JsonDocument, objectsIn } from '../../formats/json.ts';
import { textsOf } from '../families/registry-api/values.ts';
import { clean } from '../families/whole-index/text.ts';
import type { dependencyKinds } from './kinds.ts';
import { names } from './names.ts';

type Kind = (typeof dependencyKinds)[number];

const PLATFORMS = ['ios', 'osx', 'macos', 'tvos', 'watchos', 'visionos'];
const MAX_DEPTH = 5;
const MAX_SPECS = 500;
const MAX_DEPENDENCIES = 2_000;
const LIST = { count: 50, length: 200 };

interface Place {
  kind: Kind;
  optional: boolean;
  /** Path of the subspec or test spec; null at the root. */
  spec: string | null;
}

/**
 * Without `default_subspecs` every subspec is installed, with them only those and what they depend on:
 * https://guides.cocoapods.org/syntax/podspec.html#default_subspecs. What is not installed unasked is optional.
 */
export function dependenciesOf(podspec: JsonDocument, pod: string): DependencyRecord[] {
  const records = new Map<string, DependencyRecord>();
  const add = (spec: JsonDocument, place: Place, platform: string | null) => {
    if (!isJsonObject(spec.dependencies)) return;
    for (const [written, requirements] of Object.entries(spec.dependencies).slice(0, MAX_DEPENDENCIES)) {
      const record = dependencyOf(written, requirements, place, platform);
      // Subspecs depend on each other: that is within the pod.
      if (record === null || record.name === pod || records.size >= MAX_DEPENDENCIES) continue;
      records.set(JSON.stringify(record), record);
    }
  };
  const walk = (spec: JsonDocument, place: Place, depth: number) => {
    add(spec, place, null);
    for (const platform of PLATFORMS) {
      const part = spec[platform];
      if (isJsonObject(part)) add(part, place, platform);
    }
    if (depth === 0) return;
    const defaults = defaultsOf(spec);
    for (const child of objectsIn(spec.subspecs, MAX_SPECS)) {
      const name = clean(child.name, 200);
      if (name === null) continue;
      const optional = place.optional || (defaults !== null && !defaults.includes(name));
      walk(child, { kind: 'subspec', optional, spec: pathOf(place, name) }, depth - 1);
    }
    for (const child of objectsIn(spec.testspecs, MAX_SPECS)) {
      const name = clean(child.name, 200) ?? 'test';
      add(child, { kind: 'test', optional: true, spec: pathOf(place, name) }, null);
    }
  };
  walk(podspec, { kind: 'runtime', optional: false, spec: null }, MAX_DEPTH);
  return [...records.values()];
}

/** Which subspecs of the pod each subspec needs, by its path: `{"Auth": ["CoreOnly"]}`. */
export function subspecNeedsOf(podspec: JsonDocument, pod: string): { [path: string]: string[] } {
  const found = new Map<string, string[]>();
  const walk = (spec: JsonDocument, path: string | null, depth: number) => {
    if (path !== null) {
      const parts = [spec, ...PLATFORMS.map(platform => spec[platform])].filter(isJsonObject);
      const keys = parts.flatMap(({ dependencies }) =>
        isJsonObject(dependencies) ? Object.keys(dependencies).slice(0, MAX_DEPENDENCIES) : [],
      );
      const inner = keys.filter(key => key.startsWith(`${pod}/`)).map(key => key.slice(pod.length + 1));
      const list = textsOf(inner, LIST);
      if (list.length > 0 && found.size < MAX_SPECS) found.set(path, list);
    }
    if (depth === 0) return;
    for (const child of objectsIn(spec.subspecs, MAX_SPECS)) {
      const name = clean(child.name, 200);
      if (name !== null) walk(child, path === null ? name : `${path}/${name}`, depth - 1);
    }
  };
  walk(podspec, null, MAX_DEPTH);
  return Object.fromEntries(found);
}

/** As the podspec names them; none where every subspec is installed. */
export function defaultSubspecsOf(spec: JsonDocument): string[] {
  const written = spec.default_subspecs ?? spec.default_subspec;
  return textsOf(typeof written === 'string' ? [written] : written, LIST);
}

function pathOf({ spec }: Place, name: string): string {
  return spec === null ? name : `${spec}/${name}`;
}

/** Null where every subspec is installed. One that is named with its path counts by its first part. */
function defaultsOf(spec: JsonDocument): string[] | null {
  const list = defaultSubspecsOf(spec);
  return list.length === 0 ? null : list.map(name => name.split('/')[0] as string);
}

/** `"Moya/RxSwift": ["~> 13.0"]`: the pod Moya, of which the subspec RxSwift is wanted. */
function dependencyOf(
  written: string,
  requirements: unknown,
  { kind, optional, spec }: Place,
  platform: string | null,
): DependencyRecord | null {
  const name = names.normalise(written);
  if (names.problem(name) !== null) return null;
  const wanted = written.trim().slice(name.length + 1);
  const list = textsOf(typeof requirements === 'string' ? [requirements] : requirements, LIST);
  const qualifiers = {
    ...(wanted === '' ? {} : { subspec: wanted }),
    ...(spec === null ? {} : { of: spec }),
    ...(platform === null ? {} : { platform }),
  };
  const record: DependencyRecord = {
    name,
    // Joined as Gem::Requirement joins them; a space between them would say nothing.
    requirement: list.length === 0 ? null : list.join(', '),
    kind,
    optional,
  };
  return Object.keys(qualifiers).length === 0 ? record : { ...record, qualifiers };
}
