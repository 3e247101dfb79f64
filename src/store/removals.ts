/** Packages that go away: gone upstream, renamed, deleted for good, or no longer in an index. */
import type { Database, Tx } from './database.ts';
import { unpackEdges } from './dependency-codec.ts';
import { announceChanges, appendEvents } from './events.ts';
import type { StoredRegistry } from './registries.ts';

type PurlOf = (version?: string) => string;

async function lockedId(tx: Tx, registryId: number, name: string): Promise<number | null> {
  const { rows } = await tx.query<{ id: number }>({
    text: `select id from package_names where registry_id = $1 and name = $2 for no key update`,
    values: [registryId, name],
  });
  return rows[0]?.id ?? null;
}

/**
 * The registry no longer serves a package: it and all its versions get the status. What is known of it stays.
 *
 * @returns false when the package is not indexed or already has the status.
 */
export async function markGone(
  db: Database,
  registry: StoredRegistry,
  name: string,
  status: 'removed' | 'unpublished',
  purlOf: PurlOf,
  now = new Date(),
): Promise<boolean> {
  return db.transaction(async tx => {
    const id = await lockedId(tx, registry.id, name);
    if (id === null) return false;
    return (await markGoneById(tx, registry.id, [{ id, purl: purlOf() }], status, now)) > 0;
  });
}

/** An empty hash equals no record's: a package that comes back is written again in full. */
async function markGoneById(
  tx: Tx,
  registryId: number,
  packages: { id: number; purl: string }[],
  status: 'removed' | 'unpublished',
  now: Date,
): Promise<number> {
  const ids = packages.map(p => p.id);
  const { rows } = await tx.query<{ id: number }>({
    text: `update packages set status = $3, updated_at = $4
      where registry_id = $1 and id = any($2) and status is distinct from $3 returning id`,
    values: [registryId, ids, status, now.toISOString()],
  });
  if (rows.length === 0) return 0;
  const gone = rows.map(r => r.id);
  await tx.query({
    text: `update package_sync set record_hash = '', last_synced_at = $3 where registry_id = $1 and package_id = any($2)`,
    values: [registryId, gone, now.toISOString()],
  });
  await tx.query({
    text: `update versions set status = 'removed', updated_at = $2 where package_id = any($1) and status is distinct from 'removed'`,
    values: [gone, now.toISOString()],
  });
  await tx.query({
    text: `update package_usage u set active = false from (
        select package_id from package_usage where registry_id = $1 and package_id = any($2) order by package_id for no key update
      ) locked where u.registry_id = $1 and u.package_id = locked.package_id`,
    values: [registryId, gone],
  });
  const purls = new Map(packages.map(p => [p.id, p.purl]));
  await appendEvents(
    tx,
    registryId,
    gone.map(id => ({ type: 'package.removed', subject: purls.get(id)!, data: { status } })),
  );
  await announceChanges(tx, registryId, gone);
  return gone.length;
}

/**
 * After a complete import: packages that it did not see are no longer in the index.
 *
 * @param purlOf gives the purl of a package by its name.
 * @returns how many became `removed`.
 */
export async function sweepImport(
  db: Database,
  registry: StoredRegistry,
  importId: number,
  purlOf: (name: string) => string,
  now = new Date(),
): Promise<number> {
  return db.transaction(async tx => {
    const { rows } = await tx.query<{ id: number; name: string }>({
      text: `select p.id, p.name from package_sync s join packages p on p.registry_id = s.registry_id and p.id = s.package_id
        where s.registry_id = $1 and s.import_id is distinct from $2 and p.status is distinct from 'removed' order by p.id`,
      values: [registry.id, importId],
    });
    if (rows.length === 0) return 0;
    return markGoneById(
      tx,
      registry.id,
      rows.map(r => ({ id: r.id, purl: purlOf(r.name) })),
      'removed',
      now,
    );
  });
}

/**
 * Notes that a package is now known under another name: lookups of the old name answer with the new one. The old
 * package, where it was indexed, becomes `removed`.
 *
 * @returns false when the new name is not indexed.
 */
