/** One package from a registry into the store, in every way it can end. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { InputError, UpstreamError } from '../../src/core/errors.ts';
import { Deferred } from '../../src/pipeline/outcomes.ts';
import { findBlob } from '../../src/store/blobs.ts';
import { isAbsent, packageFreshness } from '../../src/store/freshness.ts';
import { deletePackage } from '../../src/store/removals.ts';
import { createTestDatabase, type TestDatabase } from '../databases.ts';
import { type NpmRegistry, startNpmRegistry } from '../npm-registry.ts';
import { eventsOf, openWorld, type World } from './world.ts';

const START = Date.parse('2026-03-01T12:00:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let database: TestDatabase;
let registry: NpmRegistry;
let world: World;
let clock = START;

beforeAll(async () => {
  database = await createTestDatabase();
  registry = await startNpmRegistry({ packages: [] });
  world = await openWorld({ url: database.url, registryUrl: registry.url, now: () => new Date(clock) });
});

afterAll(async () => {
  await world.close();
  await registry.close();
  await database.drop();
});

beforeEach(() => {
  clock += 100 * HOUR;
});

const freshness = (name: string) => packageFreshness(world.db, world.npm.id, name);
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    value => {
      throw new Error(`expected a failure, got ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
/** Waits for the event that must come last. */
const eventTypes = async (purl: string, last: string) => {
  const mine = (subject: string) => subject === purl || subject.startsWith(`${purl}@`);
  await eventsOf(world.db, e => mine(e.subject) && e.type === last, 1);
  return (await eventsOf(world.db, e => mine(e.subject), 1)).map(e => e.type);
};

