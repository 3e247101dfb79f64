/** The real queue on a real PostgreSQL: keys, lanes, retries, deferral, death, and workers that die. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/databases.ts';
import { UpstreamError } from '../core/errors.ts';
import { createQueue, type JobRequest, migrateQueue, type Queue } from './jobs.ts';
import { createLocks, type Locks } from './locks.ts';
import { Deferred } from './outcomes.ts';
import { type Handler, startWorker, type Worker, type WorkerOptions } from './worker.ts';

let test_: TestDatabase;
let queue: Queue;
let locks: Locks;
let workers: Worker[] = [];

beforeAll(async () => {
  test_ = await createTestDatabase();
  await migrateQueue(test_.db);
  queue = createQueue(test_.db);
  locks = createLocks({ url: test_.url });
});

afterAll(async () => {
  await locks.close();
  await test_.drop();
});

beforeEach(async () => {
  await test_.db.query('truncate graphile_worker._private_jobs');
});

afterEach(async () => {
  await Promise.all(workers.map(worker => worker.stop(2_000)));
  workers = [];
});

function start(handlers: Record<string, Handler>, options: Partial<WorkerOptions> = {}): Worker {
  const worker = startWorker({
    db: test_.db,
    url: test_.url,
    locks,
    handlers,
    concurrency: 1,
    pollIntervalMs: 100,
    ...options,
  });
  workers.push(worker);
  return worker;
}

const job = (key: string, change: Partial<JobRequest> = {}): JobRequest => ({
  task: 'note',
  key,
  payload: { key },
  lane: 'feed',
  ...change,
});

async function until(condition: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(25)) if (await condition()) return;
  throw new Error('it did not happen in time');
}

interface Row {
  key: string | null;
  priority: number;
  attempts: number;
  max_attempts: number;
  last_error: string | null;
  /** From its last change to when it is due. */
  seconds: number;
}
const rows = async () =>
  (
    await test_.db.query<Row>(
      `select key, priority, attempts, max_attempts, last_error, extract(epoch from run_at - updated_at)::float8 as seconds
       from graphile_worker.jobs order by key, id`,
    )
  ).rows;

