import { LRUCache } from 'lru-cache';
import { batched } from './batching.ts';
import type { Queryable } from './database.ts';
import { databaseOf } from './database-turns.ts';
import { unpackEdges } from './dependency-codec.ts';
import type { StoredRegistry } from './registries.ts';

export interface StoredDependency {
  /** Version id × 65,536 + position: unique, and ascending with the version. */
  id: number;
  name: string;
  packageId: number;
  requirement: string | null;
  kind: string;
  optional: boolean;
  /** A further alternative of the dependency before it. */
  alternative: boolean;
  qualifiers: Record<string, string> | null;
}

export interface DependencySetRef {
  /** Version id. */
  id: number;
  packageId: number;
  /** `versions.dependency_set`. */
  set: number | null;
}

/** Positions of dependencies within a version that an id can tell apart. */
export const DEPENDENCIES_PER_VERSION = 65_536;

async function readOf(
  db: Queryable,
  registry: Pick<StoredRegistry, 'id' | 'dependencyKinds'>,
  versions: readonly DependencySetRef[],
): Promise<(StoredDependency[] | null)[]> {
  const wanted = versions.filter(v => v.set);
  if (wanted.length === 0) return versions.map(v => (v.set === null ? null : []));
  const { rows } = await db.query<{ packageId: number; id: number; packed: Buffer }>({
    name: 'read-dependency-sets',
    text: `select s.package_id as "packageId", s.id, s.packed from unnest($1::int[], $2::int[]) as w (package_id, id)
      join dependency_sets s on s.package_id = w.package_id and s.id = w.id`,
    values: [wanted.map(v => v.packageId), wanted.map(v => v.set)],
  });
  const sets = new Map(rows.map(r => [`${r.packageId}/${r.id}`, unpackEdges(r.packed)]));
  const names = new Set<number>();
  const texts = new Set<number>();
  for (const edges of sets.values()) {
    for (const edge of edges) {
      names.add(edge.target);
      if (edge.requirement > 0) texts.add(edge.requirement);
      if (edge.qualifiers > 0) texts.add(edge.qualifiers);
    }
  }
  const { nameOf, textOf } = await readTexts(db, registry.id, names, texts);
  return versions.map(version => {
    if (version.set === null) return null;
    const edges = sets.get(`${version.packageId}/${version.set}`) ?? [];
    return edges.map((edge, position) => ({
      id: version.id * DEPENDENCIES_PER_VERSION + position,
      name: nameOf.get(edge.target)!,
      packageId: edge.target,
      requirement: edge.requirement > 0 ? textOf.get(edge.requirement)! : null,
      kind: registry.dependencyKinds[edge.kind]!,
      optional: edge.optional,
      alternative: edge.alternative,
      qualifiers:
        edge.qualifiers > 0 ? (JSON.parse(textOf.get(edge.qualifiers)!) as Record<string, string>) : null,
    }));
  });
}

interface Wanted {
  registry: RegistryKinds;
  version: DependencySetRef;
}

type RegistryKinds = Pick<StoredRegistry, 'id' | 'dependencyKinds'>;

const ofVersion = batched(async (db, keys: readonly Wanted[]) => {
  const answers = new Array<StoredDependency[] | null>(keys.length);
  for (const id of new Set(keys.map(key => key.registry.id))) {
    const indexes = [...keys.keys()].filter(index => keys[index]!.registry.id === id);
    const lists = await readOf(
      db,
      keys[indexes[0]!]!.registry,
      indexes.map(index => keys[index]!.version),
    );
    for (const [at, index] of indexes.entries()) answers[index] = lists[at]!;
  }
  return answers;
});

/**
 * Dependencies of versions of one registry, in input order; null where they are not known. Within a version they stand
 * as the registry declares them; alternatives behind their first.
 */
export function readDependencies(
  db: Queryable,
  registry: RegistryKinds,
  versions: readonly DependencySetRef[],
): Promise<(StoredDependency[] | null)[]> {
  return Promise.all(
    versions.map(version =>
      version.set ? ofVersion(db, { registry, version }) : version.set === null ? null : [],
    ),
  );
}

/** What was read before, by number: both tables only grow. By database, because tests and tools open several. */
const known = new WeakMap<Queryable, Record<'names' | 'texts', LRUCache<number, string>>>();
/** About 20 MB when full of ordinary names and requirements. */
const KNOWN_MAX = 150_000;

function knownOf(db: Queryable) {
  const database = databaseOf(db);
  let found = known.get(database);
  if (!found) {
    found = { names: new LRUCache({ max: KNOWN_MAX }), texts: new LRUCache({ max: KNOWN_MAX }) };
    known.set(database, found);
  }
  return found;
}

/** Names and texts behind their numbers, in at most one round trip. */
export async function readTexts(
  db: Queryable,
  registryId: number,
  names: ReadonlySet<number>,
  texts: ReadonlySet<number>,
): Promise<{ nameOf: Map<number, string>; textOf: Map<number, string> }> {
  const { names: knownNames, texts: knownTexts } = knownOf(db);
  const nameOf = new Map<number, string>();
  const textOf = new Map<number, string>();
  const unknownNames = pick(names, knownNames, nameOf);
  const unknownTexts = pick(texts, knownTexts, textOf);
  if (unknownNames.length + unknownTexts.length === 0) return { nameOf, textOf };
  const { rows } = await db.query<{ isName: boolean; id: number; value: string }>({
    name: 'read-dependency-texts',
    text: `select true as "isName", id, name as value from package_names where registry_id = $1 and id = any($2)
      union all select false, id, value from dependency_texts where id = any($3)`,
    values: [registryId, unknownNames, unknownTexts],
  });
  for (const { isName, id, value } of rows) {
    (isName ? nameOf : textOf).set(id, value);
    (isName ? knownNames : knownTexts).set(id, value);
  }
  return { nameOf, textOf };
}

/** Fills `found` with what is known. @returns the others. */
function pick(
  ids: ReadonlySet<number>,
  known: LRUCache<number, string>,
  found: Map<number, string>,
): number[] {
  const unknown: number[] = [];
  for (const id of ids) {
    const value = known.get(id);
    if (value === undefined) unknown.push(id);
    else found.set(id, value);
  }
  return unknown;
}
