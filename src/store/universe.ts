/**
 * What resolvers need of packages: all their versions with what these depend on, many packages in one go. Texts are kept as they
 * were read; metadata and dependencies of a version are made when they are first looked at, because a resolver looks at few.
 */
import type { DependencyRecord, JsonObject } from '../core/records.ts';
import type { Queryable } from './database.ts';
import { readTexts } from './dependencies.ts';
import { unpackEdges } from './dependency-codec.ts';

/** The part of a registry that is needed here. */
export interface UniverseRegistry {
  id: number;
  dependencyKinds: readonly string[];
}

export interface StoredUniversePackage {
  id: number;
  name: string;
  /** The name that was asked for where that is an earlier one. */
  asked: string;
  status: string | null;
  latest: string | null;
  metadata: JsonObject;
  /** Without those that were removed; in no order. */
  versions: UniverseVersion[];
  /** What it takes in memory, roughly. */
  bytes: number;
}

type VersionRow = [
  number: string,
  publishedMs: number | null,
  status: string | null,
  licenses: string | null,
  set: number | null,
  metadata: string | null,
];

interface PackageRow {
  asked: string;
  id: number;
  name: string;
  status: string | null;
  latest: string | null;
  metadata: JsonObject;
  versions: VersionRow[] | null;
  bytes: number;
}

interface SetRow {
  packageId: number;
  id: number;
  packed: Buffer;
}

const NO_METADATA: JsonObject = Object.freeze({});

/** A class because there are hundreds of thousands of them, and what they make when asked for hangs on the prototype. */
export class UniverseVersion {
  #metadata: JsonObject | string;
  readonly #set: DependencySet | null;

  constructor(
    readonly name: string,
    readonly number: string,
    /** Milliseconds since 1970; null where the registry gives no date. */
    readonly publishedMs: number | null,
    readonly status: string | null,
    /** As declared. */
    readonly licenses: string | null,
    metadata: string | null,
    set: DependencySet | null,
  ) {
    this.#metadata = metadata ?? NO_METADATA;
    this.#set = set;
  }

  get publishedAt(): string | null {
    return this.publishedMs === null ? null : new Date(this.publishedMs).toISOString();
  }

  get metadata(): JsonObject {
    if (typeof this.#metadata === 'string') this.#metadata = JSON.parse(this.#metadata) as JsonObject;
    return this.#metadata;
  }

  get dependencies(): readonly DependencyRecord[] | null {
    return this.#set === null ? null : this.#set();
  }
}

/** What versions of a package share; unpacked once. */
type DependencySet = () => readonly DependencyRecord[];

const NO_DEPENDENCIES: readonly DependencyRecord[] = Object.freeze([]);
const none: DependencySet = () => NO_DEPENDENCIES;

const VERSIONS = `(select json_agg(json_build_array(v.number, floor(extract(epoch from v.published_at) * 1000)::bigint, v.status, v.licenses,
    v.dependency_set, case when v.metadata = '{}' then null else v.metadata::text end))
  from versions v where v.package_id = p.id and v.status is distinct from 'removed') as versions`;

const COLUMNS = `p.id, p.name, p.status, p.latest_version as latest, p.metadata, ${VERSIONS}`;

/** Packages by their names, or by earlier ones: in a fixed number of statements, however many there are. */
export async function readUniverse(
  db: Queryable,
  registry: UniverseRegistry,
  names: readonly string[],
): Promise<StoredUniversePackage[]> {
  if (names.length === 0) return [];
  const { rows } = await db.query<PackageRow>({
    name: 'read-universe',
    text: `with hit as (
        select w.name as asked, p.id, 0 as detour from unnest($2::text[]) as w(name)
        join packages p on p.registry_id = $1 and p.name = w.name
        union all
        select w.name, a.package_id, 1 from unnest($2::text[]) as w(name)
        join package_aliases a on a.registry_id = $1 and a.name = w.name
      )
      select distinct on (hit.asked) hit.asked, ${COLUMNS} from hit
      join packages p on p.registry_id = $1 and p.id = hit.id order by hit.asked, hit.detour`,
    values: [registry.id, [...new Set(names)]],
  });
  return assembled(db, registry, rows);
}

/** Packages of a registry that is small enough to be held as a whole, in pieces. */
export async function* readWholeUniverse(
  db: Queryable,
  registry: UniverseRegistry,
  pieceSize = 2_000,
): AsyncGenerator<StoredUniversePackage[]> {
  for (let after = 0; ; ) {
    const { rows } = await db.query<PackageRow>({
      name: 'read-whole-universe',
      text: `select p.name as asked, ${COLUMNS} from packages p
        where p.registry_id = $1 and p.id > $2 order by p.id limit $3`,
      values: [registry.id, after, pieceSize],
    });
    if (rows.length === 0) return;
    yield await assembled(db, registry, rows);
    if (rows.length < pieceSize) return;
    after = rows.at(-1)!.id;
  }
}

/** Changes whenever a package of the registry does: what was read of it before is out of date then. */
export async function registryMark(db: Queryable, registryId: number): Promise<string> {
  const { rows } = await db.query<{ mark: string }>({
    name: 'universe-mark',
    text: `select concat((select coalesce(sum(packages_count), 0) from registry_counts where registry_id = $1), ' ',
        (select extract(epoch from updated_at) from packages where registry_id = $1 order by updated_at desc limit 1)) as mark`,
    values: [registryId],
  });
  return rows[0]?.mark ?? '';
}

async function assembled(
  db: Queryable,
  registry: UniverseRegistry,
  rows: readonly PackageRow[],
): Promise<StoredUniversePackage[]> {
  const wanted = rows.filter(({ versions }) => versions?.some(([, , , , set]) => set)).map(({ id }) => id);
  const sets = wanted.length === 0 ? [] : await readSets(db, wanted);
  const names = new Set<number>();
  const texts = new Set<number>();
  for (const { packed } of sets) mentioned(packed, names, texts);
  const { nameOf, textOf } = await readTexts(db, registry.id, names, texts);
  const unpacked = new Map<string, DependencySet>();
  const weights = new Map<number, number>();
  for (const { packageId, id, packed } of sets) {
    // The maps of a whole batch would be kept for as long as one of its packages is: each set keeps its own part.
    unpacked.set(`${packageId}/${id}`, setOf(packed, registry.dependencyKinds, nameOf, textOf));
    weights.set(packageId, (weights.get(packageId) ?? 0) + packed.length * 24);
  }
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    asked: row.asked,
    status: row.status,
    latest: row.latest,
    metadata: row.metadata,
    versions: (row.versions ?? []).map(
      ([number, publishedMs, status, licenses, set, metadata]) =>
        new UniverseVersion(
          row.name,
          number,
          publishedMs,
          status,
          licenses,
          metadata,
          set === null ? null : set === 0 ? none : (unpacked.get(`${row.id}/${set}`) ?? null),
        ),
    ),
    bytes: weightOf(row) + (weights.get(row.id) ?? 0),
  }));
}