describe('what a registry answers', () => {
  test('found: the facts, the raw document under its hash, and the event are there', async () => {
    registry.publish('found-one', '1.0.0', { description: 'first' });
    expect(await world.sync('found-one')).toEqual({ outcome: 'created', name: 'found-one' });

    const { rows } = await world.db.query(
      `select p.description, p.latest_version, p.versions_count, s.source_url, encode(s.source_sha256, 'hex') as hash
       from packages p join package_sync s on s.package_id = p.id where p.name = 'found-one'`,
    );
    const bytes = await world.io.blobs.get(rows[0]?.hash as string);
    expect(rows[0]).toMatchObject({
      description: 'first',
      latest_version: '1.0.0',
      versions_count: 1,
      source_url: `${registry.url}/found-one`,
    });
    expect(JSON.parse(String(bytes)).name).toBe('found-one');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(rows[0]?.hash);
    expect(await findBlob(world.db, rows[0]?.hash as string)).toMatchObject({
      size: bytes.length,
      mediaType: 'application/json',
    });
    expect(await eventTypes('pkg:npm/found-one', 'package.created')).toEqual(['package.created']);
  });

  test('a new version updates the package and is announced', async () => {
    registry.publish('found-two', '1.0.0');
    await world.sync('found-two');
    registry.publish('found-two', '1.1.0');
    clock += 11 * MINUTE;
    expect(await world.sync('found-two')).toEqual({ outcome: 'updated', name: 'found-two' });
    expect(await eventTypes('pkg:npm/found-two', 'version.created')).toEqual([
      'package.created',
      'package.updated',
      'version.created',
    ]);
  });

  test('not modified: only the freshness changes, and no body is sent', async () => {
    registry.publish('same', '1.0.0');
    await world.sync('same');
    clock += HOUR;
    expect(await world.sync('same')).toEqual({ outcome: 'not-modified', name: 'same' });
    expect(registry.log.filter(entry => entry.what === 'same').map(entry => entry.status)).toEqual([
      200, 304,
    ]);
    expect((await freshness('same'))?.lastSyncedAt).toBe(new Date(clock).toISOString());
  });

  test('missing: noted for ten minutes, in which the registry is not asked again', async () => {
    expect(await world.sync('nobody')).toEqual({ outcome: 'missing', name: 'nobody' });
    expect(await isAbsent(world.db, world.npm.id, 'nobody', 10 * MINUTE, new Date(clock))).toBe(true);
    clock += 9 * MINUTE;
    expect(await world.sync('nobody')).toEqual({ outcome: 'missing', name: 'nobody' });
    expect(registry.requests('nobody')).toBe(1);
    registry.publish('nobody', '1.0.0');
    clock += 2 * MINUTE;
    expect(await world.sync('nobody')).toEqual({ outcome: 'created', name: 'nobody' });
  });

  test('unpublished: the package and its versions say so, and what was known stays', async () => {
    registry.publish('gone', '1.0.0', { description: 'was here' });
    await world.sync('gone');
    registry.unpublish('gone');
    clock += HOUR;
    expect(await world.sync('gone')).toEqual({ outcome: 'removed', name: 'gone' });
    const { rows } = await world.db.query(
      `select p.status, p.description, v.status as version from packages p join versions v on v.package_id = p.id where p.name = 'gone'`,
    );
    expect(rows).toEqual([{ status: 'unpublished', description: 'was here', version: 'removed' }]);
    expect(await eventTypes('pkg:npm/gone', 'package.removed')).toEqual([
      'package.created',
      'package.removed',
    ]);
  });

  test('a package that comes back as it was is written again', async () => {
    registry.publish('phoenix', '1.0.0');
    await world.sync('phoenix');
    registry.fault('phoenix', { kind: 'status', status: 404 });
    clock += HOUR;
    expect((await world.sync('phoenix')).outcome).toBe('removed');
    expect((await freshness('phoenix'))?.status).toBe('removed');
    registry.fault('phoenix', null);
    clock += HOUR;
    expect((await world.sync('phoenix')).outcome).toBe('updated');
    const { rows } = await world.db.query(
      `select p.status, v.status as version from packages p join versions v on v.package_id = p.id where p.name = 'phoenix'`,
    );
    expect(rows).toEqual([{ status: null, version: null }]);
  });

  test('renamed: the old name becomes an alias of the new one', async () => {
    registry.publish('old-name', '1.0.0');
    await world.sync('old-name');
    // No npm package moves; a registry whose answer carries another name is how other ecosystems tell of it.
    const slot = world.npm.definition.connector;
    if (slot.mode !== 'package') throw new Error('npm is asked package by package');
    const connector = await slot.load();
    const fetch = async (...[context, name, previous]: Parameters<typeof connector.fetch>) => {
      const outcome = await connector.fetch(context, name, previous);
      if (outcome.kind !== 'found') throw new Error('expected a packument');
      return { ...outcome, record: { ...outcome.record, name: 'new-name' } };
    };
    const moved = {
      ...world.npm,
      definition: {
        ...world.npm.definition,
        connector: { ...slot, load: async () => ({ ...connector, fetch }) },
      },
    };
    clock += HOUR;
    expect(await world.deps.sync(moved, 'old-name', { force: true })).toEqual({
      outcome: 'created',
      name: 'new-name',
    });
    const { rows } = await world.db.query(
      'select a.name, p.name as target from package_aliases a join packages p on p.id = a.package_id',
    );
    expect(rows).toEqual([{ name: 'old-name', target: 'new-name' }]);
    expect((await freshness('old-name'))?.status).toBe('removed');
    expect(await eventTypes('pkg:npm/new-name', 'package.renamed')).toEqual([
      'package.created',
      'package.renamed',
    ]);
  });
});

describe('what is not asked for', () => {
  test('a tombstoned name: no request, no package, whoever wants it', async () => {
    registry.publish('buried', '1.0.0');
    await world.sync('buried');
    await deletePackage(world.db, world.npm, 'buried', 'asked for', () => 'pkg:npm/buried');
    const before = registry.requests('buried');
    for (const options of [{}, { force: true }, { lane: 'feed', announcedAt: new Date(clock) }] as const) {
      expect(await world.sync('buried', options)).toEqual({ outcome: 'tombstoned', name: 'buried' });
    }
    expect(registry.requests('buried')).toBe(before);
    expect(await freshness('buried')).toBeNull();
  });

  test('a name that cannot be', async () => {
    const before = registry.requests();
    for (const name of ['', '..', 'a b', '.hidden', `x${'y'.repeat(300)}`]) {
      expect(await failure(world.sync(name))).toBeInstanceOf(InputError);
    }
    expect(registry.requests()).toBe(before);
  });

  test('within the re-sync floor: a day for what is swept up, ten minutes for a feed or a person', async () => {
    registry.publish('floored', '1.0.0');
    await world.sync('floored');
    const synced = clock;
    clock += 5 * MINUTE;
    for (const [lane, floor] of [
      ['interactive', 10 * MINUTE],
      ['feed', 10 * MINUTE],
      ['backfill', 24 * HOUR],
    ] as const) {
      const error = await failure(world.sync('floored', { lane }));
      expect(error).toBeInstanceOf(Deferred);
      expect((error as Deferred).until).toEqual(new Date(synced + floor));
    }
    expect(registry.requests('floored')).toBe(1);
    expect((await world.sync('floored', { force: true })).outcome).toBe('unchanged');
    clock += 11 * MINUTE;
    expect(await failure(world.sync('floored', { lane: 'backfill' }))).toBeInstanceOf(Deferred);
    expect((await world.sync('floored', { lane: 'feed' })).outcome).toBe('not-modified');
  });

  test('a change that was announced before the facts were last fetched', async () => {
    registry.publish('announced', '1.0.0');
    await world.sync('announced');
    const announcedAt = new Date(clock - 1_000);
    clock += HOUR;
    expect((await world.sync('announced', { lane: 'feed', announcedAt })).outcome).toBe('not-modified');
    expect(registry.requests('announced')).toBe(1);
    const newer = new Date(clock);
    clock += MINUTE;
    expect((await world.sync('announced', { lane: 'feed', announcedAt: newer })).outcome).toBe(
      'not-modified',
    );
    expect(registry.requests('announced')).toBe(2);
  });
});

