/** Whole indexes into the store: complete, partial, unchanged, broken half-way and again. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UpstreamError } from '../../src/core/errors.ts';
import type { PackageRecord } from '../../src/core/records.ts';
import type { BatchConnector, Ecosystem, IndexPart } from '../../src/ecosystems/ecosystem.ts';
import npm from '../../src/ecosystems/npm/index.ts';
import { digestOf, type ImportProgress, importRegistry } from '../../src/pipeline/import.ts';
import { Deferred } from '../../src/pipeline/outcomes.ts';
import { createRegistries, type SyncRegistry } from '../../src/pipeline/registries.ts';
import { createHandlers } from '../../src/pipeline/tasks.ts';
import { loadRegistries, registryFacts, seedRegistries } from '../../src/store/registries.ts';
import { createTestDatabase, type TestDatabase } from '../databases.ts';
import { eventsOf, openWorld, type World } from './world.ts';

/** An index in memory: package name and version by suite. */
type Index = Record<string, Record<string, string>>;
let index: Index;
/** Called before each batch is given. */
let onBatch: (n: number) => void | Promise<void>;

let database: TestDatabase;
let world: World;
let registry: SyncRegistry;

const connector: BatchConnector = {
  async parts(_context, { suites }) {
    return Object.entries(index)
      .filter(([suite]) => suites === null || suites.includes(suite))
      .map(([id, packages]) => ({ id, source: `memory/${id}`, size: 100, digest: JSON.stringify(packages) }));
  },
  async *read(_context, parts, onProgress) {
    const all = new Map(parts.flatMap(part => Object.entries(index[part.id] ?? {})));
    const records = [...all].map(([name, version]) => record(name, version));
    for (let at = 0, n = 0; at < records.length; at += 700, n++) {
      await onBatch(n);
      onProgress?.(Math.min(100 * parts.length, at));
      yield records.slice(at, at + 700);
    }
  },
};

function record(name: string, version: string): PackageRecord {
  return {
    name,
    namespace: null,
    description: `the ${name}`,
    homepage: null,
    repositoryUrl: null,
    repositoryCandidates: [],
    licenses: null,
    keywords: [],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: {},
    latestVersion: version,
    versions: [
      {
        number: version,
        publishedAt: null,
        licenses: null,
        integrity: null,
        status: null,
        metadata: {},
        dependencies:
          name === 'base' ? [] : [{ name: 'base', requirement: null, kind: 'runtime', optional: false }],
      },
    ],
    versionsComplete: true,
    maintainers: null,
  };
}

const distribution: Ecosystem = {
  ...npm,
  id: 'memory',
  purl: { type: 'generic', toPurl: name => ({ namespace: null, name }), fromPurl: ({ name }) => name },
  dependencyKinds: ['runtime'],
  connector: { mode: 'batch', load: async () => connector },
};

beforeEach(async () => {
  database = await createTestDatabase();
  world = await openWorld({ url: database.url, registryUrl: 'http://127.0.0.1:9' });
  await seedRegistries(world.db, [
    {
      name: 'memory-1',
      url: 'https://memory.example',
      ecosystem: 'memory',
      purlType: 'generic',
      isDefault: true,
      version: '1',
      github: null,
      requestsPerSecond: null,
      metadata: {},
      dependencyKinds: ['runtime'],
    },
  ]);
  world.deps.registries = createRegistries(await loadRegistries(world.db), [npm, distribution]);
  registry = world.deps.registries.byName('memory-1') as SyncRegistry;
  onBatch = () => {};
});

afterEach(async () => {
  await world.close();
  await database.drop();
});

const many = (count: number, version = '1.0.0') =>
  Object.fromEntries([['base', version], ...Array.from({ length: count - 1 }, (_, n) => [`p${n}`, version])]);
const run = (options = {}) => importRegistry(world.deps, registry, options);
const count = async (where = 'true') =>
  (await world.db.query<{ n: number }>(`select count(*) as n from packages where ${where}`)).rows[0]?.n;
const runs = async () =>
  (await world.db.query('select packages, error, finished_at is not null as ended from imports order by id'))
    .rows;
const fact = async () =>
  (await registryFacts(world.db)).find(f => f.registryId === registry.id && f.field === 'packages');

test('all of it, with counters, rankings, facts and progress', async () => {
  index = { main: many(5_000), extra: { only: '2.0.0' } };
  const seen: ImportProgress[] = [];
  const result = await run({ onProgress: (progress: ImportProgress) => seen.push({ ...progress }) });
  expect(result).toMatchObject({
    outcome: 'imported',
    created: 5_001,
    updated: 0,
    unchanged: 0,
    removed: 0,
    parts: 2,
  });
  expect(await count()).toBe(5_001);
  const { rows } = await world.db.query(
    `select dependent_packages_count as dependents, rank_average as rank, critical from package_usage u
     join packages p on p.id = u.package_id where p.name = 'base'`,
  );
  expect(rows).toEqual([{ dependents: 5_000, rank: 0, critical: true }]);
  expect([...new Set(seen.map(progress => progress.phase))]).toEqual([
    'looking',
    'reading',
    'sweeping',
    'tidying',
    'ranking',
    'done',
  ]);
  expect(seen.at(-1)).toEqual({
    phase: 'done',
    packages: 5_001,
    bytesRead: expect.any(Number),
    bytesTotal: 200,
  });
  expect(seen.every((progress, n) => n === 0 || progress.packages >= (seen[n - 1]?.packages ?? 0))).toBe(
    true,
  );
  expect(await runs()).toEqual([{ packages: 5_001, error: null, ended: true }]);
  expect(await fact()).toMatchObject({
    detail: { packages: 5_001, suites: null, sources: ['memory/main', 'memory/extra'] },
  });
  expect((await fact())?.position).toBe((await fact())?.head);
});