/** An object's own cost, and its texts. */
const VERSION_BYTES = 160;

function weightOf({ versions, name }: PackageRow): number {
  let bytes = 500 + name.length;
  for (const [number, , , licenses, , metadata] of versions ?? [])
    bytes += VERSION_BYTES + number.length + (licenses?.length ?? 0) + (metadata?.length ?? 0);
  return bytes;
}

async function readSets(db: Queryable, packageIds: readonly number[]): Promise<SetRow[]> {
  const { rows } = await db.query<SetRow>({
    name: 'read-universe-sets',
    text: 'select package_id as "packageId", id, packed from dependency_sets where package_id = any($1)',
    values: [packageIds],
  });
  return rows;
}

function mentioned(packed: Buffer, names: Set<number>, texts: Set<number>): void {
  for (const { target, requirement, qualifiers } of unpackEdges(packed)) {
    names.add(target);
    if (requirement > 0) texts.add(requirement);
    if (qualifiers > 0) texts.add(qualifiers);
  }
}

/** Records are made when first asked for, of the few texts that they need. */
function setOf(
  packed: Buffer,
  kinds: readonly string[],
  nameOf: ReadonlyMap<number, string>,
  textOf: ReadonlyMap<number, string>,
): DependencySet {
  const edges = unpackEdges(packed);
  const names = edges.map(({ target }) => nameOf.get(target)!);
  const requirements = edges.map(({ requirement }) => textOf.get(requirement) ?? null);
  const qualifiers = edges.some(edge => edge.qualifiers > 0)
    ? edges.map(edge => textOf.get(edge.qualifiers))
    : null;
  const flags = Uint8Array.from(
    edges,
    ({ kind, optional, alternative }) => kind | (optional ? 0x20 : 0) | (alternative ? 0x40 : 0),
  );
  let made: DependencyRecord[] | undefined;
  return () =>
    (made ??= names.map((name, i): DependencyRecord => {
      const flag = flags[i]!;
      const record: DependencyRecord = {
        name,
        requirement: requirements[i]!,
        kind: kinds[flag & 0x1f]!,
        optional: (flag & 0x20) !== 0,
      };
      if ((flag & 0x40) !== 0) record.alternative = true;
      const qualifier = qualifiers?.[i];
      if (qualifier !== undefined) record.qualifiers = JSON.parse(qualifier) as Record<string, string>;
      return record;
    }));
}
