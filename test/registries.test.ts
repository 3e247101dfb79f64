/**
 * Every registry that is recorded, from its answers over real HTTP to the answer of our API: feed, event, job, connector,
 * blob, map, store, service. And registries in trouble: each fault has a name on the job, and what is stored stays.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { normaliseRepositoryUrl } from '../src/core/repository-url.ts';
import type { RecordedPackage } from '../src/ecosystems/conformance/recordings.ts';
import { purlOf } from '../src/ecosystems/ecosystem.ts';
import { ecosystemIds } from '../src/ecosystems/index.ts';
import { pollFeed } from '../src/pipeline/feeds.ts';
import { type NamesProgress, queueNames } from '../src/pipeline/names.ts';
import { packageFreshness } from '../src/store/freshness.ts';
import { paths, segment } from '../src/ui/paths.ts';
import { checkerOf, openContract } from './openapi-contract.ts';
import type { RegistryFault } from './registry-faults.ts';
import { openRegistryWorld, type RegistryWorld, recordedFolders } from './registry-world.ts';

const all = await recordedFolders();
const folders = all.filter(({ lacking }) => lacking.length === 0);
for (const { id, lacking } of all.filter(folder => !folders.includes(folder)))
  console.warn(`${id}: not replayed, because recorded files are absent: ${lacking[0]} (${lacking.length})`);

const contract = openContract('packages');
if (!contract.present)
  console.warn('packages.yaml is not beside the repository: answers are not checked against it');
const PACKAGE = '/registries/{registryName}/packages/{packageName}';
const problemsOf = (path: string) => checkerOf(contract.answerOf(contract.paths[path]?.get));
const packageProblems = problemsOf(PACKAGE);
const versionsProblems = problemsOf(`${PACKAGE}/versions`);

let world: RegistryWorld;
/** Stands for a machine of the operator's own network. */
let inside: Server;
let visits = 0;

