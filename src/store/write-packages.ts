/**
 * The one way of facts into the store: a batch of records, one transaction, set-based. A single package is a batch of one.
 * Writers of the same package wait for each other; an unchanged record costs one row update; tombstoned names are refused.
 */
import type { Database, Tx } from './database.ts';
import { announceChanges, appendEvents, type NewEvent } from './events.ts';
import type { StoredRegistry } from './registries.ts';
import { Tally, writeRegistryCounts, writeTally } from './write/counts.ts';
import { planDependents, type UsageChange, writeDependents, writeUsage } from './write/dependents.ts';
import { writeMaintainers } from './write/maintainers.ts';
import { type PackageWrite, type PreparedPackage, preparePackages } from './write/prepare.ts';
import {
  insertSets,
  insertVersions,
  markVersionsRemoved,
  updateVersions,
  writePackageRows,
  writeSync,
} from './write/rows.ts';
import { loadHistories, loadPackages, type StoredPackage } from './write/state.ts';
import { planVersions, type VersionPlan } from './write/versions.ts';

export type { PackageWrite } from './write/prepare.ts';

export interface WriteResult {
  name: string;
  id: number;
  outcome: 'created' | 'updated' | 'unchanged' | 'tombstoned';
}

export interface WriteOptions {
  now?: Date;
  /** The ecosystem's rule for the latest version; asked when a partial list meets stored versions that it does not name. */
  latestOf?: (versions: { number: string; status: string | null }[]) => string | null;
}

/**
 * Writes packages with all that their records say, emits their events and keeps every counter.
 *
 * @returns one result for each distinct name, in the order of first appearance.
 * @throws RangeError for a record that cannot be stored (a kind or name outside the rules); nothing is written then.
 */
export async function writePackages(
  db: Database,
  registry: StoredRegistry,
  writes: readonly PackageWrite[],
  options: WriteOptions = {},
): Promise<WriteResult[]> {
  if (writes.length === 0) return [];
  const prepared = await preparePackages(db, registry, writes);
  return db.transaction(tx => writeBatch(tx, registry, prepared, options));
}

async function writeBatch(
  tx: Tx,
  registry: StoredRegistry,
  prepared: PreparedPackage[],
  options: WriteOptions,
): Promise<WriteResult[]> {
  const now = (options.now ?? new Date()).toISOString();
  const ids = prepared.map(p => p.id).sort((a, b) => a - b);
  await lock(tx, registry.id, ids);

  const tombstoned = await tombstones(tx, registry.id, prepared);
  const stored = await loadPackages(tx, registry.id, ids);
  const allowed = prepared.filter(p => !tombstoned.has(p.name));
  const changed = allowed.filter(p => !stored.get(p.id)?.hash.equals(p.hash));
  await writeChanged(tx, registry, changed, stored, now, options);
  const [known, fresh] = split(allowed, stored);
  await writeSync(tx, registry.id, fresh, now, false);
  await writeSync(tx, registry.id, known, now, true);

  const changedIds = new Set(changed.map(p => p.id));
  return prepared.map(({ id, name }) => ({
    id,
    name,
    outcome: tombstoned.has(name)
      ? 'tombstoned'
      : !changedIds.has(id)
        ? 'unchanged'
        : stored.has(id)
          ? 'updated'
          : 'created',
  }));
}

async function writeChanged(
  tx: Tx,
  registry: StoredRegistry,
  changed: PreparedPackage[],
  stored: Map<number, StoredPackage>,
  now: string,
  options: WriteOptions,
): Promise<void> {
  if (changed.length === 0) return;
  const known = changed.filter(p => stored.has(p.id)).map(p => p.id);
  const histories = await loadHistories(tx, registry.id, known);
  const empty = () => ({ versions: new Map(), sets: new Map(), maintainers: new Map() });
  const plans = new Map<number, VersionPlan>();
  for (const p of changed) {
    const history = histories.get(p.id) ?? empty();
    plans.set(p.id, planVersions(p, history, stored.get(p.id)?.latestVersion ?? null, options.latestOf));
  }
  const all = [...plans.values()];

  await insertSets(
    tx,
    all.flatMap(plan => plan.newSets),
  );
  await insertVersions(
    tx,
    registry.id,
    all.flatMap(plan => plan.inserts),
    now,
  );
  await updateVersions(
    tx,
    all.flatMap(plan => plan.updates),
    now,
  );
  await markVersionsRemoved(
    tx,
    changed.map(p => ({ packageId: p.id, removed: plans.get(p.id)!.removed })),
    now,
  );
  const [old, fresh] = split(changed, stored);
  await writePackageRows(tx, registry.id, fresh, plans, now, false);
  await writePackageRows(tx, registry.id, old, plans, now, true);

  const dependents = planDependents(plans);
  await writeDependents(tx, dependents);
  const newMaintainers = await writeMaintainers(
    tx,
    registry.id,
    changed.map(p => ({
      packageId: p.id,
      maintainers: p.maintainers,
      stored: histories.get(p.id)?.maintainers ?? new Map(),
    })),
  );
  const touched = await writeCounts(tx, registry, changed, stored, plans, dependents.counts, newMaintainers);

  await appendEvents(
    tx,
    registry.id,
    changed.flatMap(p => eventsOf(p, stored.get(p.id), plans.get(p.id)!)),
  );
  await announceChanges(tx, registry.id, touched);
}

