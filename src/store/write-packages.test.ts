import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serversUnderTest } from '../../test/databases.ts';
import type { Database } from './database.ts';
import { readDependencies } from './dependencies.ts';
import { dependency, openPackageStore, type PackageStore, version, write } from './fixtures/package-store.ts';
import type { StoredRegistry } from './registries.ts';
import { writePackages } from './write-packages.ts';

describe.each(serversUnderTest())('writing packages on $name', ({ url }) => {
  let store: PackageStore;
  let db: Database;
  let registry: StoredRegistry;
  beforeAll(async () => {
    store = await openPackageStore(url);
    ({ db, registry } = store);
  });
  afterAll(() => store.drop());

  it('writes a package once, and an unchanged record changes nothing but the time of the sync', async () => {
    const from = await store.now();
    const again = () =>
      writePackages(db, registry, [
        write('once', { versions: [version('1.0.0'), version('1.1.0')], keywords: ['a', 'b'] }),
      ]);
    expect((await again()).map(r => r.outcome)).toEqual(['created']);
    expect((await again()).map(r => r.outcome)).toEqual(['unchanged']);
    expect((await store.eventsAfter(from)).events).toEqual(['package.created pkg:npm/once']);
    const { rows } = await db.query({
      text: 'select versions_count, latest_version, keywords, normalized_licenses from packages where name = $1',
      values: ['once'],
    });
    expect(rows).toEqual([
      { versions_count: 2, latest_version: '1.1.0', keywords: ['a', 'b'], normalized_licenses: ['MIT'] },
    ]);
  });

  it('keeps what names a repository, as of the last write', async () => {
    const named = (field: string) => ({
      url: 'https://github.com/a/b',
      field,
      raw: 'git@github.com:a/b.git',
      kind: 'forge' as const,
      chosen: true,
    });
    const stored = async () => {
      const { rows } = await db.query({
        text: 'select repository_candidates as candidates from packages where name = $1',
        values: ['named'],
      });
      return rows;
    };
    const one = [version('1.0.0')];
    await writePackages(db, registry, [write('named', { versions: one })]);
    expect(await stored()).toEqual([{ candidates: [] }]);
    const moved = write('named', { versions: one, repositoryCandidates: [named('source')] });
    expect((await writePackages(db, registry, [moved])).map(({ outcome }) => outcome)).toEqual(['updated']);
    expect(await stored()).toEqual([{ candidates: [named('source')] }]);
  });

  it('keeps what is known of a version that the source lists by its number alone', async () => {
    const full = {
      ...version('1.0.0', [dependency('needed-by-aging')]),
      publishedAt: '2024-01-02T03:04:05.000Z',
      licenses: 'MIT',
      integrity: 'sha1-aa',
      metadata: { size: 7 },
    };
    const bare = {
      ...version('1.0.0'),
      dependencies: null,
      publishedAt: null,
      licenses: null,
      integrity: null,
    };
    await writePackages(db, registry, [write('aging', { versions: [full] })]);
    await writePackages(db, registry, [
      write('aging', { versions: [{ ...bare, metadata: {}, status: 'yanked' }, version('1.1.0')] }),
    ]);
    const { rows } = await db.query({
      text: `select v.published_at, v.licenses, v.integrity, v.metadata, v.status, v.dependency_set > 0 as has
        from versions v join packages p on p.id = v.package_id where p.name = 'aging' and v.number = '1.0.0'`,
    });
    expect(rows).toEqual([
      {
        published_at: '2024-01-02T03:04:05.000Z',
        licenses: 'MIT',
        integrity: 'sha1-aa',
        metadata: { size: 7 },
        status: 'yanked',
        has: true,
      },
    ]);
  });

  it('keeps a digest and a licence that the source tells of the newest version only', async () => {
    const told = { ...version('1.0.0', [dependency('some')]), integrity: 'sha1-bb', licenses: 'ISC' };
    await writePackages(db, registry, [write('told-once', { versions: [told] })]);
    const older = { ...told, integrity: null, licenses: null, metadata: { old: true } };
    await writePackages(db, registry, [write('told-once', { versions: [older, version('2.0.0')] })]);
    const { rows } = await db.query({
      text: `select v.integrity, v.licenses, v.metadata from versions v join packages p on p.id = v.package_id
        where p.name = 'told-once' and v.number = '1.0.0'`,
    });
    expect(rows).toEqual([{ integrity: 'sha1-bb', licenses: 'ISC', metadata: { old: true } }]);
  });

  it('counts dependents by the latest version, and remembers those of older ones', async () => {
    await writePackages(db, registry, [
      write('app', { versions: [version('1.0.0', [dependency('lib'), dependency('old')])] }),
      write('tool', {
        versions: [version('1.0.0', [dependency('lib', { kind: 'development' }), dependency('lib')])],
      }),
    ]);
    // `lib` is not indexed: it is known by name only, and counted all the same.
    expect(await store.usageOf('lib')).toEqual({ dependent_packages_count: 2, indexed: false });
    await writePackages(db, registry, [
      write('app', {
        versions: [
          version('1.0.0', [dependency('lib'), dependency('old')]),
          version('2.0.0', [dependency('lib')]),
        ],
      }),
      write('lib', { versions: [version('1.0.0')] }),
    ]);
    expect(await store.usageOf('lib')).toEqual({ dependent_packages_count: 2, indexed: true });
    expect(await store.usageOf('old')).toEqual({ dependent_packages_count: 0, indexed: false });
    // runtime is bit 0, development bit 1.
    expect(await store.dependentsOf('lib')).toEqual([
      { name: 'app', current: 1, any: 1 },
      { name: 'tool', current: 3, any: 3 },
    ]);
    expect(await store.dependentsOf('old')).toEqual([{ name: 'app', current: 0, any: 1 }]);
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
      values: [await store.idOf('edges')],
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
        name: 'z',
        requirement: null,
        kind: 'peer',
        optional: true,
        alternative: false,
        qualifiers: { alias: 'zed' },
      },
      {
        name: 'a',
        requirement: '>= 1 < 2',
        kind: 'runtime',
        optional: false,
        alternative: false,
        qualifiers: null,
      },
      { name: 'b', requirement: '2', kind: 'runtime', optional: false, alternative: true, qualifiers: null },
    ]);
    expect(known!.map(d => d.id)).toEqual([0, 1, 2].map(n => rows[0]!.id * 65_536 + n));
  });

  it('announces new, changed and vanished versions one by one', async () => {
    await writePackages(db, registry, [write('moving', { versions: [version('1.0.0'), version('1.1.0')] })]);
    const from = await store.now();
    await writePackages(db, registry, [
      write('moving', {
        versions: [{ ...version('1.1.0'), status: 'deprecated' }, version('2.0.0')],
      }),
    ]);
    expect((await store.eventsAfter(from)).events.sort()).toEqual([
      'package.updated pkg:npm/moving',
      'version.created pkg:npm/moving@2.0.0',
      'version.removed pkg:npm/moving@1.0.0',
      'version.updated pkg:npm/moving@1.1.0',
    ]);
    const { rows } = await db.query({
      text: 'select number, status from versions where package_id = $1 order by number',
      values: [await store.idOf('moving')],
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
    expect((await store.usageOf('shared'))!.dependent_packages_count).toBe(16);
    for (const name of names) expect((await store.usageOf(name))!.dependent_packages_count).toBe(16);
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
    expect((await store.usageOf('base'))!.dependent_packages_count).toBe(505);
  });
});