export async function renamePackage(
  db: Database,
  registry: StoredRegistry,
  from: string,
  to: string,
  purlOf: (name: string) => string,
  now = new Date(),
): Promise<boolean> {
  return db.transaction(async tx => {
    const { rows } = await tx.query<{ id: number }>({
      text: 'select id from packages where registry_id = $1 and name = $2',
      values: [registry.id, to],
    });
    const target = rows[0];
    if (!target || from === to) return false;
    const { rowCount } = await tx.query({
      text: `insert into package_aliases as a (registry_id, name, package_id) values ($1, $2, $3)
        on conflict (registry_id, name) do update set package_id = excluded.package_id where a.package_id <> excluded.package_id`,
      values: [registry.id, from, target.id],
    });
    const old = await tx.query<{ id: number }>({
      text: `select id from packages where registry_id = $1 and name = $2`,
      values: [registry.id, from],
    });
    const oldId = old.rows[0]?.id;
    if (oldId !== undefined)
      await markGoneById(tx, registry.id, [{ id: oldId, purl: purlOf(from) }], 'removed', now);
    if (rowCount > 0) {
      await appendEvents(tx, registry.id, [
        { type: 'package.renamed', subject: purlOf(to), data: { from: purlOf(from) } },
      ]);
      await announceChanges(tx, registry.id, oldId === undefined ? [target.id] : [target.id, oldId]);
    }
    return true;
  });
}

/**
 * Deletes a package for good and leaves a tombstone that every writer honours. Its name stays as a number, because others
 * may depend on it.
 *
 * @returns false when it was not indexed; the tombstone is set all the same.
 */
export async function deletePackage(
  db: Database,
  registry: StoredRegistry,
  name: string,
  reason: string,
  purlOf: PurlOf,
): Promise<boolean> {
  return db.transaction(async tx => {
    const id = await lockedId(tx, registry.id, name);
    await tx.query({
      text: `insert into tombstones (registry_id, kind, key, reason) values ($1, 'package', $2, $3)
        on conflict (registry_id, kind, key) do update set reason = excluded.reason`,
      values: [registry.id, name, reason],
    });
    if (id === null) return false;
    const { rows } = await tx.query<{ keywords: string[]; namespace: string | null }>({
      text: 'delete from packages where registry_id = $1 and id = $2 returning keywords, namespace',
      values: [registry.id, id],
    });
    const gone = rows[0];
    if (!gone) return false;
    await forget(tx, registry.id, id, gone);
    await appendEvents(tx, registry.id, [{ type: 'package.deleted', subject: purlOf() }]);
    await announceChanges(tx, registry.id, [id]);
    return true;
  });
}

/** Removes every row that belonged to the package and takes it out of the counters. */
async function forget(
  tx: Tx,
  registryId: number,
  id: number,
  { keywords, namespace }: { keywords: string[]; namespace: string | null },
): Promise<void> {
  const versions = await tx.query({ text: 'delete from versions where package_id = $1', values: [id] });
  const sets = await tx.query<{ packed: Buffer }>({
    text: 'delete from dependency_sets where package_id = $1 returning packed',
    values: [id],
  });
  const dependencies = new Set(sets.rows.flatMap(row => unpackEdges(row.packed).map(edge => edge.target)));
  await tx.query({
    text: 'delete from package_sync where registry_id = $1 and package_id = $2',
    values: [registryId, id],
  });
  await tx.query({
    text: 'delete from package_aliases where registry_id = $1 and package_id = $2',
    values: [registryId, id],
  });
  await tx.query({
    text: `with gone as (delete from maintainerships where registry_id = $1 and package_id = $2 returning maintainer_id)
      update maintainers m set packages_count = packages_count - 1 from gone where m.registry_id = $1 and m.id = gone.maintainer_id`,
    values: [registryId, id],
  });
  await tx.query({
    text: 'update keyword_counts set packages_count = packages_count - 1 where registry_id = $1 and name = any($2)',
    values: [registryId, keywords],
  });
  await tx.query({
    text: 'update namespace_counts set packages_count = packages_count - 1 where registry_id = $1 and name = $2',
    values: [registryId, namespace],
  });
  await tx.query({
    text: `insert into registry_counts as c (registry_id, slot, packages_count, versions_count) values ($1, 0, -1, -$2::bigint)
      on conflict (registry_id, slot) do update set packages_count = c.packages_count - 1, versions_count = c.versions_count - $2::bigint`,
    values: [registryId, versions.rowCount],
  });
  await tx.query({
    text: `with gone as (
        delete from dependents where dependency_id = any($3) and dependent_id = $2 returning dependency_id, current_kinds
      ),
      locked as (
        select u.package_id from package_usage u join gone g on u.registry_id = $1 and u.package_id = g.dependency_id
        where g.current_kinds <> 0 order by u.package_id for no key update of u
      )
      update package_usage u set dependent_packages_count = dependent_packages_count - 1
      from locked where u.registry_id = $1 and u.package_id = locked.package_id`,
    values: [registryId, id, [...dependencies]],
  });
  await tx.query({
    text: `update package_usage set indexed = false, critical = false, downloads = null, rank_downloads = null,
        rank_dependent_packages = null, rank_average = null where registry_id = $1 and package_id = $2`,
    values: [registryId, id],
  });
}
