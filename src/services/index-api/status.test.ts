import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Edge, packageRecord, startEdge } from '../../api/fixtures/edge.ts';
import { createQueue, migrateQueue } from '../../pipeline/jobs.ts';
import { setRegistryFact } from '../../store/registries.ts';
import { addSlaMinutes } from '../../store/sla.ts';
import index from './index.ts';
import type { IndexStatus } from './schemas.ts';

let edge: Edge;

beforeAll(async () => {
  edge = await startEdge({ services: [{ ...index, pages: [] }] });
});
afterAll(() => edge.stop());

const read = async () => {
  const answer = await fetch(`${edge.url}/api/v1/status`);
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  return (await answer.json()) as IndexStatus;
};
const registry = (status: IndexStatus, name: string) => status.registries.find(r => r.name === name);

describe('freshness', () => {
  test('of an index in which nothing has happened yet: unknown and absent are two answers', async () => {
    const status = await read();
    expect(status.queue).toEqual({ state: 'absent', as_of: null, lanes: {}, dead: [] });
    expect(status.events).toEqual({ state: 'unknown', as_of: null, head: expect.any(String) });
    expect(status.database).toMatchObject({ state: 'known', server_version: expect.stringMatching(/^\d+/) });
    expect(status.database.size_bytes).toBeGreaterThan(1_000_000);
    expect(registry(status, 'npm')).toMatchObject({
      packages_count: 0,
      fields: {
        packages: { state: 'unknown', as_of: null },
        feed: { state: 'unknown' },
        rankings: { state: 'unknown' },
      },
    });
    expect(registry(status, 'debian-12')?.fields.feed).toEqual({
      state: 'absent',
      as_of: null,
      reason: 'Debian announces no single packages.',
    });
  });

  test('of what is known: as of when, and head against position', async () => {
    const npm = edge.directory.byName('npm')?.registry.id ?? 0;
    const asOf = new Date('2024-05-06T07:08:09.000Z');
    await edge.write('npm', packageRecord('a'), packageRecord('b'));
    await setRegistryFact(edge.database.db, npm, 'feed', {
      asOf,
      head: '1200',
      position: '1150',
      detail: { mode: 'all' },
    });
    await setRegistryFact(edge.database.db, npm, 'names', { asOf, head: 'f00', position: 'ba4' });
    await setRegistryFact(edge.database.db, npm, 'index', { asOf, head: 'f00', position: 'f00' });
    const status = await read();
    const fields = registry(status, 'npm')?.fields;
    expect(registry(status, 'npm')).toMatchObject({ packages_count: 2, versions_count: 2 });
    expect(fields?.feed).toEqual({
      state: 'known',
      as_of: asOf.toISOString(),
      head: '1200',
      position: '1150',
      behind: 50,
      detail: { mode: 'all' },
    });
    expect([fields?.names?.behind, fields?.index?.behind]).toEqual([null, 0]);
    expect(fields?.packages).toMatchObject({ state: 'known', detail: { oldest: expect.any(String) } });
    expect(Date.now() - Date.parse(fields?.packages?.as_of ?? '')).toBeLessThan(60_000);
    expect(status.events.state).toBe('known');
  });

  test('of the event feed: unknown until it is measured, then the minutes of this month and how far events reach back', async () => {
    const before = await read();
    expect(before.service_levels).toMatchObject({
      state: 'unknown',
      month: { minutes: 0, availability: null },
      publish_lag: { p95_ms: null, bursts: 0 },
      webhooks: { state: 'absent' },
      targets: { scale: { availability: 0.999, publish_lag_p95_ms: 15_000, replay_days: 90 } },
      reports: [],
    });
    const minute = Math.max(
      Math.floor(Date.now() / 60_000) * 60_000 - 120_000,
      Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth(), 1),
    );
    // 12 ms and less lie between 10 and 25.
    const publishLag = [0, 4, ...new Array(12).fill(0)];
    const seen = { probes: 3, probeFailures: 0, requests: 10, failures: 0, publishLag };
    await addSlaMinutes(edge.database.db, [{ minute, ...seen }]);
    const { service_levels: levels } = await read();
    expect(levels.publish_lag).toEqual({ p50_ms: 17.5, p95_ms: 24.3, bursts: 4 });
    expect(levels.month).toMatchObject({ available_minutes: 1, requests: 10, failures: 0 });
    expect(levels.replay.from).not.toBeNull();
  });

  test('an import that runs is pending', async () => {
    const debian = edge.directory.byName('debian-12')?.registry.id;
    await edge.database.db.query({
      text: `insert into imports (registry_id, parts) values ($1, '[]')`,
      values: [debian],
    });
    expect(registry(await read(), 'debian-12')?.fields.packages).toMatchObject({
      state: 'pending',
      as_of: null,
      detail: { import: { finishedAt: null } },
    });
  });

  test('of the queue: jobs by lane, and those that were given up, by their code', async () => {
    await migrateQueue(edge.database.db);
    const queue = createQueue(edge.database.db);
    await queue.enqueue([
      { task: 'sync', key: 'sync:npm:a', payload: {}, lane: 'interactive' },
      { task: 'sync', key: 'sync:npm:b', payload: {}, lane: 'backfill' },
      { task: 'sync', key: 'sync:npm:c', payload: {}, lane: 'backfill' },
    ]);
    await edge.database.db.query({
      text: `update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'unreachable: 10.0.0.7 refused'
        where key = 'sync:npm:c'`,
    });
    const { queue: told } = await read();
    expect(told).toMatchObject({
      state: 'known',
      lanes: { interactive: { ready: 1 }, backfill: { ready: 1, dead: 1 } },
      dead: [{ task: 'sync', key: 'sync:npm:c', lane: 'backfill', error: 'unreachable' }],
    });
    expect(JSON.stringify(told)).not.toContain('10.0.0.7');
    expect(await (await fetch(`${edge.url}/metrics`)).text()).toContain(
      'ecosystems_queue_jobs{lane="backfill",state="dead"} 1',
    );
  });
});