describe('asking for jobs', () => {
  test('jobs of one key are one job, as urgent and as early as the most urgent of them', async () => {
    const later = new Date(Date.now() + 3_600_000);
    expect(
      await queue.enqueue([
        job('a', { lane: 'backfill', runAt: later }),
        job('a', { lane: 'feed', runAt: later }),
      ]),
    ).toBe(1);
    await queue.enqueue([job('a', { lane: 'interactive', runAt: new Date(Date.now() + 7_200_000) })]);
    await queue.enqueue([job('a', { lane: 'backfill', runAt: later })]);
    const [only, ...others] = await rows();
    expect(others).toEqual([]);
    expect(only?.priority).toBe(0);
    expect(only?.seconds).toBeGreaterThan(3_500);
    expect(only?.seconds).toBeLessThan(3_601);
    await queue.enqueue([job('a', { lane: 'backfill' })]);
    expect((await rows())[0]?.seconds).toBeLessThan(1);
  });

  test('within a lane, a job is as urgent as whoever asked for it', async () => {
    await queue.enqueue([
      job('i3', { lane: 'interactive', priority: 3 }),
      job('i1', { lane: 'interactive', priority: 1 }),
      job('f', { lane: 'feed', priority: 0 }),
      job('own', { lane: 'interactive' }),
    ]);
    // The third ping for one package is the first one's job, as urgent as the most urgent of them.
    for (const priority of [3, 2, 3] as const)
      await queue.enqueue([job('ping', { lane: 'interactive', priority })]);
    const order = (await rows()).sort((a, b) => a.priority - b.priority).map(row => [row.key, row.priority]);
    expect(order).toEqual([
      ['own', 0],
      ['i1', 1],
      ['ping', 2],
      ['i3', 3],
      ['f', 10],
    ]);
    expect((await queue.stats()).lanes).toMatchObject({ interactive: { ready: 4 }, feed: { ready: 1 } });
  });

  test('jobs appear with the transaction that asked for them, or not at all', async () => {
    await expect(
      test_.db.transaction(async tx => {
        await queue.enqueue([job('a')], tx);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await rows()).toEqual([]);
    await test_.db.transaction(tx => queue.enqueue([job('a')], tx));
    expect(await rows()).toHaveLength(1);
  });

  test('a batch of thousands, and two batches that overlap in opposite orders', async () => {
    const keys = Array.from({ length: 2_500 }, (_, n) => job(`k${n}`));
    const [some, same] = await Promise.all([queue.enqueue(keys), queue.enqueue(keys.toReversed())]);
    expect([some, same]).toEqual([2_500, 2_500]);
    expect((await queue.stats()).lanes.feed.ready).toBe(2_500);
  });
});

describe('running', () => {
  test('lanes go in their order', async () => {
    await queue.enqueue([
      job('b1', { lane: 'backfill' }),
      job('f1', { lane: 'feed' }),
      job('i1', { lane: 'interactive' }),
      job('b2', { lane: 'backfill' }),
      job('i2', { lane: 'interactive' }),
    ]);
    const lanes: string[] = [];
    start({ note: async (_payload, { lane }) => void lanes.push(lane) });
    await until(() => lanes.length === 5);
    expect(lanes).toEqual(['interactive', 'interactive', 'feed', 'backfill', 'backfill']);
  });

  test('a person is served while all workers are busy with the background', async () => {
    await queue.enqueue(Array.from({ length: 5 }, (_, n) => job(`slow${n}`, { task: 'slow' })));
    let free = () => {};
    const busy = new Promise<void>(resolve => {
      free = resolve;
    });
    const done: string[] = [];
    start(
      { slow: () => busy, note: async ({ key }) => void done.push(String(key)) },
      { reserved: { tasks: ['note'], concurrency: 1 } },
    );
    await until(async () => (await queue.stats()).lanes.feed.running > 0);
    await queue.enqueue([job('background'), job('person', { lane: 'interactive' })]);
    await until(() => done.includes('person'));
    expect(done).toEqual(['person']);
    free();
    await until(() => done.length === 2);
  });

  test('there are connections for all workers: the queue has nothing to warn of', async () => {
    const warnings: string[] = [];
    const log = { info() {}, warn: (text: string) => void warnings.push(text), error() {} };
    const done: string[] = [];
    start(
      { note: async ({ key }) => void done.push(String(key)) },
      { concurrency: 8, reserved: { tasks: ['note'], concurrency: 2 }, log },
    );
    await queue.enqueue([job('a'), job('b', { lane: 'interactive' })]);
    await until(() => done.length === 2);
    expect(warnings).toEqual([]);
  });

  test('a job asked for while it runs is run once more', async () => {
    const payloads: unknown[] = [];
    start({
      note: async payload => {
        payloads.push(payload.n);
        if (payload.n === 1) await queue.enqueue([job('a', { payload: { n: 2 } })]);
      },
    });
    await queue.enqueue([job('a', { payload: { n: 1 } })]);
    await until(() => payloads.length === 2);
    await until(async () => (await rows()).length === 0);
    expect(payloads).toEqual([1, 2]);
  });
});

describe('failing', () => {
  test('what cannot succeed is dead after three attempts, visible with its code, and can be given another life', async () => {
    let attempts = 0;
    start({
      note: async () => {
        attempts++;
        throw new UpstreamError('malformed', 'no JSON');
      },
    });
    await queue.enqueue([job('a')]);
    for (let n = 1; n < 3; n++) {
      await until(async () => (await rows())[0]?.last_error !== null && attempts === n);
      await sleep(200);
      expect(await queue.deadJobs()).toEqual([]);
      await test_.db.query('update graphile_worker._private_jobs set run_at = now() where locked_at is null');
    }
    await until(async () => (await queue.deadJobs()).length === 1);
    expect(await queue.deadJobs()).toEqual([
      expect.objectContaining({
        task: 'note',
        key: 'a',
        lane: 'feed',
        attempts: 3,
        error: 'malformed: no JSON',
      }),
    ]);
    expect((await queue.stats()).lanes.feed).toEqual({
      ready: 0,
      running: 0,
      waiting: 0,
      retrying: 0,
      dead: 1,
    });
    await sleep(300);
    expect(attempts).toBe(3);

    expect(await queue.retryDead()).toBe(1);
    await until(() => attempts === 4);
  });

  test('a passing failure is tried again after a pause that grows by e', async () => {
    start({
      note: async () => {
        throw new UpstreamError('timeout', 'no answer');
      },
    });
    await queue.enqueue([job('a')]);
    // e^1 = 2.72 s after the first attempt, e^2 = 7.39 s after the second.
    for (const [attempt, pause] of [
      [1, 2.72],
      [2, 7.39],
    ] as const) {
      await until(async () => {
        const [row] = await rows();
        return row?.attempts === attempt && row.last_error !== null && row.seconds > 0;
      });
      const [row] = await rows();
      expect(row).toMatchObject({ last_error: 'timeout: no answer', max_attempts: 10 });
      expect(row?.seconds).toBeGreaterThan(pause - 1);
      expect(row?.seconds).toBeLessThan(pause + 0.1);
      await test_.db.query('update graphile_worker._private_jobs set run_at = now(), last_error = null');
    }
  });

  test('deferred work waits for its time and keeps its attempts', async () => {
    start({
      note: async () => {
        throw new Deferred(new Date(Date.now() + 600_000), 'too soon');
      },
    });
    await queue.enqueue([job('a')]);
    for (let n = 0; n < 3; n++) {
      await until(async () => {
        const [row] = await rows();
        return row !== undefined && row.seconds > 500 && row.last_error !== null;
      });
      const [row] = await rows();
      expect(row).toMatchObject({ key: 'a', attempts: 0, last_error: 'deferred: too soon' });
      expect(row?.seconds).toBeGreaterThan(597);
      expect(row?.seconds).toBeLessThan(601);
      await test_.db.query('update graphile_worker._private_jobs set run_at = now()');
    }
    expect((await queue.stats()).lanes.feed.dead).toBe(0);
  });

  test('a Retry-After is honoured', async () => {
    start({
      note: async () => {
        throw new UpstreamError('rate-limited', 'status 429', { status: 429, retryAfterSeconds: 120 });
      },
    });
    await queue.enqueue([job('a')]);
    const settled = async () => {
      const [row] = await rows();
      return row !== undefined && row.seconds > 100 && row.last_error !== null ? row : null;
    };
    await until(async () => (await settled()) !== null);
    const row = await settled();
    expect(row).toMatchObject({ attempts: 0, last_error: 'rate-limited: status 429' });
    expect(row?.seconds).toBeGreaterThan(117);
    expect(row?.seconds).toBeLessThan(121);
  });

  test('a job that was asked for again while it failed leaves no second life behind', async () => {
    let calls = 0;
    start({
      note: async () => {
        calls++;
        if (calls > 1) return;
        await queue.enqueue([job('a')]);
        throw new Deferred(new Date(Date.now() + 500), 'soon');
      },
    });
    await queue.enqueue([job('a')]);
    await until(() => calls === 2);
    await sleep(1_200);
    expect(calls).toBe(2);
    expect(await queue.deadJobs()).toEqual([]);
    expect(await queue.prune(30 * 86_400_000)).toBe(1);
    expect(await rows()).toEqual([]);
  });
});

describe('workers that end', () => {
  test('one that stops finishes what it runs and gives the rest back', async () => {
    await queue.enqueue(Array.from({ length: 20 }, (_, n) => job(`k${n}`)));
    let done = 0;
    const worker = start({
      note: async () => {
        await sleep(100);
        done++;
      },
    });
    await until(() => done > 0);
    await worker.stop(5_000);
    const left = await rows();
    expect(done + left.length).toBe(20);
    expect(left.length).toBeGreaterThan(10);
    expect(left.every(row => row.attempts === 0)).toBe(true);
  });

  test('one that is asked to stop interrupts what takes too long', async () => {
    await queue.enqueue([job('a')]);
    let interrupted = false;
    const worker = start({
      note: (_payload, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            interrupted = true;
            reject(new Error('aborted'));
          });
        }),
    });
    await until(async () => (await queue.stats()).lanes.feed.running === 1);
    await worker.stop(1_000);
    expect(interrupted).toBe(true);
    const [row] = await rows();
    expect(row).toMatchObject({ attempts: 0, last_error: 'interrupted: aborted' });
  });

  test("a dead worker's jobs are taken over, and a living one's are not", async () => {
    await queue.enqueue([job('lost'), job('held', { task: 'hold' })]);
    let free = () => {};
    const held = new Promise<void>(resolve => {
      free = resolve;
    });
    let holds = 0;
    // As a killed worker leaves it: locked by somebody who holds no lock.
    await test_.db.query(
      `update graphile_worker._private_jobs set locked_by = 'pool-dead', locked_at = now(), attempts = 1 where key = 'lost'`,
    );
    const done: string[] = [];
    start(
      {
        note: async ({ key }) => void done.push(String(key)),
        hold: () => {
          holds++;
          return held;
        },
      },
      { livesIntervalMs: 200, concurrency: 2 },
    );
    await until(() => done.length === 1);
    await sleep(1_000);
    expect(done).toEqual(['lost']);
    expect(holds).toBe(1);
    free();
    await until(async () => (await rows()).length === 0);
  });

  test('the queue goes on after the database threw everybody out', async () => {
    const done: string[] = [];
    start({ note: async ({ key }) => void done.push(String(key)) });
    await queue.enqueue([job('before')]);
    await until(() => done.length === 1);
    await test_.db.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await queue.enqueue([job('after')]);
    await until(() => done.length === 2, 30_000);
    expect(done).toEqual(['before', 'after']);
  });
});
