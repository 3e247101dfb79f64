/** The dependencies of a formula (https://docs.brew.sh/Formula-Cookbook#specifying-other-formulae-as-dependencies). */
import type { DependencyRecord } from '../../core/records.ts';
import { isJsonObject, type JsonDocument } from '../../formats/json.ts';
import { textsOf } from '../families/registry-api/values.ts';
import { clean } from '../families/whole-index/text.ts';
import type { DependencyKind } from './kinds.ts';
import { names } from './names.ts';

const FIELDS: readonly [field: string, kind: DependencyKind][] = [
  ['dependencies', 'runtime'],
  ['build_dependencies', 'build'],
  ['test_dependencies', 'test'],
  ['recommended_dependencies', 'recommended'],
  ['optional_dependencies', 'optional'],
];
const LIMITS = { count: 2_000, length: 200 };

/** All of them, each name once a kind. What macOS itself has is a dependency on other systems only. */
export function dependenciesOf(formula: JsonDocument): DependencyRecord[] {
  const records = new Map<string, DependencyRecord>();
  const add = (said: string, kind: DependencyKind, qualifiers?: { [key: string]: string }) => {
    const name = names.normalise(said);
    const key = `${kind} ${name}`;
    if (names.problem(name) !== null || records.has(key)) return;
    const optional = kind === 'recommended' || kind === 'optional';
    records.set(key, { name, requirement: null, kind, optional, ...(qualifiers && { qualifiers }) });
  };
  for (const [field, kind] of FIELDS) for (const name of textsOf(formula[field], LIMITS)) add(name, kind);
  for (const { name, kinds, since } of fromMacos(formula))
    for (const kind of kinds) add(name, kind, { provided_by: 'macos', ...(since && { since }) });
  return [...records.values()];
}

interface FromMacos {
  name: string;
  kinds: readonly DependencyKind[];
  /** The release of macOS from which on it is there. */
  since: string | null;
}

/** `uses_from_macos`: names, or `{name: kind}` and `{name: [kinds]}`; the bounds stand in a list beside it. */
function fromMacos({ uses_from_macos: list, uses_from_macos_bounds: bounds }: JsonDocument): FromMacos[] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, LIMITS.count).flatMap((item: unknown, i): FromMacos[] => {
    const bound: unknown = Array.isArray(bounds) ? bounds[i] : null;
    const since = isJsonObject(bound) ? clean(bound.since, 50) : null;
    if (typeof item === 'string')
      return [{ name: clean(item, LIMITS.length) ?? '', kinds: ['runtime'], since }];
    if (!isJsonObject(item)) return [];
    return Object.entries(item)
      .slice(0, 10)
      .map(([name, said]) => ({ name: name.slice(0, LIMITS.length), kinds: kindsOf(said), since }));
  });
}

function kindsOf(said: unknown): DependencyKind[] {
  const words = textsOf(Array.isArray(said) ? said : [said], { count: 10, length: 20 });
  const kinds = (['build', 'test'] as const).filter(kind => words.includes(kind));
  return kinds.length > 0 ? kinds : ['runtime'];
}
