/** References to other recipes: https://docs.conan.io/2/reference/conanfile/methods/requirements.html. */
import type { DependencyRecord } from '../../core/records.ts';
import { memberOf } from '../../formats/json.ts';
import { textsOf } from '../families/registry-api/values.ts';
import { clean } from '../families/whole-index/text.ts';
import type { Conanfile } from './conanfile.ts';
import type { DependencyKind } from './kinds.ts';
import { names } from './names.ts';

const LIMITS = { count: 1_000, length: 500 };

/** What the API computed for a version, with the default options; null where it has nothing on it. */
export function dependenciesFromApi(usage: unknown): DependencyRecord[] | null {
  const useIt = memberOf(usage, 'use_it');
  const requires = memberOf(useIt, 'requires');
  const tools = memberOf(useIt, 'build_requires');
  if (!Array.isArray(requires) && !Array.isArray(tools)) return null;
  return distinct([
    ...textsOf(requires, LIMITS).map(text => dependency(text, 'runtime')),
    ...textsOf(tools, LIMITS).map(text => dependency(text, 'development')),
  ]);
}

/** What the recipe states. One that stands in a condition is optional. */
export function dependenciesFromRecipe({
  requirements,
}: Pick<Conanfile, 'requirements'>): DependencyRecord[] {
  return distinct(
    requirements.map(({ reference, kind, isWhole, isConditional }) => {
      // A computed name is not known, a computed version is.
      if (!isWhole && !reference.includes('/')) return null;
      const record = dependency(reference, kind);
      return record && { ...record, optional: isConditional, ...(!isWhole && { requirement: null }) };
    }),
  );
}

/** `name/version@user/channel#revision`; null for what names no recipe. */
function dependency(reference: string, kind: DependencyKind): DependencyRecord | null {
  const [, said = '', version = '', owner = ''] =
    /^([^/]*)\/?([^@#]*)(?:@([^#]*))?/.exec(reference.slice(0, 1_000)) ?? [];
  const name = names.normalise(said);
  if (names.problem(name) !== null) return null;
  const requirement = clean(version, 500);
  const from = clean(owner, 200);
  const isCustom = from !== null && from !== '_/_' && from !== '/';
  return {
    name,
    requirement,
    kind,
    optional: false,
    ...(isCustom && { qualifiers: { user_channel: from } }),
  };
}

/** Each name once a kind; the one that is required always before those that are at times. */
function distinct(records: (DependencyRecord | null)[]): DependencyRecord[] {
  const found = new Map<string, DependencyRecord>();
  for (const record of records) {
    if (record === null) continue;
    const key = `${record.kind} ${record.name}`;
    const known = found.get(key);
    if (known === undefined || (known.optional && !record.optional)) found.set(key, record);
  }
  return [...found.values()];
}