/** Packages that are stored already, and new ones. */
function split(
  packages: PreparedPackage[],
  stored: Map<number, StoredPackage>,
): [PreparedPackage[], PreparedPackage[]] {
  return [packages.filter(p => stored.has(p.id)), packages.filter(p => !stored.has(p.id))];
}

async function writeCounts(
  tx: Tx,
  registry: StoredRegistry,
  changed: PreparedPackage[],
  stored: Map<number, StoredPackage>,
  plans: Map<number, VersionPlan>,
  dependents: Map<number, number>,
  newMaintainers: number,
): Promise<number[]> {
  const usage = new Map<number, UsageChange>();
  const keywords = new Tally();
  const namespaces = new Tally();
  let packages = 0;
  let versions = 0;
  for (const p of changed) {
    const before = stored.get(p.id);
    usage.set(p.id, {
      packageId: p.id,
      own: { active: p.record.status === null, downloads: p.record.downloads?.count ?? null },
      dependents: 0,
    });
    for (const keyword of before?.keywords ?? []) keywords.add(keyword, -1);
    for (const keyword of p.keywords) keywords.add(keyword, 1);
    namespaces.add(before?.namespace ?? null, -1);
    namespaces.add(p.record.namespace, 1);
    packages += before ? 0 : 1;
    versions += plans.get(p.id)!.inserts.length;
  }
  for (const [packageId, step] of dependents) {
    const change = usage.get(packageId);
    if (change) change.dependents = step;
    else usage.set(packageId, { packageId, own: null, dependents: step });
  }
  await writeUsage(tx, registry.id, [...usage.values()]);
  await writeTally(tx, 'keyword_counts', registry.id, keywords);
  await writeTally(tx, 'namespace_counts', registry.id, namespaces);
  await writeRegistryCounts(tx, registry.id, { packages, versions, maintainers: newMaintainers });
  return [...usage.keys()];
}

/** Events of one package. The versions that a package has when it is first seen are announced by `package.created` alone. */
function eventsOf(p: PreparedPackage, before: StoredPackage | undefined, plan: VersionPlan): NewEvent[] {
  const subject = p.write.purlOf();
  if (!before) return [{ type: 'package.created', subject, data: { versions: plan.inserts.length } }];
  const gone = p.record.status === 'removed' || p.record.status === 'unpublished';
  return [
    { type: gone && before.status !== p.record.status ? 'package.removed' : 'package.updated', subject },
    ...plan.inserts.map(v => ({
      type: 'version.created' as const,
      subject: p.write.purlOf(v.version.number),
    })),
    ...plan.updates.map(v => ({
      type: 'version.updated' as const,
      subject: p.write.purlOf(v.version.number),
    })),
    ...plan.removed.map(v => ({ type: 'version.removed' as const, subject: p.write.purlOf(v.number) })),
  ];
}

/**
 * Writers of the same names wait here. All other rows that writers share (people, usage, counts) come at the end of the
 * transaction, table by table and within a table in one order: writers queue there for a moment and never in a circle.
 */
async function lock(tx: Tx, registryId: number, ids: number[]): Promise<void> {
  await tx.query({
    name: 'write-lock-names',
    text: 'select id from package_names where registry_id = $1 and id = any($2) order by id for no key update',
    values: [registryId, ids],
  });
}

async function tombstones(tx: Tx, registryId: number, prepared: PreparedPackage[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ key: string }>({
    name: 'write-tombstones',
    text: `select key from tombstones where registry_id = $1 and kind = 'package' and key = any($2)`,
    values: [registryId, prepared.map(p => p.name)],
  });
  return new Set(rows.map(r => r.key));
}
