import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serversUnderTest } from '../../test/databases.ts';
import type { Database } from './database.ts';
import { dependency, openPackageStore, type PackageStore, version, write } from './fixtures/package-store.ts';
import { registryCounts, type StoredRegistry } from './registries.ts';
import { deletePackage, markGone, renamePackage, sweepImport } from './removals.ts';
import { writePackages } from './write-packages.ts';

describe.each(serversUnderTest())('removing packages on $name', ({ url }) => {
  let store: PackageStore;
  let db: Database;
  let registry: StoredRegistry;
  beforeAll(async () => {
    store = await openPackageStore(url);
    ({ db, registry } = store);
  });
  afterAll(() => store.drop());

  it('marks a package gone with its versions, and takes it back when it returns', async () => {
    const there = () => writePackages(db, registry, [write('fickle', { versions: [version('1.0.0')] })]);
    await there();
    const from = await store.now();
    expect(await markGone(db, registry, 'fickle', 'unpublished', () => 'pkg:npm/fickle')).toBe(true);
    expect(await markGone(db, registry, 'fickle', 'unpublished', () => 'pkg:npm/fickle')).toBe(false);
    const statuses = async () =>
      (
        await db.query({
          text: `select p.status as package, v.status as version from packages p join versions v on v.package_id = p.id where p.name = 'fickle'`,
        })
      ).rows;
    expect(await statuses()).toEqual([{ package: 'unpublished', version: 'removed' }]);
    expect((await there())[0]!.outcome).toBe('updated');
    expect(await statuses()).toEqual([{ package: null, version: null }]);
    expect((await store.eventsAfter(from)).events).toEqual([
      'package.removed pkg:npm/fickle',
      'package.updated pkg:npm/fickle',
      'version.updated pkg:npm/fickle@1.0.0',
    ]);
  });

  it('deletes for good: counters go back, and no writer brings it again', async () => {
    await writePackages(db, registry, [
      write('condemned', { versions: [version('1.0.0', [dependency('victim')])], keywords: ['doomed'] }),
    ]);
    expect((await store.usageOf('victim'))!.dependent_packages_count).toBe(1);
    const before = (await registryCounts(db)).get(registry.id)!;
    expect(
      await deletePackage(db, registry, 'condemned', 'asked by its owner', () => 'pkg:npm/condemned'),
    ).toBe(true);
    expect((await store.usageOf('victim'))!.dependent_packages_count).toBe(0);
    const after = (await registryCounts(db)).get(registry.id)!;
    expect([
      before.packages - after.packages,
      before.versions - after.versions,
      before.keywords - after.keywords,
    ]).toEqual([1, 1, 1]);
    const results = await writePackages(db, registry, [write('condemned'), write('innocent')]);
    expect(results.map(r => r.outcome)).toEqual(['tombstoned', 'created']);
  });

  it('answers for the old name of a renamed package', async () => {
    await writePackages(db, registry, [write('before'), write('after')]);
    expect(await renamePackage(db, registry, 'before', 'after', name => `pkg:npm/${name}`)).toBe(true);
    const { rows } = await db.query({
      text: `select p.name from package_aliases a join packages p on p.id = a.package_id where a.name = 'before'`,
    });
    expect(rows).toEqual([{ name: 'after' }]);
  });

  it('removes what a complete import did not see', async () => {
    await writePackages(db, registry, [write('bulk-0'), write('bulk-1')]);
    await db.query({ text: `update package_sync set import_id = 7` });
    await writePackages(db, registry, [write('bulk-0', { description: 'seen' }, { importId: 8 })]);
    await db.query({
      text: `update package_sync set import_id = 8 where package_id <> $1`,
      values: [await store.idOf('bulk-1')],
    });
    expect(await sweepImport(db, registry, 8, name => `pkg:npm/${name}`)).toBe(1);
    const { rows } = await db.query({
      text: `select name, status from packages where name in ('bulk-0', 'bulk-1') order by name`,
    });
    expect(rows).toEqual([
      { name: 'bulk-0', status: null },
      { name: 'bulk-1', status: 'removed' },
    ]);
  });
});
