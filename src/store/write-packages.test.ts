import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, eventsSettled, serversUnderTest } from '../../test/databases.ts';
import type { DependencyRecord, PackageRecord, VersionRecord } from '../core/records.ts';
import type { Database } from './database.ts';
import { readDependencies } from './dependencies.ts';
import { readEvents } from './events.ts';
import { updateCritical, updateRankings } from './rankings.ts';
import { loadRegistries, registryCounts, type StoredRegistry, seedRegistries } from './registries.ts';
import { deletePackage, markGone, renamePackage, sweepImport } from './removals.ts';
import { type PackageWrite, writePackages } from './write-packages.ts';

const dependency = (name: string, over: Partial<DependencyRecord> = {}): DependencyRecord => ({
  name,
  requirement: '^1.0.0',
  kind: 'runtime',
  optional: false,
  ...over,
});

const version = (number: string, dependencies: DependencyRecord[] | null = []): VersionRecord => ({
  number,
  publishedAt: '2024-05-06T07:08:09.000Z',
  licenses: 'MIT',
  integrity: `sha512-${number}`,
  status: null,
  metadata: {},
  dependencies,
});

const record = (name: string, over: Partial<PackageRecord> = {}): PackageRecord => ({
  name,
  namespace: null,
  description: null,
  homepage: null,
  repositoryUrl: null,
  licenses: 'MIT',
  keywords: [],
  status: null,
  downloads: null,
  fundingLinks: [],
  metadata: {},
  latestVersion: over.versions?.at(-1)?.number ?? null,
  versions: [],
  versionsComplete: true,
  maintainers: [],
  ...over,
});

const write = (
  name: string,
  over: Partial<PackageRecord> = {},
  more: Partial<PackageWrite> = {},
): PackageWrite => ({
  record: record(name, over),
  purlOf: v => `pkg:npm/${name}${v ? `@${v}` : ''}`,
  ...more,
});