describe('a registry in trouble: a typed error, the stored facts stay and say why they are old', () => {
  test.each([
    [{ kind: 'status', status: 500 }, 'server-error'],
    [{ kind: 'status', status: 403 }, 'unexpected-status'],
    [{ kind: 'rate-limited', retryAfter: 1 }, 'rate-limited'],
    [{ kind: 'truncated-gzip' }, 'malformed'],
    [{ kind: 'short-body' }, 'malformed'],
    [{ kind: 'wrong-type' }, 'malformed'],
    [{ kind: 'body', body: '{"name":' }, 'malformed'],
    [{ kind: 'reset' }, 'unreachable'],
    [{ kind: 'huge', bytes: 200 * 1024 * 1024 }, 'too-large'],
  ] as const)('%o is %s', async (fault, code) => {
    const name = `trouble-${code}-${fault.kind}`;
    registry.publish(name, '1.0.0', { description: 'as it was' });
    await world.sync(name);
    const synced = new Date(clock).toISOString();
    clock += HOUR;
    registry.fault(name, { ...fault });
    const error = await failure(world.sync(name));
    expect(error).toBeInstanceOf(UpstreamError);
    expect((error as UpstreamError).code).toBe(code);
    expect(await freshness(name)).toMatchObject({
      status: null,
      lastSyncedAt: synced,
      lastFailedAt: new Date(clock).toISOString(),
      lastFailure: expect.stringMatching(`^${code}: `),
    });
    const { rows } = await world.db.query('select description from packages where name = $1', [name]);
    expect(rows).toEqual([{ description: 'as it was' }]);

    registry.fault(name, null);
    // The test's host budget may still keep the pause that a 429 asked for.
    await world.db.query('delete from host_budgets');
    clock += HOUR;
    await world.sync(name);
    expect(await freshness(name)).toMatchObject({ lastFailedAt: null, lastFailure: null });
  });

  test('a packument of 50 MB is stored like any other', async () => {
    registry.publish('large', '1.0.0', { description: 'large' });
    registry.fault('large', { kind: 'huge' });
    expect(await world.sync('large')).toEqual({ outcome: 'created', name: 'large' });
  }, 60_000);

  test('an unknown package leaves nothing behind', async () => {
    registry.publish('unlucky', '1.0.0');
    registry.fault('unlucky', { kind: 'body', body: '[1, 2]' });
    expect(await failure(world.sync('unlucky'))).toBeInstanceOf(UpstreamError);
    expect(await freshness('unlucky')).toBeNull();
    const { rows } = await world.db.query(`select 1 from absent_packages where name = 'unlucky'`);
    expect(rows).toEqual([]);
  });
});

test('two at once ask the registry once: the second is told to come back', async () => {
  registry.publish('wanted', '1.0.0');
  registry.fault('wanted', { kind: 'slow', ms: 300, times: 1 });
  const first = world.sync('wanted');
  await new Promise(resolve => setTimeout(resolve, 100));
  const second = await failure(world.sync('wanted'));
  expect(second).toMatchObject({ code: 'busy', until: new Date(clock + 5_000) });
  expect((await first).outcome).toBe('created');
  expect(registry.requests('wanted')).toBe(1);
});