test('an unchanged index is not read again unless forced; its facts are then of now', async () => {
  index = { main: many(10) };
  await run();
  const before = (await fact())?.asOf as string;
  onBatch = () => {
    throw new Error('it was read');
  };
  expect(await run()).toMatchObject({ outcome: 'unchanged', created: 0 });
  expect(((await fact())?.asOf as string) > before).toBe(true);
  expect((await fact())?.detail).toMatchObject({ packages: 10 });
  onBatch = () => {};
  expect(await run({ force: true })).toMatchObject({ outcome: 'imported', unchanged: 10, created: 0 });
});

test('packages that a complete index no longer has are removed; a part of it says nothing of the rest', async () => {
  index = { main: { base: '1', one: '1', two: '1' }, extra: { three: '1' } };
  await run();
  index = { main: { base: '1', one: '2' }, extra: { three: '1' } };
  expect(await run({ suites: ['main'] })).toMatchObject({ updated: 1, unchanged: 1, removed: 0 });
  expect(await count(`status = 'removed'`)).toBe(0);
  expect(await run()).toMatchObject({ removed: 1 });
  expect(await count(`status = 'removed'`)).toBe(1);
  const removed = await eventsOf(world.db, e => e.type === 'package.removed', 1);
  expect(removed.map(e => e.subject)).toEqual(['pkg:generic/two']);
});

describe('half-way', () => {
  test('a source that breaks: a typed error, whole packages, no removals, and the next run completes', async () => {
    index = { main: many(6_000, '1.0.0') };
    await run();
    index = { main: many(6_000, '2.0.0') };
    onBatch = n => {
      if (n === 6) throw new UpstreamError('malformed', 'cut short');
    };
    await expect(run()).rejects.toMatchObject({ code: 'malformed' });
    expect((await runs())[1]).toEqual({ packages: null, error: 'cut short', ended: true });
    // Six times 700 records, of which whole batches of 2,000 were written: each has both its versions or one.
    const { rows } = await world.db.query(
      `select p.latest_version as latest, count(distinct p.id) as packages, count(*) as versions
       from packages p join versions v on v.package_id = p.id group by 1 order by 1`,
    );
    expect(rows).toEqual([
      { latest: '1.0.0', packages: 2_000, versions: 2_000 },
      { latest: '2.0.0', packages: 4_000, versions: 8_000 },
    ]);
    expect(await count(`status = 'removed'`)).toBe(0);
    onBatch = () => {};
    expect(await run()).toMatchObject({ outcome: 'imported', updated: 2_000, unchanged: 4_000 });
  });

  test('a killed import is marked by the next one', async () => {
    index = { main: many(10) };
    await world.db.query({
      text: `insert into imports (registry_id, parts) values ($1, '[]')`,
      values: [registry.id],
    });
    await run();
    expect(await runs()).toEqual([
      { packages: null, error: 'interrupted', ended: true },
      { packages: 10, error: null, ended: true },
    ]);
  });

  test('an aborted one stops reading', async () => {
    index = { main: many(10_000) };
    const stop = new AbortController();
    onBatch = n => {
      if (n === 4) stop.abort();
    };
    await expect(run({ signal: stop.signal })).rejects.toThrow('aborted');
    expect(await count()).toBeLessThan(10_000);
    expect((await runs())[0]).toMatchObject({ ended: true, error: expect.stringContaining('aborted') });
  });
});

test('one at a time for each registry', async () => {
  index = { main: many(10) };
  let other: Promise<unknown> = Promise.resolve();
  onBatch = async () => {
    other = run().catch(error => error);
    await other;
  };
  await run();
  expect(await other).toBeInstanceOf(Deferred);
});

test('the hourly look imports what was imported before, with the same suites, and nothing else', async () => {
  const handlers = createHandlers(world.deps);
  const job = {
    id: 1,
    key: null,
    lane: 'backfill' as const,
    attempt: 1,
    signal: new AbortController().signal,
  };
  index = { main: many(3), extra: { three: '1' } };
  await handlers['check-imports']?.({}, job);
  expect((await world.queue.stats()).tasks).toEqual({});
  await run({ suites: ['main'] });
  await handlers['check-imports']?.({}, job);
  expect((await world.queue.stats()).tasks).toEqual({ import: 1 });
  index = { main: many(4), extra: { three: '1' } };
  await handlers.import?.({ registry: 'memory-1', suites: ['main'] }, job);
  expect(await count()).toBe(4);
  expect(await count(`name = 'three'`)).toBe(0);
});

test('a part without a digest cannot be told from a changed one', () => {
  const part = (id: string, digest: string | null): IndexPart => ({ id, source: id, size: null, digest });
  expect(digestOf([part('a', '1'), part('b', null)])).toBeNull();
  expect(digestOf([part('a', '1'), part('b', '2')])).toBe(digestOf([part('b', '2'), part('a', '1')]));
  expect(digestOf([part('a', '1')])).not.toBe(digestOf([part('a', '2')]));
});