describe.each(serversUnderTest())('writing packages on $name', ({ url }) => {
  let db: Database;
  let drop: () => Promise<void>;
  let registry: StoredRegistry;

  beforeAll(async () => {
    const created = await createTestDatabase(url, { migrate: true });
    db = created.db;
    drop = created.drop;
    await seedRegistries(db, [
      {
        name: 'npmjs.org',
        url: 'http://registry.example',
        ecosystem: 'npm',
        purlType: 'npm',
        isDefault: true,
        version: null,
        github: 'npm',
        requestsPerSecond: 3,
        metadata: {},
        dependencyKinds: ['runtime', 'development', 'optional', 'peer'],
      },
    ]);
    registry = (await loadRegistries(db))[0]!;
  });
  afterAll(() => drop());

  const idOf = async (name: string) =>
    (await db.query<{ id: number }>({ text: 'select id from package_names where name = $1', values: [name] }))
      .rows[0]!.id;
  const usageOf = async (name: string) =>
    (
      await db.query<{ dependent_packages_count: number; indexed: boolean }>({
        text: 'select dependent_packages_count, indexed from package_usage where package_id = $1',
        values: [await idOf(name)],
      })
    ).rows[0];
  const dependentsOf = async (name: string) =>
    (
      await db.query<{ name: string; current: number; any: number }>({
        text: `select n.name, d.current_kinds as current, d.any_kinds as any from dependents d
          join package_names n on n.id = d.dependent_id where d.dependency_id = $1 order by n.name`,
        values: [await idOf(name)],
      })
    ).rows;
  const eventsAfter = async (cursor: string | null) => {
    await eventsSettled(db);
    const { events, cursor: next } = await readEvents(db, { after: cursor, limit: 1000 });
    return { events: events.map(e => `${e.type} ${e.subject}`), cursor: next };
  };
  const now = async () => {
    await eventsSettled(db);
    return (await readEvents(db, { after: null, limit: 10_000 })).cursor;
  };

  it('writes a package once, and an unchanged record changes nothing but the time of the sync', async () => {
    const from = await now();
    const again = () =>
      writePackages(db, registry, [
        write('once', { versions: [version('1.0.0'), version('1.1.0')], keywords: ['a', 'b'] }),
      ]);
    expect((await again()).map(r => r.outcome)).toEqual(['created']);
    expect((await again()).map(r => r.outcome)).toEqual(['unchanged']);
    expect((await eventsAfter(from)).events).toEqual(['package.created pkg:npm/once']);
    const { rows } = await db.query({
      text: 'select versions_count, latest_version, keywords, normalized_licenses from packages where name = $1',
      values: ['once'],
    });
    expect(rows).toEqual([
      { versions_count: 2, latest_version: '1.1.0', keywords: ['a', 'b'], normalized_licenses: ['MIT'] },
    ]);
  });

  it('counts dependents by the latest version, and remembers those of older ones', async () => {
    await writePackages(db, registry, [
      write('app', { versions: [version('1.0.0', [dependency('lib'), dependency('old')])] }),
      write('tool', {
        versions: [version('1.0.0', [dependency('lib', { kind: 'development' }), dependency('lib')])],
      }),
    ]);
    // `lib` is not indexed: it is known by name only, and counted all the same.
    expect(await usageOf('lib')).toEqual({ dependent_packages_count: 2, indexed: false });
    await writePackages(db, registry, [
      write('app', {
        versions: [
          version('1.0.0', [dependency('lib'), dependency('old')]),
          version('2.0.0', [dependency('lib')]),
        ],
      }),
      write('lib', { versions: [version('1.0.0')] }),
    ]);
    expect(await usageOf('lib')).toEqual({ dependent_packages_count: 2, indexed: true });
    expect(await usageOf('old')).toEqual({ dependent_packages_count: 0, indexed: false });
    // runtime is bit 0, development bit 1.
    expect(await dependentsOf('lib')).toEqual([
      { name: 'app', current: 1, any: 1 },
      { name: 'tool', current: 3, any: 3 },
    ]);
    expect(await dependentsOf('old')).toEqual([{ name: 'app', current: 0, any: 1 }]);
  });

  it('gives dependencies back as they were written, alternatives and qualifiers included', async () => {
    const written = [
      dependency('z', { requirement: null, kind: 'peer', optional: true, qualifiers: { alias: 'zed' } }),
      dependency('a', { requirement: '>= 1 < 2' }),
      dependency('b', { requirement: '2', alternative: true }),
    ];
    await writePackages(db, registry, [
      write('edges', { versions: [version('1.0.0', written), version('0.9.0', null)] }),
    ]);
    const { rows } = await db.query<{ id: number; packageId: number; set: number | null }>({
      text: `select id, package_id as "packageId", dependency_set as set from versions where package_id = $1 order by number desc`,
      values: [await idOf('edges')],
    });
    const [known, unknown] = await readDependencies(db, registry, rows);
    expect(unknown).toBeNull();
    const plain = known!.map(({ name, requirement, kind, optional, alternative, qualifiers }) => ({
      name,
      requirement,
      kind,
      optional,
      alternative,
      qualifiers,
    }));
    expect(plain).toEqual([
      {
        name: 'a',
        requirement: '>= 1 < 2',
        kind: 'runtime',
        optional: false,
        alternative: false,
        qualifiers: null,
      },
      { name: 'b', requirement: '2', kind: 'runtime', optional: false, alternative: true, qualifiers: null },
      {
        name: 'z',
        requirement: null,
        kind: 'peer',
        optional: true,
        alternative: false,
        qualifiers: { alias: 'zed' },
      },
    ]);
    expect(known!.map(d => d.id)).toEqual([0, 1, 2].map(n => rows[0]!.id * 65_536 + n));
  });

  it('announces new, changed and vanished versions one by one', async () => {
    await writePackages(db, registry, [write('moving', { versions: [version('1.0.0'), version('1.1.0')] })]);
    const from = await now();
    await writePackages(db, registry, [
      write('moving', {
        versions: [{ ...version('1.1.0'), status: 'deprecated' }, version('2.0.0')],
      }),
    ]);
    expect((await eventsAfter(from)).events.sort()).toEqual([
      'package.updated pkg:npm/moving',
      'version.created pkg:npm/moving@2.0.0',
      'version.removed pkg:npm/moving@1.0.0',
      'version.updated pkg:npm/moving@1.1.0',
    ]);
    const { rows } = await db.query({
      text: 'select number, status from versions where package_id = $1 order by number',
      values: [await idOf('moving')],
    });
    expect(rows).toEqual([
      { number: '1.0.0', status: 'removed' },
      { number: '1.1.0', status: 'deprecated' },
      { number: '2.0.0', status: null },
    ]);
  });

  it('keeps versions that a partial list does not name, and asks for the latest of all', async () => {
    await writePackages(db, registry, [write('partial', { versions: [version('1.0.0'), version('3.0.0')] })]);
    await writePackages(
      db,
      registry,
      [write('partial', { versions: [version('2.0.0')], versionsComplete: false })],
      {
        latestOf: all =>
          all
            .map(v => v.number)
            .sort()
            .at(-1)!,
      },
    );
    const { rows } = await db.query({
      text: 'select latest_version, versions_count from packages where name = $1',
      values: ['partial'],
    });
    expect(rows).toEqual([{ latest_version: '3.0.0', versions_count: 3 }]);
  });

  it('counts maintainers, keywords and namespaces as their lists hold them', async () => {
    const ada = { uuid: 'ada', login: 'ada', name: null, email: null, url: null, role: null };
    const bob = { ...ada, uuid: 'bob', login: 'bob' };
    await writePackages(db, registry, [
      write('@team/one', { namespace: 'team', keywords: ['x', 'y'], maintainers: [ada, bob] }),
      write('@team/two', { namespace: 'team', keywords: ['x'], maintainers: [ada] }),
    ]);
    await writePackages(db, registry, [
      write('@team/one', { namespace: 'team', keywords: ['y'], maintainers: [bob] }),
    ]);
    const people = await db.query({
      text: `select uuid, packages_count from maintainers where uuid in ('ada', 'bob') order by uuid`,
    });
    expect(people.rows).toEqual([
      { uuid: 'ada', packages_count: 1 },
      { uuid: 'bob', packages_count: 1 },
    ]);
    const words = await db.query({
      text: `select name, packages_count from keyword_counts where name in ('x', 'y') order by name`,
    });
    expect(words.rows).toEqual([
      { name: 'x', packages_count: 1 },
      { name: 'y', packages_count: 1 },
    ]);
    const spaces = await db.query({
      text: `select packages_count from namespace_counts where name = 'team'`,
    });
    expect(spaces.rows).toEqual([{ packages_count: 2 }]);
  });

  it('lets 16 writers that share dependencies finish, with exact counts', async () => {
    const names = Array.from({ length: 16 }, (_, n) => `crowd-${n}`);
    await Promise.all(
      names.map(name =>
        writePackages(db, registry, [
          write(name, {
            versions: [version('1.0.0', [dependency('shared'), ...names.map(other => dependency(other))])],
          }),
        ]),
      ),
    );
    expect((await usageOf('shared'))!.dependent_packages_count).toBe(16);
    for (const name of names) expect((await usageOf(name))!.dependent_packages_count).toBe(16);
  });

  it('stores text that PostgreSQL refuses without the characters it refuses', async () => {
    await writePackages(db, registry, [
      write('odd', {
        description: 'a\u0000b\ud800c',
        metadata: { x: 'n\u0000l' },
        versions: [version('1.0.0')],
      }),
    ]);
    const { rows } = await db.query({
      text: 'select description, metadata from packages where name = $1',
      values: ['odd'],
    });
    expect(rows).toEqual([{ description: 'ab\ufffdc', metadata: { x: 'nl' } }]);
  });

  it('refuses a kind that the registry does not have, and writes nothing', async () => {
    const bad = write('bad-kind', { versions: [version('1.0.0', [dependency('a', { kind: 'imaginary' })])] });
    await expect(writePackages(db, registry, [write('good-kind'), bad])).rejects.toThrow('imaginary');
    const { rows } = await db.query({
      text: `select name from packages where name in ('good-kind', 'bad-kind')`,
    });
    expect(rows).toEqual([]);
  });

  it('marks a package gone with its versions, and takes it back when it returns', async () => {
    const there = () => writePackages(db, registry, [write('fickle', { versions: [version('1.0.0')] })]);
    await there();
    const from = await now();
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
    expect((await eventsAfter(from)).events).toEqual([
      'package.removed pkg:npm/fickle',
      'package.updated pkg:npm/fickle',
      'version.updated pkg:npm/fickle@1.0.0',
    ]);
  });

  it('deletes for good: counters go back, and no writer brings it again', async () => {
    await writePackages(db, registry, [
      write('condemned', { versions: [version('1.0.0', [dependency('victim')])], keywords: ['doomed'] }),
    ]);
    expect((await usageOf('victim'))!.dependent_packages_count).toBe(1);
    const before = (await registryCounts(db)).get(registry.id)!;
    expect(
      await deletePackage(db, registry, 'condemned', 'asked by its owner', () => 'pkg:npm/condemned'),
    ).toBe(true);
    expect((await usageOf('victim'))!.dependent_packages_count).toBe(0);
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

  it('takes bulk batches beside single writers', async () => {
    const bulk = Array.from({ length: 500 }, (_, n) =>
      write(`bulk-${n}`, { versions: [version('1.0.0', [dependency('base')])] }, { importId: 1 }),
    );
    const [many] = await Promise.all([
      writePackages(db, registry, bulk),
      ...Array.from({ length: 5 }, (_, n) =>
        writePackages(db, registry, [
          write(`single-${n}`, { versions: [version('1.0.0', [dependency('base')])] }),
        ]),
      ),
    ]);
    expect(many.filter(r => r.outcome === 'created')).toHaveLength(500);
    expect((await usageOf('base'))!.dependent_packages_count).toBe(505);
  });

  it('removes what a complete import did not see', async () => {
    await db.query({ text: `update package_sync set import_id = 7` });
    await writePackages(db, registry, [write('bulk-0', { description: 'seen' }, { importId: 8 })]);
    await db.query({
      text: `update package_sync set import_id = 8 where package_id <> $1`,
      values: [await idOf('bulk-1')],
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

describe.each(serversUnderTest())('rankings on $name', ({ url }) => {
  let db: Database;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    ({ db, drop } = await createTestDatabase(url, { migrate: true }));
  });
  afterAll(() => drop());

  /** [downloads, dependents, active] by package number from 1. */
  const fill = (registryId: number, rows: [number | null, number, boolean][]) =>
    db.query({
      text: `insert into package_usage (registry_id, package_id, indexed, downloads, dependent_packages_count, active)
        select $1, row_number() over (), true, * from unnest($2::bigint[], $3::int[], $4::bool[])`,
      values: [registryId, rows.map(r => r[0]), rows.map(r => r[1]), rows.map(r => r[2])],
    });

  it('ranks by the share of active packages that are used more', async () => {
    await fill(1, [
      [100, 0, true],
      [50, 9, true],
      [50, 0, false],
      [null, 0, true],
    ]);
    await updateRankings(db, 1);
    const { rows } = await db.query({
      text: `select rank_downloads as d, rank_dependent_packages as p, rank_average as a from package_usage where registry_id = 1 order by package_id`,
    });
    expect(rows).toEqual([
      { d: 0, p: 25, a: 12.5 },
      { d: 25, p: 0, a: 12.5 },
      { d: 25, p: 25, a: 25 },
      { d: null, p: 25, a: 100 },
    ]);
  });

  it('takes as critical the most used that together have 80 %, the crossing one included, in registries of 4,000 and more', async () => {
    // 4,000 packages: uses 60, 15, 10, 10, 5 and none. 60 + 15 = 75 <= 80, so the third (85) crosses the line.
    const uses = [60, 15, 10, 10, 5, ...Array<number>(3_995).fill(0)];
    await fill(
      2,
      uses.map(used => [null, used, true]),
    );
    expect(await updateCritical(db, 2)).toBe(3);
    await fill(
      3,
      uses.slice(1).map(used => [null, used, true]),
    );
    expect(await updateCritical(db, 3)).toBe(0);
    const { rows } = await db.query({
      text: 'select package_id from package_usage where critical order by package_id',
    });
    expect(rows.map(r => r.package_id)).toEqual([1, 2, 3]);
  });
});
