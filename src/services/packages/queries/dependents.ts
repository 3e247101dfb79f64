/** Who depends on a package. */
import { InputError } from '../../../core/errors.ts';
import { batched } from '../../../store/batching.ts';
import type { Queryable } from '../../../store/database.ts';
import type { IndexedRegistry } from '../../service.ts';
import { createSelection, type Selection } from './selection.ts';

/** Kinds that stand for one another: older clients say `runtime` where an ecosystem says `normal`, and the reverse. */
const SAME_KIND: readonly (readonly string[])[] = [['runtime', 'normal']];

/** True when a stored kind is meant by `asked`, whatever its case. */
export function sameKind(stored: string, asked: string): boolean {
  const kind = stored.toLowerCase();
  const wanted = asked.toLowerCase();
  return kind === wanted || SAME_KIND.some(group => group.includes(kind) && group.includes(wanted));
}

/**
 * The bits of the kinds that `asked` means in a registry.
 *
 * @throws InputError when the ecosystem has no such kind.
 */
export function kindMask(registry: IndexedRegistry, asked: string): number {
  const kinds = registry.definition.dependencyKinds;
  let mask = 0;
  for (const [bit, kind] of kinds.entries()) if (sameKind(kind, asked)) mask |= 1 << bit;
  if (mask === 0) {
    throw new InputError(
      'kind',
      `kind: ${registry.ecosystem} has no ${JSON.stringify(asked.slice(0, 50))}; one of ${kinds.join(', ')}`,
    );
  }
  return mask;
}

export interface DependentsFilter {
  /** False: also packages of which only older versions depend on it. */
  latest: boolean;
  /** Null: any. */
  mask: number | null;
}

/**
 * The packages that depend on one. Unfiltered, their number is the package's `dependent_packages_count`: both ask for a
 * kind in the latest version.
 */
export function dependentsOf(
  registryId: number,
  packageId: number,
  { latest, mask }: DependentsFilter,
): Selection {
  const selection = createSelection(registryId);
  selection.source = { sql: 'dependents d', id: 'd.dependent_id' };
  selection.where(`d.dependency_id = ${selection.bind(packageId)}`);
  const kinds = latest ? 'd.current_kinds' : 'd.any_kinds';
  selection.where(mask === null ? `${kinds} <> 0` : `${kinds} & ${selection.bind(mask)} <> 0`);
  return selection;
}

interface KindsKey {
  packageId: number;
  latest: boolean;
}

const anyKinds = batched(async (db, keys: readonly KindsKey[]) => {
  const { rows } = await db.query<{ position: number; current: number; any: number }>({
    name: 'packages-dependent-kinds',
    text: `select w.position, bit_or(d.current_kinds) as current, bit_or(d.any_kinds) as "any"
      from unnest($1::int[]) with ordinality as w (package_id, position)
      join dependents d on d.dependency_id = w.package_id group by w.position`,
    values: [keys.map(k => k.packageId)],
  });
  const found = new Map(rows.map(row => [row.position, row]));
  return keys.map(({ latest }, index) => found.get(index + 1)?.[latest ? 'current' : 'any'] ?? 0);
});

/** Kinds in which anything depends on a package, in the ecosystem's order. */
export async function dependentKinds(
  db: Queryable,
  registry: IndexedRegistry,
  packageId: number,
  latest: boolean,
): Promise<string[]> {
  const kinds = await anyKinds(db, { packageId, latest });
  return registry.definition.dependencyKinds.filter((_, bit) => (kinds & (1 << bit)) !== 0);
}
