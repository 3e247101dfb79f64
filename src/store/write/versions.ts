/** Decides what changes among a package's versions and dependency sets. Pure. */
import type { Json } from '../../core/records.ts';
import { kindsByTarget, unpackEdges } from '../dependency-codec.ts';
import type { PreparedPackage, PreparedVersion } from './prepare.ts';
import { type StoredHistory, type StoredVersion, storedFacts, versionFacts } from './state.ts';

export interface VersionChange {
  packageId: number;
  /** Null for a version that is not stored yet. */
  id: number | null;
  version: PreparedVersion;
  set: number | null;
}

export interface VersionPlan {
  inserts: VersionChange[];
  updates: VersionChange[];
  /** Stored versions that a complete list no longer holds. */
  removed: { id: number; number: string }[];
  newSets: { packageId: number; id: number; packed: Buffer }[];
  latest: string | null;
  versionsCount: number;
  firstReleaseAt: string | null;
  latestReleaseAt: string | null;
  /** Kinds by dependency, before and after, in the latest version and in any. */
  before: { current: Map<number, number>; any: Map<number, number> };
  after: { current: Map<number, number>; any: Map<number, number> };
}

export function planVersions(
  prepared: PreparedPackage,
  stored: StoredHistory,
  storedLatest: string | null,
  latestOf: ((versions: { number: string; status: string | null }[]) => string | null) | undefined,
): VersionPlan {
  const { record, versions, id: packageId } = prepared;
  const sets = new Map([...stored.sets].map(([id, packed]) => [packed.toString('latin1'), id]));
  const packedOf = new Map(stored.sets);
  let nextSet = Math.max(0, ...stored.sets.keys()) + 1;
  const newSets: VersionPlan['newSets'] = [];

  const setOf = (version: PreparedVersion): number | null => {
    if (version.packed === null) return stored.versions.get(version.number)?.set ?? null;
    if (version.packed.length === 0) return 0;
    const key = version.packed.toString('latin1');
    const known = sets.get(key);
    if (known !== undefined) return known;
    const id = nextSet++;
    sets.set(key, id);
    packedOf.set(id, version.packed);
    newSets.push({ packageId, id, packed: version.packed });
    return id;
  };

  const inserts: VersionChange[] = [];
  const updates: VersionChange[] = [];
  const setByNumber = new Map([...stored.versions.values()].map(v => [v.number, v.set]));
  const standing = new Map([...stored.versions.values()].map(v => [v.number, v.status]));
  const dates: string[] = [];
  for (const given of versions) {
    const known = stored.versions.get(given.number);
    const version = known && known.facts !== factsOf(given) ? completed(given, known) : given;
    if (version.publishedAt !== null) dates.push(version.publishedAt);
    const set = setOf(version);
    setByNumber.set(version.number, set);
    standing.set(version.number, version.status);
    const change = { packageId, id: known?.id ?? null, version, set };
    if (!known) inserts.push(change);
    else if (known.set !== set || known.facts !== factsOf(version)) updates.push(change);
  }
  const listed = new Set(versions.map(v => v.number));
  const removed = record.versionsComplete
    ? [...stored.versions.values()].filter(v => !listed.has(v.number) && v.status !== 'removed')
    : [];
  for (const { number } of removed) standing.set(number, 'removed');

  // A partial list may not name the version that is latest among all that are stored.
  const partial = !record.versionsComplete && stored.versions.size > 0;
  const latest =
    partial && latestOf
      ? latestOf([...standing].map(([number, status]) => ({ number, status })))
      : record.latestVersion;

  const kindsOf = (set: number | null | undefined, into = new Map<number, number>()) =>
    set ? kindsByTarget(unpackEdges(packedOf.get(set)!), into) : into;
  const anyOf = (used: Iterable<number | null>) => {
    const any = new Map<number, number>();
    for (const set of new Set(used)) kindsOf(set, any);
    return any;
  };
  dates.sort();
  return {
    inserts,
    updates,
    removed,
    newSets,
    latest,
    versionsCount: setByNumber.size,
    firstReleaseAt: dates[0] ?? null,
    latestReleaseAt: dates[dates.length - 1] ?? null,
    before: {
      current: kindsOf(storedLatest === null ? null : stored.versions.get(storedLatest)?.set),
      any: anyOf([...stored.versions.values()].map(v => v.set)),
    },
    after: {
      current: kindsOf(latest === null ? null : setByNumber.get(latest)),
      any: anyOf(setByNumber.values()),
    },
  };
}

/**
 * What the source no longer says of a version is no news: many tell all of the newest one and little of the others. So what
 * is stored stays where the source says nothing; metadata are a whole, unless only the number is listed.
 */
function completed(version: PreparedVersion, known: StoredVersion): PreparedVersion {
  const { publishedAt, licenses, integrity, metadata } = storedFacts(known.facts);
  return {
    ...version,
    publishedAt: version.publishedAt ?? publishedAt,
    licenses: version.licenses ?? licenses,
    integrity: version.integrity ?? integrity,
    metadata:
      version.packed === null && version.metadata === '{}' ? JSON.stringify(metadata) : version.metadata,
  };
}

const factsOf = (version: PreparedVersion) =>
  versionFacts({ ...version, metadata: JSON.parse(version.metadata) as Json });