beforeAll(async () => {
  world = await openRegistryWorld(folders);
  inside = createServer((_, response) => {
    visits++;
    response.end('secret');
  });
  await new Promise<void>(resolve => inside.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await world?.close();
  inside?.closeAllConnections();
  inside?.close();
});

const apiPath = ({ registry, name }: Pick<RecordedPackage, 'registry' | 'name'>) =>
  `/packages/api/v1/registries/${segment(registry)}/packages/${segment(name)}`;

/** The name that it is stored under: the registry may answer to another spelling than its own, or to a former name. */
const storedName = ({ registry, name, expected }: RecordedPackage) =>
  typeof expected.name === 'string'
    ? expected.name
    : world.registry(registry).definition.names.normalise(name);

describe.each(folders)('$id', ({ definition, recordings: { answers, packages } }) => {
  const modeOf = (of: RecordedPackage) => world.registry(of.registry).definition.connector.mode;

  beforeAll(() => {
    world.upstream.use(answers);
  });
  beforeEach(async () => {
    world.upstream.fault(null);
    await world.tidy();
  });

  test('what it answers is what the API answers', async () => {
    expect(await world.run(packages.map(of => world.jobFor(of.registry, of.name)))).toEqual([]);
    for (const of of packages) {
      const { status, body } = await world.get(apiPath(of));
      expect([status, body]).toEqual([200, expect.objectContaining({ ecosystem: expect.any(String) })]);
      expect(body).toMatchObject(of.expected);
      expect(packageProblems(body), of.name).toEqual([]);

      const versions = await world.get(`${apiPath(of)}/versions?per_page=100`);
      expect(versions.status).toBe(200);
      expect(versionsProblems(versions.body), of.name).toEqual([]);
      const page = await world.page(`/registries/${segment(of.registry)}/packages/${segment(of.name)}`);
      expect(page.status, of.name).toBe(200);
    }
  });

  test('it is announced as it was found, with the raw document that says so', async () => {
    const { db, registries } = world.deps;
    for (const of of packages) {
      const registry = world.registry(of.registry);
      const { rows } = await db.query<{ name: string; hash: string | null; events: number }>({
        text: `select p.name, encode(s.source_sha256, 'hex') as hash,
            (select count(*)::int from events where registry_id = $1 and type = 'package.created' and subject = $3) as events
          from packages p join package_sync s on s.registry_id = p.registry_id and s.package_id = p.id
          where p.registry_id = $1 and p.name = $2`,
        values: [registry.id, storedName(of), purlOf(registry, storedName(of))],
      });
      expect(rows).toEqual([{ name: storedName(of), hash: rows[0]?.hash, events: 1 }]);
      expect(registries.byName(of.registry)).toBe(registry);
      if (modeOf(of) === 'batch') continue;
      expect((await world.composition.io.blobs.get(String(rows[0]?.hash))).length).toBeGreaterThan(0);
    }
  });

  const announces = definition.connector.mode === 'package' && definition.connector.slots.includes('changes');
  if (announces) {
    test('its feed becomes events and jobs', async context => {
      const registry = world.registry(packages[0]?.registry as string);
      const poll = await pollFromTheBeginning(registry.id, registry.name);
      if (poll === null) {
        console.warn(`${definition.id}: its feed is not recorded`);
        return context.skip('its feed is not recorded');
      }
      expect(poll.followed).toBeGreaterThan(0);
      const { rows } = await world.deps.db.query<{ events: number; jobs: number; position: string | null }>({
        text: `select (select count(*)::int from events where registry_id = $1 and type = 'package.announced') as events,
          (select count(*)::int from graphile_worker.jobs where task_identifier = 'sync') as jobs,
          (select position from registry_facts where registry_id = $1 and field = 'feed') as position`,
        values: [registry.id],
      });
      expect(rows[0]).toMatchObject({ events: poll.followed, position: expect.any(String) });
      expect(rows[0]?.jobs).toBeGreaterThan(0);
    });
  }

  if (definition.connector.mode === 'package' && definition.connector.slots.includes('allNames')) {
    test('all its names become jobs in the background', async context => {
      const registry = world.registry(packages[0]?.registry as string);
      const before = world.upstream.missed.length;
      const done = await queueNames(world.deps, registry, { limit: 20 }).catch((error: unknown) => error);
      if (world.upstream.missed.length > before) {
        console.warn(`${definition.id}: the list of its names is not recorded`);
        return context.skip('the list of its names is not recorded');
      }
      expect(done).toEqual({ names: expect.any(Number), queued: expect.any(Number) });
      expect((done as NamesProgress).names).toBeGreaterThan(0);
      const { rows } = await world.deps.db.query<{ name: string; priority: number }>({
        text: `select payload ->> 'name' as name, priority from graphile_worker._private_jobs
          where payload ->> 'registry' = $1`,
        values: [registry.name],
      });
      // A short list may name nothing but what is indexed by now.
      expect(rows.length).toBeGreaterThanOrEqual((done as NamesProgress).queued);
      for (const { name, priority } of rows) {
        expect([priority, definition.names.problem(name)]).toEqual([20, null]);
        expect(definition.names.normalise(name)).toBe(name);
      }
    });
  }

  const faults: [name: string, fault: () => RegistryFault, code: RegExp][] = [
    ['429 with Retry-After', () => ({ kind: 'rate-limited', retryAfter: 90 }), /^rate-limited$/],
    ['500', () => ({ kind: 'status', status: 500 }), /^server-error$/],
    ['a body that is cut short', () => ({ kind: 'short-body' }), /^malformed$/],
    ['a body that is not encoded as it says', () => ({ kind: 'wrong-encoding' }), /^malformed$/],
    // A reader of lines meets an endless line long before the end of what it may read.
    ['a gzip bomb', () => ({ kind: 'gzip-bomb' }), /^(too-large|malformed)$/],
    [
      'a redirect to a private address',
      () => ({ kind: 'redirect', to: `http://127.0.0.1:${(inside.address() as AddressInfo).port}/` }),
      /^refused$/,
    ],
  ];

  test.each(faults)('%s is a typed failure of the job, and what is stored stays', async (_, fault, code) => {
    const [of] = packages as [RecordedPackage];
    await makeStale(of);
    world.upstream.fault(fault());
    const [job, ...others] = await world.run([world.jobFor(of.registry, of.name)]);
    expect(others).toEqual([]);
    expect(job?.error?.split(':')[0], String(job?.error)).toMatch(code);
    if (code.test('rate-limited')) {
      expect(job).toMatchObject({ attempts: 0 });
      expect(job?.seconds).toBeGreaterThan(60);
    } else expect(job).toMatchObject({ attempts: 1 });
    expect(visits).toBe(0);

    const { status, body } = await world.get(apiPath(of));
    expect(status).toBe(200);
    expect(body).toMatchObject(of.expected);
    if (modeOf(of) === 'batch') return;
    const known = await packageFreshness(world.deps.db, world.registry(of.registry).id, storedName(of));
    expect(known?.lastFailure?.split(':')[0]).toMatch(code);
  });

  test('a slow answer is an answer, and what failed before is forgotten', async () => {
    const [of] = packages as [RecordedPackage];
    await makeStale(of);
    world.upstream.fault({ kind: 'slow', ms: 300 });
    expect(await world.run([world.jobFor(of.registry, of.name)])).toEqual([]);
    expect((await world.get(apiPath(of))).body).toMatchObject(of.expected);
    if (modeOf(of) === 'batch') return;
    const known = await packageFreshness(world.deps.db, world.registry(of.registry).id, storedName(of));
    expect(known?.lastFailure).toBeNull();
  });
});

test('a program knows the forges of its settings', () => {
  const page = 'https://forge.example.org/group/tool/src/branch/main';
  expect(normaliseRepositoryUrl(page)).toBe('https://forge.example.org/group/tool');
  expect(normaliseRepositoryUrl(page.replace('forge.', 'other.'))).toBeNull();
});

test('the pages that show all ecosystems are there, and light', async () => {
  for (const path of ['/', '/ecosystems', '/status', ...ecosystemIds.map(paths.ecosystem)]) {
    const { status, html } = await world.page(path);
    expect(status, path).toBe(200);
    expect(html.length, path).toBeLessThan(60_000);
  }
  const { body } = await world.get('/api/v1/ecosystems');
  const ids = (body as { ecosystems: { id: string }[] }).ecosystems.map(of => of.id);
  expect(ids.sort()).toEqual([...ecosystemIds].sort());
});

/** Older than every floor, and an index that is not what was imported, so that the registry is asked again. */
async function makeStale({ registry }: RecordedPackage): Promise<void> {
  await world.deps.db.query({
    text: `update registry_facts set position = 'another' where registry_id = $1 and field = 'packages'`,
    values: [world.registry(registry).id],
  });
  await world.deps.db.query({
    text: `update package_sync set last_synced_at = now() - interval '3 days' where registry_id = $1`,
    values: [world.registry(registry).id],
  });
}

/** Positions that lie before everything, in the forms that cursors have: the dates, numbers and lists of connectors. */
const BEGINNINGS = ['1970-01-01T00:00:00.000Z', '0', '[]'];

/** Null where the feed is not recorded, or not from its beginning. */
async function pollFromTheBeginning(registryId: number, name: string) {
  const deps = { ...world.deps, follow: { [name]: 'all' as const } };
  const registry = world.registry(name);
  try {
    const first = await pollFeed(deps, registry);
    if (first && first.followed > 0) return first;
  } catch (error) {
    if (world.upstream.missed.length > 0) return null;
    throw error;
  }
  for (const position of BEGINNINGS) {
    await world.deps.db.query({
      text: `update registry_facts set position = $2 where registry_id = $1 and field = 'feed'`,
      values: [registryId, position],
    });
    const poll = await pollFeed(deps, registry).catch(() => null);
    if (poll && poll.followed > 0) return poll;
  }
  return world.upstream.missed.length > 0 ? null : { announced: 0, followed: 0 };
}
